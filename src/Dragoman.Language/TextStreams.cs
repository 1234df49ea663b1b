using System.Text;
using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>Reads text of any length, paragraph by paragraph, in bounded memory.</summary>
public static class TextStreams
{
    /// <summary>Longest paragraph that is read as one, in UTF-16 code units; a longer one is cut behind white space where there is some.</summary>
    public const int MaxParagraph = 1 << 20;

    private const int Chunk = 8192;

    /// <summary>Reads the paragraphs of a text, as they come; blank lines divide them.</summary>
    /// <param name="analyzer">Reads each paragraph.</param>
    /// <param name="input">The characters; not closed.</param>
    /// <param name="ct">Looked at once per piece that is read and once per sentence.</param>
    /// <returns>One annotated text for each paragraph that is not blank; its offsets count from the paragraph's own start.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static IEnumerable<AnnotatedText> AnalyzeParagraphs(this ITextAnalyzer analyzer, TextReader input, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        ArgumentNullException.ThrowIfNull(input);
        return Paragraphs(input, ct).Select(paragraph => analyzer.Analyze(paragraph, [], ct));
    }

    /// <summary>The paragraphs of a text: what stands between blank lines, without white space behind it.</summary>
    /// <param name="input">The characters; not closed.</param>
    /// <param name="ct">Looked at once per piece that is read.</param>
    internal static IEnumerable<string> Paragraphs(TextReader input, CancellationToken ct)
    {
        var buffer = new char[Chunk];
        var paragraph = new StringBuilder();
        var lineIsBlank = true;
        for (var read = input.Read(buffer, 0, Chunk); read > 0; read = input.Read(buffer, 0, Chunk))
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < read; i++)
            {
                var c = buffer[i];
                if (c == '\n' && lineIsBlank)
                {
                    if (Take(paragraph, paragraph.Length) is { } whole) yield return whole;
                    continue;
                }

                lineIsBlank = c == '\n' || (lineIsBlank && char.IsWhiteSpace(c));
                paragraph.Append(c);
                if (paragraph.Length < MaxParagraph) continue;
                if (Take(paragraph, Cut(paragraph)) is { } part) yield return part;
            }
        }

        if (Take(paragraph, paragraph.Length) is { } last) yield return last;
    }

    /// <summary>Where a paragraph that is too long ends: behind white space near its end where there is some, and never within a surrogate pair.</summary>
    private static int Cut(StringBuilder paragraph)
    {
        for (var i = paragraph.Length - 1; i > paragraph.Length - Chunk; i--)
            if (char.IsWhiteSpace(paragraph[i])) return i + 1;
        return char.IsHighSurrogate(paragraph[^1]) ? paragraph.Length - 1 : paragraph.Length;
    }

    private static string? Take(StringBuilder paragraph, int length)
    {
        var text = paragraph.ToString(0, length);
        paragraph.Remove(0, length);
        return string.IsNullOrWhiteSpace(text) ? null : text.TrimEnd();
    }
}
