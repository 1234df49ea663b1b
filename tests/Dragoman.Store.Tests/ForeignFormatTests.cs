using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Dragoman.Records;
using Dragoman.Tests;
using Parquet;

namespace Dragoman.Store.Tests;

/// <summary>Events in the columns of other data sets, held to their published headers and to rows worked out by hand.</summary>
public class ForeignFormatTests
{
    private static readonly Act Accusation = new()
    {
        Actor = "The ministry",
        ActorCode = "FJIGOV",
        Recipient = "the company",
        RecipientCode = "TUVBUS",
        Date = "2019-03-29",
        Mode = "disapprove",
        Cameo = "111",
        Place = "Suva",
        Country = "FJI",
        Goldstein = -2,
        Contexts = ["economic"],
        Confidence = 0.83,
    };

    private static readonly Act Talks = new(EventType.Consult)
    {
        Actor = "Fiji",
        ActorCode = "FJIGOV",
        Recipient = "Tuvalu",
        RecipientCode = "TUVGOV",
        Date = "2019-04-01",
        Cameo = "042",
        Goldstein = 1.9,
    };

    private static byte[] Export(string format, long expected, params Act[] acts) => ExportFrom("https://news.example/a", format, expected, acts);

    private static byte[] ExportFrom(string url, string format, long expected, params Act[] acts)
    {
        var document = Sample.Document("A title", url: url, source: "Harbour Post", acts: acts);
        using var temporary = new TemporaryStore(document);
        using var output = new MemoryStream();
        Assert.Equal(
            expected, EventExport.Write(temporary.Store, EventQuery.Everything, EventExport.Find(format)!, output, TestContext.Current.CancellationToken));
        return output.ToArray();
    }

    private static string[][] Lines(byte[] bytes) =>
        [.. Encoding.Latin1.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];

    [Fact]
    public void Gdelt_has_its_61_columns_and_two_records_of_a_visit()
    {
        var lines = Lines(Export("gdelt", 2, Accusation, Talks));
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Equal(61, line.Length));
        Assert.Equal(61, ((TabbedFormat)EventExport.Find("gdelt")!).Columns.Count);
        var accusation = lines.Single(line => line[26] == "111");

