namespace Dragoman.Coding.Times;

/// <summary>What the slots of a pattern hold after a match.</summary>
internal struct Captures
{
    private ulong _set;
    private CapturedValues _values;
    private CapturedSenses _senses;

    [System.Runtime.CompilerServices.InlineArray(64)]
    private struct CapturedValues
    {
        private int _first;
    }

    [System.Runtime.CompilerServices.InlineArray(12)]
    private struct CapturedSenses
    {
        private Sense? _first;
    }

    public void Clear() => _set = 0;

    public readonly bool Has(TimeSlot slot, int second = 0) => (_set & (1UL << ((int)slot))) != 0 && second == 0
        || second == 1 && (_set & (1UL << Second(slot))) != 0;

    public readonly int Value(TimeSlot slot, int second = 0) => _values[second == 0 ? (int)slot : Second(slot)];

    public readonly int Or(TimeSlot slot, int otherwise) => Has(slot) ? Value(slot) : otherwise;

    public readonly Sense Sense(TimeSlot slot, int second = 0) => _senses[((slot - TimeSlot.Clock) * 2) + second]!;

    public readonly Sense? SenseOrNull(TimeSlot slot) => Has(slot) ? Sense(slot) : null;

    public void Set(TimeSlot slot, int second, int value, Sense? sense)
    {
        var place = second == 0 ? (int)slot : Second(slot);
        _set |= 1UL << place;
        _values[place] = value;
        if (slot >= TimeSlot.Clock)
            _senses[((slot - TimeSlot.Clock) * 2) + second] = sense;
    }

    public void Unset(TimeSlot slot, int second) => _set &= ~(1UL << (second == 0 ? (int)slot : Second(slot)));

    // The few slots that are filled twice share the places behind the others.
    private static int Second(TimeSlot slot) => slot switch
    {
        TimeSlot.Day => 63,
        TimeSlot.Year => 62,
        TimeSlot.Month => 61,
        TimeSlot.Num => 60,
        TimeSlot.Unit => 59,
        TimeSlot.Length => 58,
        TimeSlot.Date => 57,
        TimeSlot.Min => 56,
        TimeSlot.Hour => 55,
        TimeSlot.Monthnum => 54,
        TimeSlot.Weekday => 53,
        TimeSlot.Shift => 52,
        _ => 51,
    };
}

/// <summary>Matches the patterns of time against the words of a text. One for a thread; made anew for each text.</summary>
internal sealed class TimeMatcher(TimeGrammar grammar, TimeNumbers numbers, TimeResolver resolver)
{
    private const int Remembered = 64;

    private readonly (int Key, Sense? Sense)[] _memo = new (int, Sense?)[Remembered];
    private readonly Captures[] _captures = new Captures[Enum.GetValues<TimeLevel>().Length];
    private List<TimeWord> _words = [];
    private int _count;

    /// <summary>Sets the words that are looked at.</summary>
    public void Reset(List<TimeWord> words)
    {
        (_words, _count) = (words, words.Count);
        Array.Fill(_memo, (-1, null));
        resolver.Reset(words);
    }

    /// <summary>The longest expression that begins at a word; null for none.</summary>
    public Sense? At(int i)
    {
        var id = _words[i].Id;
        if (id == 0 || id == TimeWords.Break || (id > 0 && !grammar.Starts[id]))
            return null;
        Sense? best = null;
        Longest(ref best, TimeLevel.Whole, i);
        Longest(ref best, TimeLevel.Date, i);
        Longest(ref best, TimeLevel.Period, i);
        Longest(ref best, TimeLevel.Time, i);
        return best;
    }

    private void Longest(ref Sense? best, TimeLevel level, int i)
    {
        if (Read(level, i) is { } found && (best is null || found.Words > best.Words))
            best = found;
    }

    /// <summary>The longest match of a level at a word.</summary>
    private Sense? Read(TimeLevel level, int i)
    {
        if (i >= _count)
            return null;
        var candidates = grammar.At(level, _words[i]);
        if (candidates.Length == 0)
            return null;
        var key = (i * 8) + (int)level;
        ref var remembered = ref _memo[key % Remembered];
        if (remembered.Key == key)
            return remembered.Sense;
        Sense? best = null;
        var next = i + 1 < _count ? _words[i + 1].Id : TimeWords.Break;
        foreach (var candidate in candidates)
        {
            if (!candidate.Allows(next))
                continue;
            var pattern = candidate.Pattern;
            ref var captures = ref _captures[(int)level];
            captures.Clear();
            var taken = Match(pattern.Elements, 0, i, i, ref captures);
            if (taken <= 0 || (best is not null && taken <= best.Words))
                continue;
            if (resolver.Make(pattern, i, taken, captures) is { } made)
                best = made;
        }

        // The place may have been taken by another word in between.
        remembered = ref _memo[key % Remembered];
        remembered = (key, best);
        return best;
    }

