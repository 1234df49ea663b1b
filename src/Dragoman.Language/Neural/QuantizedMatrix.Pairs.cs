using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Language.Neural;

/// <content>
/// Products of bytes without VNNI: two products and their sum an instruction, eight products in 16 bits before they are widened. Sixteen numbers of sixteen
/// columns stay in registers while all rows pass; the rows' sums lie in the first cache. Any number of rows costs its part, no more.
/// </content>
internal sealed partial class QuantizedMatrix
{
    /// <summary>Rows whose sums are kept at a time.</summary>
    internal const int BlockRows = 64;

    private const int Block = 16;

    private void MultiplyPairs(QuantizedRows left, int first, int rows, Span<float> result, int stride, bool accumulate)
    {
        ref var bytes = ref Unsafe.Add(ref MemoryMarshal.GetReference(left.Bytes), first * Depth);
        ref var factors = ref Unsafe.Add(ref MemoryMarshal.GetReference(left.Factors), first);
        ref var panels = ref MemoryMarshal.GetArrayDataReference(_panels);
        ref var target = ref MemoryMarshal.GetReference(result);
        ref var sums = ref left.BlockSums;
        for (var row = 0; row < rows; row += BlockRows)
        {
            var count = Math.Min(BlockRows, rows - row);
            ref var a = ref Unsafe.Add(ref bytes, row * Depth);
            ref var f = ref Unsafe.Add(ref factors, row);
            ref var c = ref Unsafe.Add(ref target, (nint)row * stride);
            for (var column = 0; column < PaddedColumns; column += Panel)
            {
                ref var shift = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_shift), column);
                ref var panel = ref Unsafe.Add(ref panels, column * Depth);
                if (_form == ProductForm.WidePairs) SumWidePairs(ref a, count, Depth, ref panel, ref shift, ref sums);
                else SumPairs(ref a, count, Depth, ref panel, ref shift, ref sums);
                Finish(ref sums, count, ref f, ref Unsafe.Add(ref c, column), stride, column, accumulate);
            }
        }
    }

    /// <summary>The sums of rows by sixteen columns, less what the 64 added to each number brings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumPairs(ref byte a, int rows, nint depth, ref sbyte panel, ref int shift, ref int sums)
    {
        var low = -Vector256.LoadUnsafe(ref shift);
        var high = -Vector256.LoadUnsafe(ref shift, 8);
        ref var sum = ref sums;
        for (var r = rows; r > 0; r--)
        {
            low.StoreUnsafe(ref sum);
            high.StoreUnsafe(ref sum, 8);
            sum = ref Unsafe.Add(ref sum, Panel);
        }

        var one = Vector256<short>.One;
        for (nint k = 0; k < depth; k += Block)
        {
            var b0 = Vector256.LoadUnsafe(ref panel);
            var b1 = Vector256.LoadUnsafe(ref panel, 32);
            var b2 = Vector256.LoadUnsafe(ref panel, 64);
            var b3 = Vector256.LoadUnsafe(ref panel, 96);
            var b4 = Vector256.LoadUnsafe(ref panel, 128);
            var b5 = Vector256.LoadUnsafe(ref panel, 160);
            var b6 = Vector256.LoadUnsafe(ref panel, 192);
            var b7 = Vector256.LoadUnsafe(ref panel, 224);
            panel = ref Unsafe.Add(ref panel, Block * Panel);
            ref var row = ref Unsafe.Add(ref a, k);
            sum = ref sums;
            for (var r = rows; r > 0; r--)
            {
                var v = Four(ref row, 0);
                var x = Avx2.MultiplyAddAdjacent(v, b0);
                var y = Avx2.MultiplyAddAdjacent(v, b1);
                v = Four(ref row, 4);
                x += Avx2.MultiplyAddAdjacent(v, b2);
                y += Avx2.MultiplyAddAdjacent(v, b3);
                v = Four(ref row, 8);
                var z = Avx2.MultiplyAddAdjacent(v, b4);
                var w = Avx2.MultiplyAddAdjacent(v, b5);
                v = Four(ref row, 12);
                z += Avx2.MultiplyAddAdjacent(v, b6);
                w += Avx2.MultiplyAddAdjacent(v, b7);
                row = ref Unsafe.Add(ref row, depth);
                (Avx2.MultiplyAddAdjacent(x + z, one) + Vector256.LoadUnsafe(ref sum)).StoreUnsafe(ref sum);
                (Avx2.MultiplyAddAdjacent(y + w, one) + Vector256.LoadUnsafe(ref sum, 8)).StoreUnsafe(ref sum, 8);
                sum = ref Unsafe.Add(ref sum, Panel);
            }
        }
    }

    /// <summary>The same with vectors of 512 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumWidePairs(ref byte a, int rows, nint depth, ref sbyte panel, ref int shift, ref int sums)
    {
        var start = -Vector512.LoadUnsafe(ref shift);
        ref var sum = ref sums;
        for (var r = rows; r > 0; r--)
        {
            start.StoreUnsafe(ref sum);
            sum = ref Unsafe.Add(ref sum, Panel);
        }

        var one = Vector512<short>.One;
        for (nint k = 0; k < depth; k += Block)
        {
            var b0 = Vector512.LoadUnsafe(ref panel);
            var b1 = Vector512.LoadUnsafe(ref panel, 64);
            var b2 = Vector512.LoadUnsafe(ref panel, 128);
            var b3 = Vector512.LoadUnsafe(ref panel, 192);
            panel = ref Unsafe.Add(ref panel, Block * Panel);
            ref var row = ref Unsafe.Add(ref a, k);
            sum = ref sums;
            for (var r = rows; r > 0; r--)
            {
                var x = Avx512BW.MultiplyAddAdjacent(WideFour(ref row, 0), b0) + Avx512BW.MultiplyAddAdjacent(WideFour(ref row, 4), b1);
                var y = Avx512BW.MultiplyAddAdjacent(WideFour(ref row, 8), b2) + Avx512BW.MultiplyAddAdjacent(WideFour(ref row, 12), b3);
                row = ref Unsafe.Add(ref row, depth);
                (Avx512BW.MultiplyAddAdjacent(x + y, one) + Vector512.LoadUnsafe(ref sum)).StoreUnsafe(ref sum);
                sum = ref Unsafe.Add(ref sum, Panel);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> WideFour(ref byte a, nint k) =>
        Vector512.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref a, k))).AsByte();

    /// <summary>Turns the sums of rows by sixteen columns into numbers and adds them to what is there, or to the start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Finish(ref int sums, int rows, ref float factors, ref float c, int stride, int column, bool accumulate)
    {
        ref var f = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_factors), column);
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_start), column);
        var f0 = Vector256.LoadUnsafe(ref f);
        var f1 = Vector256.LoadUnsafe(ref f, 8);
        for (var r = 0; r < rows; r++)
        {
            ref var s = ref accumulate ? ref c : ref start;
            var scale = Vector256.Create(Unsafe.Add(ref factors, r));
            var first = Vector256.ConvertToSingle(Vector256.LoadUnsafe(ref sums));
            var second = Vector256.ConvertToSingle(Vector256.LoadUnsafe(ref sums, 8));
            Vector256.FusedMultiplyAdd(first, scale * f0, Vector256.LoadUnsafe(ref s)).StoreUnsafe(ref c);
            Vector256.FusedMultiplyAdd(second, scale * f1, Vector256.LoadUnsafe(ref s, 8)).StoreUnsafe(ref c, 8);
            sums = ref Unsafe.Add(ref sums, Panel);
            c = ref Unsafe.Add(ref c, stride);
        }
    }
}
