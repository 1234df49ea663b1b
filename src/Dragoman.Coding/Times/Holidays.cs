using System.Globalization;
using NodaTime;

namespace Dragoman.Coding.Times;

/// <summary>
/// The day of a holiday in a year, by the rules of <c>data/coding/holidays.tsv</c>: <c>12-25</c> a day; <c>11-W4-4</c> the fourth Thursday (weekday 4) of November;
/// <c>05-W-1-1</c> the last Monday of May; <c>easter-2</c>, <c>orthodox+0</c> days from Easter Sunday; <c>islamic 10-01</c>, <c>hebrew 07-10</c>,
/// <c>persian 01-01</c>, <c>chinese 01-01</c> a day of another calendar; <c>2001-09-11</c> one day for ever.
/// </summary>
internal static class Holidays
{
    private static readonly ChineseLunisolarCalendar Chinese = new();

    /// <summary>Whether the rule gives the day for certain: new moons are seen, not reckoned, for the feasts of Islam.</summary>
    public static bool IsCertain(string rule) => !rule.StartsWith("islamic", StringComparison.Ordinal);

    /// <summary>The day in a year; null where the rule gives none.</summary>
    public static LocalDate? In(string rule, int year)
    {
        if (year is < 1 or > 9000)
            return null;
        var span = rule.AsSpan();
        if (rule.StartsWith("easter", StringComparison.Ordinal))
            return Easter(year).PlusDays(Number(span[6..]));
        if (rule.StartsWith("orthodox", StringComparison.Ordinal))
            return OrthodoxEaster(year).PlusDays(Number(span[8..]));
        var space = rule.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0)
            return Other(rule[..space], Number(span.Slice(space + 1, 2)), Number(span.Slice(space + 4, 2)), year);
        if (rule.Length == 10)
            return new LocalDate(Number(span[..4]), Number(span.Slice(5, 2)), Number(span.Slice(8, 2)));
        var month = Number(span[..2]);
        if (rule[3] != 'W')
        {
            var day = Number(span[3..]);
            return day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
        }

        var extra = rule.IndexOf('+', 4);
        if (extra > 0)
            return In(rule[..extra], year)?.PlusDays(Number(span[extra..]));
        var nth = Number(span[4..^2]);
        var weekday = rule[^1] - '0';
        if (nth < 0)
        {
            var last = new LocalDate(year, month, CalendarSystem.Iso.GetDaysInMonth(year, month));
            return last.PlusDays(-(((int)last.DayOfWeek - weekday + 7) % 7));
        }

        var first = new LocalDate(year, month, 1);
        return first.PlusDays((weekday - (int)first.DayOfWeek + 7) % 7).PlusWeeks(nth - 1);
    }

    /// <summary>The value where no year is known: <c>XXXX-12-25</c>.</summary>
    public static string Open(string rule) => rule.Length == 5 && char.IsAsciiDigit(rule[3]) ? "XXXX-" + rule
        : rule.Length == 10 && char.IsAsciiDigit(rule[0]) ? rule
        : rule.Length > 5 && rule[3] == 'W' && rule[4] != '-' ? string.Create(CultureInfo.InvariantCulture, $"XXXX-{rule[..2]}-WXX-{rule[^1]}-{rule[4]}")
        : "XXXX-XX-XX";

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>Easter Sunday of the Gregorian calendar (the anonymous computus).</summary>
    private static LocalDate Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var sum = h + l - (7 * m) + 114;
        return new LocalDate(year, sum / 31, (sum % 31) + 1);
    }

    private static LocalDate OrthodoxEaster(int year)
    {
        int a = year % 4, b = year % 7, c = year % 19;
        var d = ((19 * c) + 15) % 30;
        var sum = d + (((2 * a) + (4 * b) - d + 34) % 7) + 114;
        return new LocalDate(year, sum / 31, (sum % 31) + 1, CalendarSystem.Julian).WithCalendar(CalendarSystem.Iso);
    }

    private static LocalDate? Other(string calendar, int month, int day, int year)
    {
        try
        {
            if (calendar == "chinese")
            {
                // Leap months are numbered through: those behind one stand a place later.
                var leap = Chinese.GetLeapMonth(year);
                var place = leap > 0 && month >= leap ? month + 1 : month;
                return LocalDate.FromDateTime(Chinese.ToDateTime(year, place, day, 0, 0, 0, 0));
            }

            if (OtherCalendars.System(calendar) is not { } system)
                return null;
            var first = new LocalDate(year, 1, 1).WithCalendar(system).Year;
            for (var other = first; other <= first + 1; other++)
            {
                if (other < system.MinYear || other > system.MaxYear)
                    continue;
                var date = new LocalDate(other, month, Math.Min(day, system.GetDaysInMonth(other, month)), system).WithCalendar(CalendarSystem.Iso);
                if (date.Year == year)
                    return date;
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            // The calendar does not reach that far.
        }

        return null;
    }
}
