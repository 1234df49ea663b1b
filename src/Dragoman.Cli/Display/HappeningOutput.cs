using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Dragoman.Cli.Hosting;
using Dragoman.Records.Json;
using Dragoman.Store;
using Spectre.Console;

namespace Dragoman.Cli.Display;

/// <summary>Happenings as a table for people, or as JSON Lines.</summary>
internal static class HappeningOutput
{
    private const int Page = 200;

    /// <summary>The happenings that a query finds, newest first, page after page.</summary>
    public static IEnumerable<HappeningRow> All(EventStore store, EventQuery query, CancellationToken cancellation)
    {
        string? after = null;
        do
        {
            var page = store.Happenings(query, Page, after, cancellation);
            foreach (var row in page.Rows) yield return row;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Writes one happening as a line of JSON.</summary>
    public static void WriteLine(IBufferWriter<byte> output, HappeningRow row)
    {
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = RecordsJson.Default.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("happening", row.Id);
            Write(writer, "story", row.Story);
            writer.WriteString("type", row.Best.Type.ToString().ToUpperInvariant());
            Write(writer, "mode", row.Best.Mode);
            Write(writer, "date", row.Best.Date);
            writer.WriteString("actor", row.Best.ActorName ?? row.Best.ActorText);
            Write(writer, "actorCode", row.Best.ActorCode);
            Write(writer, "recipient", row.Best.RecipientName ?? row.Best.RecipientText);
            Write(writer, "recipientCode", row.Best.RecipientCode);
            Write(writer, "place", row.Best.PlaceName);
            Write(writer, "placeCountry", row.Best.PlaceCountry);
            writer.WriteString("standing", Standing(row));
            writer.WriteNumber("independent", row.Independent);
            writer.WriteNumber("publishers", row.Publishers);
            writer.WriteNumber("reports", row.Reports);
            writer.WriteNumber("denials", row.Denials);
            writer.WriteBoolean("numbersDiffer", row.NumbersDiffer);
            writer.WriteString("reliability", row.Reliability.ToString());
            writer.WriteNumber("credibility", row.Credibility);
            if (row.First is { } first) writer.WriteString("first", first);
            if (row.Last is { } last) writer.WriteString("last", last);
            writer.WriteString("document", row.Best.Document);
            writer.WriteString("event", row.Best.Event);
            writer.WriteString("sentence", row.Best.Sentence);
            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>Writes the table.</summary>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<HappeningRow> rows, bool more, Terminal terminal) =>
        Consoles.Draw(output, terminal, console =>
        {
            if (rows.Count == 0)
            {
                console.MarkupLine("[dim]No happening fits.[/]");
                return;
            }

            var table = new Table().Border(TableBorder.Simple).Expand();
            foreach (var heading in (ReadOnlySpan<string>)["Date", "Happening", "Actor → recipient", "Standing", "Reports"])
                table.AddColumn(new TableColumn(new Markup($"[dim]{heading}[/]")));
            table.Columns[0].NoWrap();
            foreach (var row in rows)
            {
                var best = row.Best;
                var who = Escaped(best.ActorName ?? best.ActorText) + (best.RecipientText is null ? "" : " → " + Escaped(best.RecipientName ?? best.RecipientText));
                table.AddRow(
                    Escaped(best.Date ?? "—"),
                    $"{best.Type.ToString().ToUpperInvariant()}\n[dim]{row.Id}[/]",
                    $"{who}\n[dim]{Escaped(best.Sentence, 200)}[/]",
                    string.Create(CultureInfo.InvariantCulture, $"{Standing(row)}{(row.Independent > 1 ? $" ({row.Independent})" : "")}\n[dim]{row.Reliability}{row.Credibility}{(row.NumbersDiffer ? ", numbers differ" : "")}[/]"),
                    string.Create(CultureInfo.InvariantCulture, $"{row.Reports:N0}"));
            }

            console.Write(table);
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture, $"[dim]{rows.Count:N0} happening{(rows.Count == 1 ? "" : "s")}{(more ? ", and more: --limit shows them" : "")}[/]"));
        });

    private static string Standing(HappeningRow row) => row.Standing == Records.Standing.Alone ? "single" : row.Standing.ToString().ToLowerInvariant();

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) writer.WriteString(name, value);
    }

    private static string Escaped(string text, int longest = 60)
    {
        var safe = Consoles.Safe(text);
        return Markup.Escape(safe.Length <= longest ? safe : string.Concat(safe.AsSpan(0, longest - 1), "…"));
    }
}
