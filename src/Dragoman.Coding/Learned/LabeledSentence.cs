using System.Globalization;
using System.Text;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>An event that somebody marked in a sentence.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Mode">Its mode; null for none.</param>
/// <param name="Factuality">The status of what the trigger names.</param>
/// <param name="Actors">Who did it: one or more spans.</param>
/// <param name="Recipients">To whom; may be empty.</param>
/// <param name="Triggers">The words that name it: one or more spans.</param>
internal sealed record LabeledEvent(
    EventType Type, string? Mode, Factuality Factuality, List<TextSpan> Actors, List<TextSpan> Recipients, List<TextSpan> Triggers);

/// <summary>A sentence with all events that it tells, as <c>data/training</c> has them.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Text">The sentence without marks.</param>
/// <param name="Events">Its events; empty where it tells none.</param>
internal sealed record LabeledSentence(string File, int Line, string Text, IReadOnlyList<LabeledEvent> Events);

/// <summary>
/// Reads sentences with marks: a line holds the events (<c>TYPE.mode/factuality</c>, several as <c>1:… 2:…</c>, none as <c>-</c>), a tab,
/// and the sentence, in which <c>[a words]</c> marks the actor, <c>[r words]</c> the recipient and <c>[t words]</c> the trigger, with the
/// number of the event where there are several (<c>[a1r2 Iran]</c>).
/// </summary>
internal static class LabeledSentences
{
    /// <summary>Reads every <c>*.tsv</c> of a folder, in the order of names.</summary>
    /// <exception cref="InvalidDataException">A line is malformed; the message names file, line and column.</exception>
    public static List<LabeledSentence> ReadFolder(string folder)
    {
        var sentences = new List<LabeledSentence>();
        foreach (var path in Directory.GetFiles(folder, "*.tsv").Order(StringComparer.Ordinal))
            sentences.AddRange(Read(Path.GetFileName(path), File.ReadLines(path)));
        return sentences;
    }

    /// <summary>Reads lines.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="lines">The lines.</param>
    /// <exception cref="InvalidDataException">A line is malformed.</exception>
    public static IEnumerable<LabeledSentence> Read(string file, IEnumerable<string> lines)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab <= 0)
                throw Error(file, number, 1, "a line is: events, tab, sentence");
            yield return Parse(file, number, line[..tab], line[(tab + 1)..].TrimEnd());
        }
    }

    private static LabeledSentence Parse(string file, int line, string heads, string marked)
    {
        var events = new SortedDictionary<int, LabeledEvent>();
        if (heads != "-")
        {
            foreach (var head in heads.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var colon = head.IndexOf(':', StringComparison.Ordinal);
                var index = colon < 0 ? 1 : int.TryParse(head.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
                if (index is < 1 or > 9 || !events.TryAdd(index, Head(file, line, head[(colon + 1)..])))
                    throw Error(file, line, 1, $"'{head}' has no number of its own between 1 and 9");
            }
        }

        var text = Unmark(file, line, marked, heads.Length + 1, events);
        foreach (var (index, told) in events)
        {
            if (told.Actors.Count == 0 || told.Triggers.Count == 0)
                throw Error(file, line, 1, $"event {index} has no [a …] or no [t …]");
        }

        return new LabeledSentence(file, line, text, [.. events.Values]);
    }

    private static LabeledEvent Head(string file, int line, string head)
    {
        var factuality = Factuality.Happened;
        var slash = head.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && !Enum.TryParse(head.AsSpan(slash + 1), true, out factuality))
            throw Error(file, line, 1, $"'{head[(slash + 1)..]}' is no factuality");
        var name = slash < 0 ? head : head[..slash];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var mode = dot < 0 ? null : name[(dot + 1)..];
        if (!EventTypes.TryParse(dot < 0 ? name : name[..dot], out var type))
            throw Error(file, line, 1, $"'{name}' is none of the sixteen types");
        if (mode is not null && Ontology.Current.Mode(type, mode) is null)
            throw Error(file, line, 1, $"'{mode}' is no mode of {EventTypes.Name(type)}");
        return new LabeledEvent(type, mode, factuality, [], [], []);
    }

    private static string Unmark(string file, int line, string marked, int before, SortedDictionary<int, LabeledEvent> events)
    {
        var text = new StringBuilder(marked.Length);
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] != '[')
            {
                text.Append(marked[i]);
                continue;
            }

            var blank = marked.IndexOf(' ', i);
            var close = marked.IndexOf(']', i);
            if (blank < 0 || close < blank)
                throw Error(file, line, before + i + 1, "a mark is: [a words]");
            var words = marked[(blank + 1)..close];
            var span = new TextSpan(text.Length, text.Length + words.Length);
            for (var k = i + 1; k < blank; k++)
            {
                var role = marked[k];
                var index = k + 1 < blank && char.IsAsciiDigit(marked[k + 1]) ? marked[++k] - '0' : 1;
                if (!events.TryGetValue(index, out var told))
                    throw Error(file, line, before + k + 1, $"there is no event {index}");
                var spans = role switch { 'a' => told.Actors, 'r' => told.Recipients, 't' => told.Triggers, _ => null };
                if (spans is null)
                    throw Error(file, line, before + k + 1, $"'{role}' is none of a, r, t");
                spans.Add(span);
            }

            text.Append(words);
            i = close;
        }

        return text.ToString();
    }

    private static InvalidDataException Error(string file, int line, int column, string message) =>
        new($"{file}:{line.ToString(CultureInfo.InvariantCulture)}:{column.ToString(CultureInfo.InvariantCulture)}: {message}");
}
