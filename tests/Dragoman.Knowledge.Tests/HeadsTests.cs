using System.Globalization;
using System.Text.RegularExpressions;
using Dragoman.Tests;

namespace Dragoman.Knowledge.Tests;

/// <summary>Every country has a head of state and a head of government on every day since 1990, but for the spans that are listed with their reasons.</summary>
public class HeadsTests
{
    /// <summary>Days that may pass without anybody: vacancies, and days that are known to the month.</summary>
    private const int Patience = 30;

    private static readonly DateOnly Begin = new(1990, 1, 1);
    private static readonly DateOnly End = new(2026, 1, 1);

    /// <summary>Who leads, with the offices that stand for it in one country or another; "acting" and its like may stand before each.</summary>
    private static readonly Dictionary<string, Regex> Parts = new(StringComparer.Ordinal)
    {
        ["state"] = Offices(
            "president|king|queen|emperor|emir|sultan|grand duke|prince|co-prince|pope|supreme leader|governor general|head of state|captain regent|o le ao o le malo",
            "president of (the presidency|the soviet union|czechoslovakia|yugoslavia|serbia|serbia and montenegro|north yemen|the general national congress)",
            "president of the national council for the safeguard of the homeland|member of the presidency|chief adviser|leader|de facto leader|military ruler|junta leader",
            "chairman of the (supreme soviet|supreme council|verkhovna rada|state council|council of state|presidium of .*)",
            "chairman of the (military council|military command|high state council|sovereignty council|presidential council|supreme national council|supreme council of the armed forces)",
            "chairman of the (national transitional council|transitional presidential council|transitional military council|transitional sovereignty council)",
            "chairman of the (state law and order restoration council|state administration council|state security and peace commission)",
            "chairman of the national committee for the salvation of the people|chairman of the plo",
            "head of the (military government|presidential leadership council|coalition provisional authority)|member of the military council",
            "leader of the provisional government|administrator general of south west africa"),
        ["government"] = Offices(
            "prime minister|premier|chancellor|president|king|sultan|emir|supreme leader|captain regent|minister of state|state minister|secretary of state|pro-secretary of state",
            "chief executive|governor of hong kong|chief minister|chief adviser|military ruler|junta leader|first prime minister|prime minister of (yugoslavia|czechoslovakia|north yemen)",
            "president of the council( of ministers)?|(co-)?chairman of the council of ministers|chairman of the cabinet of ministers|chairman of the supreme soviet",
            "chairman of the (council of state|military council|sovereignty council|transitional military council|national transitional council)",
            "chairman of the national committee for the salvation of the people|chairman of the plo|head of the (military government|coalition provisional authority)",
            "leader of the provisional government|administrator general of south west africa"),
    };

