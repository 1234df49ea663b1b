using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>One matrix that is learned, with its gradient and the optimiser's two moments; rows are padded to whole panels with zeros.</summary>
internal sealed class Parameter
{
    private readonly bool[]? _touched;

    /// <summary>Makes the parameter, all zeros.</summary>
    /// <param name="name">Its name in the model file.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="lookup">Whether single rows are looked up, so that most have no gradient in a step.</param>
    public Parameter(string name, int rows, int columns, bool lookup = false)
    {
        Name = name;
        Rows = rows;
        Columns = columns;
        Stride = PackedMatrix.Padded(columns);
        Values = new float[rows * Stride];
        Gradients = new float[rows * Stride];
        First = new float[rows * Stride];
        Second = new float[rows * Stride];
        if (lookup) _touched = new bool[rows];
    }

    /// <summary>Name in the model file.</summary>
    public string Name { get; }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Columns that mean something.</summary>
    public int Columns { get; }

    /// <summary>Numbers from row to row.</summary>
    public int Stride { get; }

    /// <summary>The values, [rows × stride].</summary>
    public float[] Values { get; }

    /// <summary>The gradient, [rows × stride].</summary>
    public float[] Gradients { get; }

    /// <summary>Running mean of the gradient.</summary>
    public float[] First { get; }

    /// <summary>Running mean of its square.</summary>
    public float[] Second { get; }

    /// <summary>The rows that were looked up since the last step; null for a matrix that is used whole.</summary>
    public List<int>? Touched { get; private set; }

    /// <summary>One row of the values.</summary>
    /// <param name="row">0 … rows − 1.</param>
    public Span<float> Row(int row) => Values.AsSpan(row * Stride, Stride);

    /// <summary>One row of the gradient, which it marks as used.</summary>
    /// <param name="row">0 … rows − 1.</param>
    public Span<float> GradientRow(int row)
    {
        if (_touched is not null && !_touched[row])
        {
            _touched[row] = true;
            (Touched ??= []).Add(row);
        }

        return Gradients.AsSpan(row * Stride, Stride);
    }

    /// <summary>Whether only the <see cref="Touched"/> rows have a gradient.</summary>
    public bool IsLookup => _touched is not null;

    /// <summary>Sets the gradient to zero.</summary>
    public void ClearGradients()
    {
        if (_touched is null)
        {
            Gradients.AsSpan().Clear();
            return;
        }

        if (Touched is null) return;
        foreach (var row in Touched)
        {
            Gradients.AsSpan(row * Stride, Stride).Clear();
            _touched[row] = false;
        }

        Touched.Clear();
    }

    /// <summary>Fills the columns that mean something with numbers from −limit to limit.</summary>
    /// <param name="random">The source.</param>
    /// <param name="limit">The greatest size.</param>
    public void Randomize(SeededRandom random, float limit)
    {
        for (var row = 0; row < Rows; row++)
            foreach (ref var value in Row(row)[..Columns])
                value = (2f * random.Single() - 1f) * limit;
    }
}
