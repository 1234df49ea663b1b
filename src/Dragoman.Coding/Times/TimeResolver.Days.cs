using System.Globalization;
using Dragoman.Records;
using NodaTime;

namespace Dragoman.Coding.Times;

/// <summary>Days.</summary>
internal sealed partial class TimeResolver
{
    private const int FarthestYears = 5000;

    private Sense? Day(TimePattern pattern, int start, int taken, in Captures found)
    {
        switch (pattern.Action)
        {
            case TimeAction.Same:
                return (found.SenseOrNull(TimeSlot.Plain) ?? found.Sense(TimeSlot.Date)) with { Words = 0 };
            case TimeAction.MonthDay:
                return MonthDay(found, start, taken);
            case TimeAction.MonthFirst or TimeAction.DayFirst:
                return pattern.Argument == 1 && found.Value(TimeSlot.Monthnum) <= 12 && found.Value(TimeSlot.Monthnum, 1) <= 12
                    ? null : Numeric(found, pattern.Action == TimeAction.DayFirst, start, taken);
            case TimeAction.YearFirst:
                return Valid(found.Value(TimeSlot.Year4), found.Has(TimeSlot.Month) ? found.Value(TimeSlot.Month) : found.Value(TimeSlot.Monthnum),
                    found.Has(TimeSlot.Month) ? found.Value(TimeSlot.Monthnum) : found.Value(TimeSlot.Monthnum, 1)) is { } iso ? DayOf(iso) : null;
            case TimeAction.Solid:
                {
                    var solid = found.Value(TimeSlot.Solid);
                    return Valid(solid / 10000, solid / 100 % 100, solid % 100) is { } date ? DayOf(date) : null;
                }

            case TimeAction.Holiday:
                return Holiday(found, 0, start, taken);
            case TimeAction.HolidayShift:
                return Holiday(found, pattern.Argument, start, taken);
            case TimeAction.NamedDay:
                {
                    var shift = found.Has(TimeSlot.Named) ? found.Value(TimeSlot.Named) : pattern.Argument;
                    return reference is { } now ? DayOf(now.PlusDays(shift)) : Open("XXXX-XX-XX", Grain.Day);
                }

            case TimeAction.OtherCalendar:
                return OtherCalendars.Day(
                    vocabulary.Texts[found.Value(TimeSlot.Calendar)],
                    found.Value(TimeSlot.Day),
                    found.Has(TimeSlot.Num) ? found.Value(TimeSlot.Num) : null,
                    reference);
            case TimeAction.OldStyle:
                return found.Sense(TimeSlot.Plain).Day is { } julian ? OtherCalendars.OldStyle(julian) : null;
            case TimeAction.WeekdayWith:
                return (found.SenseOrNull(TimeSlot.Plain) ?? found.Sense(TimeSlot.Date)) with { Words = 0 };
            case TimeAction.Weekday:
                return WeekdayByTense(found.Value(TimeSlot.Weekday), start, taken);
            case TimeAction.WeekdayShift:
                return WeekdayBy(found.Value(TimeSlot.Weekday), found.Or(TimeSlot.Shift, pattern.Argument), pattern.Argument);
            case TimeAction.WeekdayOfWeek:
                return OfWeek(found.Value(TimeSlot.Weekday), found.Or(TimeSlot.Shift, pattern.Argument));
            case TimeAction.WeekdayLast:
                return WeekdayBy(found.Value(TimeSlot.Weekday), pattern.Argument, 0);
            case TimeAction.WeekdayAndDay:
                return WeekdayAndDay(found.Value(TimeSlot.Weekday), found.Value(TimeSlot.Day), start, taken);
            case TimeAction.DayAlone:
                return DayAlone(found.Value(TimeSlot.Day), start, taken);
            case TimeAction.DayOfShift or TimeAction.DayOfThis:
                return DayOfMonth(found.Has(TimeSlot.Day) ? found.Value(TimeSlot.Day) : pattern.Argument, found.Or(TimeSlot.Shift, 0));
            case TimeAction.NthWeekday:
                return NthWeekday(found, pattern.Argument, start, taken);
            case TimeAction.NthWeekdayOfShift:
                return reference is { } today && today.PlusMonths(found.Or(TimeSlot.Shift, 0)) is var other
                    && Nth(other.Year, other.Month, found.Value(TimeSlot.Weekday), found.Or(TimeSlot.Ordinal, pattern.Argument)) is { } nth
                    ? DayOf(nth) : Open(Floating(null, found.Value(TimeSlot.Weekday), found.Or(TimeSlot.Ordinal, pattern.Argument)), Grain.Day);
            case TimeAction.NthWeekdayAlone:
                return reference is { } at && Nth(at.Year, at.Month, found.Value(TimeSlot.Weekday), found.Value(TimeSlot.Ordinal)) is { } alone ? DayOf(alone) : null;
            case TimeAction.Ago:
                return Shifted(found.Sense(TimeSlot.Length).Amount!, reference, -1, coarse: true);
            case TimeAction.Hence:
                return Shifted(found.Sense(TimeSlot.Length).Amount!, reference, 1, coarse: false);
            case TimeAction.FromDate:
                {
                    var from = found.SenseOrNull(TimeSlot.Date) ?? found.SenseOrNull(TimeSlot.Plain);
                    return from is null ? Shifted(found.Sense(TimeSlot.Length).Amount!, reference, pattern.Argument, coarse: false)
                        : Shifted(found.Sense(TimeSlot.Length).Amount!, from.Day, pattern.Argument, coarse: false);
                }

            case TimeAction.WeekdayHence:
                {
                    var length = found.Sense(TimeSlot.Length).Amount!;
                    if (length.Vague || Move(length, reference, pattern.Argument) is not { } near)
                        return Open(Floating(found.Value(TimeSlot.Weekday)), Grain.Day);

                    // "Monday two weeks from now": the weekday of the week that the length leads to; "a week ago Tuesday" likewise.
                    var weekday = found.Value(TimeSlot.Weekday);
                    var monday = near.PlusDays(1 - (int)near.DayOfWeek);
                    return DayOf(length.Parts[0].Unit is TimeUnit.Week or TimeUnit.Fortnight ? monday.PlusDays(weekday - 1)
                        : pattern.Argument > 0 ? OnOrAfter(near, weekday) : OnOrBefore(near, weekday));
                }

            case TimeAction.Later:
                {
                    // "three days later" counts from the last time that the text named; without one it is only as good as the report's own date.
                    var amount = found.Sense(TimeSlot.Length).Amount!;
                    if (Shifted(amount, Anchor ?? reference, pattern.Argument, coarse: true) is not { } moved)
                        return null;
                    return amount.Parts[^1].Unit <= TimeUnit.Hour ? found.Sense(TimeSlot.Length) with { Words = taken }
                        : Anchor is null && pattern.Argument > 0 ? moved with { Resolved = false } : moved;
                }

            case TimeAction.WeekdaysHence:
                {
                    var (times, of) = (found.Value(TimeSlot.Num), found.Value(TimeSlot.Weekdays));
                    return reference is not { } from || times is < 1 or > 500 ? Open(Floating(of), Grain.Day)
                        : DayOf(pattern.Argument < 0 ? OnOrBefore(from.PlusDays(-1), of).PlusWeeks(1 - times) : OnOrAfter(from.PlusDays(1), of).PlusWeeks(times - 1));
                }

            case TimeAction.WeekdayAfterLength:
                return found.Sense(TimeSlot.Date).Day is { } startDay && Move(found.Sense(TimeSlot.Length).Amount!, startDay, 1) is { } led
                    ? DayOf(OnOrAfter(led, found.Value(TimeSlot.Weekday))) : null;
            case TimeAction.RelativeDay:
                return (Anchor ?? reference) is { } anchor ? DayOf(anchor.PlusDays(pattern.Argument)) : Open("XXXX-XX-XX", Grain.Day);
            case TimeAction.ShiftedDate:
                return found.Sense(TimeSlot.Plain) is { Yearless: ( > 0, > 0) yearless }
                    ? Yearless(yearless.Month, yearless.Day, start, taken, found.Value(TimeSlot.Shift)) : found.Sense(TimeSlot.Plain) with { Words = 0 };
            case TimeAction.DayRange:
                return DayRange(found, start, taken);
            case TimeAction.WeekdayOfNthWeek:
                return WeekdayOfNthWeek(found, start, taken);
            default:
                return null;
        }
    }

