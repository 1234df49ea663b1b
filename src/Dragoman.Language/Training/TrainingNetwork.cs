using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>
/// The network with its backward pass: embeddings of a word's views and its frozen vector, convolutions, recurrent layers, and on top of
/// them linear heads for tags, features and names and the two scorers of the parser. The inference network is the same without
/// gradients; a test holds the two together.
/// </summary>
internal sealed class TrainingNetwork
{
    private readonly NetworkShape _shape;
    private readonly WordVectors _vectors;
    private readonly Parameter[] _tables;
    private readonly Parameter _known;
    private readonly Parameter? _pairings;
    private readonly Parameter? _writings;
    private readonly LinearLayer _project;
    private readonly NormalizationLayer _embeddingNorm;
    private readonly ConvolutionLayer[] _convolutions;
    private readonly NormalizationLayer[] _convolutionNorms;
    private readonly RecurrentLayer[] _recurrent;
    private readonly NormalizationLayer[] _recurrentNorms;
    private readonly ParserHead _parser;
    private readonly LinearLayer[] _heads;
    private readonly SentenceBatch _batch = new();
    private readonly List<EncodedSentence> _order = [];
    private readonly float[][] _states;
    private readonly float[][] _rectified;
    private readonly float[][] _read;
    private readonly float[][] _masks;
    private float[] _vectorRows = [];
    private float[] _work = [];
    private float[] _gradient = [];
    private float[] _next = [];
    private float[] _logits = [];

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="tableRows">Rows of each embedding table.</param>
    /// <param name="vectors">The frozen vectors.</param>
    /// <param name="labels">Numbers of answers.</param>
    /// <param name="seed">Seed of the weights.</param>
    public TrainingNetwork(NetworkShape shape, IReadOnlyList<int> tableRows, WordVectors vectors, LabelCounts labels, ulong seed)
    {
        shape.Validate();
        _shape = shape;
        _vectors = vectors;
        var random = new SeededRandom(seed);
        var width = shape.Width;
        _tables = new Parameter[WordFeatures.Count];
        for (var i = 0; i < _tables.Length; i++)
        {
            _tables[i] = new Parameter(ParameterNames.Table((WordFeature)i), tableRows[i], width, lookup: true);
            _tables[i].Randomize(random, 0.1f);
            Parameters.Add(_tables[i]);
        }

        _known = new Parameter(ParameterNames.Known, 2, width, lookup: true);
        Parameters.Add(_known);
        if (shape.ReadsContext)
        {
            _pairings = new Parameter(ParameterNames.Pairings, SentenceContext.Pairings, width);
            _writings = new Parameter(ParameterNames.Writings, SentenceContext.Writings, width);
            Parameters.Add(_pairings);
            Parameters.Add(_writings);
        }

        _project = new LinearLayer(ParameterNames.Project, vectors.Width, width, random, Parameters);
        _embeddingNorm = new NormalizationLayer(ParameterNames.Embedding, width, Parameters);
        _convolutions = new ConvolutionLayer[shape.Convolutions];
        _convolutionNorms = new NormalizationLayer[shape.Convolutions];
        for (var i = 0; i < shape.Convolutions; i++)
        {
            _convolutions[i] = new ConvolutionLayer(ParameterNames.Convolution(i), width, random, Parameters);
            _convolutionNorms[i] = new NormalizationLayer(ParameterNames.Convolution(i), width, Parameters);
        }

        _recurrent = new RecurrentLayer[shape.RecurrentLayers];
        _recurrentNorms = new NormalizationLayer[shape.RecurrentLayers];
        for (var i = 0; i < shape.RecurrentLayers; i++)
        {
            _recurrent[i] = new RecurrentLayer(ParameterNames.Recurrent(i), width, shape.RecurrentWidth, random, Parameters);
            _recurrentNorms[i] = new NormalizationLayer(ParameterNames.Recurrent(i), width, Parameters);
        }

        _heads =
        [
            new LinearLayer(ParameterNames.Tags, width, labels.Tags, random, Parameters),
            new LinearLayer(ParameterNames.Morphology, width, labels.Morphology, random, Parameters),
            new LinearLayer(ParameterNames.Names, width, labels.Names, random, Parameters),
        ];
        _parser = new ParserHead(shape, labels.Relations, random, Parameters);
        _states = new float[1 + shape.Convolutions + shape.RecurrentLayers][];
        _rectified = new float[shape.Convolutions][];
        _read = new float[shape.RecurrentLayers][];
        _masks = new float[1 + shape.RecurrentLayers][];
        Array.Fill(_states, []);
        Array.Fill(_rectified, []);
        Array.Fill(_read, []);
        Array.Fill(_masks, []);
        Prepare();
    }

