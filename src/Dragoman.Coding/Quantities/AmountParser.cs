using System.Globalization;
using Dragoman.Coding.Times;

namespace Dragoman.Coding.Quantities;

/// <summary>An amount as the words give it.</summary>
/// <param name="First">Index of its first word, "about" and signs of money included.</param>
/// <param name="Core">Index of the word that the number begins with.</param>
/// <param name="End">Index behind its last word, the unit included.</param>
/// <param name="Value">The number given; null where there are only bounds.</param>
/// <param name="Low">The least that the words allow; null for none.</param>
/// <param name="High">The most that the words allow; null for none.</param>
/// <param name="Approximate">True for "about", "nearly", "dozens".</param>
/// <param name="Unit">Unit or currency; null for a count.</param>
internal readonly record struct FoundAmount(int First, int Core, int End, double? Value, double? Low, double? High, bool Approximate, string? Unit);

/// <summary>Reads the amounts among the words of a text (ONTOLOGY.md §2.6). One pass; each place is looked at once.</summary>
internal sealed partial class AmountParser
{
    private const int LongestNumber = 14;

    private readonly QuantityTables _tables = QuantityTables.Default;
    private readonly Dictionary<int, QuantityTerm[]> _numbers, _magnitudes, _plurals, _before, _after, _signs, _currencies, _units, _percents, _fractions, _notOne, _labels, _joined, _streets, _ordinals;
    private readonly int _hyphen, _dot, _comma, _a, _an, _and, _of, _to, _or, _between, _from, _in, _out, _one, _the, _no, _half, _plus, _close, _m, _colon, _slash;
    private List<TimeWord> _words = [];
    private string _text = "";

    public AmountParser()
    {
        var v = _tables.Vocabulary;
        (_numbers, _magnitudes, _plurals, _before, _after) = (_tables.Class("number"), _tables.Class("magnitude"), _tables.Class("plural"), _tables.Class("before"), _tables.Class("after"));
        (_signs, _currencies, _units, _percents, _fractions) = (_tables.Class("sign"), _tables.Class("currency"), _tables.Class("unit"), _tables.Class("percent"), _tables.Class("fraction"));
        (_notOne, _labels, _joined, _streets, _ordinals) = (_tables.Class("notone"), _tables.Class("label"), _tables.Class("jointhing"), _tables.Class("street"), _tables.Class("ordinal"));
        (_hyphen, _dot, _comma, _a, _an, _and, _of, _to) = (v.Id("-"), v.Id("."), v.Id(","), v.Id("a"), v.Id("an"), v.Id("and"), v.Id("of"), v.Id("to"));
        (_or, _between, _from, _in, _out, _one, _the, _no) = (v.Id("or"), v.Id("between"), v.Id("from"), v.Id("in"), v.Id("out"), v.Id("one"), v.Id("the"), v.Id("no"));
        (_half, _plus, _close, _m, _colon, _slash) = (v.Id("half"), v.Id("+"), v.Id(")"), v.Id("m"), v.Id(":"), v.Id("/"));
    }

    /// <summary>Sets the words that are read.</summary>
    public void Reset(string text, List<TimeWord> words) => (_text, _words) = (text, words);

    /// <summary>The amount that begins at a word; null for none. <paramref name="next"/> is where to go on.</summary>
    public FoundAmount? At(int i, out int next)
    {
        next = i + 1;
        var key = Key(i);
        if (key == 0)
            return null;
        var at = i;
        string? effect = null;
        if (Term(_before, at) is { } modifier)
        {
            effect = modifier.Text;
            at += modifier.Words.Length;

            // "an estimated 300": the article belongs to it.
        }

        if (Key(at) == _between && Range(at + 1, _and) is { } between)
        {
            next = between.End;
            return between with { First = i, Core = at + 1 };
        }

        if (Term(_plurals, at) is { } plural)
            return Plural(i, at, plural, effect, out next);
        if (Share(i, at, effect) is { } share)
        {
            next = share.End;
            return share;
        }

        var sign = Term(_signs, at);
        var core = sign is null ? at : at + sign.Words.Length;
        if (sign is not null && (Key(core) != TimeWords.Number && !IsFigures(core)))
            return null;
        var taken = Number(core, out var value, out var scale);
        if (taken == 0)
            return null;
        if (Refused(i, at, core, core + taken, value, sign is not null, out var skip))
        {
            next = Math.Max(next, skip);
            return null;
        }

        var end = core + taken;
        double? upper = null;
        if (Top(core, end, value, scale, out var top, out var low, out var topEnd))
            (upper, value, end) = (top, low, topEnd);
        var unit = sign?.Text;
        end = Unit(end, ref unit);
        effect = After(ref end) ?? effect;
        next = end;
        return Make(i, core, end, value, upper, effect, unit);
    }

