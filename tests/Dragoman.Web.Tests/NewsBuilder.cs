using System.Text;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Views;

namespace Dragoman.Web.Tests;

/// <summary>Builds a stored document as the rooms before the store would: text, parts, and codings that point at its words.</summary>
internal sealed class NewsBuilder(string title, string publisher, string date, string? url = null)
{
    private readonly StringBuilder _text = new();
    private readonly List<Part> _parts = [];
    private readonly List<Extent> _sentences = [];
    private readonly List<Mention> _mentions = [];
    private readonly List<PoliticalEvent> _events = [];
    private readonly List<Statement> _statements = [];
    private readonly List<TimeExpression> _times = [];
    private readonly List<Quantity> _quantities = [];

    public Origin? Origin { get; init; }

    public string Locator { get; init; } = "news/" + date + ".txt";

    /// <summary>Adds a block behind a blank line; its sentences are what ends in a stop, a question mark or an exclamation mark.</summary>
    public NewsBuilder Block(PartKind kind, string text, string? partDate = null)
    {
        if (_text.Length > 0) _text.Append("\n\n");
        var start = _text.Length;
        _text.Append(text);
        _parts.Add(new Part(start, _text.Length, kind, partDate));
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var ends = text[i] is '.' or '!' or '?' && (i + 1 == text.Length || text[i + 1] == ' ');
            if (!ends && i + 1 < text.Length) continue;
            _sentences.Add(new Extent(start + from, start + i + 1));
            from = i + 2;
        }

        return this;
    }

    public NewsBuilder Headline() => Block(PartKind.Headline, title);

    public NewsBuilder Body(string text) => Block(PartKind.Body, text);

    public NewsBuilder Mention(string id, string words, MentionKind kind, string? code = null, string? name = null, string? role = null, string? corefers = null, Place? place = null, int occurrence = 1)
    {
        var (start, end) = Find(words, occurrence);
        _mentions.Add(new Mention
        {
            Id = id,
            Start = start,
            End = end,
            Kind = kind,
            Name = name ?? words,
            Actor = code is null ? null : new Actor { Code = code, Country = code[..3], Sectors = code.Length > 3 ? [code[3..]] : [], Name = name ?? words, Role = role },
            Place = place,
            Corefers = corefers,
        });
        return this;
    }

    public NewsBuilder Event(
        EventType type, string? mode, string cameo, double goldstein, string evidence, string trigger, string actor, string? recipient = null,
        string? when = null, DatePrecision precision = DatePrecision.Day, DateOrigin? from = null, string? assertedBy = null,
        Factuality factuality = Factuality.Happened, Place? place = null, Magnitude? magnitude = null, double confidence = .7, params string[] contexts)
    {
        var (start, end) = Find(evidence, 1);
        var word = start + Position(evidence, trigger);
        _events.Add(new PoliticalEvent
        {
            Id = $"e{_events.Count + 1}",
            Type = type,
            Mode = mode,
            Contexts = contexts,
            Cameo = cameo,
            Quad = EventTypes.Of(type).Quad,
            Goldstein = goldstein,
            Actor = Party(actor)!,
            Recipient = Party(recipient),
            Date = when ?? date,
            DatePrecision = precision,
            DateFrom = from ?? DateOrigin.Document,
            Place = place,
            Factuality = factuality,
            AssertedBy = assertedBy,
            Magnitude = magnitude,
            Evidence = new Evidence(_sentences.FindIndex(one => one.Start <= start && start < one.End), start, end, new TextSpan(word, word + trigger.Length)),
            Rule = trigger.Split(' ')[0] + " " + type.ToString().ToLowerInvariant(),
            Confidence = confidence,
            Salience = Math.Round(1d / (_events.Count + 1), 2),
        });
        return this;
    }

    public NewsBuilder Statement(string content, StatementKind kind, string? speaker = null, string? cue = null, string? venue = null, string? continues = null)
    {
        var (start, end) = Find(content, 1);
        var mention = speaker is null ? null : _mentions.Find(one => _text.ToString(one.Start, one.End - one.Start) == speaker);
        _statements.Add(new Statement
        {
            Id = $"s{_statements.Count + 1}",
            Kind = kind,
            Speaker = speaker is null ? null : new Speaker(mention?.Id, speaker, Find(speaker, 1).Start, Find(speaker, 1).End),
            Cue = cue is null ? null : Extent(cue),
            Content = new Extent(start, end),
            Continues = continues,
            Factuality = Factuality.Happened,
            Date = date,
            Venue = venue is null ? null : Extent(venue),
        });
        return this;
    }

    public NewsBuilder Time(string words, string value, TimeType type = TimeType.Date, bool resolved = true)
    {
        var (start, end) = Find(words, 1);
        _times.Add(new TimeExpression(start, end, type, value, resolved));
        return this;
    }

    public NewsBuilder Quantity(string words, double? value, string of, bool approximate = false, double? low = null, string? unit = null)
    {
        var (start, end) = Find(words, 1);
        _quantities.Add(new Quantity { Start = start, End = end, Value = value, Low = low, Of = of, Unit = unit, Approximate = approximate });
        return this;
    }

    public StoredDocument Build()
    {
        var text = _text.ToString();
        var document = new Document { Text = text, Title = title, Date = date, Url = url, Source = publisher };
        var id = DocumentId.Of(document);
        var body = _parts.Where(part => part.Kind is PartKind.Body or PartKind.Dateline).Select(part => text[part.Start..part.End]).ToList();
        return new StoredDocument
        {
            Id = id,
            Locator = Locator,
            MediaType = "text/plain",
            Raw = Encoding.UTF8.GetBytes(text),
            Article = new Article { Id = id, Title = title, Publisher = publisher, Published = date, Url = url, Language = "en", Text = string.Join("\n\n", body), Paragraphs = body, Origin = Origin },
            Coded = new CodedDocument
            {
                Id = id,
                Text = text,
                Title = title,
                Date = date,
                Url = url,
                Source = publisher,
                Language = "en",
                Engine = EngineVersion.Current,
                Origin = Origin,
                Parts = _parts,
                Sentences = _sentences,
                Mentions = _mentions,
                Events = _events,
                Statements = _statements,
                Times = _times,
                Quantities = _quantities,
            },
            ReadAt = new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero),
        };
    }

    private Participant? Party(string? words)
    {
        if (words is null) return null;
        var (start, end) = Find(words, 1);
        var mention = _mentions.Find(one => one.Start == start && one.End == end) ?? _mentions.Find(one => _text.ToString(one.Start, one.End - one.Start) == words);
        return new Participant { Text = words, Start = start, End = end, Mention = mention?.Id, Code = mention?.Actor?.Code };
    }

    private Extent Extent(string words)
    {
        var (start, end) = Find(words, 1);
        return new Extent(start, end);
    }

    private (int Start, int End) Find(string words, int occurrence)
    {
        var text = _text.ToString();
        var start = -1;
        for (var i = 0; i < occurrence; i++)
            start = text.IndexOf(words, start + 1, StringComparison.Ordinal);
        if (start < 0) throw new ArgumentException($"the text does not hold «{words}»", nameof(words));
        return (start, start + words.Length);
    }

    private static int Position(string text, string words)
    {
        var at = text.IndexOf(words, StringComparison.Ordinal);
        return at >= 0 ? at : throw new ArgumentException($"«{text}» does not hold «{words}»", nameof(words));
    }
}
