using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Times;

/// <summary>Names of months, days, numbers and units (<c>data/coding/times.tsv</c>).</summary>
internal static class TimeTables
{
    private static readonly Lazy<Dictionary<(string Class, string Word), string>> Values = new(Load);

    /// <summary>1 to 12; 0 for no month.</summary>
    public static int Month(string word) => Value("month", word);

    /// <summary>1 (Monday) to 7; 0 for no weekday.</summary>
    public static int Weekday(string word) => Value("weekday", word);

    /// <summary>Value of a number word; −1 for none.</summary>
    public static double NumberWord(string word) => Value("number", word, -1);

    /// <summary>Value of an ordinal word, 1 to 31; 0 for none.</summary>
    public static int Ordinal(string word) => Value("ordinal", word);

    /// <summary>Designator of a unit in ISO 8601, <c>D</c>, <c>W</c>, <c>M</c>, <c>Y</c>, <c>TH</c>, <c>TM</c>, <c>TS</c> …; null for none.</summary>
    public static string? Unit(string word) => Text("unit", word);

    /// <summary>Part of the day in TIMEX3, <c>MO</c>, <c>AF</c>, <c>EV</c>, <c>NI</c>; null for none.</summary>
    public static string? DayPart(string word) => Text("daypart", word);

    /// <summary>Season in TIMEX3, <c>SP</c>, <c>SU</c>, <c>FA</c>, <c>WI</c>; null for none.</summary>
    public static string? Season(string word) => Text("season", word);

    /// <summary>Length of what an adverb repeats: <c>P1D</c> for "daily"; null for none.</summary>
    public static string? Repetition(string word) => Text("set", word);

    private static string? Text(string kind, string word) => Values.Value.GetValueOrDefault((kind, word));

    private static int Value(string kind, string word, int otherwise = 0) =>
        Values.Value.TryGetValue((kind, word), out var value) ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    private static Dictionary<(string, string), string> Load()
    {
        var table = TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/times.tsv", "class", "word", "value", "source");
        var values = new Dictionary<(string, string), string>(table.Rows.Count);
        foreach (var row in table.Rows)
            values.Add((row[0], row[1]), row[2]);
        return values;
    }
}
