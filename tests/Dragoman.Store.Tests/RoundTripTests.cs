using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Dragoman.Records;
using Dragoman.Records.Json;
using Parquet;

namespace Dragoman.Store.Tests;

/// <summary>What goes out in each form comes back as it was, as far as the form can carry it. ICEWS, POLECAT and GDELT events: see <see cref="ImportTests"/>.</summary>
public class RoundTripTests
{
    private static readonly StoredDocument Report = Sample.Document(
        "Ministry accuses company", "Première phrase, avec “guillemets”.", url: "https://news.example/a?b=1&c=2", source: "Harbour, Post",
        acts:
        [
            new Act { Cameo = "111", Mode = "disapprove", Goldstein = -2, Contexts = ["economic", "military"], ActorName = "Ministry of Trade", Place = "Suva", Country = "FJI", Confidence = 0.83, Speaker = "an aide" },
            new Act(EventType.Consult) { Actor = "Fiji", Recipient = "Tuvalu", RecipientCode = "TUVGOV", Cameo = "042", Goldstein = 1.9, Date = "2019-04", Precision = DatePrecision.Month },
            new Act(EventType.Aid) { Recipient = null, RecipientCode = null, Date = null, Factuality = Factuality.Planned },
        ]);

    [Fact]
    public void Jsonl_is_the_event_itself()
    {
        var lines = Export("jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var read = lines.Select(line => JsonSerializer.Deserialize(line, RecordsJson.Default.PoliticalEvent)!).OrderBy(told => told.Id).ToList();
        Assert.Equal(
            Report.Coded.Events.Select(told => JsonSerializer.Serialize(told, RecordsJson.Default.PoliticalEvent)),
            read.Select(told => JsonSerializer.Serialize(told, RecordsJson.Default.PoliticalEvent)));
        Assert.All(lines, line => Assert.Equal(Report.Id, (string?)JsonNode.Parse(line)!["document"]));
    }

    [Fact]
    public async Task Parquet_of_several_groups_has_every_row_and_every_gap()
    {
        const int Rows = (2 * ParquetFormat.GroupRows) + 3_457;
        var random = new Random(11);
        var rows = Enumerable.Range(0, Rows).Select(i => new EventRow
        {
            Document = string.Create(CultureInfo.InvariantCulture, $"document {i / 5}"),
            Event = string.Create(CultureInfo.InvariantCulture, $"e{i % 5}"),
            Type = (EventType)random.Next(16),
            Mode = random.Next(3) == 0 ? null : "armed",
            Contexts = [],
            Quad = random.Next(5),
            Goldstein = random.Next(4) == 0 ? null : random.Next(-100, 100) / 10.0,
            ActorText = random.Next(50) == 0 ? "Ünï – 日本" : string.Create(CultureInfo.InvariantCulture, $"actor {random.Next(70_000)}"),
            ActorSectors = random.Next(2) == 0 ? ["GOV", "MIL"] : [],
            RecipientSectors = [],
            Date = "2019-03-29",
            Factuality = i < ParquetFormat.GroupRows ? Factuality.Happened : Factuality.Denied,
            Sentence = string.Create(CultureInfo.InvariantCulture, $"Sentence {i}."),
            Title = i / 5 % 3 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"title {i / 5}"),
            Independent = i % 7 == 0 ? i : null,
            Published = "2019-03-30",
            Trigger = new TextSpan(i, i + 4),
            Confidence = 0.5,
        }).ToList();
        using var bytes = new MemoryStream();
        Assert.Equal(Rows, new ParquetFormat().Write(rows, bytes, TestContext.Current.CancellationToken));
        bytes.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(bytes, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(3, reader.RowGroupCount);
        var fields = reader.Schema.GetDataFields();
        var start = 0;
        for (var number = 0; number < reader.RowGroupCount; number++)
        {
            using var group = reader.OpenRowGroupReader(number);
            var count = (int)group.RowCount;
            for (var i = 0; i < fields.Length; i++)
            {
                var column = EventColumns.All[i];
                var expected = rows.Skip(start).Take(count).Select(row => Written(column, row) is { Length: > 0 } value ? value : null);
                Assert.Equal(expected, await Read(group, fields[i], column, count));
            }

            start += count;
        }

        Assert.Equal(Rows, start);
    }

    private static async Task<IEnumerable<string?>> Read(ParquetRowGroupReader group, Parquet.Schema.DataField field, EventColumn column, int count)
    {
        if (column.Text is not null)
        {
            var texts = new string?[count];
            await group.ReadAsync(field, texts.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
            return texts;
        }

        if (column.Real is not null)
        {
            var numbers = new double?[count];
            await group.ReadAsync<double>(field, numbers.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
            return numbers.Select(value => value?.ToString(CultureInfo.InvariantCulture));
        }

        var values = new int?[count];
        await group.ReadAsync<int>(field, values.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        return values.Select(value => value?.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Parquet_has_the_values_of_csv()
    {
        var rows = Rows();
        using var bytes = new MemoryStream();
        using var temporary = new TemporaryStore(Report);
        EventExport.Write(temporary.Store, EventQuery.Everything, EventExport.Find("parquet")!, bytes, TestContext.Current.CancellationToken);
        bytes.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(bytes, cancellationToken: TestContext.Current.CancellationToken);
        using var group = reader.OpenRowGroupReader(0);
        var fields = reader.Schema.GetDataFields();
        for (var i = 0; i < fields.Length; i++)
        {
            var column = EventColumns.All[i];
            var expected = rows.Select(row => Written(column, row) is { Length: > 0 } value ? value : null).ToArray();
            var actual = new string?[rows.Count];
            if (column.Text is not null)
            {
                var values = new string?[rows.Count];
                await group.ReadAsync(fields[i], values.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
                actual = values;
            }
            else if (column.Real is not null)
            {
                var values = new double?[rows.Count];
                await group.ReadAsync<double>(fields[i], values.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
                actual = [.. values.Select(value => value?.ToString(CultureInfo.InvariantCulture))];
            }
            else
            {
                var values = new int?[rows.Count];
                await group.ReadAsync<int>(fields[i], values.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
                actual = [.. values.Select(value => value?.ToString(CultureInfo.InvariantCulture))];
            }

            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Plover_keeps_types_sides_days_and_what_it_has_no_field_for()
    {
        var read = Export("plover").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        foreach (var row in Rows())
        {
            var json = read.Single(node => (string?)node["id"] == $"{row.Document}_{row.Event}");
            Assert.Equal(EventExport.Name(row.Type), (string?)json["event"]);
            Assert.Equal((row.Mode, row.ActorCode, row.ActorText), ((string?)json["mode"], (string?)json["actor"]![0]!["code"], (string?)json["actor"]![0]!["entity_text"]));
            Assert.Equal(row.RecipientCode, (string?)json["recipient"]!.AsArray().FirstOrDefault()?["code"]);
            Assert.Equal(row.Contexts, json["context"]!.AsArray().Select(value => (string)value!));
            Assert.Equal(row.Sentence, (string?)json["text"]);
            Assert.Equal((row.Url, row.Publisher, row.Title), ((string?)json["cite_info"]!["url"], (string?)json["cite_info"]!["citation"], (string?)json["cite_info"]!["title"]));
            var comment = ((string)json["comment"]!).Split("; ").Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
            Assert.Equal(EventExport.Name(row.Factuality), comment["factuality"]);
            Assert.Equal(row.Cameo, comment.GetValueOrDefault("cameo"));
            Assert.Equal(row.SpeakerText, comment.GetValueOrDefault("asserted_by"));
            Assert.Equal(EventExport.Name(row.DatePrecision), comment["date_precision"]);
        }

        var month = read.Single(node => (string?)node["event"] == "CONSULT");
        Assert.Equal(("2019-04-01", "2019-04-30"), ((string?)month["date"], (string?)month["enddate"]));
        Assert.Equal("2019-03-30", (string?)read.Single(node => (string?)node["event"] == "AID")["date"]);
    }

    [Fact]
    public void Mentions_name_events_of_the_other_table_and_their_offsets_hit_the_words()
    {
        var events = Export("gdelt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToDictionary(cells => cells[0]);
        var mentions = Export("gdelt-mentions").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        Assert.Equal(2, mentions.Count);
        foreach (var cells in mentions)
        {
            var told = events[cells[0]];
            var text = Report.Coded.Text;
            Assert.StartsWith(told[6], text[int.Parse(cells[7], CultureInfo.InvariantCulture)..].ToUpperInvariant().Replace("THE MINISTRY", "MINISTRY OF TRADE", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.StartsWith(told[16], text[int.Parse(cells[8], CultureInfo.InvariantCulture)..].ToUpperInvariant(), StringComparison.Ordinal);
            Assert.StartsWith("did", text[int.Parse(cells[9], CultureInfo.InvariantCulture)..], StringComparison.Ordinal);
            Assert.Equal((told[60], told[59]), (cells[5], cells[2]));
        }
    }

    [Fact]
    public void Phoenix_lines_read_back_into_day_dyad_and_code()
    {
        var read = Export("phoenix").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        Assert.Equal(
            [("20190329", "FJIGOV", "TUVBUS", "111", "-2"), ("20190401", "FJIGOV", "TUVGOV", "042", "1.9"), ("20190401", "TUVGOV", "FJIGOV", "043", "1.9")],
            read.Select(cells => (cells[1], cells[5], cells[9], cells[13], cells[16])).Order());
        Assert.All(read, cells => Assert.Equal((cells[1][..4], Report.Id), (cells[2], cells[23].Split('_')[0])));
    }

    [Fact]
    public void Stix_and_atom_read_back_into_who_did_what_to_whom()
    {
        var objects = JsonNode.Parse(Export("stix"))!["objects"]!.AsArray().ToDictionary(node => (string)node!["id"]!, node => node!);
        var dyads = objects.Values.Where(node => (string?)node["type"] == "relationship")
            .Select(node => ((string)objects[(string)node["source_ref"]!]["name"]!, (string)node["relationship_type"]!, (string)objects[(string)node["target_ref"]!]["name"]!));
        Assert.Equal([("Fiji", "consult", "Tuvalu"), ("Ministry of Trade", "accuse", "the company")], dyads.Order());
        Assert.Equal("FJ", (string?)objects.Values.Single(node => (string?)node["type"] == "location")["country"]);
        Assert.Equal("Asserted by an aide.", (string?)objects.Values.Single(node => (string?)node["type"] == "note")["content"]);

        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entries = XDocument.Parse(Export("atom")).Root!.Elements(atom + "entry").ToList();
        Assert.Equal(
            ["Fiji → Tuvalu: CONSULT", "The ministry → the company: ACCUSE disapprove", "The ministry: AID"], entries.Select(entry => entry.Element(atom + "title")!.Value).Order());
        Assert.All(entries, entry => Assert.Equal("https://news.example/a?b=1&c=2", entry.Element(atom + "link")!.Attribute("href")!.Value));
        Assert.Equal(entries.Count, entries.Select(entry => entry.Element(atom + "id")!.Value).Distinct().Count());

        // Without a link an entry has content of its own.
        using var temporary = new TemporaryStore(Sample.Document("x", acts: [new Act()]));
        using var output = new MemoryStream();
        EventExport.Write(temporary.Store, EventQuery.Everything, EventExport.Find("atom")!, output, TestContext.Current.CancellationToken);
        var entry = XDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).Root!.Element(atom + "entry")!;
        Assert.Equal("The ministry did the company.", entry.Element(atom + "content")!.Value);
        Assert.Null(entry.Element(atom + "link"));
    }

    private static List<EventRow> Rows()
    {
        using var temporary = new TemporaryStore(Report);
        return [.. temporary.Store.Enumerate(EventQuery.Everything, EventDetail.Whole, TestContext.Current.CancellationToken)];
    }

    private static string Export(string format)
    {
        using var temporary = new TemporaryStore(Report);
        using var output = new MemoryStream();
        EventExport.Write(temporary.Store, EventQuery.Everything, EventExport.Find(format)!, output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string? Written(EventColumn column, EventRow row)
    {
        if (column.Text is { } text) return text(row);
        Span<char> characters = stackalloc char[32];
        return characters[..column.Write(row, characters)].ToString();
    }
}
