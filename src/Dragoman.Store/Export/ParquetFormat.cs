namespace Dragoman.Store;

/// <summary>
/// Apache Parquet with the columns of <c>csv</c>: text as UTF-8, numbers as doubles, whole numbers as 32-bit integers, each null where there is nothing; compressed with Snappy,
/// in groups of <see cref="GroupRows"/> rows, so that memory stays bounded.
/// </summary>
public sealed class ParquetFormat : EventFormat
{
    /// <summary>Rows of a group.</summary>
    public const int GroupRows = 20_000;

    // Rows whose columns are gone through at once: few enough to lie in the processor's cache, and to be forgotten young.
    private const int ChunkRows = 500;

    // Chunks that wait for being packed.
    private const int ChunksAhead = 16;

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
        var writer = new ParquetWriter(output, [.. EventColumns.All.Select(column => (column.Name, TypeOf(column)))]);
        writer.Begin();

        // While a chunk is packed, the rows of the next are read.
        var group = new Group(writer);
        var chunk = new List<EventRow>(ChunkRows);
        var ahead = new Queue<Task>(ChunksAhead);
        var packing = Task.CompletedTask;
        var count = 0L;
        try
        {
            foreach (var row in events)
            {
                cancellationToken.ThrowIfCancellationRequested();
                chunk.Add(row);
                count++;
                if (chunk.Count < ChunkRows) continue;
                if (ahead.Count == ChunksAhead) ahead.Dequeue().GetAwaiter().GetResult();
                var full = chunk;
                packing = packing.ContinueWith(
                    before =>
                    {
                        before.GetAwaiter().GetResult();
                        group.Add(full);
                    },
                    CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                ahead.Enqueue(packing);
                chunk = new List<EventRow>(ChunkRows);
            }
        }
        finally
        {
            // Nobody writes any more when this has returned, or thrown.
            Task.WhenAny(packing).GetAwaiter().GetResult();
        }

        packing.GetAwaiter().GetResult();
        group.Add(chunk);
        group.End();
        writer.End();
        return count;
    }

    private static ParquetType TypeOf(EventColumn column) =>
        column.Text is not null ? ParquetType.Text : column.Real is not null ? ParquetType.Real : ParquetType.Whole;

    /// <summary>The columns of the rows that are not written yet. For one thread at a time.</summary>
    private sealed class Group(ParquetWriter writer)
    {
        private readonly (EventColumn Column, ParquetColumn Values)[] _columns = [.. EventColumns.All.Select(static column => (column, new ParquetColumn()))];
        private int _rows;

        /// <summary>Adds rows; writes the group where it is full.</summary>
        /// <param name="rows">No more than <see cref="ChunkRows"/>, of which a group holds a whole number.</param>
        public void Add(List<EventRow> rows)
        {
            foreach (var (column, values) in _columns) Add(rows, column, values);
            _rows += rows.Count;
            if (_rows == GroupRows) End();
        }

        /// <summary>Writes the group, where there is one.</summary>
        public void End()
        {
            if (_rows == 0) return;
            writer.WriteGroup(_rows, [.. _columns.Select(static column => column.Values)]);
            foreach (var (_, values) in _columns) values.Clear();
            _rows = 0;
        }

        private static void Add(List<EventRow> rows, EventColumn column, ParquetColumn values)
        {
            if (column.Text is { } text && column.Repeats)
            {
                foreach (var row in rows) values.Add(text(row));
            }
            else if (column.Text is { } own)
            {
                foreach (var row in rows) values.AddOwn(own(row));
            }
            else if (column.Real is { } real)
            {
                foreach (var row in rows) values.Add(real(row));
            }
            else
            {
                foreach (var row in rows) values.Add(column.Whole!(row));
            }
        }
    }
}
