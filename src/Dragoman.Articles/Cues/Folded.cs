using System.Buffers;

namespace Dragoman.Articles.Cues;

/// <summary>
/// Text made comparable without moving a character: lower case, straight quotes and dashes, white space as blanks. Offsets into
/// the folded text are offsets into the text.
/// </summary>
internal static class Folded
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789 .,;:!?'\"-()[]/");

    /// <summary>Folds a text; gives the text itself where there is nothing to fold.</summary>
    public static string Of(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Plain)
        ? text.ToString()
        : string.Create(text.Length, text, static (target, source) =>
        {
            for (var at = 0; at < source.Length; at++) target[at] = Of(source[at]);
        });

    private static char Of(char character) => character switch
    {
        '\u2018' or '\u2019' or '\u02BC' or '`' => '\'',
        '\u201C' or '\u201D' => '"',
        '\u2013' or '\u2014' or '\u2012' or '\u2015' or '\u2212' => '-',
        _ when char.IsWhiteSpace(character) => ' ',
        _ => char.ToLowerInvariant(character),
    };
}
