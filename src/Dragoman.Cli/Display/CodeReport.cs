using System.Buffers;
using System.Globalization;
using System.Text;
using Dragoman.Cli.Hosting;
using Dragoman.Records;
using Spectre.Console;

namespace Dragoman.Cli.Display;

/// <summary>A coded document for people: each event with its participants, date, place and voice, and the words it was read from.</summary>
internal static class CodeReport
{
    // A sentence longer than this is shown around its trigger only.
    private const int ContextBefore = 220;
    private const int ContextBehind = 260;

    /// <summary>Writes the report.</summary>
    public static void Write(IBufferWriter<byte> output, CodedDocument document, Terminal terminal) =>
        Consoles.Draw(output, terminal, console => Draw(console, document, terminal.OutputHasColor));

    private static void Draw(IAnsiConsole console, CodedDocument document, bool color)
    {
        console.MarkupLine($"[bold]{Escaped(document.Title ?? document.Id ?? FirstWords(document))}[/]");
        var about = string.Join(" · ", new[] { document.Source, document.Date, document.Url }.OfType<string>().Select(Escaped));
        if (about.Length > 0) console.MarkupLine($"[dim]{about}[/]");
        if (document.Origin is { } origin) console.MarkupLine($"[dim]first published by[/] {Escaped(origin.Publisher)}");

        foreach (var item in document.Events)
        {
            console.WriteLine();
            DrawEvent(console, document, item, color);
        }

        console.WriteLine();
        console.MarkupLine(
            $"[dim]{Count(document.Events.Count, "event")}, {Count(document.Statements.Count, "statement")}, "
            + $"{Count(document.Mentions.Count, "mention")}, {Count(document.Times.Count, "time")} in {Count(document.Sentences.Count, "sentence")}; "
            + "--json writes them all[/]");
        console.WriteLine();
    }

    private static void DrawEvent(IAnsiConsole console, CodedDocument document, PoliticalEvent item, bool color)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"[bold {ColorOf(item.Quad)}]{Name(item.Type)}[/]");
        if (item.Mode is { } mode) line.Append(CultureInfo.InvariantCulture, $" [dim]{Escaped(mode)}[/]");
        line.Append("  ").Append(Participant(item.Actor));
        if (item.Recipient is { } recipient) line.Append(" → ").Append(Participant(recipient));
        console.MarkupLine(line.ToString());

        var facts = new List<string> { item.Factuality.ToString().ToLowerInvariant() };
        if (item.Date is { } date) facts.Add(Escaped(date));
        if (item.Place is { } place) facts.Add(Escaped(place.Country is null ? place.Name : $"{place.Name} ({place.Country})"));
        if (VoiceOf(document, item) is { } voice) facts.Add("says " + Escaped(voice));
        if (item.Cameo is { } cameo) facts.Add("CAMEO " + Escaped(cameo));
        facts.Add(item.Confidence.ToString("0.00", CultureInfo.InvariantCulture));
        console.MarkupLine($"  [dim]{string.Join(" · ", facts)}[/]");
        console.Write(new Padder(new Markup(Evidence(document, item, color)), new Padding(2, 0, 0, 0)));
    }

    /// <summary>The sentence of the evidence with the trigger marked; participants too where they lie in it.</summary>
    private static string Evidence(CodedDocument document, PoliticalEvent item, bool color)
    {
        var text = document.Text;
        var sentence = item.Evidence.Sentence >= 0 && item.Evidence.Sentence < document.Sentences.Count
            ? document.Sentences[item.Evidence.Sentence]
            : new Extent(item.Evidence.Start, item.Evidence.End);
        var trigger = item.Evidence.Trigger;
        var start = Math.Clamp(Math.Max(sentence.Start, trigger.Start - ContextBefore), 0, text.Length);
        var end = Math.Clamp(Math.Min(sentence.End, trigger.End + ContextBehind), start, text.Length);

        var marks = new List<(int Start, int End, string Style, string Left, string Right)>();
        Mark(trigger.Start, trigger.End, "bold yellow", "«", "»");
        Mark(item.Actor.Start, item.Actor.End, "cyan", "", "");
        if (item.Recipient is { } recipient) Mark(recipient.Start, recipient.End, "magenta", "", "");
        marks.Sort(static (one, other) => one.Start.CompareTo(other.Start));

        var markup = new StringBuilder();
        if (start > sentence.Start) markup.Append("… ");
        var position = start;
        foreach (var mark in marks)
        {
            if (mark.Start < position) continue;
            markup.Append(Escaped(text.AsSpan(position, mark.Start - position)));
            var words = Escaped(text.AsSpan(mark.Start, mark.End - mark.Start));
            markup.Append(color ? $"[{mark.Style}]{words}[/]" : mark.Left + words + mark.Right);
            position = mark.End;
        }

        markup.Append(Escaped(text.AsSpan(position, end - position)));
        if (end < sentence.End) markup.Append(" …");
        return markup.ToString();

        void Mark(int from, int to, string style, string left, string right)
        {
            if (from >= start && to <= end && from < to) marks.Add((from, to, style, left, right));
        }
    }

    private static string? VoiceOf(CodedDocument document, PoliticalEvent item) =>
        item.AssertedBy is { } id && document.Statements.FirstOrDefault(statement => statement.Id == id) is { } said
            ? said.Speaker?.Text ?? "an unnamed speaker"
            : null;

    private static string Participant(Participant participant)
    {
        var words = Escaped(participant.Text);
        return participant.Code is { } code ? $"{words} [dim]{Escaped(code)}[/]" : words;
    }

    private static string FirstWords(CodedDocument document)
    {
        var text = document.Text.AsSpan().TrimStart();
        return text.Length <= 60 ? text.ToString() : string.Concat(text[..60], "…");
    }

    private static string ColorOf(int quad) => quad switch
    {
        1 => "green",
        2 => "blue",
        3 => "yellow",
        4 => "red",
        _ => "default",
    };

    private static string Name(EventType type) => type.ToString().ToUpperInvariant();

    private static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    private static string Escaped(string text) => Escaped(text.AsSpan());

    private static string Escaped(ReadOnlySpan<char> text) => Markup.Escape(Consoles.Safe(text));
}
