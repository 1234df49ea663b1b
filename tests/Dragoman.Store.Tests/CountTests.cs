using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Counts that are kept are those of the events, whatever was added, replaced or taken out.</summary>
public abstract class CountTests(TestEngine engine)
{
    internal static readonly string[] Queries =
    [
        "", "quad:1,2", "type:ACCUSE", "type:ACCUSE,AID quad:1,3", "factuality:happened", "actor:FJI", "actor:FJI,TUV quad:3", "actor:FJIGOV", "actor:GOV",
        "recipient:NZL", "recipient:NZLGOV quad:4", "place:FJI", "place:FJI,TON,none", "place:none", "since:2018", "since:2017-03 until:2019 quad:2", "on:2016", "actor:FJI since:2017",
        "actor:FJI type:ACCUSE", "-type:ACCUSE", "source:reef", "islands", "type:ACCUSE islands", "actor:FJI recipient:NZL", "quad:1 quad:2", "confidence>0.5",
        "actor:MIL", "recipient:GOV quad:3", "actor:GOV type:ACCUSE", "actor:GOV recipient:FJI", "actor:GOV,MIL", "type:ACCUSE factuality:denied", "place:FJI actor:FJI quad:1,4",
        "source:reef,lagoon type:AID", "source:reef source:lagoon", "source:nowhere", "source:re*", "actor:FJIGOV type:AID,ACCUSE", "actor:FJI actor:GOV", "type:AID type:AID",
        "with:FJI", "with:FJI quad:3", "with:FJI with:NZL", "with:NZL with:FJI quad:1,2", "with:FJI with:FJI", "with:FJI,NZL", "with:FJI type:AID", "with:GOV", "-with:FJI", "with:FJI since:2018",
        "actor:FJI recipient:NZL type:ACCUSE", "actor:TUV factuality:happened since:2018",
        "asserted-by:none", "asserted-by:none actor:FJI", "-asserted-by:none type:AID", "-type:AID actor:FJI", "-type:AID,ACCUSE -factuality:happened", "-quad:1,2", "-quad:1 quad:1,3",
        "-actor:GOV", "actor:GOV factuality:denied", "recipient:GOV,LEG", "actor:GOV recipient:GOV", "actor:FJI type:AID factuality:happened", "actor:FJIGOV place:FJI type:ACCUSE,AID",
        "actor:FJI,TUV type:AID confidence>=0.5", "recipient:NZL type:AID confidence<0.5", "with:FJI asserted-by:none quad:1,3", "actor:FJI place:none type:AID until:2019",
        "mode:riot", "mode:riot,visit quad:3", "mode:riot actor:FJI", "mode:riot type:AID", "mode:none", "-mode:riot", "type:AID factuality:happened since:2018", "type:AID -factuality:happened place:FJI",
        "actor:GOV type:AID,ACCUSE factuality:happened", "type:AID -type:ACCUSE factuality:denied",
    ];

