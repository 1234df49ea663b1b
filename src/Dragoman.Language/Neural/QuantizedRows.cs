using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dragoman.Language.Neural;

/// <summary>Rows as whole numbers from −127 to 127 with one factor a row: the left operand of products with a <see cref="QuantizedMatrix"/>.</summary>
internal sealed class QuantizedRows
{
    // Adding this rounds a float between −2²² and 2²² to the nearest whole number, ties to even, and leaves it in the low bits.
    private const float Rounding = 12582912f;
    private const int RoundingBits = 0x4B400000;
    private readonly ProductForm _form;
    private byte[] _bytes = [];
    private short[] _shorts = [];
    private float[] _floats = [];
    private float[] _factors = [];
    private float[] _sums = [];

    /// <summary>Makes an empty operand.</summary>
    /// <param name="form">Which instructions the products use.</param>
    public QuantizedRows(ProductForm form) => _form = form;

    /// <summary>Numbers a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Rows { get; private set; }

    /// <summary>[rows × width], 128 added; only for <see cref="ProductForm.Bytes"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>[rows × width]; only for <see cref="ProductForm.Shorts"/>.</summary>
    public ReadOnlySpan<short> Shorts => _shorts;

    /// <summary>[rows × width] whole numbers; only for <see cref="ProductForm.Floats"/>.</summary>
    public ReadOnlySpan<float> Floats => _floats;

    /// <summary>The value of one step, a row.</summary>
    public ReadOnlySpan<float> Factors => _factors;

    /// <summary>Scratch for sums.</summary>
    /// <param name="length">Numbers.</param>
    public Span<float> Sums(int length)
    {
        NetworkWorkspace.Grow(ref _sums, length);
        return _sums.AsSpan(0, length);
    }

    /// <summary>Quantises rows: the greatest size of each becomes 127.</summary>
    /// <param name="source">[rows × width].</param>
    /// <param name="width">Numbers a row, a multiple of 32.</param>
    /// <param name="rows">Rows.</param>
    public void Set(ReadOnlySpan<float> source, int width, int rows)
    {
        Begin(width, rows);
        for (var row = 0; row < rows; row++) SetRow(row, source.Slice(row * width, width));
    }

    /// <summary>Makes room for rows that <see cref="SetRow"/> or <see cref="SetRowWithinOne"/> fill one by one, while they lie in the first cache.</summary>
    /// <param name="width">Numbers a row, a multiple of 32.</param>
    /// <param name="rows">Rows.</param>
    public void Begin(int width, int rows)
    {
        Width = width;
        Rows = rows;
        NetworkWorkspace.Grow(ref _factors, rows);
        Grow(rows * width);
    }

    /// <summary>Quantises a row: its greatest size becomes 127.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="values">As many numbers as a row has.</param>
    public void SetRow(int row, ReadOnlySpan<float> values)
    {
        var top = Top(values);
        _factors[row] = top / 127f;
        // NaN and infinity become zeros too: nothing is drawn from them in any width.
        var inverse = top > 0 && float.IsFinite(top) ? 127f / top : 0f;
        if (!float.IsFinite(inverse)) inverse = 0f;
        Fill(values, inverse, row * Width);
    }

    /// <summary>Quantises a row whose numbers lie within ±1: one step is 1/127.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="values">As many numbers as a row has.</param>
    public void SetRowWithinOne(int row, ReadOnlySpan<float> values)
    {
        _factors[row] = 1f / 127f;
        Fill(values, 127f, row * Width);
    }

    private void Grow(int length)
    {
        if (_form == ProductForm.Bytes) NetworkWorkspace.Grow(ref _bytes, length);
        else if (_form == ProductForm.Shorts) NetworkWorkspace.Grow(ref _shorts, length);
        else NetworkWorkspace.Grow(ref _floats, length);
    }

    private void Fill(ReadOnlySpan<float> values, float inverse, int start)
    {
        if (_form == ProductForm.Bytes) ToBytes(values, inverse, _bytes.AsSpan(start, values.Length));
        else if (_form == ProductForm.Shorts) ToShorts(values, inverse, _shorts.AsSpan(start, values.Length));
        else ToFloats(values, inverse, _floats.AsSpan(start, values.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Top(ReadOnlySpan<float> values)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        var top = Vector256<float>.Zero;
        for (nuint i = 0; i < (nuint)values.Length; i += 8) top = Vector256.Max(top, Vector256.Abs(Vector256.LoadUnsafe(ref v, i)));
        var greatest = 0f;
        for (var i = 0; i < 8; i++) greatest = MathF.Max(greatest, top.GetElement(i));
        return greatest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToBytes(ReadOnlySpan<float> values, float inverse, Span<byte> target)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        ref var t = ref MemoryMarshal.GetReference(target);
        var factor = Vector256.Create(inverse);
        for (nuint i = 0; i < (nuint)values.Length; i += 32)
        {
            var first = Vector256.Narrow(Steps(ref v, i, factor), Steps(ref v, i + 8, factor));
            var second = Vector256.Narrow(Steps(ref v, i + 16, factor), Steps(ref v, i + 24, factor));
            (Vector256.Narrow(first, second).AsByte() ^ Vector256.Create((byte)0x80)).StoreUnsafe(ref t, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToShorts(ReadOnlySpan<float> values, float inverse, Span<short> target)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        ref var t = ref MemoryMarshal.GetReference(target);
        var factor = Vector256.Create(inverse);
        for (nuint i = 0; i < (nuint)values.Length; i += 16)
            Vector256.Narrow(Steps(ref v, i, factor), Steps(ref v, i + 8, factor)).StoreUnsafe(ref t, i);
    }

    private static void ToFloats(ReadOnlySpan<float> values, float inverse, Span<float> target)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        ref var t = ref MemoryMarshal.GetReference(target);
        var factor = Vector256.Create(inverse);
        for (nuint i = 0; i < (nuint)values.Length; i += 8) Vector256.ConvertToSingle(Steps(ref v, i, factor)).StoreUnsafe(ref t, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Steps(ref float v, nuint i, Vector256<float> factor) =>
        (Vector256.LoadUnsafe(ref v, i) * factor + Vector256.Create(Rounding)).AsInt32() - Vector256.Create(RoundingBits);
}
