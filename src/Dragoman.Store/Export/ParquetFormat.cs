using Parquet;
using Parquet.Schema;

namespace Dragoman.Store;

/// <summary>
/// Apache Parquet with the columns of <c>csv</c>: text as UTF-8, numbers as doubles, whole numbers as 32-bit integers, each null where there is nothing; compressed with Snappy,
/// in groups of <see cref="GroupRows"/> rows, so that memory stays bounded.
/// </summary>
public sealed class ParquetFormat : EventFormat
{
    /// <summary>Rows of a group.</summary>
    public const int GroupRows = 20_000;

    /// <inheritdoc/>
    public override string Name => "parquet";

    /// <inheritdoc/>
    public override string MediaType => "application/vnd.apache.parquet";

    /// <inheritdoc/>
    public override string Extension => ".parquet";

    /// <inheritdoc/>
    public override EventDetail Detail => EventDetail.Row;

    /// <inheritdoc/>
    public override long Write(IEnumerable<EventRow> events, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(output);
        return WriteAsync(events, new CountingStream(output), cancellationToken).GetAwaiter().GetResult();
    }

    private static async Task<long> WriteAsync(IEnumerable<EventRow> events, Stream output, CancellationToken cancellationToken)
    {
        var fields = EventColumns.All.Select(Field).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), output, cancellationToken: cancellationToken).ConfigureAwait(false);
        // While a group is packed, the rows of the next are read.
        var group = new List<EventRow>(GroupRows);
        var packing = Task.CompletedTask;
        var count = 0L;
        try
        {
            foreach (var row in events)
            {
                cancellationToken.ThrowIfCancellationRequested();
                group.Add(row);
                if (group.Count < GroupRows) continue;
                await packing.ConfigureAwait(false);
                var full = group;
                packing = Task.Run(() => WriteGroupAsync(writer, fields, full, cancellationToken), cancellationToken);
                count += full.Count;
                group = new List<EventRow>(GroupRows);
            }
        }
        finally
        {
            await packing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await packing.ConfigureAwait(false);

        if (group.Count > 0 || count == 0) await WriteGroupAsync(writer, fields, group, cancellationToken).ConfigureAwait(false);
        return count + group.Count;
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, DataField[] fields, List<EventRow> rows, CancellationToken cancellationToken)
    {
        using var group = writer.CreateRowGroup();
        for (var i = 0; i < fields.Length; i++)
        {
            var column = EventColumns.All[i];
            if (column.Text is { } text)
                await group.WriteAsync(fields[i], [.. rows.Select(row => text(row) is { Length: > 0 } value ? value : null!)]).ConfigureAwait(false);
            else if (column.Real is { } real)
                await group.WriteAsync<double>(fields[i], rows.Select(real).ToArray(), cancellationToken: cancellationToken).ConfigureAwait(false);
            else
                await group.WriteAsync<int>(fields[i], rows.Select(column.Whole!).ToArray(), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        group.CompleteValidate();
    }

    private static DataField Field(EventColumn column) =>
        column.Text is not null ? new DataField<string>(column.Name, nullable: true)
        : column.Real is not null ? new DataField(column.Name, typeof(double), isNullable: true)
        : new DataField(column.Name, typeof(int), isNullable: true);

    /// <summary>Knows its position where the stream beneath does not: a file's footer names the places of its parts.</summary>
    private sealed class CountingStream(Stream inner) : Stream
    {
        private long _position;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _position;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            inner.Write(buffer);
            _position += buffer.Length;
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
