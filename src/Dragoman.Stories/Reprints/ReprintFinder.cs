using Dragoman.Records;

namespace Dragoman.Stories.Reprints;

/// <summary>
/// Tells, text after text, which repeats an earlier one. Holds about 90 bytes of memory a text and a temporary file with its words. The same texts in the
/// same order give the same answers. <see cref="Prepare"/> may run on any thread; <see cref="Add"/> on one at a time.
/// </summary>
public sealed class ReprintFinder : IDisposable
{
    /// <summary>Number of texts that count as recent, at least.</summary>
    public const int RecentTexts = 1 << 16;

    private const int Candidates = 8;
    private const int FirstSegment = 1 << 14;
    private const int LargestSegment = 1 << 21;
    // A text that is no longer recent is known by an eighth of its shingles: one of them says more.
    private const int LastingVotes = 4;

    // One shingle in common is often a formula: so many texts that have no more are looked at, and of those that are recent none, where a text has shingles enough.
    private const int SingleCandidates = 3;
    private const int LeastRecentVotes = 3;
    private const int ManyShingles = 40;
    private const int PostingsPerText = 14;
    private const int RecentPostingsPerText = 144;

    private readonly KnownTexts _texts;
    private readonly Aligner _aligner = new();
    private readonly PrintBuffer _other = new();
    private readonly PrintBuffer _name = new();
    private readonly Votes _votes = new();
    private readonly List<Segment> _lasting = [];
    private readonly List<Segment> _recent = [];
    private readonly Groups _groups = new();
    private readonly Dictionary<int, List<int>> _waiting = [];

    /// <summary>Makes a finder that knows no text.</summary>
    /// <param name="folder">Folder of its temporary file; null for the system's.</param>
    /// <param name="archive">Gives texts that were recalled, by their number in the archive; null where none will be.</param>
    public ReprintFinder(string? folder = null, Func<int, ArchivedText?>? archive = null) => _texts = new KnownTexts(new PrintSpool(folder), archive);

    /// <summary>Number of texts known.</summary>
    public int Count => _texts.Count;

    /// <summary>Bytes held in memory.</summary>
    public long Bytes =>
        _texts.Bytes + _groups.Bytes + _lasting.Sum(segment => segment.Table.Bytes) + _recent.Sum(segment => segment.Table.Bytes);

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

    /// <summary>The shingles that a text is kept by for good, from its words and marks.</summary>
    /// <param name="print">Words and marks, as <see cref="PreparedText.PrintBytes"/> gives them.</param>
    /// <param name="words">Number of words.</param>
    /// <returns>The shingles, rising.</returns>
    public static ulong[] LastingOf(ReadOnlySpan<byte> print, int words)
    {
        var hashes = new List<ulong>();
        Shingles.Sample(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(print), Shingles.LastingShift(words), hashes);
        return [.. hashes];
    }

    /// <summary>Looks a text up among all that came before, then keeps it.</summary>
    /// <param name="text">The text, prepared.</param>
    /// <exception cref="IOException">The temporary file cannot be written or read.</exception>
    /// <exception cref="InvalidOperationException">It is the 2^31st text.</exception>
    public ReprintVerdict Add(PreparedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = Find(text);
        var number = _texts.Add(text.Document, text.Words, text.Print);
        _groups.Add(number);
        Keep(text, number);
        if (found.Reuse != Reuse.Reprint)
            return new ReprintVerdict(found.Reuse, found.Text < 0 ? null : _texts.Read(found.Text, null, out _).Id, null, found.Overlap.Share) { Text = found.Text };

        var earlier = _groups.OriginOf(found.Text);
        var other = _texts.Read(earlier, null, out var otherWords);
        var isOrigin = Origins.IsOrigin(text.Document, text.Words, other, otherWords, found.Overlap);
        _groups.Join(found.Text, number, isOrigin ? number : earlier);
        return new ReprintVerdict(Reuse.Reprint, other.Id, isOrigin ? text.Document.Id : other.Id, found.Overlap.Share) { Text = found.Text };
    }

