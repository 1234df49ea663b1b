using System.Globalization;
using Dragoman.Records;
using NodaTime;
using NodaTime.Calendars;

namespace Dragoman.Coding.Times;

/// <summary>Weeks, months, years and longer.</summary>
internal sealed partial class TimeResolver
{
    private Sense? Stretch(TimePattern pattern, int start, int taken, in Captures found)
    {
        switch (pattern.Action)
        {
            case TimeAction.MonthYear:
                return MonthOf(YearIn(found), found.Value(TimeSlot.Month));
            case TimeAction.MonthNumber:
                return found.Value(TimeSlot.Monthnum) <= 12 ? MonthOf(found.Value(TimeSlot.Year4), found.Value(TimeSlot.Monthnum)) : null;
            case TimeAction.Month:
                return YearOfMonth(found.Value(TimeSlot.Month), start, taken) is { } near ? MonthOf(near, found.Value(TimeSlot.Month))
                    : Open(string.Create(CultureInfo.InvariantCulture, $"XXXX-{found.Value(TimeSlot.Month):00}"), Grain.Month);
            case TimeAction.MonthShift:
                return MonthShift(found.Value(TimeSlot.Month), found.Value(TimeSlot.Shift));
            case TimeAction.MonthOfShift:
                return reference is { } here ? MonthOf(here.Year + found.Or(TimeSlot.Shift, 0), found.Has(TimeSlot.Month) ? found.Value(TimeSlot.Month) : found.Value(TimeSlot.Ordinal)) : null;
            case TimeAction.MonthRange:
                return MonthRange(found, start, taken);
            case TimeAction.Year:
                return YearOf(YearIn(found) is > 0 and var said ? said : found.Value(TimeSlot.Num));
            case TimeAction.YearEra:
                return found.Value(TimeSlot.Num) is > 0 and < 10000 ? pattern.Argument < 0
                    ? new Sense { Type = TimeType.Date, Value = string.Create(CultureInfo.InvariantCulture, $"BC{found.Value(TimeSlot.Num):0000}"), Resolved = true, Grain = Grain.Year }
                    : YearOf(found.Value(TimeSlot.Num)) : null;
            case TimeAction.YearCalendar:
                return YearOf(found.Value(TimeSlot.Num) + found.Value(TimeSlot.Era));
            case TimeAction.YearShift:
                return reference is { } y ? YearOf(y.Year + found.Or(TimeSlot.Shift, pattern.Argument)) : Open("XXXX", Grain.Year);
            case TimeAction.YearRange:
                {
                    var (first, last) = (found.Value(TimeSlot.Year), found.Has(TimeSlot.Year, 1) ? found.Value(TimeSlot.Year, 1) : found.Value(TimeSlot.Yy));
                    last = found.Has(TimeSlot.Year, 1) ? last : (first / 100 * 100) + (last % 100);
                    return last > first ? new Sense { Type = TimeType.Date, Value = string.Create(CultureInfo.InvariantCulture, $"{first:0000}/{last:0000}"), Resolved = true } : null;
                }

            case TimeAction.UnitShift:
                return Shift((TimeUnit)found.Value(TimeSlot.Unit), found.Or(TimeSlot.Shift, pattern.Argument));
            case TimeAction.UnitThis:
                return Shift((TimeUnit)found.Value(TimeSlot.Unit), pattern.Argument);
            case TimeAction.UnitFromAnchor:
                return Shift((TimeUnit)found.Value(TimeSlot.Unit), pattern.Argument, Anchor ?? reference);
            case TimeAction.UnitAfterNext:
                return Shift((TimeUnit)found.Value(TimeSlot.Unit), pattern.Argument);
            case TimeAction.WeekNumber:
                {
                    var number = found.Has(TimeSlot.Num) ? found.Value(TimeSlot.Num) : 0;
                    if (number is < 1 or > 53)
                        return null;
                    var year = YearIn(found) is > 0 and var of ? of : reference?.Year;
                    return WeekOf(year, number);
                }

            case TimeAction.NthWeek:
                return NthWeek(found, pattern.Argument, start, taken);
            case TimeAction.NthWeekOfShift:
                return NthWeekOfShift(found, pattern.Argument);
            case TimeAction.WeekOf:
                return (found.SenseOrNull(TimeSlot.Date) ?? found.SenseOrNull(TimeSlot.Plain)) is { } named
                    ? named.Day is { } inside ? Week(inside) : Open("XXXX-WXX", Grain.Week) : null;
            case TimeAction.Quarter or TimeAction.QuarterShift or TimeAction.Half:
                return Part(pattern, found, start, taken);
            case TimeAction.Season:
                return Season(found, start, taken, pattern.Argument);
            case TimeAction.SeasonShift:
                return SeasonShift(found.Value(TimeSlot.Season), found.Value(TimeSlot.Shift));
            case TimeAction.Decade:
                {
                    var year = YearIn(found);
                    return year % 10 == 0 ? DecadeOf(year / 10) : null;
                }

            case TimeAction.DecadeWords:
                {
                    if (pattern.Argument > 0)
                        return DecadeOf(pattern.Argument);
                    var decade = found.Value(TimeSlot.Decade);
                    var century = found.Has(TimeSlot.Num) ? found.Value(TimeSlot.Num) : 19;
                    return found.Has(TimeSlot.Num) && century is < 10 or > 21 ? null : DecadeOf((century * 10) + (decade / 10));
                }

            case TimeAction.Century:
                {
                    var ordinal = found.Value(TimeSlot.Ordinal);
                    return ordinal is < 1 or > 40 ? null : new Sense
                    {
                        Type = TimeType.Date,
                        Value = string.Create(CultureInfo.InvariantCulture, $"{(pattern.Argument < 0 ? "BC" : "")}{ordinal - (pattern.Argument < 0 ? 0 : 1):00}"),
                        Grain = Grain.Century,
                        Resolved = true,
                        Day = pattern.Argument < 0 || ordinal < 2 ? null : new LocalDate((ordinal - 1) * 100, 1, 1),
                    };
                }

            case TimeAction.FiscalYear or TimeAction.SchoolYear:
                {
                    return Named(pattern.Action == TimeAction.SchoolYear ? "SY" : "FY", found.Has(TimeSlot.Yy) ? found.Value(TimeSlot.Yy) : YearIn(found));
                }

            case TimeAction.FiscalShift:
                return reference is { } f ? Named(pattern.Argument == 1 ? "SY" : "FY", f.Year + found.Or(TimeSlot.Shift, 0)) : Open(pattern.Argument == 1 ? "SYXXXX" : "FYXXXX", Grain.Year);
            case TimeAction.HolidayWeekend:
                return Holiday(found, 0, start, taken)?.Day is { } feast ? Weekend(feast) : null;
            case TimeAction.WeekendOf:
                return found.Sense(TimeSlot.Date).Day is { } day ? Weekend(day) : Open("XXXX-WXX-WE", Grain.Weekend);
            case TimeAction.YearAfterNext:
                return reference is { } n ? YearOf(n.Year + pattern.Argument) : Open("XXXX", Grain.Year);
            default:
                return null;
        }
    }

