using Dragoman.Coding.Lexicon;

namespace Dragoman.Coding.Quantities;

/// <summary>Numbers, and numbers that are no amounts.</summary>
internal sealed partial class AmountParser
{
    /// <summary>A number in figures or words with its magnitudes: "2.5 million", "two hundred and five", "half a million".</summary>
    /// <param name="i">Word that it begins with.</param>
    /// <param name="value">The number.</param>
    /// <param name="scale">The magnitude that it ends with, "million"; 1 for none.</param>
    /// <returns>How many words it takes; 0 for none.</returns>
    private int Number(int i, out double value, out double scale)
    {
        (value, scale) = (0, 1);
        if (i >= _words.Count)
            return 0;
        if (IsFigures(i))
            return FiguresAt(i, out value, out scale);
        var key = Key(i);
        if ((key == _a || key == _an) && Term(_magnitudes, i + 1) is { } single && single.Low >= 12 && _words[i + 1].End - _words[i + 1].Start > 2)
        {
            value = 1;
            return 1 + Magnitudes(i + 1, ref value, ref scale);
        }

        if (key == _half && (Key(i + 1) == _a || Key(i + 1) == _an) && Term(_magnitudes, i + 2) is not null)
        {
            value = 0.5;
            return 2 + Magnitudes(i + 2, ref value, ref scale);
        }

        var start = key == _a || key == _one ? i + 1 : i;
        if (start > i && Term(_fractions, start) is { } part && Key(start + 1) == _of && (Key(start + 2) == _a || Key(start + 2) == _an) && Term(_magnitudes, start + 3) is not null)
        {
            value = part.Low;
            return start + 3 - i + Magnitudes(start + 3, ref value, ref scale);
        }

        return Spelled(i, out value, out scale);
    }

    private int FiguresAt(int i, out double value, out double scale)
    {
        scale = 1;
        value = Figures(i);
        if (value < 0)
            return 0;
        var at = i + 1;
        if (Key(at) == _dot && _words[at].Joined && IsFigures(at + 1) && _words[at + 1].Joined && _words[at + 1].Digits is > 0 and < 10)
        {
            value += Figures(at + 1) / Math.Pow(10, _words[at + 1].Digits);
            value = Math.Round(value, 9);
            at += 2;
        }

        if (Key(at) == _and && Key(at + 1) == _a && Key(at + 2) == _half && Term(_magnitudes, at + 3) is not null)
            (value, at) = (value + 0.5, at + 3);
        return at - i + Magnitudes(at, ref value, ref scale);
    }

    /// <summary>Magnitudes behind a number, growing: "million", "hundred thousand", "bn".</summary>
    private int Magnitudes(int at, ref double value, ref double scale)
    {
        var from = at;
        while (at - from < 3 && Term(_magnitudes, at) is { } magnitude)
        {
            var word = _words[at];
            if (word.End - word.Start <= 2)
            {
                // "m", "bn", "k" stand close to their figures; "100m high" is a length.
                if (!word.Joined && word.End - word.Start == 1 || (Key(at) == _m && IsLength(at + 1)))
                    break;
            }

            value *= magnitude.Low;
            scale *= magnitude.Low;
            at++;
        }

        return at - from;
    }

    private bool IsLength(int i)
    {
        if (i >= _words.Count)
            return false;
        var word = _text.AsSpan(_words[i].Start, _words[i].End - _words[i].Start);
        return SmallWords.Measure.Contains(word);
    }

    private int Spelled(int i, out double value, out double scale)
    {
        (value, scale) = (0, 1);
        double total = 0, current = 0;
        var at = i;
        var end = i;
        while (at < _words.Count && at - i < LongestNumber)
        {
            var key = Key(at);
            if (end > i && key == _and)
            {
                if (Key(at + 1) == _a && Key(at + 2) == _half && Term(_magnitudes, at + 3) is not null && total == 0)
                {
                    current += 0.5;
                    at += 3;
                    continue;
                }

                if (current % 100 != 0 || current + total < 100 || Term(_numbers, at + 1) is not { Low: > 0 and < 100 })
                    break;
                at++;
                continue;
            }

            if (end > i && key == _hyphen && _words[at].Joined && current % 100 >= 20 && current % 10 == 0 && Term(_numbers, at + 1) is { Low: > 0 and < 10 })
            {
                at++;
                continue;
            }

            var small = Term(_numbers, at);
            if (small is { Low: < 100 } number)
            {
                var n = number.Low;
                var fits = n == 0 ? end == i : n < 10 ? current % 10 == 0 && (current % 100 == 0 || current % 100 >= 20) : current % 100 == 0;
                if (!fits || (end > i && current == 0 && total == 0))
                    break;
                current += n;
            }
            else if (Term(_magnitudes, at) is { } magnitude && (current > 0) && _words[at].End - _words[at].Start > 2)
            {
                scale = magnitude.Low;
                if (scale <= 100)
                    current *= scale;
                else
                    (total, current) = (total + (current * scale), 0);
            }
            else
            {
                break;
            }

            at++;
            end = at;
        }

        value = total + current;
        if (value != scale * Math.Floor(value / scale) && scale > 1 && value % scale != 0 && total + current != value)
            scale = 1;
        return end - i;
    }

