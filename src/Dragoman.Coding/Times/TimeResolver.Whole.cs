using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Coding.Times;

/// <summary>Days with times, repetitions, references to now, and what is put together of smaller expressions.</summary>
internal sealed partial class TimeResolver
{
    private Sense? Whole(TimePattern pattern, int start, int taken, in Captures found)
    {
        switch (pattern.Action)
        {
            case TimeAction.Pass:
                return (found.SenseOrNull(TimeSlot.Period) ?? found.SenseOrNull(TimeSlot.Date) ?? found.SenseOrNull(TimeSlot.Time) ?? found.Sense(TimeSlot.Length)) with { Words = 0 };
            case TimeAction.DateClock:
                return DateClock(
                    found.Sense(TimeSlot.Date),
                    found.Has(TimeSlot.Part) && found.Sense(TimeSlot.Time) is { Half: false, Clock: var (hour, minute, second) }
                        ? ClockOf(InPart(hour, vocabulary.Texts[found.Value(TimeSlot.Part)]), minute, second) : found.Sense(TimeSlot.Time));
            case TimeAction.ClockBare:
                return found.Value(TimeSlot.Hour) is >= 1 and <= 12 && Tense(start, taken) > 0 ? ClockOf(found.Value(TimeSlot.Hour), -1, -1) : null;
            case TimeAction.DayClock:
                return DateClock(DayAlone(found.Value(TimeSlot.Day), start, taken), found.Sense(TimeSlot.Time));
            case TimeAction.DayOfPeriod:
                {
                    var period = found.Sense(TimeSlot.Period);
                    if (period.Day is not { } first)
                        return period with { Words = 0 };
                    if (pattern.Argument > 0 || found.Has(TimeSlot.Ordinal))
                        return DayOf(first.PlusDays(found.Or(TimeSlot.Ordinal, pattern.Argument) - 1));
                    return period.Grain switch
                    {
                        Grain.Week => DayOf(first.PlusDays(6)),
                        Grain.Month => DayOf(first.PlusMonths(1).PlusDays(-1)),
                        Grain.Quarter => DayOf(first.PlusMonths(3).PlusDays(-1)),
                        Grain.Half => DayOf(first.PlusMonths(6).PlusDays(-1)),
                        Grain.Year => DayOf(first.PlusYears(1).PlusDays(-1)),
                        _ => period with { Words = 0 },
                    };
                }

            case TimeAction.SetHour:
                return Repeating(ClockOf(found.Value(TimeSlot.Hour), -1, -1).Value);
            case TimeAction.SameUnit:
                return Open((TimeUnit)found.Value(TimeSlot.Unit) switch { TimeUnit.Month => "XXXX-XX", TimeUnit.Week => "XXXX-WXX", _ => "XXXX" });
            case TimeAction.DateHour:
                return found.Value(TimeSlot.Hour) > 24 ? null : DateClock(
                    found.Sense(TimeSlot.Date),
                    ClockOf(
                        found.Has(TimeSlot.Part) ? InPart(found.Value(TimeSlot.Hour), vocabulary.Texts[found.Value(TimeSlot.Part)]) : found.Value(TimeSlot.Hour),
                        found.Or(TimeSlot.Minword, -1),
                        -1));
            case TimeAction.DatePart:
                return DatePart(found.Sense(TimeSlot.Date), found);
            case TimeAction.PartShift:
                return PartShift(found.Or(TimeSlot.Shift, pattern.Argument), found);
            case TimeAction.PartAnchor:
                return (Anchor ?? reference) is { } anchor
                    ? new Sense
                    {
                        Type = TimeType.Time,
                        Value = Iso(anchor.PlusDays(pattern.Argument)) + "T" + vocabulary.Texts[found.Value(TimeSlot.Part)],
                        Resolved = true,
                        Day = anchor.PlusDays(pattern.Argument),
                    }
                    : Open("XXXX-XX-XXT" + vocabulary.Texts[found.Value(TimeSlot.Part)], type: TimeType.Time);
            case TimeAction.PartAlone:
                return PartAlone(found);
            case TimeAction.EndOfDay:
                {
                    var ended = found.SenseOrNull(TimeSlot.Date) ?? (reference is { } today ? DayOf(today) : Open("XXXX-XX-XX"));
                    return new Sense { Type = TimeType.Time, Value = ended.Value + "T23:59:59", Resolved = ended.Resolved, Day = ended.Day };
                }

            case TimeAction.Duration:
                return found.Sense(TimeSlot.Length) with { Words = 0 };
            case TimeAction.DurationOne:
                {
                    var unit = found.Has(TimeSlot.Unit) ? found.Value(TimeSlot.Unit) : found.Value(TimeSlot.Units);
                    return Lasting(new Length([(Math.Max(1, pattern.Argument), (TimeUnit)unit)], pattern.Argument < 0));
                }

            case TimeAction.DurationLong:
                return Lasting(new Length([(1, (TimeUnit)found.Value(TimeSlot.Longunit))], false));
            case TimeAction.InLength:
                return InLength(found.Sense(TimeSlot.Length), start, taken);
            case TimeAction.Reference:
                return Open(vocabulary.Texts[found.Value(TimeSlot.Ref)]);
            case TimeAction.SetWord:
                return Repeating(vocabulary.Texts[found.Value(TimeSlot.Repeat)]);
            case TimeAction.SetUnit:
                {
                    var unit = (TimeUnit)(found.Has(TimeSlot.Unit) ? found.Value(TimeSlot.Unit) : found.Value(TimeSlot.Units));
                    double count = pattern.Argument < 0 ? 1 : found.Has(TimeSlot.Ordinal) ? found.Value(TimeSlot.Ordinal) : found.Has(TimeSlot.Num) ? found.Value(TimeSlot.Num) : Math.Max(1, pattern.Argument);
                    return Repeating(unit == TimeUnit.Weekend && pattern.Argument == 0 ? "XXXX-WXX-WE" : Written(new Length([(count, unit)], false)));
                }

            case TimeAction.SetLength:
                return Repeating(found.Sense(TimeSlot.Length).Value);
            case TimeAction.SetWeekday or TimeAction.SetWeekdayNth:
                {
                    var on = Floating(found.Has(TimeSlot.Weekday) ? found.Value(TimeSlot.Weekday) : found.Value(TimeSlot.Weekdays));
                    return Repeating(found.Has(TimeSlot.Time) ? on + found.Sense(TimeSlot.Time).Value : found.Has(TimeSlot.Part) ? on + "T" + vocabulary.Texts[found.Value(TimeSlot.Part)] : on);
                }

            case TimeAction.SetPart:
                return Repeating("T" + vocabulary.Texts[found.Value(TimeSlot.Part)]);
            case TimeAction.SetClock:
                return Repeating(found.Sense(TimeSlot.Time).Value);
            case TimeAction.SetMonth:
                return Repeating(found.Has(TimeSlot.Season) ? "XXXX-" + vocabulary.Texts[found.Value(TimeSlot.Season)]
                    : found.Has(TimeSlot.Plain) ? found.Sense(TimeSlot.Plain) is { Yearless: ( > 0, > 0) day } ? string.Create(CultureInfo.InvariantCulture, $"XXXX-{day.Month:00}-{day.Day:00}") : "P1Y"
                    : string.Create(CultureInfo.InvariantCulture, $"XXXX-{found.Value(TimeSlot.Month):00}"));
            default:
                return null;
        }
    }

