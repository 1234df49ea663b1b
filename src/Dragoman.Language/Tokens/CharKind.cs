using System.Globalization;
using System.Text;

namespace Dragoman.Language;

/// <summary>What a character is to the tokenizer.</summary>
internal enum CharKind : byte
{
    /// <summary>A symbol that is a token by itself.</summary>
    Other,
    Space,
    Letter,
    Digit,

    /// <summary>Invisible or combining: belongs to the token that it stands in (soft hyphen, zero-width characters, accents).</summary>
    Glue,
    Dot,
    Comma,
    Apostrophe,
    Hyphen,
    Slash,
    Ampersand,
    Underscore,
    At,
    Colon,
    Dollar,
    Star,

    /// <summary>! ? and the ellipsis.</summary>
    Ender,

    /// <summary>Same characters in a row are one token: = ~ + # &lt; &gt; ^ |.</summary>
    Run,
    Surrogate,
}

/// <summary>The kind of every UTF-16 code unit, computed once from Unicode's categories.</summary>
internal static class CharKinds
{
    private static readonly CharKind[] Table = Build();

    /// <summary>The kind of one code unit.</summary>
    public static CharKind Of(char character) => Table[character];

    /// <summary>Whether a code unit continues a word without further question.</summary>
    public static bool IsWord(char character) => Table[character] is CharKind.Letter or CharKind.Digit or CharKind.Glue;

    /// <summary>Whether a code unit is white space.</summary>
    public static bool IsSpace(char character) => Table[character] == CharKind.Space;

    /// <summary>Whether a code unit is a letter.</summary>
    public static bool IsLetter(char character) => Table[character] == CharKind.Letter;

    /// <summary>Whether a code unit is a digit or another number sign such as ½.</summary>
    public static bool IsDigit(char character) => Table[character] == CharKind.Digit;

    private static CharKind[] Build()
    {
        var table = new CharKind[char.MaxValue + 1];
        for (var code = 0; code < table.Length; code++) table[code] = Classify((char)code);
        return table;
    }

    private static CharKind Classify(char character)
    {
        if (char.IsWhiteSpace(character)) return CharKind.Space;
        if (char.IsSurrogate(character)) return CharKind.Surrogate;
        switch (character)
        {
            case '.': return CharKind.Dot;
            case ',': return CharKind.Comma;
            // The replacement character and cp1252's 0x92 stand where an encoding went wrong, most often for an apostrophe.
            case '\'' or '\u2019' or '\u2018' or '`' or '\u00B4' or '\u02BC' or '\u2032' or '\uFF07' or '\u0092' or '\uFFFD' or '\u201B':
                return CharKind.Apostrophe;
            case '-' or '\u2010' or '\u2011': return CharKind.Hyphen;
            case '/': return CharKind.Slash;
            case '&': return CharKind.Ampersand;
            case '_': return CharKind.Underscore;
            case '@': return CharKind.At;
            case ':': return CharKind.Colon;
            case '$': return CharKind.Dollar;
            case '*': return CharKind.Star;
            case '!' or '?' or '\u2026' or '\u203C' or '\u203D' or '\u2047' or '\u2048' or '\u2049': return CharKind.Ender;
            case '=' or '~' or '+' or '#' or '<' or '>' or '^' or '|' or '\u2013' or '\u2014' or '\u2015' or '\u2212' or '\u2500': return CharKind.Run;
        }

        return CharUnicodeInfo.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharKind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharKind.Digit,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format or UnicodeCategory.Control => CharKind.Glue,
            _ => CharKind.Other,
        };
    }

    /// <summary>
    /// Whether a surrogate pair at this place is a letter or digit, such as a letter of mathematics or of an old script.
    /// </summary>
    public static bool IsWordPair(ReadOnlySpan<char> text, int index) =>
        Rune.TryCreate(text[index], index + 1 < text.Length ? text[index + 1] : '\0', out var rune) && Rune.IsLetterOrDigit(rune);
}