    /// <summary>Whether a number is none that counts: a label, an age, a score, an ordinal, a telephone number.</summary>
    private bool Refused(int first, int at, int core, int end, double value, bool money, out int skip)
    {
        skip = end;
        if (money)
            return false;
        var figures = IsFigures(core);

        // "S-300", "F-16", "B52": figures that hang on letters.
        if (figures && _words[core].Joined && core > 0 && (_words[core - 1].Letters || (Key(core - 1) == _hyphen && core > 1 && _words[core - 1].Joined && _words[core - 2].Letters)))
            return true;

        // "3rd", "4x4", "1:0", "3/4", "10.5.3".
        if (figures && end < _words.Count && _words[end].Joined)
        {
            if (_words[end].Letters && Term(_units, end) is null && Term(_magnitudes, end) is null && Term(_percents, end) is null && Term(_currencies, end) is null)
                return true;
            if ((Key(end) == _colon || Key(end) == _slash || Key(end) == _dot) && IsFigures(end + 1) && _words[end + 1].Joined)
            {
                while (end + 1 < _words.Count && _words[end].Joined && IsFigures(end + 1))
                    end += 2;
                skip = end;
                return true;
            }
        }

        if (!figures && Term(_ordinals, end) is not null && end > core && Key(end - 1) == _hyphen)
            return true;

        // "555-0142" and "3-1": a hyphen with no greater number behind it; more than two groups are a number of a telephone.
        if (figures && Key(end) == _hyphen && _words[end].Joined && IsFigures(end + 1) && _words[end + 1].Joined)
        {
            var groups = 1;
            var last = end;
            while (Key(last) == _hyphen && IsFigures(last + 1) && _words[last].Joined && _words[last + 1].Joined)
            {
                groups++;
                last += 2;
            }

            var other = Figures(end + 1);
            var zero = _text[_words[end + 1].Start] == '0' && _words[end + 1].Digits > 1;
            if (groups > 2 || other <= value || zero)
            {
                skip = last;
                return true;
            }
        }

        if (figures && core > 0 && Key(core - 1) == _hyphen && _words[core].Joined && core > 1 && IsFigures(core - 2))
            return true;

        // "45-year-old", "four-star", "two-way".
        if (Key(end) == _hyphen && end + 1 < _words.Count && _words[end].Joined && _words[end + 1].Joined && Term(_joined, end + 1) is not null)
            return true;
        if (IsLabelled(at) && !(end < _words.Count && _words[end].Letters && !_words[end].Capital && first == at && false))
            return true;

        // "Juan Perez, 45,": an age.
        if (figures && value < 120 && core > 1 && Key(core - 1) == _comma && (_words[core - 2].Letters || Key(core - 2) == _close) && (Key(end) == _comma || Key(end) == _dot || Key(end) == _close) && first == core)
            return true;

        // "10 Downing Street".
        if (figures && end + 1 < _words.Count && _words[end].Capital && (Term(_streets, end) is not null || Term(_streets, end + 1) is not null))
            return true;

        // "Apollo 11", "Boeing 737": a name in front, and nothing counted behind.
        if (figures && core > 0 && first == core && _words[core - 1].Capital && core - 1 > 0 && !(end < _words.Count && _words[end].Letters) && !IsUnit(end) && !IsSentenceStart(core - 1))
            return true;

        // A bare figure of four digits may be a year.
        if (figures && _words[core].Digits == 4 && value is >= 1500 and < 2100 && end == core + 1 && !(end < _words.Count && _words[end].Letters) && !IsUnit(end) && first == core)
            return true;
        if (Key(core) == _one && end == core + 1 && (end >= _words.Count || !_words[end].Letters || Term(_notOne, end) is not null || (core > 0 && IsNotOneBefore(core - 1))))
            return true;

        // "the two leaders" are known already.
        return !figures && value == 2 && core > 0 && (Key(core - 1) == _the || Key(core - 1) == _tables.Vocabulary.Id("these") || Key(core - 1) == _tables.Vocabulary.Id("those"));
    }

    private bool IsUnit(int end) => Term(_percents, end) is not null || Term(_currencies, end) is not null || Term(_units, end) is not null
        || (Key(end) == _hyphen && end < _words.Count && _words[end].Joined) || Key(end) == _plus || Term(_after, end) is not null;

    private bool IsSentenceStart(int i) => i == 0 || Key(i - 1) == _dot;

    private bool IsNotOneBefore(int i) => Key(i) == _no || Key(i) == _the;

    /// <summary>Whether the words before make a number a label: "Resolution 2231", "group of 20".</summary>
    private bool IsLabelled(int at)
    {
        for (var back = 1; back <= 2 && at - back >= 0; back++)
        {
            if (Term(_labels, at - back) is { } label && label.Words.Length == back)
                return true;
        }

        // "No. 10", "Covid-19".
        return at >= 2 && (Key(at - 1) == _dot || Key(at - 1) == _hyphen) && _words[at - 1].Joined && Term(_labels, at - 2) is { Words.Length: 1 };
    }
}
