using System.Buffers;

namespace Dragoman.Language;

/// <summary>Whether a full stop belongs to the word in front of it.</summary>
internal ref partial struct Tokenizer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyAEIOUY");

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.,");

    private readonly bool OwnsFullStop(int start, int dot)
    {
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        if (dot - start > EnglishTables.MaxForm) return false;
        // In "etc..." the stops are an ellipsis, in "Inc.." the first is the word's own.
        if (At(dot + 1) == '.' && At(dot + 2) == '.') return false;
        var word = Plain(start, dot, buffer, lower: false);
        if (word.IsEmpty || !CharKinds.IsLetter(word[^1])) return false;
        var following = NextVisible(dot + 1);
        var next = At(following);
        if (At(dot + 1) == '.') return IsDotted(word) || _tables.Abbreviation(word) == AbbreviationKind.Final;
        if (word.Contains('.')) return IsDotted(word);
        if (word.Length == 1) return IsInitial(start, dot, word[0], following);
        switch (_tables.Abbreviation(word))
        {
            case AbbreviationKind.None:
                // Bldg., Pkwy.: letters without a vowel that are no acronym.
                return word.Length <= 5 && !char.IsUpper(word[^1]) && word.IndexOfAny(Vowels) < 0 && CharKinds.IsLetter(word[0])
                    && (char.IsLower(next) || next == ',' || char.IsDigit(next));
            case AbbreviationKind.Number:
                return char.IsAsciiDigit(next) || (next is '#' && char.IsAsciiDigit(At(following + 1))) || (char.IsUpper(next) && IsMonthAt(following));
            case AbbreviationKind.State:
                return _tokens.Count > 0 && _text[_tokens[^1].Start] == ',';
            case AbbreviationKind.Title:
                // "St." also stands at the end of a street's name, and "Pres." at the end of nothing.
                return !(following >= _text.Length && word.Length > 3);
            default:
                // "etc." at a sentence's end leaves its stop to the sentence, as the treebank does.
                return !(char.IsUpper(next) && word is "etc");
        }
    }

    /// <summary>Whether a full stop without white space behind it is an abbreviation's: P.O.Box, St.George, J.Smith, Nov.28.</summary>
    private readonly bool OwnsInnerStop(int start, int dot)
    {
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        if (dot - start > EnglishTables.MaxForm) return false;
        var word = Plain(start, dot, buffer, lower: false);
        if (word.IsEmpty) return false;
        var next = _text[dot + 1];
        var kind = _tables.Abbreviation(word);
        if (char.IsAsciiDigit(next)) return kind is AbbreviationKind.Month or AbbreviationKind.Number;
        if (!char.IsUpper(next) || !char.IsLower(At(dot + 2))) return false;
        return kind is AbbreviationKind.Title || (word.Length == 1 && char.IsUpper(word[0]) && word[0] != 'I') || (word.Length > 1 && word[^2] == '.');
    }

    private readonly bool IsMonthAt(int index)
    {
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        var end = WordRunEnd(index);
        return At(end) == '.' && end - index < 6 && _tables.Abbreviation(Plain(index, end, buffer, lower: false)) == AbbreviationKind.Month;
    }

    /// <summary>Whether a word with dots inside is an abbreviation: parts of one to three letters.</summary>
    private static bool IsDotted(ReadOnlySpan<char> word)
    {
        var part = 0;
        // "2p.m" is a number and an abbreviation; "1.5m" is a number and a unit.
        var digits = word.IndexOfAnyExcept(Digits);
        if (digits > 0) word = word[digits..];
        if (!word.Contains('.')) return false;
        foreach (var character in word)
        {
            if (character == '.')
            {
                if (part is 0 or > 3) return false;
                part = 0;
            }
            else if (!char.IsLetter(character))
            {
                return false;
            }
            else
            {
                part++;
            }
        }

        return part <= 3;
    }

    private readonly bool IsInitial(int start, int dot, char letter, int following)
    {
        var next = At(following);
        if (char.IsLower(letter))
        {
            return _tables.Abbreviation([letter]) switch
            {
                AbbreviationKind.Number => char.IsAsciiDigit(next),
                AbbreviationKind.Inside => char.IsUpper(next),
                _ => false,
            };
        }

        if (!char.IsUpper(letter)) return false;
        if (CharKinds.Of(At(dot + 1)) == CharKind.Hyphen) return true;
        var previous = _tokens.Count > 0 ? _tokens[^1] : default;
        var hasPrevious = _tokens.Count > 0 && previous.Start >= _begin;
        var afterName = hasPrevious && (char.IsUpper(_text[previous.Start]) || _text[previous.End - 1] == '.');
        if (letter == 'I' && !(afterName && char.IsUpper(next))) return false;
        if (next is ',' or ';') return afterName;
        if (!char.IsUpper(next)) return afterName && (next is '&' || char.IsLower(next));
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        var end = WordRunEnd(following);
        return end - following > EnglishTables.MaxForm || end - following == 1 || !_tables.IsStarter(Lower(following, end, buffer));
    }

    private readonly bool NextIsInitial(int following) =>
        char.IsUpper(At(following)) && (At(following + 1) == '.' || char.IsLower(At(following + 1)));
}
