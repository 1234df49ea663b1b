using System.Globalization;
using NodaTime;

namespace Dragoman.Coding.Times;

/// <summary>Days of the Islamic, Hebrew, Persian, Coptic and Julian calendars.</summary>
internal static class OtherCalendars
{
    /// <summary>The calendar of a name in the tables; null for none.</summary>
    public static CalendarSystem? System(string name) => name switch
    {
        "islamic" => CalendarSystem.IslamicBcl,
        "hebrew" => CalendarSystem.HebrewScriptural,
        "persian" => CalendarSystem.PersianSimple,
        "coptic" => CalendarSystem.Coptic,
        _ => null,
    };

    /// <summary>A day of a month of another calendar.</summary>
    /// <param name="month"><c>islamic 09</c>: calendar and number of the month.</param>
    /// <param name="day">Day of the month, 1 and more.</param>
    /// <param name="year">Year of that calendar; null where the text gives none.</param>
    /// <param name="reference">Day that a missing year is counted from.</param>
    /// <returns>The day; an unresolved one where the calendar goes by sight of the moon; null for no such day.</returns>
    public static Sense? Day(string month, int day, int? year, LocalDate? reference)
    {
        var name = month[..^3];
        var number = int.Parse(month.AsSpan(month.Length - 2), CultureInfo.InvariantCulture);
        if (System(name) is not { } system)
            return null;
        if (year is null && reference is null)
            return new Sense { Type = Records.TimeType.Date, Value = "XXXX-XX-XX" };
        if (year is null)
        {
            // The nearest one, as with our own months.
            var now = reference!.Value;
            var near = now.WithCalendar(system).Year;
            Sense? best = null;
            for (var other = near - 1; other <= near + 1; other++)
            {
                if (Day(month, day, other, null) is { Day: { } found } sense && (best is null
                    || Math.Abs(Period.DaysBetween(now, found)) < Math.Abs(Period.DaysBetween(now, best.Day!.Value))))
                    best = sense;
            }

            return best is null ? null : best with { Resolved = false };
        }

        var at = year.Value;
        if (at < system.MinYear || at > system.MaxYear || at > 9000 || day < 1)
            return null;
        var place = number;
        if (place > system.GetMonthsInYear(at) || day > system.GetDaysInMonth(at, place))
            return null;
        var date = new LocalDate(at, place, day, system).WithCalendar(CalendarSystem.Iso);
        return date.Year is < 1 or > 9000 ? null : new Sense
        {
            Type = Records.TimeType.Date,
            Value = string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-{date.Month:00}-{date.Day:00}"),
            Day = date,
            Grain = Grain.Day,
            Resolved = name != "islamic",
        };
    }

    /// <summary>A day of the Julian calendar, "October 25, 1917 (Old Style)", in ours.</summary>
    public static Sense OldStyle(LocalDate julian)
    {
        var day = Math.Min(julian.Day, CalendarSystem.Julian.GetDaysInMonth(julian.Year, julian.Month));
        var date = new LocalDate(julian.Year, julian.Month, day, CalendarSystem.Julian).WithCalendar(CalendarSystem.Iso);
        return new Sense
        {
            Type = Records.TimeType.Date,
            Value = string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-{date.Month:00}-{date.Day:00}"),
            Day = date,
            Grain = Grain.Day,
            Resolved = true,
        };
    }
}
