using CsCheck;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>What each field of the query language finds.</summary>
public abstract class QuerySemanticsTests(QuerySemanticsTests.Stores stores)
{
    [Theory]
    [InlineData("actor:FJI", "FJI FJIGOV FJIGOVMIL")]
    [InlineData("actor:FJIGOV", "FJIGOV FJIGOVMIL")]
    [InlineData("actor:FJIGOVMIL", "FJIGOVMIL")]
    [InlineData("actor:GOV", "FJIGOV FJIGOVMIL TUVGOV")]
    [InlineData("actor:MIL,TUVGOV", "FJIGOVMIL TUVGOV")]
    [InlineData("actor:\"FJI\"", "")]
    [InlineData("-actor:FJI", "REB TUVGOV null")]
    [InlineData("actor:REB", "REB")]
    [InlineData("recipient:none", "REB")]
    [InlineData("recipient:KIR", "FJI FJIGOV FJIGOVMIL TUVGOV null")]
    [InlineData("-recipient:KIR", "REB")]
    [InlineData("with:KIR actor:FJI", "FJI FJIGOV FJIGOVMIL")]
    [InlineData("with:TUV with:KIR", "TUVGOV")]
    [InlineData("with:KIR,TUV", "FJI FJIGOV FJIGOVMIL TUVGOV null")]
    public void Codes_are_found_by_country_beginning_or_sector(string query, string codes)
    {
        Assert.Equal(codes, string.Join(' ', stores.Codes.Titles(query).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("actor:\"Elliott Abrams\"", "a b")]
    [InlineData("actor:abrams", "a b")]
    [InlineData("actor:abr*", "a b")]
    [InlineData("actor:\"abrams elliott\"", "")]
    [InlineData("actor:Sólberg", "c")]
    [InlineData("actor:solberg", "c")]
    [InlineData("actor:abrams,solberg", "a b c")]
    [InlineData("recipient:abrams", "d")]
    [InlineData("with:abrams", "a b d")]
    [InlineData("asserted-by:\"an aide\"", "c")]
    [InlineData("asserted-by:none", "a b d")]
    [InlineData("-asserted-by:none", "c")]
    [InlineData("actor:nobody-of-that-name", "")]
    public void Names_are_found_by_their_words(string query, string titles)
    {
        Assert.Equal(titles, string.Join(' ', stores.Names.Titles(query).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("since:2019", "2019 2019-03 2019-03-29 2019-06-01")]
    [InlineData("since:2019-03-29", "2019-03-29 2019-06-01")]
    [InlineData("until:2019-03", "2018-12-31/2019-01-02 2019-03 2019-03-29")]
    [InlineData("until:2019", "2018-12-31/2019-01-02 2019 2019-03 2019-03-29 2019-06-01")]
    [InlineData("on:2019-03", "2019-03 2019-03-29")]
    [InlineData("on:2019-03-29,2019-06", "2019-03-29 2019-06-01")]
    [InlineData("on:none", "null")]
    [InlineData("-on:2019", "2018-12-31/2019-01-02 null")]
    [InlineData("since:2019-03 until:2019-05", "2019-03 2019-03-29")]
    [InlineData("since:2018-12-31 until:2019-01-02", "2018-12-31/2019-01-02")]
    [InlineData("precision:month,range", "2018-12-31/2019-01-02 2019-03")]
    public void An_event_is_found_when_its_whole_date_lies_within(string query, string dates)
    {
        Assert.Equal(dates, string.Join(' ', stores.Dates.Titles(query).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("type:ACCUSE", "a")]
    [InlineData("type:CONSULT,ACCUSE", "a b")]
    [InlineData("-type:ACCUSE", "b c")]
    [InlineData("mode:visit", "b")]
    [InlineData("mode:none", "a c")]
    [InlineData("context:economic", "b")]
    [InlineData("context:health,none", "a b c")]
    [InlineData("cameo:04", "b")]
    [InlineData("cameo:042,19", "b c")]
    [InlineData("cameo:none", "a")]
    [InlineData("quad:3", "a b c")]
    [InlineData("factuality:denied,planned", "c")]
    [InlineData("place:TUV", "b")]
    [InlineData("place:funafuti", "b")]
    [InlineData("place:FUN", "")]
    [InlineData("place:none", "a c")]
    [InlineData("source:\"radio lagoon\"", "a")]
    [InlineData("source:lagoon,none", "a b")]
    [InlineData("-source:lagoon", "b c")]
    [InlineData("confidence>=0.5", "b c")]
    [InlineData("confidence>0.5", "c")]
    [InlineData("confidence<0.5", "a")]
    [InlineData("confidence<=0.5 confidence>=0.5", "b")]
    [InlineData("goldstein<=-5", "c")]
    [InlineData("salience>=1", "a b c")]
    [InlineData("document:{b}", "b")]
    [InlineData("-document:{b}", "a c")]
    [InlineData("document:aaaaaaaaaaaaaaaaaaaaaaaaaa", "")]
    public void Each_field_finds_what_it_says(string query, string titles)
    {
        Assert.Equal(titles, string.Join(' ', stores.Fields.Titles(query.Replace("{b}", Stores.B.Id, StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("harbour", "a b")]
    [InlineData("HARBOUR ferry", "a")]
    [InlineData("\"ferry harbour\"", "")]
    [InlineData("\"harbour ferry\"", "a")]
    [InlineData("harbour -ferry", "b")]
    [InlineData("-harbour", "c")]
    [InlineData("air-defense", "c")]
    [InlineData("\"air defense\"", "c")]
    [InlineData("airdefense", "")]
    [InlineData("defen*", "c")]
    [InlineData("cafe", "b")]
    [InlineData("CAFÉ", "b")]
    [InlineData("\"said \"\"yes\"\" twice\"", "b")]
    [InlineData("東京", "c")]
    [InlineData("AND", "")]
    [InlineData("NOT", "")]
    [InlineData("NEAR(harbour", "")]
    [InlineData("\"harbour\" OR", "")]
    [InlineData("title:harbour", null)]
    [InlineData("first", "a")]
    public void Words_are_found_in_title_and_body(string query, string? names)
    {
        if (names is null)
        {
            Assert.False(EventQuery.TryParse(query, out _, out _));
            return;
        }

        var found = stores.Words.Store.Find(EventQuery.Parse(query), 10).Rows.Select(row => row.RecipientText!);
        Assert.Equal(names, string.Join(' ', found.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Any_query_that_is_read_is_answered_and_agrees_with_its_count()
    {
        using var temporary = stores.Engine.NewStore([.. Enumerable.Range(0, 60).Select(number => Synthetic.Document(number))]);
        QueryParserTests.AnyQuery.Sample(
            text =>
            {
                if (!EventQuery.TryParse(text, out var query, out _)) return;
                var rows = temporary.Store.Find(query, 1_000).Rows;
                Assert.Equal(rows.Count, temporary.Store.Count(query));
                temporary.Store.Documents(text, 5);
            },
            iter: 400);
    }

    [Fact]
    public void Conditions_together_find_what_each_event_says_of_itself()
    {
        using var temporary = stores.Engine.NewStore([.. Enumerable.Range(0, 150).Select(number => Synthetic.Document(number))]);
        var all = temporary.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).ToList();
        var conditions = new (string Text, Func<EventRow, bool> Holds)[]
        {
            ("actor:FJI", row => Starts(row.ActorCode, "FJI")),
            ("actor:FJI,TONGOV,MIL", row => Starts(row.ActorCode, "FJI") || Starts(row.ActorCode, "TONGOV") || row.ActorSectors.Contains("MIL")),
            ("-actor:GOV", row => !row.ActorSectors.Contains("GOV")),
            ("recipient:NZL,AUS", row => Starts(row.RecipientCode, "NZL") || Starts(row.RecipientCode, "AUS")),
            ("-recipient:none", row => row.RecipientText is not null),
            ("with:TUV,PLW,GOVMIL", row => Starts(row.ActorCode, "TUV") || Starts(row.RecipientCode, "TUV") || Starts(row.ActorCode, "PLW") || Starts(row.RecipientCode, "PLW")),
            ("with:\"new guinea\",fiji,TUV", row => row.ActorText is "Papua New Guinea" or "Fiji" or "Tuvalu" || row.RecipientText is "Papua New Guinea" or "Fiji" or "Tuvalu"),
            ("type:ACCUSE,ASSAULT,AID,AGREE,REJECT", row => row.Type is EventType.Accuse or EventType.Assault or EventType.Aid or EventType.Agree or EventType.Reject),
            ("-type:CONSULT", row => row.Type != EventType.Consult),
            ("factuality:happened", row => row.Factuality == Factuality.Happened),
            ("place:none", row => row.PlaceName is null),
            ("place:FJI,tuvalu", row => row.PlaceCountry == "FJI" || Starts(row.PlaceName, "Tuvalu")),
            ("since:2018", row => string.CompareOrdinal(row.Date, "2018") >= 0),
            ("until:2020-06", row => string.CompareOrdinal(row.Date![..7], "2020-06") <= 0),
            ("source:reef,lagoon", row => row.Publisher is "The Reef" or "Radio Lagoon"),
            ("confidence>=0.5", row => row.Confidence >= 0.5),
            ("islands", _ => true),
            ("-nowhere", _ => true),
        };
        Gen.Int[0, conditions.Length - 1].Array[1, 4].Sample(
            picks =>
            {
                var query = EventQuery.Parse(string.Join(' ', picks.Select(pick => conditions[pick].Text)));
                var expected = all.Where(row => picks.All(pick => conditions[pick].Holds(row))).Select(row => row.Document + row.Event).ToList();
                var found = temporary.Store.Find(query, 1_000).Rows.Select(row => row.Document + row.Event).ToList();
                Assert.Equal(expected, found);
                Assert.Equal(expected.Count, temporary.Store.Count(query));
            },
            iter: 150);
    }

    private static bool Starts(string? text, string beginning) => text?.StartsWith(beginning, StringComparison.Ordinal) == true;

    /// <summary>Small stores that the cases share; none changes them.</summary>
    public abstract class Stores(TestEngine engine) : IDisposable
    {
        internal TestEngine Engine => engine;

        internal static StoredDocument B { get; } = Sample.Document("b", source: null, acts: [new Act(EventType.Consult)
        {
            Mode = "visit", Cameo = "042", Contexts = ["economic", "health"], Place = "Funafuti", Country = "TUV", Confidence = 0.5,
        }]);

        internal TemporaryStore Codes { get; } = engine.NewStore([.. ((string?[])["FJI", "FJIGOV", "FJIGOVMIL", "TUVGOV", "REB", null]).Select(code => Sample.Document(
            code ?? "null", acts: [new Act { ActorCode = code, Actor = "somebody", Recipient = code == "REB" ? null : "the isles", RecipientCode = "KIR" }]))]);

        internal TemporaryStore Names { get; } = engine.NewStore(
            Sample.Document("a", acts: [new Act { Actor = "the envoy", ActorName = "Elliott Abrams" }]),
            Sample.Document("b", acts: [new Act { Actor = "Elliott Abrams" }]),
            Sample.Document("c", acts: [new Act { Actor = "Sólberg", Speaker = "an aide" }]),
            Sample.Document("d", acts: [new Act { Recipient = "Abrams" }]));

        internal TemporaryStore Dates { get; } = engine.NewStore([.. new (string? Date, DatePrecision Precision)[]
        {
            ("2019", DatePrecision.Year), ("2019-03", DatePrecision.Month), ("2019-03-29", DatePrecision.Day), ("2019-06-01", DatePrecision.Day),
            ("2018-12-31/2019-01-02", DatePrecision.Range), (null, DatePrecision.Unknown),
        }.Select(item => Sample.Document(item.Date ?? "null", acts: [new Act { Date = item.Date, Precision = item.Precision }]))]);

        internal TemporaryStore Fields { get; } = engine.NewStore(
            Sample.Document("a", source: "Radio Lagoon", acts: [new Act { Confidence = 0.25 }]),
            B,
            Sample.Document("c", source: "The Reef", acts: [new Act(EventType.Assault) { Cameo = "190", Factuality = Factuality.Denied, Confidence = 0.75, Goldstein = -10 }]));

        internal TemporaryStore Words { get; } = engine.NewStore(
            Sample.Document("first a", "The harbour ferry left.", acts: [new Act { Recipient = "a" }]),
            Sample.Document("b", "At the harbour café they said \"yes\" twice.", acts: [new Act { Recipient = "b" }]),
            Sample.Document("c", "Air-defense drills near 東京 ended.", acts: [new Act { Recipient = "c" }]));

        public void Dispose()
        {
            foreach (var store in (TemporaryStore[])[Codes, Names, Dates, Fields, Words]) store.Dispose();
            GC.SuppressFinalize(this);
        }
    }
}
