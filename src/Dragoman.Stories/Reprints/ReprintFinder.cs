namespace Dragoman.Stories.Reprints;

/// <summary>
/// Tells, text after text, which repeats an earlier one. Holds about 90 bytes of memory a text and a temporary file with its words. The same texts in the
/// same order give the same answers. <see cref="Prepare"/> may run on any thread; <see cref="Add"/> on one at a time.
/// </summary>
public sealed class ReprintFinder : IDisposable
{
    private const int Candidates = 8;
    private const int RecentTexts = 1 << 16;
    private const int FirstSegment = 1 << 14;
    private const int LargestSegment = 1 << 22;
    private const int PostingsPerText = 14;
    private const int RecentPostingsPerText = 144;

    private readonly PrintSpool _spool;
    private readonly Aligner _aligner = new();
    private readonly PrintBuffer _other = new();
    private readonly PrintBuffer _name = new();
    private readonly Votes _votes = new();
    private readonly List<Segment> _lasting = [];
    private readonly List<Segment> _recent = [];
    private readonly Groups _groups = new();

    /// <summary>Makes a finder that knows no text.</summary>
    /// <param name="folder">Folder of its temporary file; null for the system's.</param>
    public ReprintFinder(string? folder = null) => _spool = new PrintSpool(folder);

    /// <summary>Number of texts known.</summary>
    public int Count => _spool.Count;

    /// <summary>Bytes held in memory.</summary>
    public long Bytes =>
        _spool.Bytes + _groups.Bytes + _lasting.Sum(segment => segment.Table.Bytes) + _recent.Sum(segment => segment.Table.Bytes);

    /// <summary>Does what needs no other text; may run on any thread.</summary>
    /// <param name="document">The text.</param>
    public static PreparedText Prepare(StoryDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var print = new PrintBuffer();
        var words = TextPrint.Read(document.Text, print);
        var recent = new List<ulong>();
        Shingles.Sample(print.Items, Shingles.RecentShift, recent);
        return new PreparedText(document, print.Items.ToArray(), words, [.. recent]);
    }

    /// <summary>Looks a text up among all that came before, then keeps it.</summary>
    /// <param name="text">The text, prepared.</param>
    /// <exception cref="IOException">The temporary file cannot be written or read.</exception>
    /// <exception cref="InvalidOperationException">It is the 2^31st text.</exception>
    public ReprintVerdict Add(PreparedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = Find(text);
        var number = _spool.Add(text.Document, text.Words, text.Print);
        _groups.Add(number);
        Keep(text, number);
        if (found.Reuse != Reuse.Reprint)
            return new ReprintVerdict(found.Reuse, found.Text < 0 ? null : _spool.Read(found.Text, null, out _).Id, null, found.Overlap.Share);

        var earlier = _groups.OriginOf(found.Text);
        var other = _spool.Read(earlier, null, out var otherWords);
        var isOrigin = Origins.IsOrigin(text.Document, text.Words, other, otherWords, found.Overlap);
        _groups.Join(found.Text, number, isOrigin ? number : earlier);
        return new ReprintVerdict(Reuse.Reprint, other.Id, isOrigin ? text.Document.Id : other.Id, found.Overlap.Share);
    }

    /// <inheritdoc/>
    public void Dispose() => _spool.Dispose();

