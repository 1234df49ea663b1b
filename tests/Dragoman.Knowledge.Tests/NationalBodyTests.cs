using Dragoman.Tests;

namespace Dragoman.Knowledge.Tests;

/// <summary>Every country has its legislature and its armed forces or, where it keeps none, its police in the table of bodies.</summary>
public class NationalBodyTests
{
    /// <summary>Countries without armed forces of their own. One that gets a row fails the test.</summary>
    private static readonly HashSet<string> Unarmed = new(StringComparer.Ordinal)
    {
        "AND", "ATA", "CRI", "DMA", "FSM", "GRD", "KIR", "LCA", "LIE", "MHL", "NRU", "PLW", "SLB", "TUV", "VCT", "WSM",
    };

    /// <summary>Nobody governs Antarctica.</summary>
    private const string Nobody = "ATA";

    [Fact]
    public void Every_country_has_its_legislature() => Assert.Equal([Nobody], Without(row => row[4] == "legislature" && row[3].Split(' ').Contains("LEG")));

    [Fact]
    public void Every_country_has_its_armed_forces_but_for_those_that_keep_none() =>
        Assert.Equal(Unarmed.Order(StringComparer.Ordinal), Without(row => row[4] == "forces" && row[3].Split(' ').Contains("MIL")));

    [Fact]
    public void Those_without_armed_forces_have_their_police() =>
        Assert.Equal([Nobody], Without(row => row[3].Split(' ').Any(sector => sector is "MIL" or "COP") && row[4] is "forces" or "police").Intersect(Unarmed));

    /// <summary>The countries, in order, that no body of the kind belongs to.</summary>
    private static IEnumerable<string> Without(Func<string[], bool> kind)
    {
        var having = Lines("bodies.tsv").Where(kind).Select(row => row[2]).ToHashSet(StringComparer.Ordinal);
        return Lines("countries.tsv").Select(row => row[0]).Where(country => !having.Contains(country)).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string[]> Lines(string table) => File.ReadAllLines(Repository.Path("data", "knowledge", table)).Skip(1).Select(line => line.Split('\t'));
}
