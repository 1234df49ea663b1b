namespace Dragoman.Coding.Times;

/// <summary>A pattern that may begin with a word.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Followers">The words that may stand behind that word, a bit for each id and bit 0 for figures; null where any may, or none.</param>
internal readonly record struct TimeCandidate(TimePattern Pattern, ulong[]? Followers)
{
    /// <summary>Whether the pattern can match where a word of this id stands behind its first.</summary>
    public bool Allows(int id)
    {
        if (Followers is not { } followers)
            return true;
        if (id == TimeWords.Number)
            id = 0;
        else if (id <= 0)
            return false;
        return (followers[id >> 6] & (1UL << (id & 63))) != 0;
    }
}

/// <summary>
/// Works out which words may stand behind the first word of a pattern. Most words that begin some pattern ("the", "in", "a") begin none where they stand, and
/// the next word shows it.
/// </summary>
internal sealed class TimeFollowers(
    TimeVocabulary vocabulary,
    Dictionary<int, TimeTerm[]>?[] classes,
    TimePattern[][][] byWord,
    TimePattern[][] byNumber,
    IReadOnlyList<IReadOnlySet<int>> firstWords,
    IReadOnlyList<bool> firstNumbers)
{
    private const int Figures = 0;

    private enum Reach
    {
        /// <summary>One of the words that were added must follow.</summary>
        Words,

        /// <summary>One of them, or the pattern ends.</summary>
        WordsOrEnd,

        /// <summary>Anything.</summary>
        Any,
    }

    /// <summary>The words that may stand behind a pattern's first word, or null where it may end there, or where anything may follow.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="word">The id of its first word, or <see cref="TimeWords.Number"/>.</param>
    public ulong[]? Of(TimePattern pattern, int word)
    {
        var followers = new ulong[(vocabulary.Count >> 6) + 1];
        return Behind(pattern, word, followers) == Reach.Words ? followers : null;
    }

    private Reach Behind(TimePattern pattern, int word, ulong[] followers)
    {
        var reach = Reach.Words;
        for (var e = 0; e < pattern.Elements.Length; e++)
        {
            var element = pattern.Elements[e];
            if (element.Kind is not (ElementKind.Words or ElementKind.Slot))
                continue;
            var found = element.Kind == ElementKind.Slot ? BehindSlot(pattern, e, word, followers) : BehindWords(pattern, e, word, element.Terms, followers);
            reach = found > reach ? found : reach;
            if (reach == Reach.Any || !element.Optional)
                break;
        }

        return reach;
    }

    private Reach BehindWords(TimePattern pattern, int e, int word, Dictionary<int, TimeTerm[]> terms, ulong[] followers)
    {
        var element = pattern.Elements[e];
        var isAlone = element.AnyLower || element.AnyCapital || (element.Digits >= 0 && word == TimeWords.Number);
        foreach (var (key, choices) in terms)
        {
            if (word == TimeWords.Number ? key > TimeWords.KeyOf(0) : key != word)
                continue;
            foreach (var term in choices)
            {
                if (term.Words.Length == 1)
                    isAlone = true;
                else
                    Add(followers, term.Words[1]);
            }
        }

        return isAlone ? Rest(pattern, e + 1, followers) : Reach.Words;
    }

    private Reach BehindSlot(TimePattern pattern, int e, int word, ulong[] followers)
    {
        var element = pattern.Elements[e];
        if (element.Slot >= TimeSlot.Clock)
        {
            var level = element.Slot - TimeSlot.Clock;
            var reach = Reach.Words;
            foreach (var inner in word == TimeWords.Number ? byNumber[level] : byWord[level][word])
            {
                var found = Behind(inner, word, followers);
                reach = found > reach ? found : reach;
            }

            return reach == Reach.WordsOrEnd ? Rest(pattern, e + 1, followers) : reach;
        }

        if (!ReadsNumbers(element.Slot))
            return BehindWords(pattern, e, word, element.Terms.Count > 0 ? element.Terms : classes[(int)element.Slot] ?? [], followers);
        if (word != TimeWords.Number)
        {
            if (word == vocabulary.Make("'"))
                followers[0] |= 1UL << Figures;
            else if (word == vocabulary.Make("a"))
                AddKeys(followers, vocabulary.Class("number").Keys);
            else
                return Reach.Any;
            return Reach.Words;
        }

        foreach (var ending in (ReadOnlySpan<string>)["st", "nd", "rd", "th"])
            Add(followers, vocabulary.Make(ending));
        return element.Slot == TimeSlot.Ordinal ? Reach.Words : Rest(pattern, e + 1, followers);
    }

    /// <summary>Adds what the elements from one on may begin with.</summary>
    private Reach Rest(TimePattern pattern, int from, ulong[] followers)
    {
        for (var e = from; e < pattern.Elements.Length; e++)
        {
            var element = pattern.Elements[e];
            if (element.Kind is not (ElementKind.Words or ElementKind.Slot))
                continue;
            if (element.AnyLower || element.AnyCapital)
                return Reach.Any;
            if (element.Digits >= 0)
                followers[0] |= 1UL << Figures;
            AddKeys(followers, element.Terms.Keys);
            if (element.Kind == ElementKind.Slot)
                AddSlot(element, followers);
            if (!element.Optional)
                return Reach.Words;
        }

        return Reach.WordsOrEnd;
    }

    private void AddSlot(TimeElement element, ulong[] followers)
    {
        if (element.Slot >= TimeSlot.Clock)
        {
            var level = element.Slot - TimeSlot.Clock;
            AddKeys(followers, firstWords[level]);
            if (firstNumbers[level])
                followers[0] |= 1UL << Figures;
            return;
        }

        if (!ReadsNumbers(element.Slot))
        {
            if (classes[(int)element.Slot] is { } terms)
                AddKeys(followers, terms.Keys);
            return;
        }

        followers[0] |= 1UL << Figures;
        AddKeys(followers, vocabulary.Class("number").Keys);
        AddKeys(followers, vocabulary.Class("ordinal").Keys);
        Add(followers, vocabulary.Make("'"));
        Add(followers, vocabulary.Make("a"));
    }

    /// <summary>Whether a slot is read as a number, whatever class has its name.</summary>
    private static bool ReadsNumbers(TimeSlot slot) => slot is TimeSlot.Day or TimeSlot.Year or TimeSlot.Year4 or TimeSlot.Yy or TimeSlot.Num or TimeSlot.Ordinal or TimeSlot.Hour
        or TimeSlot.Min or TimeSlot.Sec or TimeSlot.Minword or TimeSlot.Monthnum or TimeSlot.Hours3 or TimeSlot.Hours4 or TimeSlot.Solid;

    private static void AddKeys(ulong[] followers, IEnumerable<int> keys)
    {
        foreach (var key in keys)
            Add(followers, key);
    }

    private static void Add(ulong[] followers, int key)
    {
        if (key <= 0)
            followers[0] |= 1UL << Figures;
        else
            followers[key >> 6] |= 1UL << (key & 63);
    }
}
