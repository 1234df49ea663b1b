using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dragoman.Language.Neural;

/// <summary>
/// Arithmetic on single rows, whose lengths are multiples of eight. Written once over vectors of 256 bits, which the runtime itself takes
/// apart where the processor has none; sums go through eight lanes in a fixed order, so that every machine gets the same bits.
/// </summary>
internal static class RowKernels
{
    private const int Lanes = 8;

    /// <summary>Added to the variance before the square root.</summary>
    private const float Epsilon = 1e-5f;

    /// <summary>target += source.</summary>
    /// <param name="target">What is added to.</param>
    /// <param name="source">What is added, of the same length.</param>
    public static void Add(Span<float> target, ReadOnlySpan<float> source)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var s = ref MemoryMarshal.GetReference(source[..target.Length]);
        for (nuint i = 0; i < (nuint)target.Length; i += Lanes)
            (Vector256.LoadUnsafe(ref t, i) + Vector256.LoadUnsafe(ref s, i)).StoreUnsafe(ref t, i);
    }

    /// <summary>target += source × factor, where the source holds whole numbers from −127 to 127.</summary>
    /// <param name="target">What is added to.</param>
    /// <param name="source">Quantised values.</param>
    /// <param name="factor">The value of one step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> target, ReadOnlySpan<sbyte> source, float factor)
    {
        source = source[..target.Length];
        for (var i = 0; i < target.Length; i++) target[i] = MathF.FusedMultiplyAdd(source[i], factor, target[i]);
    }

    /// <summary>target = max(0, target).</summary>
    /// <param name="target">Any values.</param>
    public static void Rectify(Span<float> target)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        for (nuint i = 0; i < (nuint)target.Length; i += Lanes)
            Vector256.Max(Vector256.LoadUnsafe(ref t, i), Vector256<float>.Zero).StoreUnsafe(ref t, i);
    }

    /// <summary>target = max(0, left + right).</summary>
    /// <param name="left">A row.</param>
    /// <param name="right">A row of the same length.</param>
    /// <param name="target">The result.</param>
    public static void RectifiedSum(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> target)
    {
        ref var l = ref MemoryMarshal.GetReference(left[..target.Length]);
        ref var r = ref MemoryMarshal.GetReference(right[..target.Length]);
        ref var t = ref MemoryMarshal.GetReference(target);
        for (nuint i = 0; i < (nuint)target.Length; i += Lanes)
        {
            var sum = Vector256.LoadUnsafe(ref l, i) + Vector256.LoadUnsafe(ref r, i);
            Vector256.Max(sum, Vector256<float>.Zero).StoreUnsafe(ref t, i);
        }
    }

    /// <summary>Layer normalisation: (row − mean) / deviation, times gain, plus bias.</summary>
    /// <param name="row">The row; may be the result itself.</param>
    /// <param name="gain">Factor of each column.</param>
    /// <param name="bias">Summand of each column.</param>
    /// <param name="result">The normalised row.</param>
    /// <param name="standard">Receives the row before gain and bias; empty where nobody wants it.</param>
    /// <returns>One over the deviation.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Normalize(
        ReadOnlySpan<float> row, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> result, Span<float> standard = default)
    {
        var length = (nuint)row.Length;
        ref var x = ref MemoryMarshal.GetReference(row);
        ref var g = ref MemoryMarshal.GetReference(gain[..row.Length]);
        ref var b = ref MemoryMarshal.GetReference(bias[..row.Length]);
        ref var y = ref MemoryMarshal.GetReference(result[..row.Length]);
        // Two sums each, so that an addition need not wait for the one before it.
        var sum = Vector256<float>.Zero;
        var other = Vector256<float>.Zero;
        var pairs = length & ~(nuint)(2 * Lanes - 1);
        for (nuint i = 0; i < pairs; i += 2 * Lanes)
        {
            sum += Vector256.LoadUnsafe(ref x, i);
            other += Vector256.LoadUnsafe(ref x, i + Lanes);
        }

        if (pairs < length) sum += Vector256.LoadUnsafe(ref x, pairs);
        sum += other;
        var mean = Vector256.Create(Total(sum) / row.Length);
        var squares = Vector256<float>.Zero;
        other = Vector256<float>.Zero;
        for (nuint i = 0; i < pairs; i += 2 * Lanes)
        {
            var centred = Vector256.LoadUnsafe(ref x, i) - mean;
            squares = Vector256.FusedMultiplyAdd(centred, centred, squares);
            centred = Vector256.LoadUnsafe(ref x, i + Lanes) - mean;
            other = Vector256.FusedMultiplyAdd(centred, centred, other);
        }

        if (pairs < length)
        {
            var centred = Vector256.LoadUnsafe(ref x, pairs) - mean;
            squares = Vector256.FusedMultiplyAdd(centred, centred, squares);
        }

        squares += other;

        var inverse = 1f / MathF.Sqrt(Total(squares) / row.Length + Epsilon);
        var factor = Vector256.Create(inverse);
        if (!standard.IsEmpty)
        {
            ref var z = ref MemoryMarshal.GetReference(standard[..row.Length]);
            for (nuint i = 0; i < length; i += Lanes) ((Vector256.LoadUnsafe(ref x, i) - mean) * factor).StoreUnsafe(ref z, i);
        }

        for (nuint i = 0; i < length; i += Lanes)
        {
            var centred = (Vector256.LoadUnsafe(ref x, i) - mean) * factor;
            Vector256.FusedMultiplyAdd(centred, Vector256.LoadUnsafe(ref g, i), Vector256.LoadUnsafe(ref b, i)).StoreUnsafe(ref y, i);
        }

        return inverse;
    }

    /// <summary>One step of a long short-term memory for one sentence.</summary>
    /// <param name="gates">Input, forget, candidate and output gate before their functions; replaced by their values. Four times the width.</param>
    /// <param name="before">The cell before the step.</param>
    /// <param name="cell">Receives the cell after it; may be the same memory.</param>
    /// <param name="output">Receives the output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(Span<float> gates, ReadOnlySpan<float> before, Span<float> cell, Span<float> output)
    {
        var width = (nuint)output.Length;
        ref var g = ref MemoryMarshal.GetReference(gates[..(4 * output.Length)]);
        ref var p = ref MemoryMarshal.GetReference(before[..output.Length]);
        ref var c = ref MemoryMarshal.GetReference(cell[..output.Length]);
        ref var h = ref MemoryMarshal.GetReference(output);
        for (nuint i = 0; i < width; i += Lanes)
        {
            var input = Sigmoid(Vector256.LoadUnsafe(ref g, i));
            var forget = Sigmoid(Vector256.LoadUnsafe(ref g, width + i));
            var candidate = Tanh(Vector256.LoadUnsafe(ref g, 2 * width + i));
            var outward = Sigmoid(Vector256.LoadUnsafe(ref g, 3 * width + i));
            var next = Vector256.FusedMultiplyAdd(forget, Vector256.LoadUnsafe(ref p, i), input * candidate);
            input.StoreUnsafe(ref g, i);
            forget.StoreUnsafe(ref g, width + i);
            candidate.StoreUnsafe(ref g, 2 * width + i);
            outward.StoreUnsafe(ref g, 3 * width + i);
            next.StoreUnsafe(ref c, i);
            (outward * Tanh(next)).StoreUnsafe(ref h, i);
        }
    }

    /// <summary>The same for who does not look at the gates again: they are left as they are, and the functions are shorter (error below 1e-4; outputs become steps of 1/63).</summary>
    /// <param name="gates">Input, forget, candidate and output gate before their functions. Four times the width.</param>
    /// <param name="cell">The cell before the step; replaced by that after it.</param>
    /// <param name="output">Receives the output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(ReadOnlySpan<float> gates, Span<float> cell, Span<float> output)
    {
        var width = (nuint)output.Length;
        ref var g = ref MemoryMarshal.GetReference(gates[..(4 * output.Length)]);
        ref var c = ref MemoryMarshal.GetReference(cell[..output.Length]);
        ref var h = ref MemoryMarshal.GetReference(output);
        var half = Vector256.Create(0.5f);
        for (nuint i = 0; i < width; i += Lanes)
        {
            // Quotients over one denominator: two divisions a step in place of five. A logistic function is half the sum of numerator and denominator over the denominator.
            var (inputAbove, inputBelow) = ShortTanh(Vector256.LoadUnsafe(ref g, i) * half);
            var (forgetAbove, forgetBelow) = ShortTanh(Vector256.LoadUnsafe(ref g, width + i) * half);
            var (above, below) = ShortTanh(Vector256.LoadUnsafe(ref g, 2 * width + i));
            above *= (inputAbove + inputBelow) * forgetBelow;
            below *= inputBelow;
            above = Vector256.FusedMultiplyAdd((forgetAbove + forgetBelow) * below, Vector256.LoadUnsafe(ref c, i), above);
            var next = above * half / (below * forgetBelow);
            next.StoreUnsafe(ref c, i);
            (above, below) = ShortTanh(next);
            var (outAbove, outBelow) = ShortTanh(Vector256.LoadUnsafe(ref g, 3 * width + i) * half);
            ((outAbove + outBelow) * half * above / (outBelow * below)).StoreUnsafe(ref h, i);
        }
    }

    /// <summary>A row of a layer with a way around it: max(0, layer) + way, then normalised.</summary>
    /// <param name="layer">What the layer gave; receives the result.</param>
    /// <param name="way">What went into it.</param>
    /// <param name="gain">Factor of each column.</param>
    /// <param name="bias">Summand of each column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RectifyAddNormalize(Span<float> layer, ReadOnlySpan<float> way, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias)
    {
        ref var t = ref MemoryMarshal.GetReference(layer);
        ref var s = ref MemoryMarshal.GetReference(way[..layer.Length]);
        for (nuint i = 0; i < (nuint)layer.Length; i += Lanes)
            (Vector256.Max(Vector256.LoadUnsafe(ref t, i), Vector256<float>.Zero) + Vector256.LoadUnsafe(ref s, i)).StoreUnsafe(ref t, i);
        Normalize(layer, gain, bias, layer);
    }

    /// <summary>Index of the greatest value; the first of equals.</summary>
    /// <param name="values">At least one value, none of them NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ArgMax(ReadOnlySpan<float> values)
    {
        if (values.Length < Lanes) return ArgMaxOfFew(values);
        ref var v = ref MemoryMarshal.GetReference(values);
        var last = (nuint)values.Length - Lanes;
        var tops = Vector256.LoadUnsafe(ref v, last);
        for (nuint i = 0; i < last; i += Lanes) tops = Vector256.Max(tops, Vector256.LoadUnsafe(ref v, i));
        var top = Vector256.Create(Greatest(tops));
        for (nuint i = 0; i < last; i += Lanes)
        {
            var equal = Vector256.Equals(Vector256.LoadUnsafe(ref v, i), top).ExtractMostSignificantBits();
            if (equal != 0) return (int)i + BitOperations.TrailingZeroCount(equal);
        }

        return (int)last + BitOperations.TrailingZeroCount(Vector256.Equals(Vector256.LoadUnsafe(ref v, last), top).ExtractMostSignificantBits());
    }

    private static int ArgMaxOfFew(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best]) best = i;
        return best;
    }

    /// <summary>The greatest of eight numbers.</summary>
    /// <param name="lanes">Eight numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Greatest(Vector256<float> lanes)
    {
        var four = Vector128.Max(lanes.GetLower(), lanes.GetUpper());
        four = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    /// <summary>Sum of the lanes in a fixed order.</summary>
    /// <param name="lanes">Eight numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Total(Vector256<float> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        return (four.GetElement(0) + four.GetElement(2)) + (four.GetElement(1) + four.GetElement(3));
    }

    /// <summary>Logistic function, through <see cref="Tanh"/>.</summary>
    /// <param name="x">Any values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        var half = Vector256.Create(0.5f);
        return Vector256.FusedMultiplyAdd(Tanh(x * half), half, half);
    }

    /// <summary>Hyperbolic tangent as a quotient of two polynomials (degrees 13 and 6, coefficients as in Eigen's); error below 1e-6.</summary>
    /// <param name="x">Any values; cut off at ±7.9, where the result rounds to ±1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var (above, below) = TanhParts(x);
        return above / below;
    }

    /// <summary>Numerator and denominator of <see cref="Tanh"/>; the denominator lies between 0.0048 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Above, Vector256<float> Below) TanhParts(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-7.90531110763549805f)), Vector256.Create(7.90531110763549805f));
        var square = x * x;
        var above = Vector256.FusedMultiplyAdd(square, Vector256.Create(-2.76076847742355e-16f), Vector256.Create(2.00018790482477e-13f));
        above = Vector256.FusedMultiplyAdd(square, above, Vector256.Create(-8.60467152213735e-11f));
        above = Vector256.FusedMultiplyAdd(square, above, Vector256.Create(5.12229709037114e-08f));
        above = Vector256.FusedMultiplyAdd(square, above, Vector256.Create(1.48572235717979e-05f));
        above = Vector256.FusedMultiplyAdd(square, above, Vector256.Create(6.37261928875436e-04f));
        above = Vector256.FusedMultiplyAdd(square, above, Vector256.Create(4.89352455891786e-03f)) * x;
        var below = Vector256.FusedMultiplyAdd(square, Vector256.Create(1.19825839466702e-06f), Vector256.Create(1.18534705686654e-04f));
        below = Vector256.FusedMultiplyAdd(square, below, Vector256.Create(2.26843463243900e-03f));
        below = Vector256.FusedMultiplyAdd(square, below, Vector256.Create(4.89352518554385e-03f));
        return (above, below);
    }

    /// <summary>Numerator and denominator of the hyperbolic tangent by its continued fraction (degrees 7 and 6); error below 1e-4.</summary>
    /// <param name="x">Any values; cut off at ±4.97, where the result is 0.9999994.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Above, Vector256<float> Below) ShortTanh(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-4.97f)), Vector256.Create(4.97f));
        var square = x * x;
        var above = Vector256.FusedMultiplyAdd(square, Vector256.Create(1f / 135135f), Vector256.Create(378f / 135135f));
        above = Vector256.FusedMultiplyAdd(square, above, Vector256.Create(17325f / 135135f));
        above = Vector256.FusedMultiplyAdd(square, above, Vector256<float>.One) * x;
        var below = Vector256.FusedMultiplyAdd(square, Vector256.Create(28f / 135135f), Vector256.Create(3150f / 135135f));
        below = Vector256.FusedMultiplyAdd(square, below, Vector256.Create(62370f / 135135f));
        below = Vector256.FusedMultiplyAdd(square, below, Vector256<float>.One);
        return (above, below);
    }

    /// <summary>target = first + second + third + fourth, added in this order.</summary>
    /// <param name="first">A row.</param>
    /// <param name="second">A row of the same length.</param>
    /// <param name="third">A row of the same length.</param>
    /// <param name="fourth">A row of the same length.</param>
    /// <param name="target">The result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> third, ReadOnlySpan<float> fourth, Span<float> target)
    {
        ref var a = ref MemoryMarshal.GetReference(first[..target.Length]);
        ref var b = ref MemoryMarshal.GetReference(second[..target.Length]);
        ref var c = ref MemoryMarshal.GetReference(third[..target.Length]);
        ref var d = ref MemoryMarshal.GetReference(fourth[..target.Length]);
        ref var t = ref MemoryMarshal.GetReference(target);
        for (nuint i = 0; i < (nuint)target.Length; i += Lanes)
        {
            (Vector256.LoadUnsafe(ref a, i) + Vector256.LoadUnsafe(ref b, i) + Vector256.LoadUnsafe(ref c, i) + Vector256.LoadUnsafe(ref d, i))
                .StoreUnsafe(ref t, i);
        }
    }
}
