using Dragoman.Records;

namespace Dragoman.Web.Views;

/// <summary>What a marked stretch of text is; a lower value is the more particular and gives the stretch its link.</summary>
public enum MarkKind
{
    /// <summary>The words that name an act.</summary>
    Trigger,

    /// <summary>The words that say that something was said.</summary>
    Cue,

    /// <summary>A time expression.</summary>
    Time,

    /// <summary>An amount.</summary>
    Quantity,

    /// <summary>A mention of an actor, place or thing.</summary>
    Mention,

    /// <summary>The clause that an event was read from.</summary>
    Evidence,

    /// <summary>What was said.</summary>
    Content,
}

/// <summary>A stretch of the text that belongs to an item of the margin.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset behind the last.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Key of the item, <c>e1</c>.</param>
/// <param name="Quad">Quad class of an event's words; 0 otherwise.</param>
/// <param name="Title">Words to show on pointing; null for none.</param>
public readonly record struct Mark(int Start, int End, MarkKind Kind, string Key, int Quad = 0, string? Title = null);

/// <summary>A place in the text that a link can lead to.</summary>
/// <param name="Offset">Offset in UTF-16 code units.</param>
/// <param name="Id">Id of the element.</param>
public readonly record struct Anchor(int Offset, string Id);

/// <summary>A stretch of text under one and the same set of marks.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="Part">What part of the document it stands in.</param>
/// <param name="Classes">Names of style classes, separated by blanks; null for none.</param>
/// <param name="Href">Where it leads to, a fragment of the page; null for nowhere.</param>
/// <param name="TabStop">Whether the link is a stop of the tabulator key.</param>
/// <param name="Title">Words to show on pointing; null for none.</param>
/// <param name="Anchors">Ids that stand in front of it.</param>
public sealed record Segment(
    string Text, PartKind Part, string? Classes, string? Href, bool TabStop, string? Title, IReadOnlyList<string> Anchors);

/// <summary>A paragraph, or whatever stands as one block on the page.</summary>
/// <param name="Kind">What the block is.</param>
/// <param name="Date">The day that a caption names; null elsewhere.</param>
/// <param name="Segments">Its text in order.</param>
public sealed record TextBlock(PartKind Kind, string? Date, IReadOnlyList<Segment> Segments);

/// <summary>Cuts a text into blocks, and each block at every boundary of a mark, so that overlapping marks can all be shown.</summary>
public static class TextBlocks
{
    /// <summary>The most items that one stretch of text names in its classes; deeper overlaps keep the shortest marks.</summary>
    private const int MaxOverlap = 24;

    /// <summary>Cuts a window of a text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="window">The piece to cut, within the text.</param>
    /// <param name="parts">What the pieces of the text are; text that belongs to none counts as body.</param>
    /// <param name="marks">Marks in any order; those outside the window or the text are left out, the others clipped.</param>
    /// <param name="anchors">Places to link to, in any order.</param>
    /// <returns>The blocks in text order; their segments joined are the window without the white space between blocks.</returns>
    public static IReadOnlyList<TextBlock> Cut(
        string text, TextSpan window, IReadOnlyList<Part> parts, IEnumerable<Mark> marks, IEnumerable<Anchor> anchors)
    {
        var cutter = new Cutter(text, window, marks, anchors);
        var blocks = new List<TextBlock>();
        List<Segment>? segments = null;
        PartKind kind = default;
        string? date = null;
        var previousEnd = window.Start;
        foreach (var piece in Pieces(text, window, parts))
        {
            var gap = text.AsSpan(previousEnd, piece.Start - previousEnd);
            if (segments is null || gap.Contains('\n') || piece.StartsBlock)
            {
                if (segments is not null) blocks.Add(new TextBlock(kind, date, segments));
                (segments, kind, date) = ([], piece.Kind, piece.Date);
            }
            else
            {
                // Two parts on one line: a dateline runs into the body, a credit follows its caption.
                if (gap.Length > 0) segments.Add(new Segment(gap.ToString(), piece.Kind, null, null, false, null, []));
                if (kind is PartKind.Dateline) kind = piece.Kind;
                date ??= piece.Date;
            }

            cutter.Cut(piece.Start, piece.End, piece.Kind, segments);
            previousEnd = piece.End;
        }

        if (segments is not null) blocks.Add(new TextBlock(kind, date, segments));
        return blocks;
    }

    private readonly record struct Piece(int Start, int End, PartKind Kind, string? Date, bool StartsBlock);

