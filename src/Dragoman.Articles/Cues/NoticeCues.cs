using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Articles.Cues;

/// <summary>Knows lines that are about the text and not of it, from <c>notice-cues.tsv</c>.</summary>
internal static class NoticeCues
{
    /// <summary>Longest line that any cue counts in; longer ones need not be folded.</summary>
    public static int Longest { get; }

    private static readonly Cue[] Starts;
    private static readonly Cue[] Anywhere;

    static NoticeCues()
    {
        var cues = Table.Rows("notice-cues.tsv")
            .Select(row => (Where: row[1], Cue: new Cue(Kind(row[0]), new Phrase(row[2]), int.Parse(row[3], CultureInfo.InvariantCulture))))
            .ToList();
        Starts = [.. cues.Where(cue => cue.Where == "start").Select(cue => cue.Cue).OrderBy(cue => Rank(cue.Kind))];
        Anywhere = [.. cues.Where(cue => cue.Where == "any").Select(cue => cue.Cue).OrderBy(cue => Rank(cue.Kind))];
        Longest = cues.Max(cue => cue.Cue.Longest);
    }

    /// <summary>The kind of notice that a line is; null where it is none.</summary>
    /// <param name="folded">The line, folded.</param>
    public static PartKind? Find(ReadOnlySpan<char> folded)
    {
        if (folded.Length > Longest) return null;
        PartKind? found = null;
        foreach (var cue in Starts)
        {
            if (Better(cue.Kind, found) && folded.Length <= cue.Longest && cue.Words.Starts(folded)) found = cue.Kind;
        }

        foreach (var cue in Anywhere)
        {
            if (Better(cue.Kind, found) && folded.Length <= cue.Longest && cue.Words.TryFind(folded, out _, out _)) found = cue.Kind;
        }

        return found;
    }

    private static bool Better(PartKind kind, PartKind? found) => found is not { } other || Rank(kind) < Rank(other);

    /// <summary>What a line says about its origin or its errors weighs more than that it also advertises.</summary>
    private static int Rank(PartKind kind) => kind switch
    {
        PartKind.Correction => 0,
        PartKind.Syndication => 1,
        PartKind.Copyright => 2,
        PartKind.Promotion => 3,
        _ => 4,
    };

    private static PartKind Kind(string name) => name switch
    {
        "promotion" => PartKind.Promotion,
        "syndication" => PartKind.Syndication,
        "correction" => PartKind.Correction,
        "copyright" => PartKind.Copyright,
        "other" => PartKind.Other,
        _ => throw new InvalidDataException($"notice-cues.tsv: there is no kind {name}"),
    };

    private sealed record Cue(PartKind Kind, Phrase Words, int Longest);
}