    /// <summary>Spans without anybody, from the day behind the last to the day of the next, and why. One that is no longer so fails the test.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["ARM government 1991-10-01/1991-11-11"] = "vacant until the first president appointed the next",
        ["ATA state 1990-01-01/2026-01-01"] = "no state",
        ["ATA government 1990-01-01/2026-01-01"] = "no state",
        ["AUT state 2016-07-08/2017-01-26"] = "the three presidents of the Nationalrat together",
        ["CAN state 2021-01-22/2021-07-26"] = "the chief justice, whose name is better known as another's",
        ["CZE state 1992-12-31/1993-02-02"] = "the government, before the first president of the new state",
        ["CZE state 2003-02-02/2003-03-07"] = "vacant, two elections failed",
        ["ERI state 1990-01-01/1991-05-01"] = "part of Ethiopia",
        ["ERI government 1990-01-01/1991-05-01"] = "part of Ethiopia",
        ["GEO government 1995-10-05/1995-11-26"] = "the head of state led it",
        ["HKG state 1990-01-01/2026-01-01"] = "no state",
        ["HTI state 2021-07-07/2024-04-30"] = "vacant, the prime minister acted",
        ["IRL state 1997-09-12/1997-11-11"] = "the presidential commission",
        ["IRQ state 2003-04-09/2003-05-12"] = "nobody after the fall of Baghdad",
        ["IRQ government 2003-04-09/2003-05-12"] = "nobody after the fall of Baghdad",
        ["LBN state 2007-11-24/2008-05-25"] = "vacant, the cabinet acted",
        ["LBN state 2014-05-25/2016-10-31"] = "vacant, the cabinet acted",
        ["LBN state 2022-10-30/2025-01-09"] = "vacant, the cabinet acted",
        ["LBR state 1990-09-09/1990-11-22"] = "nobody after the death of the president in the war",
        ["LBR government 1990-09-09/1990-11-22"] = "nobody after the death of the president in the war",
        ["LBY state 2014-08-04/2016-03-30"] = "two parliaments, each for itself",
        ["MKD state 1990-01-01/1991-01-27"] = "a republic of Yugoslavia, its presidency unknown to the table",
        ["SOM state 1997-01-03/2000-08-27"] = "no government in the civil war",
        ["SOM government 1997-01-03/2000-08-27"] = "no government in the civil war",
        ["SSD state 1990-01-01/2011-07-09"] = "part of Sudan",
        ["SSD government 1990-01-01/2011-07-09"] = "part of Sudan",
        ["SVK state 1990-01-01/1993-01-01"] = "part of Czechoslovakia",
        ["TLS state 1990-01-01/2002-05-20"] = "under Indonesia, then the United Nations",
        ["TLS government 1990-01-01/2001-09-20"] = "under Indonesia, then the United Nations",
        ["WSM state 2007-05-11/2007-06-20"] = "the council of deputies",
        ["XKX state 1990-01-01/2002-03-04"] = "under Serbia, then the United Nations",
        ["XKX government 1990-01-01/2002-03-04"] = "under Serbia, then the United Nations",
    };

    private static readonly Regex PrimeMinister = Offices(
        "prime minister|premier|chancellor|first prime minister|state minister|chief adviser|chief executive",
        "president of the council( of ministers)?|(co-)?chairman of the council of ministers|chairman of the cabinet of ministers");

    /// <summary>Spans without a prime minister in countries that have had one since 1990, by the reason. One that is no longer so fails the test.</summary>
    private static readonly Dictionary<string, string> WithoutPrimeMinister = new(StringComparer.Ordinal)
    {
        ["no government in the civil war"] =
            "SOM 1994-01-01/2000-10-08",
        ["no state yet"] =
            "NAM 1990-01-01/1990-03-21, TLS 1990-01-01/2002-05-20, XKX 1990-01-01/2002-03-04",
        ["no such office"] =
            "AFG 1996-09-27/2014-09-29, AFG 2020-03-11/2021-09-07, AGO 1990-01-01/1991-07-19, AGO 1999-01-29/2002-12-06, AGO 2010-02-05/2026-01-01, BDI 1998-06-12/2020-06-23, "
            + "BEN 1990-01-01/1990-03-12, BEN 1991-04-04/1996-04-09, BEN 1998-05-08/2011-05-28, BEN 2013-08-11/2015-06-18, BEN 2016-04-06/2026-01-01, BFA 1990-01-01/1992-06-16, "
            + "BTN 1990-01-01/1998-07-20, CAF 1990-01-01/1991-03-15, CIV 1990-01-01/1990-11-07, CMR 1990-01-01/1991-04-26, COD 1997-05-16/2006-12-30, COG 1997-10-15/2005-01-07, "
            + "COG 2009-09-15/2016-04-23, COM 1990-01-01/1992-01-07, COM 2002-01-21/2026-01-01, CUB 2018-04-19/2019-12-21, GAB 2025-05-05/2026-01-01, GIN 1990-01-01/1996-07-09, "
            + "GNB 1990-01-01/1991-12-27, HKG 1990-01-01/1997-07-01, IRQ 1990-01-01/1991-03-23, KEN 1990-01-01/2008-04-17, KEN 2013-04-09/2026-01-01, LSO 1990-01-01/1993-04-02, "
            + "MLI 1990-01-01/1991-04-09, MMR 2011-03-30/2021-04-16, MRT 1990-01-01/1992-04-18, NER 1990-01-01/1990-03-02, NPL 2005-02-01/2006-04-30, PSE 1990-01-01/2003-03-19, "
            + "QAT 1990-01-01/1996-10-29, RWA 1990-01-01/1991-10-12, SDN 1990-01-01/2017-03-01, SEN 1990-01-01/1991-04-08, SEN 2019-05-14/2022-09-17, SYR 2025-03-29/2026-01-01, "
            + "TCD 1990-01-01/1991-03-04, TCD 2018-05-04/2021-04-26, TGO 1990-01-01/1991-08-27, TUR 2018-07-09/2026-01-01, UZB 1990-11-13/1992-01-08, ZMB 1991-08-31/2026-01-01, "
            + "ZWE 1990-01-01/2009-02-11, ZWE 2013-09-11/2026-01-01",
        ["part of Czechoslovakia"] =
            "CZE 1992-07-02/1993-01-01",
        ["soldiers ruled"] =
            "BFA 2022-01-24/2022-03-03, CIV 1999-12-24/2000-05-18, FJI 2000-05-27/2000-07-04, GIN 2021-09-05/2021-10-06, GNB 2012-04-12/2012-05-16, MLI 2020-08-18/2020-09-27, "
            + "SDN 2019-04-11/2019-08-21, THA 2014-05-22/2014-08-24",
        ["two states"] =
            "YEM 1990-01-01/1990-05-24",
        ["under occupation"] =
            "IRQ 2003-04-09/2004-06-28",
        ["vacant"] =
            "AFG 1992-04-15/1992-07-06, AFG 1992-08-15/1993-06-17, AFG 1994-06-28/1995-01-01, ARM 1991-10-01/1991-11-22, BGD 1990-12-06/1991-03-20, COM 1992-05-08/1993-01-01, "
            + "COM 1997-09-13/1997-12-09, COM 1998-05-30/1998-11-22, COM 1999-04-30/1999-12-02, GEO 1995-10-05/1995-12-08, GIN 2004-04-30/2004-12-09, GIN 2006-04-05/2007-02-13, "
            + "HTI 1990-01-01/1991-02-13, HTI 1993-06-08/1993-08-30, HTI 1997-06-09/1999-03-26, HTI 2018-07-16/2018-09-17, KGZ 2010-04-07/2010-12-17, KOR 2002-08-28/2002-10-05, "
            + "MDA 1999-11-12/1999-12-21, SOM 2004-11-03/2004-12-24, TUN 2021-07-25/2021-10-11, YEM 2014-09-24/2014-11-09",
    };

    [Fact]
    public void No_country_is_long_without_a_head_of_state_or_of_government_but_for_the_spans_that_are_listed()
    {
        var gaps =
            from country in Rows
            from part in Parts
            from gap in Spans(country.Terms, part.Value)
            select $"{country.Key} {part.Key} {gap}";
        Expect(Exceptions.Keys, gaps);
    }

    [Fact]
    public void No_country_with_prime_ministers_is_long_without_one_but_for_the_spans_that_are_listed()
    {
        var gaps =
            from country in Rows
            where country.Terms.Any(row => PrimeMinister.IsMatch(row[4]) && (row[6].Length == 0 || Day(row[6], true) > Begin))
            from gap in Spans(country.Terms, PrimeMinister)
            select $"{country.Key} {gap}";
        Expect(WithoutPrimeMinister.Values.SelectMany(spans => spans.Split(", ")), gaps);
    }

    [Fact]
    public void A_missing_holder_is_noticed()
    {
        string[] one = ["", "", "", "", "", "1989-05", "2000-03-01"], other = ["", "", "", "", "", "2000-07-01", ""];
        Assert.Equal([(new DateOnly(2000, 3, 1), new DateOnly(2000, 7, 1))], Gaps([other, one]));
        Assert.Equal([(new DateOnly(2000, 3, 1), End)], Gaps([one]));
        Assert.Equal([(Begin, End)], Gaps([]));
    }

    /// <summary>The rows of each country of the table of countries.</summary>
    private static IEnumerable<(string Key, List<string[]> Terms)> Rows
    {
        get
        {
            var offices = Lines("offices.tsv").ToLookup(row => row[0], StringComparer.Ordinal);
            return Lines("countries.tsv").Select(country => (country[0], offices[country[0]].ToList()));
        }
    }

    private static IEnumerable<string> Spans(IEnumerable<string[]> rows, Regex offices) =>
        Gaps(rows.Where(row => row[5].Length > 0 && offices.IsMatch(row[4])))
            .Select(gap => string.Create(CultureInfo.InvariantCulture, $"{gap.From:yyyy-MM-dd}/{gap.Until:yyyy-MM-dd}"));

    private static void Expect(IEnumerable<string> listed, IEnumerable<string> found)
    {
        var expected = listed.ToHashSet(StringComparer.Ordinal);
        var actual = found.ToHashSet(StringComparer.Ordinal);
        Assert.True(expected.SetEquals(actual), $"nobody in: {string.Join(", ", actual.Except(expected))}; no longer so: {string.Join(", ", expected.Except(actual))}");
    }

    /// <summary>The spans of more than <see cref="Patience"/> days that no term covers, in order.</summary>
    private static List<(DateOnly From, DateOnly Until)> Gaps(IEnumerable<string[]> terms)
    {
        var gaps = new List<(DateOnly From, DateOnly Until)>();
        var covered = Begin;
        foreach (var (from, until) in terms.Select(row => (Day(row[5], false), row[6].Length == 0 ? End : Day(row[6], true))).Order().Append((End, End)))
        {
            if (from.DayNumber - covered.DayNumber > Patience)
                gaps.Add((covered, from));
            if (until > covered)
                covered = until;
        }

        return gaps;
    }

    /// <summary>A day, month or year of the table: as a beginning its first day, as an end the day behind its last unless the day is told.</summary>
    private static DateOnly Day(string text, bool end)
    {
        var parts = text.Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var day = new DateOnly(parts[0], parts.Length > 1 ? parts[1] : 1, parts.Length > 2 ? parts[2] : 1);
        return (end, parts.Length) switch
        {
            (true, 1) => day.AddYears(1),
            (true, 2) => day.AddMonths(1),
            _ => day,
        };
    }

    private static Regex Offices(params string[] names) =>
        new($"^((acting|interim|transitional|caretaker) )?({string.Join('|', names)})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static IEnumerable<string[]> Lines(string table) => File.ReadAllLines(Repository.Path("data", "knowledge", table)).Skip(1).Select(line => line.Split('\t'));
}