    private Sense? MonthDay(in Captures found, int start, int taken)
    {
        int month = found.Value(TimeSlot.Month), day = found.Value(TimeSlot.Day);
        if (found.Has(TimeSlot.Year) || found.Has(TimeSlot.Yy))
        {
            var year = found.Has(TimeSlot.Year) ? found.Value(TimeSlot.Year) : found.Value(TimeSlot.Yy);
            return Valid(year, month, day) is { } date ? DayOf(date) : null;
        }

        return found.Has(TimeSlot.Shift) ? reference is { } now && Valid(now.Year + found.Value(TimeSlot.Shift), month, day) is { } shifted ? DayOf(shifted) : Yearless(month, day, start, taken)
            : Yearless(month, day, start, taken);
    }

    /// <summary>Figures with signs between: month first as in the United States, day first behind dots; the other order where that is no date.</summary>
    private Sense? Numeric(in Captures found, bool dayFirst, int start, int taken)
    {
        int one = found.Value(TimeSlot.Monthnum), two = found.Value(TimeSlot.Monthnum, 1);
        var (month, day) = dayFirst ? (two, one) : (one, two);
        if (found.Has(TimeSlot.Year4) || found.Has(TimeSlot.Yy))
        {
            var year = found.Has(TimeSlot.Year4) ? found.Value(TimeSlot.Year4) : found.Value(TimeSlot.Yy);
            return (Valid(year, month, day) ?? Valid(year, day, month)) is { } date ? DayOf(date) : null;
        }

        return Yearless(month, day, start, taken) ?? Yearless(day, month, start, taken);
    }

