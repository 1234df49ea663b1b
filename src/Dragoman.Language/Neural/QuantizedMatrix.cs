using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Language.Neural;

/// <summary>Which instructions multiply whole numbers; all give the same bits.</summary>
internal enum ProductForm
{
    /// <summary>Products of floats; runs everywhere.</summary>
    Floats,

    /// <summary>Pairs of 16-bit numbers (AVX2): processors of the last ten years.</summary>
    Shorts,

    /// <summary>Fours of bytes (AVX-VNNI).</summary>
    Bytes,
}

/// <summary>
/// A matrix [depth × columns] of whole numbers from −127 to 127 with one factor a column, as the right operand of a product whose left operand
/// is quantised row by row (<see cref="QuantizedRows"/>). The sums are whole numbers below 2²⁴, so that integer instructions (bytes with VNNI, 16-bit
/// numbers with AVX2) and products of floats give the same bits: processors without the one use the other.
/// </summary>
internal sealed partial class QuantizedMatrix
{
    /// <summary>The greatest depth whose sums a float holds exactly.</summary>
    public const int MaxDepth = 1024;

    private const int Panel = 16;
    private const int Group = 4;
    private const int Pair = 2;
    private readonly float[] _factors;
    private readonly float[] _start;
    private readonly sbyte[] _panels = [];
    private readonly short[] _shorts = [];
    private readonly int[] _shift = [];
    private readonly PackedMatrix? _plain;

    /// <summary>Quantises a matrix.</summary>
    /// <param name="source">[depth × columns], row-major.</param>
    /// <param name="depth">Rows; a multiple of 32, at most <see cref="MaxDepth"/>.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="start">What each sum starts from; empty for zeros.</param>
    /// <param name="form">Which instructions to use; the processor must have them.</param>
    public QuantizedMatrix(ReadOnlySpan<float> source, int depth, int columns, ReadOnlySpan<float> start, ProductForm form)
    {
        if (depth > MaxDepth || depth % 32 != 0) throw new ArgumentOutOfRangeException(nameof(depth), depth, "The depth must be a multiple of 32, at most 1024.");
        Depth = depth;
        Columns = columns;
        PaddedColumns = PackedMatrix.Padded(columns);
        _factors = new float[PaddedColumns];
        _start = new float[PaddedColumns];
        start.CopyTo(_start);
        var steps = Steps(source, depth, columns, _factors);
        if (form == ProductForm.Floats)
        {
            _plain = new PackedMatrix();
            _plain.Pack(steps, columns, depth, columns);
            return;
        }

        if (form == ProductForm.Shorts)
        {
            _shorts = new short[depth * PaddedColumns];
            for (var c = 0; c < columns; c++)
            {
                var panel = c / Panel * Panel * depth;
                for (var k = 0; k < depth; k++) _shorts[panel + k / Pair * Pair * Panel + c % Panel * Pair + k % Pair] = (short)steps[k * columns + c];
            }

            return;
        }

        _panels = new sbyte[depth * PaddedColumns];
        _shift = new int[PaddedColumns];
        for (var c = 0; c < columns; c++)
        {
            var panel = c / Panel * Panel * depth;
            for (var k = 0; k < depth; k++)
            {
                var step = (sbyte)steps[k * columns + c];
                _panels[panel + k / Group * Group * Panel + c % Panel * Group + k % Group] = step;
                _shift[c] += 128 * step;
            }
        }
    }

    /// <summary>A matrix as whole numbers from −127 to 127, row by row, since it lies in memory row by row.</summary>
    /// <param name="source">[depth × columns].</param>
    /// <param name="depth">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="factors">Receives the value of one step, a column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] Steps(ReadOnlySpan<float> source, int depth, int columns, Span<float> factors)
    {
        var steps = new float[depth * columns];
        var tops = new float[columns];
        for (var k = 0; k < depth; k++)
        {
            var row = source.Slice(k * columns, columns);
            for (var c = 0; c < row.Length; c++) tops[c] = Math.Max(tops[c], Math.Abs(row[c]));
        }

        for (var c = 0; c < columns; c++) factors[c] = tops[c] / 127f;
        var limit = Vector256.Create(127f);
        for (var k = 0; k < depth; k++)
        {
            var row = source.Slice(k * columns, columns);
            var target = steps.AsSpan(k * columns, columns);
            var c = 0;
            for (; c <= columns - Vector256<float>.Count; c += Vector256<float>.Count)
            {
                var top = Vector256.LoadUnsafe(ref tops[c]);
                var rounded = Vector256.Round(Vector256.LoadUnsafe(in row[c]) / top * limit);
                rounded = Vector256.Min(Vector256.Max(rounded, -limit), limit);
                Vector256.ConditionalSelect(Vector256.Equals(top, Vector256<float>.Zero), Vector256<float>.Zero, rounded).StoreUnsafe(ref target[c]);
            }

            for (; c < columns; c++) target[c] = tops[c] == 0 ? 0 : Math.Clamp(MathF.Round(row[c] / tops[c] * 127f), -127f, 127f);
        }

        return steps;
    }

