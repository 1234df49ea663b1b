using System.Text;
using Dragoman.Records;

namespace Dragoman.Store.Tests;

/// <summary>One event of a hand-made document.</summary>
internal sealed record Act(EventType Type = EventType.Accuse)
{
    public string Actor { get; init; } = "The ministry";

    public string? ActorCode { get; init; } = "FJIGOV";

    public string? ActorName { get; init; }

    public string? Recipient { get; init; } = "the company";

    public string? RecipientCode { get; init; } = "TUVBUS";

    public string? Date { get; init; } = "2019-03-29";

    public DatePrecision Precision { get; init; } = DatePrecision.Day;

    public string? Place { get; init; }

    public string? Country { get; init; }

    public Factuality Factuality { get; init; }

    public string? Mode { get; init; }

    public string? Cameo { get; init; }

    public IReadOnlyList<string> Contexts { get; init; } = [];

    public double Confidence { get; init; } = 0.5;

    public double? Goldstein { get; init; }

    public string? Speaker { get; init; }
}

/// <summary>Hand-made documents: one sentence an act, "ACTOR did RECIPIENT."</summary>
internal static class Sample
{
    public static StoredDocument Document(
        string title = "A report", string body = "", string? date = "2019-03-30", string? source = "Harbour Post", string? url = null,
        string? givenId = null, string? locator = null, params Act[] acts)
    {
        var text = new StringBuilder();
        if (body.Length > 0) text.Append(body).Append(' ');
        var sentences = new List<Extent>();
        var mentions = new List<Mention>();
        var events = new List<PoliticalEvent>();
        var statements = new List<Statement>();
        foreach (var act in acts)
        {
            var start = text.Length;
            var actor = Participant(text, mentions, act.Actor, act.ActorCode, act.ActorName);
            text.Append(' ');
            var trigger = new TextSpan(text.Length, text.Length + 3);
            text.Append("did ");
            var recipient = act.Recipient is null ? null : Participant(text, mentions, act.Recipient, act.RecipientCode, null);
            string? assertedBy = null;
            var contentEnd = text.Length;
            if (act.Speaker is { } speaker)
            {
                text.Append(", said ");
                assertedBy = $"s{statements.Count + 1}";
                statements.Add(new Statement
                {
                    Id = assertedBy,
                    Kind = StatementKind.Indirect,
                    Speaker = new Speaker(null, speaker, text.Length, text.Length + speaker.Length),
                    Content = new Extent(start, contentEnd),
                });
                text.Append(speaker);
            }

            text.Append('.');
            sentences.Add(new Extent(start, text.Length));
            events.Add(new PoliticalEvent
            {
                Id = $"e{events.Count + 1}",
                Type = act.Type,
                Mode = act.Mode,
                Cameo = act.Cameo,
                Contexts = act.Contexts,
                Quad = 3,
                Goldstein = act.Goldstein,
                Actor = actor,
                Recipient = recipient,
                Date = act.Date,
                DatePrecision = act.Date is null ? DatePrecision.Unknown : act.Precision,
                Place = act.Place is null ? null : new Place { Name = act.Place, Country = act.Country },
                Factuality = act.Factuality,
                AssertedBy = assertedBy,
                Evidence = new Evidence(sentences.Count - 1, start, contentEnd, trigger),
                Confidence = act.Confidence,
                Salience = 1,
            });
            text.Append(' ');
        }

        var document = new Document { Text = text.ToString(), Title = title, Date = date, Source = source, Url = url };
        var id = DocumentId.Of(document);
        return new StoredDocument
        {
            Id = id,
            GivenId = givenId,
            Locator = locator ?? $"{id}.txt",
            MediaType = "text/plain",
            Raw = Encoding.UTF8.GetBytes(document.Text),
            ReadAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Article = new Article { Text = document.Text, Title = title, Published = date, Publisher = source, Url = url },
            Coded = new CodedDocument
            {
                Id = id,
                Text = document.Text,
                Title = title,
                Date = date,
                Url = url,
                Source = source,
                Engine = EngineVersion.Current,
                Sentences = sentences,
                Mentions = mentions,
                Events = events,
                Statements = statements,
            },
        };
    }

    private static Participant Participant(StringBuilder text, List<Mention> mentions, string words, string? code, string? name)
    {
        var start = text.Length;
        text.Append(words);
        string? mention = null;
        if (name is not null)
        {
            mention = $"m{mentions.Count + 1}";
            mentions.Add(new Mention
            {
                Id = mention,
                Start = start,
                End = text.Length,
                Kind = MentionKind.Person,
                Name = name,
                Actor = new Actor { Code = code, Country = code?[..3], Sectors = code is { Length: 6 } ? [code[3..]] : [], Name = name },
            });
        }

        return new Participant { Mention = mention, Text = words, Start = start, End = text.Length, Code = code };
    }
}

/// <summary>A store of a test's own, in a file of a folder that goes with it where no other place is given.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private readonly TestPlace _place;

    public TemporaryStore(params StoredDocument[] documents)
        : this(TestEngine.Sqlite.NewPlace(), documents)
    {
    }

    public TemporaryStore(TestPlace place, StoredDocument[] documents)
    {
        _place = place;
        Store = EventStore.Open(File);
        if (documents.Length > 0) Store.Add(documents, CancellationToken.None);
    }

    /// <summary>The place, as <see cref="EventStore.Open"/> takes it: a file's path where it is no server's.</summary>
    public string File => _place.Text;

    public EventStore Store { get; }

    /// <summary>Titles of the events that a query finds, in order.</summary>
    public string[] Titles(string query) => [.. Store.Find(EventQuery.Parse(query), 1_000).Rows.Select(row => row.Title!)];

    public void Dispose()
    {
        Store.Dispose();
        _place.Dispose();
    }
}
