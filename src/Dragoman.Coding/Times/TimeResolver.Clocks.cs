using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Coding.Times;

/// <summary>Times of day and lengths.</summary>
internal sealed partial class TimeResolver
{
    private const double MostCount = 1e9;

    private Sense? Clock(TimePattern pattern, in Captures found)
    {
        switch (pattern.Action)
        {
            case TimeAction.Clock:
                return Clock(
                    found.Or(TimeSlot.Hour, 0),
                    found.Has(TimeSlot.Min) ? found.Value(TimeSlot.Min) : found.Or(TimeSlot.Minword, -1),
                    found.Or(TimeSlot.Sec, -1),
                    found.Or(TimeSlot.Ampm, 0));
            case TimeAction.ClockPast:
                return Clock(found.Value(TimeSlot.Hour), pattern.Argument > 0 ? pattern.Argument : found.Value(TimeSlot.Minword), -1, found.Or(TimeSlot.Ampm, 0));
            case TimeAction.ClockTo:
                {
                    var minute = 60 - (pattern.Argument > 0 ? pattern.Argument : found.Value(TimeSlot.Minword));
                    var hour = found.Value(TimeSlot.Hour);
                    return Clock(hour is 0 or 1 ? 12 : hour - 1, minute % 60, -1, found.Or(TimeSlot.Ampm, 0));
                }

            case TimeAction.ClockNamed:
                {
                    var minutes = found.Value(TimeSlot.Clockname);
                    return Clock(minutes / 60, minutes % 60, -1, 0) is { } named ? named with { Half = true } : null;
                }

            case TimeAction.ClockFour:
                if (found.Has(TimeSlot.Hours3))
                    return Clock(found.Value(TimeSlot.Hours3) / 100, found.Value(TimeSlot.Hours3) % 100, -1, found.Or(TimeSlot.Ampm, 0));
                return Clock(found.Value(TimeSlot.Hours4) / 100, found.Value(TimeSlot.Hours4) % 100, -1, 0) is { } four ? four with { Half = true } : null;
            case TimeAction.ClockZone:
                {
                    var clock = found.Sense(TimeSlot.Clock);
                    if (!found.Has(TimeSlot.Zone) || Zone(found.Value(TimeSlot.Zone)) is not { Length: > 0 } zone)
                        return clock with { Words = 0 };

                    // ISO 8601 wants minutes before an offset.
                    return clock with { Words = 0, Value = (clock.Value.Length == 3 ? clock.Value + ":00" : clock.Value) + zone };
                }

            default:
                {
                    var (hour, minute, second) = found.Has(TimeSlot.Hours3) ? (found.Value(TimeSlot.Hours3) / 100, found.Value(TimeSlot.Hours3) % 100, -1)
                        : found.Has(TimeSlot.Minword) ? (found.Value(TimeSlot.Hour), found.Value(TimeSlot.Minword), -1) : found.Has(TimeSlot.Clock) ? found.Sense(TimeSlot.Clock).Clock : (found.Value(TimeSlot.Hour), -1, -1);
                    var said = found.Has(TimeSlot.Clock) && found.Sense(TimeSlot.Clock).Half;
                    return hour > 24 ? null : ClockOf(said ? hour : InPart(hour, vocabulary.Texts[found.Value(TimeSlot.Part)]), minute, second) with { Half = true };
                }
        }
    }

    /// <summary>The hour of 24 that an hour of 12 is in a part of the day.</summary>
    private static int InPart(int hour, string part) => part switch
    {
        "AF" or "EV" or "MI" => hour is >= 1 and < 12 ? hour + 12 : hour,
        "NI" => hour == 12 ? 0 : hour is >= 6 and < 12 ? hour + 12 : hour,
        "MO" => hour == 12 ? 0 : hour,
        _ => hour,
    };

    private string Zone(int zone) => vocabulary.Texts[zone] is "local" ? "" : vocabulary.Texts[zone];

    /// <param name="hour">0 to 24.</param>
    /// <param name="minute">0 to 59; −1 for none.</param>
    /// <param name="second">0 to 59; −1 for none.</param>
    /// <param name="half">1 before noon, 2 after it, 0 not said, 3 either.</param>
    private static Sense? Clock(int hour, int minute, int second, int half)
    {
        if (hour > 24 || (hour == 24 && minute > 0) || minute > 59 || (half is 1 or 2 && hour > 12 && half == 1))
            return null;
        if (half == 2 && hour < 12)
            hour += 12;
        else if (half == 1 && hour == 12)
            hour = 0;
        return ClockOf(hour, minute, second) with { Half = half is 1 or 2 || hour is 0 or > 12 };
    }

    private static Sense ClockOf(int hour, int minute, int second) => new()
    {
        Type = TimeType.Time,
        Value = minute < 0 ? string.Create(CultureInfo.InvariantCulture, $"T{hour:00}")
            : second < 0 ? string.Create(CultureInfo.InvariantCulture, $"T{hour:00}:{minute:00}")
            : string.Create(CultureInfo.InvariantCulture, $"T{hour:00}:{minute:00}:{second:00}"),
        Clock = (hour, minute, second),
    };