    private (Reuse Reuse, int Text, Overlap Overlap) Find(PreparedText text)
    {
        _votes.Clear();
        foreach (var segment in _recent)
        {
            foreach (var hash in text.Hashes) segment.Table.Find(hash, _votes, segment.First);
        }

        var limit = ulong.MaxValue >> Shingles.LastingShift(0);
        foreach (var segment in _lasting)
        {
            // What is recent was found above, by more of its shingles.
            if (_recent.Count > 0 && segment.First >= _recent[0].First) continue;
            foreach (var hash in text.Hashes)
            {
                if (hash > limit) break;
                segment.Table.Find(hash, _votes, segment.First);
            }
        }

        Span<(int Text, int Count)> candidates = stackalloc (int, int)[Candidates];
        var count = _votes.Best(candidates);
        var best = (Reuse: Reuse.None, Text: -1, Overlap: default(Overlap));
        foreach (var (candidate, _) in candidates[..count])
        {
            var document = _spool.Read(candidate, _other, out _);
            var overlap = _aligner.Compare(text.Print, _other.Items);
            var reuse = Judge(text, document, overlap);
            if (reuse > best.Reuse || (reuse == best.Reuse && reuse != Reuse.None && overlap.Shared > best.Overlap.Shared))
                best = (reuse, candidate, overlap);
            if (best.Reuse == Reuse.Reprint && best.Overlap.Share > 0.9) break;
        }

        return best;
    }

    // Who comes late with the report that others cut down is judged as if it had come first.
    private Reuse Judge(PreparedText text, StoryDocument other, in Overlap overlap)
    {
        if (!Origins.IsEarlier(text.Document, other)) return ReprintJudge.Judge(overlap, Kin(text.Document, other));
        return ReprintJudge.Judge(_aligner.Compare(_other.Items, text.Print), Kin(other, text.Document));
    }

    private Kinship Kin(StoryDocument newer, StoryDocument older)
    {
        var quoting = false;
        if (older.Publisher is { } publisher)
        {
            TextPrint.Read(publisher, _name);
            quoting = _aligner.HasOfItsOwn(_name.Items.TrimEnd(TextPrint.SentenceEnd));
        }

        return new Kinship(Origins.NamesOther(newer, older), Origins.IsFollowUp(newer, older), Origins.IsSameDay(newer, older), quoting);
    }

    private void Keep(PreparedText text, int number)
    {
        if (_recent.Count == 0 || number - _recent[^1].First >= RecentTexts)
        {
            if (_recent.Count == 2) _recent.RemoveAt(0);
            var expected = _recent.Count == 0 ? FirstSegment : RecentTexts;
            _recent.Add(new Segment(number, new PostingTable((long)expected * RecentPostingsPerText)));
        }

        if (_lasting.Count == 0 || number - _lasting[^1].First >= _lasting[^1].Texts)
        {
            var texts = _lasting.Count == 0 ? FirstSegment : Math.Min(LargestSegment, _lasting[^1].Texts * 2);
            _lasting.Add(new Segment(number, new PostingTable((long)texts * PostingsPerText)) { Texts = texts });
        }

        var recent = _recent[^1];
        foreach (var hash in text.Hashes) recent.Table.Add(hash, number - recent.First);
        var lasting = _lasting[^1];
        var limit = ulong.MaxValue >> Shingles.LastingShift(text.Words);
        foreach (var hash in text.Hashes)
        {
            if (hash > limit) break;
            lasting.Table.Add(hash, number - lasting.First);
        }
    }

    private sealed record Segment(int First, PostingTable Table)
    {
        public int Texts { get; init; }
    }
}

/// <summary>A text made ready for <see cref="ReprintFinder.Add"/>.</summary>
public sealed class PreparedText
{
    internal PreparedText(StoryDocument document, ushort[] print, int words, ulong[] hashes) =>
        (Document, Print, Words, Hashes) = (document, print, words, hashes);

    /// <summary>The text.</summary>
    public StoryDocument Document { get; }

    internal ushort[] Print { get; }

    internal int Words { get; }

    internal ulong[] Hashes { get; }
}

/// <summary>What was found about one text.</summary>
/// <param name="Reuse">What it has from the earlier text that it has most from.</param>
/// <param name="Of">For a reprint, the id of the text that its group counted as origin until now; else of the text that the passage stands in; null for none.</param>
/// <param name="Origin">For a reprint, the id of the text that now counts as the group's origin; it may be this text. Null for others.</param>
/// <param name="Share">Share of this text that stands in the other one, 0 to 1.</param>
public sealed record ReprintVerdict(Reuse Reuse, string? Of, string? Origin, double Share);
