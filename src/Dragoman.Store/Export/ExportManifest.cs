using System.Security.Cryptography;
using System.Text.Json;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Store;

/// <summary>
/// What an export was made with and what it holds: the engine, the tables and models by checksum, the schema, the query, counts, the days that it spans, and a checksum of its bytes.
/// It holds no time and no path: the same export of the same store gives the same manifest.
/// </summary>
public sealed class ExportManifest
{
    private readonly SortedDictionary<string, long> _types = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _factualities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _origins = new(StringComparer.Ordinal);
    private string? _first;
    private string? _last;
    private string? _sha256;

    /// <summary>Events that the query found.</summary>
    public long Found { get; private set; }

    /// <summary>Events that were written: some forms have no place for what is denied, or has no recipient.</summary>
    public long Written { get; private set; }

    /// <summary>Exports, and notes what went out.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">The query.</param>
    /// <param name="format">The form.</param>
    /// <param name="texts">Whether whole texts go with the events; the form must be able to carry them.</param>
    /// <param name="output">Where to; left open.</param>
    /// <param name="cancellationToken">Stops between two events.</param>
    /// <returns>Number of events written.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public long Export(EventStore store, EventQuery query, EventFormat format, bool texts, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(format);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var hashed = new HashedStream(output, hash))
        {
            Written = format.Write(
                Counted(store.Enumerate(query, texts ? EventDetail.Text : format.Detail, cancellationToken)), hashed, cancellationToken);
        }

        _sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return Written;
    }

    /// <summary>Writes the manifest as indented JSON with a line's end behind it.</summary>
    /// <param name="json">Where to; left open.</param>
    /// <param name="store">The store that was exported.</param>
    /// <param name="query">The query.</param>
    /// <param name="format">The form.</param>
    /// <param name="texts">Whether whole texts went with the events.</param>
    /// <param name="fileName">Name of the export's file, without folders; null for none.</param>
    /// <param name="checksums">Tables and models of this program, by name.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public void Write(
        Stream json, EventStore store, EventQuery query, EventFormat format, bool texts, string? fileName, IEnumerable<(string Name, string Sha256)> checksums)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(checksums);
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = RecordsJson.Default.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("engine", EngineVersion.Current);
            writer.WriteNumber("storeSchema", store.Summarize().SchemaVersion);
            if (fileName is not null) writer.WriteString("output", fileName);
            writer.WriteString("format", format.Name);
            writer.WriteString("query", query.ToString());
            writer.WriteBoolean("texts", texts);
            writer.WriteNumber("eventsFound", Found);
            writer.WriteNumber("eventsWritten", Written);
            Counts(writer, "eventsByType", _types);
            Counts(writer, "eventsByFactuality", _factualities);
            Counts(writer, "eventsByDataSet", _origins);
            writer.WriteString("firstDate", _first);
            writer.WriteString("lastDate", _last);
            writer.WriteString("sha256", _sha256);

            // The texts may have been read by other versions than the one that exports them.
            Counts(writer, "documentsReadBy", store.Readers());
            writer.WriteStartObject("checksums");
            foreach (var (name, sum) in checksums) writer.WriteString(name, sum);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        json.WriteByte((byte)'\n');
    }

    private static void Counts(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        writer.WriteStartObject(name);
        foreach (var (value, count) in counts) writer.WriteNumber(value, count);
        writer.WriteEndObject();
    }

    private IEnumerable<EventRow> Counted(IEnumerable<EventRow> rows)
    {
        foreach (var row in rows)
        {
            Found++;
            Count(_types, EventExport.TypeOf(row) ?? "none");
            if (EventExport.FactualityOf(row) is { } factuality) Count(_factualities, factuality);
            Count(_origins, row.Origin ?? OriginScope.OwnName);
            if (row.Date is { } date && DateBounds.TryParse(date, out var bounds))
            {
                var (first, last) = (DateBounds.Format(bounds.First), DateBounds.Format(bounds.Last));
                if (_first is null || string.CompareOrdinal(first, _first) < 0) _first = first;
                if (_last is null || string.CompareOrdinal(last, _last) > 0) _last = last;
            }

            yield return row;
        }
    }

    private static void Count(SortedDictionary<string, long> counts, string value) => counts[value] = counts.GetValueOrDefault(value) + 1;

    /// <summary>Bytes on their way, with a sum of them.</summary>
    private sealed class HashedStream(Stream inner, IncrementalHash hash) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            inner.Write(buffer);
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