    /// <summary>The fastest form that this processor has.</summary>
    public static ProductForm Best => AvxVnni.IsSupported ? ProductForm.Bytes : Avx2.IsSupported ? ProductForm.Shorts : ProductForm.Floats;

    /// <summary>Rows.</summary>
    public int Depth { get; }

    /// <summary>Columns that mean something.</summary>
    public int Columns { get; }

    /// <summary>Columns with the zeros of the last panel; the smallest stride that a result may have.</summary>
    public int PaddedColumns { get; }

    /// <summary>result = start + left · this, or result += left · this.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="first">Its first row that is multiplied.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="result">[rows × padded columns] with <paramref name="stride"/>.</param>
    /// <param name="stride">Distance of two rows of the result.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    public void Multiply(QuantizedRows left, int first, int rows, Span<float> result, int stride, bool accumulate = false)
    {
        if (rows == 0) return;
        if (left.Width != Depth || first < 0 || first + rows > left.Rows || stride < PaddedColumns || result.Length < (rows - 1) * stride + PaddedColumns)
            throw new ArgumentException("The matrices do not fit each other.", nameof(result));
        if (_plain is not null) MultiplyFloats(left, first, rows, _plain, result, stride, accumulate);
        else if (_shorts.Length > 0) MultiplyShorts(left, first, rows, result, stride, accumulate);
        else MultiplyBytes(left, first, rows, result, stride, accumulate);
    }

