using System.Text;
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

    /// <summary>
    /// Longest body that is read at all, in bytes. One that is too long is read to its end up to here and refused then: who is still sending when the
    /// connection closes hears of a broken connection, not of the reason.
    /// </summary>
    public const int LongestSent = 4 * Longest;

    /// <summary>Kind of file.</summary>
    public const string MediaType = "text/x-opml";

    /// <summary>Reads a list as text.</summary>
    /// <param name="bytes">Its bytes, UTF-8; read to the end.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <returns>The text; null where it is longer than <see cref="Longest"/>.</returns>
    public static async Task<string?> ReadAsync(Stream bytes, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await bytes.ReadAsync(piece, cancel) is > 0 and var count)
        {
            if (kept.Length <= Longest) kept.Write(piece, 0, count);
        }

        if (kept.Length > Longest) return null;
        kept.Position = 0;
        using var reader = new StreamReader(kept, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel);
    }

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
