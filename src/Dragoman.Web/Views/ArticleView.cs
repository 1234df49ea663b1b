using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Web.Views;

/// <summary>
/// A coded document made ready for its page: the text in blocks, the items of the margin, and the keys that tie one to the other.
/// A long text is shown in windows, so that no page grows without bound.
/// </summary>
public sealed class ArticleView
{
    /// <summary>The most text on one page, in UTF-16 code units.</summary>
    public const int WindowLength = 60_000;

    /// <summary>The most items of one kind in the margin of one page.</summary>
    public const int MaxItems = 400;

    private const int ExcerptLength = 180;

    private readonly CodedDocument _coded;
    private readonly Dictionary<string, int> _statementIndex = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Mention> _mentions = new(StringComparer.Ordinal);
    private readonly List<Mark> _marks = [];
    private readonly List<Anchor> _anchors = [];

    private ArticleView(CodedDocument coded, int from)
    {
        _coded = coded;
        Window = Clip(coded.Text, from);
        for (var i = 0; i < coded.Statements.Count; i++) _statementIndex.TryAdd(coded.Statements[i].Id, i);
        foreach (var mention in coded.Mentions) _mentions.TryAdd(mention.Id, mention);

        Events = Items(coded.Events, item => item.Evidence.Start, item => item.Evidence.End, ReadEvent);
        Statements = Items(coded.Statements, item => item.Content.Start, item => item.Content.End, ReadStatement);
        Times = Items(coded.Times, item => item.Start, item => item.End, ReadTime);
        Quantities = Items(coded.Quantities, item => item.Start, item => item.End, ReadQuantity);
        Actors = ReadActors();
        Blocks = TextBlocks.Cut(coded.Text, Window, coded.Parts, _marks, _anchors);
    }

    /// <summary>Makes the view of a document.</summary>
    /// <param name="coded">The document.</param>
    /// <param name="from">Offset at which the window begins, in UTF-16 code units; moved to the start of a paragraph or word. Default 0.</param>
    /// <returns>The view.</returns>
    public static ArticleView Of(CodedDocument coded, int from = 0)
    {
        ArgumentNullException.ThrowIfNull(coded);
        return new ArticleView(coded, from);
    }

    /// <summary>The piece of the text that the page shows, in UTF-16 code units.</summary>
    public TextSpan Window { get; }

    /// <summary>Offset of the window before this one; null at the start.</summary>
    public int? Previous => Window.Start == 0 ? null : Math.Max(0, Window.Start - WindowLength);

    /// <summary>Offset of the window behind this one; null at the end.</summary>
    public int? Next => Window.End < _coded.Text.Length ? Window.End : null;

    /// <summary>The text in blocks.</summary>
    public IReadOnlyList<TextBlock> Blocks { get; }

    /// <summary>Events whose evidence stands in the window, at most <see cref="MaxItems"/>.</summary>
    public IReadOnlyList<EventItem> Events { get; }

    /// <summary>Statements in the window, at most <see cref="MaxItems"/>.</summary>
    public IReadOnlyList<StatementItem> Statements { get; }

    /// <summary>Time expressions in the window, at most <see cref="MaxItems"/>.</summary>
    public IReadOnlyList<TimeItem> Times { get; }

    /// <summary>Amounts in the window, at most <see cref="MaxItems"/>.</summary>
    public IReadOnlyList<QuantityItem> Quantities { get; }

    /// <summary>Who and what the window names, at most <see cref="MaxItems"/>.</summary>
    public IReadOnlyList<ActorItem> Actors { get; }

    /// <summary>True where the window holds more items of some kind than the margin lists.</summary>
    public bool Shortened { get; private set; }

    /// <summary>The key of an event on the page.</summary>
    /// <param name="coded">The document.</param>
    /// <param name="eventId">Id of the event in the document.</param>
    /// <param name="offset">Offset of its evidence in the text; 0 where there is no such event.</param>
    /// <returns>Its key, <c>e1</c>; null where the document has no such event.</returns>
    public static string? EventKey(CodedDocument coded, string eventId, out int offset)
    {
        ArgumentNullException.ThrowIfNull(coded);
        for (var i = 0; i < coded.Events.Count; i++)
        {
            if (!string.Equals(coded.Events[i].Id, eventId, StringComparison.Ordinal)) continue;
            offset = coded.Events[i].Evidence.Start;
            return Key('e', i);
        }

        offset = 0;
        return null;
    }

