using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>outputs = inputs · weight + bias.</summary>
internal sealed class LinearLayer
{
    private readonly PackedMatrix _forward = new();
    private readonly PackedMatrix _backward = new();

    /// <summary>Makes the layer with Glorot's uniform start.</summary>
    /// <param name="name">Prefix of its parameters.</param>
    /// <param name="inputs">Numbers in.</param>
    /// <param name="outputs">Numbers out.</param>
    /// <param name="random">The source of the first weights.</param>
    /// <param name="parameters">Where to enter the parameters.</param>
    public LinearLayer(string name, int inputs, int outputs, SeededRandom random, List<Parameter> parameters)
    {
        Weight = new Parameter(name + ".weight", inputs, outputs);
        Bias = new Parameter(name + ".bias", 1, outputs);
        Weight.Randomize(random, MathF.Sqrt(6f / (inputs + outputs)));
        parameters.Add(Weight);
        parameters.Add(Bias);
    }

    /// <summary>[inputs × outputs].</summary>
    public Parameter Weight { get; }

    /// <summary>[1 × outputs].</summary>
    public Parameter Bias { get; }

    /// <summary>Takes over changed weights.</summary>
    public void Prepare()
    {
        _forward.Pack(Weight.Values, Weight.Stride, Weight.Rows, Weight.Columns, Bias.Values.AsSpan(0, Bias.Columns));
        _backward.PackTransposed(Weight.Values, Weight.Stride, Weight.Columns, Weight.Rows);
    }

    /// <summary>Computes the outputs.</summary>
    /// <param name="inputs">[rows × inputs].</param>
    /// <param name="stride">Distance of two rows; a smaller one makes a window.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">[rows × padded outputs].</param>
    /// <param name="outputStride">Distance of two rows.</param>
    public void Forward(ReadOnlySpan<float> inputs, int stride, int rows, Span<float> outputs, int outputStride) =>
        MatrixKernels.Multiply(inputs, stride, rows, _forward, outputs, outputStride);

    /// <summary>Adds to the gradients of weight and bias, and of the inputs where they are wanted.</summary>
    /// <param name="gradients">Of the outputs, [rows × padded outputs], zeros in the padding.</param>
    /// <param name="stride">Distance of two of its rows.</param>
    /// <param name="inputs">What went in.</param>
    /// <param name="inputStride">Distance of two rows.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="inputGradients">What is added to; empty where it is not wanted.</param>
    /// <param name="inputGradientStride">Distance of two of its rows.</param>
    public void Backward(
        ReadOnlySpan<float> gradients,
        int stride,
        ReadOnlySpan<float> inputs,
        int inputStride,
        int rows,
        Span<float> inputGradients = default,
        int inputGradientStride = 0)
    {
        WeightGradients(gradients, stride, inputs, inputStride, rows);
        if (!inputGradients.IsEmpty)
            MatrixKernels.Multiply(gradients, stride, rows, _backward, inputGradients, inputGradientStride, accumulate: true);
    }

    /// <summary>Adds to the gradients of weight and bias alone.</summary>
    /// <param name="gradients">Of the outputs.</param>
    /// <param name="stride">Distance of two of its rows.</param>
    /// <param name="inputs">What went in.</param>
    /// <param name="inputStride">Distance of two rows.</param>
    /// <param name="rows">Rows.</param>
    public void WeightGradients(ReadOnlySpan<float> gradients, int stride, ReadOnlySpan<float> inputs, int inputStride, int rows)
    {
        MatrixKernels.AddOuter(inputs, inputStride, Weight.Rows, gradients, stride, Weight.Stride, rows, Weight.Gradients, Weight.Stride);
        for (var row = 0; row < rows; row++) RowKernels.Add(Bias.Gradients, gradients.Slice(row * stride, Bias.Stride));
    }
}

/// <summary>Layer normalisation of rows.</summary>
internal sealed class NormalizationLayer
{
    private readonly Parameter _gain;
    private readonly Parameter _bias;
    private readonly float[] _scratch;
    private float[] _standard = [];
    private float[] _inverse = [];

