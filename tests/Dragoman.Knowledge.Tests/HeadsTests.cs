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

    [Fact]
    public void No_country_is_long_without_a_head_of_state_or_of_government_but_for_the_spans_that_are_listed()
    {
        var offices = Lines("offices.tsv").ToLookup(row => row[0], StringComparer.Ordinal);
        var gaps = (
            from country in Lines("countries.tsv")
            from part in Parts
            from gap in Gaps(offices[country[0]].Where(row => part.Value.IsMatch(row[4]) && row[5].Length > 0))
            select string.Create(CultureInfo.InvariantCulture, $"{country[0]} {part.Key} {gap.From:yyyy-MM-dd}/{gap.Until:yyyy-MM-dd}")).ToList();
        Assert.True(gaps.All(Exceptions.ContainsKey), "nobody in: " + string.Join(", ", gaps.Where(gap => !Exceptions.ContainsKey(gap))));
        Assert.True(Exceptions.Keys.All(gaps.Contains), "no longer so: " + string.Join(", ", Exceptions.Keys.Except(gaps)));
    }

    [Fact]
    public void Every_exception_has_its_reason() => Assert.All(Exceptions.Values, Assert.NotEmpty);

    [Fact]
    public void A_missing_holder_is_noticed()
    {
        string[] one = ["", "", "", "", "", "1989-05", "2000-03-01"], other = ["", "", "", "", "", "2000-07-01", ""];
        Assert.Equal([(new DateOnly(2000, 3, 1), new DateOnly(2000, 7, 1))], Gaps([other, one]));
        Assert.Equal([(new DateOnly(2000, 3, 1), End)], Gaps([one]));
        Assert.Equal([(Begin, End)], Gaps([]));
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
