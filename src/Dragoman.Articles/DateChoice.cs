using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Articles;

/// <summary>A date that a page says, and where.</summary>
internal readonly record struct StatedDate(string Value, string From);

/// <summary>Chooses among the dates that a page says in several places, and keeps all of them where they do not agree.</summary>
internal static class DateChoice
{
    /// <summary>Days by which two dates may differ and mean the same: time zones.</summary>
    private const int Tolerance = 1;

    /// <summary>Chooses.</summary>
    /// <param name="stated">The dates, the most trusted place first.</param>
    /// <returns>The date that was taken, null without any; and the candidates, null where all agree.</returns>
    public static (string? Published, IReadOnlyList<DateCandidate>? Candidates) Choose(IReadOnlyList<StatedDate> stated)
    {
        if (stated.Count == 0) return (null, null);
        var days = stated.Select(date => DayNumber(date.Value)).ToArray();
        if (days.All(day => Math.Abs(day - days[0]) <= Tolerance))
        {
            // The day in an address says less than a moment does.
            var fullest = stated.FirstOrDefault(date => date.From != "url", stated[0]);
            return (fullest.Value, null);
        }

        var (chosen, reason) = Judge(stated, days);
        return (stated[chosen].Value, [.. stated.Select((date, index) => new DateCandidate(date.Value, date.From, index == chosen, index == chosen ? reason : null))]);
    }

    /// <summary>The day in an address such as <c>/2019/03/29/</c>; null without one.</summary>
    public static string? OfAddress(string? url)
    {
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var address)) return null;
        var path = address.AbsolutePath.AsSpan();
        for (var at = 0; at + 8 <= path.Length; at++)
        {
            if (at > 0 && char.IsAsciiDigit(path[at - 1])) continue;
            if (path[at] is not ('1' or '2') || !TryNumber(path, at, 4, out var year) || year is < 1990 or > 2100) continue;
            var mark = path[at + 4];
            int month, day, end;
            if (mark is '/' or '-' or '_')
            {
                if (at + 10 > path.Length || path[at + 7] != mark || !TryNumber(path, at + 5, 2, out month) || !TryNumber(path, at + 8, 2, out day)) continue;
                end = at + 10;
            }
            else
            {
                if (!TryNumber(path, at + 4, 2, out month) || !TryNumber(path, at + 6, 2, out day)) continue;
                end = at + 8;
            }

            if (end < path.Length && char.IsAsciiDigit(path[end])) continue;
            if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) continue;
            return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}");
        }

        return null;
    }

    private static (int Chosen, string Reason) Judge(IReadOnlyList<StatedDate> stated, int[] days)
    {
        if (stated[0].From == "caller") return (0, "the caller or the feed says so");
        var address = stated.ToList().FindIndex(date => date.From == "url");
        if (address >= 0)
        {
            for (var index = 0; index < stated.Count; index++)
            {
                if (index != address && Math.Abs(days[index] - days[address]) <= Tolerance) return (index, "it agrees with the day in the address");
            }
        }

        for (var index = 0; index < stated.Count; index++)
        {
            if (stated[index].From != "url" && days.Count(day => Math.Abs(day - days[index]) <= Tolerance) * 2 > days.Length) return (index, "most places say so");
        }

        return (0, $"of places that differ, {stated[0].From} is the most trusted");
    }

    private static int DayNumber(string date) => DateOnly.TryParseExact(date.AsSpan(0, Math.Min(10, date.Length)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : 0;

    private static bool TryNumber(ReadOnlySpan<char> text, int at, int length, out int value) =>
        int.TryParse(text.Slice(at, length), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
