using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dragoman.Language;

/// <summary>What is no word: punctuation, quotation marks, emoticons and emoji.</summary>
internal ref partial struct Tokenizer
{
    private static readonly SearchValues<char> LineArt = SearchValues.Create("-=+|<>*~_#/\\^}{");

    private void ReadDot(int start)
    {
        // ".5" is a number where nothing stands in front of it.
        if (char.IsAsciiDigit(At(start + 1)) && !IsWordBefore(start))
        {
            EmitWord(start, WordRunEnd(start + 1));
            return;
        }

        // A file's ending that is spoken of alone: .doc
        if (CharKinds.IsLetter(At(start + 1)) && !IsWordBefore(start) && IsFileEnding(start + 1, out var ending))
        {
            Emit(start, ending);
            return;
        }

        Emit(start, EnderEnd(start));
    }

    private readonly bool IsFileEnding(int start, out int end)
    {
        Span<char> buffer = stackalloc char[8];
        end = start;
        while (end < _text.Length && end - start < 6 && char.IsAsciiLetterOrDigit(_text[end])) end++;
        return !IsWordAt(end) && _tables.Ending(Lower(start, end, buffer)) == FormKind.File;
    }

    private readonly bool IsWordBefore(int index) => index > _begin && CharKinds.IsWord(_text[index - 1]);

    /// <summary>End of a row of full stops, question and exclamation marks.</summary>
    private readonly int EnderEnd(int start)
    {
        var end = start;
        while (end < _text.Length && CharKinds.Of(_text[end]) is CharKind.Dot or CharKind.Ender) end++;
        // "...?" is an ellipsis and a question mark, "!!.." marks and an ellipsis; ".?" and "?!" are one.
        var dots = start;
        while (dots < end && _text[dots] == '.') dots++;
        if (dots - start > 2) return dots;
        if (end - start > 2 && dots == start && _text[end - 1] == '.' && _text[end - 2] == '.')
        {
            dots = end;
            while (_text[dots - 1] == '.') dots--;
            return dots;
        }

        // "?.5" and the like: the last dot belongs to the number.
        if (end - start > 1 && _text[end - 1] == '.' && char.IsAsciiDigit(At(end)) && CharKinds.Of(_text[end - 2]) == CharKind.Ender) end--;
        return end;
    }

    private void ReadApostrophe(int start)
    {
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        var next = start + 1;
        if (CharKinds.Of(At(next)) == CharKind.Apostrophe && (_text[next] == _text[start] || (_text[start] == '\u2018' && _text[next] == '\u2019')))
        {
            Emit(start, next + 1);
            return;
        }

        if (IsWordAt(next) && !IsWordBefore(start))
        {
            var end = WordRunEnd(next);
            // '72 and '90s are years; 'em and 'til are words; 's and 'll stand alone in text that was divided before.
            if (end - next <= 3 && char.IsAsciiDigit(_text[next]) && char.IsAsciiDigit(At(next + 1)) && (end - next == 2 || _text[end - 1] == 's'))
            {
                Emit(start, end);
                return;
            }

            if (end - start < EnglishTables.MaxForm)
            {
                var form = Lower(start, end, buffer);
                if (_tables.Multiword(form) is { Length: 2 } parts && parts[0] + parts[1] == end - start && CharKinds.Of(At(end)) != CharKind.Apostrophe)
                {
                    Add(start, start + parts[0], inMultiword: true);
                    Emit(start + parts[0], end);
                    return;
                }

                if ((_tables.IsApostropheWord(form) && CharKinds.Of(At(end)) != CharKind.Apostrophe)
                    || (form is "'s" or "'m" or "'d" or "'re" or "'ve" or "'ll" && IsSpaceAt(end)))
                {
                    Emit(start, end);
                    return;
                }
            }
        }

        var opens = _text[start] is '\u2018' or '`' || (_text[start] is not ('\u2019' or '\uFFFD' or '\u0092') && !IsSpaceAt(next) && !IsJoinedBefore(start));
        _openSingle = opens ? _openSingle + 1 : Math.Max(0, _openSingle - 1);
        Emit(start, next);
    }

    /// <summary>Whether something stands in front that a quotation does not open behind.</summary>
    private readonly bool IsJoinedBefore(int index)
    {
        if (index <= _begin) return false;
        var before = _text[index - 1];
        return !CharKinds.IsSpace(before) && before is not ('(' or '[' or '{' or '"' or '\u201C' or '\u2014' or '\u2013' or '-' or '/');
    }

    private void ReadSurrogate(int start)
    {
        if (CharKinds.IsWordPair(_text, start))
        {
            ReadWord(start);
            return;
        }

        Emit(start, EmojiEnd(start));
    }

    /// <summary>End of one emoji: a base, its variation selectors and skin tones, what a zero-width joiner adds, or a flag.</summary>
    private readonly int EmojiEnd(int start)
    {
        const int MaxParts = 12;
        var end = start;
        for (var part = 0; part < MaxParts; part++)
        {
            if (Rune.DecodeFromUtf16(_text[end..], out var rune, out var length) != OperationStatus.Done) return Math.Max(end, start + 1);
            end += length;
            if (IsRegional(rune) && Rune.DecodeFromUtf16(_text[end..], out var second, out length) == OperationStatus.Done && IsRegional(second))
                end += length;
            while (end < _text.Length && IsModifier(end, out length)) end += length;
            if (end >= _text.Length || _text[end - 1] != '\u200D' || !IsPictureAt(end)) return end;
        }

        return end;
    }

    private static bool IsRegional(Rune rune) => rune.Value is >= 0x1F1E6 and <= 0x1F1FF;

    private readonly bool IsModifier(int index, out int length)
    {
        length = 1;
        if (CharKinds.Of(_text[index]) == CharKind.Glue) return true;
        if (Rune.DecodeFromUtf16(_text[index..], out var rune, out length) != OperationStatus.Done) return false;
        return rune.Value is (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0020 and <= 0xE007F);
    }

    private readonly bool IsPictureAt(int index) =>
        Rune.DecodeFromUtf16(_text[index..], out var rune, out _) == OperationStatus.Done
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    private void ReadSymbol(int start)
    {
        var character = _text[start];
        if (_tables.StartsSymbol(character) && TryListedSymbol(start)) return;
        var next = At(start + 1);
        switch (CharKinds.Of(character))
        {
            case CharKind.Run when character == '#' && CharKinds.IsLetter(next):
            case CharKind.At when CharKinds.IsLetter(next) && !IsWordBefore(start):
                EmitWord(start, HandleEnd(start + 1));
                return;
            case CharKind.Run when character == '+' && char.IsAsciiDigit(next) && (start == _begin || CharKinds.IsSpace(_text[start - 1]) || _text[start - 1] == '('):
                Emit(start, DialEnd(start + 1));
                return;
            case CharKind.Ampersand:
                Emit(start, EntityEnd(start));
                return;
            case CharKind.Dollar:
            case CharKind.Comma:
            case CharKind.Hyphen:
            case CharKind.Underscore:
            case CharKind.Star:
            case CharKind.Run:
            case CharKind.Slash:
            case CharKind.Other when character == '\\':
                Emit(start, RunEnd(start));
                return;
            case CharKind.Colon:
            case CharKind.At:
                Emit(start, start + 1);
                return;
            default:
                Emit(start, character < 128 ? LineArtEnd(start) : EmojiEnd(start));
                return;
        }
    }

    private bool TryListedSymbol(int start)
    {
        var longest = Math.Min(_tables.MaxSymbol, _text.Length - start);
        for (var length = longest; length > 1; length--)
        {
            var form = _text.Slice(start, length);
            if (CharKinds.IsSpace(form[^1])) continue;
            if (_tables.Symbol(form) == FormKind.None) continue;
            // "(see:p" and "http:/" only look like faces; a row that goes on is line art.
            if (IsWordAt(start + length) || At(start + length) == form[^1] || (form[^1] == '/' && IsWordBefore(start))) continue;
            if (char.IsAsciiLetter(form[^1]) && IsWordBefore(start)) continue;
            Emit(start, start + length);
            return true;
        }

        return false;
    }

    /// <summary>End of a hashtag or handle.</summary>
    private readonly int HandleEnd(int index)
    {
        while (index < _text.Length && (CharKinds.IsWord(_text[index]) || (_text[index] == '_' && (IsWordAt(index + 1) || At(index + 1) == '_')))) index++;
        return index;
    }

    /// <summary>End of a telephone number behind its plus.</summary>
    private readonly int DialEnd(int index)
    {
        while (char.IsAsciiDigit(At(index)) || (CharKinds.Of(At(index)) == CharKind.Hyphen && char.IsAsciiDigit(At(index + 1)))) index++;
        return index;
    }

    /// <summary>End of an HTML entity that was left in the text, or of the ampersand alone.</summary>
    private readonly int EntityEnd(int start)
    {
        var index = start + 1;
        if (At(index) == '#') index++;
        var from = index;
        while (index - from < 8 && char.IsAsciiLetterOrDigit(At(index))) index++;
        return index > from + 1 && At(index) == ';' ? index + 1 : start + 1;
    }

    /// <summary>End of a row of one character (---, ***), or of a line drawn with several.</summary>
    private readonly int RunEnd(int start)
    {
        var end = start + 1;
        while (end < _text.Length && _text[end] == _text[start]) end++;
        return Math.Max(end, LineArtEnd(start));
    }

    private readonly int LineArtEnd(int start)
    {
        const int Shortest = 3;
        const int Longest = 256;
        if (!LineArt.Contains(_text[start])) return start + 1;
        var window = _text[start..Math.Min(_text.Length, start + Longest)];
        var length = window.IndexOfAnyExcept(LineArt);
        if (length < 0) length = window.Length;
        return length >= Shortest && IsSpaceAt(start + length) ? start + length : start + 1;
    }
}
