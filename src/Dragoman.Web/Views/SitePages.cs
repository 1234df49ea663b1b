namespace Dragoman.Web.Views;

/// <summary>A page that every page leads to.</summary>
/// <param name="Name">First step of its address; empty for the start page.</param>
/// <param name="Title">Its name.</param>
/// <param name="Key">Its access key.</param>
public sealed record SitePage(string Name, string Title, string Key)
{
    /// <summary>Its address.</summary>
    public string Address => "/" + Name;
}

/// <summary>The pages in the order of the navigation, with their access keys.</summary>
public static class SitePages
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SitePage> All { get; } =
    [
        new("", "Now", "1"),
        new("stories", "Stories", "2"),
        new("actors", "Actors", "3"),
        new("network", "Network", "4"),
        new("map", "Map", "5"),
        new("search", "Search", "6"),
        new("sources", "Sources", "7"),
        new("documents", "Documents", "8"),
        new("help", "Help", "9"),
    ];
}
