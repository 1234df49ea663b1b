using Dragoman.Store;

namespace Dragoman.Web.Hosting;

/// <summary>The summary of a store of which nothing is known yet.</summary>
internal static class Summaries
{
    /// <summary>Nothing at all.</summary>
    public static StoreSummary Empty { get; } = new()
    {
        Documents = 0,
        Events = 0,
        Statements = 0,
        Publishers = 0,
        Problems = 0,
        SizeOnDisk = 0,
        SchemaVersion = 1,
    };
}
