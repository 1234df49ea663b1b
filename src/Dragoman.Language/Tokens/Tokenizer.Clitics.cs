namespace Dragoman.Language;

/// <summary>Words that are written as one and counted as several.</summary>
internal ref partial struct Tokenizer
{
    private const int MaxParts = 6;

    /// <summary>Adds a word, divided where it is a number with a unit, a word with clitics, or a listed multiword token.</summary>
    private void EmitWord(int start, int end)
    {
        if (end - start > 64)
        {
            Emit(start, end);
            return;
        }

        if (char.IsAsciiDigit(_text[start]) && !char.IsAsciiDigit(_text[end - 1]) && TryUnit(start, end)) return;
        if (char.IsAsciiLetterUpper(char.ToUpperInvariant(_text[start])) && char.IsAsciiDigit(_text[end - 1]) && TryCurrency(start, end)) return;
        Span<int> cuts = stackalloc int[MaxParts];
        var count = 0;
        var rest = end;
        // Possessive of a plural: the apostrophe stands behind the word.
        if (IsPluralPossessive(start, end))
        {
            cuts[count++] = end;
            end = rest = end + 1;
            rest--;
        }

        while (count < 3 && CliticStart(start, rest) is var cut && cut > 0)
        {
            cuts[count++] = cut;
            rest = cut;
        }

        // The words in front of the clitics may be a listed multiword token themselves.
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        var listed = count < 3 && CharKinds.IsLetter(_text[start]) ? _tables.Multiword(Lower(start, rest, buffer)) : null;
        if (listed is null && count == 0)
        {
            Emit(start, end);
            return;
        }

        var from = start;
        if (listed is not null && Sum(listed) == rest - start)
        {
            for (var part = 0; part < listed.Length - 1; part++)
            {
                Add(from, from + listed[part], inMultiword: true);
                from += listed[part];
            }
        }

        for (var part = count - 1; part >= 0; part--)
        {
            Add(from, cuts[part], inMultiword: true);
            from = cuts[part];
        }

        Emit(from, end);
    }

    private static int Sum(byte[] lengths)
    {
        var sum = 0;
        foreach (var length in lengths) sum += length;
        return sum;
    }

    /// <summary>Where the last clitic of a word starts: n't, 's, 'm, 'd, 're, 've, 'll; 0 where it has none.</summary>
    private readonly int CliticStart(int start, int end)
    {
        if (end - start < 3) return 0;
        var last = char.ToLowerInvariant(_text[end - 1]);
        if (end - start > 4 && IsMisreadApostrophe(end - 4))
            return last switch { 't' when _text[end - 5] == 'n' => end - 5, 's' or 'd' or 'm' => end - 4, _ => 0 };
        if (IsApostrophe(end - 2))
        {
            var word = end - 2;
            switch (last)
            {
                case 't' when end - start > 3 && _text[end - 3] is 'n' or 'N' && end - 3 > start:
                    return end - 3;
                case 's':
                    return CharKinds.IsLetter(_text[word - 1]) || _text[word - 1] is '.' or ')' ? word : CharKinds.Of(_text[word - 1]) == CharKind.Glue ? word : 0;
                case 'm':
                    return word - start == 1 && _text[start] is 'i' or 'I' ? word : 0;
                case 'd':
                    return char.IsLower(_text[word - 1]) || word - start == 1 || (word - start <= 4 && char.IsUpper(_text[end - 1])) ? word : 0;
                default:
                    return 0;
            }
        }

        if (end - start < 4 || !IsApostrophe(end - 3)) return 0;
        var first = char.ToLowerInvariant(_text[end - 2]);
        return (first, last) is ('r', 'e') or ('v', 'e') or ('l', 'l') && CharKinds.IsLetter(_text[end - 4]) ? end - 3 : 0;
    }

    private readonly bool IsApostrophe(int index) => CharKinds.Of(_text[index]) == CharKind.Apostrophe;

    /// <summary>Whether the apostrophe behind a word is a possessive (workers') and closes no quotation.</summary>
    private readonly bool IsPluralPossessive(int start, int end)
    {
        if (end >= _text.Length || CharKinds.Of(_text[end]) != CharKind.Apostrophe || _text[end] is '\u2018' or '`' or '\u2032') return false;
        if (IsWordAt(end + 1) || CharKinds.Of(At(end + 1)) == CharKind.Apostrophe || _openSingle > 0) return false;
        if (end - start < 2 || !(CharKinds.IsLetter(_text[end - 2]) || IsMisreadByte(end - 2))) return false;
        return char.ToLowerInvariant(_text[end - 1]) switch
        {
            's' => true,
            'z' or 'x' => char.IsUpper(_text[start]),
            _ => false,
        };
    }

    /// <summary>Divides a number from the unit that is glued to it: 10k, 5pm, 35mm.</summary>
    private bool TryUnit(int start, int end)
    {
        var unit = start;
        while (unit < end && (char.IsAsciiDigit(_text[unit]) || (_text[unit] is '.' or ',' or ':' && char.IsAsciiDigit(At(unit + 1))))) unit++;
        if (unit == end || !_tables.IsUnit(_text[unit..end])) return false;
        Add(start, unit, inMultiword: false);
        Emit(unit, end);
        return true;
    }

    /// <summary>Divides a currency from the number that is glued to it: Rs500.</summary>
    private bool TryCurrency(int start, int end)
    {
        var number = start;
        while (number < end && char.IsAsciiLetter(_text[number])) number++;
        if (number == end || !char.IsAsciiDigit(_text[number]) || !_tables.IsCurrency(_text[start..number])) return false;
        Add(start, number, inMultiword: false);
        Emit(number, end);
        return true;
    }
}