    private Sense? Amount(TimePattern pattern, int start, int taken, in Captures found)
    {
        var unit = found.Has(TimeSlot.Unit) ? (TimeUnit)found.Value(TimeSlot.Unit) : found.Has(TimeSlot.Units) ? (TimeUnit)found.Value(TimeSlot.Units) : TimeUnit.Day;
        double count = found.Or(TimeSlot.Num, pattern.Argument);
        switch (pattern.Action)
        {
            case TimeAction.AmountVague:
                return Lasting(new Length([(0, unit)], true));
            case TimeAction.AmountSecond:
                (count, unit) = (1, TimeUnit.Second);
                break;
            case TimeAction.AmountHalf:
                count = found.Or(TimeSlot.Num, 1) + 0.5;
                break;
            case TimeAction.AmountQuarter:
                count = found.Or(TimeSlot.Num, 1) + (pattern.Argument / 100.0);
                break;
            case TimeAction.AmountFraction:
                count = pattern.Argument / 100.0;
                break;
            case TimeAction.AmountDecimal:
                {
                    // The figures behind the point are the third word: "2.05".
                    var digits = _words[start + 2].Digits;
                    count = found.Value(TimeSlot.Num) + (digits is > 0 and < 7 ? _words[start + 2].Number / Math.Pow(10, digits) : 0);
                    break;
                }

            case TimeAction.AmountRange:
                return Lasting(new Length([(found.Value(TimeSlot.Num, 1), unit)], true));
            default:
                break;
        }

        if (count < 0 || count > MostCount || (start > 0 && _words[start].Id == TimeWords.Number && _words[start].Joined && _words[start - 1].Id > 0
            && _words[start - 1].Id is var before && (before == vocabulary.Id("$") || before == vocabulary.Id("£") || before == vocabulary.Id("€") || before == vocabulary.Id(".") || before == vocabulary.Id("/"))))
            return null;
        var parts = new List<(double, TimeUnit)> { (count, unit) };
        var at = Further(parts, start + taken, unit);
        return Lasting(new Length([.. parts], false)) with { Words = at - start };
    }

    /// <summary>More numbers with units behind the first: "2 days, 1 hour and 5 minutes".</summary>
    private int Further(List<(double, TimeUnit)> parts, int at, TimeUnit unit)
    {
        var seen = 1u << (int)unit;
        while (parts.Count < 6)
        {
            var next = at;
            if (next < _count && _words[next].Id == _comma)
                next++;
            if (next < _count && _words[next].Id == _and)
                next++;
            var words = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_words);
            var taken = numbers.Number(words, next, out var count);
            if (taken == 0 || next + taken >= _count || _words[next + taken].Id <= 0 || !_units.TryGetValue(_words[next + taken].Id, out var terms)
                || terms[0].Words.Length != 1 || (seen & (1u << terms[0].Value)) != 0)
                return at;

            // "two weeks and 2 days ago" may be two times; a smaller unit right behind belongs to the first.
            seen |= 1u << terms[0].Value;
            parts.Add((count, (TimeUnit)terms[0].Value));
            at = next + taken + 1;
        }

        return at;
    }

    private static Sense Lasting(Length length) => new() { Type = TimeType.Duration, Value = Written(length), Amount = length, Resolved = !length.Vague };

    /// <summary>A length in TIMEX3's writing, largest unit as the text has it: <c>P2W</c>, <c>PT1H30M</c>, <c>PXD</c>.</summary>
    private static string Written(Length length)
    {
        if (length.Vague)
        {
            var (_, unit) = length.Parts[0];
            return (unit <= TimeUnit.Hour ? "PTX" : "PX") + (unit == TimeUnit.Fortnight ? "W" : Designator(unit));
        }

        string dates = "", clocks = "";
        foreach (var (count, unit) in length.Parts.OrderByDescending(part => part.Unit))
        {
            var (number, designator) = unit switch
            {
                TimeUnit.Fortnight => (count * 2, "W"),
                TimeUnit.Quarter => (count * 3, "M"),
                TimeUnit.Half => (count * 6, "M"),
                _ => (count, Designator(unit)),
            };
            var written = number.ToString("0.####", CultureInfo.InvariantCulture) + designator;
            if (unit <= TimeUnit.Hour)
                clocks += written;
            else
                dates += written;
        }

        return "P" + dates + (clocks.Length > 0 ? "T" + clocks : "");
    }

    private static string Designator(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "S",
        TimeUnit.Minute => "M",
        TimeUnit.Hour => "H",
        TimeUnit.Day => "D",
        TimeUnit.Weekend => "WE",
        TimeUnit.Week => "W",
        TimeUnit.Month => "M",
        TimeUnit.Quarter => "Q",
        TimeUnit.Half => "H",
        TimeUnit.Decade => "DE",
        TimeUnit.Century => "CE",
        TimeUnit.Millennium => "ML",
        _ => "Y",
    };
}
