using System.Text.RegularExpressions;
using Dragoman.Tests;

namespace Dragoman.Knowledge.Tests;

/// <summary>The sixty countries most in the news have their central figures of 2015 to 2024 in the table of offices.</summary>
public class CentralFigureTests
{
    private const string Countries =
        "AFG ARE ARG AUS AZE BGD BLR BRA CAN CHN COD COL CUB DEU EGY ESP ETH FRA GBR GEO GRC HUN IDN IND IRN IRQ ISR ITA JOR JPN "
        + "KEN KOR LBN LBY LKA MEX MLI MMR NGA PAK PHL POL PRK PSE RUS SAU SDN SOM SRB SSD SYR THA TUR TWN UKR USA VEN YEM ZAF ZWE";

    /// <summary>Parts, with the offices that stand for them in one country or another.</summary>
    private static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        ["head of state"] = "^(president|king|queen|emperor|emir|supreme leader|governor general|transitional president|interim president|chairman of .*council.*)$",
        ["head of government"] = "^(prime minister|premier|chancellor|president|supreme leader|king|chairman of .*council.*)$",
        ["foreign minister"] = "^(foreign minister|foreign secretary|secretary of state|external affairs minister)$",
        ["defence minister"] = "^(defence minister|defence secretary|defense secretary)$",
        ["interior minister"] = "^(interior|home|home affairs|internal affairs|public security|public safety|homeland security|security|peace|justice) (minister|secretary)$",
        ["army chief"] = "^(army chief|chief of (the )?(general )?staff|chief of defence.*|chairman of the joint chiefs of staff|commander-in-chief|commander of the (strategic operational command|libyan national army|national security forces))$",
        ["head of the legislature"] = "^(speaker of .*|president of the (bundestag|senate|constituent assembly|presidium of .*)|chairman of the national people's congress)$",
        ["second central figure"] = "^(opposition leader|rebel leader|gang leader|presidential candidate|house minority leader|crown prince( of abu dhabi)?|chairman of the chinese people's political consultative conference|(leader|commander|president|head) of .*)$",
    };

    /// <summary>What the country does not have: its head of government keeps the defence, or its defence secretary commands the army. An entry that is no longer so fails the test.</summary>
    private static readonly HashSet<string> Gaps = new(StringComparer.Ordinal)
    {
        "BGD defence minister",
        "JOR defence minister",
        "MEX army chief",
        "PSE defence minister",
    };

    [Fact]
    public void They_are_sixty() => Assert.Equal(60, Countries.Split(' ').Distinct().Count());

    [Fact]
    public void Each_has_its_central_figures_but_for_the_gaps_that_are_listed()
    {
        var rows = File.ReadAllLines(Repository.Path("data", "knowledge", "offices.tsv")).Skip(1).Select(line => line.Split('\t'))
            .Where(row => string.CompareOrdinal(row[5], "2025") < 0 && (row[6].Length == 0 || string.CompareOrdinal(row[6], "2015") >= 0))
            .ToLookup(row => row[0], row => row[4]);
        var missing =
            from country in Countries.Split(' ')
            from part in Parts
            where !rows[country].Any(office => Regex.IsMatch(office, part.Value))
            select $"{country} {part.Key}";
        Assert.Equal(Gaps.Order(StringComparer.Ordinal), missing.Order(StringComparer.Ordinal));
    }
}
