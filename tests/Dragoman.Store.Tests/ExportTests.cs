using System.Text;
using System.Text.Json.Nodes;
using Dragoman.Records;
using Dragoman.Records.Json;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Events in the forms that others read.</summary>
public abstract class ExportTests(TestEngine engine)
{
    [Fact]
    public void Csv_reads_back_whatever_the_texts_hold()
    {
        var document = Sample.Document(
            "A \"title\", with\r\nall of it", url: "=1+1", source: "Café, “Radio”",
            acts:
            [
                new Act { Actor = "the, \"ministry\"", Recipient = "=HYPERLINK(\"x\")", Goldstein = -5.5 },
                new Act { Actor = "-5", Recipient = null, Date = null, ActorCode = null },
            ]);
        using var temporary = engine.NewStore(document);
        var rows = ReadCsv(Export(temporary.Store, "", "csv", 2));
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        string Cell(int row, string column) => rows[row][rows[0].IndexOf(column)];
        Assert.Equal("A \"title\", with\r\nall of it", Cell(1, "title"));
        Assert.Equal("Café, “Radio”", Cell(1, "source"));
        Assert.Equal("the, \"ministry\"", Cell(1, "actor_text"));
        Assert.Equal("'=HYPERLINK(\"x\")", Cell(1, "recipient_text"));
        Assert.Equal("'=1+1", Cell(1, "url"));
        Assert.Equal("-5.5", Cell(1, "goldstein"));
        Assert.Equal("'-5", Cell(2, "actor_text"));
        Assert.Equal(("", "", ""), (Cell(2, "recipient_text"), Cell(2, "date"), Cell(2, "actor_code")));
        Assert.Equal(("ACCUSE", "happened", "unknown"), (Cell(2, "type"), Cell(2, "factuality"), Cell(2, "date_precision")));
    }

    [Fact]
    public void Csv_of_nothing_is_its_header()
    {
        using var temporary = engine.NewStore();
        Assert.Single(ReadCsv(Export(temporary.Store, "", "csv", 0)));
        Assert.Equal("", Export(temporary.Store, "", "jsonl", 0));
    }

    [Fact]
    public void The_columns_of_csv_stay()
    {
        using var temporary = engine.NewStore();
        Assert.Equal(
            "document,event,date,date_precision,type,mode,contexts,cameo,quad,goldstein,actor_text,actor_name,actor_code,actor_country,actor_sectors,"
            + "recipient_text,recipient_name,recipient_code,recipient_country,recipient_sectors,place,place_admin1,place_country,latitude,longitude,"
            + "factuality,asserted_by,speaker_text,speaker_name,speaker_code,confidence,salience,sentence,evidence_start,evidence_end,"
            + "trigger_start,trigger_end,title,url,source,origin,published,happening,standing,independent,credibility,reliability,data_set\r\n",
            Export(temporary.Store, "", "csv", 0));
    }

    [Fact]
    public void A_line_of_json_is_the_event_and_its_document()
    {
        var document = Sample.Document(
            "A title", url: "https://news.example/é", source: "The Reef",
            acts: [new Act(EventType.Aid) { Place = "Suva", Country = "FJI", Speaker = "an aide", Contexts = ["economic"] }]);
        using var temporary = engine.NewStore(document);
        var line = JsonNode.Parse(Export(temporary.Store, "", "jsonl", 1))!.AsObject();
        Assert.Equal(
            (document.Id, "A title", "https://news.example/é", "The Reef", "2019-03-30"),
            ((string)line["document"]!, (string)line["title"]!, (string)line["url"]!, (string)line["source"]!, (string)line["published"]!));
        var sentence = (string)line["sentence"]!;
        Assert.Equal(sentence, document.Coded.Text.Substring((int)line["sentenceStart"]!, sentence.Length));
        foreach (var name in (string[])["document", "title", "url", "source", "published", "sentence", "sentenceStart"]) line.Remove(name);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(document.Coded.Events[0], RecordsJson.Default.PoliticalEvent), line.ToJsonString(RecordsJson.Default.Options));
    }

    [Fact]
    public void Every_form_writes_every_event_in_order()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 80).Select(number => Synthetic.Document(number))]);
        var ids = temporary.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Select(row => row.Document + row.Event).ToList();
        Assert.Equal(ids, ReadCsv(Export(temporary.Store, "", "csv", 240)).Skip(1).Select(row => row[0] + row[1]));
        Assert.Equal(ids, Export(temporary.Store, "", "jsonl", 240).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!).Select(line => (string)line["document"]! + (string)line["id"]!));
    }

    [Fact]
    public void A_format_is_found_by_name_in_any_case()
    {
        Assert.Equal("jsonl", EventExport.Find("JSONL")!.Name);
        Assert.Null(EventExport.Find("xml"));
        Assert.Equal(EventExport.Formats.Count, EventExport.Formats.Select(format => format.Name).Distinct().Count());
    }

    [Fact]
    public void An_export_that_is_cancelled_stops()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 10).Select(number => Synthetic.Document(number))]);
        using var cancelled = new CancellationTokenSource();
        var output = new CancellingWriter(cancelled);
        var rows = temporary.Store.Enumerate(EventQuery.Everything, EventDetail.Row, TestContext.Current.CancellationToken);
        Assert.ThrowsAny<OperationCanceledException>(() => new CsvFormat().Write(rows, output, cancelled.Token));
        Assert.InRange(output.Lines, 3, 5);
    }

    private static string Export(EventStore store, string query, string format, long expected)
    {
        using var output = new MemoryStream();
        Assert.Equal(expected, EventExport.Write(store, EventQuery.Parse(query), EventExport.Find(format)!, output, TestContext.Current.CancellationToken));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>A reader by the letter of RFC 4180.</summary>
    private static List<List<string>> ReadCsv(string text)
    {
        var rows = new List<List<string>> { new() };
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"')
            {
                Assert.Equal(0, cell.Length);
                quoted = true;
            }
            else if (c is ',' or '\r')
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (c == '\r') Assert.Equal('\n', text[i + 1]);
            }
            else if (c == '\n')
            {
                rows.Add([]);
            }
            else
            {
                cell.Append(c);
            }
        }

        Assert.False(quoted);
        Assert.Empty(rows[^1]);
        rows.RemoveAt(rows.Count - 1);
        return rows;
    }

    private sealed class CancellingWriter(CancellationTokenSource source) : TextWriter
    {
        public int Lines { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
        }

        public override void Write(string? value)
        {
            if (value == "\r\n" && ++Lines == 4) source.Cancel();
        }
    }
}
