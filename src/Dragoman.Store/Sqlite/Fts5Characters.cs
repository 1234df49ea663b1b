namespace Dragoman.Store;

/// <summary>
/// What the tokenizer of SQLite's full-text tables makes of each character: it looks at one at a time, so it is asked once for each, and texts are taken
/// apart without it. Safe from any thread.
/// </summary>
internal static class Fts5Characters
{
    /// <summary>Stands between words.</summary>
    public const int Separator = 1;

    private const int Begins = 2;
    private const int Continues = 3;
    private const int KindBits = 2;
    private const int LastBasic = 0xFFFF;

    private static readonly Lazy<Fts5Tokenizer> Tokenizer = new(() => new Fts5Tokenizer());
    private static readonly int[] Basic = new int[LastBasic + 1];
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, int> Others = new();

    /// <summary>The byte that an ASCII character becomes in a word; 0 where it stands between words.</summary>
    public static ReadOnlySpan<byte> Ascii => AsciiTable;

    private static readonly byte[] AsciiTable = MakeAscii();

    /// <summary>What a character is: <see cref="Separator"/>, or what <see cref="MayBegin"/> and <see cref="Folded"/> read.</summary>
    public static int Of(int codePoint)
    {
        if (codePoint > LastBasic) return Others.GetOrAdd(codePoint, Learn);
        var known = Volatile.Read(ref Basic[codePoint]);
        if (known == 0) Volatile.Write(ref Basic[codePoint], known = Learn(codePoint));
        return known;
    }

    /// <summary>Whether a word may begin with it; others (diacritics that stand alone) only go on with one.</summary>
    public static bool MayBegin(int character) => (character & ((1 << KindBits) - 1)) == Begins;

    /// <summary>What it becomes in a word; 0 for nothing.</summary>
    public static int Folded(int character) => character >> KindBits;

    private static byte[] MakeAscii()
    {
        var table = new byte[128];
        for (var c = 0; c < table.Length; c++)
        {
            if (Learn(c) is var character && character != Separator) table[c] = (byte)Folded(character);
        }

        return table;
    }

    private static int Learn(int codePoint)
    {
        // A half of a pair that stands alone is written as U+FFFD.
        var text = codePoint is >= 0xD800 and <= 0xDFFF ? "\uFFFD" : char.ConvertFromUtf32(codePoint);
        var inside = Tokenizer.Value.Words("a" + text + "b");
        if (inside.Count != 1) return Separator;
        var folded = inside[0].Length > 2 ? char.ConvertToUtf32(inside[0], 1) : 0;
        return (folded << KindBits) | (Tokenizer.Value.Words(text).Count == 0 ? Continues : Begins);
    }
}
