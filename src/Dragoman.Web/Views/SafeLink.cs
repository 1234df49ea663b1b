namespace Dragoman.Web.Views;

/// <summary>Addresses that came with a document and may be shown as links.</summary>
public static class SafeLink
{
    private const int MaxLength = 2048;

    /// <summary>The address where it is an absolute one of the web and short enough to be one.</summary>
    /// <param name="url">What the document said.</param>
    /// <returns>The normalised address, <c>http</c> or <c>https</c> only; null for anything else, such as <c>javascript:</c>.</returns>
    public static string? Web(string? url) =>
        url is { Length: > 0 and <= MaxLength }
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri
            : null;

    /// <summary>The host of a link, for people: <c>news.example</c> of <c>https://www.news.example/a</c>.</summary>
    /// <param name="url">An address that <see cref="Web"/> gave.</param>
    /// <returns>Its host without a leading <c>www.</c>.</returns>
    public static string Host(string url)
    {
        var host = new Uri(url).IdnHost;
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }
}
