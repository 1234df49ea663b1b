using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>Copies stores: file to file page by page, between engines row by row.</summary>
internal static class StoreCopier
{
    // Rows that are handed over at once.
    private const int Piece = 1_000;

    /// <summary>Copies a store into a new file, which has its name once it is whole and was checked.</summary>
    public static StoreCopy ToFile(Backend source, string file, CancellationToken cancellationToken)
    {
        Refuse(File.Exists(file) && new FileInfo(file).Length > 0, file);
        var part = file + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            Delete(part);
            if (source is SqliteBackend sqlite) sqlite.CopyTo(part);
            else CopyRows(source, part, cancellationToken);
            Settle(part);
            StoreCopy copy;
            using (var made = EventStore.Open(part, new StoreOptions { ReadOnly = true }))
            {
                if (!made.Check(deep: false, cancellationToken).IsHealthy) throw StoreErrors.Damaged(source.Location, "a copy of it fails its check");
                var summary = made.Summarize();
                copy = new StoreCopy(file, summary.Documents, summary.Events, summary.SizeOnDisk);
            }

            Settle(part);
            File.Move(part, file, overwrite: true);
            return copy;
        }
        catch (DbException exception)
        {
            throw source.Dialect.GetType() == typeof(SqliteDialect) || exception is SqliteException ? SqliteDialect.Instance.Explain(exception, file) : source.Dialect.Explain(exception, source.Location);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                exception.HResult is 28 ? StoreFailure.Full : StoreFailure.NoAccess, file,
                $"the copy {file} cannot be written: {exception.Message}; the store is as it was; name another file", exception);
        }
        finally
        {
            Delete(part);
        }
    }

    /// <summary>Copies a store into an empty one of a server, in one transaction.</summary>
    public static StoreCopy ToServer(Backend source, string place, CancellationToken cancellationToken)
    {
        CopyRows(source, place, cancellationToken);
        using var made = EventStore.Open(place, new StoreOptions { ReadOnly = true });
        var summary = made.Summarize();
        return new StoreCopy(made.Path, summary.Documents, summary.Events, summary.SizeOnDisk);
    }

    private static void CopyRows(Backend source, string place, CancellationToken cancellationToken)
    {
        using var target = Backend.Of(place, new StoreOptions());
        try
        {
            using var from = source.OpenReader();
            using var connection = new WriteConnection(target.OpenWriter());
            var to = connection.Sql;
            foreach (var table in Schema.Tables)
                Refuse(table is "documents" or "sources" or "imports" && to.Scalar<long?>($"SELECT 1 FROM {table} LIMIT 1") is not null, target.Location);
            using var snapshot = new Snapshot(from);
            to.Dialect.BeginBulk(to);
            connection.Begin();
            foreach (var table in Schema.Tables.Reverse()) to.Execute("DELETE FROM " + table);

            // Nobody sees the new store before it is whole: its indexes are made of all rows at once, in order.
            var indexes = Schema.Tables.Concat(["texts", "names"]).SelectMany(table => to.Dialect.DeferrableIndexes(to, table, isNew: true)).ToList();
            foreach (var (name, _) in indexes) to.Execute("DROP INDEX " + name);
            foreach (var table in Schema.Tables) CopyTable(from, connection, table, cancellationToken);
            CopyWords(from, connection, cancellationToken);
            connection.Flush();
            foreach (var table in Schema.Tables)
            {
                var (read, written) = (from.Scalar<long>("SELECT count(*) FROM " + table), to.Scalar<long>("SELECT count(*) FROM " + table));
                if (read != written)
                    throw StoreErrors.Damaged(source.Location, string.Create(CultureInfo.InvariantCulture, $"{table} has {read} rows, of which {written} could be copied"));
            }

            foreach (var (_, sql) in indexes) to.Execute(sql);

            // The new store has its indexes.
            to.Execute("DELETE FROM building WHERE sql IS NOT NULL");
            to.Dialect.AfterCopy(to, Schema.Tables);
            to.Commit();
        }
        catch (DbException exception)
        {
            throw exception is SqliteException
                ? SqliteDialect.Instance.Explain(exception, source is SqliteBackend ? source.Location : target.Location)
                : PostgresDialect.Instance.Explain(exception, source is SqliteBackend ? target.Location : source.Location);
        }
    }

    private static void CopyTable(SqlSession from, WriteConnection to, string table, CancellationToken cancellationToken)
    {
        var columns = from.Dialect.Columns(from, table);
        var rows = to.Bulk(table, [.. columns]);
        var values = new SqlValue[columns.Count];
        Each(from, $"SELECT {string.Join(", ", columns)} FROM {table}", to, reader =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = reader.GetValue(i) switch
                {
                    long number => number,
                    double number => number,
                    string text => text,
                    byte[] bytes => bytes,
                    DBNull => default(SqlValue),
                    var other => throw new InvalidOperationException($"{table}.{columns[i]} holds a {other.GetType().Name}"),
                };
            }

            rows.Add(values);
        }, cancellationToken);
    }

    /// <summary>The full-text tables hold words only: they are made anew of the texts.</summary>
    private static void CopyWords(SqlSession from, WriteConnection to, CancellationToken cancellationToken)
    {
        var texts = to.TextIndex("texts");
        var names = to.TextIndex("names");
        Each(
            from, "SELECT d.key, d.title, c.reading_length, c.reading FROM documents d JOIN contents c ON c.document = d.key", to,
            reader =>
            {
                var (article, _) = Contents.Read(Contents.Decompress((byte[])reader.GetValue(3), reader.GetInt64(2), from.Location), from.Location);
                texts.Add(reader.GetInt64(0), reader.Text(1) ?? "", PreparedDocument.BodyOf(article));
            },
            cancellationToken);
        texts.Flush();
        foreach (var (sql, kind) in (ReadOnlySpan<(string, NameKind)>)
            [("SELECT key, text, name FROM parties", NameKind.Party), ("SELECT key, name, '' FROM places", NameKind.Place), ("SELECT key, name, '' FROM publishers", NameKind.Publisher)])
        {
            Each(from, sql, to, reader => names.Add(kind.RowId(reader.GetInt64(0)), reader.GetString(1), reader.GetString(2)), cancellationToken);
        }
    }

    private static void Each(SqlSession from, string sql, WriteConnection to, Action<DbDataReader> row, CancellationToken cancellationToken)
    {
        using var stream = from.Dialect.Stream(from, from.Command(sql));
        while (stream.Next(Piece, row))
        {
            cancellationToken.ThrowIfCancellationRequested();
            to.Flush();
        }

        to.Flush();
    }

    private static void Refuse(bool isThere, string place)
    {
        if (isThere)
            throw new StoreException(StoreFailure.NotEmpty, place, $"there is something at {place} already; nothing was changed in it; name a new place");
    }

    /// <summary>Leaves no log beside a file that nobody has open.</summary>
    private static void Settle(string file)
    {
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        foreach (var log in (ReadOnlySpan<string>)[file + "-wal", file + "-shm"])
        {
            if (File.Exists(log)) File.Delete(log);
        }
    }

    private static void Delete(string part)
    {
        foreach (var file in (ReadOnlySpan<string>)[part, part + "-wal", part + "-shm", part + "-journal"])
        {
            if (File.Exists(file)) File.Delete(file);
        }
    }
}
