namespace Dragoman.Language.Neural;

/// <summary>Frozen vectors of frequent words, one byte a number with one factor a word.</summary>
internal sealed class WordVectors
{
    private readonly sbyte[] _values;
    private readonly float[] _factors;

    /// <summary>Makes the table.</summary>
    /// <param name="words">The words, in lower case.</param>
    /// <param name="values">[words × width].</param>
    /// <param name="factors">The value of one step, a word.</param>
    /// <param name="width">Numbers a word.</param>
    public WordVectors(StringTable words, sbyte[] values, float[] factors, int width)
    {
        if (values.Length != words.Count * width || factors.Length != words.Count)
            throw new ArgumentException("The values do not fit the words.", nameof(values));
        Words = words;
        _values = values;
        _factors = factors;
        Width = width;
    }

    /// <summary>The words.</summary>
    public StringTable Words { get; }

    /// <summary>Numbers a word.</summary>
    public int Width { get; }

    /// <summary>All values.</summary>
    public ReadOnlySpan<sbyte> Values => _values;

    /// <summary>All factors.</summary>
    public ReadOnlySpan<float> Factors => _factors;

    /// <summary>The row of a form; −1 where it has none. A form that is not there itself may be there without its digits' values.</summary>
    /// <param name="lower">The form through <see cref="WordFeatures.Lower"/>.</param>
    public int Find(ReadOnlySpan<char> lower) => Words.Find(lower);

    /// <summary>target += vector.</summary>
    /// <param name="row">The row, 0 or more.</param>
    /// <param name="target"><see cref="Width"/> numbers.</param>
    public void Add(int row, Span<float> target) => RowKernels.AddScaled(target, _values.AsSpan(row * Width, Width), _factors[row]);
}
