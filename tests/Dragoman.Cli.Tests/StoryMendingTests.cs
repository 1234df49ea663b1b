using Dragoman.Cli.Reading;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>Stories that one text held together are divided when it turns out to be no report of theirs, and their history says so.</summary>
public sealed class StoryMendingTests : IDisposable
{
    private const string Dam =
        "Engineers at the Kariba dam opened two spillway gates on Monday after heavy rain upstream, and villagers below the wall were told to leave the banks of the Zambezi. "
        + "The Zambezi River Authority said the reservoir stood at nine tenths of its height and that crews would mend the plunge pool beneath the spillway once the water fell.";

    private const string Bank =
        "The central bank of Armenia raised its refinancing rate by half a point in Yerevan on Tuesday, its third rise of the year, as food prices climbed. "
        + "Governor Martin Galstyan said inflation expectations had to be anchored, while exporters complained that the dram was too dear for apricot growers and brandy makers.";

    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    private static string Line(string source, string date, string text) => $$"""{"text":"{{text}}","date":"{{date}}","source":"{{source}}","title":"{{source}}"}""";

    [Fact]
    public void A_version_that_is_replaced_no_longer_holds_two_matters_together()
    {
        // A digest of both matters makes one story of their reports; its corrected version is about one of them alone.
        var path = _folder.File("news.db");
        const string digest =
            "Two things today. At Kariba the Zambezi River Authority has spillway gates of the dam open, its reservoir nearly full, and engineers want to mend the plunge pool below; villagers have left. "
            + "In Yerevan Armenia's central bank under Galstyan raised the refinancing rate again because of inflation, and exporters of brandy and apricot growers complained of the dear dram.";
        const string corrected =
            "Armenia again: in Yerevan Galstyan's central bank lifted its refinancing rate over inflation, and of the dear dram complained apricot growers and exporters of brandy. Shoppers in Gyumri queued for bread.";
        Read(path, Line("Digest", "2026-03-10", digest), Line("Dam Gazette", "2026-03-10", Dam), Line("Bank Gazette", "2026-03-10", Bank));
        using var store = EventStore.Open(path);
        var documents = store.Documents(null, 10).Rows.ToDictionary(row => row.Publisher!, row => row.Id);
        var together = Stories(store, documents);
        Assert.Single(together.Values.Distinct());

        Read(path, Line("Digest again", "2026-03-10", corrected));
        documents["Digest again"] = store.Documents(null, 10).Rows.Single(row => row.Publisher == "Digest again").Id;
        store.KeepSeen([], [new DocumentVersion("https://news.example/digest", 1, documents["Digest"], "1", DateTimeOffset.UnixEpoch, null), new DocumentVersion("https://news.example/digest", 2, documents["Digest again"], "2", DateTimeOffset.UnixEpoch, "+ bread")], []);
        using (var keeper = new StoryKeeper(store)) keeper.Settle([], TestContext.Current.CancellationToken);

        var apart = Stories(store, documents);
        Assert.NotEqual(apart["Dam Gazette"], apart["Bank Gazette"]);
        Assert.Equal(apart["Bank Gazette"], apart["Digest again"]);
        var left = apart.Values.Distinct().Select(id => store.Story(id)!).ToList();
        Assert.Equal(4, left.Sum(story => story.Story.Documents));
        Assert.All(left, story => Assert.Contains(story.History, entry => entry.Change == "split"));
        Assert.True(store.Check(deep: true, TestContext.Current.CancellationToken).IsHealthy);
    }

    private static Dictionary<string, string> Stories(EventStore store, Dictionary<string, string> documents) =>
        documents.ToDictionary(pair => pair.Key, pair => store.StandingOf(pair.Value)!.Story!);

    private void Read(string store, params string[] lines) =>
        Assert.Equal(0, _dragoman.Run("read", _folder.Write("news.jsonl", string.Join('\n', lines) + "\n"), "--store", store).ExitCode);
}