    private Sense? Holiday(in Captures found, int days, int start, int taken)
    {
        var rule = vocabulary.Texts[found.Value(TimeSlot.Holiday)];
        if (found.Has(TimeSlot.Year) || found.Has(TimeSlot.Shift))
        {
            var year = found.Has(TimeSlot.Year) ? found.Value(TimeSlot.Year) : reference is { } now ? now.Year + found.Value(TimeSlot.Shift) : 0;
            return Holidays.In(rule, year) is { } day ? DayOf(day.PlusDays(days), Holidays.IsCertain(rule)) : null;
        }

        if (reference is not { } today)
            return Open(Holidays.Open(rule), Grain.Day);
        LocalDate? past = null, coming = null;
        for (var year = today.Year - 2; year <= today.Year + 2; year++)
        {
            if (Holidays.In(rule, year)?.PlusDays(days) is not { } date)
                continue;
            if (date <= today)
                past = date;
            else
                coming ??= date;
        }

        if (past is { } only && coming is null)
            return DayOf(only);
        return past is { } back && coming is { } ahead ? DayOf(Choose(today, back, ahead, Tense(start, taken)), Holidays.IsCertain(rule)) : null;
    }

    private static LocalDate OnOrBefore(LocalDate date, int weekday) => date.PlusDays(-(((int)date.DayOfWeek - weekday + 7) % 7));

    private static LocalDate OnOrAfter(LocalDate date, int weekday) => date.PlusDays((weekday - (int)date.DayOfWeek + 7) % 7);

    private static string Floating(int weekday) => $"XXXX-WXX-{weekday}";

    private static string Floating(int? month, int weekday, int nth) => string.Create(
        CultureInfo.InvariantCulture, $"XXXX-{(month is { } known ? known.ToString("00", CultureInfo.InvariantCulture) : "XX")}-WXX-{weekday}-#{nth}");

    private Sense WeekdayByTense(int weekday, int start, int taken) => reference is { } now
        ? DayOf(Tense(start, taken) > 0 ? OnOrAfter(now, weekday) : OnOrBefore(now, weekday))
        : Open(Floating(weekday), Grain.Day);

