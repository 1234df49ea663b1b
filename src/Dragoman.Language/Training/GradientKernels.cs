using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>Arithmetic on single rows that only training needs; lengths are multiples of eight.</summary>
internal static class GradientKernels
{
    private const int Lanes = 8;

    /// <summary>target += left × right, number by number.</summary>
    /// <param name="target">What is added to.</param>
    /// <param name="left">A row.</param>
    /// <param name="right">A row.</param>
    public static void AddProduct(Span<float> target, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var l = ref MemoryMarshal.GetReference(left[..target.Length]);
        ref var r = ref MemoryMarshal.GetReference(right[..target.Length]);
        for (nuint i = 0; i < (nuint)target.Length; i += Lanes)
        {
            Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref l, i), Vector256.LoadUnsafe(ref r, i), Vector256.LoadUnsafe(ref t, i))
                .StoreUnsafe(ref t, i);
        }
    }

    /// <summary>target ×= factors, number by number.</summary>
    /// <param name="target">What is multiplied.</param>
    /// <param name="factors">A row of the same length.</param>
    public static void Scale(Span<float> target, ReadOnlySpan<float> factors)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var f = ref MemoryMarshal.GetReference(factors[..target.Length]);
        for (nuint i = 0; i < (nuint)target.Length; i += Lanes)
            (Vector256.LoadUnsafe(ref t, i) * Vector256.LoadUnsafe(ref f, i)).StoreUnsafe(ref t, i);
    }

    /// <summary>Lets a gradient through, times the scale, where the rectified and thinned value is above zero.</summary>
    /// <param name="gradients">The gradient, changed in place.</param>
    /// <param name="values">The values after rectifying and dropping.</param>
    /// <param name="scale">What dropping multiplied the kept ones by.</param>
    public static void Gate(Span<float> gradients, ReadOnlySpan<float> values, float scale)
    {
        ref var g = ref MemoryMarshal.GetReference(gradients);
        ref var v = ref MemoryMarshal.GetReference(values[..gradients.Length]);
        var factor = Vector256.Create(scale);
        for (nuint i = 0; i < (nuint)gradients.Length; i += Lanes)
        {
            var open = Vector256.GreaterThan(Vector256.LoadUnsafe(ref v, i), Vector256<float>.Zero);
            (Vector256.LoadUnsafe(ref g, i) * factor & open).StoreUnsafe(ref g, i);
        }
    }

    /// <summary>Gradient of layer normalisation, in place.</summary>
    /// <param name="gradient">Of the result; becomes that of the input.</param>
    /// <param name="standard">The row before gain and bias.</param>
    /// <param name="gain">The gain.</param>
    /// <param name="inverse">One over the deviation.</param>
    /// <param name="scratch">As long as the row.</param>
    public static void Normalization(Span<float> gradient, ReadOnlySpan<float> standard, ReadOnlySpan<float> gain, float inverse, Span<float> scratch)
    {
        var length = (nuint)gradient.Length;
        ref var d = ref MemoryMarshal.GetReference(gradient);
        ref var z = ref MemoryMarshal.GetReference(standard[..gradient.Length]);
        ref var g = ref MemoryMarshal.GetReference(gain[..gradient.Length]);
        ref var s = ref MemoryMarshal.GetReference(scratch[..gradient.Length]);
        var sum = Vector256<float>.Zero;
        var product = Vector256<float>.Zero;
        for (nuint i = 0; i < length; i += Lanes)
        {
            var inner = Vector256.LoadUnsafe(ref d, i) * Vector256.LoadUnsafe(ref g, i);
            inner.StoreUnsafe(ref s, i);
            sum += inner;
            product = Vector256.FusedMultiplyAdd(inner, Vector256.LoadUnsafe(ref z, i), product);
        }

        var mean = Vector256.Create(RowKernels.Total(sum) / gradient.Length);
        var slope = Vector256.Create(RowKernels.Total(product) / gradient.Length);
        var factor = Vector256.Create(inverse);
        for (nuint i = 0; i < length; i += Lanes)
            ((Vector256.LoadUnsafe(ref s, i) - mean - Vector256.LoadUnsafe(ref z, i) * slope) * factor).StoreUnsafe(ref d, i);
    }

    /// <summary>One step of a recurrent layer backward: gradients of the gates before their functions, and of the cell before.</summary>
    /// <param name="gates">The gates' values, four times the width.</param>
    /// <param name="before">The cell before the step.</param>
    /// <param name="cell">The cell after it.</param>
    /// <param name="output">Gradient of the output.</param>
    /// <param name="cellGradient">Gradient of the cell after; becomes that of the cell before.</param>
    /// <param name="gateGradients">Receives the gates' gradients.</param>
    public static void Step(
        ReadOnlySpan<float> gates,
        ReadOnlySpan<float> before,
        ReadOnlySpan<float> cell,
        ReadOnlySpan<float> output,
        Span<float> cellGradient,
        Span<float> gateGradients)
    {
        var width = (nuint)cellGradient.Length;
        ref var g = ref MemoryMarshal.GetReference(gates[..(4 * cellGradient.Length)]);
        ref var p = ref MemoryMarshal.GetReference(before[..cellGradient.Length]);
        ref var c = ref MemoryMarshal.GetReference(cell[..cellGradient.Length]);
        ref var o = ref MemoryMarshal.GetReference(output[..cellGradient.Length]);
        ref var dc = ref MemoryMarshal.GetReference(cellGradient);
        ref var dg = ref MemoryMarshal.GetReference(gateGradients[..(4 * cellGradient.Length)]);
        var one = Vector256<float>.One;
        for (nuint i = 0; i < width; i += Lanes)
        {
            var input = Vector256.LoadUnsafe(ref g, i);
            var forget = Vector256.LoadUnsafe(ref g, width + i);
            var candidate = Vector256.LoadUnsafe(ref g, 2 * width + i);
            var outward = Vector256.LoadUnsafe(ref g, 3 * width + i);
            var squashed = RowKernels.Tanh(Vector256.LoadUnsafe(ref c, i));
            var gradient = Vector256.LoadUnsafe(ref o, i);
            var inner = Vector256.LoadUnsafe(ref dc, i) + gradient * outward * (one - squashed * squashed);
            (inner * candidate * input * (one - input)).StoreUnsafe(ref dg, i);
            (inner * Vector256.LoadUnsafe(ref p, i) * forget * (one - forget)).StoreUnsafe(ref dg, width + i);
            (inner * input * (one - candidate * candidate)).StoreUnsafe(ref dg, 2 * width + i);
            (gradient * squashed * outward * (one - outward)).StoreUnsafe(ref dg, 3 * width + i);
            (inner * forget).StoreUnsafe(ref dc, i);
        }
    }

    /// <summary>Replaces scores by their probabilities.</summary>
    /// <param name="scores">Any values, at least one of them finite.</param>
    public static void Softmax(Span<float> scores)
    {
        var top = scores[RowKernels.ArgMax(scores)];
        double sum = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = MathF.Exp(scores[i] - top);
            sum += scores[i];
        }

        var factor = (float)(1 / sum);
        for (var i = 0; i < scores.Length; i++) scores[i] *= factor;
    }

    /// <summary>Replaces scores by the gradient of their cross entropy with a mixture of a distribution and one right answer.</summary>
    /// <param name="scores">The scores, then (probability − target) × weight.</param>
    /// <param name="soft">The distribution.</param>
    /// <param name="target">Index of the right answer; −1 where it is not known, and the distribution counts alone.</param>
    /// <param name="share">Share of the distribution where the answer is known, 0 to 1.</param>
    /// <param name="weight">Factor of loss and gradient.</param>
    /// <returns>The loss, times the weight.</returns>
    public static double CrossEntropy(Span<float> scores, ReadOnlySpan<Half> soft, int target, float share, float weight)
    {
        if (target < 0) share = 1f;
        var top = scores[RowKernels.ArgMax(scores)];
        double sum = 0;
        double right = target < 0 ? 0 : (1 - share) * scores[target];
        double mass = 1 - share;
        for (var i = 0; i < scores.Length; i++)
        {
            var part = share * (float)soft[i];
            right += part * scores[i];
            mass += part;
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = MathF.Exp(scores[i] - top);
            sum += scores[i];
        }

        var factor = (float)(weight * mass / sum);
        for (var i = 0; i < scores.Length; i++) scores[i] = scores[i] * factor - share * weight * (float)soft[i];
        if (target >= 0) scores[target] -= (1 - share) * weight;
        return weight * (mass * (Math.Log(sum) + top) - right);
    }

    /// <summary>Replaces scores by the gradient of their cross entropy with one right answer.</summary>
    /// <param name="scores">The scores, then (probability − target) × weight.</param>
    /// <param name="target">Index of the right answer.</param>
    /// <param name="weight">Factor of loss and gradient.</param>
    /// <returns>The loss, times the weight.</returns>
    public static double CrossEntropy(Span<float> scores, int target, float weight)
    {
        var top = scores[RowKernels.ArgMax(scores)];
        var right = scores[target];
        double sum = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = MathF.Exp(scores[i] - top);
            sum += scores[i];
        }

        var factor = (float)(weight / sum);
        for (var i = 0; i < scores.Length; i++) scores[i] *= factor;
        scores[target] -= weight;
        return weight * (Math.Log(sum) + top - right);
    }
}
