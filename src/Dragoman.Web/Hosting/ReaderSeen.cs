using System.Globalization;
using Dragoman.Store;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Hosting;

/// <summary>
/// What a reader has seen, by a cookie that says how far the store had grown: at the beginning of this visit, and at its last page. A visit
/// ends half an hour after its last page. The cookie tells nothing about the reader.
/// </summary>
/// <param name="Mark">What lies behind it is new; null at the first look.</param>
/// <param name="Since">When the reader last looked; null at the first look.</param>
public sealed record ReaderSeen(StoreMark? Mark, DateTimeOffset? Since)
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "seen";

    private static readonly TimeSpan Visit = TimeSpan.FromMinutes(30);

    /// <summary>Reads the cookie of a request, and sends it back brought forward.</summary>
    /// <param name="http">The request; null for none, which is a first look.</param>
    /// <param name="newest">How far the store has grown.</param>
    /// <param name="now">The moment.</param>
    public static ReaderSeen Look(HttpContext? http, StoreMark newest, DateTimeOffset now)
    {
        if (http is null) return new ReaderSeen(null, null);
        var seen = new ReaderSeen(null, null);
        var (begin, since) = (newest, now);
        if (Read(http.Request.Cookies[Cookie]) is { } kept)
        {
            // A store that was made anew is smaller than what was seen of the old one.
            var fits = kept.Begin.Key <= newest.Key && kept.Last.Key <= newest.Key;
            var isNewVisit = now - kept.LastAt > Visit;
            if (fits) (begin, since) = isNewVisit ? (kept.Last, kept.LastAt) : (kept.Begin, kept.Since);
            if (fits) seen = new ReaderSeen(begin, since);
        }

        Write(http, begin, since, newest, now);
        return seen;
    }

    /// <summary>Has everything count as seen.</summary>
    /// <param name="http">The request.</param>
    /// <param name="newest">How far the store has grown.</param>
    /// <param name="now">The moment.</param>
    public static void All(HttpContext http, StoreMark newest, DateTimeOffset now) => Write(http, newest, now, newest, now);

    /// <summary>The mark of a request, without bringing it forward; null at the first look.</summary>
    /// <param name="http">The request; null for none.</param>
    public static ReaderSeen Of(HttpContext? http) =>
        Read(http?.Request.Cookies[Cookie]) is { } kept ? new ReaderSeen(kept.Begin, kept.Since) : new ReaderSeen(null, null);

    private static void Write(HttpContext http, StoreMark begin, DateTimeOffset since, StoreMark last, DateTimeOffset now)
    {
        if (http.Response.HasStarted) return;
        var value = string.Create(
            CultureInfo.InvariantCulture, $"{begin.Key}.{since.ToUnixTimeSeconds()}.{last.Key}.{now.ToUnixTimeSeconds()}");
        http.Response.Cookies.Append(Cookie, value, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            Secure = http.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
        });
    }

    private static (StoreMark Begin, DateTimeOffset Since, StoreMark Last, DateTimeOffset LastAt)? Read(string? value)
    {
        var pieces = value?.Split('.');
        if (pieces is not { Length: 4 }) return null;
        var numbers = new long[4];
        for (var i = 0; i < 4; i++)
        {
            if (!long.TryParse(pieces[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return null;
        }

        // Seconds beyond the year 9999 were not written by this program.
        const long last = 253_402_300_799;
        return numbers[1] > last || numbers[3] > last
            ? null
            : (new StoreMark(numbers[0]), DateTimeOffset.FromUnixTimeSeconds(numbers[1]), new StoreMark(numbers[2]), DateTimeOffset.FromUnixTimeSeconds(numbers[3]));
    }
}