    /// <summary>"last", "this" and "next" with a weekday.</summary>
    /// <param name="weekday">1 Monday to 7.</param>
    /// <param name="shift">−1, 0 or 1.</param>
    /// <param name="near">Not 0: the nearest one, "this past Friday", whatever the week.</param>
    private Sense WeekdayBy(int weekday, int shift, int near)
    {
        if (reference is not { } now)
            return Open(Floating(weekday), Grain.Day);
        if (near != 0)
            return DayOf(near < 0 ? OnOrBefore(now.PlusDays(-1), weekday) : OnOrAfter(now.PlusDays(1), weekday));
        return shift switch
        {
            < 0 => DayOf(OnOrBefore(now.PlusDays(-1), weekday)),
            0 => OfWeek(weekday, 0),
            _ => OfWeek(weekday, 1),
        };
    }

    private Sense OfWeek(int weekday, int weeks) => reference is { } now
        ? DayOf(now.PlusDays(1 - (int)now.DayOfWeek).PlusWeeks(weeks).PlusDays(weekday - 1))
        : Open(Floating(weekday), Grain.Day);

    /// <summary>"Friday the 15th": the nearest month in which that day is that weekday, back or ahead by tense.</summary>
    private Sense? WeekdayAndDay(int weekday, int day, int start, int taken)
    {
        if (reference is not { } now)
            return Open(Floating(weekday), Grain.Day);
        LocalDate? past = null, coming = null;
        for (var months = 0; months <= 30 && (past is null || coming is null); months++)
        {
            var back = now.PlusMonths(-months);
            if (past is null && Valid(back.Year, back.Month, day) is { } b && b <= now && (int)b.DayOfWeek == weekday)
                past = b;
            var ahead = now.PlusMonths(months);
            if (coming is null && Valid(ahead.Year, ahead.Month, day) is { } a && a > now && (int)a.DayOfWeek == weekday)
                coming = a;
        }

        return past is { } one && coming is { } other ? DayOf(Choose(now, one, other, Tense(start, taken))) : null;
    }

    private Sense DayAlone(int day, int start, int taken)
    {
        if (reference is not { } now)
            return Open(string.Create(CultureInfo.InvariantCulture, $"XXXX-XX-{day:00}"), Grain.Day);
        LocalDate? past = null, coming = null;
        for (var months = 0; months <= 2; months++)
        {
            var back = now.PlusMonths(-months);
            if (past is null && Valid(back.Year, back.Month, day) is { } b && b <= now)
                past = b;
            var ahead = now.PlusMonths(months);
            if (coming is null && Valid(ahead.Year, ahead.Month, day) is { } a && a > now)
                coming = a;
        }

        var tense = Tense(start, taken);
        return DayOf(tense > 0 ? coming ?? past!.Value : tense < 0 ? past ?? coming!.Value
            : past is null || (coming is { } next && Period.DaysBetween(now, next) < Period.DaysBetween(past.Value, now)) ? coming!.Value : past.Value);
    }

