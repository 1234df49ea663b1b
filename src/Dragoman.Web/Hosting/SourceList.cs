using Dragoman.Records;
using Dragoman.Sources;
using Dragoman.Store;
using Dragoman.Web.Views;

namespace Dragoman.Web.Hosting;

/// <summary>The list of watched sources as other readers of feeds read and write it (OPML), for the page of sources and for the API.</summary>
internal static class SourceList
{
    /// <summary>Longest list that is taken over, in bytes.</summary>
    public const int Longest = 2 * 1024 * 1024;

    /// <summary>Kind of file.</summary>
    public const string MediaType = "text/x-opml";

    /// <summary>Adds the sources of a list; those that are watched already stay as they are.</summary>
    /// <param name="store">The store.</param>
    /// <param name="opml">The list as text.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <returns>Addresses of the web in it, and how many of them are new.</returns>
    /// <exception cref="InputException">It is no such list.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public static (int Found, int Added) Import(EventStore store, string opml, CancellationToken cancel)
    {
        var sources = Opml.Read(opml, cancel)
            .Where(one => SafeLink.Web(one.Url) is not null)
            .Select(one => new WatchedSource { Url = one.Url, Kind = one.IsSource ? one.Kind : SourceKind.Feed, Title = one.Title, Category = one.Category })
            .ToList();
        return (sources.Count, store.AddSources(sources));
    }

    /// <summary>The list of what is watched.</summary>
    /// <param name="store">The store.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static byte[] Export(EventStore store)
    {
        using var bytes = new MemoryStream();
        Opml.Write(store.Sources(), bytes);
        return bytes.ToArray();
    }
}
