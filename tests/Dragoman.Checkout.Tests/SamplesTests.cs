using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Dragoman.Tests;

namespace Dragoman.Checkout.Tests;

/// <summary>What <c>docs/samples.md</c> says of the samples is so.</summary>
public partial class SamplesTests
{
    private static readonly string Folder = Repository.Path("samples");

    private static string Readme => File.ReadAllText(Repository.Path("docs", "samples.md"));

    private static List<string> Files =>
    [
        .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_sample_stands_in_the_table_and_every_row_has_its_sample()
    {
        var rows = TableRow().Matches(Readme).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Files, rows);
    }

    [Theory]
    [InlineData("text/")]
    [InlineData("html/")]
    [InlineData("feeds/")]
    [InlineData("jsonl/")]
    [InlineData("bytes/")]
    public void The_number_of_files_in_each_folder_is_as_told(string folder)
    {
        var told = Regex.Match(Readme, @$"\| `{folder}` \| (\d+) \|", RegexOptions.None, TimeSpan.FromSeconds(5));
        Assert.Equal(Files.Count(name => name.StartsWith(folder, StringComparison.Ordinal)).ToString(provider: null), told.Groups[1].Value);
    }

    [Fact]
    public void All_sixteen_types_are_told_of()
    {
        var readme = Readme;
        string[] types =
        [
            "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
            "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
        ];
        Assert.All(types, type => Assert.Contains(type, readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Addresses_lie_on_domains_that_nobody_can_own()
    {
        string[] vocabularies = ["www.w3.org", "purl.org", "schema.org", "cdn.ampproject.org", "ogp.me"];
        foreach (var name in Files)
        {
            var hosts = Address().Matches(Read(name)).Select(match => match.Groups[1].Value).Distinct();
            Assert.All(hosts, host => Assert.True(
                host.EndsWith(".example", StringComparison.Ordinal) || vocabularies.Contains(host), $"samples/{name} names {host}"));
        }
    }

    private static string Read(string name)
    {
        using Stream file = File.OpenRead(Path.Combine(Folder, name));
        using var content = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\| `([a-z]+/[^`]+)`", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"https?://([A-Za-z0-9.-]+)")]
    private static partial Regex Address();
}
