using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Hosting;

/// <summary>
/// The time zone that a reader wants moments in: chosen on the settings page and kept in a cookie. A page without script cannot know it by
/// itself; until it is chosen, moments are told in UTC, and say so.
/// </summary>
public static class ReaderZone
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "zone";

    private const int LongestName = 64;

    /// <summary>The zones that this machine knows by their IANA names, by name; UTC first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Prepend("UTC")];

    /// <summary>The zone of a request.</summary>
    /// <param name="http">The request; null for none.</param>
    /// <returns>UTC where it names none, or one that is not known here.</returns>
    public static TimeZoneInfo Of(HttpContext? http) => Find(http?.Request.Cookies[Cookie]) ?? TimeZoneInfo.Utc;

    /// <summary>A zone by its name.</summary>
    /// <param name="name">IANA name: <c>Europe/Kyiv</c>.</param>
    /// <returns>Null where it is not known here.</returns>
    public static TimeZoneInfo? Find(string? name) =>
        name is { Length: > 0 and <= LongestName } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>Keeps a zone.</summary>
    /// <param name="http">The request.</param>
    /// <param name="zone">The zone.</param>
    public static void Keep(HttpContext http, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(zone);
        http.Response.Cookies.Append(Cookie, zone.Id, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            Secure = http.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
        });
    }

    /// <summary>A moment for people.</summary>
    /// <param name="zone">Their zone.</param>
    /// <param name="moment">The moment.</param>
    /// <returns><c>23 November 2026, 11:30 UTC</c>, <c>23 November 2026, 13:30 (UTC+2)</c>.</returns>
    public static string Words(TimeZoneInfo zone, DateTimeOffset moment)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var text = local.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
        if (zone.Equals(TimeZoneInfo.Utc) || zone.Id == "UTC") return text + " UTC";
        var offset = local.Offset;
        var minutes = offset.Minutes == 0 ? "" : ":" + Math.Abs(offset.Minutes).ToString("00", CultureInfo.InvariantCulture);
        return $"{text} (UTC{(offset < TimeSpan.Zero ? "−" : "+")}{Math.Abs(offset.Hours).ToString(CultureInfo.InvariantCulture)}{minutes})";
    }
}
