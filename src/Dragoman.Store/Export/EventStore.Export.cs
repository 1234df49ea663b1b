namespace Dragoman.Store;

/// <content>What an export says about the store that it was made from.</content>
public sealed partial class EventStore
{
    /// <summary>Engines that read the documents of the store, and how many each read. Takes time in proportion to the documents.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<KeyValuePair<string, long>> Readers() => _database.Read(
        static connection =>
        {
            var readers = new List<KeyValuePair<string, long>>();
            using var command = connection.Sql.Command("SELECT engine, count(*) FROM documents GROUP BY engine ORDER BY engine");
            using var reader = command.ExecuteReader();
            while (reader.Read()) readers.Add(KeyValuePair.Create(reader.GetString(0), reader.GetInt64(1)));
            return readers;
        },
        CancellationToken.None);
}
