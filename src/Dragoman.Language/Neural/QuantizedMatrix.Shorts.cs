using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Language.Neural;

/// <content>Products of 16-bit numbers: two products and their sum an instruction, twice as many as with floats.</content>
internal sealed partial class QuantizedMatrix
{
    private void MultiplyShorts(QuantizedRows left, int first, int rows, Span<float> result, int stride, bool accumulate)
    {
        ref var shorts = ref Unsafe.Add(ref MemoryMarshal.GetReference(left.Shorts), first * Depth);
        ref var factors = ref Unsafe.Add(ref MemoryMarshal.GetReference(left.Factors), first);
        ref var panels = ref MemoryMarshal.GetArrayDataReference(_shorts);
        ref var target = ref MemoryMarshal.GetReference(result);
        for (var column = 0; column < PaddedColumns; column += Panel)
        {
            ref var panel = ref Unsafe.Add(ref panels, column * Depth);
            for (var row = 0; row < rows; row += 6)
            {
                ref var a = ref Unsafe.Add(ref shorts, row * Depth);
                ref var factor = ref Unsafe.Add(ref factors, row);
                ref var c = ref Unsafe.Add(ref target, (nint)row * stride + column);
                // One to three rows that are left over would cost as much as six; a recurrent layer has many such steps.
                if (rows - row > 3) SixShorts(ref a, Math.Min(6, rows - row) - 1, ref panel, ref factor, ref c, stride, column, accumulate);
                else ThreeShorts(ref a, rows - row - 1, ref panel, ref factor, ref c, stride, column, accumulate);
            }
        }
    }

    /// <summary>Four to six rows by sixteen columns; rows past the end repeat the last one and are not written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void SixShorts(ref short a, int last, ref short panel, ref float factors, ref float c, int stride, int column, bool accumulate)
    {
        ref var a1 = ref Unsafe.Add(ref a, Math.Min(1, last) * Depth);
        ref var a2 = ref Unsafe.Add(ref a, Math.Min(2, last) * Depth);
        ref var a3 = ref Unsafe.Add(ref a, Math.Min(3, last) * Depth);
        ref var a4 = ref Unsafe.Add(ref a, Math.Min(4, last) * Depth);
        ref var a5 = ref Unsafe.Add(ref a, Math.Min(5, last) * Depth);
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        Vector256<int> t0 = default, t1 = default, t2 = default, t3 = default, t4 = default, t5 = default;
        for (nint k = 0; k < Depth; k += Pair)
        {
            var b0 = Vector256.LoadUnsafe(ref panel);
            var b1 = Vector256.LoadUnsafe(ref panel, 16);
            panel = ref Unsafe.Add(ref panel, Pair * Panel);
            var v = Two(ref a, k);
            s0 += Avx2.MultiplyAddAdjacent(v, b0);
            t0 += Avx2.MultiplyAddAdjacent(v, b1);
            v = Two(ref a1, k);
            s1 += Avx2.MultiplyAddAdjacent(v, b0);
            t1 += Avx2.MultiplyAddAdjacent(v, b1);
            v = Two(ref a2, k);
            s2 += Avx2.MultiplyAddAdjacent(v, b0);
            t2 += Avx2.MultiplyAddAdjacent(v, b1);
            v = Two(ref a3, k);
            s3 += Avx2.MultiplyAddAdjacent(v, b0);
            t3 += Avx2.MultiplyAddAdjacent(v, b1);
            v = Two(ref a4, k);
            s4 += Avx2.MultiplyAddAdjacent(v, b0);
            t4 += Avx2.MultiplyAddAdjacent(v, b1);
            v = Two(ref a5, k);
            s5 += Avx2.MultiplyAddAdjacent(v, b0);
            t5 += Avx2.MultiplyAddAdjacent(v, b1);
        }

        ref var f = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_factors), column);
        Finish(s0, t0, factors, ref c, column, accumulate, ref f);
        if (last >= 1) Finish(s1, t1, Unsafe.Add(ref factors, 1), ref Unsafe.Add(ref c, stride), column, accumulate, ref f);
        if (last >= 2) Finish(s2, t2, Unsafe.Add(ref factors, 2), ref Unsafe.Add(ref c, 2 * stride), column, accumulate, ref f);
        if (last >= 3) Finish(s3, t3, Unsafe.Add(ref factors, 3), ref Unsafe.Add(ref c, 3 * stride), column, accumulate, ref f);
        if (last >= 4) Finish(s4, t4, Unsafe.Add(ref factors, 4), ref Unsafe.Add(ref c, 4 * stride), column, accumulate, ref f);
        if (last >= 5) Finish(s5, t5, Unsafe.Add(ref factors, 5), ref Unsafe.Add(ref c, 5 * stride), column, accumulate, ref f);
    }

    /// <summary>One to three rows by sixteen columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void ThreeShorts(ref short a, int last, ref short panel, ref float factors, ref float c, int stride, int column, bool accumulate)
    {
        ref var a1 = ref Unsafe.Add(ref a, Math.Min(1, last) * Depth);
        ref var a2 = ref Unsafe.Add(ref a, Math.Min(2, last) * Depth);
        Vector256<int> s0 = default, s1 = default, s2 = default;
        Vector256<int> t0 = default, t1 = default, t2 = default;
        for (nint k = 0; k < Depth; k += Pair)
        {
            var b0 = Vector256.LoadUnsafe(ref panel);
            var b1 = Vector256.LoadUnsafe(ref panel, 16);
            panel = ref Unsafe.Add(ref panel, Pair * Panel);
            var v = Two(ref a, k);
            s0 += Avx2.MultiplyAddAdjacent(v, b0);
            t0 += Avx2.MultiplyAddAdjacent(v, b1);
            v = Two(ref a1, k);
            s1 += Avx2.MultiplyAddAdjacent(v, b0);
            t1 += Avx2.MultiplyAddAdjacent(v, b1);
            v = Two(ref a2, k);
            s2 += Avx2.MultiplyAddAdjacent(v, b0);
            t2 += Avx2.MultiplyAddAdjacent(v, b1);
        }

        ref var f = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_factors), column);
        Finish(s0, t0, factors, ref c, column, accumulate, ref f);
        if (last >= 1) Finish(s1, t1, Unsafe.Add(ref factors, 1), ref Unsafe.Add(ref c, stride), column, accumulate, ref f);
        if (last >= 2) Finish(s2, t2, Unsafe.Add(ref factors, 2), ref Unsafe.Add(ref c, 2 * stride), column, accumulate, ref f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Two(ref short a, nint k) =>
        Vector256.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref a, k)))).AsInt16();
}
