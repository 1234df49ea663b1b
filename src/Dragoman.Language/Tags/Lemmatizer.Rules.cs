namespace Dragoman.Language;

/// <summary>The rules for regular forms.</summary>
public sealed partial class Lemmatizer
{
    private string Verb(ReadOnlySpan<char> word, string xpos, StringPool pool)
    {
        switch (xpos)
        {
            case "VB" or "VBP" or "MD":
                return pool.Get(word);
            case "VBZ":
                return pool.Get(ThirdPerson(word));
        }

        if (xpos is "VBD" or "VBN" or "" && _pastLookup.TryGetValue(word, out var known)) return known;
        Span<char> buffer = stackalloc char[MaxLength + 1];
        if (xpos is "VBG" or "" && word.Length > 4 && word.EndsWith("ing", StringComparison.Ordinal)) return pool.Get(Stem(word[..^3], buffer));
        if (xpos is "VBG" && word.Length > 4 && word.EndsWith("in'", StringComparison.Ordinal)) return pool.Get(Stem(word[..^3], buffer));
        if (xpos is "VBD" or "VBN" or "" && word.Length > 3 && word.EndsWith("ed", StringComparison.Ordinal))
        {
            if (!word.EndsWith("ied", StringComparison.Ordinal)) return pool.Get(Stem(word[..^2], buffer));
            if (word.Length == 4) return pool.Get(word[..^1]);
            word[..^3].CopyTo(buffer);
            buffer[word.Length - 3] = 'y';
            return pool.Get(buffer[..(word.Length - 2)]);
        }

        // A listed prefix in front of an irregular verb: overheard, rebuilt.
        return pool.Get(word);
    }

    private ReadOnlySpan<char> ThirdPerson(ReadOnlySpan<char> word)
    {
        if (word.Length < 3 || word[^1] != 's' || word[^2] == 's') return word;
        if (_verbLookup.Contains(word[..^1])) return word[..^1];
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) return WithY(word);
        if (word.EndsWith("es", StringComparison.Ordinal))
        {
            var stem = word[..^2];
            if (_verbLookup.Contains(stem)) return stem;
            if (TakesEs(stem)) return stem;
        }