    private static int YearIn(in Captures found) => found.Has(TimeSlot.Year) ? found.Value(TimeSlot.Year)
        : found.Has(TimeSlot.Year4) ? found.Value(TimeSlot.Year4) : found.Or(TimeSlot.Yy, 0);

    private static Sense Named(string prefix, int year) => new()
    {
        Type = TimeType.Date,
        Value = string.Create(CultureInfo.InvariantCulture, $"{prefix}{year:0000}"),
        Grain = Grain.Year,
        Resolved = true,
    };

    private static Sense MonthOf(int year, int month) => new()
    {
        Type = TimeType.Date,
        Value = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}"),
        Day = Valid(year, month, 1),
        Grain = Grain.Month,
        Resolved = true,
    };

    private static Sense YearOf(int year) => new()
    {
        Type = TimeType.Date,
        Value = year.ToString("0000", CultureInfo.InvariantCulture),
        Day = Valid(year, 1, 1),
        Grain = Grain.Year,
        Resolved = true,
    };

    private static Sense DecadeOf(int decade) => new()
    {
        Type = TimeType.Date,
        Value = decade.ToString("000", CultureInfo.InvariantCulture),
        Day = Valid(decade * 10, 1, 1),
        Grain = Grain.Decade,
        Resolved = true,
    };

    private static Sense Week(LocalDate date) => new()
    {
        Type = TimeType.Date,
        Value = WeekText(date),
        Day = date.PlusDays(1 - (int)date.DayOfWeek),
        Grain = Grain.Week,
        Resolved = true,
    };

    private static Sense Weekend(LocalDate date) => new()
    {
        Type = TimeType.Date,
        Value = WeekText(date) + "-WE",
        Day = date.PlusDays(6 - (int)date.DayOfWeek),
        Grain = Grain.Weekend,
        Resolved = true,
    };

    private static string WeekText(LocalDate date) => string.Create(
        CultureInfo.InvariantCulture, $"{WeekYearRules.Iso.GetWeekYear(date):0000}-W{WeekYearRules.Iso.GetWeekOfWeekYear(date):00}");

    private static Sense? WeekOf(int? year, int number)
    {
        if (year is not { } known)
            return Open(string.Create(CultureInfo.InvariantCulture, $"XXXX-W{number:00}"), Grain.Week);
        return number <= WeekYearRules.Iso.GetWeeksInWeekYear(known)
            ? Week(WeekYearRules.Iso.GetLocalDate(known, number, IsoDayOfWeek.Monday)) : null;
    }

    /// <summary>The year of a month without one: the last that passed or the next to come, by tense and nearness; null without a date to count from.</summary>
    private int? YearOfMonth(int month, int start, int taken)
    {
        if (reference is not { } now)
            return null;
        var last = month <= now.Month ? now.Year : now.Year - 1;
        var next = month >= now.Month ? now.Year : now.Year + 1;
        if (last == next)
            return last;
        var tense = Tense(start, taken);
        var back = ((now.Year - last) * 12) + now.Month - month;
        var ahead = ((next - now.Year) * 12) + month - now.Month;
        return tense < 0 ? ahead <= 1 && back >= 10 ? next : last : tense > 0 ? back <= 1 && ahead >= 10 ? last : next : back <= ahead ? last : next;
    }

    private Sense MonthShift(int month, int shift)
    {
        if (reference is not { } now)
            return Open(string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:00}"), Grain.Month);
        var year = shift == 0 ? now.Year : shift < 0 ? (month < now.Month ? now.Year : now.Year - 1) : month > now.Month ? now.Year : now.Year + 1;
        return MonthOf(year, month);
    }

    private Sense? MonthRange(in Captures found, int start, int taken)
    {
        var (first, last) = (found.Value(TimeSlot.Month), found.Value(TimeSlot.Month, 1));
        var year = found.Has(TimeSlot.Year) ? found.Value(TimeSlot.Year) : YearOfMonth(first, start, taken);
        if (first == last)
            return null;
        if (year is not { } known)
            return Open(string.Create(CultureInfo.InvariantCulture, $"XXXX-{first:00}/XXXX-{last:00}"));
        var from = first > last && found.Has(TimeSlot.Year) ? known - 1 : known;
        var to = first > last ? from + 1 : from;
        var quarter = from == to && last == first + 3 && first % 3 == 1;
        return new Sense
        {
            Type = TimeType.Date,
            Value = quarter && found.Has(TimeSlot.Year) ? string.Create(CultureInfo.InvariantCulture, $"{from:0000}-Q{(first + 2) / 3}")
                : string.Create(CultureInfo.InvariantCulture, $"{from:0000}-{first:00}/{to:0000}-{last:00}"),
            Day = Valid(from, first, 1),
            Resolved = true,
        };
    }

    /// <summary>The week, month … so many back or ahead.</summary>
    private Sense? Shift(TimeUnit unit, int shift) => Shift(unit, shift, reference);

    private static Sense? Shift(TimeUnit unit, int shift, LocalDate? from)
    {
        if (from is not { } now)
        {
            return Open(
                unit switch
                {
                    TimeUnit.Week => "XXXX-WXX",
                    TimeUnit.Weekend => "XXXX-WXX-WE",
                    TimeUnit.Month => "XXXX-XX",
                    TimeUnit.Quarter => "XXXX-QX",
                    TimeUnit.Half => "XXXX-HX",
                    TimeUnit.Day => "XXXX-XX-XX",
                    TimeUnit.Decade => "XXX",
                    TimeUnit.Century => "XX",
                    _ => "XXXX",
                });
        }

        switch (unit)
        {
            case TimeUnit.Day:
                return DayOf(now.PlusDays(shift));
            case TimeUnit.Week:
                return Week(now.PlusWeeks(shift));
            case TimeUnit.Weekend:
                // On a Saturday or Sunday "last weekend" is the one before; the week decides.
                return Weekend(now.PlusWeeks(shift));
            case TimeUnit.Month:
                {
                    var month = now.PlusMonths(shift);
                    return MonthOf(month.Year, month.Month);
                }

            case TimeUnit.Quarter:
                {
                    var quarter = now.PlusMonths(3 * shift);
                    return QuarterOf(quarter.Year, (quarter.Month + 2) / 3);
                }

            case TimeUnit.Half:
                {
                    var half = now.PlusMonths(6 * shift);
                    return HalfOf(half.Year, (half.Month + 5) / 6);
                }

            case TimeUnit.Decade:
                return DecadeOf((now.Year / 10) + shift);
            case TimeUnit.Century:
                return new Sense
                {
                    Type = TimeType.Date,
                    Value = ((now.Year / 100) + shift).ToString("00", CultureInfo.InvariantCulture),
                    Grain = Grain.Century,
                    Resolved = true,
                };
            case TimeUnit.Year:
                return YearOf(now.Year + shift);
            default:
                return null;
        }
    }

    private static Sense QuarterOf(int year, int quarter) => new()
    {
        Type = TimeType.Date,
        Value = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-Q{quarter}"),
        Day = Valid(year, (quarter * 3) - 2, 1),
        Grain = Grain.Quarter,
        Resolved = true,
    };

    private static Sense HalfOf(int year, int half) => new()
    {
        Type = TimeType.Date,
        Value = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-H{half}"),
        Day = Valid(year, (half * 6) - 5, 1),
        Grain = Grain.Half,
        Resolved = true,
    };

    /// <summary>Quarters and halves: with a year, of this or the last year, or without one: the last that began before the report, the next in a future sentence.</summary>
    private Sense? Part(TimePattern pattern, in Captures found, int start, int taken)
    {
        var half = pattern.Action == TimeAction.Half;
        var number = found.Has(TimeSlot.Half) ? found.Value(TimeSlot.Half) : found.Has(TimeSlot.Quarter) ? found.Value(TimeSlot.Quarter)
            : found.Has(TimeSlot.Ordinal) ? found.Value(TimeSlot.Ordinal) : found.Or(TimeSlot.Num, pattern.Argument);
        if (number < 1 || number > (half ? 2 : 4))
            return null;
        var year = YearIn(found);
        if (year == 0 && reference is not { })
            return Open(half ? $"XXXX-H{number}" : $"XXXX-Q{number}", half ? Grain.Half : Grain.Quarter);
        if (year == 0)
        {
            var now = reference!.Value;
            var begins = half ? (number * 6) - 5 : (number * 3) - 2;
            year = found.Has(TimeSlot.Shift) ? now.Year + found.Value(TimeSlot.Shift)
                : begins <= now.Month ? now.Year
                : Tense(start, taken) > 0 ? now.Year : now.Year - 1;
        }

        return half ? HalfOf(year, number) : QuarterOf(year, number);
    }

    private Sense? Season(in Captures found, int start, int taken, int open)
    {
        var season = vocabulary.Texts[found.Value(TimeSlot.Season)];
        if (YearIn(found) is > 0 and var said)
            return SeasonOf(said, season);

        // A season alone is any season: "flu spreads in winter".
        if (open == 0 || reference is not { } now)
            return Open(season, Grain.Season);
        var begins = SeasonBegins(season);
        var year = begins <= now.Month ? now.Year : Tense(start, taken) > 0 ? now.Year : now.Year - 1;
        return SeasonOf(year, season);
    }

    private Sense SeasonShift(int text, int shift)
    {
        var season = vocabulary.Texts[text];
        if (reference is not { } now)
            return Open("XXXX-" + season, Grain.Season);
        var begins = SeasonBegins(season);
        var year = shift switch
        {
            0 => now.Year,
            < 0 => begins + 3 <= now.Month ? now.Year : now.Year - 1,
            _ => begins > now.Month ? now.Year : now.Year + 1,
        };
        return SeasonOf(year, season);
    }

    private static int SeasonBegins(string season) => season switch { "SP" => 3, "SU" => 6, "FA" => 9, _ => 12 };

    private static Sense SeasonOf(int year, string season) => new()
    {
        Type = TimeType.Date,
        Value = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{season}"),
        Day = Valid(year, SeasonBegins(season), 1),
        Grain = Grain.Season,
        Resolved = true,
    };

    /// <summary>"the first week of 2019", "the last week of October", "the second week of next month".</summary>
    private Sense? NthWeek(in Captures found, int nth, int start, int taken)
    {
        var number = found.Or(TimeSlot.Ordinal, nth);
        if (number is 0 or > 53)
            return null;
        if (!found.Has(TimeSlot.Month))
        {
            var year = YearIn(found) is > 0 and var of ? of : reference is { } now ? now.Year + found.Or(TimeSlot.Shift, 0) : 0;
            return year == 0 ? null : number > 0 ? WeekOf(year, number) : WeekOf(year, WeekYearRules.Iso.GetWeeksInWeekYear(year) + number + 1);
        }

        var month = found.Value(TimeSlot.Month);
        var known = found.Has(TimeSlot.Year) ? found.Value(TimeSlot.Year) : YearOfMonth(month, start, taken);
        return known is { } inYear ? WeekOfMonth(inYear, month, number) : Open(string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:00}-W{(number < 0 ? 5 : number):00}"), Grain.Week);
    }

    private Sense? NthWeekOfShift(in Captures found, int nth)
    {
        var number = found.Or(TimeSlot.Ordinal, nth);
        if (number is 0 or > 53 || reference is not { } now)
            return null;
        if (found.Value(TimeSlot.Unit) == (int)TimeUnit.Year)
            return number > 0 ? WeekOf(now.Year + found.Or(TimeSlot.Shift, 0), number) : WeekOf(now.Year + found.Or(TimeSlot.Shift, 0), WeekYearRules.Iso.GetWeeksInWeekYear(now.Year + found.Or(TimeSlot.Shift, 0)));
        var month = now.PlusMonths(found.Or(TimeSlot.Shift, 0));
        return found.Value(TimeSlot.Unit) == (int)TimeUnit.Month ? WeekOfMonth(month.Year, month.Month, number) : null;
    }

    /// <summary>The ISO week that holds the nth Thursday of a month: most of its days lie in that month.</summary>
    private static Sense? WeekOfMonth(int year, int month, int number) => Nth(year, month, 4, number) is { } thursday ? Week(thursday) : null;
}
