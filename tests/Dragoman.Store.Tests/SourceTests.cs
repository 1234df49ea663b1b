using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Sources, versions and reading positions.</summary>
public abstract class SourceTests(TestEngine engine)
{
    private static readonly DateTimeOffset Noon = new(2019, 3, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_source_comes_back_as_it_was_kept_also_from_a_store_that_was_closed()
    {
        using var place = engine.NewPlace();
        var source = new WatchedSource
        {
            Url = "https://example.org/feed",
            Kind = SourceKind.Sitemap,
            Title = "Example",
            Category = "World/Africa",
            IntervalSeconds = 900,
            NextAt = Noon,
            ETag = "\"a\"",
            LastModified = "Fri, 29 Mar 2019 10:00:00 GMT",
            ContentHash = "00ff",
            CheckedAt = Noon.AddHours(-1),
            ChangedAt = Noon.AddHours(-2),
            Health = SourceHealth.Failing,
            Failures = 3,
            Problem = "the host answers 500",
            Documents = 7,
        };
        using (var store = EventStore.Open(place.Text))
        {
            Assert.Equal(1, store.AddSources([source, source]));
            Assert.Equal(source, store.FindSource(source.Url));
        }

        using var again = EventStore.Open(place.Text);
        Assert.Equal([source], again.Sources());
        Assert.Equal(0, again.AddSources([source with { Title = "Another" }]));
        Assert.Equal("Example", again.FindSource(source.Url)!.Title);
        Assert.True(again.RemoveSource(source.Url));
        Assert.False(again.RemoveSource(source.Url));
        Assert.Empty(again.Sources());
    }

    [Fact]
    public void Due_are_those_whose_time_has_come_the_longest_due_first()
    {
        using var temporary = engine.NewStore();
        temporary.Store.AddSources(
        [
            new WatchedSource { Url = "https://a.example/", NextAt = Noon.AddMinutes(1) },
            new WatchedSource { Url = "https://b.example/", NextAt = Noon },
            new WatchedSource { Url = "https://c.example/" },
            new WatchedSource { Url = "https://d.example/", NextAt = Noon.AddDays(-1) },
        ]);
        Assert.Equal(["https://c.example/", "https://d.example/", "https://b.example/"], temporary.Store.DueSources(Noon, 10).Select(source => source.Url));
        Assert.Single(temporary.Store.DueSources(Noon, 1));
        Assert.True(temporary.Store.HastenSource("https://a.example/"));
        Assert.False(temporary.Store.HastenSource("https://e.example/"));
        Assert.Equal(4, temporary.Store.DueSources(Noon, 10).Count);
    }

    [Fact]
    public void A_state_of_a_source_that_was_taken_out_is_passed_over_and_one_that_has_moved_is_renamed()
    {
        using var temporary = engine.NewStore();
        var source = new WatchedSource { Url = "https://a.example/feed" };
        temporary.Store.AddSources([source]);
        temporary.Store.KeepSeen([source with { ETag = "\"1\"", MovedTo = "https://b.example/feed" }, new WatchedSource { Url = "https://gone.example/" }], [], []);
        Assert.Equal(("https://b.example/feed", "\"1\""), (temporary.Store.Sources().Single().Url, temporary.Store.Sources().Single().ETag));
    }

    [Fact]
    public void Versions_are_numbered_and_the_newest_is_found()
    {
        using var temporary = engine.NewStore();
        var first = new DocumentVersion("https://a.example/1", 1, "x", "f1", Noon, null);
        var second = new DocumentVersion("https://a.example/1", 2, "y", "f2", Noon.AddHours(1), "+ More.");
        temporary.Store.KeepSeen([], [first, second], []);
        temporary.Store.KeepSeen([], [second with { Fingerprint = "f3" }], []);
        Assert.Equal([first, second with { Fingerprint = "f3" }], temporary.Store.Versions("https://a.example/1"));
        Assert.Equal(2, temporary.Store.LatestVersion("https://a.example/1")!.Number);
        Assert.Null(temporary.Store.LatestVersion("https://a.example/2"));
    }

    [Fact]
    public void Queries_find_the_newest_version_alone_and_an_earlier_one_where_it_is_named()
    {
        const string address = "https://a.example/1";
        using var temporary = engine.NewStore(Synthetic.Document(1), Synthetic.Document(2), Synthetic.Document(3));
        var store = temporary.Store;
        var (first, second) = (Synthetic.Document(1), Synthetic.Document(2));
        var all = store.Count(EventQuery.Everything);
        var (inFirst, inSecond) = (first.Coded.Events.Count, second.Coded.Events.Count);
        Assert.True(inFirst > 0 && inSecond > 0, "both have events");

        store.KeepSeen([], [new DocumentVersion(address, 1, first.Id, "f1", Noon, null)], []);
        Assert.Equal(all, store.Count(EventQuery.Everything));
        store.KeepSeen([], [new DocumentVersion(address, 2, second.Id, "f2", Noon.AddHours(1), "+ More.")], []);
        AssertWithout(first.Id, all - inFirst);
        Assert.Equal(inFirst, store.Count(EventQuery.Parse("document:" + first.Id)));
        Assert.Equal(all, store.Summarize().Events);

        // Changed back: what was the first is the newest again.
        store.KeepSeen([], [new DocumentVersion(address, 3, first.Id, "f3", Noon.AddHours(2), "- More.")], []);
        AssertWithout(second.Id, all - inSecond);

        // What another address still gives is not superseded.
        store.KeepSeen([], [new DocumentVersion("https://b.example/1", 1, second.Id, "f1", Noon, null)], []);
        Assert.Equal(all, store.Count(EventQuery.Everything));
        Assert.True(store.Check(deep: true).IsHealthy);

        void AssertWithout(string id, long events)
        {
            Assert.Equal(events, store.Count(EventQuery.Everything));
            var found = store.Enumerate(EventQuery.Everything).ToList();
            Assert.Equal(events, found.Count);
            Assert.DoesNotContain(found, row => row.Document == id);
            foreach (var kind in (FacetKind[])[FacetKind.Type, FacetKind.Factuality, FacetKind.Actor, FacetKind.Day, FacetKind.Publisher])
            {
                var facets = store.Facets(EventQuery.Everything, kind, 1000);
                Assert.Equal(store.Facets(EventQuery.Parse("confidence>=0"), kind, 1000), facets);
                Assert.Equal(facets.Take(2), store.Facets(EventQuery.Everything, kind, 2));
            }
        }
    }

    [Fact]
    public void A_reading_position_is_kept_and_moved_on()
    {
        using var temporary = engine.NewStore();
        Assert.Null(temporary.Store.Position("a.warc"));
        temporary.Store.KeepSeen([], [], [new ReadingPosition("a.warc", 100, 50, 3, 1)]);
        temporary.Store.KeepSeen([], [], [new ReadingPosition("a.warc", 100, 90, 5, 1)]);
        Assert.Equal(new ReadingPosition("a.warc", 100, 90, 5, 1), temporary.Store.Position("a.warc"));
    }
}