    /// <summary>The key of a statement on the page.</summary>
    /// <param name="coded">The document.</param>
    /// <param name="statementId">Id of the statement in the document.</param>
    /// <param name="offset">Offset of what is said in the text; 0 where there is no such statement.</param>
    /// <returns>Its key, <c>s1</c>; null where the document has no such statement.</returns>
    public static string? StatementKey(CodedDocument coded, string statementId, out int offset)
    {
        ArgumentNullException.ThrowIfNull(coded);
        for (var i = 0; i < coded.Statements.Count; i++)
        {
            if (!string.Equals(coded.Statements[i].Id, statementId, StringComparison.Ordinal)) continue;
            offset = coded.Statements[i].Content.Start;
            return Key('s', i);
        }

        offset = 0;
        return null;
    }

    private static string Key(char kind, int index) => kind + (index + 1).ToString(CultureInfo.InvariantCulture);

    private static TextSpan Clip(string text, int from)
    {
        from = from <= 0 || from >= text.Length ? 0 : Break(text, from);
        var end = text.Length - from <= WindowLength ? text.Length : Break(text, from + WindowLength);
        return new TextSpan(from, end);
    }

    /// <summary>The nearest place before an offset where a paragraph, else a word, begins; the offset itself where none is near.</summary>
    private static int Break(string text, int offset)
    {
        var least = Math.Max(0, offset - (WindowLength / 8));
        for (var i = offset; i > least; i--)
        {
            if (text[i - 1] == '\n') return i;
        }

        for (var i = offset; i > least; i--)
        {
            if (char.IsWhiteSpace(text[i - 1])) return i;
        }

        return char.IsLowSurrogate(text[offset]) ? offset - 1 : offset;
    }

    private List<TItem> Items<TRecord, TItem>(
        IReadOnlyList<TRecord> records, Func<TRecord, int> start, Func<TRecord, int> end, Func<TRecord, int, TItem> read)
    {
        var items = new List<TItem>();
        for (var i = 0; i < records.Count; i++)
        {
            if (start(records[i]) >= Window.End || end(records[i]) <= Window.Start) continue;
            if (items.Count == MaxItems)
            {
                Shortened = true;
                break;
            }

            items.Add(read(records[i], i));
        }

        return items;
    }

    private EventItem ReadEvent(PoliticalEvent item, int index)
    {
        var key = Key('e', index);
        var type = EventTypes.Of(item.Type);
        var actorName = NameOf(item.Actor);
        var recipientName = item.Recipient is { } recipient ? NameOf(recipient) : null;
        var title = $"{type.Name}{(item.Mode is null ? "" : " " + item.Mode)}: {item.Actor.Text}"
            + (item.Recipient is null ? "" : " → " + item.Recipient.Text);
        _marks.Add(new Mark(item.Evidence.Start, item.Evidence.End, MarkKind.Evidence, key, item.Quad));
        _marks.Add(new Mark(item.Evidence.Trigger.Start, item.Evidence.Trigger.End, MarkKind.Trigger, key, item.Quad, title));
        _anchors.Add(new Anchor(Within(item.Evidence.Trigger.Start), "at-" + key));
        var also = new List<TellingItem>();
        foreach (var telling in item.Also)
        {
            var anchor = $"at-{key}-{also.Count + 1}";
            _marks.Add(new Mark(telling.Start, telling.End, MarkKind.Evidence, key, item.Quad));
            _marks.Add(new Mark(telling.Trigger.Start, telling.Trigger.End, MarkKind.Trigger, key, item.Quad, title));
            _anchors.Add(new Anchor(telling.Trigger.Start, anchor));
            also.Add(new TellingItem(anchor, telling.Factuality, Asserts(telling.AssertedBy), Slice(telling.Trigger.Start, telling.Trigger.End)));
        }

        return new EventItem(key, item, type, actorName, recipientName, DateFrom(item), Asserts(item.AssertedBy), also);
    }

    private StatementItem ReadStatement(Statement item, int index)
    {
        var key = Key('s', index);
        _marks.Add(new Mark(item.Content.Start, item.Content.End, MarkKind.Content, key));
        if (item.Cue is { } cue) _marks.Add(new Mark(cue.Start, cue.End, MarkKind.Cue, key, 0, "Statement by " + (item.Speaker?.Text ?? "a speaker not named")));
        if (item.Speaker is { } speaker) _marks.Add(new Mark(speaker.Start, speaker.End, MarkKind.Content, key));
        _anchors.Add(new Anchor(Within(item.Content.Start), "at-" + key));
        var events = _coded.Events
            .Select((one, at) => (one, at))
            .Where(pair => pair.one.AssertedBy == item.Id)
            .Take(12)
            .Select(pair => Key('e', pair.at))
            .ToList();
        return new StatementItem(
            key,
            item,
            item.Speaker?.Text,
            item.Cue is { } words ? Slice(words.Start, words.End) : null,
            Excerpt(item.Content.Start, item.Content.End),
            item.Venue is { } venue ? Excerpt(venue.Start, venue.End) : null,
            StatementKey(item.Parent),
            StatementKey(item.Continues),
            events);
    }

