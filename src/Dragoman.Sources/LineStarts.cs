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
    public int Offset(IXmlLineInfo position) =>
        position.LineNumber < 1 || position.LineNumber > starts.Count ? 0 : starts[position.LineNumber - 1] + position.LinePosition - 1;
}
