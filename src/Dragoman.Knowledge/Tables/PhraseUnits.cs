namespace Dragoman.Knowledge.Tables;

/// <summary>
/// Cuts folded text into the units that phrases are made of: a run of letters and digits, or one other character that is no blank. Blanks only
/// divide: a unit says whether one stands in front of it, so that "al-qaeda", "al qaeda" and "alqaeda" differ.
/// </summary>
internal static class PhraseUnits
{
    /// <summary>The end of the unit that begins at an offset.</summary>
    public static int End(ReadOnlySpan<char> folded, int start)
    {
        if (!char.IsLetterOrDigit(folded[start]))
            return start + 1;
        var end = start + 1;
        while (end < folded.Length && char.IsLetterOrDigit(folded[end]))
            end++;
        return end;
    }

    /// <summary>The end of the unit that begins at an offset, and its hash.</summary>
    public static int End(ReadOnlySpan<char> folded, int start, out uint hash)
    {
        var c = folded[start];
        var value = (2166136261u ^ c) * 16777619u;
        var end = start + 1;
        if (char.IsLetterOrDigit(c))
        {
            for (; end < folded.Length && char.IsLetterOrDigit(c = folded[end]); end++)
                value = (value ^ c) * 16777619u;
        }

        hash = Mixed(value);
        return end;
    }

    /// <summary>The hash of a whole unit.</summary>
    public static uint Hash(ReadOnlySpan<char> unit)
    {
        var value = 2166136261u;
        foreach (var c in unit)
            value = (value ^ c) * 16777619u;
        return Mixed(value);
    }

    /// <summary>The first character at or behind an offset that is no blank; the length of the text where there is none.</summary>
    public static int Skip(ReadOnlySpan<char> folded, int start)
    {
        while (start < folded.Length && char.IsWhiteSpace(folded[start]))
            start++;
        return start;
    }

    // The low bits of FNV are weak; the tables take the low bits.
    private static uint Mixed(uint value)
    {
        value ^= value >> 15;
        value *= 0x2c1b3c6d;
        return value ^ (value >> 13);
    }
}
