namespace Dragoman.Language.Neural;

/// <summary>
/// A matrix [depth × columns] as the right operand of a product: cut into panels of 32 columns, each row by row, so that the inner loop
/// reads memory in order. The last panel is filled up with zeros.
/// </summary>
internal sealed class PackedMatrix
{
    /// <summary>Columns of a panel: two vectors of 512 bits.</summary>
    public const int PanelWidth = 32;

    private float[] _panels = [];
    private float[] _start = [];

    /// <summary>Rows of the matrix: the number of products in each sum.</summary>
    public int Depth { get; private set; }

    /// <summary>Columns that mean something.</summary>
    public int Columns { get; private set; }

    /// <summary>Columns with the zeros of the last panel; the smallest stride that a result may have.</summary>
    public int PaddedColumns => Padded(Columns);

    /// <summary>The panels one behind the other; each <see cref="Depth"/> × 32.</summary>
    public ReadOnlySpan<float> Panels => _panels;

    /// <summary>What each sum starts from (the bias), padded with zeros.</summary>
    public ReadOnlySpan<float> Start => _start;

    /// <summary>The number rounded up to whole panels.</summary>
    public static int Padded(int columns) => (columns + PanelWidth - 1) / PanelWidth * PanelWidth;

    /// <summary>Packs [depth × columns], row-major.</summary>
    /// <param name="source">The matrix; element (k, c) lies at k × stride + c.</param>
    /// <param name="stride">Distance of two rows.</param>
    /// <param name="depth">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="start">The bias, <paramref name="columns"/> long; empty for zeros.</param>
    public void Pack(ReadOnlySpan<float> source, int stride, int depth, int columns, ReadOnlySpan<float> start = default)
    {
        Reserve(depth, columns, start);
        for (var panel = 0; panel * PanelWidth < columns; panel++)
        {
            var first = panel * PanelWidth;
            var width = Math.Min(PanelWidth, columns - first);
            var target = _panels.AsSpan(panel * depth * PanelWidth);
            for (var k = 0; k < depth; k++)
            {
                var row = target.Slice(k * PanelWidth, PanelWidth);
                source.Slice(k * stride + first, width).CopyTo(row);
                row[width..].Clear();
            }
        }
    }

    /// <summary>Packs the transpose of a matrix [columns × depth], row-major: what a product with it from the other side needs.</summary>
    /// <param name="source">The matrix before transposing; element (c, k) lies at c × stride + k.</param>
    /// <param name="stride">Distance of two of its rows.</param>
    /// <param name="depth">Its columns.</param>
    /// <param name="columns">Its rows.</param>
    public void PackTransposed(ReadOnlySpan<float> source, int stride, int depth, int columns)
    {
        Reserve(depth, columns, default);
        for (var panel = 0; panel * PanelWidth < columns; panel++)
        {
            var first = panel * PanelWidth;
            var width = Math.Min(PanelWidth, columns - first);
            var target = _panels.AsSpan(panel * depth * PanelWidth, depth * PanelWidth);
            if (width < PanelWidth) target.Clear();
            for (var c = 0; c < width; c++)
            {
                var row = source.Slice((first + c) * stride, depth);
                for (var k = 0; k < row.Length; k++) target[k * PanelWidth + c] = row[k];
            }
        }
    }

    private void Reserve(int depth, int columns, ReadOnlySpan<float> start)
    {
        Depth = depth;
        Columns = columns;
        var padded = PaddedColumns;
        if (_panels.Length < depth * padded) _panels = new float[depth * padded];
        if (_start.Length < padded) _start = new float[padded];
        start.CopyTo(_start);
        _start.AsSpan(start.Length).Clear();
    }
}
