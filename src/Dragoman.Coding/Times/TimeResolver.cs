using System.Globalization;
using Dragoman.Records;
using NodaTime;

namespace Dragoman.Coding.Times;

/// <summary>
/// Gives matched patterns their TIMEX3 values. Relative ones count from the reference date; without it they stay in TIMEX3's <c>X</c>
/// writing. Where words leave the year or week open, the tense of the words around decides, then nearness.
/// </summary>
internal sealed partial class TimeResolver(TimeVocabulary vocabulary, TimeNumbers numbers, LocalDate? reference, LocalTime? referenceTime)
{
    private const int LookBack = 24;
    private const int LookAhead = 12;

    private readonly Dictionary<int, TimeTerm[]> _futureCues = vocabulary.Class("future");
    private readonly Dictionary<int, TimeTerm[]> _superlatives = vocabulary.Class("superlative");
    private readonly Dictionary<int, TimeTerm[]> _pastCues = vocabulary.Class("past");
    private readonly Dictionary<int, TimeTerm[]> _units = vocabulary.Class("unit");
    private readonly Dictionary<int, TimeTerm[]> _shortForms = vocabulary.Class("shortform");
    private readonly HashSet<int> _stops = [vocabulary.Id("."), vocabulary.Id("!"), vocabulary.Id("?"), vocabulary.Id(";")];
    private readonly Dictionary<int, TimeTerm[]> _plainPrepositions = vocabulary.Class("monthprep");
    private readonly int _stop = vocabulary.Id(".");
    private readonly int _and = vocabulary.Id("and");
    private readonly int _comma = vocabulary.Id(",");
    private List<TimeWord> _words = [];
    private int _count;

    /// <summary>The last day that the text named, which "the next day" counts from.</summary>
    public LocalDate? Anchor { get; set; }

    /// <summary>The last day named in the sentence that is read: a clock without a day belongs to it.</summary>
    public LocalDate? SentenceDay { get; set; }

    /// <summary>Sets the words that matches are made from.</summary>
    public void Reset(List<TimeWord> words) => (_words, _count) = (words, words.Count);

    /// <summary>Whether a word ends a sentence.</summary>
    public bool Ends(int i) => _words[i].Id == TimeWords.Break
        || (_stops.Contains(_words[i].Id) && (i + 1 >= _count || (!_words[i + 1].Joined && (_words[i + 1].Capital || !_words[i + 1].Letters))));

    /// <summary>Whether a term may stand for its class here: short forms want a capital, a dot or figures beside them.</summary>
    public bool Fits(TimeSlot slot, int at, int length)
    {
        if (slot is not (TimeSlot.Month or TimeSlot.Weekday) || length != 1 || _words[at].Capital || !_shortForms.ContainsKey(_words[at].Id))
            return true;
        return (at + 1 < _count && (IsNumber(at + 1) || _words[at + 1].Id == _stop))
            || (at > 0 && (IsNumber(at - 1) || _plainPrepositions.ContainsKey(_words[at - 1].Id) || (at > 1 && IsNumber(at - 2))));
    }

    private bool IsNumber(int i) => _words[i].Id == TimeWords.Number || numbers.Cardinal(_words[i]) > 0 || numbers.Ordinal(_words[i]) > 0
        || (_words[i].Joined && i > 0 && _words[i - 1].Id == TimeWords.Number);

    /// <summary>Makes the sense of a match; null where its numbers give no time.</summary>
    public Sense? Make(TimePattern pattern, int start, int taken, in Captures found)
    {
        var made = pattern.Action switch
        {
            <= TimeAction.ClockInPart => Clock(pattern, found),
            <= TimeAction.AmountRange => Amount(pattern, start, taken, found),
            <= TimeAction.WeekdayAfterLength => Day(pattern, start, taken, found),
            <= TimeAction.MonthRange => Stretch(pattern, start, taken, found),
            _ => Whole(pattern, start, taken, found),
        };
        return made is null ? null : made.Words > 0 ? made : made with { Words = taken };
    }

    private static string Iso(LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-{date.Month:00}-{date.Day:00}");

    private static Sense DayOf(LocalDate date, bool resolved = true) =>
        new() { Type = TimeType.Date, Value = Iso(date), Day = date, Grain = Grain.Day, Resolved = resolved };

    private static Sense Open(string value, Grain grain = Grain.None, TimeType type = TimeType.Date) => new() { Type = type, Value = value, Grain = grain };

    private static LocalDate? Valid(int year, int month, int day) =>
        year is >= 1 and <= 9000 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    /// <summary>Day of a month without a year: the past or the coming one, by tense and nearness.</summary>
    private Sense? Yearless(int month, int day, int start, int taken, int shift = 9)
    {
        if (month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(2000, month))
            return null;
        if (reference is not { } now)
            return Open(string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:00}-{day:00}"), Grain.Day) with { Yearless = (month, day) };
        LocalDate? past = null, coming = null;
        for (var year = now.Year - 8; year <= now.Year + 8; year++)
        {
            if (Valid(year, month, day) is not { } date)
                continue;
            if (date <= now)
                past = date;
            else
                coming ??= date;
        }

        if (shift == 0)
            return Valid(now.Year, month, day) is { } same ? DayOf(same) : null;
        if (shift == 1)
            return coming is { } next ? DayOf(next) : null;
        if (shift == -1)
            return past is { } last ? DayOf(last) : null;
        var chosen = Choose(now, past!.Value, coming!.Value, Tense(start, taken));
        return DayOf(chosen) with { Yearless = (month, day) };
    }

    private static LocalDate Choose(LocalDate now, LocalDate past, LocalDate coming, int tense)
    {
        var back = Period.DaysBetween(past, now);
        var ahead = Period.DaysBetween(now, coming);
        return tense switch
        {
            < 0 => ahead <= 45 && back > 300 ? coming : past,
            > 0 => back <= 45 && ahead > 300 ? past : coming,
            _ => back <= ahead ? past : coming,
        };
    }

    /// <summary>Tense of the words around an expression: −1 past, 1 future, 0 not to be seen. The nearest verb before it decides, else the first behind it.</summary>
    private int Tense(int start, int taken)
    {
        var least = Math.Max(0, start - LookBack);
        for (var i = start - 1; i >= least; i--)
        {
            if (Ends(i))
                break;
            if (Cue(i) is var cue and not 0)
                return cue;
        }

        var most = Math.Min(_count, start + taken + LookAhead);
        for (var i = start + taken; i < most; i++)
        {
            if (Ends(i))
                break;
            if (Cue(i) is var cue and not 0)
                return cue;
        }

        return 0;
    }

    private int Cue(int i)
    {
        if (IsTerm(_futureCues, i))
            return 1;
        if ((_words[i].Shape & WordShape.Past) == 0 && !IsTerm(_pastCues, i))
            return 0;

        // "will have", "would be moved".
        for (var k = i - 1; k >= Math.Max(0, i - 3) && _words[k].Letters; k--)
        {
            if (IsTerm(_futureCues, k))
                return 1;
        }

        return -1;
    }

    private bool IsTerm(Dictionary<int, TimeTerm[]> terms, int i)
    {
        if (_words[i].Id <= 0 || !terms.TryGetValue(_words[i].Id, out var choices))
            return false;
        foreach (var term in choices)
        {
            var k = 0;
            while (k < term.Words.Length && i + k < _count && _words[i + k].Id == term.Words[k])
                k++;
            if (k == term.Words.Length)
                return true;
        }

        return false;
    }
}
