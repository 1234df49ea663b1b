namespace Dragoman.Language;

/// <summary>Ends of sentences that only a line break shows: headlines, list items, addresses.</summary>
internal ref partial struct SentenceSplitter
{
    /// <summary>Lines longer than this are not broken by hand or by a mail program: each is a paragraph.</summary>
    private const int LongestWrappedLine = 100;

    /// <summary>No text is set so narrow: where all lines are shorter, each stands for itself.</summary>
    private const int ShortestWrappedLine = 40;

    /// <summary>A word that would have fitted by this much was put on the next line on purpose.</summary>
    private const int Slack = 2;

    /// <summary>Whether the single line break behind a token ends a sentence that no mark ends.</summary>
    private readonly bool IsLineBoundary(int index)
    {
        var next = index + 1;
        if (StartsItem(next) || StartsLabel(next)) return true;
        var first = _text[_tokens[next].Start];
        if (char.IsLower(first)) return false;
        var last = _text[_tokens[index].End - 1];
        if (last is ',' or ';' or '(' or '\u201C' || CharKinds.Of(last) == CharKind.Hyphen) return false;
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        if (char.IsLower(_text[_tokens[index].Start]) && _tables.IsStarter(Lower(index, buffer))) return false;
        return IsVoluntary(index);
    }

    /// <summary>Whether a line begins like a list's item: a bullet, or a number or letter with a stop or bracket.</summary>
    private readonly bool StartsItem(int index)
    {
        var spaced = index + 1 < _tokens.Length && !_tokens[index + 1].JoinsPrevious;
        var first = _text[_tokens[index].Start];
        if (Length(index) == 1 && first is '\u2022' or '\u00B7' or '\u25AA' or '\u25CF' or '\u25E6' or '\u2023' or '\u2043') return true;
        if (Length(index) == 1 && first is '-' or '*' or '+' or '\u2013' or '\u2014' or '>') return spaced;
        if (index + 2 >= _tokens.Length || Length(index) > 2 || !char.IsAsciiLetterOrDigit(first)) return false;
        if (Length(index) == 2 && !char.IsAsciiDigit(first)) return false;
        return _tokens[index + 1].JoinsPrevious && !_tokens[index + 2].JoinsPrevious && (Is(index + 1, '.') || Is(index + 1, ')'));
    }

    /// <summary>Whether a line begins with a label: "Born: 1943".</summary>
    private readonly bool StartsLabel(int index) =>
        index + 1 < _tokens.Length && char.IsUpper(_text[_tokens[index].Start]) && Is(index + 1, ':') && _tokens[index + 1].JoinsPrevious
        && (index + 2 >= _tokens.Length || !_tokens[index + 2].JoinsPrevious);

    /// <summary>Whether the first word of the next line would have fitted on this one, measured by the paragraph's longest line.</summary>
    private readonly bool IsVoluntary(int index)
    {
        const int Reach = 4096;
        var lineEnd = _tokens[index].End;
        var lineStart = LineStart(lineEnd, Reach);
        var nextLine = _tokens[index + 1].Start;
        var wordEnd = nextLine;
        while (wordEnd < _text.Length && wordEnd - nextLine < 64 && !CharKinds.IsSpace(_text[wordEnd])) wordEnd++;
        var length = lineEnd - lineStart;
        var longest = Math.Max(length, LineLength(nextLine, Reach));
        // Two lines on either side show how wide the text is set.
        var above = lineStart;
        for (var line = 0; line < 3 && above > 1 && _text[above - 1] == '\n'; line++)
        {
            var end = above - 1;
            above = LineStart(end, Reach);
            if (end - above == 0) break;
            longest = Math.Max(longest, end - above);
        }

        var below = nextLine;
        for (var line = 0; line < 3; line++)
        {
            var size = LineLength(below, Reach);
            if (size == 0) break;
            longest = Math.Max(longest, size);
            below += size + 1;
            if (below >= _text.Length) break;
        }

        if (longest is > LongestWrappedLine or < ShortestWrappedLine) return true;
        return length + 1 + (wordEnd - nextLine) + Slack <= longest;
    }

    private readonly int LineStart(int position, int reach)
    {
        var from = Math.Max(0, position - reach);
        var found = _text[from..position].LastIndexOf('\n');
        return found < 0 ? from : from + found + 1;
    }

    private readonly int LineLength(int position, int reach)
    {
        if (position >= _text.Length) return 0;
        var window = _text[position..Math.Min(_text.Length, position + reach)];
        var found = window.IndexOf('\n');
        return window[..(found < 0 ? window.Length : found)].TrimEnd("\r \t").Length;
    }
}