    /// <summary>Makes the layer: gain one, bias zero.</summary>
    /// <param name="name">Prefix of its parameters.</param>
    /// <param name="width">Numbers a row.</param>
    /// <param name="parameters">Where to enter the parameters.</param>
    public NormalizationLayer(string name, int width, List<Parameter> parameters)
    {
        _gain = new Parameter(name + ".gain", 1, width);
        _bias = new Parameter(name + ".shift", 1, width);
        _gain.Values.AsSpan().Fill(1f);
        _scratch = new float[width];
        parameters.Add(_gain);
        parameters.Add(_bias);
    }

    /// <summary>Normalises the rows of words; rows between sentences become zeros.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="rows">[rows × width].</param>
    /// <param name="result">[rows × width].</param>
    public void Forward(SentenceBatch batch, ReadOnlySpan<float> rows, Span<float> result)
    {
        var width = _gain.Columns;
        if (_standard.Length < batch.Rows * width) _standard = new float[batch.Rows * width];
        if (_inverse.Length < batch.Rows) _inverse = new float[batch.Rows];
        for (var row = 1; row < batch.Rows - 1; row++)
        {
            _inverse[row] = RowKernels.Normalize(
                rows.Slice(row * width, width),
                _gain.Values,
                _bias.Values,
                result.Slice(row * width, width),
                _standard.AsSpan(row * width, width));
        }

        batch.ClearGaps(result, width);
    }

    /// <summary>Replaces the gradient of the result by that of the input.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="gradients">[rows × width]; zeros between sentences, before and after.</param>
    public void Backward(SentenceBatch batch, Span<float> gradients)
    {
        var width = _gain.Columns;
        batch.ClearGaps(gradients, width);
        for (var row = 1; row < batch.Rows - 1; row++)
        {
            var dy = gradients.Slice(row * width, width);
            ReadOnlySpan<float> standard = _standard.AsSpan(row * width, width);
            GradientKernels.AddProduct(_gain.Gradients.AsSpan(0, width), dy, standard);
            RowKernels.Add(_bias.Gradients.AsSpan(0, width), dy);
            GradientKernels.Normalization(dy, standard, _gain.Values, _inverse[row], _scratch);
        }

        batch.ClearGaps(gradients, width);
    }
}

/// <summary>A window of three words: linear over the rows before, at and after a word.</summary>
internal sealed class ConvolutionLayer
{
    private readonly PackedMatrix[] _backward = [new(), new(), new()];
    private readonly int _width;

    /// <summary>Makes the layer.</summary>
    /// <param name="name">Prefix of its parameters.</param>
    /// <param name="width">Numbers a row, in and out.</param>
    /// <param name="random">The source of the first weights.</param>
    /// <param name="parameters">Where to enter the parameters.</param>
    public ConvolutionLayer(string name, int width, SeededRandom random, List<Parameter> parameters)
    {
        _width = width;
        Linear = new LinearLayer(name, 3 * width, width, random, parameters);
    }

    /// <summary>The weights, [3 width × width].</summary>
    public LinearLayer Linear { get; }

    /// <summary>Takes over changed weights.</summary>
    public void Prepare()
    {
        Linear.Prepare();
        for (var k = 0; k < 3; k++)
            _backward[k].PackTransposed(Linear.Weight.Values.AsSpan(k * _width * _width), _width, _width, _width);
    }

    /// <summary>Computes the rows of words.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="inputs">[rows × width].</param>
    /// <param name="outputs">[rows × width]; what stands between sentences means nothing.</param>
    public void Forward(SentenceBatch batch, ReadOnlySpan<float> inputs, Span<float> outputs) =>
        Linear.Forward(inputs, _width, batch.Rows - 2, outputs[_width..], _width);

    /// <summary>Adds to the gradients of weights and inputs.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="gradients">Of the outputs, zeros between sentences.</param>
    /// <param name="inputs">What went in.</param>
    /// <param name="inputGradients">What is added to.</param>
    public void Backward(SentenceBatch batch, ReadOnlySpan<float> gradients, ReadOnlySpan<float> inputs, Span<float> inputGradients)
    {
        var rows = batch.Rows - 2;
        Linear.WeightGradients(gradients[_width..], _width, inputs, _width, rows);
        for (var k = 0; k < 3; k++)
            MatrixKernels.Multiply(gradients[_width..], _width, rows, _backward[k], inputGradients[(k * _width)..], _width, accumulate: true);
    }
}
