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

    /// <summary>Pairs of bytes, summed in 16 bits (AVX2): processors of the last ten years.</summary>
    Pairs,

    /// <summary>The same with vectors of 512 bits (AVX-512BW).</summary>
    WidePairs,

    /// <summary>Fours of bytes (AVX-VNNI).</summary>
    Bytes,
}

/// <summary>
/// A matrix [depth × columns] of whole numbers from −32 to 32 with one factor a column, as the right operand of a product whose left operand
/// is quantised row by row to −63 … 63 (<see cref="QuantizedRows"/>). With 64 added to the left numbers, the sum of eight products is at most
/// 8 · 127 · 32 = 32,512 and fits into 16 bits; the sums of whole rows stay below 2²⁴. So integer instructions of all kinds and products of floats give the
/// same bits: processors without the one use the other.
/// </summary>
internal sealed partial class QuantizedMatrix
{
    /// <summary>The greatest depth whose sums a float holds exactly, with 64 added to the left numbers.</summary>
    public const int MaxDepth = 1024;

    /// <summary>The greatest size of a number.</summary>
    public const int Limit = 32;

    private const int Panel = 16;
    private const int Group = 4;
    private readonly float[] _factors;
    private readonly float[] _start;
    private readonly sbyte[] _panels = [];
    private readonly int[] _shift = [];
    private readonly ProductForm _form;
    private readonly PackedMatrix? _plain;

    /// <summary>Quantises a matrix.</summary>
    /// <param name="source">[depth × columns], row-major.</param>
    /// <param name="stride">Distance of two rows of the source.</param>
    /// <param name="depth">Rows; a multiple of 32, at most <see cref="MaxDepth"/>.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="start">What each sum starts from; empty for zeros.</param>
    /// <param name="form">Which instructions to use; the processor must have them.</param>
    public QuantizedMatrix(ReadOnlySpan<float> source, int stride, int depth, int columns, ReadOnlySpan<float> start, ProductForm form)
    {
        if (depth > MaxDepth || depth % 32 != 0) throw new ArgumentOutOfRangeException(nameof(depth), depth, "The depth must be a multiple of 32, at most 1024.");
        Depth = depth;
        Columns = columns;
        PaddedColumns = PackedMatrix.Padded(columns);
        _form = form;
        _factors = new float[PaddedColumns];
        _start = new float[PaddedColumns];
        start.CopyTo(_start);
        var steps = new sbyte[depth * PaddedColumns];
        Quantize(source, stride, depth, columns, steps, PaddedColumns, _factors);
        if (form == ProductForm.Floats)
        {
            var floats = new float[steps.Length];
            for (var i = 0; i < steps.Length; i++) floats[i] = steps[i];
            _plain = new PackedMatrix();
            _plain.Pack(floats, PaddedColumns, depth, columns);
            return;
        }

        _panels = new sbyte[steps.Length];
        _shift = new int[PaddedColumns];
        Pack(steps, depth, PaddedColumns, _panels, _shift);
    }

    /// <summary>The fastest form that this processor has.</summary>
    public static ProductForm Best => AvxVnni.IsSupported ? ProductForm.Bytes : Avx2.IsSupported ? ProductForm.Pairs : ProductForm.Floats;

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
        else if (_form == ProductForm.Bytes) MultiplyBytes(left, first, rows, result, stride, accumulate);
        else MultiplyPairs(left, first, rows, result, stride, accumulate);
    }

    private void MultiplyFloats(QuantizedRows left, int first, int rows, PackedMatrix plain, Span<float> result, int stride, bool accumulate)
    {
        var sums = left.FloatSums(rows * PaddedColumns);
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

    /// <summary>A matrix as whole numbers from −<see cref="Limit"/> to <see cref="Limit"/>, row by row, since it lies in memory row by row.</summary>
    private static void Quantize(
        ReadOnlySpan<float> source, int stride, int depth, int columns, Span<sbyte> steps, int padded, Span<float> factors)
    {
        var tops = new float[padded];
        for (var k = 0; k < depth; k++)
        {
            ref var row = ref MemoryMarshal.GetReference(source.Slice(k * stride, columns));
            var c = 0;
            for (; c <= columns - 8; c += 8)
                Vector256.Max(Vector256.LoadUnsafe(ref tops[c]), Vector256.Abs(Vector256.LoadUnsafe(ref row, (nuint)c))).StoreUnsafe(ref tops[c]);
            for (; c < columns; c++) tops[c] = Math.Max(tops[c], Math.Abs(Unsafe.Add(ref row, c)));
        }

        for (var c = 0; c < columns; c++) factors[c] = tops[c] / Limit;
        var limit = Vector256.Create((float)Limit);
        for (var k = 0; k < depth; k++)
        {
            var row = source.Slice(k * stride, columns);
            var target = steps.Slice(k * padded, columns);
            var c = 0;
            for (; c <= columns - 8; c += 8)
            {
                var top = Vector256.LoadUnsafe(ref tops[c]);
                var rounded = Vector256.Round(Vector256.LoadUnsafe(in row[c]) / top * limit);
                rounded = Vector256.ConditionalSelect(Vector256.Equals(top, Vector256<float>.Zero), Vector256<float>.Zero, Vector256.Min(Vector256.Max(rounded, -limit), limit));
                var numbers = Vector256.ConvertToInt32(rounded);
                var shorts = Vector128.Narrow(numbers.GetLower(), numbers.GetUpper());
                Vector128.Narrow(shorts, shorts).GetLower().StoreUnsafe(ref target[c]);
            }

            for (; c < columns; c++)
                target[c] = tops[c] == 0 ? (sbyte)0 : (sbyte)Math.Clamp(MathF.Round(row[c] / tops[c] * Limit), -Limit, Limit);
        }
    }

    /// <summary>Puts the numbers into panels of 16 columns, in which four numbers of a column lie side by side, and sums what the 64 added to the left numbers bring.</summary>
    private static void Pack(ReadOnlySpan<sbyte> steps, int depth, int padded, Span<sbyte> panels, Span<int> shift)
    {
        for (var first = 0; first < padded; first += Panel)
        {
            Span<int> sums = shift.Slice(first, Panel);
            for (var k = 0; k < depth; k += Group)
            {
                var target = panels.Slice(first * depth + k * Panel, Group * Panel);
                for (var part = 0; part < Group; part++)
                {
                    var row = steps.Slice((k + part) * padded + first, Panel);
                    for (var c = 0; c < row.Length; c++)
                    {
                        target[c * Group + part] = row[c];
                        sums[c] += QuantizedRows.Offset * row[c];
                    }
                }
            }
        }
    }
}
