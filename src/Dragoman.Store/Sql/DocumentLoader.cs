using System.Data.Common;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Loads documents by id or key.</summary>
internal sealed class DocumentLoader(SqlSession connection) : IDisposable
{
    private readonly PreparedStatement _exists = new(connection, "SELECT key FROM documents WHERE id = $1", 1);

    private readonly PreparedStatement _load = new(
        connection,
        """
        SELECT d.given_id, d.locator, d.read_at, c.media_type, c.reading_length, c.reading
        FROM documents d JOIN contents c ON c.document = d.key WHERE d.id = $1
        """, 1);

    private readonly PreparedStatement _reading = new(connection, "SELECT reading_length, reading FROM contents WHERE document = $1", 1);

    private readonly PreparedStatement _raw = new(
        connection, "SELECT c.raw_length, c.raw FROM documents d JOIN contents c ON c.document = d.key WHERE d.id = $1", 1);

    private readonly PreparedStatement _row = new(
        connection,
        """
        SELECT d.id, d.given_id, d.title, o.name, d.origin_publisher, d.published, d.url, d.locator, d.read_at, d.events, d.statements
        FROM documents d LEFT JOIN publishers o ON o.key = d.publisher WHERE d.key = $1
        """, 1);

    public long? Key(string id) => _exists.Key(id);

    public StoredDocument? Load(string id)
    {
        using var reader = _load.Query(id);
        if (!reader.Read()) return null;
        var (article, coded) = Unpack(reader, 4);
        return new StoredDocument
        {
            Id = id,
            GivenId = reader.Text(0),
            Locator = reader.GetString(1),
            ReadAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
            MediaType = reader.GetString(3),
            Article = article,
            Coded = coded,
        };
    }

    public CodedDocument? Coded(long key)
    {
        using var reader = _reading.Query(key);
        return reader.Read() ? Unpack(reader, 0).Coded : null;
    }

    public byte[]? Raw(string id)
    {
        using var reader = _raw.Query(id);
        return reader.Read() ? Contents.Decompress((byte[])reader[1], reader.GetInt64(0), connection.Location) : null;
    }

    public DocumentRow? Row(long key)
    {
        using var reader = _row.Query(key);
        return !reader.Read()
            ? null
            : new DocumentRow
            {
                Id = reader.GetString(0),
                GivenId = reader.Text(1),
                Title = reader.Text(2),
                Publisher = reader.Text(3),
                OriginPublisher = reader.Text(4),
                Published = reader.Text(5),
                Url = reader.Text(6),
                Locator = reader.GetString(7),
                ReadAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(8)),
                Events = reader.GetInt32(9),
                Statements = reader.GetInt32(10),
            };
    }

    public void Dispose()
    {
        foreach (var statement in (PreparedStatement[])[_exists, _load, _reading, _raw, _row]) statement.Dispose();
    }

    private (Article Article, CodedDocument Coded) Unpack(DbDataReader reader, int column)
    {
        var reading = Contents.Decompress((byte[])reader[column + 1], reader.GetInt64(column), connection.Location);
        return Contents.Read(reading, connection.Location);
    }
}
