using System.Globalization;
using Dragoman.Sources;

namespace Dragoman.Tests;

/// <summary>The files of <c>Feeds/</c>: each written after a kind of damage that real feeds have, all read or refused with a reason.</summary>
public sealed class DamagedFeedTests
{
    private static readonly string Folder = Repository.Path("tests", "Dragoman.Sources.Tests", "Feeds");

    public static TheoryData<string, int, string> Files
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (var row in File.ReadLines(Path.Combine(Folder, "expected.tsv")).Skip(1).Select(line => line.Split('\t')))
                data.Add(row[0], int.Parse(row[1], CultureInfo.InvariantCulture), row[2]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_feed_gives_what_is_whole_and_says_what_is_not(string name, int documents, string code)
    {
        var items = DocumentFile.Read(Path.Combine(Folder, name), new SourceOptions(), TestContext.Current.CancellationToken).ToList();
        var failures = items.Select(item => item.Failure).OfType<SourceFailure>().ToList();
        Assert.Equal(documents, items.Count(item => item.Document is not null));
        Assert.Equal(code, failures.Count == 0 ? "-" : failures[^1].Code);
        Assert.All(failures, failure => Assert.Contains(name, failure.Message, StringComparison.Ordinal));
        foreach (var document in items.Select(item => item.Document?.Document).Where(document => document is not null))
        {
            Assert.DoesNotContain("root:", document!.Html ?? document.Text!, StringComparison.Ordinal);
            Assert.True((document.Html ?? document.Text)!.Length < 4_000, "nothing expands");
            Assert.False(document.Url is { } url && !url.StartsWith("http", StringComparison.Ordinal), "only http and https are addresses");
            Assert.False(document.Date?.StartsWith("0001", StringComparison.Ordinal) == true, "nothing is dated to the year 1");
        }
    }

    [Fact]
    public void There_are_sixty_files_and_more() => Assert.True(Files.Count >= 60);

    [Fact]
    public void A_feed_of_unclosed_entries_is_read_in_time_that_grows_with_it()
    {
        var feed = "<rss><channel>" + string.Concat(Enumerable.Repeat("<item><title>Report</title><a>", 50_000));
        var items = DocumentFile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(feed)), "feed.xml", new SourceOptions(), TestContext.Current.CancellationToken).ToList();
        Assert.InRange(items.Count, 1, 100);
    }
}
