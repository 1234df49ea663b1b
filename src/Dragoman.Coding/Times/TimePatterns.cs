using System.Globalization;
using Dragoman.Records;
using NodaTime;

namespace Dragoman.Coding.Times;

/// <summary>A time expression before it is placed in the text.</summary>
/// <param name="Words">Number of words that it takes.</param>
/// <param name="Type">What kind of time.</param>
/// <param name="Value">TIMEX3 value.</param>
/// <param name="Resolved">Whether the value is a place on the calendar or a full length.</param>
internal readonly record struct TimeMatch(int Words, TimeType Type, string Value, bool Resolved);

/// <summary>The patterns of English time expressions, each tried at a word.</summary>
internal sealed class TimePatterns(IReadOnlyList<TimeWord> words, LocalDate? reference)
{
    private const int FirstYear = 1000;
    private const int LastYear = 2199;

    /// <summary>The longest expression that begins at a word.</summary>
    public TimeMatch? At(int i)
    {
        TimeMatch? best = null;
        Try(ref best, NumericDate(i));
        Try(ref best, MonthDay(i));
        Try(ref best, DayMonth(i));
        Try(ref best, WeekdayDate(i));
        Try(ref best, NamedDay(i));
        Try(ref best, Relative(i));
        Try(ref best, Ago(i));
        Try(ref best, Recent(i));
        Try(ref best, Year(i));
        Try(ref best, Set(i));
        Try(ref best, Length(i));
        Try(ref best, Clock(i));
        return best is { } date && date.Type == TimeType.Date ? WithClock(i, date) : best;
    }

    private static void Try(ref TimeMatch? best, TimeMatch? candidate)
    {
        if (candidate is { } match && (best is null || match.Words > best.Value.Words))
            best = match;
    }

    private string Word(int i) => i >= 0 && i < words.Count ? words[i].Lower : "";

    private double Number(int i) => i >= 0 && i < words.Count ? words[i].Number : -1;

    private bool Adjacent(int i) => i > 0 && i < words.Count && words[i].Start == words[i - 1].End;

