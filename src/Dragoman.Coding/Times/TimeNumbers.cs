namespace Dragoman.Coding.Times;

/// <summary>Reads numbers, years, days and hours in figures and words.</summary>
internal sealed class TimeNumbers(TimeVocabulary vocabulary)
{
    private const int FirstYear = 1000;
    private const int LastYear = 2199;

    private readonly Dictionary<int, TimeTerm[]> _cardinals = vocabulary.Class("number");
    private readonly Dictionary<int, TimeTerm[]> _ordinals = vocabulary.Class("ordinal");
    private readonly int _and = vocabulary.Id("and");
    private readonly int _hyphen = vocabulary.Id("-");
    private readonly int _a = vocabulary.Id("a");
    private readonly int _apostrophe = vocabulary.Id("'");
    private readonly int _oh = vocabulary.Id("oh");
    private readonly int _o = vocabulary.Id("o");
    private readonly int _st = vocabulary.Id("st");
    private readonly int _nd = vocabulary.Id("nd");
    private readonly int _rd = vocabulary.Id("rd");
    private readonly int _th = vocabulary.Id("th");
    private readonly int _colon = vocabulary.Id(":");

    /// <summary>Value of a number word, −1 for none.</summary>
    public int Cardinal(in TimeWord word) => word.Id > 0 && _cardinals.TryGetValue(word.Id, out var terms) ? terms[0].Value : -1;

    /// <summary>Value of an ordinal word of one piece, 0 for none.</summary>
    public int Ordinal(in TimeWord word) => word.Id > 0 && _ordinals.TryGetValue(word.Id, out var terms) ? terms[0].Value : 0;

    /// <summary>A number in figures or words at a place: "12", "twenty-one", "two hundred and five".</summary>
    /// <returns>How many words it takes; 0 for none.</returns>
    public int Number(ReadOnlySpan<TimeWord> words, int i, out int value)
    {
        value = -1;
        if (i >= words.Length)
            return 0;
        if (words[i].Id == TimeWords.Number)
        {
            value = words[i].Number;
            return value < 0 ? 0 : 1;
        }

        return Spelled(words, i, out value);
    }

    /// <summary>A number in words.</summary>
    public int Spelled(ReadOnlySpan<TimeWord> words, int i, out int value)
    {
        long total = 0, current = 0;
        var lastMagnitude = long.MaxValue;
        var at = i;
        var end = i;
        if (at + 1 < words.Length && words[at].Id == _a && Cardinal(words[at + 1]) is 100 or 1000 or 1_000_000)
            (current, at) = (1, at + 1);
        while (at < words.Length && at - i < 12)
        {
            var word = words[at];
            if (end > i && word.Id == _and && (current % 100 == 0) && current + total >= 100 && at + 1 < words.Length && Cardinal(words[at + 1]) is > 0 and < 100)
            {
                at++;
                continue;
            }

            if (end > i && word.Id == _hyphen && word.Joined && current % 100 is >= 20 && current % 10 == 0 && at + 1 < words.Length
                && words[at + 1].Joined && Cardinal(words[at + 1]) is > 0 and < 10)
            {
                at++;
                continue;
            }

            var n = Cardinal(word);
            if (n < 0)
                break;
            if (n < 10 && (current % 100 == 0 ? n > 0 || end == i : current % 10 == 0 && current % 100 >= 20 && n > 0) && !(end > i && current == 0 && total == 0))
                current += n;
            else if (n is >= 10 and < 100 && current % 100 == 0 && !(n == 0))
                current += n;
            else if (n == 100 && current is > 0 and < 100)
                current *= 100;
            else if (n >= 1000 && n < lastMagnitude && current > 0)
                (total, current, lastMagnitude) = (total + (current * n), 0, n);
            else
                break;
            at++;
            end = at;
        }

        total += current;
        value = end > i && total <= int.MaxValue ? (int)total : -1;
        return value < 0 ? 0 : end - i;
    }