    private Sense? DayOfMonth(int day, int shift)
    {
        if (reference is not { } now)
            return Open(string.Create(CultureInfo.InvariantCulture, $"XXXX-XX-{day:00}"), Grain.Day);
        var month = now.PlusMonths(shift);
        return Valid(month.Year, month.Month, Math.Min(day, CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month))) is { } date ? DayOf(date) : null;
    }

    private static LocalDate? Nth(int year, int month, int weekday, int nth)
    {
        if (nth < 0)
        {
            var last = new LocalDate(year, month, CalendarSystem.Iso.GetDaysInMonth(year, month));
            return OnOrBefore(last, weekday).PlusWeeks(nth + 1);
        }

        var date = OnOrAfter(new LocalDate(year, month, 1), weekday).PlusWeeks(nth - 1);
        return nth > 0 && date.Month == month ? date : null;
    }

    private Sense? NthWeekday(in Captures found, int nth, int start, int taken)
    {
        var (month, weekday, ordinal) = (found.Value(TimeSlot.Month), found.Value(TimeSlot.Weekday), found.Or(TimeSlot.Ordinal, nth));
        var year = found.Has(TimeSlot.Year) ? found.Value(TimeSlot.Year) : YearOfMonth(month, start, taken);
        return year is null ? Open(Floating(month, weekday, ordinal), Grain.Day) : Nth(year.Value, month, weekday, ordinal) is { } date ? DayOf(date) : null;
    }

    private Sense? WeekdayOfNthWeek(in Captures found, int start, int taken)
    {
        var month = found.Value(TimeSlot.Month);
        var year = found.Has(TimeSlot.Year) ? found.Value(TimeSlot.Year) : YearOfMonth(month, start, taken);
        return year is null ? Open(Floating(month, found.Value(TimeSlot.Weekday), found.Value(TimeSlot.Ordinal)), Grain.Day)
            : Nth(year.Value, month, found.Value(TimeSlot.Weekday), found.Value(TimeSlot.Ordinal)) is { } date ? DayOf(date) : null;
    }

    private Sense? DayRange(in Captures found, int start, int taken)
    {
        int month = found.Value(TimeSlot.Month), first = found.Value(TimeSlot.Day), last = found.Value(TimeSlot.Day, 1);
        int? year = found.Has(TimeSlot.Year) ? found.Value(TimeSlot.Year) : Yearless(month, first, start, taken)?.Day?.Year;
        if (last <= first)
            return null;
        if (year is null)
            return Open(string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:00}-{first:00}/XXXX-{month:00}-{last:00}"));
        return Valid(year.Value, month, first) is { } from && Valid(year.Value, month, last) is { } to
            ? new Sense { Type = TimeType.Date, Value = Iso(from) + "/" + Iso(to), Resolved = true, Grain = Grain.None, Day = from }
            : null;
    }

    /// <summary>A length back or ahead from a day. A week, month or year "ago" is no more exact than its unit.</summary>
    private Sense? Shifted(Length length, LocalDate? from, int direction, bool coarse)
    {
        var unit = length.Parts[^1].Unit;
        if (from is not { } day || length.Vague || Move(length, day, direction) is not { } date)
            return Open(direction < 0 ? "PAST_REF" : "FUTURE_REF");
        if (unit <= TimeUnit.Hour)
        {
            var at = (day + (referenceTime ?? LocalTime.Midnight)).PlusSeconds((long)(direction * Math.Min(length.Parts.Sum(Seconds), 1e10)));
            return new Sense
            {
                Type = TimeType.Time,
                Value = string.Create(CultureInfo.InvariantCulture, $"{Iso(at.Date)}T{at.Hour:00}:{at.Minute:00}:{at.Second:00}"),
                Resolved = referenceTime is not null,
            };
        }

        if (!coarse || length.Parts.Length > 1)
            return DayOf(date);
        return unit switch
        {
            TimeUnit.Day or TimeUnit.Weekend => DayOf(date),
            TimeUnit.Week or TimeUnit.Fortnight => Week(date),
            _ when length.Parts[0].Count % 1 > 0 => MonthOf(date.Year, date.Month),
            TimeUnit.Month or TimeUnit.Quarter or TimeUnit.Half => MonthOf(date.Year, date.Month),
            _ => YearOf(date.Year),
        };
    }

    private static double Seconds((double Count, TimeUnit Unit) part) => part.Count * part.Unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Minute => 60,
        TimeUnit.Hour => 3600,
        _ => 86400,
    };

    private static LocalDate? Move(Length length, LocalDate? from, int direction)
    {
        if (from is not { } date)
            return null;
        foreach (var (count, unit) in length.Parts)
        {
            var (months, days) = unit switch
            {
                <= TimeUnit.Hour => (0, 0),
                TimeUnit.Day => (0.0, count),
                TimeUnit.Weekend or TimeUnit.Week => (0, count * 7),
                TimeUnit.Fortnight => (0, count * 14),
                TimeUnit.Month => (count, 0),
                TimeUnit.Quarter => (count * 3, 0),
                TimeUnit.Half => (count * 6, 0),
                TimeUnit.Decade => (count * 120, 0),
                TimeUnit.Century => (count * 1200, 0),
                TimeUnit.Millennium => (count * 12000, 0),
                _ => (count * 12, 0),
            };
            if (months > FarthestYears * 12 || days > FarthestYears * 365)
                return null;
            date = date.PlusMonths(direction * (int)months).PlusDays(direction * (int)days);
            if (date.Year is < 1 or > 9000)
                return null;
        }

        return date;
    }
}
