using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>Adam (Kingma and Ba 2015). Rows of lookup tables without a gradient stay as they are.</summary>
internal sealed class AdamOptimizer
{
    private const float Epsilon = 1e-8f;
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly float _beta1;
    private readonly float _beta2;
    private int _steps;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="parameters">What is learned.</param>
    /// <param name="beta1">Decay of the mean of gradients.</param>
    /// <param name="beta2">Decay of the mean of their squares.</param>
    public AdamOptimizer(IReadOnlyList<Parameter> parameters, float beta1, float beta2)
    {
        _parameters = parameters;
        _beta1 = beta1;
        _beta2 = beta2;
    }

    /// <summary>Takes one step and clears the gradients.</summary>
    /// <param name="rate">Learning rate.</param>
    /// <param name="clip">Greatest length of the whole gradient.</param>
    public void Step(float rate, float clip)
    {
        _steps++;
        double squares = 0;
        foreach (var parameter in _parameters)
        {
            if (!parameter.IsLookup) squares += Squares(parameter.Gradients);
            else if (parameter.Touched is { } touched)
                foreach (var row in touched) squares += Squares(parameter.Gradients.AsSpan(row * parameter.Stride, parameter.Stride));
        }

        var length = Math.Sqrt(squares);
        var factor = length > clip ? (float)(clip / length) : 1f;
        var size = rate * (float)(Math.Sqrt(1 - Math.Pow(_beta2, _steps)) / (1 - Math.Pow(_beta1, _steps)));
        foreach (var parameter in _parameters)
        {
            if (!parameter.IsLookup) Update(parameter, 0, parameter.Values.Length, factor, size);
            else if (parameter.Touched is { } touched)
                foreach (var row in touched) Update(parameter, row * parameter.Stride, parameter.Stride, factor, size);
            parameter.ClearGradients();
        }
    }

    private static float Squares(ReadOnlySpan<float> values)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        var sum = Vector256<float>.Zero;
        for (nuint i = 0; i < (nuint)values.Length; i += 8)
        {
            var x = Vector256.LoadUnsafe(ref v, i);
            sum = Vector256.FusedMultiplyAdd(x, x, sum);
        }

        return RowKernels.Total(sum);
    }

    private void Update(Parameter parameter, int start, int length, float factor, float size)
    {
        ref var value = ref MemoryMarshal.GetReference(parameter.Values.AsSpan(start, length));
        ref var gradient = ref MemoryMarshal.GetReference(parameter.Gradients.AsSpan(start, length));
        ref var first = ref MemoryMarshal.GetReference(parameter.First.AsSpan(start, length));
        ref var second = ref MemoryMarshal.GetReference(parameter.Second.AsSpan(start, length));
        var keep1 = Vector256.Create(_beta1);
        var take1 = Vector256.Create((1 - _beta1) * factor);
        var keep2 = Vector256.Create(_beta2);
        var take2 = Vector256.Create((1 - _beta2) * factor * factor);
        var small = Vector256.Create(Epsilon);
        var step = Vector256.Create(size);
        for (nuint i = 0; i < (nuint)length; i += 8)
        {
            var g = Vector256.LoadUnsafe(ref gradient, i);
            var m = Vector256.FusedMultiplyAdd(keep1, Vector256.LoadUnsafe(ref first, i), take1 * g);
            var v = Vector256.FusedMultiplyAdd(keep2, Vector256.LoadUnsafe(ref second, i), take2 * g * g);
            m.StoreUnsafe(ref first, i);
            v.StoreUnsafe(ref second, i);
            (Vector256.LoadUnsafe(ref value, i) - step * m / (Vector256.Sqrt(v) + small)).StoreUnsafe(ref value, i);
        }
    }
}
