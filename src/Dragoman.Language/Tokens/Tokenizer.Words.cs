namespace Dragoman.Language;

/// <summary>Words: letters and digits with what joins them.</summary>
internal ref partial struct Tokenizer
{
    /// <summary>End of the letters, digits and invisible characters from a place on.</summary>
    private readonly int WordRunEnd(int index)
    {
        while (index < _text.Length)
        {
            if (CharKinds.IsWord(_text[index]) || IsMisreadByte(index)) index++;
            else if (char.IsHighSurrogate(_text[index]) && CharKinds.IsWordPair(_text, index)) index += 2;
            else break;
        }

        return index;
    }

    /// <summary>Whether a character is the second byte of a letter whose UTF-8 was read as Latin-1: CafÃ©.</summary>
    private readonly bool IsMisreadByte(int index) =>
        index > _begin && _text[index] is >= '\u0080' and <= '\u00BF' && _text[index - 1] is '\u00C3' or '\u00C5';

    private void ReadWord(int start)
    {
        var end = WordRunEnd(start);
        if (end < _text.Length && !CharKinds.IsSpace(_text[end]))
        {
            if (start >= _noAddressBefore && TryAddress(start, out var address)) end = address;
            while (end < _text.Length && end - start < MaxToken && TryJoin(start, ref end))
            {
            }
        }

        EmitWord(start, end);
    }

    /// <summary>Whether the character at the end of a word belongs to it; if so, <paramref name="end"/> moves on.</summary>
    private bool TryJoin(int start, ref int end)
    {
        var before = _text[end - 1];
        var after = At(end + 1);
        switch (CharKinds.Of(_text[end]))
        {
            case CharKind.Dot:
                if (IsWordAt(end + 1))
                {
                    if (!JoinsAtDot(start, end))
                    {
                        if (OwnsInnerStop(start, end)) end++;
                        return false;
                    }

                    end = WordRunEnd(end + 1);
                    return true;
                }

                if (!OwnsFullStop(start, end)) return false;
                end++;
                return false;
            case CharKind.Apostrophe:
                if (!IsWordAt(end + 1))
                {
                    if (!DropsG(start, end)) return false;
                    end++;
                    return false;
                }

                // Feet and inches stay apart: 5'2.
                if (before is '.' || (CharKinds.IsDigit(before) && CharKinds.IsDigit(after))) return false;
                end = WordRunEnd(end + 1);
                return true;
            case CharKind.Hyphen:
                if (!IsWordAt(end + 1))
                {
                    // A word that breaks off after a letter or two, as speech is written down.
                    if (!IsSpaceAt(end + 1) || !IsBrokenOff(start, end)) return false;
                    end++;
                    return false;
                }

                return JoinsAtHyphen(start, ref end);
            case CharKind.Slash:
                return JoinsAtSlash(start, ref end);
            case CharKind.Ampersand:
                if (!char.IsUpper(before) || !char.IsUpper(after) || !IsAllUpper(start, end)) return false;
                end = WordRunEnd(end + 1);
                return true;
            case CharKind.Underscore:
                if (!IsWordAt(end + 1) && after != '_') return false;
                end = after == '_' ? end + 1 : WordRunEnd(end + 1);
                return true;
            case CharKind.At:
                if (!IsWordAt(end + 1)) return false;
                end = WordRunEnd(end + 1);
                return true;
            case CharKind.Comma:
                if (!CharKinds.IsDigit(before) || !IsThousands(start, end)) return false;
                end = WordRunEnd(end + 1);
                return true;
            case CharKind.Colon:
                if (!CharKinds.IsDigit(before) || !char.IsAsciiDigit(after) || !IsClock(start, end)) return false;
                end = WordRunEnd(end + 1);
                return true;
            case CharKind.Dollar:
                return JoinsAtDollar(start, ref end);
            case CharKind.Star:
                return JoinsAtStar(start, ref end);
            case CharKind.Ender when _text[end] == '!' && end - start < 12:
                if (!IsListedWithMark(start, end + 1)) return false;
                end++;
                return false;
            case CharKind.Other when IsMisreadApostrophe(end - 1):
                if (!IsWordAt(end + 2)) return false;
                end = WordRunEnd(end + 2);
                return true;
            case CharKind.Run when _text[end] == '~' && char.IsAsciiLetterUpper(before) && char.IsAsciiDigit(after):
                end = WordRunEnd(end + 1);
                return true;
            default:
                return false;
        }
    }

    private readonly bool IsListedWithMark(int start, int end)
    {
        Span<char> buffer = stackalloc char[16];
        return _tables.IsHyphenated(Lower(start, end, buffer));
    }

    /// <summary>Whether an apostrophe stands here whose UTF-8 was read as cp1252: donâ€™t.</summary>
    private readonly bool IsMisreadApostrophe(int index) =>
        index >= _begin && index + 2 < _text.Length && _text[index] == '\u00E2' && _text[index + 1] == '\u20AC' && _text[index + 2] == '\u2122';

    /// <summary>Whether a dot between letters or digits joins them: numbers and abbreviations such as U.S.A. and Ph.D.</summary>
    private readonly bool JoinsAtDot(int start, int dot)
    {
        if (char.IsAsciiDigit(_text[dot + 1]))
            return CharKinds.IsDigit(_text[dot - 1]) || (_text[dot - 1] is 'v' or 'V' && dot - start == 1);
        if (!CharKinds.IsLetter(_text[dot - 1])) return false;
        var next = WordRunEnd(Math.Min(dot + 1, _text.Length));
        var nextLength = next - dot - 1;
        var single = dot - 1 == start || !CharKinds.IsLetter(_text[dot - 2]);
        if (single && nextLength == 1) return true;
        if (single && nextLength <= 3 && At(next) == '.' && char.IsAsciiLetterUpper(_text[dot + 1]) && nextLength > 1 && char.IsAsciiLetterLower(_text[dot + 2]))
            return !HasVowelOnly(dot + 1, next);
        // Ph.D, Lt.Gen are not told from a missing space by form; degrees have a short last part in capitals.
        return !single && dot - start <= 3 && nextLength == 1 && char.IsAsciiLetterUpper(_text[dot + 1]) && At(next) is '.' or ',' or ' '
            && char.IsAsciiLetterUpper(_text[start]) && dot - start == 2 && At(next) == '.';
    }

    /// <summary>Whether a piece is too much like a short word (He, It) to be a part of an abbreviation (B.Sc.).</summary>
    private readonly bool HasVowelOnly(int start, int end)
    {
        Span<char> buffer = stackalloc char[8];
        return _tables.IsStarter(Lower(start, end, buffer));
    }

    /// <summary>Whether a word breaks off at its hyphen: one letter, or up to three consonants.</summary>
    private readonly bool IsBrokenOff(int start, int hyphen)
    {
        var word = _text[start..hyphen];
        if (word.Length == 1) return CharKinds.IsLetter(word[0]);
        return word.Length <= 3 && char.IsAsciiLetterLower(word[1]) && word.IndexOfAny(Vowels) < 0 && char.IsAsciiLetter(word[0]) && char.IsAsciiLetter(word[^1]);
    }

    /// <summary>Whether an apostrophe stands for a g that is not spoken: cookin'.</summary>
    private readonly bool DropsG(int start, int end) =>
        end - start > 3 && _openSingle == 0 && _text[end] is '\'' or '\u2019' && char.IsLower(_text[start])
        && _text[end - 1] == 'n' && _text[end - 2] == 'i' && CharKinds.Of(At(end + 1)) != CharKind.Apostrophe;

    private readonly bool JoinsAtHyphen(int start, ref int end)
    {
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        var right = WordRunEnd(end + 1);
        if (CharKinds.IsDigit(_text[end - 1]) && char.IsAsciiDigit(_text[end + 1]))
        {
            if (!IsDialled(start, out var number)) return false;
            end = number;
            return true;
        }

        var left = end;
        while (left > start && CharKinds.Of(_text[left - 1]) is CharKind.Letter or CharKind.Glue && end - left < EnglishTables.MaxForm) left--;
        // Hizb-e-Islami and a column's E-J have no prefix.
        var joins = left == start
            ? end - left > 1 || ((left == _begin || CharKinds.Of(_text[left - 1]) != CharKind.Hyphen) && !char.IsUpper(_text[end + 1]))
            : CharKinds.Of(_text[left - 1]) == CharKind.Hyphen;
        if (joins && _tables.IsPrefix(Lower(left, end, buffer)))
        {
            end = right;
            return true;
        }

        if (_tables.IsSuffix(Lower(end + 1, right, buffer)) || _tables.IsHyphenated(Lower(start, right, buffer)))
        {
            end = right;
            return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the digits and hyphens from a place on are one number: a telephone number (555-0142, 202-555-0142), a postal
    /// code (20500-0003) or a date (11-20-2000, 2019-03-29). Other pairs are ranges or scores, which are divided.
    /// </summary>
    private readonly bool IsDialled(int start, out int end)
    {
        const int MaxGroups = 5;
        Span<int> groups = stackalloc int[MaxGroups];
        var count = 0;
        end = start;
        while (count < MaxGroups)
        {
            var from = end;
            while (end < _text.Length && end - from < 8 && char.IsAsciiDigit(_text[end])) end++;
            if (end == from) return false;
            groups[count++] = end - from;
            if (CharKinds.Of(At(end)) != CharKind.Hyphen || !char.IsAsciiDigit(At(end + 1))) break;
            end++;
        }

        if (IsWordAt(end) || CharKinds.Of(At(end)) == CharKind.Hyphen) return false;
        return (groups[0], groups[1], groups[2], count) switch
        {
            (3, 4, _, 2) or (5, 4, _, 2) or (1, 4, _, 2) => true,
            (3, 3, 4, 3) or (4, 2, 2, 3) => true,
            ( <= 2, <= 2, 4 or 2, 3) => true,
            ( <= 2, 3, 3, 4) => groups[3] == 4,
            _ => false,
        };
    }

    private readonly bool JoinsAtSlash(int start, ref int end)
    {
        var before = _text[end - 1];
        var after = At(end + 1);
        if (CharKinds.IsLetter(before) && CharKinds.IsLetter(after))
        {
            // l/c, I/S, A/C, s/he; not f/b or and/or.
            Span<char> buffer = stackalloc char[8];
            if (end - start != 1) return false;
            var right = WordRunEnd(end + 1);
            if (_tables.IsHyphenated(Lower(start, right, buffer)) || (right - end == 2 && char.IsUpper(before) && char.IsUpper(after)))
            {
                end = right;
                return true;
            }

            return false;
        }

        if (end - start == 1 && before is 'w' && IsSpaceAt(end + 1))
        {
            end++;
            return false;
        }

        if (!char.IsAsciiDigit(before) || !char.IsAsciiDigit(after)) return false;
        if (end - start == 3 && IsDialled(end + 1, out var dialled))
        {
            end = dialled;
            return true;
        }

        return IsSlashedDate(start, ref end);
    }

    /// <summary>Whether digits and slashes are a date: 9/11, 11/28/2000, 26/09; not 1/2, 3/4, 24/7 or 2001/02.</summary>
    private readonly bool IsSlashedDate(int start, ref int end)
    {
        if (end - start > 4) return false;
        var second = end + 1;
        var secondEnd = second;
        while (char.IsAsciiDigit(At(secondEnd)) && secondEnd - second < 5) secondEnd++;
        if (At(secondEnd) == '/' && char.IsAsciiDigit(At(secondEnd + 1)))
        {
            var third = secondEnd + 1;
            var thirdEnd = third;
            while (char.IsAsciiDigit(At(thirdEnd)) && thirdEnd - third < 5) thirdEnd++;
            if (IsWordAt(thirdEnd) || secondEnd - second > 2 || thirdEnd - third is 3 or > 4) return false;
            end = thirdEnd;
            return true;
        }

        if (IsWordAt(secondEnd) || end - start > 2 || secondEnd - second > 2) return false;
        var first = Number(start, end);
        var last = Number(second, secondEnd);
        // Read as month and day, unless it is a fraction (1/2, 3/4), a turn of phrase (24/7, 20/20) or a span of days.
        if (first is < 1 or > 12 || last is < 1 or > 31) return false;
        if (first < last && last <= 10 && first <= 9 && end - start == 1 && last is 2 or 3 or 4 or 5 or 8 or 10 && first < last) return false;
        end = secondEnd;
        return true;
    }

    private readonly int Number(int start, int end)
    {
        var value = 0;
        for (var index = start; index < end; index++) value = value * 10 + (_text[index] - '0');
        return value;
    }

    private readonly bool IsAllUpper(int start, int end)
    {
        if (end - start > 8) return false;
        for (var index = start; index < end; index++)
        {
            if (!char.IsUpper(_text[index]) && _text[index] != '&') return false;
        }

        return true;
    }

    /// <summary>Whether a comma stands between thousands: 1,200 and 1,650,000, also 1,10,000 as South Asia writes.</summary>
    private readonly bool IsThousands(int start, int comma)
    {
        for (var index = Math.Max(start, comma - 3); index < comma; index++)
        {
            if (!char.IsAsciiDigit(_text[index]) && _text[index] != ',') return false;
        }

        var digits = 0;
        while (digits < 4 && char.IsAsciiDigit(At(comma + 1 + digits))) digits++;
        return digits == 3 || (digits == 2 && At(comma + 3) == ',' && char.IsAsciiDigit(At(comma + 4)));
    }

    /// <summary>Whether a colon stands between hours and minutes, or chapter and verse.</summary>
    private readonly bool IsClock(int start, int colon)
    {
        for (var index = colon - 1; index >= start && colon - index < 12; index--)
        {
            if (!char.IsAsciiDigit(_text[index]) && _text[index] is not (':' or '.')) return false;
        }

        return true;
    }

    private readonly bool JoinsAtDollar(int start, ref int end)
    {
        if (end - start <= 2 && _tables.IsDollar(_text[start..end]))
        {
            end++;
            return false;
        }

        // A letter written as a dollar sign.
        if (!char.IsAsciiLetterLower(_text[end - 1])) return false;
        var next = end;
        while (next < _text.Length && _text[next] == '$' && next - end < 3) next++;
        if (!char.IsAsciiLetterLower(At(next))) return false;
        end = WordRunEnd(next);
        return true;
    }

    /// <summary>Joins a word with letters struck out: sh*t, f**k.</summary>
    private readonly bool JoinsAtStar(int start, ref int end)
    {
        if (!CharKinds.IsLetter(_text[end - 1])) return false;
        var next = end;
        while (next < _text.Length && _text[next] == '*' && next - end < 5) next++;
        if (CharKinds.IsLetter(At(next)))
        {
            end = WordRunEnd(next);
            return true;
        }

        if (next - end < 3 || end - start > 2 || IsWordAt(next)) return false;
        end = next;
        return false;
    }
}
