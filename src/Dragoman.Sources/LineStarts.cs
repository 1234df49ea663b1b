using System.Xml;

namespace Dragoman.Sources;

/// <summary>Turns the line and column that a reader of XML stands on into an offset of the text.</summary>
internal sealed class LineStarts
{
    private readonly List<int> starts = [0];

    /// <summary>Finds the lines of a text; CR LF, LF and CR each end one.</summary>
    public LineStarts(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n') continue;
            if (text[at] is '\n' or '\r') starts.Add(at + 1);
        }
    }

    /// <summary>Offset of the first character of the name in the tag that the reader stands on.</summary>
    /// <param name="position">The reader.</param>
    /// <param name="from">Offset at which the reader began.</param>
    /// <param name="around">Characters that it was given in front of that.</param>
    public int Offset(IXmlLineInfo position, int from = 0, int around = 0)
    {
        if (position.LineNumber == 1) return from + position.LinePosition - 1 - around;
        var first = starts.BinarySearch(from);
        if (first < 0) first = ~first - 1;
        var line = first + position.LineNumber - 1;
        return line < 0 || line >= starts.Count ? 0 : starts[line] + position.LinePosition - 1;
    }
}

/// <summary>A few characters, and then a text from an offset on, without a copy of it.</summary>
internal sealed class ChainedReader(string first, string rest, int offset) : TextReader
{
    private int given;
    private int at = offset;

    public override int Peek() => given < first.Length ? first[given] : at < rest.Length ? rest[at] : -1;

    public override int Read() => given < first.Length ? first[given++] : at < rest.Length ? rest[at++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (given < first.Length)
        {
            var length = Math.Min(buffer.Length, first.Length - given);
            first.AsSpan(given, length).CopyTo(buffer);
            given += length;
            return length;
        }

        var taken = Math.Min(buffer.Length, rest.Length - at);
        rest.AsSpan(at, taken).CopyTo(buffer);
        at += taken;
        return taken;
    }
}
