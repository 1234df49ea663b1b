namespace Dragoman.Knowledge;

/// <summary>The form in which phrases are compared.</summary>
internal static class Folding
{
    /// <summary>
    /// The text in lower case, with one kind of apostrophe, hyphen and space. As long as the text, so that offsets hold in both.
    /// </summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Create(text.Length, text, static (folded, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                folded[i] = Fold(source[i]);
        });
    }

    /// <summary>One character of a text folded.</summary>
    public static char Fold(char c) => c switch
    {
        >= 'a' and <= 'z' => c,
        '’' or '‘' or 'ʼ' or '´' or '`' => '\'',
        '‐' or '‑' or '–' => '-',
        '\n' or '\r' or '\t' or '\u00a0' => ' ',
        _ => char.IsAscii(c) ? char.ToLowerInvariant(c) : char.IsUpper(c) ? char.ToLowerInvariant(c) : c,
    };
}