        return word[..^1];
    }

    /// <summary>Whether -es, not -s, stands behind a stem: hiss, clash, reach, mix, go.</summary>
    private static bool TakesEs(ReadOnlySpan<char> stem) =>
        stem.EndsWith("ss", StringComparison.Ordinal) || stem.EndsWith("sh", StringComparison.Ordinal) || stem.EndsWith("ch", StringComparison.Ordinal)
        || stem.EndsWith("zz", StringComparison.Ordinal) || stem[^1] is 'x' or 'o';

    private static string WithY(ReadOnlySpan<char> word) => string.Concat(word[..^3], "y");

    /// <summary>The verb of a stem that -ed or -ing was taken from: with its e, without its doubled consonant.</summary>
    private ReadOnlySpan<char> Stem(ReadOnlySpan<char> stem, Span<char> buffer)
    {
        stem.CopyTo(buffer);
        buffer[stem.Length] = 'e';
        var withE = buffer[..(stem.Length + 1)];
        var doubled = stem.Length > 2 && stem[^1] == stem[^2] && !IsVowel(stem[^1]);
        var bare = _verbLookup.Contains(stem);
        if (_verbLookup.Contains(withE) && !(bare && stem.Length > 3 && IsVowel(stem[^2]) && IsVowel(stem[^3]))) return withE;
        if (bare) return stem;
        if (doubled && _verbLookup.Contains(stem[..^1])) return stem[..^1];
        if (doubled)
        {
            return stem[^1] switch
            {
                's' or 'z' or 'f' => stem,
                'l' when Vowels(stem) < 2 => stem,
                _ => stem[..^1],
            };
        }

        // dying, lying, tying
        if (stem.Length == 2 && stem[^1] == 'y')
        {
            buffer[1] = 'i';
            buffer[2] = 'e';
            return buffer[..3];
        }

        return WantsE(stem) ? withE : stem;
    }

    private static bool IsVowel(char character) => character is 'a' or 'e' or 'i' or 'o' or 'u';

    /// <summary>Number of groups of vowels: about the number of syllables.</summary>
    private static int Vowels(ReadOnlySpan<char> word)
    {
        var count = 0;
        var inside = false;
        foreach (var character in word)
        {
            var vowel = IsVowel(character) || (character == 'y' && count > 0);
            if (vowel && !inside) count++;
            inside = vowel;
        }

        return count;
    }

    /// <summary>Whether the verb of an unknown stem ends in e.</summary>
    private static bool WantsE(ReadOnlySpan<char> stem)
    {
        if (stem.Length < 2) return false;
        var last = stem[^1];
        var before = stem[^2];
        var digraph = stem.Length > 2 && IsVowel(before) && IsVowel(stem[^3]) && !(stem[^3] == 'u' && stem.Length > 3 && stem[^4] == 'q');
        var single = IsVowel(before) && !digraph;
        switch (last)
        {
            case 'c' or 'v' or 'u':
                return last != 'u' || before != 'o';
            case 'z':
                return before != 'z' && before != 't';
            case 's':
                return before != 's' && !(before == 'u' && Vowels(stem) > 1 && !digraph);
            case 'g':
                return before is 'd' or 'l' or 'r' || (before == 'n' && stem.Length > 3 && stem[^3] is 'a' or 'e' or 'i' && Vowels(stem) > 1) || (single && before is 'a' or 'e');
            case 'l':
                return before is 'b' or 'c' or 'd' or 'f' or 'g' or 'k' or 'p' or 't' or 'z' || (single && (before == 'u' || Vowels(stem) == 1));
            case 'w' or 'x' or 'y' or 'h' or 'o' or 'a' or 'i':
                return last == 'h' && before == 't' && stem.Length > 3 && stem[^3] is 'a' && Vowels(stem) == 1;
            case 'e':
                return false;
        }

        if (!single) return last == 't' && stem.Length > 4 && stem.EndsWith("iat", StringComparison.Ordinal);
        // One syllable, one vowel, one consonant: without an e the consonant would be doubled.
        if (Vowels(stem) == 1) return true;
        return (before, last) switch
        {
            ('a', 't') or ('u', 't') or ('a', 'd') or ('i', 'd') or ('u', 'd') or ('o', 'd') => true,
            ('i', 'r') or ('u', 'r') or ('a', 'r') => true,
            ('a', 'm') or ('u', 'm') or ('i', 'n') or ('a', 'p') or ('a', 'k') or ('o', 'k') or ('i', 'k') => true,
            _ => false,
        };
    }

    private string Plural(ReadOnlySpan<char> word, StringPool pool)
    {
        if (_pluralLookup.TryGetValue(word, out var known)) return known;
        var hyphen = word.LastIndexOf('-');
        if (hyphen > 0 && _pluralLookup.TryGetValue(word[(hyphen + 1)..], out known)) return string.Concat(word[..(hyphen + 1)], known);
        if (word.Length > 4 && word.EndsWith("men", StringComparison.Ordinal)) return string.Concat(word[..^3], "man");
        if (char.IsAsciiDigit(word[0])) return pool.Get(word);
        // 1990's and NGO's, which are plurals in careless writing.
        if (word.Length > 2 && word.EndsWith("'s", StringComparison.Ordinal)) return pool.Get(word[..^2]);
        if (word.Length < 3 || word[^1] != 's' || word[^2] is 's' or '\'') return pool.Get(word);
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) return WithY(word);
        if (word.EndsWith("es", StringComparison.Ordinal) && TakesEs(word[..^2]) && word.Length > 4) return pool.Get(word[..^2]);
        if (word.EndsWith("us", StringComparison.Ordinal) && word.Length > 4) return pool.Get(word);
        return pool.Get(word[..^1]);
    }

    private string Graded(ReadOnlySpan<char> word, string ending, StringPool pool)
    {
        if (_gradeLookup.TryGetValue(word, out var known)) return known;
        if (word.Length < ending.Length + 3 || !word.EndsWith(ending, StringComparison.Ordinal)) return pool.Get(word);
        var stem = word[..^ending.Length];
        if (stem[^1] == 'i') return string.Concat(stem[..^1], "y");
        if (stem[^1] == stem[^2] && !IsVowel(stem[^1]) && stem[^1] is not ('s' or 'l')) return pool.Get(stem[..^1]);
        return pool.Get(stem);
    }
}
