using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Knowledge;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman who</c>: who or what a name stands for on a day, and why.</summary>
internal sealed class WhoCommand : CliCommand
{
    private readonly Argument<string[]> _name = new("NAME")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "A name, short form, acronym, seat of power or role word",
    };

    private readonly Option<string?> _on = new("--on")
    {
        HelpName = "DATE",
        Description = "A day, month or year (2019-03-29, 2019-03, 2019); without it, what the tables know as present",
    };

    private readonly Option<string?> _knowledge = new("--knowledge")
    {
        HelpName = "DIR",
        Description = "A folder of your own tables, added to those built in",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    /// <summary>Makes the command.</summary>
    public WhoCommand()
        : base("who", usesJobs: false)
    {
        Details = "Shows the row of the tables that a name stands for on a day: office, days, code, who recognised a contested claim, why this one, and what else the name "
            + "may stand for. On a terminal for people; elsewhere JSON Lines, the likeliest first. Ends with exit code 1 where the tables do not know the name.";
        Examples =
        [
            new Example("dragoman who 'Sergei Lavrov' --on 2019-03-29", "The office that he held on that day."),
            new Example("dragoman who 'Juan Guaido' --on 2019-03-29", "A contested claim, and who recognised it."),
        ];
        Arguments.Add(_name);
        Options.Add(_on);
        Options.Add(_knowledge);
        Options.Add(_json);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var name = string.Join(' ', invocation.Value(_name) ?? []).Trim();
        var date = invocation.Value(_on);
        if (date is not null && !IsDate(date))
            throw new UsageException($"--on: '{date}' is no date; write 2019-03-29, 2019-03 or 2019");
        var directory = invocation.Value(_knowledge);
        if (directory is not null && !Directory.Exists(directory))
            throw new UsageException($"{directory}: no such folder of knowledge tables");
        var knowledge = KnowledgeBase.Load(directory);
        foreach (var problem in knowledge.Problems) Invocation.Say($"left out: {problem}");
        var found = WhoLookUp.Find(knowledge, name, date);
        if (found.Count == 0)
        {
            Invocation.Say($"the tables do not know '{name}'");
            return ExitCodes.Failed;
        }

        using var output = OutputTarget.Open(invocation.Output);
        output.Write(output.IsStandardOutput && !invocation.Value(_json) && invocation.Terminal.OutputIsTerminal
            ? Encoding.UTF8.GetBytes(Report(knowledge, found))
            : Lines(knowledge, found));
        output.Complete();
        return ExitCodes.Done;
    }

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text.Length switch { 4 => text + "-01-01", 7 => text + "-01", _ => text }, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Report(KnowledgeBase knowledge, IReadOnlyList<WhoCandidate> found)
    {
        var text = new StringBuilder();
        for (var i = 0; i < found.Count; i++)
        {
            if (i == 1)
                text.Append("\nthe name may also stand for:\n");
            var candidate = found[i];
            var entry = candidate.Entry;
            text.Append(CultureInfo.InvariantCulture, $"{entry.Name}: {(entry.Detail.Length > 0 ? entry.Detail : entry.Kind.ToString().ToLowerInvariant())}\n");
            Line(text, "code", (candidate.Code ?? "none") + Country(knowledge, candidate.Country));
            if (candidate.Term is { } term)
                Line(text, "office", $"{term.Office}, {Span(term.From, term.Until)}{(term.Contested ? ", contested" : "")}");
            else if (entry.From is not null || entry.Until is not null)
                Line(text, "days", Span(entry.From, entry.Until));
            Line(text, "because", candidate.Reason);
            if (knowledge.RowOf(entry, candidate.Term) is { } row)
                Line(text, "row", $"{row.File} line {row.Line.ToString(CultureInfo.InvariantCulture)}, {row.Source}");
            foreach (var recognition in candidate.Term?.RecognizedBy ?? [])
                Line(text, "recognised", $"by {recognition.By}{Country(knowledge, recognition.By)}, {Span(recognition.From, recognition.Until)}");
            foreach (var other in entry.Offices)
            {
                if (entry.Kind == NameKind.Person && other != candidate.Term)
                    Line(text, "also", $"{other.Office} ({other.Country}), {Span(other.From, other.Until)}{(other.Contested ? ", contested" : "")}");
            }
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string label, string value) => text.Append("  ").Append(label.PadRight(11)).Append(value).Append('\n');

    private static string Country(KnowledgeBase knowledge, string? code) =>
        code is not null && knowledge.Countries.TryGetValue(code, out var name) ? $" ({name})" : "";

    private static string Span(string? from, string? until) => (from, until) switch
    {
        (null, null) => "days not known",
        (null, _) => $"until {until}",
        (_, null) => $"from {from}, no end known",
        _ => $"{from} to {until}",
    };

    private static byte[] Lines(KnowledgeBase knowledge, IReadOnlyList<WhoCandidate> found)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var candidate in found)
        {
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteString("name", candidate.Entry.Name);
                json.WriteString("kind", candidate.Entry.Detail.Length > 0 ? candidate.Entry.Detail : candidate.Entry.Kind.ToString().ToLowerInvariant());
                json.WriteString("code", candidate.Code);
                json.WriteString("country", candidate.Country);
                json.WriteStartArray("sectors");
                foreach (var sector in candidate.Sectors) json.WriteStringValue(sector);
                json.WriteEndArray();
                json.WriteBoolean("held", candidate.Held);
                json.WriteString("office", candidate.Term?.Office);
                json.WriteString("from", candidate.Term is { } term ? term.From : candidate.Entry.From);
                json.WriteString("until", candidate.Term is { } until ? until.Until : candidate.Entry.Until);
                json.WriteBoolean("contested", candidate.Term?.Contested ?? false);
                json.WriteStartArray("recognizedBy");
                foreach (var recognition in candidate.Term?.RecognizedBy ?? []) json.WriteStringValue(recognition.By);
                json.WriteEndArray();
                json.WriteString("reason", candidate.Reason);
                if (knowledge.RowOf(candidate.Entry, candidate.Term) is { } row)
                {
                    json.WriteString("table", row.File);
                    json.WriteNumber("line", row.Line);
                    json.WriteString("source", row.Source);
                }

                json.WriteEndObject();
            }

            buffer.Write("\n"u8);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
