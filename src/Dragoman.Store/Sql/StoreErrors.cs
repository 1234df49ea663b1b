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

    public static StoreException Empty(string location) => new(
        StoreFailure.NotFound, location, $"the store {location} is empty; read something into it first");

    public static StoreException Foreign(string location) => new(
        StoreFailure.Foreign, location, $"{location} is a database of another program; nothing was changed in it; name another file with --store");
}