    private static IEnumerable<Piece> Pieces(string text, TextSpan window, IReadOnlyList<Part> parts)
    {
        var position = window.Start;
        foreach (var part in parts.OrderBy(part => part.Start))
        {
            var start = Math.Max(part.Start, position);
            var end = Math.Min(part.End, window.End);
            if (end <= start) continue;
            foreach (var piece in Paragraphs(text, position, start, PartKind.Body, null)) yield return piece;
            foreach (var piece in Paragraphs(text, start, end, part.Kind, part.Date)) yield return piece;
            position = end;
        }

        foreach (var piece in Paragraphs(text, position, window.End, PartKind.Body, null)) yield return piece;
    }

    /// <summary>The paragraphs of a piece: what blank lines separate, without white space at either end.</summary>
    private static IEnumerable<Piece> Paragraphs(string text, int start, int end, PartKind kind, string? date)
    {
        var first = true;
        while (true)
        {
            while (start < end && char.IsWhiteSpace(text[start])) start++;
            if (start >= end) yield break;
            var stop = BlankLine(text, start, end);
            var last = stop;
            while (last > start && char.IsWhiteSpace(text[last - 1])) last--;
            yield return new Piece(start, last, kind, date, !first);
            first = false;
            start = stop;
        }
    }

    private static int BlankLine(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] != '\n') continue;
            for (var next = i + 1; next < end && char.IsWhiteSpace(text[next]); next++)
            {
                if (text[next] == '\n') return i;
            }
        }

        return end;
    }

    /// <summary>Walks the marks once, in text order, while the pieces go by.</summary>
    private sealed class Cutter
    {
        private readonly string _text;
        private readonly List<Mark> _marks;
        private readonly List<Anchor> _anchors;
        private readonly List<Mark> _active = [];
        private int _nextMark;
        private int _nextAnchor;

        public Cutter(string text, TextSpan window, IEnumerable<Mark> marks, IEnumerable<Anchor> anchors)
        {
            _text = text;
            _marks = marks
                .Select(mark => mark with { Start = Math.Max(mark.Start, window.Start), End = Math.Min(mark.End, window.End) })
                .Where(mark => mark.End > mark.Start)
                .OrderBy(mark => mark.Start)
                .ToList();
            _anchors = anchors.Where(anchor => anchor.Offset >= window.Start && anchor.Offset < window.End)
                .OrderBy(anchor => anchor.Offset)
                .ToList();
        }

        public void Cut(int start, int end, PartKind part, List<Segment> segments)
        {
            while (start < end)
            {
                _active.RemoveAll(mark => mark.End <= start);
                for (; _nextMark < _marks.Count && _marks[_nextMark].Start <= start; _nextMark++)
                {
                    if (_marks[_nextMark].End > start) _active.Add(_marks[_nextMark]);
                }

                var stop = end;
                if (_nextMark < _marks.Count) stop = Math.Min(stop, _marks[_nextMark].Start);
                foreach (var mark in _active) stop = Math.Min(stop, mark.End);
                var ids = new List<string>();
                for (; _nextAnchor < _anchors.Count && _anchors[_nextAnchor].Offset < stop; _nextAnchor++)
                    ids.Add(_anchors[_nextAnchor].Id);

                segments.Add(Make(start, stop, part, ids));
                start = stop;
            }
        }

        private Segment Make(int start, int end, PartKind part, List<string> ids)
        {
            var text = _text[start..end];
            if (_active.Count == 0) return new Segment(text, part, null, null, false, null, ids);

            var marks = _active.OrderBy(mark => mark.Kind).ThenBy(mark => mark.End - mark.Start).Take(MaxOverlap).ToList();
            var classes = new List<string>();
            foreach (var mark in marks)
            {
                Add(Class(mark));
                Add("i-" + mark.Key);
            }

            var particular = marks[0];
            var leads = particular.Kind is not (MarkKind.Evidence or MarkKind.Content);
            return new Segment(
                text,
                part,
                string.Join(' ', classes),
                leads ? "#" + particular.Key : null,
                // A text of many names would otherwise be a hundred stops on the way to the next control.
                particular.Kind is MarkKind.Trigger or MarkKind.Cue,
                particular.Title,
                ids);

            void Add(string name)
            {
                if (!classes.Contains(name)) classes.Add(name);
            }
        }

        private static string Class(Mark mark) => mark.Kind switch
        {
            MarkKind.Trigger => $"trigger q{mark.Quad}",
            MarkKind.Evidence => $"evidence q{mark.Quad}",
            MarkKind.Cue => "cue",
            MarkKind.Time => "time",
            MarkKind.Quantity => "quantity",
            MarkKind.Mention => "mention",
            _ => "content",
        };
    }
}