    [Fact]
    public void Counts_say_what_the_events_say()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 250).Select(number => Synthetic.Document(number))]);
        Compare(temporary.Store);
    }

    [Fact]
    public void Counts_are_kept_over_many_batches_and_a_cancelled_one()
    {
        using var temporary = engine.NewStore();
        for (var batch = 0; batch < 6; batch++) temporary.Store.Add(Synthetic.Batch(batch, 15), TestContext.Current.CancellationToken);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => temporary.Store.Add(Synthetic.Batch(9, 15), source.Token));
        temporary.Store.Add(Synthetic.Batch(2, 30), TestContext.Current.CancellationToken);
        Compare(temporary.Store);
        Assert.Empty(temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
    }

    [Fact]
    public void Earlier_versions_are_not_counted()
    {
        var documents = Enumerable.Range(0, 40).Select(number => Synthetic.Document(number)).ToArray();
        using var temporary = engine.NewStore(documents);
        temporary.Store.KeepSeen(
            [],
            [.. documents.Take(20).Select((document, i) => new DocumentVersion($"https://example.org/{i / 2}", (i % 2) + 1, document.Id, "f", DateTimeOffset.UnixEpoch, null))],
            []);
        Compare(temporary.Store);
        Assert.Equal(30 * 3, temporary.Store.Count(EventQuery.Everything));
    }

    [Fact]
    public void Counts_follow_what_is_forgotten()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 30).Select(number => Synthetic.Document(number))]);
        temporary.Store.Forget(Synthetic.Document(3).Id, null, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        Compare(temporary.Store);
        Assert.Empty(temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
    }

    private static void Compare(EventStore store)
    {
        foreach (var text in Queries)
        {
            var query = EventQuery.Parse(text);
            var rows = store.Enumerate(query, TestContext.Current.CancellationToken).ToList();
            Assert.Equal(rows.Count, store.Count(query));
            foreach (var kind in Enum.GetValues<FacetKind>())
            {
                var expected = rows.Select(row => Value(kind, row)).OfType<string>().CountBy(value => value).Select(pair => new Facet(pair.Key, pair.Value));
                expected = kind == FacetKind.Day
                    ? expected.OrderByDescending(facet => facet.Value, StringComparer.Ordinal)
                    : expected.OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal);
                Assert.Equal(expected.Take(7), store.Facets(query, kind, 7));
            }
        }
    }

    [Fact]
    public void Counts_between_days_add_what_is_dated_less_precisely()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 250).Select(number => Synthetic.Document(number))]);
        using var backend = Backend.Of(temporary.File, new StoreOptions { ReadOnly = true });
        using var session = backend.OpenReader();
        session.ManyBetweenDays = 0;
        var answered = 0;
        foreach (var text in (string[])["since:2018", "until:2017-06", "since:2017-03-15 until:2019-05-20", "on:2016", "on:2018-05", "since:2016 quad:3", "since:2019 until:2016"])
        {
            var query = EventQuery.Parse(text);
            var rows = temporary.Store.Enumerate(query, TestContext.Current.CancellationToken).ToList();
            foreach (var kind in Enum.GetValues<FacetKind>().Except([FacetKind.Day, FacetKind.Publisher]))
            {
                var expected = rows.Select(row => Value(kind, row)).OfType<string>().GroupBy(value => value).Select(group => (group.Key, group.LongCount()))
                    .OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(15);
                Assert.Equal(expected, PairQuery.For(session, query)!.Facets(session, kind, 15));
                answered++;
            }

            Assert.Equal(rows.Count, PairQuery.For(session, query)!.Count(session));
        }

        Assert.Equal(49, answered);
    }

    [Fact]
    public void A_sector_that_codes_do_not_tell_is_counted_by_what_is_said_of_the_party()
    {
        var told = new Actor { Code = "FJIGOV", Country = "FJI", Sectors = ["GOV"], Name = "the ministry" };
        var untold = new Actor { Code = "FJIGOV", Country = "FJI", Sectors = [], Name = "somebody" };
        StoredDocument With(int number, Actor actor) => Synthetic.Document(number) is var other ? new StoredDocument
        {
            Id = other.Id,
            Locator = other.Locator,
            MediaType = other.MediaType,
            Raw = other.Raw,
            ReadAt = other.ReadAt,
            Article = other.Article,
            Coded = new CodedDocument
            {
                Text = other.Coded.Text,
                Engine = other.Coded.Engine,
                Date = other.Coded.Date,
                Source = other.Coded.Source,
                Sentences = other.Coded.Sentences,
                Mentions = [new Mention { Id = "m1", Start = 0, End = 4, Kind = MentionKind.Organization, Name = actor.Name!, Actor = actor }],
                Events = [.. other.Coded.Events.Select(item => item with { Actor = new Participant { Mention = "m1", Text = "they", Start = 0, End = 4, Code = actor.Code }, Recipient = null })],
            },
        } : throw new InvalidOperationException();

        using var temporary = engine.NewStore(With(1, told), With(2, untold));
        var query = EventQuery.Parse("actor:GOV");
        using (var backend = Backend.Of(temporary.File, new StoreOptions { ReadOnly = true }))
        {
            using var session = backend.OpenReader();
            Assert.Null(session.SectorCodes("GOV"));
            Assert.Equal(3, PairQuery.For(session, query)!.Count(session));
        }

        Assert.Equal(3, temporary.Store.Enumerate(query, TestContext.Current.CancellationToken).Count());
        Assert.Equal(6, temporary.Store.Count(EventQuery.Parse("actor:FJIGOV"), TestContext.Current.CancellationToken));
        Assert.Empty(temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
    }

    private static string? Value(FacetKind kind, EventRow row) => kind switch
    {
        FacetKind.Type => row.Type.ToString().ToUpperInvariant(),
        FacetKind.Actor => row.ActorCode,
        FacetKind.Recipient => row.RecipientCode,
        FacetKind.ActorCountry => row.ActorCode?[..3],
        FacetKind.RecipientCountry => row.RecipientCode?[..3],
        FacetKind.Country => row.PlaceCountry,
        FacetKind.Day => row.DatePrecision == DatePrecision.Day ? row.Date : null,
        FacetKind.Publisher => row.Publisher,
        _ => row.Factuality.ToString().ToLowerInvariant(),
    };
}
