namespace Dragoman.Language.Neural;

/// <summary>A learned matrix as the model file has it: whole numbers from −127 to 127 with one factor a row, or halves.</summary>
internal sealed class WeightMatrix
{
    private WeightMatrix(int rows, int columns, float[]? values, sbyte[]? steps, float[]? factors)
    {
        Rows = rows;
        Columns = columns;
        Values = values;
        Steps = steps;
        Factors = factors;
    }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Columns.</summary>
    public int Columns { get; }

    /// <summary>[rows × columns], every one a half's value; null where the matrix is quantised.</summary>
    public float[]? Values { get; }

    /// <summary>[rows × columns] whole numbers; null where the matrix is not quantised.</summary>
    public sbyte[]? Steps { get; }

    /// <summary>The value of one step, a row; null where the matrix is not quantised.</summary>
    public float[]? Factors { get; }

    /// <summary>A matrix of halves.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="source">[rows × stride]; rounded to halves.</param>
    /// <param name="stride">Distance of two rows.</param>
    public static WeightMatrix Halves(int rows, int columns, ReadOnlySpan<float> source, int stride)
    {
        var values = new float[rows * columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                values[row * columns + column] = (float)(Half)source[row * stride + column];
        return new WeightMatrix(rows, columns, values, null, null);
    }

    /// <summary>A quantised matrix: each row's greatest size becomes 127.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="source">[rows × stride].</param>
    /// <param name="stride">Distance of two rows.</param>
    public static WeightMatrix Quantized(int rows, int columns, ReadOnlySpan<float> source, int stride)
    {
        var steps = new sbyte[rows * columns];
        var factors = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var values = source.Slice(row * stride, columns);
            var top = 0f;
            foreach (var value in values) top = Math.Max(top, Math.Abs(value));
            factors[row] = top / 127f;
            if (top == 0) continue;
            for (var column = 0; column < columns; column++)
                steps[row * columns + column] = (sbyte)Math.Clamp(MathF.Round(values[column] / top * 127f), -127f, 127f);
        }

        return new WeightMatrix(rows, columns, null, steps, factors);
    }

    /// <summary>A matrix of halves that a file holds.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="values">[rows × columns].</param>
    public static WeightMatrix OfValues(int rows, int columns, float[] values) => new(rows, columns, values, null, null);

    /// <summary>A quantised matrix that a file holds.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="steps">[rows × columns].</param>
    /// <param name="factors">One a row.</param>
    public static WeightMatrix OfSteps(int rows, int columns, sbyte[] steps, float[] factors) => new(rows, columns, null, steps, factors);

    /// <summary>target += row.</summary>
    /// <param name="row">0 … rows − 1.</param>
    /// <param name="target">As many numbers as columns.</param>
    public void AddRow(int row, Span<float> target)
    {
        if (Steps is not null) RowKernels.AddScaled(target, Steps.AsSpan(row * Columns, Columns), Factors![row]);
        else RowKernels.Add(target[..Columns], Values.AsSpan(row * Columns, Columns));
    }

    /// <summary>The matrix as the right operand of a product.</summary>
    /// <param name="bias">What the sums start from; null for zeros.</param>
    public PackedMatrix Packed(WeightMatrix? bias = null)
    {
        var packed = new PackedMatrix();
        packed.Pack(Values, Columns, Rows, Columns, bias is null ? default : bias.Values);
        return packed;
    }
}
