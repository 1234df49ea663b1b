using System.Text;
using System.Text.Json.Nodes;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Rows of other data sets beside our own.</summary>
public abstract class ImportTests(TestEngine engine)
{
    // Written after the codebook's columns; no row of the data set itself.
    private static string Gdelt(long id, string day = "20190329", string name = "RUSSIA", string country = "RUS", string type = "GOV", string code = "111", string place = "Kiev, Kyyiv, Misto, Ukraine") =>
        string.Join(
            '\t',
            [
                $"{id}", day, day[..6], day[..4], "2019.2438",
                country + type, name, country, "", "", "", "", type, "", "",
                "IGOUNO", "UNITED NATIONS", "", "UNO", "", "", "", "IGO", "", "",
                "1", code, code, code[..2], "3", "-2.0", "10", "2", "8", "-3.5",
                "1", "Russia", "RS", "RS", "", "60", "100", "RS",
                "", "", "", "", "", "", "", "",
                "4", place, "UP", "UP12", "25377", "50.4333", "30.5167", "-1044367",
                "20190329143000", $"https://news.example/{id}",
            ]);

    private const string IcewsHeader =
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";

    private const string PolecatHeader =
        "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion\n";

    [Fact]
    public void Foreign_rows_stand_beside_our_own_and_are_found_only_when_asked_for()
    {
        using var temporary = engine.NewStore(Sample.Document("own", acts: [new Act { ActorCode = "RUSGOV", Date = "2019-03-29" }]));
        var store = temporary.Store;
        Assert.Equal(new ForeignImport("gdelt", "day.CSV", 2, 0, 0), Import(store, $"{Gdelt(1)}\n{Gdelt(2, code: "190")}\n"));

        Assert.Single(store.Find(EventQuery.Everything, 9).Rows);
        Assert.Equal((1, 1), (store.Count(EventQuery.Everything), store.Summarize().Events));
        Assert.Equal(["ACCUSE"], store.Facets(EventQuery.Everything, FacetKind.Type, 9).Select(facet => facet.Value));
        Assert.Single(store.Facets(EventQuery.Parse("actor:RUS"), FacetKind.Actor, 9));
        Assert.Equal(2, Count("origin:gdelt"));
        Assert.Equal(3, Count("origin:own,gdelt"));
        Assert.Equal(0, Count("origin:icews"));
        Assert.Equal(0, Count("origin:icews origin:gdelt"));
        Assert.Equal(2, Count("-origin:own"));
        Assert.Equal(3, Count("origin:own,gdelt actor:RUSGOV"));
        Assert.Equal(1, Count("origin:gdelt type:ASSAULT on:2019-03-29"));
        Assert.Equal(2, Count("origin:gdelt actor:russia recipient:UNO with:GOV"));
        Assert.Equal(2, Count("origin:gdelt place:UKR"));
        Assert.Equal(2, Count("origin:gdelt place:kiev cameo:1 quad:3"));
        Assert.Equal(0, Count("origin:gdelt harbour"));
        Assert.Equal(2, Count("origin:gdelt -harbour asserted-by:none precision:day"));
        Assert.Equal(0, Count("origin:gdelt confidence>=0"));
        Assert.Equal([("ACCUSE", 2L), ("ASSAULT", 1L)], store.Facets(EventQuery.Parse("origin:own,gdelt"), FacetKind.Type, 9).Select(facet => (facet.Value, facet.Count)));
        Assert.Equal([("2019-03-29", 3L)], store.Facets(EventQuery.Parse("origin:own,gdelt"), FacetKind.Day, 9).Select(facet => (facet.Value, facet.Count)));
        Assert.Empty(store.Check(deep: true).Findings);

        long Count(string query)
        {
            var parsed = EventQuery.Parse(query);
            var rows = store.Enumerate(parsed, TestContext.Current.CancellationToken).Count();
            Assert.Equal(rows, store.Count(parsed));
            return rows;
        }
    }