        // Day, month and year; fraction: 2019 + (3 × 30 + 29) / 365.
        Assert.Equal(["20190329", "201903", "2019", "2019.3260"], accusation[1..5]);
        Assert.Equal(["FJIGOV", "THE MINISTRY", "FJI", "", "", "", "", "GOV", "", ""], accusation[5..15]);
        Assert.Equal(["TUVBUS", "THE COMPANY", "TUV", "", "", "", "", "BUS", "", ""], accusation[15..25]);
        Assert.Equal(["1", "111", "111", "11", "3", "-2", "1", "1", "1", ""], accusation[25..35]);
        Assert.Equal(["4", "Suva, Fiji", "FJ", "", "", "", "", ""], accusation[51..59]);
        Assert.Equal(["20190330000000", "https://news.example/a"], accusation[59..]);
        Assert.Equal(
            [("042", "FIJI", "TUVALU"), ("043", "TUVALU", "FIJI")],
            lines.Where(line => line[26] != "111").Select(line => (line[26], line[6], line[16])).Order());
        Assert.Equal(3, lines.Select(line => line[0]).Distinct().Count());
    }

    [Theory]
    [InlineData("https://www.news.example/a", "news.example")]
    [InlineData("https://WWW.news.example/a", "news.example")]
    [InlineData("https://wwwnews.example/a", "wwwnews.example")]
    [InlineData("https://world.news.example/a", "world.news.example")]
    public void Gdelt_mentions_name_the_domain(string url, string domain) =>
        Assert.Equal(domain, Assert.Single(Lines(ExportFrom(url, "gdelt-mentions", 1, Accusation)))[4]);

    [Fact]
    public void Gdelt_mentions_have_16_columns_and_point_at_the_words()
    {
        var line = Assert.Single(Lines(Export("gdelt-mentions", 1, Accusation)));
        Assert.Equal(16, line.Length);
        Assert.Equal(
            ["20190330000000", "20190330000000", "1", "news.example", "https://news.example/a", "1", "0", "17", "13", "1", "83", "", "", "", ""], line[1..]);
    }

    [Fact]
    public void Icews_has_its_header_and_one_row_worked_out_by_hand()
    {
        var lines = Lines(Export("icews", 1, Accusation));
        Assert.Equal(
            "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,Target Sectors,Target Country,Story ID,"
            + "Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude",
            string.Join(',', lines[0]));
        Assert.Equal(20, lines[1].Length);
        Assert.Equal(
            ["2019-03-29", "The ministry", "Government", "Fiji", lines[1][5], "111", "-2", "the company", "Business", "Tuvalu"],
            lines[1][1..11]);
        Assert.Equal(["1", "Harbour Post", "Suva", "", "", "Fiji", "", ""], lines[1][12..]);
        Assert.NotEqual("", lines[1][5]);
    }

    [Fact]
    public void Polecat_has_40_columns_and_says_None_for_what_is_missing()
    {
        var lines = Lines(Export("polecat", 1, Accusation with { Actor = "Ministère de l’Économie Žižek" }));
        Assert.Equal(40, lines[0].Length);
        Assert.Equal(["Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name"], lines[0][..8]);
        Assert.Equal(["Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"], lines[0][33..]);
        var row = lines[1];
        Assert.StartsWith("20190330-", row[0], StringComparison.Ordinal);
        Assert.Equal(["2019-03-29", "ACCUSE", "disapprove", "-2", "3", "economic", "Ministère de l'Économie Zizek", "FJI", "950", "GOV", "GOV", "None"], row[1..13]);
        Assert.Equal(["the company", "TUV", "947", "BUS", "BUS", "None", "the company", "None"], row[15..23]);
        Assert.Equal(["Harbour Post", "2019-03-30", "None", "None", "None", "English", "PLOVER 2.0"], row[33..]);
    }

    [Fact]
    public void Phoenix_writes_one_line_for_a_day_a_dyad_and_a_code()
    {
        var lines = Lines(Export("phoenix", 3, Accusation, Accusation, Talks));
        Assert.All(lines, line => Assert.Equal(26, line.Length));
        Assert.Equal(26, PhoenixFormat.Columns.Count);
        var accusation = Assert.Single(lines, line => line[13] == "111");
        Assert.Equal(["20190329", "2019", "3", "29", "FJIGOV", "FJI", "GOV", "", "TUVBUS", "TUV", "BUS", "", "111", "11", "3", "-2", "ECONOMIC,1"], accusation[1..18]);
        Assert.Equal(2, accusation[23].Split(';').Length);
        Assert.Equal(["https://news.example/a", "Harbour Post"], accusation[24..]);
        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData("030", "1")]
    [InlineData("020", "0")]
    [InlineData("163", "3")]
    [InlineData("145", "4")]
    [InlineData("190", "4")]
    public void Phoenix_has_classes_of_its_own(string cameo, string quad) => Assert.Equal(quad, PhoenixFormat.Quad(cameo));

    [Theory]
    [InlineData("gdelt")]
    [InlineData("icews")]
    [InlineData("polecat")]
    [InlineData("phoenix")]
    public void What_was_denied_is_left_out_where_nothing_could_say_so(string format) =>
        Export(format, 1, Accusation, Accusation with { Factuality = Factuality.Denied, Date = "2019-03-20" });

    [Theory]
    [InlineData("gdelt")]
    [InlineData("gdelt-mentions")]
    [InlineData("icews")]
    [InlineData("polecat")]
    [InlineData("phoenix")]
    public void No_text_breaks_out_of_its_cell(string format)
    {
        var hostile = Accusation with { Actor = "the\tmini\r\nstry\u2028of\u0000it" };
        var columns = Lines(Export(format, 1, Accusation))[^1].Length;
        Assert.All(Lines(Export(format, 1, hostile)), line => Assert.Equal(columns, line.Length));
    }

    [Fact]
    public void Plover_keeps_everything_and_says_the_rest_in_its_comment()
    {
        var json = JsonNode.Parse(Encoding.UTF8.GetString(Export("plover", 1, Accusation with { Speaker = "an aide", Factuality = Factuality.Denied })))!;
        Assert.Equal("ACCUSE", (string?)json["event"]);
        Assert.Equal("2019-03-29", (string?)json["date"]);
        Assert.Equal("FJIGOV", (string?)json["actor"]![0]!["code"]);
        Assert.Equal("BUS", (string?)json["recipient"]![0]!["sector"]![0]);
        Assert.Equal(-2, (double?)json["event_scale"]);
        Assert.Equal("The ministry did the company", ((string?)json["event_text"])?.Trim());
        Assert.Contains("factuality=denied; asserted_by=an aide", (string?)json["comment"], StringComparison.Ordinal);
    }

    [Fact]
    public void Stix_is_one_bundle_whose_references_all_lead_somewhere()
    {
        var bytes = Export("stix", 3, Accusation, Talks with { Speaker = "an aide" }, Accusation with { Recipient = null });
        var bundle = JsonNode.Parse(bytes)!;
        Assert.Equal("bundle", (string?)bundle["type"]);
        var objects = bundle["objects"]!.AsArray().Select(node => node!.AsObject()).ToList();
        var ids = objects.Select(item => (string)item["id"]!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var item in objects)
        {
            Assert.Equal("2.1", (string?)item["spec_version"]);
            Assert.Matches("^[a-z]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", (string)item["id"]!);
            foreach (var reference in item.Where(pair => pair.Key.EndsWith("_ref", StringComparison.Ordinal))) Assert.Contains((string)reference.Value!, ids);
            foreach (var reference in item["object_refs"]?.AsArray() ?? []) Assert.Contains((string)reference!, ids);
        }

        var report = objects.First(item => (string?)item["type"] == "report");
        Assert.NotNull(report["published"]);
        Assert.InRange((int)report["confidence"]!, 0, 100);
        Assert.Single(objects, item => (string?)item["type"] == "note");
        Assert.Equal(bytes, Export("stix", 3, Accusation, Talks with { Speaker = "an aide" }, Accusation with { Recipient = null }));
    }

    [Fact]
    public void Atom_is_a_feed_whatever_the_texts_hold()
    {
        var document = XDocument.Parse(Encoding.UTF8.GetString(Export("atom", 1, Accusation with { Actor = "<b>the\u0001 ministry & co" })));
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entry = document.Root!.Element(atom + "entry")!;
        Assert.StartsWith("<b>the\uFFFD ministry & co → the company: ACCUSE", entry.Element(atom + "title")!.Value, StringComparison.Ordinal);
        Assert.Equal("https://news.example/a", entry.Element(atom + "link")!.Attribute("href")!.Value);
        Assert.Equal(["title", "id", "updated", "author", "entry"], document.Root.Elements().Select(element => element.Name.LocalName));
        Assert.NotNull(XDocument.Parse(Encoding.UTF8.GetString(Export("atom", 0))).Root);
    }

    [Fact]
    public async Task Parquet_reads_back_what_csv_has()
    {
        var bytes = Export("parquet", 2, Accusation, Talks with { Date = null, Cameo = null, Recipient = null });
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(bytes), cancellationToken: TestContext.Current.CancellationToken);
        var names = reader.Schema.GetDataFields().Select(field => field.Name).ToList();
        var header = Encoding.UTF8.GetString(Export("csv", 0)).TrimEnd().Split(',');
        Assert.Equal(header, names);
        Assert.Equal(1, reader.RowGroupCount);
        using var group = reader.OpenRowGroupReader(0);
        Assert.Equal(2, group.RowCount);
    }

    [Fact]
    public async Task Parquet_of_nothing_is_a_file_with_a_schema()
    {
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(Export("parquet", 0)), cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotEmpty(reader.Schema.GetDataFields());
    }

    [Fact]
    public void The_tables_of_foreign_codes_are_sorted_and_their_codes_are_unique()
    {
        foreach (var table in new[] { "countries.tsv", "latin-letters.tsv", "sectors.tsv", "mirrors.tsv" })
        {
            var keys = File.ReadAllLines(Repository.Path("data", "exports", table)).Where(line => line[0] != '#').Skip(1).Select(line => line.Split('\t')[0]).ToArray();
            Assert.Equal(keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), keys);
        }

        var rows = File.ReadAllLines(Repository.Path("data", "exports", "countries.tsv")).Where(line => line[0] != '#').Skip(1).Select(line => line.Split('\t')).ToArray();
        Assert.Equal(rows.Length, rows.Select(row => row[2]).Distinct().Count());
        Assert.All(rows.Where(row => row[3].Length > 0).GroupBy(row => row[3]), group => Assert.Single(group));
    }
}