    private static FoundAmount Make(int first, int core, int end, double value, double? upper, string? effect, string? unit, bool share = false)
    {
        if (upper is { } top)
            return new FoundAmount(first, core, end, null, value, top, effect == "about", unit);
        double step = unit is null && !share ? 1 : 0;
        return effect switch
        {
            "about" => new FoundAmount(first, core, end, value, null, null, true, unit),
            "over" => new FoundAmount(first, core, end, null, value + step, null, false, unit),
            "atleast" => new FoundAmount(first, core, end, null, value, null, false, unit),
            "upto" => new FoundAmount(first, core, end, null, null, value, false, unit),
            "under" => new FoundAmount(first, core, end, null, null, value - step, false, unit),
            "nearly" => new FoundAmount(first, core, end, value, null, value - step, true, unit),
            _ => new FoundAmount(first, core, end, value, null, null, false, unit),
        };
    }

    /// <summary>"dozens", "several hundred", "tens of millions of dollars".</summary>
    private FoundAmount Plural(int first, int at, QuantityTerm term, string? effect, out int next)
    {
        var end = at + term.Words.Length;
        string? unit = null;
        if (Key(end) == _of && Term(_currencies, end + 1) is { } money)
            (unit, end) = (money.Text, end + 1 + money.Words.Length);
        else
            end = Unit(end, ref unit);
        next = end;
        double? high = effect is "over" or "atleast" ? null : term.High;
        double? low = effect is "upto" or "under" ? null : term.Low;
        return new FoundAmount(first, at, end, null, low, high, true, unit);
    }

    /// <summary>"two thirds of", "half the", "one in five", "nine out of ten".</summary>
    private FoundAmount? Share(int first, int at, string? effect)
    {
        if (Key(at) == _half)
        {
            var follows = Key(at + 1);
            return follows == _of || follows == _the || IsOwner(at + 1)
                ? Make(first, at, at + 1, 0.5, null, effect, null, share: true) : null;
        }

        double count;
        int end;
        if (Key(at) == _a || Key(at) == _an)
            (count, end) = (1, at + 1);
        else if (Number(at, out count, out _) is > 0 and var taken)
            end = at + taken;
        else
            return null;
        if (count is < 1 or > 100 || count % 1 != 0)
            return null;
        if (Key(end) == _hyphen && _words[end].Joined)
            end++;
        if (Term(_fractions, end) is { } fraction && fraction.Words.Length == 1 && (count > 1 || Key(end + 1) == _of) && (count > 1 || !IsMagnitudeBehindOf(end + 1))
            && count * fraction.Low <= 1 && (count == 1 || Plural(end)))
        {
            // "a quarter of a million" is a number, not a share.
            if (Key(end + 1) == _of && IsMagnitudeBehindOf(end + 1))
                return null;
            return Make(first, at, end + 1, Math.Round(count * fraction.Low, 4), null, effect, null, share: true);
        }

        var of = Key(end) == _in ? end + 1 : Key(end) == _out && Key(end + 1) == _of ? end + 2 : -1;
        if (of > 0 && Number(of, out var whole, out _) is > 0 and var rest && whole is >= 2 and <= 1_000_000 && count < whole
            && (Key(end) == _out || (count <= 3 && whole <= 1000 && _words[of].Digits < 4)))
            return Make(first, at, of + rest, Math.Round(count / whole, 4), null, effect, null, share: true);
        return null;
    }

    private bool Plural(int i) => i < _words.Count && (_words[i].Shape & WordShape.Plural) != 0 || i < _words.Count && _text[_words[i].End - 1] == 's';

    private bool IsOwner(int i)
    {
        var key = Key(i);
        return key > 0 && (key == _tables.Vocabulary.Id("its") || key == _tables.Vocabulary.Id("their") || key == _tables.Vocabulary.Id("all") || key == _tables.Vocabulary.Id("his") || key == _tables.Vocabulary.Id("her"));
    }