    /// <summary>All that is learned.</summary>
    public List<Parameter> Parameters { get; } = [];

    /// <summary>Takes over changed weights.</summary>
    /// <param name="random">Source of the recurrent weights that are dropped until the next call; null drops none.</param>
    /// <param name="recurrentDropout">Their share.</param>
    public void Prepare(SeededRandom? random = null, float recurrentDropout = 0)
    {
        _project.Prepare();
        foreach (var layer in _convolutions) layer.Prepare();
        foreach (var layer in _recurrent) layer.Prepare(random, recurrentDropout);
        foreach (var head in _heads) head.Prepare();
        _parser.Prepare();
    }

    /// <summary>Reads sentences and adds the gradients of their loss to the parameters.</summary>
    /// <param name="sentences">At least one.</param>
    /// <param name="random">Source of what is dropped.</param>
    /// <param name="options">Rates of dropping, weights of the losses.</param>
    /// <returns>Losses a word.</returns>
    public TrainingLoss Accumulate(IReadOnlyList<EncodedSentence> sentences, SeededRandom random, TrainerOptions options)
    {
        Arrange(sentences);
        var width = _shape.Width;
        var rows = _batch.Rows;
        Embed(random, options);
        var state = 0;
        var scale = 1f / (1f - options.Dropout);
        for (var i = 0; i < _convolutions.Length; i++, state++)
        {
            Grow(ref _rectified[i], rows * width);
            _convolutions[i].Forward(_batch, _states[state], _rectified[i]);
            RowKernels.Rectify(_rectified[i].AsSpan(width, (rows - 2) * width));
            Drop(_rectified[i], rows * width, random, options.Dropout, scale);
            _batch.ClearGaps(_rectified[i], width);
            Join(_states[state], _rectified[i], rows * width);
            Grow(ref _states[state + 1], rows * width);
            _convolutionNorms[i].Forward(_batch, _work, _states[state + 1]);
        }

        for (var i = 0; i < _recurrent.Length; i++, state++)
        {
            Grow(ref _read[i], rows * width);
            _recurrent[i].Forward(_batch, _states[state], width, _read[i]);
            Grow(ref _masks[1 + i], rows * width);
            Fill(_masks[1 + i], rows * width, random, options.Dropout, scale);
            Join(_states[state], default, rows * width);
            for (var row = 0; row < rows; row++)
                GradientKernels.AddProduct(_work.AsSpan(row * width, width), _read[i].AsSpan(row * width), _masks[1 + i].AsSpan(row * width));
            Grow(ref _states[state + 1], rows * width);
            _recurrentNorms[i].Forward(_batch, _work, _states[state + 1]);
        }

        var top = _states[state];
        Grow(ref _gradient, rows * width);
        Grow(ref _next, rows * width);
        _gradient.AsSpan(0, rows * width).Clear();
        var words = Math.Max(1, _batch.Words);
        var tags = Classify(_heads[0], top, 0, options.TagWeight / words, options.TeacherShare);
        var morphology = Classify(_heads[1], top, 1, options.MorphologyWeight / words, options.TeacherShare);
        var names = Classify(_heads[2], top, 2, options.NameWeight / words, options.TeacherShare);
        var (arcs, relations) = _parser.Accumulate(_batch, _order, top, _gradient, random, options);
        Backward(state, scale);
        return new TrainingLoss(tags, morphology, arcs, relations, names);
    }

