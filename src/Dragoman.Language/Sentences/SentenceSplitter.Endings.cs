using System.Buffers;

namespace Dragoman.Language;

/// <summary>What kind of end a token may be.</summary>
internal enum EndingKind : byte
{
    None,
    FullStop,

    /// <summary>A question or exclamation mark.</summary>
    Mark,

    /// <summary>Two or more dots.</summary>
    Ellipsis,

    /// <summary>A word with a full stop of its own.</summary>
    Abbreviation,
}

/// <summary>Ends of sentences that are written with a mark.</summary>
internal ref partial struct SentenceSplitter
{
    private static readonly SearchValues<char> DrawnWith = SearchValues.Create("-=_*+~#|<>");

    private readonly EndingKind EndKind(int index)
    {
        var form = Form(index);
        // What is invisible at the token's end says nothing.
        while (form.Length > 1 && CharKinds.Of(form[^1]) == CharKind.Glue) form = form[..^1];
        var first = CharKinds.Of(form[0]);
        if (first is CharKind.Dot or CharKind.Ender)
        {
            if (form.Length > 1 && CharKinds.IsWord(form[^1])) return EndingKind.None;
            if (form.IndexOfAnyExcept('.', '\u2026') >= 0) return EndingKind.Mark;
            return form is "." ? EndingKind.FullStop : EndingKind.Ellipsis;
        }

        return form.Length > 1 && form[^1] == '.' && first == CharKind.Letter ? EndingKind.Abbreviation : EndingKind.None;
    }

    /// <summary>The token behind closing quotation marks, brackets, note numbers and emoticons that follow an end.</summary>
    private readonly int Absorb(int index)
    {
        var next = index + 1;
        while (next < _tokens.Length && BreaksBehind(next - 1) == 0)
        {
            if (IsCloser(next)) next++;
            else if (IsNoteNumber(next)) next += 3;
            else if (IsEmoticon(next)) next++;
            else break;
        }

        return next;
    }

    private readonly bool IsCloser(int index)
    {
        var token = _tokens[index];
        var character = _text[token.Start];
        switch (character)
        {
            case ')' or ']' or '}' or '\u201D' or '\u00BB':
                return true;
            case '\u2019' or '\'':
                return token.JoinsPrevious && Length(index) <= 2 && (index + 1 == _tokens.Length || !_tokens[index + 1].JoinsPrevious || IsCloserMark(index + 1));
            case '"':
                if (!token.JoinsPrevious) return _inQuote && index + 1 < _tokens.Length && !_tokens[index + 1].JoinsPrevious;
                return index + 1 == _tokens.Length || !_tokens[index + 1].JoinsPrevious || _inQuote;
            default:
                return false;
        }
    }

    private readonly bool IsCloserMark(int index) => _text[_tokens[index].Start] is ')' or ']' or '"' or '\u201D' or '.' or ',';

    /// <summary>Whether a note's number in brackets follows, as encyclopedias write: [12].</summary>
    private readonly bool IsNoteNumber(int index) =>
        index + 2 < _tokens.Length && Is(index, '[') && Is(index + 2, ']') && Length(index + 1) <= 3 && char.IsAsciiDigit(_text[_tokens[index + 1].Start]);

    private readonly bool IsEmoticon(int index) =>
        Length(index) is > 1 and < 8 && _tables.StartsSymbol(_text[_tokens[index].Start]) && _tables.Symbol(Form(index)) == FormKind.Emoticon;

    /// <summary>Ends without a mark: emoticons in front of a capital, drawn lines, addresses one behind the other.</summary>
    private readonly bool IsUnmarkedBoundary(int index)
    {
        var next = index + 1;
        if (_tokens[next].JoinsPrevious) return false;
        if (IsDrawnLine(index) || IsDrawnLine(next)) return true;
        if (char.IsUpper(_text[_tokens[next].Start]) && (IsEmoticon(index) || EndsMailHeader(index) || EndsClosing(index))) return true;
        if (IsAddress(index) && IsHeaderDate(next)) return true;
        return IsWebAddress(next) && IsWebAddress(index);
    }

    /// <summary>Whether a mail's header ends here: sender, date and time, 10/20/2000 11:32 AM.</summary>
    private readonly bool EndsMailHeader(int index)
    {
        if (Form(index) is not ("AM" or "PM") || index - 2 < _first || !IsClock(index - 1)) return false;
        return IsHeaderDate(index - 2);
    }

    private readonly bool IsClock(int index) => Length(index) is >= 4 and <= 8 && char.IsAsciiDigit(_text[_tokens[index].Start]) && Form(index).Contains(':');

    private readonly bool IsHeaderDate(int index) =>
        index + 1 < _tokens.Length && IsClock(index + 1) && Length(index) is >= 6 and <= 10 && char.IsAsciiDigit(_text[_tokens[index].Start]) && Form(index).Count('/') == 2;

    private readonly bool IsAddress(int index) => Length(index) > 3 && Form(index)[1..].Contains('@');

    /// <summary>Whether a letter's closing ends here, in front of the name under it: "Thanks, Anne".</summary>
    private readonly bool EndsClosing(int index)
    {
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        if (!Is(index, ',') || index - 1 < _first || index - _first > 3) return false;
        return _tables.IsClosing(Lower(index - 1, buffer)) && char.IsUpper(_text[_tokens[_first].Start]);
    }

    private readonly bool IsDrawnLine(int index) =>
        Length(index) >= 10 && !CharKinds.IsWord(_text[_tokens[index].Start]) && Form(index).IndexOfAny(DrawnWith) >= 0
        && Form(index).IndexOfAnyExcept(DrawnWith) < 0;

    private readonly bool IsWebAddress(int index) => Length(index) > 8 && Form(index).StartsWith("http", StringComparison.Ordinal) && Form(index).Contains("://", StringComparison.Ordinal);

    private readonly bool IsBoundary(EndingKind kind, int index, int next)
    {
        var closed = next > index + 1;
        var opening = next;
        while (opening < _tokens.Length - 1 && opening - next < 3 && IsOpener(opening)) opening++;
        var first = _text[_tokens[opening].Start];
        if (next == opening && first is ',' or ';' or ':' or ')' or ']') return false;
        var lower = char.IsLower(first);
        switch (kind)
        {
            case EndingKind.FullStop:
                if (IsListNumber(index)) return false;
                return !(closed && lower && opening == next);
            case EndingKind.Mark:
                if (lower) return !closed && opening == next && !IsInsideBrackets(index) && !_tokens[next].JoinsPrevious && !IsBrand(index);
                return !(closed && ClosesQuotation(index, next) && SpeechFollows(next));
            case EndingKind.Ellipsis:
                return !lower && index > _first && (char.IsUpper(first) || opening > next);
            default:
                return IsAbbreviationBoundary(index, next, opening);
        }
    }

    private readonly bool IsOpener(int index) =>
        _text[_tokens[index].Start] is '"' or '\u201C' or '\u2018' or '\'' or '(' or '[' or '\u00AB' or '`' && Length(index) <= 2;

    /// <summary>Whether an exclamation mark is the end of a name: Yahoo! and the like.</summary>
    private readonly bool IsBrand(int index) =>
        index > _first && Is(index, '!') && _tokens[index].JoinsPrevious && char.IsUpper(_text[_tokens[index - 1].Start]) && Length(index - 1) > 3
        && char.IsLower(_text[_tokens[index - 1].End - 1]) && index - 1 > _first;

    private readonly bool IsInsideBrackets(int index)
    {
        for (var back = index; back >= Math.Max(_first, index - 40); back--)
        {
            if (Is(back, ')')) return false;
            if (Is(back, '(')) return true;
        }

        return false;
    }

    /// <summary>Whether a full stop stands behind the number or letter that begins a list's item: 1. a. iv.</summary>
    private readonly bool IsListNumber(int index)
    {
        var before = index - 1;
        if (before < _first || before > _first + 1 || !_tokens[index].JoinsPrevious) return false;
        if (before == _first + 1 && CharKinds.IsWord(_text[_tokens[_first].Start])) return false;
        var form = Form(before);
        return form.Length <= 3 && (form.IndexOfAnyExceptInRange('0', '9') < 0 || (form.Length == 1 && char.IsAsciiLetter(form[0])));
    }

    private readonly bool ClosesQuotation(int index, int next)
    {
        for (var closer = index + 1; closer < next; closer++)
        {
            if (_text[_tokens[closer].Start] is '"' or '\u201D' or '\u2019' or '\'') return true;
        }

        return false;
    }

    /// <summary>Whether a verb of speech and its speaker follow a quotation: "Why?" Smith asked.</summary>
    private readonly bool SpeechFollows(int next)
    {
        const int Reach = 6;
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        for (var index = next; index < Math.Min(_tokens.Length, next + Reach); index++)
        {
            var form = Lower(index, buffer);
            if (form.Length == 1 && !char.IsLetterOrDigit(form[0])) return false;
            if (_tables.IsSpeech(form)) return index > next || !char.IsUpper(_text[_tokens[index].Start]);
        }

        return false;
    }

    private readonly bool IsAbbreviationBoundary(int index, int next, int opening)
    {
        var form = Form(index)[..^1];
        var first = _text[_tokens[opening].Start];
        if (!char.IsUpper(first)) return false;
        var kind = _tables.Abbreviation(form);
        if (kind is AbbreviationKind.Title or AbbreviationKind.Number) return false;
        var single = form.Length == 1;
        if (single) return false;
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        var starter = _tables.IsStarter(Lower(opening, buffer));
        if (kind is AbbreviationKind.Inside) return false;
        // "etc." ends a sentence in front of any capital; "U.S.", "Inc." and months only in front of a word that begins one.
        if (form.Equals("etc", StringComparison.OrdinalIgnoreCase)) return true;
        if (form is "i.e" or "e.g" or "I.e" or "E.g") return false;
        return starter || (opening > next && next > index + 1);
    }
}
