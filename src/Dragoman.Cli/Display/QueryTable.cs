using System.Buffers;
using System.Globalization;
using Dragoman.Cli.Hosting;
using Dragoman.Records;
using Dragoman.Store;
using Spectre.Console;

namespace Dragoman.Cli.Display;

/// <summary>Events as a table for people: when, what, who to whom, on whose word, where it was published, and the words.</summary>
internal static class QueryTable
{
    private const int LongestName = 60;

    /// <summary>Writes the table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rows">The events.</param>
    /// <param name="more">Whether the query finds more than these.</param>
    /// <param name="terminal">The terminal that shows it.</param>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<EventRow> rows, bool more, Terminal terminal) =>
        Consoles.Draw(output, terminal, console =>
        {
            if (rows.Count == 0)
            {
                console.MarkupLine("[dim]No event fits.[/]");
                return;
            }

            var table = new Table().Border(TableBorder.Simple).Expand();
            foreach (var heading in (ReadOnlySpan<string>)["Date", "Event", "Actor → recipient", "Voice", "Outlet"])
                table.AddColumn(new TableColumn(new Markup($"[dim]{heading}[/]")));
            table.Columns[0].NoWrap();
            table.Columns[1].NoWrap();
            foreach (var row in rows) Add(table, row);
            console.Write(table);
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture, $"[dim]{rows.Count:N0} event{(rows.Count == 1 ? "" : "s")}{(more ? ", and more: --limit shows them" : "")}[/]"));
        });

    private static void Add(Table table, EventRow row)
    {
        var what = $"[{ColorOf(row.Quad)}]{row.Type.ToString().ToUpperInvariant()}[/]";
        if (row.Factuality != Factuality.Happened) what += $"\n[dim]{row.Factuality.ToString().ToLowerInvariant()}[/]";
        var who = Who(row.ActorName ?? row.ActorText, row.ActorCode);
        if (row.RecipientText is { } recipient) who += " → " + Who(row.RecipientName ?? recipient, row.RecipientCode);
        var voice = row.AssertedBy is null ? "[dim]the text[/]" : Escaped(row.SpeakerName ?? row.SpeakerText ?? "unnamed");
        table.AddRow(
            Escaped(row.Date ?? "—"),
            what,
            $"{who}\n[dim]{Escaped(row.Sentence, 200)}[/]",
            voice,
            Escaped(row.Publisher ?? row.Title ?? "—"));
    }

    private static string Who(string name, string? code) =>
        code is null ? Escaped(name) : $"{Escaped(name)} [dim]{Escaped(code)}[/]";

    private static string ColorOf(int quad) => quad switch
    {
        1 => "green",
        2 => "blue",
        3 => "yellow",
        4 => "red",
        _ => "default",
    };

    private static string Escaped(string text, int longest = LongestName)
    {
        var safe = Consoles.Safe(text);
        return Markup.Escape(safe.Length <= longest ? safe : string.Concat(safe.AsSpan(0, longest - 1), "…"));
    }
}