    private TimeItem ReadTime(TimeExpression item, int index)
    {
        var key = Key('t', index);
        _marks.Add(new Mark(item.Start, item.End, MarkKind.Time, key, 0, item.Value));
        _anchors.Add(new Anchor(Within(item.Start), "at-" + key));
        return new TimeItem(key, item, Excerpt(item.Start, item.End));
    }

    private QuantityItem ReadQuantity(Quantity item, int index)
    {
        var key = Key('n', index);
        var value = QuantityText.Of(item);
        _marks.Add(new Mark(item.Start, item.End, MarkKind.Quantity, key, 0, value));
        _anchors.Add(new Anchor(Within(item.Start), "at-" + key));
        return new QuantityItem(key, item, Excerpt(item.Start, item.End), value);
    }

    private List<ActorItem> ReadActors()
    {
        var groups = new List<(string Identity, List<Mention> Mentions)>();
        var byIdentity = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var mention in _coded.Mentions)
        {
            if (mention.Start >= Window.End || mention.End <= Window.Start) continue;
            var root = Root(mention);

            // A pronoun of whom nobody knows who it is tells a reader nothing.
            if (root is { Name: null, Actor: null, Place: null }) continue;
            var identity = root.Actor is { Code: { } code }
                ? $"{code}|{root.Actor.Name ?? root.Name}"
                : $"{root.Kind}|{root.Name ?? Slice(root.Start, root.End)}";
            if (!byIdentity.TryGetValue(identity, out var at))
            {
                if (groups.Count == MaxItems)
                {
                    Shortened = true;
                    continue;
                }

                byIdentity[identity] = at = groups.Count;
                groups.Add((identity, []));
            }

            groups[at].Mentions.Add(mention);
        }

        var items = new List<ActorItem>();
        foreach (var (_, mentions) in groups)
        {
            var key = Key('a', items.Count);
            var root = Root(mentions[0]);
            var name = root.Actor?.Name ?? root.Name ?? Slice(root.Start, root.End);
            var title = root.Actor is { Code: { } code } ? $"{name} ({code})" : name;
            foreach (var mention in mentions) _marks.Add(new Mark(mention.Start, mention.End, MarkKind.Mention, key, 0, title));
            _anchors.Add(new Anchor(Within(mentions[0].Start), "at-" + key));
            items.Add(new ActorItem(key, name, root.Kind, root.Actor, root.Place, root.Maker, mentions.Count));
        }

        return items;
    }

    private Mention Root(Mention mention)
    {
        // A chain that bites its own tail must not hang the page.
        for (var steps = 0; steps < 32 && mention.Corefers is { } earlier && _mentions.TryGetValue(earlier, out var next); steps++)
            mention = next;
        return mention;
    }

    private string? NameOf(Participant participant) =>
        participant.Mention is { } id && _mentions.TryGetValue(id, out var mention)
            ? Root(mention) is var root ? root.Actor?.Name ?? mention.Actor?.Name ?? root.Name : null
            : null;

    private AssertedBy? Asserts(string? statementId) =>
        statementId is null ? null
        : _statementIndex.TryGetValue(statementId, out var index)
            ? new AssertedBy(_coded.Statements[index].Speaker?.Text ?? "a speaker not named", StatementKey(statementId))
            : new AssertedBy("a speaker not named", null);

    private string? StatementKey(string? id)
    {
        if (id is null || !_statementIndex.TryGetValue(id, out var index)) return null;
        var content = _coded.Statements[index].Content;
        return content.Start < Window.End && content.End > Window.Start ? Key('s', index) : null;
    }

    private string? DateFrom(PoliticalEvent item)
    {
        if (item.DateFrom is not { } origin) return null;
        if (origin.TimeIndex is { } index)
        {
            return index < _coded.Times.Count
                ? $"from “{Excerpt(_coded.Times[index].Start, _coded.Times[index].End)}”"
                : "from the text";
        }

        return origin == DateOrigin.Dateline ? "from the dateline" : "the document’s date";
    }

    private int Within(int offset) => Math.Clamp(offset, Window.Start, Math.Max(Window.Start, Window.End - 1));

    private string Slice(int start, int end)
    {
        start = Math.Clamp(start, 0, _coded.Text.Length);
        end = Math.Clamp(end, start, _coded.Text.Length);
        return _coded.Text[start..Math.Min(end, start + 2 * ExcerptLength)];
    }

    private string Excerpt(int start, int end)
    {
        var text = string.Join(' ', Slice(start, end).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= ExcerptLength) return text;
        var cut = text.LastIndexOf(' ', ExcerptLength);
        return text[..(cut > ExcerptLength / 2 ? cut : ExcerptLength)] + " …";
    }
}
