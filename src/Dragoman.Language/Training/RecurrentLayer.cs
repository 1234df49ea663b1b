using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>A long short-term memory over the words of each sentence, both ways (Hochreiter and Schmidhuber 1997).</summary>
internal sealed class RecurrentLayer
{
    private readonly LinearLayer _input;
    private readonly Parameter[] _weights = new Parameter[2];
    private readonly PackedMatrix[] _forward = [new(), new()];
    private readonly PackedMatrix[] _backward = [new(), new()];
    private readonly int _width;
    private float[] _gates = [];
    private float[] _cells = [];
    private float[] _gateGradients = [];
    private float[] _scratch = [];
    private float[]? _mask;
    private float[] _thinned = [];

    /// <summary>Makes the layer; the forget gates start open.</summary>
    /// <param name="name">Prefix of its parameters.</param>
    /// <param name="inputs">Numbers a row that go in.</param>
    /// <param name="width">Numbers a row and direction that come out.</param>
    /// <param name="random">The source of the first weights.</param>
    /// <param name="parameters">Where to enter the parameters.</param>
    public RecurrentLayer(string name, int inputs, int width, SeededRandom random, List<Parameter> parameters)
    {
        _width = width;
        _input = new LinearLayer(name + ".input", inputs, 8 * width, random, parameters);
        _input.Weight.Randomize(random, MathF.Sqrt(6f / (inputs + 4 * width)));
        _input.Bias.Values.AsSpan(width, width).Fill(1f);
        _input.Bias.Values.AsSpan(5 * width, width).Fill(1f);
        for (var side = 0; side < 2; side++)
        {
            _weights[side] = new Parameter(name + (side == 0 ? ".forward" : ".backward"), width, 4 * width);
            _weights[side].Randomize(random, MathF.Sqrt(6f / (5 * width)));
            parameters.Add(_weights[side]);
        }
    }

    /// <summary>Takes over changed weights.</summary>
    /// <param name="random">Source of the weights between steps that are dropped until the next call; null drops none.</param>
    /// <param name="rate">Share that is dropped (Merity, Keskar and Socher 2018).</param>
    public void Prepare(SeededRandom? random = null, float rate = 0)
    {
        _input.Prepare();
        var size = _weights[0].Values.Length;
        if (random is null || rate <= 0) _mask = null;
        else random.Mask(_mask ??= new float[2 * size], rate, 1f / (1f - rate));
        for (var side = 0; side < 2; side++)
        {
            var weight = _weights[side];
            var values = weight.Values;
            if (_mask is not null)
            {
                Grow(ref _thinned, size);
                values.CopyTo(_thinned, 0);
                GradientKernels.Scale(_thinned.AsSpan(0, size), _mask.AsSpan(side * size, size));
                values = _thinned;
            }

            _forward[side].Pack(values, weight.Stride, weight.Rows, weight.Columns);
            _backward[side].PackTransposed(values, weight.Stride, weight.Columns, weight.Rows);
        }
    }

    /// <summary>Computes the outputs; zeros between sentences.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="inputs">[rows × inputs].</param>
    /// <param name="stride">Inputs a row.</param>
    /// <param name="outputs">[rows × 2 width].</param>
    public void Forward(SentenceBatch batch, ReadOnlySpan<float> inputs, int stride, Span<float> outputs)
    {
        Grow(ref _gates, batch.Rows * 8 * _width);
        Grow(ref _cells, batch.Rows * 2 * _width);
        Grow(ref _scratch, batch.Count * 6 * _width);
        _input.Forward(inputs, stride, batch.Rows, _gates, 8 * _width);
        batch.ClearGaps(_cells, 2 * _width);
        batch.ClearGaps(outputs, 2 * _width);
        Recurrence.Run(batch, false, _forward[0], _gates, _cells, outputs, _width, _scratch);
        Recurrence.Run(batch, true, _forward[1], _gates, _cells, outputs, _width, _scratch);
    }

    /// <summary>Adds to the gradients of weights and inputs.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="gradients">Of the outputs.</param>
    /// <param name="outputs">What came out.</param>
    /// <param name="inputs">What went in.</param>
    /// <param name="inputGradients">What is added to.</param>
    /// <param name="stride">Inputs a row.</param>
    public void Backward(
        SentenceBatch batch,
        ReadOnlySpan<float> gradients,
        ReadOnlySpan<float> outputs,
        ReadOnlySpan<float> inputs,
        Span<float> inputGradients,
        int stride)
    {
        Grow(ref _gateGradients, batch.Rows * 8 * _width);
        batch.ClearGaps(_gateGradients, 8 * _width);
        for (var side = 0; side < 2; side++) BackwardSide(batch, side, gradients);
        var inner = batch.Rows - 2;
        for (var side = 0; side < 2; side++)
        {
            MatrixKernels.AddOuter(
                outputs[(side * 2 * 2 * _width + side * _width)..],
                2 * _width,
                _width,
                _gateGradients.AsSpan(8 * _width + side * 4 * _width),
                8 * _width,
                4 * _width,
                inner,
                _weights[side].Gradients,
                4 * _width);
            if (_mask is null) continue;
            var length = _weights[side].Values.Length;
            GradientKernels.Scale(_weights[side].Gradients, _mask.AsSpan(side * length, length));
        }

        _input.Backward(_gateGradients, 8 * _width, inputs, stride, batch.Rows, inputGradients, stride);
    }

    private void BackwardSide(SentenceBatch batch, int side, ReadOnlySpan<float> gradients)
    {
        var backward = side == 1;
        var before = backward ? 1 : -1;
        var count = batch.Count;
        var hidden = _scratch.AsSpan(0, count * _width);
        var cell = _scratch.AsSpan(count * _width, count * _width);
        var step = _scratch.AsSpan(2 * count * _width, count * 4 * _width);
        hidden.Clear();
        cell.Clear();
        for (var t = batch.Longest - 1; t >= 0; t--)
        {
            var active = batch.Active(t, count);
            for (var s = 0; s < active; s++)
            {
                var row = Recurrence.Row(batch, s, t, backward);
                var at = row * 2 * _width + side * _width;
                var gate = row * 8 * _width + side * 4 * _width;
                var output = hidden.Slice(s * _width, _width);
                RowKernels.Add(output, gradients.Slice(at, _width));
                var target = _gateGradients.AsSpan(gate, 4 * _width);
                GradientKernels.Step(
                    _gates.AsSpan(gate, 4 * _width),
                    _cells.AsSpan(at + before * 2 * _width, _width),
                    _cells.AsSpan(at, _width),
                    output,
                    cell.Slice(s * _width, _width),
                    target);
                target.CopyTo(step[(s * 4 * _width)..]);
            }

            MatrixKernels.Multiply(step, 4 * _width, active, _backward[side], hidden, _width);
        }
    }

    private static void Grow(ref float[] array, int length)
    {
        if (array.Length < length) array = new float[length + length / 4];
    }
}
