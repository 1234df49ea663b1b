namespace Dragoman.Knowledge.Places;

/// <summary>
/// The form in which names of places are compared: words of plain lower-case letters with one blank between them. "Port-Au-Prince", "St. Marc"
/// and "Léopoldville" become "port au prince", "st marc" and "leopoldville".
/// </summary>
internal static class PlaceKey
{
    /// <summary>The most characters of a key.</summary>
    public const int Longest = 64;

    /// <summary>The most words of a key.</summary>
    public const int MostWords = 7;

    // The letter that stands under the marks, for U+00C0 to U+024F and U+1E00 to U+1EFF, by Unicode's decompositions; '?' where there is none.
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk"
        + "kllllll??llnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs???????????????a??f?????????????oo?????????????u"
        + "u????????????????????????????aaiioouuuuuuuuuu?aaaa????ggkkoooo??j???gg??nnaa????aaaaeeeeiiiioooorrrruuuusstt??hh??????aa"
        + "eeooooooooyy????????????????????????????";

    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuu"
        + "uuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy??????aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
        + "uuyyyyyyyy??????";

    /// <summary>The plain letter or digit of a character; 0 where it is neither.</summary>
    public static byte Plain(char c)
    {
        if (c < 128)
            return char.IsAsciiLetterOrDigit(c) ? (byte)(c | (char.IsAsciiDigit(c) ? 0 : 0x20)) : (byte)0;
        if (c is >= '\u00c0' and < '\u0250')
            return Letter(Latin[c - 0xc0]);
        return c is >= '\u1e00' and < '\u1f00' ? Letter(LatinAdditional[c - 0x1e00]) : (byte)0;

        static byte Letter(char plain) => plain == '?' ? (byte)0 : (byte)plain;
    }

    /// <summary>Whether a character adds nothing to the word it stands in: a combining mark.</summary>
    public static bool IsMark(char c) => c is >= '\u0300' and <= '\u036f';

    /// <summary>The offset of the word behind one that ends at an offset, where the two may belong to one name; −1 where they may not.</summary>
    public static int Next(ReadOnlySpan<char> text, int end)
    {
        if (end >= text.Length)
            return -1;
        var c = text[end];
        var next = end + 1;
        if (c is '.' && next < text.Length && text[next] is ' ' or '\u00a0')
            next++;
        else if (c is not (' ' or '\u00a0' or '-' or '‐' or '‑' or '\'' or '’' or '‘' or 'ʼ' or 'ʻ' or '`' or '.' or '\n'))
            return -1;
        return next < text.Length && Plain(text[next]) != 0 ? next : -1;
    }

    /// <summary>Appends the plain form of the word that begins at an offset.</summary>
    /// <returns>The offset behind the word; −1 when it is too long or holds letters that have no plain form.</returns>
    public static int Word(ReadOnlySpan<char> text, int start, Span<byte> key, ref int length)
    {
        var at = start;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            var plain = Plain(c);
            if (plain == 0)
            {
                if (IsMark(c))
                    continue;
                if (char.IsLetterOrDigit(c))
                    return -1;
                break;
            }

            if (length == key.Length)
                return -1;
            key[length++] = plain;
        }

        return at;
    }

    /// <summary>The key of a whole name; null where it has none.</summary>
    public static string? Of(string name)
    {
        Span<byte> key = stackalloc byte[Longest];
        var length = 0;
        var at = 0;
        while (at < name.Length && Plain(name[at]) == 0)
        {
            if (char.IsLetterOrDigit(name[at]))
                return null;
            at++;
        }

        for (var words = 0; at < name.Length; words++)
        {
            if (words == MostWords || (words > 0 && length == key.Length))
                return null;
            if (words > 0)
                key[length++] = (byte)' ';
            at = Word(name, at, key, ref length);
            if (at < 0)
                return null;
            if (at >= name.Length || (at == name.Length - 1 && name[at] == '.'))
                break;
            at = Next(name, at);
            if (at < 0)
                return null;
        }

        return length == 0 ? null : System.Text.Encoding.ASCII.GetString(key[..length]);
    }

    /// <summary>Goes on with the hash of a key.</summary>
    public static uint Hash(uint seed, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            seed = (seed ^ b) * 16777619u;
        return seed;
    }

    /// <summary>The first value of a hash.</summary>
    public const uint Seed = 2166136261u;

    /// <summary>Spreads a hash over all bits.</summary>
    public static uint Mixed(uint value)
    {
        value ^= value >> 15;
        value *= 0x2c1b3c6d;
        value ^= value >> 12;
        value *= 0x297a2d39;
        return value ^ (value >> 15);
    }
}
