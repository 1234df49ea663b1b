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
        var writer = new ParquetWriter(output, [.. EventColumns.All.Select(column => (column.Name, TypeOf(column)))]);
        writer.Begin();

        // While a group is packed, the rows of the next are read.
        var columns = EventColumns.All.Select(_ => new ParquetColumn()).ToArray();
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
                packing.GetAwaiter().GetResult();
                var full = group;
                packing = Task.Run(() => WriteGroup(writer, columns, full), CancellationToken.None);
                count += full.Count;
                group = new List<EventRow>(GroupRows);
            }
        }
        finally
        {
            // Nobody writes any more when this has returned, or thrown.
            Task.WhenAny(packing).GetAwaiter().GetResult();
        }

        packing.GetAwaiter().GetResult();
        if (group.Count > 0) WriteGroup(writer, columns, group);
        writer.End();
        return count + group.Count;
    }

    private static void WriteGroup(ParquetWriter writer, ParquetColumn[] columns, List<EventRow> rows)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var (column, values) = (EventColumns.All[i], columns[i]);
            values.Clear();
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

        writer.WriteGroup(rows.Count, columns);
    }

    private static ParquetType TypeOf(EventColumn column) =>
        column.Text is not null ? ParquetType.Text : column.Real is not null ? ParquetType.Real : ParquetType.Whole;
}
