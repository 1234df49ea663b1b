using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Counts by pair of sides, by day and quad class, and by place.</summary>
public sealed class FigureTests
{
    [Fact]
    public void Pairs_days_and_places_are_counted_by_what_the_query_finds()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("s.db"));
        var cancel = TestContext.Current.CancellationToken;
        store.Add(
            [
                Sample.Document(acts:
                [
                    new Act(EventType.Accuse) { ActorCode = "USAGOV", RecipientCode = "RUSMIL", Country = "UKR", Place = "Kharkiv" },
                    new Act(EventType.Aid) { ActorCode = "USA", RecipientCode = "RUS", Date = "2019-03-30", Country = "UKR", Place = "Kharkiv" },
                    new Act(EventType.Aid) { ActorCode = "RUS", RecipientCode = "USA", Date = "2019-03", Precision = DatePrecision.Month },
                    new Act(EventType.Aid) { ActorCode = null, RecipientCode = "USA" },
                ]),
            ],
            cancel);
        var pairs = store.CountDyads(EventQuery.Everything, 10, cancel);
        Assert.Equal([("USA", "RUS", 2L), ("RUS", "USA", 1L)], pairs.Select(pair => (pair.Actor, pair.Recipient, pair.Total)));
        Assert.Equal(2, pairs[0].Quads.Count(count => count == 1));
        Assert.Single(store.CountDyads(EventQuery.Everything, 1, cancel));
        Assert.Equal("RUS", Assert.Single(store.CountDyads(EventQuery.Parse("actor:RUS"), 10, cancel)).Actor);
        var days = store.CountDays(EventQuery.Everything, cancel);
        Assert.Equal([("2019-03-29", 2L), ("2019-03-30", 1L)], days.Select(day => (day.Day, day.Quads.Sum())));
        Assert.Equal(("Kharkiv", "UKR", 2L), store.CountPlaces(EventQuery.Everything, 10, cancel).Select(place => (place.Name, place.Country, place.Count)).Single());
    }
}
