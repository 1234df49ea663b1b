using System.Collections.Concurrent;

namespace Dragoman.Store;

/// <content>Events of other data sets.</content>
public sealed partial class EventStore
{
    /// <summary>
    /// Imports a file of GDELT 2.0 events, ICEWS or POLECAT; its first line says which. Rows that are there already add nothing. Damaged lines are told and passed over.
    /// Rows are written in batches of which each is stored whole or not at all; what was written when it is ended stays.
    /// </summary>
    /// <param name="file">The file, unpacked; left open.</param>
    /// <param name="name">Its name without folders.</param>
    /// <param name="now">The moment.</param>
    /// <param name="damaged">Told of each damaged line, on another thread: its number, 1 the first, and what is wrong.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Ends it, by an exception.</param>
    /// <returns>What came of it; null where the file is of none of these data sets, and nothing of it was imported.</returns>
    /// <exception cref="StoreException">The store cannot be written; what it took before is kept.</exception>
    /// <exception cref="InvalidDataException">The file is of one of them and lacks what every row needs; or a line of it is longer than a mebibyte.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ForeignImport? Import(
        Stream file, string name, DateTimeOffset now, Action<long, string>? damaged = null, Action<ForeignImport>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var parser = ForeignFile.Open(file, damaged);
        if (parser is null) return null;
        using var batches = new BlockingCollection<List<ForeignEvent>>(boundedCapacity: 4);
        var reading = Task.Run(
            () =>
            {
                try
                {
                    foreach (var batch in parser.Batches(stop.Token)) batches.Add(batch, stop.Token);
                }
                finally
                {
                    batches.CompleteAdding();
                }
            },
            CancellationToken.None);
        var result = new ForeignImport(parser.Origin, name, 0, 0, 0);
        long? import = null;
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable(stop.Token))
            {
                var before = result;
                (import, result) = _database.Write(
                    connection =>
                    {
                        var key = import ?? connection.Foreign.Begin(parser.Origin, name, now);
                        var added = connection.Foreign.Add(key, parser.Origin, batch);
                        var after = before with { Rows = before.Rows + added, Known = before.Known + batch.Count - added, Damaged = parser.Damaged };
                        connection.Foreign.Note(key, after.Rows, after.Known, after.Damaged);
                        return (key, after);
                    },
                    cancellationToken,
                    bulk: true);
                progress?.Invoke(result);
            }
        }
        catch
        {
            stop.Cancel();
            try
            {
                reading.Wait(CancellationToken.None);
            }
            catch (AggregateException)
            {
                // What ended the writing is what is thrown.
            }

            throw;
        }

        reading.GetAwaiter().GetResult();
        return result with { Damaged = parser.Damaged };
    }

    /// <summary>Takes all events of a data set out again.</summary>
    /// <param name="origin">Its name: <c>gdelt</c>, <c>icews</c>, <c>polecat</c>.</param>
    /// <returns>Number of rows that were taken out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such data set.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public long RemoveImported(string origin)
    {
        var (from, to) = ForeignKey.Range(origin);
        return _database.Write(connection => connection.Foreign.Remove(origin, from, to), CancellationToken.None);
    }

    /// <summary>The files of other data sets that were imported, the latest first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<ForeignImport> Imports() => _database.Read(
        static connection =>
        {
            var imports = new List<ForeignImport>();
            using var command = connection.Sql.Command("SELECT origin, file, rows, known, failed FROM imports ORDER BY key DESC");
            using var reader = command.ExecuteReader();
            while (reader.Read())
                imports.Add(new ForeignImport(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)));
            return imports;
        },
        CancellationToken.None);
}

/// <summary>A file of another data set, and what came of it.</summary>
/// <param name="Origin">The data set: <c>gdelt</c>, <c>icews</c>, <c>polecat</c>.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Rows">Rows that were new.</param>
/// <param name="Known">Rows that the store held already.</param>
/// <param name="Damaged">Lines that could not be read.</param>
public sealed record ForeignImport(string Origin, string File, long Rows, long Known, long Damaged);

/// <summary>What another data set says about the reports behind a row.</summary>
/// <param name="File">Name of the file that it was imported from.</param>
/// <param name="SentenceNumber">Number of the sentence, 1 the first; null where not said.</param>
/// <param name="Mentions">Mentions, as GDELT counts them.</param>
/// <param name="Sources">Sources, as GDELT counts them.</param>
/// <param name="Articles">Articles, as GDELT counts them.</param>
/// <param name="Tone">Average tone, −100 to 100, as GDELT has it.</param>
public sealed record ForeignReport(string File, long? SentenceNumber, long? Mentions, long? Sources, long? Articles, double? Tone);
