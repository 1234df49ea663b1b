using System.Globalization;
using System.Text;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Benchmarks;

/// <summary>
/// Documents of any number by mutation: sentences of a pool, each with its event, put together anew under another headline and day. Five events a
/// document in the mean, 190 words. Parties, outlets, places and words are as frequent as rank says (the second half as often as the first);
/// days go from 2015 on, 2,740 events a day, nine in ten events of the last two days, the others of the last year.
/// </summary>
internal sealed class StoreDocuments
{
    private const int Pool = 60_000;
    private const int Words = 40_000;
    private const int EventsPerDay = 2_740;
    public const int MeanEvents = 5;

    private static readonly string[] Sectors = ["", "GOV", "GOVMIL", "GOVCOP", "LEG", "OPP", "BUS", "MED", "CVL", "REB"];
    private static readonly string[] Modes = ["protest", "armed", "visit", "meet", "withdraw", "increase", "mediate", "phone", "riot", "strike"];
    private static readonly string[] Contexts = ["economic", "military", "legal", "health", "election", "migration", "diplomatic", "crime"];

    private readonly List<Piece> _pieces = new(Pool);
    private readonly bool _inOrder;

    public StoreDocuments(bool inOrder)
    {
        _inOrder = inOrder;
        var random = new Random(7);
        var words = Enumerable.Range(0, Words).Select(_ => Word(random)).ToArray();
        var countries = Enumerable.Range(0, 200).Select(i => (Code: Code(i), Name: Capital(Word(random)))).ToArray();
        var names = Enumerable.Range(0, 20_000).Select(_ => Capital(Word(random)) + " " + Capital(Word(random))).ToArray();
        for (var i = 0; i < Pool; i++) _pieces.Add(MakePiece(random, words, countries, names));
    }

