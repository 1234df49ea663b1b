using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dragoman.Tests;

namespace Dragoman.Checkout.Tests;

/// <summary>Habits that every file of the checkout keeps.</summary>
public partial class HygieneTests
{
    private static readonly string[] Skipped = ["artifacts", ".git", "node_modules", ".vs", ".idea"];

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Repository.Root, pattern, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Repository.Root, path).Split(Path.DirectorySeparatorChar).Any(Skipped.Contains));

    private static string Name(string path) => Path.GetRelativePath(Repository.Root, path);

    [Fact]
    public void Every_package_version_is_pinned_exactly()
    {
        var versions = XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion").ToList();
        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Matches(@"^\[\d+(\.\d+){1,3}\]$", version.Attribute("Version")!.Value));
        var names = versions.Select(version => version.Attribute("Include")!.Value).ToList();
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
    }

    [Fact]
    public void Every_project_has_its_lock_file() =>
        Assert.All(Files("*.csproj"), project =>
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), $"{Name(project)} has no packages.lock.json"));

    [Fact]
    public void Every_project_stands_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.Path("Dragoman.slnx"));
        Assert.All(Files("*.csproj"), project => Assert.Contains(Name(project).Replace('\\', '/'), solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Decisions_are_numbered_without_gap_or_clash()
    {
        var numbers = Directory.EnumerateFiles(Repository.Path("docs", "decisions"), "*.md")
            .Select(path => Path.GetFileName(path)!)
            .Select(name => DecisionName().Match(name) is { Success: true } match
                ? int.Parse(match.Groups[1].ValueSpan, provider: null)
                : throw new InvalidDataException($"docs/decisions/{name} is not named NNNN-title.md"))
            .Order()
            .ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Fact]
    public void Every_table_row_has_as_many_columns_as_its_header() =>
        Assert.All(Files("*.tsv").Where(path => Name(path).StartsWith("data", StringComparison.Ordinal)), path =>
        {
            var rows = File.ReadAllText(path).Split('\n');
            Assert.True(rows[^1].Length == 0, $"{Name(path)} does not end in a line break");
            var lines = rows.Where(line => line.Length > 0 && line[0] != '#').ToList();
            var columns = lines[0].Split('\t').Length;
            var odd = lines.FirstOrDefault(line => line.Split('\t').Length != columns);
            Assert.True(odd is null, $"{Name(path)}: expected {columns} columns in «{odd}»");
            Assert.DoesNotContain(lines, line => line.Contains('\r', StringComparison.Ordinal));
        });

    [Fact]
    public void Links_between_documents_lead_somewhere() =>
        Assert.All(Files("*.md"), path =>
        {
            foreach (Match link in MarkdownLink().Matches(File.ReadAllText(path)))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length == 0 || target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) continue;
                var full = Path.Combine(Path.GetDirectoryName(path)!, Uri.UnescapeDataString(target));
                Assert.True(File.Exists(full) || Directory.Exists(full), $"{Name(path)} links to {target}, which is not there");
            }
        });

    [Fact]
    public void No_source_file_grows_past_a_newcomers_patience()
    {
        var tooLong = Files("*.cs").Where(path => File.ReadLines(path).Count() > 600).Select(Name);
        Assert.Empty(tooLong);
    }

    [GeneratedRegex(@"^(\d{4})-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionName();

    [GeneratedRegex(@"\[[^\]\n]*\]\(([^)\s]+)\)")]
    private static partial Regex MarkdownLink();
}
