using System.Globalization;
using System.Text;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Tests;

/// <summary>Documents of any number, made from their number alone: the same in every process.</summary>
internal static class Synthetic
{
    private static readonly (string Code, string Name)[] Countries =
    [
        ("FJI", "Fiji"), ("TUV", "Tuvalu"), ("NZL", "New Zealand"), ("TON", "Tonga"), ("WSM", "Samoa"), ("VUT", "Vanuatu"),
        ("KIR", "Kiribati"), ("PLW", "Palau"), ("NRU", "Nauru"), ("SLB", "Solomon Islands"), ("AUS", "Australia"), ("PNG", "Papua New Guinea"),
    ];

    private static readonly string[] Sectors = ["", "GOV", "GOVMIL", "LEG", "OPP", "BUS"];

    private static readonly string[] Outlets = ["Harbour Post", "The Reef", "Radio Lagoon", "Atoll Daily", "Trade Wind News"];

    /// <summary>The documents of a batch: numbers from batch × size.</summary>
    public static StoredDocument[] Batch(int batch, int size) =>
        [.. Enumerable.Range(batch * size, size).Select(number => Document(number))];

    /// <summary>One document with some events, each in a sentence of its own.</summary>
    public static StoredDocument Document(int number, int events = 3)
    {
        var random = new Lcg((uint)number);
        var day = new DateOnly(2015, 1, 1).AddDays(random.Next(3_650));
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var title = string.Create(CultureInfo.InvariantCulture, $"Report {number} from the islands");
        var text = new StringBuilder();
        var sentences = new List<Extent>();
        var mentions = new List<Mention>();
        var found = new List<PoliticalEvent>();
        for (var i = 0; i < events; i++)
        {
            var start = text.Length;
            var actor = Participant(text, mentions, ref random);
            var trigger = text.Append(' ').Length;
            var type = (EventType)random.Next(16);
            text.Append(type.ToString().ToLowerInvariant()).Append("s ");
            var end = text.Length - 1;
            var recipient = Participant(text, mentions, ref random);
            text.Append(CultureInfo.InvariantCulture, $" over matter {random.Next(5_000)} near word{random.Next(20_000)}.");
            sentences.Add(new Extent(start, text.Length));
            text.Append(' ');
            found.Add(new PoliticalEvent
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"e{i + 1}"),
                Type = type,
                Mode = (number + i) % 5 == 0 ? "riot" : (number + i) % 7 == 0 ? "visit" : null,
                Quad = ((int)type / 4) + 1,
                Actor = actor,
                Recipient = random.Next(8) == 0 ? null : recipient,
                Date = random.Next(10) == 0 ? date[..7] : date,
                DatePrecision = DatePrecision.Day,
                Place = random.Next(3) == 0 ? new Place { Name = Countries[random.Next(12)].Name + " town", Country = Countries[random.Next(12)].Code } : null,
                Factuality = (Factuality)(random.Next(3) == 0 ? random.Next(7) : 0),
                Evidence = new Evidence(i, start, text.Length - 1, new TextSpan(trigger, end)),
                Confidence = random.Next(101) / 100.0,
                Salience = 0.5,
            });
            if (found[^1].Date!.Length == 7) found[^1] = found[^1] with { DatePrecision = DatePrecision.Month };
        }

        var source = Outlets[random.Next(Outlets.Length)];
        var document = new Document { Text = text.ToString(), Title = title, Date = date, Source = source };
        return new StoredDocument
        {
            Id = DocumentId.Of(document),
            GivenId = number.ToString(CultureInfo.InvariantCulture),
            Locator = string.Create(CultureInfo.InvariantCulture, $"synthetic.jsonl#{number}"),
            MediaType = "text/plain",
            Raw = Encoding.UTF8.GetBytes(document.Text),
            ReadAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
            Article = new Article { Text = document.Text, Title = title, Published = date, Publisher = source },
            Coded = new CodedDocument
            {
                Text = document.Text,
                Title = title,
                Date = date,
                Source = source,
                Engine = EngineVersion.Current,
                Sentences = sentences,
                Mentions = mentions,
                Events = found,
            },
        };
    }

    private static Participant Participant(StringBuilder text, List<Mention> mentions, ref Lcg random)
    {
        var country = Countries[random.Next(Countries.Length)];
        var sector = Sectors[random.Next(Sectors.Length)];
        var start = text.Length;
        text.Append(country.Name);
        var id = string.Create(CultureInfo.InvariantCulture, $"m{mentions.Count + 1}");
        var code = country.Code + sector;
        mentions.Add(new Mention
        {
            Id = id,
            Start = start,
            End = text.Length,
            Kind = MentionKind.Organization,
            Name = country.Name,
            Actor = new Actor { Code = code, Country = country.Code, Sectors = [.. sector.Chunk(3).Select(part => new string(part))], Name = country.Name },
        });
        return new Participant { Mention = id, Text = country.Name, Start = start, End = text.Length, Code = code };
    }

    /// <summary>A generator of its own: the runtime's may change between versions.</summary>
    private struct Lcg(uint seed)
    {
        private ulong _state = (seed * 2_862_933_555_777_941_757UL) + 3_037_000_493UL;

        public int Next(int below)
        {
            _state = (_state * 6_364_136_223_846_793_005UL) + 1_442_695_040_888_963_407UL;
            return (int)((_state >> 33) % (ulong)below);
        }
    }
}
