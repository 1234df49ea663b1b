using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dragoman.Language.Neural;

/// <summary>How wide the arithmetic is; all give the same bits.</summary>
internal enum KernelWidth
{
    /// <summary>One number at a time; runs everywhere.</summary>
    Scalar,

    /// <summary>Eight numbers at a time.</summary>
    Vector256,

    /// <summary>Sixteen numbers at a time.</summary>
    Vector512,
}

/// <summary>The two matrix products that the network consists of, forward and backward.</summary>
internal static class MatrixKernels
{
    /// <summary>The widest form that this processor has.</summary>
    public static KernelWidth Best { get; } =
        Vector512.IsHardwareAccelerated ? KernelWidth.Vector512
        : Vector256.IsHardwareAccelerated ? KernelWidth.Vector256
        : KernelWidth.Scalar;

    /// <summary>result = start + left · right, or result += left · right.</summary>
    /// <param name="left">[rows × depth], row-major with <paramref name="leftStride"/>; rows may overlap (a window over words).</param>
    /// <param name="leftStride">Distance of two rows of the left matrix.</param>
    /// <param name="rows">Rows; none is allowed.</param>
    /// <param name="right">[depth × columns].</param>
    /// <param name="result">[rows × padded columns] with <paramref name="resultStride"/>, which is at least the padded columns.</param>
    /// <param name="resultStride">Distance of two rows of the result.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    public static void Multiply(
        ReadOnlySpan<float> left, int leftStride, int rows, PackedMatrix right, Span<float> result, int resultStride, bool accumulate = false) =>
        Multiply(Best, left, leftStride, rows, right, result, resultStride, accumulate);

    /// <summary>The same in a given width.</summary>
    /// <param name="width">The width; it must be one that the processor or the runtime can do.</param>
    /// <param name="left">The left matrix.</param>
    /// <param name="leftStride">Distance of two of its rows.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="result">The result.</param>
    /// <param name="resultStride">Distance of two of its rows.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    public static void Multiply(
        KernelWidth width,
        ReadOnlySpan<float> left,
        int leftStride,
        int rows,
        PackedMatrix right,
        Span<float> result,
        int resultStride,
        bool accumulate)
    {
        if (rows == 0) return;
        var depth = right.Depth;
        if (left.Length < (rows - 1) * leftStride + depth) ThrowTooShort(nameof(left));
        if (result.Length < (rows - 1) * resultStride + right.PaddedColumns) ThrowTooShort(nameof(result));
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var c = ref MemoryMarshal.GetReference(result);
        ref var panels = ref MemoryMarshal.GetReference(right.Panels);
        ref var start = ref MemoryMarshal.GetReference(right.Start);
        for (var column = 0; column < right.Columns; column += PackedMatrix.PanelWidth)
        {
            ref var panel = ref Unsafe.Add(ref panels, column * depth);
            switch (width)
            {
                case KernelWidth.Vector512:
                    UnrolledKernels.Product512(
                        ref a, leftStride, rows, depth, ref panel,
                        ref Unsafe.Add(ref start, column), accumulate, ref Unsafe.Add(ref c, column), resultStride);
                    break;
                case KernelWidth.Vector256:
                    UnrolledKernels.Product256(
                        ref a, leftStride, rows, depth, ref panel,
                        ref Unsafe.Add(ref start, column), accumulate, ref Unsafe.Add(ref c, column), resultStride);
                    UnrolledKernels.Product256(
                        ref a, leftStride, rows, depth, ref Unsafe.Add(ref panel, 16),
                        ref Unsafe.Add(ref start, column + 16), accumulate, ref Unsafe.Add(ref c, column + 16), resultStride);
                    break;
                default:
                    ProductScalar(
                        left, leftStride, rows, depth, right.Panels.Slice(column * depth, depth * PackedMatrix.PanelWidth),
                        right.Start.Slice(column, PackedMatrix.PanelWidth), accumulate, result[column..], resultStride);
                    break;
            }
        }
    }

    /// <summary>result += leftᵀ · right: the gradient of a weight matrix from its inputs and the gradient of its outputs.</summary>
    /// <param name="left">[rows × leftColumns] with its stride; rows may overlap.</param>
    /// <param name="leftStride">Distance of two rows.</param>
    /// <param name="leftColumns">Columns of the left matrix: rows of the result.</param>
    /// <param name="right">[rows × rightColumns] with its stride.</param>
    /// <param name="rightStride">Distance of two rows.</param>
    /// <param name="rightColumns">Columns of the right matrix and of the result, a multiple of 32.</param>
    /// <param name="rows">Rows of both.</param>
    /// <param name="result">[leftColumns × rightColumns] with <paramref name="resultStride"/>.</param>
    /// <param name="resultStride">Distance of two rows of the result.</param>
    public static void AddOuter(
        ReadOnlySpan<float> left,
        int leftStride,
        int leftColumns,
        ReadOnlySpan<float> right,
        int rightStride,
        int rightColumns,
        int rows,
        Span<float> result,
        int resultStride) =>
        AddOuter(Best, left, leftStride, leftColumns, right, rightStride, rightColumns, rows, result, resultStride);

    /// <summary>The same in a given width.</summary>
    /// <param name="width">The width.</param>
    /// <param name="left">The left matrix.</param>
    /// <param name="leftStride">Distance of two of its rows.</param>
    /// <param name="leftColumns">Its columns.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="rightStride">Distance of two of its rows.</param>
    /// <param name="rightColumns">Its columns, a multiple of 32.</param>
    /// <param name="rows">Rows of both.</param>
    /// <param name="result">What is added to.</param>
    /// <param name="resultStride">Distance of two rows of the result.</param>
    public static void AddOuter(
        KernelWidth width,
        ReadOnlySpan<float> left,
        int leftStride,
        int leftColumns,
        ReadOnlySpan<float> right,
        int rightStride,
        int rightColumns,
        int rows,
        Span<float> result,
        int resultStride)
    {
        if (rows == 0 || leftColumns == 0) return;
        if (rightColumns % PackedMatrix.PanelWidth != 0) ThrowTooShort(nameof(rightColumns));
        if (left.Length < (rows - 1) * leftStride + leftColumns) ThrowTooShort(nameof(left));
        if (right.Length < (rows - 1) * rightStride + rightColumns) ThrowTooShort(nameof(right));
        if (result.Length < (leftColumns - 1) * resultStride + rightColumns) ThrowTooShort(nameof(result));
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        ref var c = ref MemoryMarshal.GetReference(result);
        var step = width == KernelWidth.Vector512 ? 32 : 16;
        for (var column = 0; column < rightColumns; column += step)
        {
            ref var y = ref Unsafe.Add(ref b, column);
            ref var z = ref Unsafe.Add(ref c, column);
            switch (width)
            {
                case KernelWidth.Vector512:
                    UnrolledKernels.Outer512(ref a, leftStride, leftColumns, ref y, rightStride, rows, ref z, resultStride);
                    break;
                case KernelWidth.Vector256:
                    UnrolledKernels.Outer256(ref a, leftStride, leftColumns, ref y, rightStride, rows, ref z, resultStride);
                    break;
                default:
                    OuterScalar(left, leftStride, leftColumns, right[column..], rightStride, step, rows, result[column..], resultStride);
                    break;
            }
        }
    }

    private static void ProductScalar(
        ReadOnlySpan<float> a,
        int stride,
        int rows,
        int depth,
        ReadOnlySpan<float> panel,
        ReadOnlySpan<float> start,
        bool accumulate,
        Span<float> c,
        int cStride)
    {
        for (var row = 0; row < rows; row++)
        {
            var target = c.Slice(row * cStride, PackedMatrix.PanelWidth);
            if (!accumulate) start.CopyTo(target);
            var values = a.Slice(row * stride, depth);
            for (var k = 0; k < depth; k++)
            {
                var value = values[k];
                var b = panel.Slice(k * PackedMatrix.PanelWidth, PackedMatrix.PanelWidth);
                for (var column = 0; column < target.Length; column++)
                    target[column] = MathF.FusedMultiplyAdd(value, b[column], target[column]);
            }
        }
    }

    private static void OuterScalar(
        ReadOnlySpan<float> a,
        int aStride,
        int columns,
        ReadOnlySpan<float> b,
        int bStride,
        int width,
        int rows,
        Span<float> c,
        int cStride)
    {
        for (var row = 0; row < rows; row++)
        {
            var y = b.Slice(row * bStride, width);
            for (var i = 0; i < columns; i++)
            {
                var value = a[row * aStride + i];
                var target = c.Slice(i * cStride, width);
                for (var column = 0; column < width; column++)
                    target[column] = MathF.FusedMultiplyAdd(value, y[column], target[column]);
            }
        }
    }

    private static void ThrowTooShort(string name) => throw new ArgumentException("The matrix is smaller than its rows and strides say.", name);
}
