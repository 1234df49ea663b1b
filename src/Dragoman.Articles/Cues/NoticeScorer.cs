using Dragoman.Records;

namespace Dragoman.Articles.Cues;

/// <summary>Weighs a line that no cue decides: words that address the reader, name the text itself or its publication, and words of reports against them.</summary>
internal static class NoticeScorer
{
    private const double Threshold = 3;
    private const double MostForPersons = 1.6;
    private const int LongestLine = 320;
    private const int ShortWords = 8;
    private const int LongWords = 40;
    private static readonly PartKind[] Kinds = [PartKind.Correction, PartKind.Syndication, PartKind.Copyright, PartKind.Promotion, PartKind.Other];

    [ThreadStatic]
    private static ulong[]? _seen;

    /// <summary>The kind whose weights add up to most; null where none reaches the threshold.</summary>
    /// <param name="line">The line.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="first">Its first word.</param>
    /// <param name="tells">True where it says who said something.</param>
    public static PartKind? Find(ReadOnlySpan<char> line, LineTokens tokens, int first, bool tells)
    {
        // What somebody says is no notice, whatever it asks for.
        if (line.Length > LongestLine || tokens.Count == 0 || line[0] is '"' or '\u201C' or '\u2018' or '\'' or '\u00AB') return null;
        // Behind the kinds: what addresses the reader; then, for each kind, whether it has an anchor.
        Span<double> sums = stackalloc double[(2 * Kinds.Length) + 1];
        sums.Clear();
        var seen = _seen ??= new ulong[64];
        Array.Clear(seen);
        for (var token = 0; token < tokens.Count; token++)
        {
            foreach (var entry in CueTables.Weights.At(tokens.Word(token))) Add(entry, line, tokens, token, first, seen, sums);
            if (!char.IsUpper(line[tokens.Start(token)])) continue;
            foreach (var entry in CueTables.Weights.AtNames) Add(entry, line, tokens, token, first, seen, sums);
        }

        AddWhole(line, tokens, tells, sums);
        sums[Array.IndexOf(Kinds, PartKind.Promotion)] += Math.Min(MostForPersons, sums[Kinds.Length]);
        var best = -1;
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            var isAnchored = Kinds[kind] == PartKind.Promotion || sums[Kinds.Length + 1 + kind] > 0;
            if (isAnchored && sums[kind] >= Threshold && (best < 0 || sums[kind] > sums[best])) best = kind;
        }

        return best < 0 ? null : Kinds[best];
    }

    private static void Add(
        in PatternTable<NoticeWeight>.Entry entry, ReadOnlySpan<char> line, LineTokens tokens, int token, int first, ulong[] seen, Span<double> sums)
    {
        var weight = entry.Value;
        if ((weight.AtStart && token != first) || (seen[weight.Row >> 6] & (1UL << weight.Row)) != 0) return;
        if (!entry.Pattern.TryMatch(tokens, line, token, out _)) return;
        seen[weight.Row >> 6] |= 1UL << weight.Row;
        var kind = Array.IndexOf(Kinds, weight.Kind);
        sums[weight.IsPerson ? Kinds.Length : kind] += weight.Weight;
        if (weight is { IsAnchor: true, Weight: > 0 }) sums[Kinds.Length + 1 + kind] = 1;
    }

    private static void AddWhole(ReadOnlySpan<char> line, LineTokens tokens, bool tells, Span<double> sums)
    {
        var words = 0;
        for (var token = 0; token < tokens.Count; token++)
        {
            if (char.IsLetterOrDigit(tokens.Text(token)[0])) words++;
        }

        var open = !line.TrimEnd("\"'\u201D\u2019)]").EndsWith(".");
        foreach (var weight in CueTables.WholeWeights)
        {
            var holds = weight.Words switch
            {
                "{open}" => open,
                "{short}" => words <= ShortWords,
                "{long}" => words > LongWords,
                "{tells}" => tells,
                "{question}" => line.EndsWith("?"),
                _ => OutletName.FindBehindLead(line, tokens).Length > 0,
            };
            if (holds) sums[Array.IndexOf(Kinds, weight.Kind)] += weight.Weight;
        }
    }
}