    private static Sense Repeating(string value) => new() { Type = TimeType.Set, Value = value, Resolved = true };

    private static Sense? DateClock(Sense date, Sense time) => date.Grain != Grain.Day ? null : new Sense
    {
        Type = TimeType.Time,
        Value = date.Value + time.Value,
        Resolved = date.Resolved,
        Day = date.Day,
        Yearless = date.Yearless,
    };

    private Sense? DatePart(Sense date, in Captures found)
    {
        if (date.Grain != Grain.Day)
            return null;
        var part = vocabulary.Texts[found.Value(TimeSlot.Part)];
        return new Sense { Type = TimeType.Time, Value = date.Value + "T" + part, Resolved = date.Resolved, Day = date.Day, Yearless = date.Yearless };
    }

    private Sense PartShift(int shift, in Captures found)
    {
        var part = vocabulary.Texts[found.Value(TimeSlot.Part)];
        var day = reference is { } now ? Iso(now.PlusDays(shift)) : "XXXX-XX-XX";
        if (found.Has(TimeSlot.Time) || found.Has(TimeSlot.Hour))
        {
            var (hour, minute, second) = found.Has(TimeSlot.Time) ? found.Sense(TimeSlot.Time).Clock : (found.Value(TimeSlot.Hour), -1, -1);
            var said = found.Has(TimeSlot.Time) && found.Sense(TimeSlot.Time).Half;
            return new Sense
            {
                Type = TimeType.Time,
                Value = day + ClockOf(said ? hour : InPart(hour, part), minute, second).Value,
                Resolved = reference is not null,
                Day = reference?.PlusDays(shift),
            };
        }

        return new Sense { Type = TimeType.Time, Value = day + "T" + part, Resolved = reference is not null, Day = reference?.PlusDays(shift) };
    }

    private Sense PartAlone(in Captures found)
    {
        var part = vocabulary.Texts[found.Has(TimeSlot.Meal) ? found.Value(TimeSlot.Meal) : found.Value(TimeSlot.Part)];
        return part.Length > 2 || (SentenceDay ?? reference) is not { } day ? Open("T" + part, type: TimeType.Time)
            : new Sense { Type = TimeType.Time, Value = Iso(day) + "T" + part, Resolved = true, Day = day };
    }

    /// <summary>"in two weeks": when it will be, or how long it took. A past sentence, or "the third in two weeks" and "the most in thirty years" mean the length.</summary>
    private Sense? InLength(Sense length, int start, int taken)
    {
        for (var i = Math.Max(0, start - 5); i < start; i++)
        {
            if (numbers.Ordinal(_words[i]) > 0 || IsTerm(_superlatives, i))
                return null;
        }

        return length.Amount!.Vague || Tense(start, taken) < 0 ? null : Shifted(length.Amount, reference, 1, coarse: false);
    }

    /// <summary>A clock without a day belongs to the day that its sentence names, else to that of the report.</summary>
    public Sense WithDay(Sense time) => time.Type == TimeType.Time && time.Day is null && time.Value.Length > 2 && time.Value[0] == 'T' && char.IsAsciiDigit(time.Value[1])
        && (SentenceDay ?? reference) is { } day
        ? time with { Value = Iso(day) + time.Value, Day = day, Resolved = true } : time;
}