    [Fact]
    public void Pages_go_through_both_tables_in_one_order()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 20).Select(number => Synthetic.Document(number))]);
        Import(temporary.Store, string.Join('\n', Enumerable.Range(1, 50).Select(id => Gdelt(id, $"20{15 + (id % 9):00}0{1 + (id % 9)}11"))));
        var query = EventQuery.Parse("origin:own,gdelt");
        var whole = temporary.Store.Enumerate(query, TestContext.Current.CancellationToken).Select(row => row.Document + row.Event).ToList();
        Assert.Equal(110, whole.Count);
        var paged = new List<string>();
        string? cursor = null;
        do
        {
            var page = temporary.Store.Find(query, 7, cursor);
            paged.AddRange(page.Rows.Select(row => row.Document + row.Event));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(whole, paged);
        Assert.Equal(whole.Distinct(), whole);
    }

    [Fact]
    public void A_gdelt_row_says_what_the_file_says()
    {
        using var temporary = engine.NewStore();
        Import(temporary.Store, Gdelt(846_123_456));
        var row = temporary.Store.Find(EventQuery.Parse("origin:gdelt"), 1).Rows.Single();
        Assert.Equal(("gdelt", "846123456", "ACCUSE", "111", 3, -2.0), (row.Origin, row.Event, row.Type.ToString().ToUpperInvariant(), row.Cameo, row.Quad, row.Goldstein));
        Assert.Equal(("RUSSIA", "RUSGOV", "RUS", "GOV"), (row.ActorText, row.ActorCode, row.ActorCountry, row.ActorSectors.Single()));
        Assert.Equal(("UNITED NATIONS", "UNO"), (row.RecipientText, row.RecipientCode));
        Assert.Equal(("Kiev", "UKR", 50.4333, 30.5167), (row.PlaceName, row.PlaceCountry, row.PlaceLat, row.PlaceLon));
        Assert.Equal(("2019-03-29", "2019-03-29T14:30:00Z", "https://news.example/846123456"), (row.Date, row.Published, row.Url));
        Assert.Equal(new ForeignReport("day.CSV", null, 10, 2, 8, -3.5), row.Report);
    }

    [Fact]
    public void Damaged_lines_are_named_by_number_and_the_rest_goes_on()
    {
        var damaged = new List<(long, string)>();
        using var temporary = engine.NewStore();
        var lines = new[] { Gdelt(1), "1\t2\t3", Gdelt(2).Replace("20190329\t", "20190231\t", StringComparison.Ordinal), "", Gdelt(3, code: "1a"), Gdelt(4, place: "Lviv, Ukraine").Replace("50.4333", "5#.2", StringComparison.Ordinal), Gdelt(5) };
        var result = temporary.Store.Import(new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", lines))), "x", DateTimeOffset.UnixEpoch, (line, reason) => damaged.Add((line, reason)));
        Assert.Equal(new ForeignImport("gdelt", "x", 3, 0, 3), result);
        Assert.Equal(
            [(2, "3 columns where 61 are needed"), (3, "SQLDATE (column 2) is no day"), (5, "EventCode (column 27) is no CAMEO code")], damaged);
        Assert.Null(temporary.Store.Find(EventQuery.Parse("origin:gdelt"), 9).Rows.Single(row => row.Event == "4").PlaceLat);
        Assert.Equal([result!], temporary.Store.Imports());
    }

    [Fact]
    public void The_same_file_again_adds_nothing_and_a_data_set_can_be_taken_out()
    {
        using var temporary = engine.NewStore();
        Import(temporary.Store, $"{Gdelt(1)}\n{Gdelt(2)}");
        Assert.Equal(new ForeignImport("gdelt", "day.CSV", 1, 2, 0), Import(temporary.Store, $"{Gdelt(1)}\n{Gdelt(2)}\n{Gdelt(3)}"));
        Assert.Equal(3, temporary.Store.RemoveImported("gdelt"));
        Assert.Equal(0, temporary.Store.Count(EventQuery.Parse("origin:gdelt")));
        Assert.Empty(temporary.Store.Imports());
        Import(temporary.Store, Gdelt(1));
        Assert.Equal(1, temporary.Store.Count(EventQuery.Parse("origin:gdelt type:ACCUSE")));
    }

    [Fact]
    public void Codes_without_a_type_keep_their_code()
    {
        using var temporary = engine.NewStore();
        Import(temporary.Store, Gdelt(1, code: "010"));
        var row = temporary.Store.Find(EventQuery.Parse("origin:gdelt cameo:01"), 1).Rows.Single();
        Assert.False(row.HasType);
        var line = JsonNode.Parse(Export(temporary.Store, "jsonl", "origin:gdelt"))!;
        Assert.Null(line["type"]);
        Assert.Equal(("gdelt", "010", "RUSGOV"), ((string?)line["origin"], (string?)line["cameo"], (string?)line["actor"]!["code"]));
        Assert.Equal("", Export(temporary.Store, "plover", "origin:gdelt"));
    }

    [Fact]
    public void Icews_is_read_by_its_header_without_quotes_and_with_lost_zeros()
    {
        using var temporary = engine.NewStore();
        var file = IcewsHeader
            + "29000001\t2018-01-03\tForeign \"Affairs\" (Russia)\tGovernment,Foreign Ministry\tRussian Federation\tMake statement\t10\t0.0\tCitizen (Ukraine)\tGeneral Population / Civilian / Social\tUkraine\t43000001\t4\tInterfax\tMoscow\t\tMoskva\tRussian Federation\t55.7522\t37.6156\n"
            + "29000001\t2018-01-04\tUnited Nations\tInternational Government Organization\t\tConsult\t042\t1.9\tUkraine\t\tUkraine\t43000002\t1\tReuters\t\t\t\tUkraine\t49\t32\n";
        Assert.Equal(new ForeignImport("icews", "day.CSV", 2, 0, 0), Import(temporary.Store, file));
        var rows = temporary.Store.Find(EventQuery.Parse("origin:icews"), 9).Rows;
        Assert.Equal(["29000001", "29000001"], rows.Select(row => row.Event));
        Assert.Equal(("UNO", "UKR", "042", "CONSULT", 1.9), (rows[0].ActorCode, rows[0].RecipientCode, rows[0].Cameo, rows[0].Type.ToString().ToUpperInvariant(), rows[0].Goldstein));
        Assert.Equal(("Foreign \"Affairs\" (Russia)", "RUSGOV", "UKRCVL", "010", false), (rows[1].ActorText, rows[1].ActorCode, rows[1].RecipientCode, rows[1].Cameo, rows[1].HasType));
        Assert.Equal(("Moscow", "Moskva", "RUS", "Interfax"), (rows[1].PlaceName, rows[1].PlaceAdmin1, rows[1].PlaceCountry, rows[1].Publisher));
        Assert.Equal(4, rows[1].Report!.SentenceNumber);
        Assert.Equal(1, temporary.Store.Count(EventQuery.Parse("origin:icews source:interfax actor:\"foreign affairs\"")));
    }

    [Fact]
    public void Polecat_is_read_in_latin_1_or_utf_8_with_or_without_intensity()
    {
        using var temporary = engine.NewStore();
        var line = "20230102-0001-abc_ACCUSE_disapprove\t2023-01-01\tACCUSE\tdisapprove\t-2.0\tVERBAL CONFLICT\tmilitary;diplomatic\tJosé Núñez\tMEX\t70\tGOV\tGOV;LEG\tNone\tNúñez\tNone\tNATO\tIGO\tNone\tNone\tNone\tNone\tNATO\tNone\tMérida\tMérida\tNone\tYucatán\tMEX\t20.97\t-89.62\t3523349\tMérida\tPPLA\tEl Diario\t2023-01-02\tNone\tNone\tNone\tSpanish\tNGEC_1\n";
        Assert.Equal(1, temporary.Store.Import(new MemoryStream(Encoding.Latin1.GetBytes(PolecatHeader + line)), "w1.txt", DateTimeOffset.UnixEpoch)!.Rows);
        var less = string.Join('\t', line.Split('\t').Where((_, i) => i != 4)).Replace("abc", "abd", StringComparison.Ordinal);
        Assert.Equal(1, temporary.Store.Import(new MemoryStream(Encoding.UTF8.GetBytes(PolecatHeader.Replace("Intensity\t", "", StringComparison.Ordinal) + less)), "w2.txt", DateTimeOffset.UnixEpoch)!.Rows);
        var rows = temporary.Store.Find(EventQuery.Parse("origin:polecat context:military mode:disapprove place:yucat*"), 9).Rows;
        Assert.Empty(rows);
        rows = temporary.Store.Find(EventQuery.Parse("origin:polecat context:military mode:disapprove place:merida"), 9).Rows;
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(
            ("José Núñez", "MEXGOVLEG", "NATO", "IGO", "Yucatán", 3), (row.ActorText, row.ActorCode, row.RecipientText, row.RecipientCode, row.PlaceAdmin1, row.Quad)));
        Assert.Equal([null, -2.0], rows.Select(row => row.Goldstein).Order());
        var damaged = new List<string>();
        temporary.Store.Import(new MemoryStream(Encoding.UTF8.GetBytes(PolecatHeader + line.Replace("\tACCUSE\t", "\tDEMAND\t", StringComparison.Ordinal))), "w3", DateTimeOffset.UnixEpoch, (_, reason) => damaged.Add(reason));
        Assert.Equal(["Event Type \"DEMAND\" is none of PLOVER's sixteen"], damaged);
    }

    [Theory]
    [InlineData("gdelt")]
    [InlineData("icews")]
    [InlineData("polecat")]
    public void What_is_exported_and_imported_again_says_the_same(string format)
    {
        using var own = engine.NewStore(Sample.Document(
            "report", url: "https://news.example/a",
            acts: [new Act { Cameo = "111", Mode = "disapprove", Goldstein = -2, ActorName = "Ministry of Fiji", Contexts = ["economic"], Place = "Suva", Country = "FJI", Factuality = Records.Factuality.Happened }]));
        using var other = engine.NewStore();
        Import(other.Store, Export(own.Store, format, ""));
        var (before, after) = (own.Store.Find(EventQuery.Everything, 9).Rows.Single(), other.Store.Find(EventQuery.Parse("origin:" + format), 9).Rows.Single());
        Assert.Equal(
            (before.Date, before.ActorCode, before.RecipientCode, before.Type, before.PlaceName, before.PlaceCountry),
            (after.Date, after.ActorCode, after.RecipientCode, after.Type, after.PlaceName, after.PlaceCountry));
        Assert.Equal(before.ActorName, format == "gdelt" ? "Ministry of Fiji" : after.ActorText);
        if (format != "polecat") Assert.Equal((before.Cameo, before.Goldstein), (after.Cameo, after.Goldstein));
        else Assert.Equal((before.Mode, "economic"), (after.Mode, string.Join(';', after.Contexts)));

        // And once more, with the ids of the first time.
        using var third = engine.NewStore();
        var again = Export(other.Store, format, "origin:" + format);
        Import(third.Store, again);
        var last = third.Store.Find(EventQuery.Parse("origin:" + format), 9).Rows.Single();
        Assert.Equal((after.Event, after.ActorText, after.ActorCode, after.Cameo), (last.Event, last.ActorText, last.ActorCode, last.Cameo));
    }

    [Fact]
    public void A_file_of_something_else_is_refused_and_nothing_of_it_is_taken()
    {
        using var temporary = engine.NewStore();
        foreach (var content in (string[])["", "Just a text.\n", "a\tb\tc\n1\t2\t3\n", Gdelt(1).Replace('\t', ','), "\0\u0001\u0002"])
            Assert.Null(temporary.Store.Import(new MemoryStream(Encoding.UTF8.GetBytes(content)), "x", DateTimeOffset.UnixEpoch));
        Assert.Throws<InvalidDataException>(() => temporary.Store.Import(
            new MemoryStream(Encoding.UTF8.GetBytes(IcewsHeader.Replace("Target Name", "Target", StringComparison.Ordinal) + "1\t2\n")), "x", DateTimeOffset.UnixEpoch));
        Assert.Throws<InvalidDataException>(() => temporary.Store.Import(
            new MemoryStream([.. Encoding.UTF8.GetBytes(IcewsHeader), .. new byte[3_000_000]]), "x", DateTimeOffset.UnixEpoch));
    }

    private protected static void FillWith(EventStore store, int rows) =>
        Import(store, string.Join('\n', Enumerable.Range(1, rows).Select(id => Gdelt(id, $"20{15 + (id % 9):00}0{1 + (id % 9)}11"))));

    private static ForeignImport? Import(EventStore store, string content) => store.Import(new MemoryStream(Encoding.UTF8.GetBytes(content)), "day.CSV", DateTimeOffset.UnixEpoch);

    private static string Export(EventStore store, string format, string query)
    {
        using var output = new MemoryStream();
        EventExport.Write(store, EventQuery.Parse(query), EventExport.Find(format)!, output, TestContext.Current.CancellationToken);
        return format == "polecat" ? Encoding.Latin1.GetString(output.ToArray()) : Encoding.UTF8.GetString(output.ToArray());
    }
}

public sealed class ImportOnSqliteTests() : ImportTests(TestEngine.Sqlite)
{
    [Theory]
    [InlineData("origin:gdelt")]
    [InlineData("origin:gdelt actor:RUS")]
    [InlineData("origin:gdelt place:UKR type:ACCUSE")]
    [InlineData("origin:gdelt recipient:UNO since:2019")]
    public void A_page_of_foreign_rows_is_a_walk_without_sorting(string query)
    {
        using var temporary = TestEngine.Sqlite.NewStore();
        FillWith(temporary.Store, 200);
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={temporary.File};Pooling=False");
        connection.Open();
        using var session = new SqlSession(connection, SqliteDialect.Instance, temporary.File);
        using var command = QueryPlan.Make(session, EventQuery.Parse(query), 20, after: null).Keys(session, 20);
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        using var reader = command.ExecuteReader();
        while (reader.Read()) Assert.DoesNotContain("TEMP B-TREE", reader.GetString(3), StringComparison.Ordinal);
    }
}

public sealed class ImportOnPostgresTests(PostgresServer server) : ImportTests(server.Engine);
