using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dragoman.Language.Neural;

/// <summary>
/// The unrolled inner loops of <see cref="MatrixKernels"/>: eight rows (four for the last few) by two vectors of 512 bits, or six rows by
/// two of 256. They differ in width alone: every sum runs over the same products in the same order with one rounding each, so all forms
/// give the same bits.
/// </summary>
internal static class UnrolledKernels
{
    /// <summary>Eight rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Product512(
        ref float a, int stride, int rows, int depth, ref float panel, ref float start, bool accumulate, ref float c, int cStride)
    {
        for (var row = 0; row < rows; row += 8)
        {
            // Rows past the end repeat the last one: the same sum is written twice to the same place.
            var last = rows - 1 - row;
            ref var a0 = ref Unsafe.Add(ref a, (nint)row * stride);
            ref var a1 = ref Unsafe.Add(ref a0, (nint)Math.Min(1, last) * stride);
            ref var a2 = ref Unsafe.Add(ref a0, (nint)Math.Min(2, last) * stride);
            ref var a3 = ref Unsafe.Add(ref a0, (nint)Math.Min(3, last) * stride);
            ref var a4 = ref Unsafe.Add(ref a0, (nint)Math.Min(4, last) * stride);
            ref var a5 = ref Unsafe.Add(ref a0, (nint)Math.Min(5, last) * stride);
            ref var a6 = ref Unsafe.Add(ref a0, (nint)Math.Min(6, last) * stride);
            ref var a7 = ref Unsafe.Add(ref a0, (nint)Math.Min(7, last) * stride);
            ref var c0 = ref Unsafe.Add(ref c, (nint)row * cStride);
            ref var c1 = ref Unsafe.Add(ref c0, (nint)Math.Min(1, last) * cStride);
            ref var c2 = ref Unsafe.Add(ref c0, (nint)Math.Min(2, last) * cStride);
            ref var c3 = ref Unsafe.Add(ref c0, (nint)Math.Min(3, last) * cStride);
            ref var c4 = ref Unsafe.Add(ref c0, (nint)Math.Min(4, last) * cStride);
            ref var c5 = ref Unsafe.Add(ref c0, (nint)Math.Min(5, last) * cStride);
            ref var c6 = ref Unsafe.Add(ref c0, (nint)Math.Min(6, last) * cStride);
            ref var c7 = ref Unsafe.Add(ref c0, (nint)Math.Min(7, last) * cStride);
            Vector512<float> s0, t0;
            Vector512<float> s1, t1;
            Vector512<float> s2, t2;
            Vector512<float> s3, t3;
            Vector512<float> s4, t4;
            Vector512<float> s5, t5;
            Vector512<float> s6, t6;
            Vector512<float> s7, t7;
            if (accumulate)
            {
                s0 = Vector512.LoadUnsafe(ref c0);
                t0 = Vector512.LoadUnsafe(ref c0, 16);
                s1 = Vector512.LoadUnsafe(ref c1);
                t1 = Vector512.LoadUnsafe(ref c1, 16);
                s2 = Vector512.LoadUnsafe(ref c2);
                t2 = Vector512.LoadUnsafe(ref c2, 16);
                s3 = Vector512.LoadUnsafe(ref c3);
                t3 = Vector512.LoadUnsafe(ref c3, 16);
                s4 = Vector512.LoadUnsafe(ref c4);
                t4 = Vector512.LoadUnsafe(ref c4, 16);
                s5 = Vector512.LoadUnsafe(ref c5);
                t5 = Vector512.LoadUnsafe(ref c5, 16);
                s6 = Vector512.LoadUnsafe(ref c6);
                t6 = Vector512.LoadUnsafe(ref c6, 16);
                s7 = Vector512.LoadUnsafe(ref c7);
                t7 = Vector512.LoadUnsafe(ref c7, 16);
            }
            else
            {
                s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = Vector512.LoadUnsafe(ref start);
                t0 = t1 = t2 = t3 = t4 = t5 = t6 = t7 = Vector512.LoadUnsafe(ref start, 16);
            }

            ref var b = ref panel;
            for (nint k = 0; k < depth; k++)
            {
                var b0 = Vector512.LoadUnsafe(ref b);
                var b1 = Vector512.LoadUnsafe(ref b, 16);
                b = ref Unsafe.Add(ref b, PackedMatrix.PanelWidth);
                var v = Vector512.Create(Unsafe.Add(ref a0, k));
                s0 = Vector512.FusedMultiplyAdd(v, b0, s0);
                t0 = Vector512.FusedMultiplyAdd(v, b1, t0);
                v = Vector512.Create(Unsafe.Add(ref a1, k));
                s1 = Vector512.FusedMultiplyAdd(v, b0, s1);
                t1 = Vector512.FusedMultiplyAdd(v, b1, t1);
                v = Vector512.Create(Unsafe.Add(ref a2, k));
                s2 = Vector512.FusedMultiplyAdd(v, b0, s2);
                t2 = Vector512.FusedMultiplyAdd(v, b1, t2);
                v = Vector512.Create(Unsafe.Add(ref a3, k));
                s3 = Vector512.FusedMultiplyAdd(v, b0, s3);
                t3 = Vector512.FusedMultiplyAdd(v, b1, t3);
                v = Vector512.Create(Unsafe.Add(ref a4, k));
                s4 = Vector512.FusedMultiplyAdd(v, b0, s4);
                t4 = Vector512.FusedMultiplyAdd(v, b1, t4);
                v = Vector512.Create(Unsafe.Add(ref a5, k));
                s5 = Vector512.FusedMultiplyAdd(v, b0, s5);
                t5 = Vector512.FusedMultiplyAdd(v, b1, t5);
                v = Vector512.Create(Unsafe.Add(ref a6, k));
                s6 = Vector512.FusedMultiplyAdd(v, b0, s6);
                t6 = Vector512.FusedMultiplyAdd(v, b1, t6);
                v = Vector512.Create(Unsafe.Add(ref a7, k));
                s7 = Vector512.FusedMultiplyAdd(v, b0, s7);
                t7 = Vector512.FusedMultiplyAdd(v, b1, t7);
            }

            s0.StoreUnsafe(ref c0);
            t0.StoreUnsafe(ref c0, 16);
            s1.StoreUnsafe(ref c1);
            t1.StoreUnsafe(ref c1, 16);
            s2.StoreUnsafe(ref c2);
            t2.StoreUnsafe(ref c2, 16);
            s3.StoreUnsafe(ref c3);
            t3.StoreUnsafe(ref c3, 16);
            s4.StoreUnsafe(ref c4);
            t4.StoreUnsafe(ref c4, 16);
            s5.StoreUnsafe(ref c5);
            t5.StoreUnsafe(ref c5, 16);
            s6.StoreUnsafe(ref c6);
            t6.StoreUnsafe(ref c6, 16);
            s7.StoreUnsafe(ref c7);
            t7.StoreUnsafe(ref c7, 16);
        }
    }

    /// <summary>Four rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Product512Few(
        ref float a, int stride, int rows, int depth, ref float panel, ref float start, bool accumulate, ref float c, int cStride)
    {
        for (var row = 0; row < rows; row += 4)
        {
            // Rows past the end repeat the last one: the same sum is written twice to the same place.
            var last = rows - 1 - row;
            ref var a0 = ref Unsafe.Add(ref a, (nint)row * stride);
            ref var a1 = ref Unsafe.Add(ref a0, (nint)Math.Min(1, last) * stride);
            ref var a2 = ref Unsafe.Add(ref a0, (nint)Math.Min(2, last) * stride);
            ref var a3 = ref Unsafe.Add(ref a0, (nint)Math.Min(3, last) * stride);
            ref var c0 = ref Unsafe.Add(ref c, (nint)row * cStride);
            ref var c1 = ref Unsafe.Add(ref c0, (nint)Math.Min(1, last) * cStride);
            ref var c2 = ref Unsafe.Add(ref c0, (nint)Math.Min(2, last) * cStride);
            ref var c3 = ref Unsafe.Add(ref c0, (nint)Math.Min(3, last) * cStride);
            Vector512<float> s0, t0;
            Vector512<float> s1, t1;
            Vector512<float> s2, t2;
            Vector512<float> s3, t3;
            if (accumulate)
            {
                s0 = Vector512.LoadUnsafe(ref c0);
                t0 = Vector512.LoadUnsafe(ref c0, 16);
                s1 = Vector512.LoadUnsafe(ref c1);
                t1 = Vector512.LoadUnsafe(ref c1, 16);
                s2 = Vector512.LoadUnsafe(ref c2);
                t2 = Vector512.LoadUnsafe(ref c2, 16);
                s3 = Vector512.LoadUnsafe(ref c3);
                t3 = Vector512.LoadUnsafe(ref c3, 16);
            }
            else
            {
                s0 = s1 = s2 = s3 = Vector512.LoadUnsafe(ref start);
                t0 = t1 = t2 = t3 = Vector512.LoadUnsafe(ref start, 16);
            }

            ref var b = ref panel;
            for (nint k = 0; k < depth; k++)
            {
                var b0 = Vector512.LoadUnsafe(ref b);
                var b1 = Vector512.LoadUnsafe(ref b, 16);
                b = ref Unsafe.Add(ref b, PackedMatrix.PanelWidth);
                var v = Vector512.Create(Unsafe.Add(ref a0, k));
                s0 = Vector512.FusedMultiplyAdd(v, b0, s0);
                t0 = Vector512.FusedMultiplyAdd(v, b1, t0);
                v = Vector512.Create(Unsafe.Add(ref a1, k));
                s1 = Vector512.FusedMultiplyAdd(v, b0, s1);
                t1 = Vector512.FusedMultiplyAdd(v, b1, t1);
                v = Vector512.Create(Unsafe.Add(ref a2, k));
                s2 = Vector512.FusedMultiplyAdd(v, b0, s2);
                t2 = Vector512.FusedMultiplyAdd(v, b1, t2);
                v = Vector512.Create(Unsafe.Add(ref a3, k));
                s3 = Vector512.FusedMultiplyAdd(v, b0, s3);
                t3 = Vector512.FusedMultiplyAdd(v, b1, t3);
            }

            s0.StoreUnsafe(ref c0);
            t0.StoreUnsafe(ref c0, 16);
            s1.StoreUnsafe(ref c1);
            t1.StoreUnsafe(ref c1, 16);
            s2.StoreUnsafe(ref c2);
            t2.StoreUnsafe(ref c2, 16);
            s3.StoreUnsafe(ref c3);
            t3.StoreUnsafe(ref c3, 16);
        }
    }

    /// <summary>Six rows at a time, half a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Product256(
        ref float a, int stride, int rows, int depth, ref float panel, ref float start, bool accumulate, ref float c, int cStride)
    {
        for (var row = 0; row < rows; row += 6)
        {
            // Rows past the end repeat the last one: the same sum is written twice to the same place.
            var last = rows - 1 - row;
            ref var a0 = ref Unsafe.Add(ref a, (nint)row * stride);
            ref var a1 = ref Unsafe.Add(ref a0, (nint)Math.Min(1, last) * stride);
            ref var a2 = ref Unsafe.Add(ref a0, (nint)Math.Min(2, last) * stride);
            ref var a3 = ref Unsafe.Add(ref a0, (nint)Math.Min(3, last) * stride);
            ref var a4 = ref Unsafe.Add(ref a0, (nint)Math.Min(4, last) * stride);
            ref var a5 = ref Unsafe.Add(ref a0, (nint)Math.Min(5, last) * stride);
            ref var c0 = ref Unsafe.Add(ref c, (nint)row * cStride);
            ref var c1 = ref Unsafe.Add(ref c0, (nint)Math.Min(1, last) * cStride);
            ref var c2 = ref Unsafe.Add(ref c0, (nint)Math.Min(2, last) * cStride);
            ref var c3 = ref Unsafe.Add(ref c0, (nint)Math.Min(3, last) * cStride);
            ref var c4 = ref Unsafe.Add(ref c0, (nint)Math.Min(4, last) * cStride);
            ref var c5 = ref Unsafe.Add(ref c0, (nint)Math.Min(5, last) * cStride);
            Vector256<float> s0, t0;
            Vector256<float> s1, t1;
            Vector256<float> s2, t2;
            Vector256<float> s3, t3;
            Vector256<float> s4, t4;
            Vector256<float> s5, t5;
            if (accumulate)
            {
                s0 = Vector256.LoadUnsafe(ref c0);
                t0 = Vector256.LoadUnsafe(ref c0, 8);
                s1 = Vector256.LoadUnsafe(ref c1);
                t1 = Vector256.LoadUnsafe(ref c1, 8);
                s2 = Vector256.LoadUnsafe(ref c2);
                t2 = Vector256.LoadUnsafe(ref c2, 8);
                s3 = Vector256.LoadUnsafe(ref c3);
                t3 = Vector256.LoadUnsafe(ref c3, 8);
                s4 = Vector256.LoadUnsafe(ref c4);
                t4 = Vector256.LoadUnsafe(ref c4, 8);
                s5 = Vector256.LoadUnsafe(ref c5);
                t5 = Vector256.LoadUnsafe(ref c5, 8);
            }
            else
            {
                s0 = s1 = s2 = s3 = s4 = s5 = Vector256.LoadUnsafe(ref start);
                t0 = t1 = t2 = t3 = t4 = t5 = Vector256.LoadUnsafe(ref start, 8);
            }

            ref var b = ref panel;
            for (nint k = 0; k < depth; k++)
            {
                var b0 = Vector256.LoadUnsafe(ref b);
                var b1 = Vector256.LoadUnsafe(ref b, 8);
                b = ref Unsafe.Add(ref b, PackedMatrix.PanelWidth);
                var v = Vector256.Create(Unsafe.Add(ref a0, k));
                s0 = Vector256.FusedMultiplyAdd(v, b0, s0);
                t0 = Vector256.FusedMultiplyAdd(v, b1, t0);
                v = Vector256.Create(Unsafe.Add(ref a1, k));
                s1 = Vector256.FusedMultiplyAdd(v, b0, s1);
                t1 = Vector256.FusedMultiplyAdd(v, b1, t1);
                v = Vector256.Create(Unsafe.Add(ref a2, k));
                s2 = Vector256.FusedMultiplyAdd(v, b0, s2);
                t2 = Vector256.FusedMultiplyAdd(v, b1, t2);
                v = Vector256.Create(Unsafe.Add(ref a3, k));
                s3 = Vector256.FusedMultiplyAdd(v, b0, s3);
                t3 = Vector256.FusedMultiplyAdd(v, b1, t3);
                v = Vector256.Create(Unsafe.Add(ref a4, k));
                s4 = Vector256.FusedMultiplyAdd(v, b0, s4);
                t4 = Vector256.FusedMultiplyAdd(v, b1, t4);
                v = Vector256.Create(Unsafe.Add(ref a5, k));
                s5 = Vector256.FusedMultiplyAdd(v, b0, s5);
                t5 = Vector256.FusedMultiplyAdd(v, b1, t5);
            }

            s0.StoreUnsafe(ref c0);
            t0.StoreUnsafe(ref c0, 8);
            s1.StoreUnsafe(ref c1);
            t1.StoreUnsafe(ref c1, 8);
            s2.StoreUnsafe(ref c2);
            t2.StoreUnsafe(ref c2, 8);
            s3.StoreUnsafe(ref c3);
            t3.StoreUnsafe(ref c3, 8);
            s4.StoreUnsafe(ref c4);
            t4.StoreUnsafe(ref c4, 8);
            s5.StoreUnsafe(ref c5);
            t5.StoreUnsafe(ref c5, 8);
        }
    }

    /// <summary>Eight columns of the left matrix at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Outer512(
        ref float a, int aStride, int columns, ref float b, int bStride, int rows, ref float c, int cStride)
    {
        for (var column = 0; column < columns; column += 8)
        {
            var last = columns - 1 - column;
            nint i1 = Math.Min(1, last);
            nint i2 = Math.Min(2, last);
            nint i3 = Math.Min(3, last);
            nint i4 = Math.Min(4, last);
            nint i5 = Math.Min(5, last);
            nint i6 = Math.Min(6, last);
            nint i7 = Math.Min(7, last);
            ref var c0 = ref Unsafe.Add(ref c, (nint)column * cStride);
            ref var c1 = ref Unsafe.Add(ref c0, i1 * cStride);
            ref var c2 = ref Unsafe.Add(ref c0, i2 * cStride);
            ref var c3 = ref Unsafe.Add(ref c0, i3 * cStride);
            ref var c4 = ref Unsafe.Add(ref c0, i4 * cStride);
            ref var c5 = ref Unsafe.Add(ref c0, i5 * cStride);
            ref var c6 = ref Unsafe.Add(ref c0, i6 * cStride);
            ref var c7 = ref Unsafe.Add(ref c0, i7 * cStride);
            var s0 = Vector512.LoadUnsafe(ref c0);
            var t0 = Vector512.LoadUnsafe(ref c0, 16);
            var s1 = Vector512.LoadUnsafe(ref c1);
            var t1 = Vector512.LoadUnsafe(ref c1, 16);
            var s2 = Vector512.LoadUnsafe(ref c2);
            var t2 = Vector512.LoadUnsafe(ref c2, 16);
            var s3 = Vector512.LoadUnsafe(ref c3);
            var t3 = Vector512.LoadUnsafe(ref c3, 16);
            var s4 = Vector512.LoadUnsafe(ref c4);
            var t4 = Vector512.LoadUnsafe(ref c4, 16);
            var s5 = Vector512.LoadUnsafe(ref c5);
            var t5 = Vector512.LoadUnsafe(ref c5, 16);
            var s6 = Vector512.LoadUnsafe(ref c6);
            var t6 = Vector512.LoadUnsafe(ref c6, 16);
            var s7 = Vector512.LoadUnsafe(ref c7);
            var t7 = Vector512.LoadUnsafe(ref c7, 16);
            ref var x = ref Unsafe.Add(ref a, column);
            ref var y = ref b;
            for (var row = 0; row < rows; row++)
            {
                var b0 = Vector512.LoadUnsafe(ref y);
                var b1 = Vector512.LoadUnsafe(ref y, 16);
                var v = Vector512.Create(x);
                s0 = Vector512.FusedMultiplyAdd(v, b0, s0);
                t0 = Vector512.FusedMultiplyAdd(v, b1, t0);
                v = Vector512.Create(Unsafe.Add(ref x, i1));
                s1 = Vector512.FusedMultiplyAdd(v, b0, s1);
                t1 = Vector512.FusedMultiplyAdd(v, b1, t1);
                v = Vector512.Create(Unsafe.Add(ref x, i2));
                s2 = Vector512.FusedMultiplyAdd(v, b0, s2);
                t2 = Vector512.FusedMultiplyAdd(v, b1, t2);
                v = Vector512.Create(Unsafe.Add(ref x, i3));
                s3 = Vector512.FusedMultiplyAdd(v, b0, s3);
                t3 = Vector512.FusedMultiplyAdd(v, b1, t3);
                v = Vector512.Create(Unsafe.Add(ref x, i4));
                s4 = Vector512.FusedMultiplyAdd(v, b0, s4);
                t4 = Vector512.FusedMultiplyAdd(v, b1, t4);
                v = Vector512.Create(Unsafe.Add(ref x, i5));
                s5 = Vector512.FusedMultiplyAdd(v, b0, s5);
                t5 = Vector512.FusedMultiplyAdd(v, b1, t5);
                v = Vector512.Create(Unsafe.Add(ref x, i6));
                s6 = Vector512.FusedMultiplyAdd(v, b0, s6);
                t6 = Vector512.FusedMultiplyAdd(v, b1, t6);
                v = Vector512.Create(Unsafe.Add(ref x, i7));
                s7 = Vector512.FusedMultiplyAdd(v, b0, s7);
                t7 = Vector512.FusedMultiplyAdd(v, b1, t7);
                x = ref Unsafe.Add(ref x, aStride);
                y = ref Unsafe.Add(ref y, bStride);
            }

            s0.StoreUnsafe(ref c0);
            t0.StoreUnsafe(ref c0, 16);
            s1.StoreUnsafe(ref c1);
            t1.StoreUnsafe(ref c1, 16);
            s2.StoreUnsafe(ref c2);
            t2.StoreUnsafe(ref c2, 16);
            s3.StoreUnsafe(ref c3);
            t3.StoreUnsafe(ref c3, 16);
            s4.StoreUnsafe(ref c4);
            t4.StoreUnsafe(ref c4, 16);
            s5.StoreUnsafe(ref c5);
            t5.StoreUnsafe(ref c5, 16);
            s6.StoreUnsafe(ref c6);
            t6.StoreUnsafe(ref c6, 16);
            s7.StoreUnsafe(ref c7);
            t7.StoreUnsafe(ref c7, 16);
        }
    }

    /// <summary>Six columns of the left matrix at a time, half a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Outer256(
        ref float a, int aStride, int columns, ref float b, int bStride, int rows, ref float c, int cStride)
    {
        for (var column = 0; column < columns; column += 6)
        {
            var last = columns - 1 - column;
            nint i1 = Math.Min(1, last);
            nint i2 = Math.Min(2, last);
            nint i3 = Math.Min(3, last);
            nint i4 = Math.Min(4, last);
            nint i5 = Math.Min(5, last);
            ref var c0 = ref Unsafe.Add(ref c, (nint)column * cStride);
            ref var c1 = ref Unsafe.Add(ref c0, i1 * cStride);
            ref var c2 = ref Unsafe.Add(ref c0, i2 * cStride);
            ref var c3 = ref Unsafe.Add(ref c0, i3 * cStride);
            ref var c4 = ref Unsafe.Add(ref c0, i4 * cStride);
            ref var c5 = ref Unsafe.Add(ref c0, i5 * cStride);
            var s0 = Vector256.LoadUnsafe(ref c0);
            var t0 = Vector256.LoadUnsafe(ref c0, 8);
            var s1 = Vector256.LoadUnsafe(ref c1);
            var t1 = Vector256.LoadUnsafe(ref c1, 8);
            var s2 = Vector256.LoadUnsafe(ref c2);
            var t2 = Vector256.LoadUnsafe(ref c2, 8);
            var s3 = Vector256.LoadUnsafe(ref c3);
            var t3 = Vector256.LoadUnsafe(ref c3, 8);
            var s4 = Vector256.LoadUnsafe(ref c4);
            var t4 = Vector256.LoadUnsafe(ref c4, 8);
            var s5 = Vector256.LoadUnsafe(ref c5);
            var t5 = Vector256.LoadUnsafe(ref c5, 8);
            ref var x = ref Unsafe.Add(ref a, column);
            ref var y = ref b;
            for (var row = 0; row < rows; row++)
            {
                var b0 = Vector256.LoadUnsafe(ref y);
                var b1 = Vector256.LoadUnsafe(ref y, 8);
                var v = Vector256.Create(x);
                s0 = Vector256.FusedMultiplyAdd(v, b0, s0);
                t0 = Vector256.FusedMultiplyAdd(v, b1, t0);
                v = Vector256.Create(Unsafe.Add(ref x, i1));
                s1 = Vector256.FusedMultiplyAdd(v, b0, s1);
                t1 = Vector256.FusedMultiplyAdd(v, b1, t1);
                v = Vector256.Create(Unsafe.Add(ref x, i2));
                s2 = Vector256.FusedMultiplyAdd(v, b0, s2);
                t2 = Vector256.FusedMultiplyAdd(v, b1, t2);
                v = Vector256.Create(Unsafe.Add(ref x, i3));
                s3 = Vector256.FusedMultiplyAdd(v, b0, s3);
                t3 = Vector256.FusedMultiplyAdd(v, b1, t3);
                v = Vector256.Create(Unsafe.Add(ref x, i4));
                s4 = Vector256.FusedMultiplyAdd(v, b0, s4);
                t4 = Vector256.FusedMultiplyAdd(v, b1, t4);
                v = Vector256.Create(Unsafe.Add(ref x, i5));
                s5 = Vector256.FusedMultiplyAdd(v, b0, s5);
                t5 = Vector256.FusedMultiplyAdd(v, b1, t5);
                x = ref Unsafe.Add(ref x, aStride);
                y = ref Unsafe.Add(ref y, bStride);
            }

            s0.StoreUnsafe(ref c0);
            t0.StoreUnsafe(ref c0, 8);
            s1.StoreUnsafe(ref c1);
            t1.StoreUnsafe(ref c1, 8);
            s2.StoreUnsafe(ref c2);
            t2.StoreUnsafe(ref c2, 8);
            s3.StoreUnsafe(ref c3);
            t3.StoreUnsafe(ref c3, 8);
            s4.StoreUnsafe(ref c4);
            t4.StoreUnsafe(ref c4, 8);
            s5.StoreUnsafe(ref c5);
            t5.StoreUnsafe(ref c5, 8);
        }
    }
}