    private void Backward(int state, float scale)
    {
        var width = _shape.Width;
        var rows = _batch.Rows;
        for (var i = _recurrent.Length - 1; i >= 0; i--)
        {
            state--;
            _recurrentNorms[i].Backward(_batch, _gradient);
            var inner = Copy(rows * width);
            for (var row = 0; row < rows; row++) GradientKernels.Scale(inner.Slice(row * width, width), _masks[1 + i].AsSpan(row * width));
            _recurrent[i].Backward(_batch, inner, _read[i], _states[state], _gradient, width);
            _batch.ClearGaps(_gradient, width);
        }

        for (var i = _convolutions.Length - 1; i >= 0; i--)
        {
            state--;
            _convolutionNorms[i].Backward(_batch, _gradient);
            var inner = Copy(rows * width);
            GradientKernels.Gate(inner, _rectified[i], scale);
            _batch.ClearGaps(inner, width);
            _convolutions[i].Backward(_batch, inner, _states[state], _gradient);
            _batch.ClearGaps(_gradient, width);
        }

        GradientKernels.Scale(_gradient.AsSpan(0, rows * width), _masks[0]);
        if (_pairings is not null && _writings is not null)
        {
            for (var s = 0; s < _order.Count; s++)
            {
                for (var i = 0; i < _order[s].Length; i++)
                {
                    var gradient = _gradient.AsSpan((_batch.Start(s) + i) * width, width);
                    RowKernels.Add(_pairings.GradientRow(_order[s].Pairings[i]), gradient);
                    RowKernels.Add(_writings.GradientRow(_order[s].Writing), gradient);
                }
            }
        }

        _embeddingNorm.Backward(_batch, _gradient);
        _project.WeightGradients(_gradient, width, _vectorRows, _vectors.Width, rows);
        for (var s = 0; s < _order.Count; s++)
        {
            var sentence = _order[s];
            for (var i = 0; i < sentence.Length; i++)
            {
                var gradient = _gradient.AsSpan((_batch.Start(s) + i) * width, width);
                for (var f = 0; f < _tables.Length; f++) RowKernels.Add(_tables[f].GradientRow(_rowsOf[(_batch.Start(s) + i) * Views + f]), gradient);
                RowKernels.Add(_known.GradientRow(_rowsOf[(_batch.Start(s) + i) * Views + _tables.Length]), gradient);
            }
        }
    }

    private const int Views = WordFeatures.Count + 1;
    private int[] _rowsOf = [];

    private void Arrange(IReadOnlyList<EncodedSentence> sentences)
    {
        _order.Clear();
        _order.AddRange(sentences.OrderByDescending(s => s.Length));
        _batch.Clear();
        foreach (var sentence in _order) _batch.Add(sentence.Length);
    }

