namespace Dragoman.Store;

/// <summary>Errors of both engines.</summary>
internal static class StoreErrors
{
    public static StoreException NotADatabase(string path, Exception? inner = null) => new(
        StoreFailure.NotADatabase, path, $"{path} is no store: the file is not an SQLite database; nothing was changed in it; name another file with --store", inner);

    public static StoreException Damaged(string path, string how, Exception? inner = null) => new(
        StoreFailure.Damaged, path, $"the store {path} is damaged: {how}; nothing was changed in it; restore a backup, or read the sources again into another file", inner);

    public static StoreException Newer(string location, int version) => new(
        StoreFailure.Newer, location,
        $"the store {location} has schema version {version}, and this program knows versions up to {Schema.Latest}; use the newer program that wrote it");

    public static StoreException Older(string location, int version) => new(
        StoreFailure.Other, location,
        $"the store {location} has schema version {version}, older than {Schema.Latest}; open it once for writing to bring it up to date");

    /// <summary>A store that lacks something which its version has.</summary>
    public static StoreException Unreleased(string location, IReadOnlyList<string> missing, Exception? inner = null)
    {
        const int Named = 3;
        var more = missing.Count > Named ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" and {missing.Count - Named} more") : "";
        return new StoreException(
            StoreFailure.Unreleased, location,
            $"the store {location} does not have what its schema version has (missing: {string.Join(", ", missing.Take(Named))}{more}): a build that was never released made it; "
            + "make a backup of it with that build (dragoman store backup), then read or import its sources again into a new store",
            inner);
    }

    public static StoreException Empty(string location) => new(
        StoreFailure.NotFound, location, $"the store {location} is empty; read something into it first");

    public static StoreException Foreign(string location) => new(
        StoreFailure.Foreign, location, $"{location} is a database of another program; nothing was changed in it; name another file with --store");
}
