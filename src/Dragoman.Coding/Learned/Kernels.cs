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
        var total = 0f;
        for (var lane = 0; lane < 8; lane++)
            total += sum[lane];
        for (; i < one.Length; i++)
            total += one[i] * two[i];
        return total;
    }

    /// <summary>target += row vector × matrix, whose rows lie one behind the other.</summary>
    public static void AddProduct(Span<float> target, ReadOnlySpan<float> vector, ReadOnlySpan<float> matrix)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            if (vector[i] != 0)
                AddScaled(target, matrix.Slice(i * target.Length, target.Length), vector[i]);
        }
    }

    /// <summary>Turns scores into shares that add to one.</summary>
    public static void Softmax(Span<float> scores)
    {
        var most = float.NegativeInfinity;
        foreach (var score in scores)
            most = Math.Max(most, score);
        var total = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            // In double and rounded: libraries that differ in the last bit of a double agree here.
            scores[i] = (float)Math.Exp(scores[i] - most);
            total += scores[i];
        }

        for (var i = 0; i < scores.Length; i++)
            scores[i] = (float)(scores[i] / total);
    }
}