    private void Embed(SeededRandom random, TrainerOptions options)
    {
        var width = _shape.Width;
        var rows = _batch.Rows;
        Grow(ref _vectorRows, rows * _vectors.Width);
        Grow(ref _work, rows * width);
        Grow(ref _states[0], rows * width);
        Grow(ref _masks[0], rows * width);
        if (_rowsOf.Length < rows * Views) _rowsOf = new int[rows * Views * 2];
        _vectorRows.AsSpan(0, rows * _vectors.Width).Clear();
        for (var s = 0; s < _order.Count; s++)
        {
            var sentence = _order[s];
            for (var i = 0; i < sentence.Length; i++)
            {
                var row = _batch.Start(s) + i;
                var views = _rowsOf.AsSpan(row * Views, Views);
                sentence.Features.AsSpan(i * WordFeatures.Count, WordFeatures.Count).CopyTo(views);
                if (options.WordDropout > 0 && random.Single() < options.WordDropout / (options.WordDropout + sentence.Counts[i])) views[0] = 0;
                var vector = sentence.Vectors[i];
                if (vector >= 0 && options.VectorDropout > 0 && random.Single() < options.VectorDropout) vector = -1;
                views[^1] = vector < 0 ? 0 : 1;
                if (vector >= 0) _vectors.Add(vector, _vectorRows.AsSpan(row * _vectors.Width, _vectors.Width));
            }
        }

        _project.Forward(_vectorRows, _vectors.Width, rows, _work, width);
        for (var s = 0; s < _order.Count; s++)
        {
            for (var row = _batch.Start(s); row < _batch.Start(s) + _batch.Length(s); row++)
            {
                var target = _work.AsSpan(row * width, width);
                for (var f = 0; f < _tables.Length; f++) RowKernels.Add(target, _tables[f].Row(_rowsOf[row * Views + f]));
                RowKernels.Add(target, _known.Row(_rowsOf[row * Views + _tables.Length]));
            }
        }

        _embeddingNorm.Forward(_batch, _work, _states[0]);
        if (_pairings is not null && _writings is not null)
        {
            for (var s = 0; s < _order.Count; s++)
            {
                for (var i = 0; i < _order[s].Length; i++)
                {
                    var target = _states[0].AsSpan((_batch.Start(s) + i) * width, width);
                    RowKernels.Add(target, _pairings.Row(_order[s].Pairings[i]));
                    RowKernels.Add(target, _writings.Row(_order[s].Writing));
                }
            }
        }

        Fill(_masks[0], rows * width, random, options.Dropout, 1f / (1f - options.Dropout));
        GradientKernels.Scale(_states[0].AsSpan(0, rows * width), _masks[0]);
    }

    private double Classify(LinearLayer head, float[] top, int kind, float weight, float share)
    {
        var stride = head.Weight.Stride;
        var columns = head.Weight.Columns;
        var rows = _batch.Rows;
        var width = _shape.Width;
        Grow(ref _logits, rows * stride);
        head.Forward(top, width, rows, _logits, stride);
        double loss = 0;
        for (var s = 0; s < _order.Count; s++)
        {
            var answers = kind switch { 0 => _order[s].Tags, 1 => _order[s].Morphology, _ => _order[s].Names };
            var soft = _order[s].Soft is not { } thought ? null : kind switch { 0 => thought.Tags, 1 => thought.Morphology, _ => thought.Names };
            for (var i = 0; i < answers.Length; i++)
            {
                var scores = _logits.AsSpan((_batch.Start(s) + i) * stride, stride);
                scores[columns..].Clear();
                if (soft is not null)
                    loss += GradientKernels.CrossEntropy(scores[..columns], soft.AsSpan(i * columns, columns), answers[i], share, weight);
                else if (answers[i] < 0) scores.Clear();
                else loss += GradientKernels.CrossEntropy(scores[..columns], answers[i], weight);
            }
        }

        _batch.ClearGaps(_logits, stride);
        head.Backward(_logits, stride, top, width, rows, _gradient, width);
        return loss;
    }

    private Span<float> Copy(int length)
    {
        _gradient.AsSpan(0, length).CopyTo(_next);
        return _next.AsSpan(0, length);
    }

    private void Join(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int length)
    {
        left[..length].CopyTo(_work);
        if (!right.IsEmpty) RowKernels.Add(_work.AsSpan(0, length), right);
    }

    private void Drop(float[] values, int length, SeededRandom random, float rate, float scale)
    {
        if (rate <= 0) return;
        Grow(ref _next, length);
        random.Mask(_next.AsSpan(0, length), rate, scale);
        GradientKernels.Scale(values.AsSpan(0, length), _next);
    }

    private static void Fill(float[] mask, int length, SeededRandom random, float rate, float scale)
    {
        if (rate <= 0) mask.AsSpan(0, length).Fill(1f);
        else random.Mask(mask.AsSpan(0, length), rate, scale);
    }

    private static void Grow(ref float[] array, int length)
    {
        if (array.Length < length) array = new float[length + length / 4];
    }
}
