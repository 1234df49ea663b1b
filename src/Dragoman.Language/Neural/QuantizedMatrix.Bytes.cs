using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Language.Neural;

/// <content>Products of bytes with AVX-VNNI: four products and their sum an instruction and column.</content>
internal sealed partial class QuantizedMatrix
{
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
