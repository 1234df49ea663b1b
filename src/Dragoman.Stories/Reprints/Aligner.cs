namespace Dragoman.Stories.Reprints;

/// <summary>
/// Lays two texts side by side: which passages of the newer one stand in the older one, word for word or nearly. Linear in the two lengths.
/// Holds its scratch memory between calls; not thread-safe.
/// </summary>
internal sealed class Aligner
{
    /// <summary>Words in a row that must be equal for a passage to begin.</summary>
    public const int Anchor = 4;

    private const int MaxChain = 8;
    private const int MaxGap = 4;

    private readonly WordView _new = new();
    private readonly WordView _old = new();
    private int[] _heads = [];
    private int[] _next = [];
    private int[] _match = [];
    private bool[] _oldShared = [];

    /// <summary>Compares.</summary>
    /// <param name="newer">Words and marks of the text in question.</param>
    /// <param name="older">Words and marks of the text that it may repeat.</param>
    public Overlap Compare(ReadOnlySpan<ushort> newer, ReadOnlySpan<ushort> older)
    {
        _new.Read(newer);
        _old.Read(older);
        Index();
        Align(out var longest);
        return Measure(longest);
    }

    /// <summary>Sentences of the newer text of the last comparison that stand in the older one with the same numbers and days: first and last word of each.</summary>
    public List<(int First, int Last)> TakenSentences()
    {
        var taken = new List<(int, int)>();
        for (var start = 0; start < _new.Count;)
        {
            var end = start;
            while (end < _new.Count && _new.Sentence[end] == _new.Sentence[start]) end++;
            var (same, series, _, _) = Sentence(start, end);
            if (series == 0 && same * 10 >= (end - start) * 8) taken.Add((start, end - 1));
            start = end;
        }

        return taken;
    }

    /// <summary>Whether a name stands in the newer text of the last comparison, outside of what it shares with the older one.</summary>
    /// <param name="name">Words of the name.</param>
    public bool HasOfItsOwn(ReadOnlySpan<ushort> name)
    {
        if (name.IsEmpty) return false;
        for (var at = 0; at + name.Length <= _new.Count; at++)
        {
            if (_match[at] < 0 && _new.Words.AsSpan(at, name.Length).SequenceEqual(name)) return true;
        }

        return false;
    }

