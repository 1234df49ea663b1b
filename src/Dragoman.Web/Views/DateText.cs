using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Web.Views;

/// <summary>Dates as the pages write them: the record's ISO 8601 in words, and never more precise than the record.</summary>
public static class DateText
{
    /// <summary>A date in words: <c>29 March 2019</c>, <c>March 2019</c>, <c>2019</c>, <c>3–5 March 2019</c>.</summary>
    /// <param name="date">ISO 8601 as precise as known, a range with a slash; null for none.</param>
    /// <returns>The words; the value itself where it is no such date; "date not known" for null.</returns>
    public static string Words(string? date)
    {
        if (string.IsNullOrEmpty(date)) return "date not known";
        var slash = date.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0) return $"{Words(date[..slash])} – {Words(date[(slash + 1)..])}";
        return Parse(date) is not { } parsed ? date : date.Length switch
        {
            4 => date,
            7 => parsed.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            _ => parsed.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A heading for a day, with its weekday: <c>Friday 29 March 2019</c>.</summary>
    /// <param name="date">ISO 8601 as precise as known; null for none.</param>
    /// <returns>The words; months, years and ranges as <see cref="Words"/>.</returns>
    public static string Heading(string? date) =>
        date is { Length: >= 10 } && !date.Contains('/', StringComparison.Ordinal) && Parse(date) is { } day
            ? day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)
            : Words(date);

    /// <summary>From when to when, in months: the days of the first and last event are often no more than the first of a month or year.</summary>
    /// <param name="first">ISO 8601.</param>
    /// <param name="last">ISO 8601.</param>
    /// <returns><c>March 2019 – July 2026</c>; one month where both lie in it.</returns>
    public static string Span(string first, string last)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(last);
        var (from, to) = (Words(first.Length > 7 ? first[..7] : first), Words(last.Length > 7 ? last[..7] : last));
        return from == to ? from : $"{from} – {to}";
    }

    /// <summary>What to say of a date that is not a day; null for a day.</summary>
    /// <param name="precision">How precise it is.</param>
    /// <returns>A remark such as "day not stated".</returns>
    public static string? Remark(DatePrecision precision) => precision switch
    {
        DatePrecision.Month => "day not stated",
        DatePrecision.Year => "month not stated",
        DatePrecision.Range => "between these days",
        DatePrecision.Unknown => "not dated",
        _ => null,
    };

    /// <summary>The first day of a date of any precision.</summary>
    /// <param name="date"><c>2019</c>, <c>2019-03</c> or <c>2019-03-29</c>, a time behind it allowed.</param>
    /// <returns>The day; null where it is no date.</returns>
    public static DateOnly? Parse(string? date)
    {
        if (date is null) return null;
        var text = date.Length > 10 ? date[..10] : date;
        return DateOnly.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
    }

    /// <summary>A day as ISO 8601.</summary>
    /// <param name="day">The day.</param>
    /// <returns><c>2019-03-29</c>.</returns>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A count with a thin space between thousands.</summary>
    /// <param name="count">The count.</param>
    /// <returns><c>12 345</c>, the space narrow and not breaking.</returns>
    public static string Count(long count) =>
        count.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    /// <summary>A size in bytes for people.</summary>
    /// <param name="bytes">0 or more.</param>
    /// <returns><c>512 B</c>, <c>3.1 MB</c>.</returns>
    public static string Size(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        var value = (double)bytes;
        var unit = 0;
        while (value >= 1000 && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return value.ToString(unit == 0 || value >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + units[unit];
    }
}
