using System.Globalization;

namespace Dragoman.Store;

/// <summary>
/// The first and last day that a date written with a day's, month's or year's precision, or as a range, can mean.
/// Days are numbered from 1 for 0001-01-01; 0 stands for "not known", so that unknown dates sort behind all others.
/// </summary>
internal readonly record struct DateBounds(int First, int Last)
{
    /// <summary>No date.</summary>
    public static DateBounds Unknown => default;

    /// <summary>Reads <c>2019</c>, <c>2019-03</c>, <c>2019-03-29</c> (a time behind it is passed over) or two of these with a slash between.</summary>
    public static bool TryParse(string? text, out DateBounds bounds)
    {
        bounds = default;
        if (text is null || text.Length > 64) return false;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return TryParsePoint(text, out bounds);
        if (!TryParsePoint(text.AsSpan(0, slash), out var from) || !TryParsePoint(text.AsSpan(slash + 1), out var to)) return false;
        if (to.Last < from.First) return false;
        bounds = new DateBounds(from.First, to.Last);
        return true;
    }

    /// <summary>A day's number written as <c>2019-03-29</c>.</summary>
    public static string Format(int day) => DateOnly.FromDayNumber(day - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Seconds of UTC since the beginning of year 1, from a date with or without a time and offset; 0 where it cannot be read.
    /// A date alone is its midnight; a time without offset is taken as UTC.
    /// </summary>
    public static long Seconds(string? text)
    {
        if (text is not null && text.Length > 10 && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
        {
            return instant.UtcTicks / TimeSpan.TicksPerSecond;
        }

        return TryParse(text, out var bounds) ? (bounds.First - 1) * 86_400L : 0;
    }

    private static bool TryParsePoint(ReadOnlySpan<char> text, out DateBounds bounds)
    {
        bounds = default;
        if (!TryDigits(text, 0, 4, out var year) || year == 0) return false;
        if (text.Length == 4)
        {
            bounds = new DateBounds(Number(year, 1, 1), Number(year, 12, 31));
            return true;
        }

        if (text[4] != '-' || !TryDigits(text, 5, 2, out var month) || month is 0 or > 12) return false;
        if (text.Length == 7)
        {
            bounds = new DateBounds(Number(year, month, 1), Number(year, month, DateTime.DaysInMonth(year, month)));
            return true;
        }

        if (text[7] != '-' || !TryDigits(text, 8, 2, out var day) || day == 0 || day > DateTime.DaysInMonth(year, month)) return false;
        if (text.Length > 10 && text[10] is not ('T' or ' ')) return false;
        bounds = new DateBounds(Number(year, month, day), Number(year, month, day));
        return true;
    }

    private static int Number(int year, int month, int day) => new DateOnly(year, month, day).DayNumber + 1;

    private static bool TryDigits(ReadOnlySpan<char> text, int start, int count, out int value)
    {
        value = 0;
        if (text.Length < start + count) return false;
        foreach (var c in text.Slice(start, count))
        {
            if (!char.IsAsciiDigit(c)) return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }
}