    /// <summary>A document of a number: the same one whenever it is asked for.</summary>
    public StoredDocument Make(int number)
    {
        var random = new Random(number);
        var last = (long)number * MeanEvents / EventsPerDay;
        var day = _inOrder ? new DateOnly(2015, 1, 1).AddDays((int)last) : new DateOnly(2015, 1, 1).AddDays(random.Next(3_650));
        var published = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            + string.Create(CultureInfo.InvariantCulture, $"T{random.Next(24):00}:{random.Next(60):00}:00Z");
        var text = new StringBuilder(2_000);
        var sentences = new List<Extent>();
        var mentions = new List<Mention>();
        var events = new List<PoliticalEvent>();
        var statements = new List<Statement>();
        var count = 3 + random.Next(5);
        for (var i = 0; i < count; i++)
        {
            var piece = _pieces[random.Next(Pool)];
            var start = text.Length;
            text.Append(piece.Text).Append(' ');
            sentences.Add(new Extent(start, start + piece.Text.Length));
            string? assertedBy = null;
            if (piece.Speaker is { } speaker)
            {
                assertedBy = string.Create(CultureInfo.InvariantCulture, $"s{statements.Count + 1}");
                statements.Add(new Statement
                {
                    Id = assertedBy,
                    Kind = StatementKind.Indirect,
                    Speaker = new Speaker(null, speaker, start, start + speaker.Length),
                    Content = new Extent(start, start + piece.Text.Length),
                });
            }

            var when = random.Next(10) > 0 ? day.AddDays(-random.Next(2)) : day.AddDays(-random.Next(365));
            var actor = Shift(piece.Actor, piece.ActorActor, start, mentions);
            events.Add(piece.Event with
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"e{i + 1}"),
                Actor = actor,
                Recipient = piece.Recipient is null ? null : Shift(piece.Recipient, piece.RecipientActor, start, mentions),
                Date = when.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                DatePrecision = DatePrecision.Day,
                AssertedBy = assertedBy,
                Evidence = new Evidence(i, start, start + piece.Text.Length, new TextSpan(start + piece.Trigger, start + piece.Trigger + 5)),
            });
        }

        var title = string.Create(CultureInfo.InvariantCulture, $"{events[0].Actor.Text} report {number}");
        var source = string.Create(CultureInfo.InvariantCulture, $"Outlet {Ranked(random, 800)}");
        var document = new Document { Text = text.ToString(), Title = title, Date = published, Source = source };
        return new StoredDocument
        {
            Id = DocumentId.Of(document),
            GivenId = number.ToString(CultureInfo.InvariantCulture),
            Locator = string.Create(CultureInfo.InvariantCulture, $"bench.jsonl#{number}"),
            MediaType = "text/plain",
            Raw = Encoding.UTF8.GetBytes(document.Text),
            ReadAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
            Article = new Article { Text = document.Text, Title = title, Published = published, Publisher = source },
            Coded = new CodedDocument
            {
                Text = document.Text,
                Title = title,
                Date = published,
                Source = source,
                Engine = EngineVersion.Current,
                Sentences = sentences,
                Mentions = mentions,
                Statements = statements,
                Events = events,
            },
        };
    }

    private static Piece MakePiece(Random random, string[] words, (string Code, string Name)[] countries, string[] names)
    {
        var text = new StringBuilder();
        var (actor, actorActor) = Party(random, countries, names, text);
        var trigger = text.Append(' ').Length;
        text.Append("spoke to ");
        var (recipient, recipientActor) = Party(random, countries, names, text);
        for (var i = random.Next(20, 45); i > 0; i--) text.Append(' ').Append(words[Ranked(random, words.Length)]);
        text.Append('.');
        var type = (EventType)Ranked(random, 16);
        var place = random.Next(2) == 0 ? countries[Ranked(random, countries.Length)] : default;
        var item = new PoliticalEvent
        {
            Id = "",
            Type = type,
            Mode = random.Next(5) < 2 ? Modes[Ranked(random, Modes.Length)] : null,
            Contexts = random.Next(2) == 0 ? [Contexts[random.Next(Contexts.Length)]] : [],
            Cameo = string.Create(CultureInfo.InvariantCulture, $"{(int)type + 3:00}{random.Next(10)}"),
            Quad = ((int)type / 4) + 1,
            Goldstein = Math.Round((random.NextDouble() * 20) - 10, 1),
            Actor = actor,
            Recipient = random.Next(8) == 0 ? null : recipient,
            DatePrecision = DatePrecision.Day,
            Place = place.Code is null ? null : new Place
            {
                Name = names[Ranked(random, 5_000)],
                Country = place.Code,
                Lat = random.Next(-60, 60),
                Lon = random.Next(-180, 180),
                Geonames = random.Next(1, 5_000),
            },
            Factuality = (Factuality)Math.Min(6, random.Next(10) < 7 ? 0 : random.Next(7)),
            Evidence = new Evidence(0, 0, 0, new TextSpan(0, 0)),
            Confidence = random.Next(101) / 100.0,
            Salience = random.Next(101) / 100.0,
        };
        return new Piece(
            text.ToString(), item, actor, actorActor, item.Recipient, recipientActor, random.Next(5) < 2 ? names[Ranked(random, names.Length)] : null, trigger);
    }

    private static (Participant Participant, Actor Actor) Party(Random random, (string Code, string Name)[] countries, string[] names, StringBuilder text)
    {
        var country = countries[Ranked(random, countries.Length)];
        var sector = Sectors[Ranked(random, Sectors.Length)];
        var words = sector.Length == 0 ? country.Name : names[Ranked(random, names.Length)];
        var start = text.Length;
        text.Append(words);
        var code = country.Code + sector;
        var actor = new Actor
        {
            Code = code,
            Country = country.Code,
            Sectors = sector.Length == 0 ? [] : [.. sector.Chunk(3).Select(part => new string(part))],
            Name = words,
        };
        return (new Participant { Mention = "", Text = words, Start = start, End = text.Length, Code = code }, actor);
    }

    private static Participant Shift(Participant participant, Actor actor, int by, List<Mention> mentions)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"m{mentions.Count + 1}");
        mentions.Add(new Mention
        {
            Id = id,
            Start = participant.Start + by,
            End = participant.End + by,
            Kind = MentionKind.Organization,
            Name = actor.Name!,
            Actor = actor,
        });
        return new Participant { Mention = id, Text = participant.Text, Start = participant.Start + by, End = participant.End + by, Code = participant.Code };
    }

    /// <summary>A rank below a number, about half as often at twice the rank.</summary>
    private static int Ranked(Random random, int below) => Math.Min(below - 1, (int)Math.Pow(below + 1, random.NextDouble()) - 1);

    private static string Code(int i) => string.Create(3, i, static (span, value) =>
    {
        span[0] = (char)('A' + (value / 26 % 26));
        span[1] = (char)('A' + (value % 26));
        span[2] = 'Q';
    });

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Word(Random random)
    {
        const string Consonants = "bcdfglmnprstvz";
        const string Vowels = "aeiou";
        var word = new StringBuilder();
        for (var i = random.Next(2, 5); i > 0; i--) word.Append(Consonants[random.Next(Consonants.Length)]).Append(Vowels[random.Next(Vowels.Length)]);
        return word.ToString();
    }

    private sealed record Piece(
        string Text, PoliticalEvent Event, Participant Actor, Actor ActorActor, Participant? Recipient, Actor RecipientActor, string? Speaker, int Trigger);
}