    /// <summary>Makes a text known that an archive holds, with what it was found by.</summary>
    /// <param name="inArchive">Its number in the archive, 0 or more.</param>
    /// <param name="origin">Number in the archive of the text that counts as origin of its group; its own for none.</param>
    /// <param name="hashes">Its shingles, as <see cref="PreparedText.Lasting"/> gave them.</param>
    /// <param name="isRecent">Whether it is among the newest <see cref="RecentTexts"/>: those are found by more of their shingles, and are read for them.</param>
    public void Recall(int inArchive, int origin, ReadOnlySpan<ulong> hashes, bool isRecent)
    {
        var number = _texts.Recall(inArchive);
        _groups.Add(number);
        if (origin > inArchive) Waiting(origin).Add(number);
        else if (origin != inArchive && _texts.NumberOf(origin) is >= 0 and var first) _groups.Join(number, first, first);
        if (_waiting.Remove(inArchive, out var earlier))
        {
            foreach (var reprint in earlier) _groups.Join(reprint, number, number);
        }

        if (isRecent) KeepRecent(RecentHashes(number), number);
        KeepLasting(hashes, number);
    }

    /// <summary>Where the words of a text stand in the one that was found for it: sentences that are the same, numbers and days included.</summary>
    /// <param name="verdict">What <see cref="Add"/> said of it.</param>
    /// <param name="text">A text that holds its words.</param>
    /// <param name="pieces">The pieces of it that make up its body, in order.</param>
    /// <returns>Extents of <paramref name="text"/>, in order; sentences in a row are one.</returns>
    public IReadOnlyList<Extent> Passages(ReprintVerdict verdict, string text, IReadOnlyList<Extent> pieces)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pieces);
        if (verdict.Text < 0) return [];
        _texts.Read(verdict.Text, _other, out _);
        return Passages(_aligner, _other.Items, text, pieces);
    }

    /// <summary>Where the words of a text stand in another one: sentences that are the same, numbers and days included.</summary>
    /// <param name="other">Words and marks of the other one, as <see cref="PreparedText.PrintBytes"/> gives them.</param>
    /// <param name="text">A text that holds its words.</param>
    /// <param name="pieces">The pieces of it that make up its body, in order.</param>
    /// <returns>Extents of <paramref name="text"/>, in order; sentences in a row are one.</returns>
    public static IReadOnlyList<Extent> Passages(ReadOnlySpan<byte> other, string text, IReadOnlyList<Extent> pieces)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pieces);
        return Passages(new Aligner(), System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(other), text, pieces);
    }

    private static List<Extent> Passages(Aligner aligner, ReadOnlySpan<ushort> other, string text, IReadOnlyList<Extent> pieces)
    {
        var print = new PrintBuffer();
        var places = new List<(int Start, int End)>();
        var all = new List<ushort>();
        foreach (var piece in pieces)
        {
            var before = places.Count;
            TextPrint.Read(text.AsSpan(piece.Start, piece.End - piece.Start), print, places);
            for (var i = before; i < places.Count; i++) places[i] = (places[i].Start + piece.Start, places[i].End + piece.Start);
            all.AddRange(print.Items);
        }

        aligner.Compare(all.ToArray(), other);
        var passages = new List<Extent>();
        var next = -1;
        foreach (var (first, last) in aligner.TakenSentences())
        {
            if (first == next) passages[^1] = passages[^1] with { End = places[last].End };
            else passages.Add(new Extent(places[first].Start, places[last].End));
            next = last + 1;
        }

        return passages;
    }

    /// <inheritdoc/>
    public void Dispose() => _texts.Dispose();

    private (Reuse Reuse, int Text, Overlap Overlap) Find(PreparedText text)
    {
        _votes.Clear();
        foreach (var segment in _recent)
        {
            foreach (var hash in text.Hashes) segment.Table.Prefetch(hash);
            foreach (var hash in text.Hashes) segment.Table.Find(hash, _votes, segment.First, weight: 1);
        }

        var limit = ulong.MaxValue >> Shingles.LastingShift(0);
        var count = 0;
        while (count < text.Hashes.Length && text.Hashes[count] <= limit) count++;
        var lasting = text.Hashes.AsSpan(0, count);
        foreach (var segment in _lasting)
        {
            // What is recent was found above, by more of its shingles.
            if (_recent.Count > 0 && segment.First >= _recent[0].First) continue;
            foreach (var hash in lasting) segment.Table.Prefetch(hash);
            foreach (var hash in lasting) segment.Table.Find(hash, _votes, segment.First, LastingVotes);
        }

        Span<(int Text, int Count)> candidates = stackalloc (int, int)[Candidates];
        count = _votes.Best(candidates);
        var best = (Reuse: Reuse.None, Text: -1, Overlap: default(Overlap));
        var singles = 0;
        foreach (var (candidate, votes) in candidates[..count])
        {
            if (text.Hashes.Length >= ManyShingles && (IsRecent(candidate) ? votes < LeastRecentVotes : votes <= LastingVotes && ++singles > SingleCandidates)) continue;
            var document = _texts.Read(candidate, _other, out _);
            var overlap = _aligner.Compare(text.Print, _other.Items);
            var reuse = Judge(text, document, overlap);
            if (reuse > best.Reuse || (reuse == best.Reuse && reuse != Reuse.None && overlap.Shared > best.Overlap.Shared))
                best = (reuse, candidate, overlap);
            if (best.Reuse == Reuse.Reprint && best.Overlap.Share > 0.9) break;
        }

        return best;
    }

    private bool IsRecent(int number) => _recent.Count > 0 && number >= _recent[0].First;

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
        KeepRecent(text.Hashes, number);
        KeepLasting(text.Lasting, number);
    }

    // Reprints that came before their origin.
    private List<int> Waiting(int origin)
    {
        if (!_waiting.TryGetValue(origin, out var reprints)) _waiting[origin] = reprints = [];
        return reprints;
    }

    private ulong[] RecentHashes(int number)
    {
        _texts.Read(number, _other, out _);
        var hashes = new List<ulong>();
        Shingles.Sample(_other.Items, Shingles.RecentShift, hashes);
        return [.. hashes];
    }

    private void KeepRecent(ulong[] hashes, int number)
    {
        if (_recent.Count == 0 || number - _recent[^1].First >= _recent[^1].Texts)
        {
            if (_recent.Count == 2) _recent.RemoveAt(0);
            var expected = _recent.Count == 0 ? FirstSegment : RecentTexts;
            _recent.Add(new Segment(number, new PostingTable((long)expected * RecentPostingsPerText, RecentTexts)) { Texts = expected });
        }

        var recent = _recent[^1];
        foreach (var hash in hashes) recent.Table.Add(hash, number - recent.First);
    }

    private void KeepLasting(ReadOnlySpan<ulong> hashes, int number)
    {
        if (_lasting.Count == 0 || number - _lasting[^1].First >= _lasting[^1].Texts)
        {
            var texts = _lasting.Count == 0 ? FirstSegment : Math.Min(LargestSegment, _lasting[^1].Texts * 2);
            _lasting.Add(new Segment(number, new PostingTable((long)texts * PostingsPerText, texts)) { Texts = texts });
        }

        var lasting = _lasting[^1];
        foreach (var hash in hashes) lasting.Table.Add(hash, number - lasting.First);
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

    /// <summary>Number of words.</summary>
    public int WordCount => Words;

    /// <summary>The shingles that it is kept by for good, rising.</summary>
    public ReadOnlySpan<ulong> Lasting
    {
        get
        {
            var limit = ulong.MaxValue >> Shingles.LastingShift(Words);
            var count = 0;
            while (count < Hashes.Length && Hashes[count] <= limit) count++;
            return Hashes.AsSpan(0, count);
        }
    }

    /// <summary>Its words and marks, as an archive keeps them.</summary>
    public ReadOnlySpan<byte> PrintBytes => System.Runtime.InteropServices.MemoryMarshal.AsBytes<ushort>(Print);
}

/// <summary>A text as an archive gives it back.</summary>
/// <param name="About">What is known of it; without its text.</param>
/// <param name="Words">Number of words.</param>
/// <param name="Print">Words and marks, as <see cref="PreparedText.PrintBytes"/> gave them.</param>
public sealed record ArchivedText(StoryDocument About, int Words, ReadOnlyMemory<byte> Print);

/// <summary>What was found about one text.</summary>
/// <param name="Reuse">What it has from the earlier text that it has most from.</param>
/// <param name="Of">For a reprint, the id of the text that its group counted as origin until now; else of the text that the passage stands in; null for none.</param>
/// <param name="Origin">For a reprint, the id of the text that now counts as the group's origin; it may be this text. Null for others.</param>
/// <param name="Share">Share of this text that stands in the other one, 0 to 1.</param>
public sealed record ReprintVerdict(Reuse Reuse, string? Of, string? Origin, double Share)
{
    internal int Text { get; init; } = -1;
}