    private bool IsMagnitudeBehindOf(int of) => Key(of) == _of && (Key(of + 1) == _a || Key(of + 1) == _an) && Term(_magnitudes, of + 2) is not null;

    /// <summary>The upper end of "20 to 30", "20-30", "two or three".</summary>
    private bool Top(int core, int end, double value, double scale, out double top, out double low, out int next)
    {
        (top, low, next) = (0, value, end);
        var joint = Key(end);
        if (joint != _to && joint != _or && joint != _hyphen || (core > 0 && Key(core - 1) == _from) || (joint == _hyphen && !_words[end].Joined && false))
            return false;
        var from = Term(_signs, end + 1) is { } sign ? end + 1 + sign.Words.Length : end + 1;
        var taken = Number(from, out top, out var topScale);
        if (taken == 0)
            return false;
        if (scale == 1 && topScale > 1 && value < top / topScale)
            low = value * topScale;
        next = from + taken;
        return top > low && (joint != _or || top <= low * 3) && !(joint == _hyphen && _words[from].Digits >= 4 && value >= 100 && low * 20 < top);
    }

    private FoundAmount? Range(int at, int joint)
    {
        var sign = Term(_signs, at);
        var core = sign is null ? at : at + sign.Words.Length;
        var taken = Number(core, out var value, out var scale);
        if (taken == 0 || Key(core + taken) != joint)
            return null;
        var from = core + taken + 1;
        from += Term(_signs, from)?.Words.Length ?? 0;
        var rest = Number(from, out var top, out var topScale);
        if (rest == 0)
            return null;
        if (scale == 1 && topScale > 1 && value < top / topScale)
            value *= topScale;
        if (top <= value)
            return null;
        var unit = sign?.Text;
        var end = Unit(from + rest, ref unit);
        return new FoundAmount(at, core, end, null, value, top, false, unit);
    }

    /// <summary>Takes a unit, percent or currency behind a number.</summary>
    private int Unit(int end, ref string? unit)
    {
        if (unit is not null)
        {
            // "$5 million dollars" says it twice.
            return end;
        }

        var at = Key(end) == _hyphen && end < _words.Count && _words[end].Joined && end + 1 < _words.Count && _words[end + 1].Joined ? end + 1 : end;
        if (Term(_percents, at) is { } percent)
        {
            unit = percent.Text;
            return at + percent.Words.Length;
        }

        var money = Term(_currencies, at);
        var measure = Term(_units, at);

        // "pounds of flour" are weight.
        if (money is not null && !(measure is not null && Key(at + money.Words.Length) == _of) && (measure is null || money.Words.Length >= measure.Words.Length))
        {
            unit = money.Text;
            return at + money.Words.Length;
        }

        if (measure is not null)
        {
            unit = measure.Text;
            return at + measure.Words.Length;
        }

        if (money is not null)
        {
            unit = money.Text is "GBP" ? "lb" : money.Text;
            return at + money.Words.Length;
        }

        return end;
    }

    private string? After(ref int end)
    {
        if (Term(_after, end) is not { } term)
            return null;
        if (Key(end) == _plus && !_words[end].Joined)
            return null;
        end += term.Words.Length;
        return term.Text;
    }

    private int Key(int i) => i >= 0 && i < _words.Count ? _words[i].Key : 0;

    private bool IsFigures(int i) => i < _words.Count && _words[i].Id == TimeWords.Number;

    private QuantityTerm? Term(Dictionary<int, QuantityTerm[]> terms, int i)
    {
        var key = Key(i);
        if (key == 0 || !terms.TryGetValue(key, out var choices))
            return null;
        foreach (var term in choices)
        {
            var k = 1;
            while (k < term.Words.Length && Key(i + k) == term.Words[k])
                k++;
            if (k == term.Words.Length)
                return term;
        }

        return null;
    }

    private double Figures(int i)
    {
        Span<char> digits = stackalloc char[24];
        var length = 0;
        foreach (var c in _text.AsSpan(_words[i].Start, _words[i].End - _words[i].Start))
        {
            if (char.IsAsciiDigit(c))
            {
                if (length == digits.Length)
                    return -1;
                digits[length++] = c;
            }
        }

        return double.Parse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
