using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dragoman.Coding.Learned;

/// <summary>Arithmetic in one fixed order: the same bits on every machine.</summary>
internal static class Kernels
{
    /// <summary>target += source.</summary>
    public static void Add(Span<float> target, ReadOnlySpan<float> source)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var s = ref MemoryMarshal.GetReference(source);
        var i = 0;
        for (; i + 8 <= source.Length; i += 8)
            (Vector256.LoadUnsafe(ref t, (nuint)i) + Vector256.LoadUnsafe(ref s, (nuint)i)).StoreUnsafe(ref t, (nuint)i);
        for (; i < source.Length; i++)
            target[i] += source[i];
    }

    /// <summary>target += factor × source.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var s = ref MemoryMarshal.GetReference(source);
        var f = Vector256.Create(factor);
        var i = 0;
        for (; i + 8 <= source.Length; i += 8)
            (Vector256.LoadUnsafe(ref t, (nuint)i) + (f * Vector256.LoadUnsafe(ref s, (nuint)i))).StoreUnsafe(ref t, (nuint)i);
        for (; i < source.Length; i++)
            target[i] += factor * source[i];
    }

    /// <summary>Sum of products, in eight lanes and then lane by lane.</summary>
    public static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> two)
    {
        ref var a = ref MemoryMarshal.GetReference(one);
        ref var b = ref MemoryMarshal.GetReference(two);
        var sum = Vector256<float>.Zero;
        var i = 0;
        for (; i + 8 <= one.Length; i += 8)
            sum += Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);
        var total = Lanes(sum);
        for (; i < one.Length; i++)
            total += one[i] * two[i];
        return total;
    }

    /// <summary>The sum of eight lanes, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Lanes(Vector256<float> lanes) =>
        lanes.GetElement(0) + lanes.GetElement(1) + lanes.GetElement(2) + lanes.GetElement(3)
        + lanes.GetElement(4) + lanes.GetElement(5) + lanes.GetElement(6) + lanes.GetElement(7);

    /// <summary>target = one + two.</summary>
    public static void Sum(Span<float> target, ReadOnlySpan<float> one, ReadOnlySpan<float> two)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var a = ref MemoryMarshal.GetReference(one);
        ref var b = ref MemoryMarshal.GetReference(two);
        var i = 0;
        for (; i + 8 <= target.Length; i += 8)
            (Vector256.LoadUnsafe(ref a, (nuint)i) + Vector256.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref t, (nuint)i);
        for (; i < target.Length; i++)
            target[i] = one[i] + two[i];
    }

    /// <summary>
    /// target += row vector × matrix, whose rows lie one behind the other: each number of the target takes its products in the order of rows,
    /// so that the width in which they are worked out changes no bit.
    /// </summary>
    public static void AddProduct(Span<float> target, ReadOnlySpan<float> vector, ReadOnlySpan<float> matrix)
    {
        var width = target.Length;
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var v = ref MemoryMarshal.GetReference(vector);
        ref var m = ref MemoryMarshal.GetReference(matrix[..(vector.Length * width)]);
        var k = 0;

        // The widths of the network at once: sums that wait for nothing but themselves hide each other's waiting.
        for (; k + 48 <= width; k += 48)
        {
            var one = Vector256.LoadUnsafe(ref t, (nuint)k);
            var two = Vector256.LoadUnsafe(ref t, (nuint)(k + 8));
            var three = Vector256.LoadUnsafe(ref t, (nuint)(k + 16));
            var four = Vector256.LoadUnsafe(ref t, (nuint)(k + 24));
            var five = Vector256.LoadUnsafe(ref t, (nuint)(k + 32));
            var six = Vector256.LoadUnsafe(ref t, (nuint)(k + 40));
            for (var i = 0; i < vector.Length; i++)
            {
                var factor = Vector256.Create(Unsafe.Add(ref v, i));
                var at = (nuint)((i * width) + k);
                one += factor * Vector256.LoadUnsafe(ref m, at);
                two += factor * Vector256.LoadUnsafe(ref m, at + 8);
                three += factor * Vector256.LoadUnsafe(ref m, at + 16);
                four += factor * Vector256.LoadUnsafe(ref m, at + 24);
                five += factor * Vector256.LoadUnsafe(ref m, at + 32);
                six += factor * Vector256.LoadUnsafe(ref m, at + 40);
            }

            one.StoreUnsafe(ref t, (nuint)k);
            two.StoreUnsafe(ref t, (nuint)(k + 8));
            three.StoreUnsafe(ref t, (nuint)(k + 16));
            four.StoreUnsafe(ref t, (nuint)(k + 24));
            five.StoreUnsafe(ref t, (nuint)(k + 32));
            six.StoreUnsafe(ref t, (nuint)(k + 40));
        }

        for (; k + 32 <= width; k += 32)
        {
            var one = Vector256.LoadUnsafe(ref t, (nuint)k);
            var two = Vector256.LoadUnsafe(ref t, (nuint)(k + 8));
            var three = Vector256.LoadUnsafe(ref t, (nuint)(k + 16));
            var four = Vector256.LoadUnsafe(ref t, (nuint)(k + 24));
            for (var i = 0; i < vector.Length; i++)
            {
                var factor = Vector256.Create(Unsafe.Add(ref v, i));
                var at = (nuint)((i * width) + k);
                one += factor * Vector256.LoadUnsafe(ref m, at);
                two += factor * Vector256.LoadUnsafe(ref m, at + 8);
                three += factor * Vector256.LoadUnsafe(ref m, at + 16);
                four += factor * Vector256.LoadUnsafe(ref m, at + 24);
            }

            one.StoreUnsafe(ref t, (nuint)k);
            two.StoreUnsafe(ref t, (nuint)(k + 8));
            three.StoreUnsafe(ref t, (nuint)(k + 16));
            four.StoreUnsafe(ref t, (nuint)(k + 24));
        }

        for (; k + 16 <= width; k += 16)
        {
            var one = Vector256.LoadUnsafe(ref t, (nuint)k);
            var two = Vector256.LoadUnsafe(ref t, (nuint)(k + 8));
            for (var i = 0; i < vector.Length; i++)
            {
                var factor = Vector256.Create(Unsafe.Add(ref v, i));
                var at = (nuint)((i * width) + k);
                one += factor * Vector256.LoadUnsafe(ref m, at);
                two += factor * Vector256.LoadUnsafe(ref m, at + 8);
            }

            one.StoreUnsafe(ref t, (nuint)k);
            two.StoreUnsafe(ref t, (nuint)(k + 8));
        }

        for (; k + 8 <= width; k += 8)
        {
            var one = Vector256.LoadUnsafe(ref t, (nuint)k);
            for (var i = 0; i < vector.Length; i++)
                one += Vector256.Create(Unsafe.Add(ref v, i)) * Vector256.LoadUnsafe(ref m, (nuint)((i * width) + k));
            one.StoreUnsafe(ref t, (nuint)k);
        }

        for (; k < width; k++)
        {
            var one = target[k];
            for (var i = 0; i < vector.Length; i++)
                one += vector[i] * matrix[(i * width) + k];
            target[k] = one;
        }
    }

    /// <summary>Turns scores into shares that add to one.</summary>
    public static void Softmax(Span<float> scores)
    {
        ref var s = ref MemoryMarshal.GetReference(scores);
        var i = 0;
        var most = float.NegativeInfinity;
        if (scores.Length >= 4)
        {
            var highest = Vector128.LoadUnsafe(ref s);
            for (i = 4; i + 4 <= scores.Length; i += 4)
                highest = Vector128.MaxNative(highest, Vector128.LoadUnsafe(ref s, (nuint)i));
            most = Math.Max(Math.Max(highest.GetElement(0), highest.GetElement(1)), Math.Max(highest.GetElement(2), highest.GetElement(3)));
        }

        for (; i < scores.Length; i++)
            most = Math.Max(most, scores[i]);

        // In double and rounded: ways that differ in the last bit of a double agree here.
        var top = Vector128.Create(most);
        var sums = Vector256<double>.Zero;
        for (i = 0; i + 4 <= scores.Length; i += 4)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref s, (nuint)i) - top);
            var shares = Vector256.Exp(Vector256.Create(low, high));
            var narrow = Vector128.Narrow(shares.GetLower(), shares.GetUpper());
            narrow.StoreUnsafe(ref s, (nuint)i);
            var (first, second) = Vector128.Widen(narrow);
            sums += Vector256.Create(first, second);
        }

        var total = sums.GetElement(0) + sums.GetElement(1) + sums.GetElement(2) + sums.GetElement(3);
        for (; i < scores.Length; i++)
        {
            scores[i] = (float)Math.Exp(scores[i] - most);
            total += scores[i];
        }

        var factor = (float)(1 / total);
        var factors = Vector128.Create(factor);
        for (i = 0; i + 4 <= scores.Length; i += 4)
            (Vector128.LoadUnsafe(ref s, (nuint)i) * factors).StoreUnsafe(ref s, (nuint)i);
        for (; i < scores.Length; i++)
            scores[i] *= factor;
    }
}