    private void Index()
    {
        var count = Math.Max(0, _old.Count - Anchor + 1);
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, count * 2));
        if (_heads.Length < size) _heads = new int[size];
        if (_next.Length < count) _next = new int[Math.Max(count, 1024)];
        Array.Fill(_heads, -1, 0, size);
        _size = size;
        for (var at = count - 1; at >= 0; at--)
        {
            var slot = Slot(_old.Words, at);
            _next[at] = _heads[slot];
            _heads[slot] = at;
        }
    }

    private int _size;

    private int Slot(ushort[] words, int at)
    {
        var key = words[at] | ((ulong)words[at + 1] << 16) | ((ulong)words[at + 2] << 32) | ((ulong)words[at + 3] << 48);
        return (int)(key * 0x9E3779B97F4A7C15 >> 40) & (_size - 1);
    }

    // Goes through the newer text; where its next words stand in the older one, follows both as long as they agree, over small gaps.
    private void Align(out int longest)
    {
        longest = 0;
        if (_match.Length < _new.Count) _match = new int[Math.Max(_new.Count, 1024)];
        if (_oldShared.Length < _old.Count) _oldShared = new bool[Math.Max(_old.Count, 1024)];
        Array.Fill(_match, -1, 0, _new.Count);
        Array.Clear(_oldShared, 0, _old.Count);
        var expected = 0;
        for (var at = 0; at + Anchor <= _new.Count;)
        {
            var start = Begin(at, expected);
            if (start < 0)
            {
                at++;
                continue;
            }

            var (end, oldEnd) = Follow(at, start, ref longest);
            at = end;
            expected = oldEnd;
        }
    }

    // The place in the older text: the one expected if it fits, else the one with the longest run.
    private int Begin(int at, int expected)
    {
        if (_old.Count < Anchor) return -1;
        var best = -1;
        var bestLength = Anchor - 1;
        var steps = 0;
        for (var place = _heads[Slot(_new.Words, at)]; place >= 0 && steps < MaxChain; place = _next[place], steps++)
        {
            var length = Run(at, place, 64);
            if (length < Anchor) continue;
            if (place == expected) return place;
            if (length <= bestLength) continue;
            best = place;
            bestLength = length;
        }

        return best;
    }

    private int Run(int at, int place, int limit)
    {
        var length = 0;
        while (length < limit && at + length < _new.Count && place + length < _old.Count && _new.Words[at + length] == _old.Words[place + length]) length++;
        return length;
    }

    private (int End, int OldEnd) Follow(int at, int place, ref int longest)
    {
        var run = 0;
        while (at < _new.Count && place < _old.Count)
        {
            if (_new.Words[at] == _old.Words[place])
            {
                _match[at++] = place;
                _oldShared[place++] = true;
                longest = Math.Max(longest, ++run);
                continue;
            }

            run = 0;
            if (!Bridge(at, place, out var skip, out var oldSkip)) break;

            // Words that stand for one another are told apart from words left out.
            for (var i = 0; i < Math.Min(skip, oldSkip); i++) _match[at + i] = ~(place + i) - 1;
            at += skip;
            place += oldSkip;
        }

        return (at, place);
    }

    // The smallest gap behind which two words agree again.
    private bool Bridge(int at, int place, out int skip, out int oldSkip)
    {
        for (var total = 1; total <= 2 * MaxGap; total++)
        {
            for (var mine = Math.Max(0, total - MaxGap); mine <= Math.Min(MaxGap, total); mine++)
            {
                // One word for one word first: total 2, mine 1.
                var theirs = total - mine;
                if (Run(at + mine, place + theirs, 2) == 2)
                {
                    skip = mine;
                    oldSkip = theirs;
                    return true;
                }
            }
        }

        skip = oldSkip = 0;
        return false;
    }

    private Overlap Measure(int longest)
    {
        var (shared, quoted, inSentences, whole, changed, replaced) = (0, 0, 0, 0, 0, 0);
        var (next, waiting, isWhole) = (-1, 0, false);
        for (var start = 0; start < _new.Count;)
        {
            var end = start;
            while (end < _new.Count && _new.Sentence[end] == _new.Sentence[start]) end++;
            var (same, series, edited, inQuotes) = Sentence(start, end);
            shared += same;
            quoted += inQuotes;
            replaced += edited;
            if (same * 10 >= (end - start) * 9 && _match[start] >= 0 && _match[end - 1] >= 0)
            {
                // A sentence of a quotation counts with the sentence beside it that says who spoke, if both texts have them in a row.
                if (_match[start] != next) (isWhole, waiting) = (false, 0);
                next = _match[end - 1] + 1;
                if (same - inQuotes >= Anchor) isWhole = true;
                waiting += same;
                if (isWhole) (whole, waiting) = (whole + waiting, 0);
            }
            else
            {
                next = -1;
            }

            if (same * 10 >= (end - start) * 6)
            {
                inSentences += same;
                if (series > 0) changed++;
            }

            start = end;
        }

        var oldShared = 0;
        for (var i = 0; i < _old.Count; i++)
        {
            if (_oldShared[i]) oldShared++;
        }

        return new Overlap
        {
            Words = _new.Count,
            OtherWords = _old.Count,
            Shared = shared,
            OtherShared = oldShared,
            SharedInQuotes = quoted,
            SharedSentences = inSentences,
            SharedWhole = whole,
            ChangedSentences = changed,
            ReplacedWords = replaced,
            Longest = longest,
            IsCommonEnd = IsCommonEnd(shared, oldShared),
        };
    }

    private bool IsCommonEnd(int shared, int oldShared)
    {
        if (shared == 0 || _match[_new.Count - 1] < 0 || !_oldShared[_old.Count - 1]) return false;
        var first = 0;
        while (_match[first] < 0) first++;
        var oldFirst = Array.IndexOf(_oldShared, true);
        return shared * 10 >= (_new.Count - first) * 9 && oldShared * 10 >= (_old.Count - oldFirst) * 9;
    }

    private (int Same, int Series, int Edited, int InQuotes) Sentence(int start, int end)
    {
        var (same, series, edited, inQuotes) = (0, 0, 0, 0);
        for (var at = start; at < end; at++)
        {
            var match = _match[at];
            if (match >= 0)
            {
                same++;
                if (_new.InQuotes[at]) inQuotes++;
            }
            else if (match < -1)
            {
                var other = ~(match + 1);
                if (((_new.Words[at] & _old.Words[other]) & TextPrint.Changing) != 0) series++;
                else edited++;
            }
        }

        return (same, series, edited, inQuotes);
    }

    /// <summary>The words of a print, with the sentence and the quotation that each stands in.</summary>
    private sealed class WordView
    {
        public ushort[] Words { get; private set; } = new ushort[1024];

        public int[] Sentence { get; private set; } = new int[1024];

        public bool[] InQuotes { get; private set; } = new bool[1024];

        public int Count { get; private set; }

        public void Read(ReadOnlySpan<ushort> print)
        {
            if (Words.Length < print.Length)
            {
                var size = Math.Max(print.Length, Words.Length * 2);
                Words = new ushort[size];
                Sentence = new int[size];
                InQuotes = new bool[size];
            }

            Count = 0;
            var sentence = 0;
            var quoted = 0;
            foreach (var item in print)
            {
                if (item == TextPrint.SentenceEnd) sentence++;
                if (item == TextPrint.Quote) quoted = quoted > 0 ? 0 : 1;
                if (item < TextPrint.FirstWord) continue;

                // A mark that is never closed quotes nothing for long.
                if (quoted > 0 && ++quoted > 150) quoted = 0;
                Words[Count] = item;
                Sentence[Count] = sentence;
                InQuotes[Count++] = quoted > 0;
            }
        }
    }
}
