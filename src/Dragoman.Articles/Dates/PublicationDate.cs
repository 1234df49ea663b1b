using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Dragoman.Dates;

/// <summary>
/// Reads the dates that pages, feeds and callers write: ISO 8601 in its usual shapes, RFC 822 with zone names and one-digit
/// days, and English dates in words. What cannot be read is no date: nothing is guessed, least of all the year 1.
/// </summary>
internal static class PublicationDate
{
    private const int LongestDate = 80;

    /// <summary>Reads a string that is a date and nothing else.</summary>
    /// <param name="value">The string.</param>
    /// <param name="date"><c>2019-03-29</c>; with a time <c>2019-03-29T12:30:00+02:00</c>, without the offset where none is known.</param>
    public static bool TryParse([NotNullWhen(true)] string? value, [NotNullWhen(true)] out string? date)
    {
        date = null;
        if (value is null) return false;
        var text = value.AsSpan().Trim();
        if (text.IsEmpty || text.Length > LongestDate) return false;
        var scanner = new DateScanner(text);
        return (scanner.TryIso(out date) || new DateScanner(text).TryWords(out date)) && date is not null;
    }

    /// <summary>The first whole day that a running text names in words or digits ("on July 12, 2018", "29 March 2019", "2019-03-29"); null without one.</summary>
    /// <param name="text">Running English text.</param>
    /// <returns><c>2018-07-12</c>.</returns>
    public static string? FindDay(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]) || (at > 0 && char.IsLetterOrDigit(text[at - 1]))) continue;
            var rest = text.Slice(at, Math.Min(LongestDate, text.Length - at));
            if (DateScanner.TryDayAt(rest, out var day)) return day;
        }

        return null;
    }

    /// <summary>True where a text begins with a month's name, or with a number and a month's name.</summary>
    /// <param name="text">The text.</param>
    public static bool StartsWithMonth(ReadOnlySpan<char> text) => DateScanner.StartsWithMonth(text);

    /// <summary>A day as <c>2019-03-29</c>; null where there is no such day or no such year in the press.</summary>
    internal static string? Day(int year, int month, int day) =>
        year is < 1600 or > 2999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}");
}
