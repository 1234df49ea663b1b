using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dragoman.Language.Neural;

/// <summary>Rows as whole numbers from −63 to 63 with one factor a row: the left operand of products with a <see cref="QuantizedMatrix"/>.</summary>
internal sealed class QuantizedRows
{
    // Adding this rounds a float between −2²² and 2²² to the nearest whole number, ties to even, and leaves it in the low bits.
    private const float Rounding = 12582912f;
    private const int RoundingBits = 0x4B400000;

    /// <summary>The greatest size of a number.</summary>
    public const int Limit = 63;

    /// <summary>What is added to a number to make it a byte of seven bits.</summary>
    public const int Offset = 64;

    private readonly ProductForm _form;
    private byte[] _bytes = [];
    private float[] _floats = [];
    private float[] _factors = [];
    private float[] _floatSums = [];

    // Pinned, so that a place in it that a cache line starts at stays one.
    private readonly int[] _blockSums = GC.AllocateArray<int>(QuantizedMatrix.BlockRows * 16 + 16, pinned: true);

    /// <summary>Makes an empty operand.</summary>
    /// <param name="form">Which instructions the products use.</param>
    public QuantizedRows(ProductForm form) => _form = form;

    /// <summary>Numbers a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Rows { get; private set; }

    /// <summary>[rows × width], <see cref="Offset"/> added; not for <see cref="ProductForm.Floats"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>[rows × width] whole numbers; only for <see cref="ProductForm.Floats"/>.</summary>
    public ReadOnlySpan<float> Floats => _floats;

    /// <summary>The value of one step, a row.</summary>
    public ReadOnlySpan<float> Factors => _factors;

    /// <summary>Scratch for sums of floats.</summary>
    /// <param name="length">Numbers.</param>
    public Span<float> FloatSums(int length)
    {
        NetworkWorkspace.Grow(ref _floatSums, length);
        return _floatSums.AsSpan(0, length);
    }

    /// <summary>Scratch for the sums of <see cref="QuantizedMatrix.BlockRows"/> rows by 16 columns, where a cache line starts.</summary>
    public ref int BlockSums
    {
        get
        {
            ref var start = ref MemoryMarshal.GetArrayDataReference(_blockSums);
            var past = (int)(Unsafe.ByteOffset(ref Unsafe.NullRef<int>(), ref start) & 63);
            return ref Unsafe.AddByteOffset(ref start, (64 - past) & 63);
        }
    }

    /// <summary>Quantises rows: the greatest size of each becomes 63.</summary>
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

    /// <summary>Quantises a row: its greatest size becomes 63.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="values">As many numbers as a row has.</param>
    public void SetRow(int row, ReadOnlySpan<float> values)
    {
        var top = Top(values);
        _factors[row] = top / Limit;
        // NaN and infinity become zeros too: nothing is drawn from them in any width.
        var inverse = top > 0 && float.IsFinite(top) ? Limit / top : 0f;
        if (!float.IsFinite(inverse)) inverse = 0f;
        Fill(values, inverse, row * Width);
    }

    /// <summary>Quantises a row whose numbers lie within ±1: one step is 1/63.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="values">As many numbers as a row has.</param>
    public void SetRowWithinOne(int row, ReadOnlySpan<float> values)
    {
        _factors[row] = 1f / Limit;
        Fill(values, Limit, row * Width);
    }

    /// <summary>Takes a row from other rows of the same width and form.</summary>
    /// <param name="row">The row that is set.</param>
    /// <param name="source">The other rows.</param>
    /// <param name="from">The row that is taken.</param>
    public void CopyRow(int row, QuantizedRows source, int from)
    {
        _factors[row] = source._factors[from];
        if (_form == ProductForm.Floats) source._floats.AsSpan(from * Width, Width).CopyTo(_floats.AsSpan(row * Width));
        else source._bytes.AsSpan(from * Width, Width).CopyTo(_bytes.AsSpan(row * Width));
    }

    private void Grow(int length)
    {
        if (_form == ProductForm.Floats) NetworkWorkspace.Grow(ref _floats, length);
        else NetworkWorkspace.Grow(ref _bytes, length);
    }

    private void Fill(ReadOnlySpan<float> values, float inverse, int start)
    {
        if (_form == ProductForm.Floats) ToFloats(values, inverse, _floats.AsSpan(start, values.Length));
        else ToBytes(values, inverse, _bytes.AsSpan(start, values.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Top(ReadOnlySpan<float> values)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        var top = Vector256<float>.Zero;
        var other = Vector256<float>.Zero;
        for (nuint i = 0; i < (nuint)values.Length; i += 16)
        {
            top = Vector256.Max(top, Vector256.Abs(Vector256.LoadUnsafe(ref v, i)));
            other = Vector256.Max(other, Vector256.Abs(Vector256.LoadUnsafe(ref v, i + 8)));
        }

        return RowKernels.Greatest(Vector256.Max(top, other));
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
            (Vector256.Narrow(first, second).AsByte() + Vector256.Create((byte)Offset)).StoreUnsafe(ref t, i);
        }
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
