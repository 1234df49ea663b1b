namespace Dragoman.Articles.Cues;

/// <summary>Words to look for in a folded text, whole words only; <c>…</c> stands for anything between two pieces.</summary>
internal sealed class Phrase
{
    private readonly string[] pieces;

    /// <summary>Takes the words as a table writes them.</summary>
    public Phrase(string words) => pieces = [.. Folded.Of(words).Split('…', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>True where the text begins with the words.</summary>
    public bool Starts(ReadOnlySpan<char> folded) => folded.StartsWith(pieces[0]) && IsEnd(folded, pieces[0].Length) && Rest(folded, pieces[0].Length) >= 0;

    /// <summary>Offset of the words in the text, and behind them; false where they are not in it.</summary>
    public bool TryFind(ReadOnlySpan<char> folded, out int start, out int end)
    {
        start = Find(folded, 0, pieces[0]);
        end = start < 0 ? -1 : Rest(folded, start + pieces[0].Length);
        return end >= 0;
    }

    private int Rest(ReadOnlySpan<char> folded, int from)
    {
        foreach (var piece in pieces.AsSpan(1))
        {
            var at = Find(folded, from, piece);
            if (at < 0) return -1;
            from = at + piece.Length;
        }

        return from;
    }

    private static int Find(ReadOnlySpan<char> folded, int from, string piece)
    {
        while (true)
        {
            var at = folded[from..].IndexOf(piece);
            if (at < 0) return -1;
            at += from;
            if ((at == 0 || !char.IsLetterOrDigit(folded[at - 1]) || !char.IsLetterOrDigit(piece[0])) && IsEnd(folded, at + piece.Length)) return at;
            from = at + 1;
        }
    }

    private static bool IsEnd(ReadOnlySpan<char> folded, int end) =>
        end == folded.Length || !char.IsLetterOrDigit(folded[end]) || !char.IsLetterOrDigit(folded[end - 1]);
}
