using System.Buffers;

namespace Dragoman.Language;

/// <summary>Whether a full stop belongs to the word in front of it.</summary>
internal ref partial struct Tokenizer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyAEIOUY");

    private readonly bool OwnsFullStop(int start, int dot)
    {
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        if (At(dot + 1) == '.' || dot - start > EnglishTables.MaxForm) return false;
        var word = Plain(start, dot, buffer, lower: false);
        if (word.IsEmpty || !CharKinds.IsLetter(word[^1])) return false;
        var following = NextVisible(dot + 1);
        var next = At(following);
        if (word.Contains('.')) return IsDotted(word);
        if (word.Length == 1) return IsInitial(start, dot, word[0], following);
        switch (_tables.Abbreviation(word))
        {
            case AbbreviationKind.None:
                // Bldg., Pkwy.: letters without a vowel that are no acronym.
                return word.Length <= 5 && !char.IsUpper(word[^1]) && word.IndexOfAny(Vowels) < 0 && CharKinds.IsLetter(word[0])
                    && (char.IsLower(next) || next == ',' || char.IsDigit(next));
            case AbbreviationKind.Number:
                return char.IsAsciiDigit(next) || (next is '#' && char.IsAsciiDigit(At(following + 1)));
            case AbbreviationKind.Title:
                // "St." also stands at the end of a street's name, and "Pres." at the end of nothing.
                return !(following >= _text.Length && word.Length > 3);
            default:
                return true;
        }
    }

    /// <summary>Whether a word with dots inside is an abbreviation: parts of one to three letters.</summary>
    private static bool IsDotted(ReadOnlySpan<char> word)
    {
        var part = 0;
        foreach (var character in word)
        {
            if (character == '.')
            {
                if (part is 0 or > 3) return false;
                part = 0;
            }
            else if (!char.IsLetter(character))
            {
                return part == 0 && char.IsDigit(character);
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
        if (char.IsLower(letter)) return _tables.Abbreviation([letter]) == AbbreviationKind.Number && char.IsAsciiDigit(next);
        if (!char.IsUpper(letter)) return false;
        if (CharKinds.Of(At(dot + 1)) == CharKind.Hyphen) return true;
        var previous = _tokens.Count > 0 ? _tokens[^1] : default;
        var hasPrevious = _tokens.Count > 0 && previous.Start >= _begin;
        var afterName = hasPrevious && (char.IsUpper(_text[previous.Start]) || _text[previous.End - 1] == '.');
        if (letter == 'I' && !(afterName && char.IsUpper(next))) return false;
        if (next == ',') return afterName;
        if (!char.IsUpper(next)) return afterName && (next is '&' || char.IsLower(next));
        if (!afterName && hasPrevious && CharKinds.IsLetter(_text[previous.Start])) return NextIsInitial(following);
        Span<char> buffer = stackalloc char[EnglishTables.MaxForm];
        var end = WordRunEnd(following);
        return end - following > EnglishTables.MaxForm || end - following == 1 || !_tables.IsStarter(Lower(following, end, buffer));
    }

    private readonly bool NextIsInitial(int following) =>
        char.IsUpper(At(following)) && (At(following + 1) == '.' || char.IsLower(At(following + 1)));
}