    private void MultiplyFloats(QuantizedRows left, int first, int rows, PackedMatrix plain, Span<float> result, int stride, bool accumulate)
    {
        var sums = left.Sums(rows * PaddedColumns);
        MatrixKernels.Multiply(left.Floats[(first * Depth)..], Depth, rows, plain, sums, PaddedColumns);
        for (var row = 0; row < rows; row++)
        {
            var factor = left.Factors[first + row];
            var target = result.Slice(row * stride, PaddedColumns);
            var values = sums.Slice(row * PaddedColumns, PaddedColumns);
            ref var t = ref MemoryMarshal.GetReference(target);
            ref var v = ref MemoryMarshal.GetReference(values);
            ref var f = ref MemoryMarshal.GetArrayDataReference(_factors);
            ref var s = ref accumulate ? ref t : ref MemoryMarshal.GetArrayDataReference(_start);
            var scale = Vector256.Create(factor);
            for (nuint i = 0; i < (nuint)target.Length; i += 8)
            {
                Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref v, i), scale * Vector256.LoadUnsafe(ref f, i), Vector256.LoadUnsafe(ref s, i))
                    .StoreUnsafe(ref t, i);
            }
        }
    }

    private void MultiplyBytes(QuantizedRows left, int first, int rows, Span<float> result, int stride, bool accumulate)
    {
        ref var bytes = ref Unsafe.Add(ref MemoryMarshal.GetReference(left.Bytes), first * Depth);
        ref var factors = ref Unsafe.Add(ref MemoryMarshal.GetReference(left.Factors), first);
        ref var panels = ref MemoryMarshal.GetArrayDataReference(_panels);
        ref var target = ref MemoryMarshal.GetReference(result);
        for (var column = 0; column < PaddedColumns; column += Panel)
        {
            ref var panel = ref Unsafe.Add(ref panels, column * Depth);
            for (var row = 0; row < rows; row += 6)
            {
                Six(
                    ref Unsafe.Add(ref bytes, row * Depth), Math.Min(6, rows - row) - 1, ref panel, ref Unsafe.Add(ref factors, row),
                    ref Unsafe.Add(ref target, (nint)row * stride + column), stride, column, accumulate);
            }
        }
    }

    /// <summary>Up to six rows by sixteen columns; rows past the end repeat the last one and write the same to the same place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Six(ref byte a, int last, ref sbyte panel, ref float factors, ref float c, int stride, int column, bool accumulate)
    {
        ref var a1 = ref Unsafe.Add(ref a, Math.Min(1, last) * Depth);
        ref var a2 = ref Unsafe.Add(ref a, Math.Min(2, last) * Depth);
        ref var a3 = ref Unsafe.Add(ref a, Math.Min(3, last) * Depth);
        ref var a4 = ref Unsafe.Add(ref a, Math.Min(4, last) * Depth);
        ref var a5 = ref Unsafe.Add(ref a, Math.Min(5, last) * Depth);
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        Vector256<int> t0 = default, t1 = default, t2 = default, t3 = default, t4 = default, t5 = default;
        for (nint k = 0; k < Depth; k += Group)
        {
            var b0 = Vector256.LoadUnsafe(ref panel);
            var b1 = Vector256.LoadUnsafe(ref panel, 32);
            panel = ref Unsafe.Add(ref panel, Group * Panel);
            var v = Four(ref a, k);
            s0 = AvxVnni.MultiplyWideningAndAdd(s0, v, b0);
            t0 = AvxVnni.MultiplyWideningAndAdd(t0, v, b1);
            v = Four(ref a1, k);
            s1 = AvxVnni.MultiplyWideningAndAdd(s1, v, b0);
            t1 = AvxVnni.MultiplyWideningAndAdd(t1, v, b1);
            v = Four(ref a2, k);
            s2 = AvxVnni.MultiplyWideningAndAdd(s2, v, b0);
            t2 = AvxVnni.MultiplyWideningAndAdd(t2, v, b1);
            v = Four(ref a3, k);
            s3 = AvxVnni.MultiplyWideningAndAdd(s3, v, b0);
            t3 = AvxVnni.MultiplyWideningAndAdd(t3, v, b1);
            v = Four(ref a4, k);
            s4 = AvxVnni.MultiplyWideningAndAdd(s4, v, b0);
            t4 = AvxVnni.MultiplyWideningAndAdd(t4, v, b1);
            v = Four(ref a5, k);
            s5 = AvxVnni.MultiplyWideningAndAdd(s5, v, b0);
            t5 = AvxVnni.MultiplyWideningAndAdd(t5, v, b1);
        }

        Finish(s0, t0, factors, ref c, column, accumulate);
        if (last >= 1) Finish(s1, t1, Unsafe.Add(ref factors, 1), ref Unsafe.Add(ref c, stride), column, accumulate);
        if (last >= 2) Finish(s2, t2, Unsafe.Add(ref factors, 2), ref Unsafe.Add(ref c, 2 * stride), column, accumulate);
        if (last >= 3) Finish(s3, t3, Unsafe.Add(ref factors, 3), ref Unsafe.Add(ref c, 3 * stride), column, accumulate);
        if (last >= 4) Finish(s4, t4, Unsafe.Add(ref factors, 4), ref Unsafe.Add(ref c, 4 * stride), column, accumulate);
        if (last >= 5) Finish(s5, t5, Unsafe.Add(ref factors, 5), ref Unsafe.Add(ref c, 5 * stride), column, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Four(ref byte a, nint k) =>
        Vector256.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref a, k))).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish(Vector256<int> low, Vector256<int> high, float factor, ref float c, int column, bool accumulate)
    {
        ref var f = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_factors), column);
        ref var shift = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_shift), column);
        Finish(low - Vector256.LoadUnsafe(ref shift), high - Vector256.LoadUnsafe(ref shift, 8), factor, ref c, column, accumulate, ref f);
    }

    /// <summary>Turns sums into numbers and adds them to what is there, or to the start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish(Vector256<int> low, Vector256<int> high, float factor, ref float c, int column, bool accumulate, ref float f)
    {
        ref var s = ref accumulate ? ref c : ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_start), column);
        var scale = Vector256.Create(factor);
        var first = Vector256.ConvertToSingle(low);
        var second = Vector256.ConvertToSingle(high);
        first = Vector256.FusedMultiplyAdd(first, scale * Vector256.LoadUnsafe(ref f), Vector256.LoadUnsafe(ref s));
        second = Vector256.FusedMultiplyAdd(second, scale * Vector256.LoadUnsafe(ref f, 8), Vector256.LoadUnsafe(ref s, 8));
        first.StoreUnsafe(ref c);
        second.StoreUnsafe(ref c, 8);
    }
}