    private static string Iso(LocalDate date) => date.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture);

    private TimeMatch? NumericDate(int i)
    {
        if (Number(i) < 0 || !IsDigits(i) || !Adjacent(i + 1) || !Adjacent(i + 2) || !Adjacent(i + 3) || !Adjacent(i + 4))
            return null;
        var separator = Word(i + 1);
        if (separator is not ("-" or "/" or ".") || Word(i + 3) != separator || !IsDigits(i + 2) || !IsDigits(i + 4))
            return null;
        var (first, second, third) = ((int)Number(i), (int)Number(i + 2), (int)Number(i + 4));
        if (Word(i).Length == 4)
            return Date(first, second, third) is { } iso ? new TimeMatch(5, TimeType.Date, iso, true) : null;
        var year = Word(i + 4).Length == 4 ? third : third < 70 ? 2000 + third : 1900 + third;

        // Month first as in the United States, except where that is no date, and with dots day first.
        var value = separator == "." ? Date(year, second, first) ?? Date(year, first, second) : Date(year, first, second) ?? Date(year, second, first);
        return value is null ? null : new TimeMatch(5, TimeType.Date, value, true);
    }

    private bool IsDigits(int i) => i < words.Count && words[i].Lower.Length > 0 && char.IsAsciiDigit(words[i].Lower[0]);

    private static string? Date(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? Iso(new LocalDate(year, month, day))
            : null;

    /// <summary>Day of the month at a word, and how many words it takes: "3", "3rd", "twenty nine", "first".</summary>
    private (int Day, int Words) Day(int i)
    {
        if (i >= words.Count)
            return (0, 0);
        if (IsDigits(i) && words[i].Lower.Length <= 2)
        {
            var day = (int)Number(i);
            return day is < 1 or > 31 ? (0, 0) : Adjacent(i + 1) && Word(i + 1) is "st" or "nd" or "rd" or "th" ? (day, 2) : (day, 1);
        }

        var ordinal = TimeTables.Ordinal(Word(i));
        if (ordinal > 0)
            return (ordinal, 1);
        var number = (int)Number(i);
        if (number is 20 or 30)
        {
            var next = Word(i + 1) == "-" ? i + 2 : i + 1;
            var unit = TimeTables.Ordinal(Word(next)) is var o and > 0 and < 10 ? o : Number(next) is >= 1 and <= 9 && !IsDigits(next) ? (int)Number(next) : 0;
            return unit > 0 && number + unit <= 31 ? (number + unit, next - i + 1) : (number, 1);
        }

        return number is >= 1 and <= 19 && !IsDigits(i) ? (number, 1) : (0, 0);
    }

    private (int Year, int Words) YearAt(int i)
    {
        var j = Word(i) == "," ? i + 1 : i;
        if (Word(j) == "of")
            j++;
        return IsDigits(j) && Word(j).Length == 4 && Number(j) is >= FirstYear and <= LastYear ? ((int)Number(j), j - i + 1) : (0, 0);
    }

    private TimeMatch? MonthDay(int i)
    {
        var month = MonthAt(i, out var taken);
        if (month == 0)
            return null;
        var (day, dayWords) = Day(i + taken);
        if (day > 0 && !(TimeTables.Ordinal(Word(i + taken)) > 0 && TimeTables.Unit(Word(i + taken + 1)) is not null))
        {
            var at = i + taken + dayWords;
            var (year, yearWords) = YearAt(at);
            if (year > 0)
                return Date(year, month, day) is { } full ? new TimeMatch(taken + dayWords + yearWords, TimeType.Date, full, true) : null;
            return NearestOf(month, day) is { } value
                ? new TimeMatch(taken + dayWords, TimeType.Date, value, reference is not null)
                : null;
        }

        var (alone, aloneWords) = YearAt(i + taken);
        if (alone > 0)
            return new TimeMatch(taken + aloneWords, TimeType.Date, $"{alone:0000}-{month:00}", true);
        if (!MonthAlone(i))
            return null;
        return new TimeMatch(taken, TimeType.Date, reference is { } now ? $"{NearestYear(now, month):0000}-{month:00}" : $"XXXX-{month:00}", reference is not null);
    }

    private int MonthAt(int i, out int taken)
    {
        taken = 0;
        if (i >= words.Count || !(words[i].Capital || Word(i).Length > 3))
            return 0;
        var month = TimeTables.Month(Word(i));
        if (month == 0)
            return 0;
        taken = Word(i).Length <= 4 && Word(i + 1) == "." && Adjacent(i + 1) ? 2 : 1;
        return month;
    }

    // "May" and "March" are verbs and names too; a short form needs a number beside it.
    private bool MonthAlone(int i)
    {
        if (!words[i].Capital || Word(i).Length == 3 && Word(i) != "may")
            return false;
        var before = Word(i - 1);
        return Word(i) is not ("may" or "march") || before is "in" or "since" or "by" or "last" or "next" or "of" or "early" or "late" or "until" or "this" or "from" or "during";
    }

    private static int NearestYear(LocalDate now, int month) =>
        month - now.Month > 6 ? now.Year - 1 : now.Month - month > 6 ? now.Year + 1 : now.Year;

    private string? NearestOf(int month, int day)
    {
        if (reference is not { } now)
            return day <= CalendarSystem.Iso.GetDaysInMonth(2000, month) ? $"XXXX-{month:00}-{day:00}" : null;
        string? best = null;
        var distance = int.MaxValue;
        for (var year = now.Year - 1; year <= now.Year + 1; year++)
        {
            if (Date(year, month, day) is { } value
                && Math.Abs(Period.DaysBetween(now, new LocalDate(year, month, day))) is var days && days < distance)
                (best, distance) = (value, days);
        }

        return best;
    }

    private TimeMatch? DayMonth(int i)
    {
        var start = Word(i) == "the" ? i + 1 : i;
        var (day, dayWords) = Day(start);
        if (day == 0)
            return null;
        var at = start + dayWords;
        if (Word(at) == "of")
            at++;
        else if (Word(at) is "-" or "/" && Adjacent(at))
            at++;
        var month = MonthAt(at, out var taken);
        if (month == 0 || (Number(start) >= 0 && !IsDigits(start) && Word(start + dayWords) != "of" && TimeTables.Ordinal(Word(start)) == 0))
            return null;
        at += taken;
        if (Word(at) is "-" or "/" && Adjacent(at) && IsDigits(at + 1) && Word(at + 1).Length == 4)
            at++;
        var (year, yearWords) = YearAt(at);
        if (year > 0)
            return Date(year, month, day) is { } full ? new TimeMatch(at + yearWords - i, TimeType.Date, full, true) : null;
        return NearestOf(month, day) is { } value ? new TimeMatch(at - i, TimeType.Date, value, reference is not null) : null;
    }

    private TimeMatch? WeekdayDate(int i)
    {
        var weekday = TimeTables.Weekday(Word(i));
        if (weekday == 0 || (Word(i).Length <= 4 && !words[i].Capital) || (Word(i) is "sun" or "sat" && Word(i + 1) != "," && Word(i + 1) != "."))
            return null;
        var at = i + 1;
        if (Word(at) is "," or ".")
            at++;
        if (Word(at) == "the")
            at++;
        if ((MonthDay(at) ?? DayMonth(at)) is { } date && Day(TimeTables.Month(Word(at)) > 0 ? at + 1 : at).Day > 0)
            return date with { Words = at - i + date.Words };
        return Daypart(i, 1, reference is { } now ? PastWeekday(now, weekday) : null, $"XXXX-WXX-{weekday}");
    }

    /// <summary>A day with "morning", "evening" … behind it.</summary>
    private TimeMatch Daypart(int i, int taken, LocalDate? date, string unresolved)
    {
        var day = date is { } known ? Iso(known) : unresolved;
        return TimeTables.DayPart(Word(i + taken)) is { } part
            ? new TimeMatch(taken + 1, TimeType.Time, day + "T" + part, date is not null)
            : new TimeMatch(taken, TimeType.Date, day, date is not null);
    }

    private static LocalDate PastWeekday(LocalDate now, int weekday)
    {
        var back = ((int)now.DayOfWeek - weekday + 7) % 7;
        return now.PlusDays(-back);
    }

    private TimeMatch? NamedDay(int i)
    {
        var (shift, taken) = Word(i) switch
        {
            "today" => (0, 1),
            "yesterday" => (-1, 1),
            "tomorrow" => (1, 1),
            "tonight" => (0, 1),
            "the" when Word(i + 1) == "day" && Word(i + 2) == "before" && Word(i + 3) == "yesterday" => (-2, 4),
            "the" when Word(i + 1) == "day" && Word(i + 2) == "after" && Word(i + 3) == "tomorrow" => (2, 4),
            "day" when Word(i + 1) == "before" && Word(i + 2) == "yesterday" => (-2, 3),
            "day" when Word(i + 1) == "after" && Word(i + 2) == "tomorrow" => (2, 3),
            _ => (0, 0),
        };
        if (taken == 0)
            return null;
        var date = reference?.PlusDays(shift);
        if (Word(i) == "tonight")
            return new TimeMatch(1, TimeType.Time, date is { } day ? Iso(day) + "TNI" : "XXXX-XX-XXTNI", date is not null);
        return Daypart(i, taken, date, "XXXX-XX-XX");
    }

    private TimeMatch? Relative(int i)
    {
        var start = Word(i) is "the" or "early" or "late" or "earlier" or "later" ? i + 1 : i;
        if (Word(start) is "the")
            start++;
        var shift = Word(start) switch
        {
            "last" or "previous" or "past" => -1,
            "next" or "coming" or "following" or "upcoming" => 1,
            "this" or "current" => 0,
            _ => 9,
        };
        if (shift == 9)
            return null;
        var unit = Word(start + 1);
        var taken = start + 2 - i;
        var weekday = TimeTables.Weekday(unit);
        if (weekday > 0 && words[start + 1].Capital)
        {
            LocalDate? day = null;
            if (reference is { } now)
            {
                var monday = now.PlusDays(1 - (int)now.DayOfWeek);
                day = shift == 0 ? monday.PlusDays(weekday - 1)
                    : shift > 0 ? monday.PlusDays(7 + weekday - 1)
                    : now.DayOfWeek == (IsoDayOfWeek)weekday ? now.PlusDays(-7) : PastWeekday(now, weekday);
            }

            return Daypart(i, taken, day, $"XXXX-WXX-{weekday}");
        }

        if (TimeTables.DayPart(unit) is { } part && shift <= 0 && Word(start) is "last" or "this")
            return new TimeMatch(taken, TimeType.Time, reference is { } today ? Iso(today.PlusDays(shift)) + "T" + part : "XXXX-XX-XXT" + part, reference is not null);
        var month = TimeTables.Month(unit);
        if (month > 0 && unit.Length > 2 && words[start + 1].Capital)
        {
            if (reference is not { } now)
                return new TimeMatch(taken, TimeType.Date, $"XXXX-{month:00}", false);
            var year = shift == 0 ? now.Year : shift < 0 ? (month < now.Month ? now.Year : now.Year - 1) : month > now.Month ? now.Year : now.Year + 1;
            return new TimeMatch(taken, TimeType.Date, $"{year:0000}-{month:00}", true);
        }

        if (TimeTables.Season(unit) is { } season)
            return new TimeMatch(taken, TimeType.Date, reference is { } now ? $"{now.Year + shift:0000}-{season}" : "XXXX-" + season, reference is not null);
        if (unit is not ("week" or "month" or "year" or "weekend" or "quarter" or "decade" or "century"))
            return null;
        if (reference is not { } date)
            return new TimeMatch(taken, TimeType.Date, unit switch { "week" => "XXXX-WXX", "month" => "XXXX-XX", "weekend" => "XXXX-WXX-WE", _ => "XXXX" }, false);
        string value;
        switch (unit)
        {
            case "week" or "weekend":
                var target = date.PlusWeeks(shift);
                var rule = NodaTime.Calendars.WeekYearRules.Iso;
                value = $"{rule.GetWeekYear(target):0000}-W{rule.GetWeekOfWeekYear(target):00}" + (unit == "weekend" ? "-WE" : "");
                break;
            case "month":
                var first = date.PlusMonths(shift);
                value = $"{first.Year:0000}-{first.Month:00}";
                break;
            case "quarter":
                var quarter = date.PlusMonths(3 * shift);
                value = $"{quarter.Year:0000}-Q{(quarter.Month + 2) / 3}";
                break;
            case "decade":
                value = ((date.Year / 10) + shift).ToString("000", CultureInfo.InvariantCulture);
                break;
            case "century":
                value = ((date.Year / 100) + shift).ToString("00", CultureInfo.InvariantCulture);
                break;
            default:
                value = (date.Year + shift).ToString("0000", CultureInfo.InvariantCulture);
                break;
        }

        return new TimeMatch(taken, TimeType.Date, value, true);
    }

    /// <summary>Number and unit at a word: "three weeks", "a year", "two and a half hours".</summary>
    private (double Count, string Unit, int Words) Amount(int i)
    {
        var at = i;
        double count;
        if (Word(at) is "a" or "an" or "one")
        {
            count = 1;
            at++;
        }
        else if (Word(at) == "half" && Word(at + 1) is "a" or "an")
        {
            return TimeTables.Unit(Word(at + 2)) is { } halved ? (0.5, halved, 3) : (0, "", 0);
        }
        else if (Number(at) >= 0)
        {
            count = Number(at);
            at++;
            if (!IsDigits(at - 1) && count is >= 20 and < 100 && Number(at) is >= 1 and <= 9 && !IsDigits(at))
                count += Number(at++);
            else if (!IsDigits(at - 1) && count is >= 20 and < 100 && Word(at) == "-" && Number(at + 1) is >= 1 and <= 9)
                (count, at) = (count + Number(at + 1), at + 2);
            if (Word(at) is "hundred" or "thousand" && !IsDigits(at))
                count *= Number(at++);
            if (Word(at) == "." && Adjacent(at) && Adjacent(at + 1) && IsDigits(at + 1))
            {
                count += Number(at + 1) / Math.Pow(10, Word(at + 1).Length);
                at += 2;
            }
        }
        else
        {
            return (0, "", 0);
        }

        if (Word(at) == "and" && Word(at + 1) == "a" && Word(at + 2) == "half")
        {
            count += 0.5;
            at += 3;
        }

        if (Word(at) == "-" && Adjacent(at) && Adjacent(at + 1))
            at++;
        if (TimeTables.Unit(Word(at)) is not { } unit || unit == "WE")
            return (0, "", 0);
        at++;
        if (Word(at) == "and" && Word(at + 1) == "a" && Word(at + 2) == "half")
        {
            count += 0.5;
            at += 3;
        }

        return (count, unit, at - i);
    }

    private static string Period1(double count, string unit)
    {
        if (unit.Length > 1 && char.IsAsciiDigit(unit[0]))
        {
            var digits = unit.TakeWhile(char.IsAsciiDigit).Count();
            count *= int.Parse(unit.AsSpan(0, digits), CultureInfo.InvariantCulture);
            unit = unit[digits..];
        }

        var number = count.ToString("0.##", CultureInfo.InvariantCulture);
        return unit[0] == 'T' ? $"PT{number}{unit[1..]}" : $"P{number}{unit}";
    }

    private TimeMatch? Ago(int i)
    {
        var inFront = Word(i) == "in" && Word(i + 1) is not "the";
        var (count, unit, taken) = Amount(inFront ? i + 1 : i);
        if (taken == 0)
            return null;
        var behind = (inFront ? i + 1 : i) + taken;
        int direction;
        int used;
        if (inFront)
        {
            if (count > 400 || !words[i].Capital && Word(i - 1) is "once" or "first" or "time")
                return null;
            (direction, used) = (1, taken + 1);
            return null;
        }

        switch (Word(behind))
        {
            case "ago" or "earlier" or "before" when Word(behind) != "before" || Word(behind + 1) is "now":
                (direction, used) = (-1, taken + 1);
                break;
            case "later" or "hence":
                (direction, used) = (1, taken + 1);
                break;
            case "from" when Word(behind + 1) is "now" or "today":
                (direction, used) = (1, taken + 2);
                break;
            default:
                return null;
        }

        if (reference is not { } now || Word(behind) is "earlier" or "later")
            return new TimeMatch(used, TimeType.Date, direction < 0 ? "PAST_REF" : "FUTURE_REF", false);
        var whole = count == Math.Floor(count) && count < 3000 ? (int)count : -1;
        if (whole < 0)
            return new TimeMatch(used, TimeType.Date, direction < 0 ? "PAST_REF" : "FUTURE_REF", false);
        return unit switch
        {
            "D" => new TimeMatch(used, TimeType.Date, Iso(now.PlusDays(direction * whole)), true),
            "W" => new TimeMatch(used, TimeType.Date, Iso(now.PlusWeeks(direction * whole)), true),
            "M" => new TimeMatch(used, TimeType.Date, Iso(now.PlusMonths(direction * whole)), true),
            "Y" when now.Year + (direction * whole) is >= 1 and <= 9000 => new TimeMatch(used, TimeType.Date, Iso(now.PlusYears(direction * whole)), true),
            "10Y" when whole < 100 => new TimeMatch(used, TimeType.Date, Iso(now.PlusYears(10 * direction * whole)), true),
            _ => new TimeMatch(used, TimeType.Date, direction < 0 ? "PAST_REF" : "FUTURE_REF", false),
        };
    }

    private TimeMatch? Recent(int i)
    {
        var start = Word(i) == "in" ? i + 1 : i;
        if (Word(start) == "recent" && TimeTables.Unit(Word(start + 1)) is not null)
            return new TimeMatch(start + 2 - i, TimeType.Date, "PAST_REF", false);
        var the = Word(i) == "the" ? i + 1 : i;
        if (Word(the) is "past" or "last" or "next" or "coming" or "previous")
        {
            var (count, unit, taken) = Amount(the + 1);
            if (taken > 0)
                return new TimeMatch(the + 1 + taken - i, TimeType.Duration, Period1(count, unit), true);
            if (Word(the + 1) is "few" or "several" or "couple" && TimeTables.Unit(Word(the + 2)) is { } vague)
                return new TimeMatch(the + 3 - i, TimeType.Duration, vague[0] == 'T' ? "PTX" + vague[1..] : "PX" + vague, false);
        }

        return null;
    }

    private TimeMatch? Year(int i)
    {
        if (Word(i) == "the" && i + 2 < words.Count && IsDigits(i + 1) && Adjacent(i + 2) && Word(i + 2) == "s" && Word(i + 1) is { Length: 2 or 4 })
            return Decade(i + 1) is { } two ? two with { Words = two.Words + 1 } : null;
        if (IsDigits(i) && Adjacent(i + 1) && Word(i + 1) == "s" && Decade(i) is { } decade)
            return decade;
        if (!IsDigits(i) || Word(i).Length != 4 || Number(i) is not (>= 1900 and <= 2099) || Adjacent(i) && Word(i - 1) is "-" or "/" or "." or "$" or "£" or "€" or "#")
            return null;
        if (Adjacent(i + 1) && Word(i + 1) is "-" or "/" or "%" or ":" || TimeTables.Unit(Word(i + 1)) is not null)
            return null;
        var before = Word(i - 1);
        var named = before is "in" or "since" or "until" or "by" or "of" or "from" or "during" or "late" or "early" or "mid" or "to" or "and" or "the" or "through"
            or "before" or "after" or "," or "(" or "for" or "between" or "-" or "year";
        return named || i == 0 ? new TimeMatch(1, TimeType.Date, Word(i), true) : null;
    }

    private TimeMatch? Decade(int i)
    {
        var digits = Word(i);
        if (digits.Length == 4 && Number(i) is >= 1000 and <= 2099 && digits[3] == '0')
            return new TimeMatch(2, TimeType.Date, digits[..3], true);
        return digits.Length == 2 && digits[1] == '0' && Word(i - 1) is "the" ? new TimeMatch(2, TimeType.Date, "19" + digits[0], true) : null;
    }

    private TimeMatch? Set(int i)
    {
        if (TimeTables.Repetition(Word(i)) is { } repeated && !(Word(i) is "daily" && words[i].Capital && i > 0))
            return new TimeMatch(1, TimeType.Set, repeated, true);
        if (Word(i) is not ("every" or "each"))
            return null;
        var weekday = TimeTables.Weekday(Word(i + 1));
        if (weekday > 0)
            return new TimeMatch(2, TimeType.Set, $"XXXX-WXX-{weekday}", true);
        if (TimeTables.DayPart(Word(i + 1)) is { } part)
            return new TimeMatch(2, TimeType.Set, "T" + part, true);
        if (TimeTables.Unit(Word(i + 1)) is { } unit)
            return new TimeMatch(2, TimeType.Set, unit == "WE" ? "XXXX-WXX-WE" : Period1(1, unit), true);
        if (Word(i + 1) == "other" && TimeTables.Unit(Word(i + 2)) is { } second)
            return new TimeMatch(3, TimeType.Set, Period1(2, second), true);
        var (count, length, taken) = Amount(i + 1);
        return taken > 0 ? new TimeMatch(taken + 1, TimeType.Set, Period1(count, length), true) : null;
    }

    private TimeMatch? Length(int i)
    {
        var (count, unit, taken) = Amount(i);
        if (taken == 0 || (Word(i) is "a" or "an" && taken == 2 && Word(i - 1) is "once" or "twice" or "times")
            || (Word(i) is "a" or "an" && unit == "D" && Word(i + 1) is "night"))
            return null;
        if (Word(i + taken) == "-" && Adjacent(i + taken) && Word(i + taken + 1) == "old" || Word(i + taken) == "old")
            return null;
        return new TimeMatch(taken, TimeType.Duration, Period1(count, unit), true);
    }

    /// <summary>A time of day: "5 p.m.", "17:30", "noon".</summary>
    private TimeMatch? Clock(int i)
    {
        var at = i;
        int hour, minute = -1, second = -1;
        if (Word(at) is "noon" or "midday" or "midnight")
            return new TimeMatch(1, TimeType.Time, Word(at) == "midnight" ? "T00:00" : "T12:00", false);
        if (Number(at) is < 0 or > 24 || (IsDigits(at) && Word(at).Length > 2))
            return null;
        hour = (int)Number(at);
        at++;
        if (Word(at) == ":" && Adjacent(at) && IsDigits(at + 1) && Word(at + 1).Length == 2 && Number(at + 1) < 60)
        {
            minute = (int)Number(at + 1);
            at += 2;
            if (Word(at) == ":" && Adjacent(at) && IsDigits(at + 1) && Number(at + 1) < 60)
            {
                second = (int)Number(at + 1);
                at += 2;
            }
        }

        var half = 0;
        if (Word(at) is "am" or "pm")
        {
            half = Word(at) == "am" ? 1 : 2;
            at++;
        }
        else if (Word(at) is "a" or "p" && Word(at + 1) == "." && Word(at + 2) == "m")
        {
            half = Word(at) == "a" ? 1 : 2;
            at += 3;
            if (Word(at) == "." && Adjacent(at))
                at++;
        }
        else if (Word(at) == "o'clock" || Word(at) == "oclock")
        {
            at++;
            half = 3;
        }

        if ((half == 0 && minute < 0) || (half is 1 or 2 && hour > 12) || hour > 24)
            return null;
        if (half == 2 && hour < 12)
            hour += 12;
        else if (half == 1 && hour == 12)
            hour = 0;
        var value = minute < 0 ? $"T{hour:00}" : second < 0 ? $"T{hour:00}:{minute:00}" : $"T{hour:00}:{minute:00}:{second:00}";
        return new TimeMatch(at - i, TimeType.Time, value, false);
    }

    /// <summary>"Monday at 5 p.m.": day and time are one expression.</summary>
    private TimeMatch? WithClock(int i, TimeMatch date)
    {
        var at = i + date.Words;
        if (Word(at) is "at" or ",")
            at++;
        return at < words.Count && date.Value.Length >= 8 && Clock(at) is { } clock && Word(i + date.Words) != ","
            ? new TimeMatch(at - i + clock.Words, TimeType.Time, date.Value + clock.Value, date.Resolved)
            : date;
    }
}
