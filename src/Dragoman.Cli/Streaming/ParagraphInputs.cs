using System.Text;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Cli.Streaming;

/// <summary>Reads a plain text of any length as paragraphs: lines up to a blank one.</summary>
internal static class ParagraphInputs
{
    /// <summary>Bytes behind which a paragraph is cut at the end of a line: 1 MiB. Some texts have no blank line at all.</summary>
    public const int LongestParagraph = 1024 * 1024;

    /// <summary>Every paragraph of a file.</summary>
    /// <param name="path">The file, gzip or not; <c>-</c> for standard input. UTF-16 and UTF-32 with a byte order mark are read too.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InputException">The file cannot be read, from its start or from somewhere on; or it is empty.</exception>
    public static IEnumerable<StreamInput> Read(string path, CancellationToken cancellation)
    {
        using var reader = new BoundedLineReader(Utf8(DocumentFile.Open(path)), Limits.DocumentBytes);
        var paragraph = new MemoryStream();
        var first = 0L;
        var any = false;
        while (LineInputs.TryRead(reader, path, cancellation, out var line, out var tooLong))
        {
            var isBlank = !tooLong && LineInputs.IsBlank(line.Span);
            if (paragraph.Length > 0 && (isBlank || tooLong || paragraph.Length + line.Length > LongestParagraph))
            {
                yield return StreamInput.OfBytes(first, Bytes(paragraph));
                Empty(ref paragraph);
            }

            any |= !isBlank;
            if (tooLong)
            {
                yield return StreamInput.OfLongLine(LineInputs.Name(path), reader.LineNumber, Limits.DocumentBytes);
            }
            else if (!isBlank)
            {
                if (paragraph.Length == 0) first = reader.LineNumber;
                paragraph.Write(line.Span);
                paragraph.WriteByte((byte)'\n');
            }
        }

        if (paragraph.Length > 0) yield return StreamInput.OfBytes(first, Bytes(paragraph));
        if (!any) throw new InputException(ErrorCodes.Empty, $"{LineInputs.Name(path)}: there is nothing to read");
    }

    private static ReadOnlySpan<byte> Bytes(MemoryStream paragraph) => paragraph.GetBuffer().AsSpan(0, (int)paragraph.Length);

    private static void Empty(ref MemoryStream paragraph)
    {
        // One large paragraph must not hold its memory for the rest of the file.
        if (paragraph.Capacity > LongestParagraph) paragraph = new MemoryStream();
        else paragraph.SetLength(0);
    }

    /// <summary>The stream in UTF-8 where its byte order mark says that it is another encoding of Unicode.</summary>
    private static Stream Utf8(Stream stream)
    {
        // A byte at a time, and no further than the mark can reach: somebody may be typing.
        var head = new byte[4];
        var length = 0;
        while (length < head.Length && (length == 0 || head[0] is 0xFF or 0xFE) && stream.Read(head, length, 1) == 1) length++;
        var whole = new PrefixedStream(head.AsMemory(0, length), stream);
        var encoding = head.AsSpan(0, length) switch
        {
            [0xFF, 0xFE, 0, 0] => Encoding.UTF32,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => (Encoding?)null,
        };
        return encoding is null ? whole : Encoding.CreateTranscodingStream(whole, encoding, Encoding.UTF8);
    }
}
