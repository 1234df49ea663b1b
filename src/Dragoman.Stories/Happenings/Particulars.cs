using System.Collections.Frozen;
using System.Globalization;

namespace Dragoman.Stories.Happenings;

/// <summary>
/// What in a sentence can stand for one happening alone: names that are no country's, numbers, days of the calendar; and whether it tells of what goes on rather than of what
/// happened.
/// </summary>
internal sealed class Particulars
{
    private static readonly FrozenDictionary<uint, string> Kinds =
        StoryTables.Rows("changing-words.tsv").ToFrozenDictionary(row => WordHash.Of(row[0]), row => row[1]);

    private static readonly uint One = WordHash.Of("one");

    // A month by its first three letters, so that "Jan." is January too.
    private static readonly FrozenDictionary<uint, int> Months =
        Enumerable.Range(1, 12).ToFrozenDictionary(month => WordHash.Of(DateTimeFormatInfo.InvariantInfo.GetAbbreviatedMonthName(month).ToLowerInvariant()));

    private static readonly FrozenSet<uint> Common = StoryTables.Hashes("common-words.tsv");
    private static readonly FrozenSet<uint> Background = StoryTables.Hashes("background-words.tsv");

    /// <summary>Words of the names of countries and of their people, with the country's code; a word of two countries has none.</summary>
    private static readonly FrozenDictionary<uint, string> Countries = StoryTables.Rows("countries.tsv")
        .SelectMany(row => row[1..6].SelectMany(cell => PreparedReport.Words(cell.Replace('|', ' '), null)).Distinct().Select(word => (Word: word, Code: row[0])))
        .GroupBy(pair => pair.Word).ToFrozenDictionary(group => group.Key, group => group.Count() == 1 ? group.First().Code : "");

    // Numbers in words but "one", by hash.
    private readonly WordSet _numbers;

    /// <summary>Reads a sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    public Particulars(string sentence)
    {
        HashSet<uint> labels = [], figures = [], days = [], weekdays = [], names = [], words = [];
        var month = 0;
        var (number, figure) = (0, 0u);
        var isStart = true;
        var isAfterName = false;
        for (var at = 0; at < sentence.Length;)
        {
            if (!char.IsLetterOrDigit(sentence[at]))
            {
                if (sentence[at] != ' ') isAfterName = false;
                if (sentence[at] is '.' or '!' or '?' or ':' or '\u201C' or '"') isStart = month == 0;
                at++;
                continue;
            }

            var start = at;
            while (at < sentence.Length && (char.IsLetterOrDigit(sentence[at]) || IsInNumber(sentence, at))) at++;
            var word = sentence.AsSpan(start, at - start);
            if (char.IsAsciiDigit(word[0]))
            {
                if (figure != 0) figures.Add(figure);
                if (isAfterName && month == 0) labels.Add(WordHash.Of(word));
                isAfterName = false;
                number = word.Length <= 2 && int.TryParse(word, out var small) && small is >= 1 and <= 31 ? small : 0;
                figure = word.Length >= 2 ? WordHash.Of(word) : 0;
                if (month != 0 && number > 0)
                {
                    days.Add(DayOf(month, number));
                    (number, figure) = (0, 0);
                }

                month = 0;
                isStart = false;
                continue;
            }

            var (stem, whole) = PreparedReport.Hash(word);
            isAfterName = char.IsUpper(word[0]) && word.Length > 2;
            var isName = char.IsUpper(word[0]);
            month = isName ? MonthOf(word, whole, at < sentence.Length && sentence[at] == '.') : 0;
            if (month != 0 && number > 0)
            {
                days.Add(DayOf(month, number));
                figure = 0;
            }
            else if (isName && Kinds.GetValueOrDefault(whole) == "weekday")
            {
                weekdays.Add(whole);
            }
            else if (isName && month == 0 && word.Length > 2 && (!isStart || char.IsUpper(word[1])) && !Common.Contains(whole) && !Common.Contains(stem))
            {
                if (!Countries.TryGetValue(stem, out var code)) names.Add(stem);
                else if (code.Length > 0) Nations.Add(code);
            }
            else if (isName && Countries.TryGetValue(stem, out var nation) && nation.Length > 0)
            {
                Nations.Add(nation);
            }

            if (figure != 0) figures.Add(figure);
            if (Kinds.GetValueOrDefault(whole) == "number") words.Add(whole);
            if (Background.Contains(whole)) IsBackground = true;
            (number, figure, isStart) = (0, 0, false);
        }

        if (figure != 0) figures.Add(figure);
        Names = WordSet.Of(names);
        Figures = WordSet.Of(figures);
        Labels = WordSet.Of(labels);
        Days = WordSet.Of(days);
        Weekdays = WordSet.Of(weekdays);
        words.Remove(One);
        _numbers = WordSet.Of(words);
    }

    /// <summary>A day of the calendar as one number.</summary>
    public static uint DayOf(int month, int day) => (uint)((month * 32) + day);

    /// <summary>Words written as names, by the hash of their stem; those of countries left out.</summary>
    public WordSet Names { get; }

    /// <summary>Numbers of two digits or more that are no days, by hash.</summary>
    public WordSet Figures { get; }

    /// <summary>Whether two sentences have a number in common, be it in words; "one" is none.</summary>
    public static bool ShareNumber(Particulars one, Particulars other) => one.Figures.Overlaps(other.Figures) || one._numbers.Overlaps(other._numbers);

    /// <summary>Numbers that are part of a name, as that of a resolution or a bill, by hash.</summary>
    public WordSet Labels { get; }

    /// <summary>Codes of the countries that it names, or whose people.</summary>
    public HashSet<string> Nations { get; } = [];

    /// <summary>Days of the calendar, as <see cref="DayOf"/> writes them.</summary>
    public WordSet Days { get; }

    /// <summary>Days of the week, by hash.</summary>
    public WordSet Weekdays { get; }

    /// <summary>Whether it says that something goes on, or has long been.</summary>
    public bool IsBackground { get; }

    /// <summary>Whether the words of a name are those of a country.</summary>
    public static bool IsCountry(WordSet place)
    {
        foreach (var word in place.Words)
        {
            if (!Countries.ContainsKey(word)) return false;
        }

        return place.Count > 0;
    }

    /// <summary>Whether a word, by the hash of its stem, is of the name of a country or of its people.</summary>
    public static bool IsOfCountry(uint word) => Countries.ContainsKey(word);

    /// <summary>The country that a word, by the hash of its stem, is of the name of; null for none, or for a word of several.</summary>
    public static string? NationOf(uint word) => Countries.TryGetValue(word, out var code) && code.Length > 0 ? code : null;

    private static bool IsInNumber(string text, int at) =>
        text[at] is ',' or '.' && char.IsAsciiDigit(text[at - 1]) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);

    private static int MonthOf(ReadOnlySpan<char> word, uint whole, bool isShortened) =>
        word.Length >= 3 && (Kinds.GetValueOrDefault(whole) == "month" || (isShortened && word.Length <= 4)) ? Months.GetValueOrDefault(PreparedReport.Hash(word[..3]).Whole) : 0;
}