    /// <summary>An ordinal: "3rd", "twenty-first"; 1 and more.</summary>
    public int Ordinal(ReadOnlySpan<TimeWord> words, int i, out int value)
    {
        value = 0;
        if (i >= words.Length)
            return 0;
        if (words[i].Id == TimeWords.Number)
        {
            if (words[i].Digits is 0 or > 3 || i + 1 >= words.Length || !words[i + 1].Joined || !IsSuffix(words[i + 1].Id))
                return 0;
            value = words[i].Number;
            return 2;
        }

        value = Ordinal(words[i]);
        if (value > 0)
            return 1;
        var tens = Cardinal(words[i]);
        if (tens is not (>= 20 and < 100) || tens % 10 != 0)
            return 0;
        var next = i + 1 < words.Length && words[i + 1].Id == _hyphen ? i + 2 : i + 1;
        if (next >= words.Length || Ordinal(words[next]) is not (> 0 and < 10))
            return 0;
        value = tens + Ordinal(words[next]);
        return next - i + 1;
    }

    /// <summary>A day of a month: "3", "3rd", "third", "twenty nine".</summary>
    public int Day(ReadOnlySpan<TimeWord> words, int i, out int value)
    {
        var taken = Ordinal(words, i, out value);
        if (taken > 0)
            return value is >= 1 and <= 31 ? taken : 0;
        if (i < words.Length && words[i].Id == TimeWords.Number && words[i].Digits is not (1 or 2))
            return 0;
        taken = Number(words, i, out value);
        if (taken == 0 || value is < 1 or > 31)
            return 0;

        // "3:30" and "4.5" and "20m" are no days.
        return words[i].Id == TimeWords.Number && i + 1 < words.Length && words[i + 1].Joined
            && (words[i + 1].Id == _colon || words[i + 1].Letters || (i + 2 < words.Length && words[i + 1].Id == vocabulary.Id(".") && words[i + 2].Joined && words[i + 2].Digits is 1 or 2))
            ? 0 : taken;
    }

    /// <summary>A year: "2019", "nineteen ninety six", "two thousand and fifteen", "twenty twenty-one".</summary>
    public int Year(ReadOnlySpan<TimeWord> words, int i, out int value)
    {
        value = 0;
        if (i >= words.Length)
            return 0;
        if (words[i].Id == TimeWords.Number)
        {
            value = words[i].Number;
            return words[i].Digits == 4 && value is >= FirstYear and <= LastYear ? 1 : 0;
        }

        var first = Cardinal(words[i]);
        if (first is 1 or 2 && i + 1 < words.Length && Cardinal(words[i + 1]) == 1000)
        {
            var taken = Spelled(words, i, out value);
            return value is >= FirstYear and <= LastYear ? taken : 0;
        }

        if (first is not (>= 10 and <= 21) || i + 1 >= words.Length)
            return 0;
        var next = words[i + 1].Id == _hyphen ? i + 2 : i + 1;
        if (next >= words.Length)
            return 0;
        if (words[next].Id == _oh || words[next].Id == _o)
        {
            if (next + 1 >= words.Length || Cardinal(words[next + 1]) is not (> 0 and < 10))
                return 0;
            value = (first * 100) + Cardinal(words[next + 1]);
            return next + 2 - i;
        }

        if (Cardinal(words[next]) == 100)
        {
            value = first * 100;
            return next + 1 - i;
        }

        var rest = Spelled(words, next, out var low);
        if (rest == 0 || low is < 10 or > 99 || Cardinal(words[next]) < 10)
            return 0;
        value = (first * 100) + low;
        return next + rest - i;
    }

    /// <summary>A year in two figures, with or without apostrophe: "'98", "87".</summary>
    public int ShortYear(ReadOnlySpan<TimeWord> words, int i, out int value)
    {
        value = 0;
        var at = i < words.Length && words[i].Id == _apostrophe ? i + 1 : i;
        if (at >= words.Length || words[at].Digits != 2)
            return 0;
        value = Century(words[at].Number);
        return at + 1 - i;
    }

    /// <summary>The year that two figures stand for: up to 39 of this century, from 40 of the last.</summary>
    public static int Century(int two) => two < 40 ? 2000 + two : 1900 + two;

    /// <summary>Figures of a given length and limits.</summary>
    public static int Figures(ReadOnlySpan<TimeWord> words, int i, int shortest, int longest, int least, int most, out int value)
    {
        value = 0;
        if (i >= words.Length || words[i].Id != TimeWords.Number || words[i].Digits < shortest || words[i].Digits > longest)
            return 0;
        value = words[i].Number;
        return value >= least && value <= most ? 1 : 0;
    }

    private bool IsSuffix(int id) => id > 0 && (id == _th || id == _st || id == _nd || id == _rd);
}