    /// <summary>How many words the elements take from a place on, counted from <paramref name="start"/>; −1 where they do not match.</summary>
    private int Match(TimeElement[] elements, int e, int start, int at, ref Captures captures)
    {
        if (e == elements.Length)
            return at - start;
        var element = elements[e];
        switch (element.Kind)
        {
            case ElementKind.Before:
                return Edge(element, start - 1) || MetBackwards(element, start - 1) ? Match(elements, e + 1, start, at, ref captures) : -1;
            case ElementKind.NotBefore:
                return Edge(element, start - 1) || MetBackwards(element, start - 1) ? -1 : Match(elements, e + 1, start, at, ref captures);
            case ElementKind.Next:
                return Edge(element, at) || Met(element, at) > 0 ? Match(elements, e + 1, start, at, ref captures) : -1;
            case ElementKind.NotNext:
                return Edge(element, at) || (Met(element, at) > 0 && (!element.Joined || _words[at].Joined)) ? -1 : Match(elements, e + 1, start, at, ref captures);
            case ElementKind.Words:
                {
                    var taken = element.Joined && at < _count && !_words[at].Joined ? 0 : Met(element, at);
                    if (taken > 0 && Match(elements, e + 1, start, at + taken, ref captures) is var rest and > 0)
                        return rest;
                    break;
                }

            default:
                {
                    var value = 0;
                    Sense? sense = null;
                    var taken = element.Joined && at < _count && !_words[at].Joined ? 0 : Slot(element, at, out value, out sense);
                    if (taken > 0)
                    {
                        captures.Set(element.Slot, element.Second, value, sense);
                        if (Match(elements, e + 1, start, at + taken, ref captures) is var rest and > 0)
                            return rest;
                        captures.Unset(element.Slot, element.Second);
                    }

                    break;
                }
        }

        return element.Optional ? Match(elements, e + 1, start, at, ref captures) : -1;
    }

    private bool Edge(TimeElement element, int at) => element.Edge && (at < 0 || at >= _count || _words[at].Id == TimeWords.Break);

    private bool MetBackwards(TimeElement element, int at)
    {
        if (at < 0)
            return false;
        // What stands before is written in words of one piece.
        return (_words[at].Id > 0 && element.Terms.ContainsKey(_words[at].Id)) || AnyWord(element, at);
    }

    private bool Same(int[] words, int at)
    {
        if (at < 0 || at + words.Length > _count)
            return false;
        for (var k = 0; k < words.Length; k++)
        {
            if (_words[at + k].Key != words[k])
                return false;
        }

        return true;
    }

    private bool AnyWord(TimeElement element, int at)
    {
        var word = _words[at];
        return (element.Digits >= 0 && word.Id == TimeWords.Number && (element.Digits == 0 || word.Digits == element.Digits))
            || (element.AnyLower && word.Letters && !word.Capital)
            || (element.AnyCapital && word.Letters && word.Capital);
    }

    /// <summary>How many words an element of words takes; 0 for none.</summary>
    private int Met(TimeElement element, int at)
    {
        if (at >= _count)
            return 0;
        var key = _words[at].Key;
        if (key != 0 && element.Terms.Count > 0 && element.Terms.TryGetValue(key, out var terms))
        {
            foreach (var term in terms)
            {
                if (Same(term.Words, at))
                    return term.Words.Length;
            }
        }

        return AnyWord(element, at) ? 1 : 0;
    }

    private int Slot(TimeElement element, int at, out int value, out Sense? sense)
    {
        var slot = element.Slot;
        value = 0;
        sense = null;
        if (at >= _count)
            return 0;
        if (slot >= TimeSlot.Clock)
        {
            sense = Read((TimeLevel)(slot - TimeSlot.Clock), at);
            return sense?.Words ?? 0;
        }

        var words = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_words);
        switch (slot)
        {
            case TimeSlot.Day:
                return numbers.Day(words, at, out value);
            case TimeSlot.Year:
                return numbers.Year(words, at, out value);
            case TimeSlot.Year4:
                return TimeNumbers.Figures(words, at, 4, 4, 1000, 2199, out value);
            case TimeSlot.Yy:
                return numbers.ShortYear(words, at, out value);
            case TimeSlot.Num:
                return numbers.Number(words, at, out value);
            case TimeSlot.Ordinal:
                return numbers.Ordinal(words, at, out value);
            case TimeSlot.Hour:
                return words[at].Id == TimeWords.Number ? TimeNumbers.Figures(words, at, 1, 2, 0, 24, out value) : Small(words, at, 12, out value);
            case TimeSlot.Min or TimeSlot.Sec:
                return TimeNumbers.Figures(words, at, 2, 2, 0, 59, out value);
            case TimeSlot.Minword:
                return words[at].Id == TimeWords.Number ? TimeNumbers.Figures(words, at, 1, 2, 1, 59, out value) : Small(words, at, 59, out value);
            case TimeSlot.Monthnum:
                return TimeNumbers.Figures(words, at, 1, 2, 1, 31, out value);
            case TimeSlot.Hours3:
                return TimeNumbers.Figures(words, at, 3, 4, 100, 1259, out value) > 0 && value % 100 < 60 ? 1 : 0;
            case TimeSlot.Hours4:
                return TimeNumbers.Figures(words, at, 4, 4, 0, 2459, out value) > 0 && value % 100 < 60 ? 1 : 0;
            case TimeSlot.Solid:
                return TimeNumbers.Figures(words, at, 8, 8, 10000101, 21991231, out value);
            default:
                break;
        }

        if ((element.Terms.Count > 0 ? element.Terms : grammar.Classes[(int)slot]) is not { } terms || words[at].Id <= 0 || !terms.TryGetValue(words[at].Id, out var choices))
            return 0;
        foreach (var term in choices)
        {
            if (Same(term.Words, at))
            {
                value = term.Value;
                return resolver.Fits(slot, at, term.Words.Length) ? term.Words.Length : 0;
            }
        }

        return 0;
    }

    private int Small(ReadOnlySpan<TimeWord> words, int at, int most, out int value)
    {
        var taken = numbers.Spelled(words, at, out value);
        return value >= 1 && value <= most ? taken : 0;
    }
}
