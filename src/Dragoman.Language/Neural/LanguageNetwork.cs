namespace Dragoman.Language.Neural;

/// <summary>The network without gradients: rows of words in; tags, features, trees and names out. Thread-safe; each thread brings its workspace.</summary>
internal sealed class LanguageNetwork
{
    private readonly NetworkShape _shape;
    private readonly StringTable[] _tables;
    private readonly WordVectors _vectors;
    private readonly WeightMatrix[] _embeddings;
    private readonly WeightMatrix _known;
    private readonly WeightMatrix? _pairings;
    private readonly WeightMatrix? _writings;
    private readonly PackedMatrix _project;
    private readonly (float[] Gain, float[] Shift) _embeddingNorm;
    private readonly ProductForm _form;
    private readonly QuantizedMatrix? _window;
    private readonly float[] _windowBias = [];
    private readonly QuantizedMatrix[][] _convolutions;
    private readonly (float[] Gain, float[] Shift)[] _convolutionNorms;
    private readonly QuantizedMatrix[] _forwardInputs;
    private readonly QuantizedMatrix[] _backwardInputs;
    private readonly QuantizedMatrix[] _forward;
    private readonly QuantizedMatrix[] _backward;
    private readonly (float[] Gain, float[] Shift)[] _recurrentNorms;
    private readonly QuantizedMatrix _tags;
    private readonly QuantizedMatrix _morphology;
    private readonly QuantizedMatrix _names;
    private readonly QuantizedMatrix _views;
    private readonly PackedMatrix _pairs;
    private readonly PackedMatrix _relations;
    private readonly float[] _rootArc;
    private readonly float[] _rootRelation;

    /// <summary>Makes the network of a model.</summary>
    /// <param name="model">Its tables, labels and weights.</param>
    /// <exception cref="ModelFormatException">A matrix is missing or has the wrong size.</exception>
    /// <param name="form">Which instructions multiply; null for the fastest that the processor has. The answers are the same.</param>
    public LanguageNetwork(LanguageModel model, ProductForm? form = null)
    {
        _form = form ?? QuantizedMatrix.Best;
        _shape = model.Shape;
        Labels = model.Labels;
        _tables = model.Tables;
        _vectors = model.Vectors;
        var width = _shape.Width;
        var side = _shape.RecurrentWidth;
        _embeddings = new WeightMatrix[WordFeatures.Count];
        for (var i = 0; i < _embeddings.Length; i++) _embeddings[i] = model.Matrix(ParameterNames.Table((WordFeature)i), _tables[i].Count, width);
        _known = model.Matrix(ParameterNames.Known, 2, width);
        if (_shape.ReadsContext)
        {
            _pairings = model.Dense(ParameterNames.Pairings, SentenceContext.Pairings, width);
            _writings = model.Dense(ParameterNames.Writings, SentenceContext.Writings, width);
        }

        _project = Linear(model, ParameterNames.Project, _vectors.Width, width);
        _embeddingNorm = Norm(model, ParameterNames.Embedding, width);
        _convolutions = new QuantizedMatrix[_shape.Convolutions][];
        _convolutionNorms = new (float[], float[])[_shape.Convolutions];
        for (var i = 0; i < _convolutions.Length; i++)
        {
            // The first reads words as they are, and so from a cache.
            if (i > 0) _convolutions[i] = Window(model, ParameterNames.Convolution(i), width);
            _convolutionNorms[i] = Norm(model, ParameterNames.Convolution(i), width);
        }

        if (_convolutions.Length > 0)
        {
            _window = Flat(model, ParameterNames.Convolution(0), width);
            _windowBias = model.Dense(ParameterNames.Convolution(0) + ".bias", 1, width).Values!;
        }

        var layers = _shape.RecurrentLayers;
        (_forwardInputs, _backwardInputs) = (new QuantizedMatrix[layers], new QuantizedMatrix[layers]);
        (_forward, _backward) = (new QuantizedMatrix[layers], new QuantizedMatrix[layers]);
        _recurrentNorms = new (float[], float[])[layers];
        for (var i = 0; i < layers; i++)
        {
            var name = ParameterNames.Recurrent(i);
            _forwardInputs[i] = Half(model, name + ".input", width, 8 * side, 0);
            _backwardInputs[i] = Half(model, name + ".input", width, 8 * side, 4 * side);
            _forward[i] = new QuantizedMatrix(model.Dense(name + ".forward", side, 4 * side).Values!, 4 * side, side, 4 * side, [], _form);
            _backward[i] = new QuantizedMatrix(model.Dense(name + ".backward", side, 4 * side).Values!, 4 * side, side, 4 * side, [], _form);
            _recurrentNorms[i] = Norm(model, name, width);
        }

        _tags = Quantized(model, ParameterNames.Tags, width, Labels.Tags.Count);
        _morphology = Quantized(model, ParameterNames.Morphology, width, Labels.Morphology.Count);
        _names = Quantized(model, ParameterNames.Names, width, Labels.Names.Count);
        _views = Quantized(model, ParameterNames.Views, width, _shape.ViewsWidth);
        _pairs = Linear(model, ParameterNames.Pairs, _shape.ArcWidth, _shape.ArcWidth);
        _relations = Linear(model, ParameterNames.Relations, _shape.RelationWidth, Labels.Relations.Count);
        _rootArc = model.Dense(ParameterNames.RootArc, 1, _shape.ArcWidth).Values!;
        _rootRelation = model.Dense(ParameterNames.RootRelation, 1, _shape.RelationWidth).Values!;
    }

    /// <summary>The answers.</summary>
    public LanguageLabels Labels { get; }

    /// <summary>A workspace for this network.</summary>
    public NetworkWorkspace CreateWorkspace() => new(_shape, Labels, _form);

    /// <summary>Makes room for the sentences that the workspace's batch now has.</summary>
    /// <param name="space">The workspace.</param>
    public void Reserve(NetworkWorkspace space)
    {
        var rows = space.Batch.Rows;
        space.Words.Trim();
        NetworkWorkspace.Grow(ref space.State, rows * _shape.Width);
        NetworkWorkspace.Grow(ref space.Next, rows * _shape.Width);
        NetworkWorkspace.Grow(ref space.Items, rows);
        NetworkWorkspace.Grow(ref space.Kinds, rows);
        NetworkWorkspace.Grow(ref space.Contexts, 2 * rows);
        NetworkWorkspace.Grow(ref space.Tags, rows);
        NetworkWorkspace.Grow(ref space.Morphology, rows);
        NetworkWorkspace.Grow(ref space.HeadsOf, rows);
        NetworkWorkspace.Grow(ref space.Relations, rows);
        NetworkWorkspace.Grow(ref space.NameTags, rows);
    }

    /// <summary>Puts a word into its row.</summary>
    /// <param name="space">The workspace, reserved.</param>
    /// <param name="row">The row.</param>
    /// <param name="form">The word.</param>
    public void SetWord(NetworkWorkspace space, int row, ReadOnlySpan<char> form)
    {
        var width = _shape.Width;
        var target = space.State.AsSpan(row * width, width);
        var item = space.Words.Find(form, out var isNew);
        space.Items[row] = item;
        if (item < 0)
        {
            space.Kinds[row] = SentenceContext.Kind(form);
            Compute(form, target);
            return;
        }

        var kept = space.Words.Row(item);
        if (isNew) Compute(form, kept);
        space.Kinds[row] = space.Words.Kind(item);
        kept.CopyTo(target);
    }

    /// <summary>Reads the sentences whose words have been set.</summary>
    /// <param name="space">The workspace; receives the answers by row.</param>
    public void Run(NetworkWorkspace space)
    {
        if (space.Batch.Count == 0) return;
        Encode(space);
        Classify(space);
        Parse(space);
    }

    /// <summary>Computes the state of every word from the words' rows.</summary>
    /// <param name="space">The memory, its words set.</param>
    public void Encode(NetworkWorkspace space)
    {
        // Each row is put into whole numbers as soon as it is done: rows of a batch do not fit into the nearer caches, and would have to be fetched again.
        var width = _shape.Width;
        space.Batch.ClearGaps(space.State, width);
        space.Quantized.Begin(width, space.Batch.Rows);
        SetGaps(space);
        space.Windows.Begin(space.Batch.Rows, space.Words.Generation);
        for (var s = 0; s < space.Batch.Count; s++) Begin(space, space.Batch.Start(s), space.Batch.Length(s));
        if (_window is not null) Look(space, _window);
        for (var i = 1; i < _convolutions.Length; i++) Convolve(space, i);
        for (var i = 0; i < _forward.Length; i++) Recur(space, i);
    }

    /// <summary>Adds to a sentence's words what the sentence says of them.</summary>
    private void Begin(NetworkWorkspace space, int start, int length)
    {
        var width = _shape.Width;
        ReadOnlySpan<float> pairings = _pairings?.Values, writings = default;
        var writing = 0;
        space.Contexts.AsSpan(0, length).Clear();
        if (_writings is not null)
        {
            writing = SentenceContext.Fill(space.Kinds.AsSpan(start, length), space.Contexts.AsSpan(0, length), space.Contexts.AsSpan(length, length));
            writings = _writings.Values.AsSpan(writing * width, width);
        }

        for (var i = 0; i < length; i++)
        {
            var row = start + i;
            var target = space.State.AsSpan(row * width, width);
            if (!writings.IsEmpty)
            {
                RowKernels.Add(target, pairings.Slice(space.Contexts[i] * width, width));
                RowKernels.Add(target, writings);
            }

            if (_window is null) space.Quantized.SetRow(row, target);
            else if (!space.Windows.Find(row, space.Items[row], writing * SentenceContext.Pairings + space.Contexts[i]))
                space.Windows.Missing.SetRow(space.Windows.MissingCount - 1, target);
        }
    }

    /// <summary>The first convolution, from what is known of the words.</summary>
    private void Look(NetworkWorkspace space, QuantizedMatrix window)
    {
        var width = _shape.Width;
        var windows = space.Windows;
        windows.Fill(window);
        var (gain, shift) = _convolutionNorms[0];
        var rows = space.Batch.Rows;
        for (var row = 1; row < rows - 1; row++)
        {
            var next = space.Next.AsSpan(row * width, width);
            RowKernels.Sum(
                _windowBias, windows.Row(row - 1)[..width], windows.Row(row).Slice(width, width), windows.Row(row + 1)[(2 * width)..], next);
            RowKernels.RectifyAddNormalize(next, space.State.AsSpan(row * width, width), gain, shift);
            space.Quantized.SetRow(row, next);
        }

        (space.State, space.Next) = (space.Next, space.State);
        space.Batch.ClearGaps(space.State, width);
        SetGaps(space);
    }

    /// <summary>The rows between sentences in whole numbers.</summary>
    private void SetGaps(NetworkWorkspace space)
    {
        var zeros = space.State.AsSpan(0, _shape.Width);
        for (var s = 0; s < space.Batch.Count; s++) space.Quantized.SetRow(space.Batch.Start(s) - 1, zeros);
        space.Quantized.SetRow(space.Batch.Rows - 1, zeros);
    }

    private void Compute(ReadOnlySpan<char> form, Span<float> target)
    {
        Span<char> lowerBuffer = stackalloc char[WordFeatures.MaxLength];
        Span<char> viewBuffer = stackalloc char[WordFeatures.MaxLength];
        Span<float> vector = stackalloc float[_vectors.Width];
        var lower = WordFeatures.Lower(form, lowerBuffer);
        var row = _vectors.Find(lower);
        vector.Clear();
        if (row >= 0) _vectors.Add(row, vector);
        MatrixKernels.Multiply(vector, vector.Length, 1, _project, target, target.Length);
        for (var i = 0; i < _tables.Length; i++)
        {
            var view = WordFeatures.View((WordFeature)i, form, lower, viewBuffer);
            _embeddings[i].AddRow(Math.Max(0, _tables[i].Find(view)), target);
        }

        _known.AddRow(row < 0 ? 0 : 1, target);
        RowKernels.Normalize(target, _embeddingNorm.Gain, _embeddingNorm.Shift, target);
    }

    private void Convolve(NetworkWorkspace space, int layer)
    {
        var width = _shape.Width;
        var rows = space.Batch.Rows;
        for (var k = 0; k < 3; k++) _convolutions[layer][k].Multiply(space.Quantized, k, rows - 2, space.Next.AsSpan(width), width, accumulate: k > 0);
        var (gain, shift) = _convolutionNorms[layer];
        for (var row = 1; row < rows - 1; row++)
        {
            var next = space.Next.AsSpan(row * width, width);
            RowKernels.RectifyAddNormalize(next, space.State.AsSpan(row * width, width), gain, shift);
            space.Quantized.SetRow(row, next);
        }

        (space.State, space.Next) = (space.Next, space.State);
        space.Batch.ClearGaps(space.State, width);
        SetGaps(space);
    }

    private void Recur(NetworkWorkspace space, int layer)
    {
        var width = _shape.Width;
        var batch = space.Batch;
        Recurrence.Run(batch, false, _forwardInputs[layer], _forward[layer], space.Quantized, space.Recurrent, space.Next);
        Recurrence.Run(batch, true, _backwardInputs[layer], _backward[layer], space.Quantized, space.Recurrent, space.Next);
        var (gain, shift) = _recurrentNorms[layer];
        for (var s = 0; s < batch.Count; s++)
        {
            for (var row = batch.Start(s); row < batch.Start(s) + batch.Length(s); row++)
            {
                var state = space.State.AsSpan(row * width, width);
                RowKernels.Add(state, space.Next.AsSpan(row * width, width));
                RowKernels.Normalize(state, gain, shift, state);
                space.Quantized.SetRow(row, state);
            }
        }
    }

    private void Classify(NetworkWorkspace space)
    {
        var batch = space.Batch;
        var inner = batch.Rows - 2;
        var stride = ScoreWords(space, 0);
        for (var row = 0; row < inner; row++)
            space.Tags[row + 1] = RowKernels.ArgMax(space.Scores.AsSpan(row * stride, _tags.Columns));
        ScoreWords(space, 1);
        for (var row = 0; row < inner; row++)
        {
            var scores = space.Scores.AsSpan(row * stride, _morphology.Columns);
            var allowed = Labels.Allowed[space.Tags[row + 1]];
            var best = allowed[0];
            foreach (var label in allowed)
                if (scores[label] > scores[best]) best = label;
            space.Morphology[row + 1] = best;
        }

        ScoreWords(space, 2);
        for (var s = 0; s < batch.Count; s++)
        {
            var start = batch.Start(s);
            space.Names.Decode(space.Scores.AsSpan((start - 1) * stride), stride, space.NameTags.AsSpan(start, batch.Length(s)));
        }
    }

    private void Parse(NetworkWorkspace space)
    {
        View(space);
        var batch = space.Batch;
        for (var s = 0; s < batch.Count; s++)
        {
            var stride = ScoreArcs(space, s);
            space.Sentences++;
            if (!space.Trees.Decode(space.Arcs, stride, space.HeadsOf.AsSpan(batch.Start(s), batch.Length(s)))) space.Repaired++;
        }

        var labels = ScoreRelations(space);
        for (var row = 1; row < batch.Rows - 1; row++)
        {
            // Number 0 is the root's relation, which belongs to the root alone.
            space.Relations[row] = space.HeadsOf[row] == 0 || _relations.Columns == 1
                ? 0
                : 1 + RowKernels.ArgMax(space.Scores.AsSpan(row * labels + 1, _relations.Columns - 1));
        }
    }

    /// <summary>Computes the views that the parser scores, from the words' states.</summary>
    /// <param name="space">The memory, encoded.</param>
    public void View(NetworkWorkspace space)
    {
        var batch = space.Batch;
        var width = _shape.ViewsWidth;
        var arc = _shape.ArcWidth;
        var relation = _shape.RelationWidth;
        var head = 2 * arc + relation;
        NetworkWorkspace.Grow(ref space.Views, batch.Rows * width);
        NetworkWorkspace.Grow(ref space.Turned, batch.Rows * Math.Max(arc, relation));
        _views.Multiply(space.Quantized, 0, batch.Rows, space.Views, width);
        for (var row = 0; row < batch.Rows; row++) RowKernels.Rectify(space.Views.AsSpan(row * width, 2 * arc));
        for (var s = 0; s < batch.Count; s++)
        {
            var root = space.Views.AsSpan((batch.Start(s) - 1) * width, width);
            _rootArc.CopyTo(root[arc..]);
            _rootRelation.CopyTo(root[head..]);
        }

        MatrixKernels.Multiply(space.Views, width, batch.Rows, _pairs, space.Turned, arc);
    }

    /// <summary>Scores all heads for all words of one sentence.</summary>
    /// <param name="space">The memory, after <see cref="View"/>.</param>
    /// <param name="sentence">Which of the batch.</param>
    /// <returns>Distance of two words' rows in <see cref="NetworkWorkspace.Arcs"/>.</returns>
    public int ScoreArcs(NetworkWorkspace space, int sentence)
    {
        var arc = _shape.ArcWidth;
        var width = _shape.ViewsWidth;
        var start = space.Batch.Start(sentence);
        var length = space.Batch.Length(sentence);
        var stride = PackedMatrix.Padded(length + 1);
        NetworkWorkspace.Grow(ref space.Arcs, length * stride);
        space.Heads.PackTransposed(space.Views.AsSpan((start - 1) * width + arc), width, arc, length + 1);
        MatrixKernels.Multiply(space.Turned.AsSpan(start * arc), arc, length, space.Heads, space.Arcs, stride);
        return stride;
    }

    /// <summary>Scores the relations of all words to their heads in <see cref="NetworkWorkspace.HeadsOf"/>; the bilinear form's rows are lost.</summary>
    /// <param name="space">The memory, after <see cref="View"/>.</param>
    /// <returns>Distance of two words' rows in <see cref="NetworkWorkspace.Scores"/>.</returns>
    public int ScoreRelations(NetworkWorkspace space)
    {
        var batch = space.Batch;
        var width = _shape.ViewsWidth;
        var relation = _shape.RelationWidth;
        var dependent = 2 * _shape.ArcWidth;
        var head = dependent + relation;
        for (var s = 0; s < batch.Count; s++)
        {
            var before = batch.Start(s) - 1;
            for (var row = before + 1; row <= before + batch.Length(s); row++)
            {
                RowKernels.RectifiedSum(
                    space.Views.AsSpan(row * width + dependent),
                    space.Views.AsSpan((before + space.HeadsOf[row]) * width + head),
                    space.Turned.AsSpan(row * relation, relation));
            }
        }

        var labels = _relations.PaddedColumns;
        NetworkWorkspace.Grow(ref space.Scores, batch.Rows * labels);
        MatrixKernels.Multiply(space.Turned.AsSpan(relation), relation, batch.Rows - 2, _relations, space.Scores.AsSpan(labels), labels);
        return labels;
    }

    /// <summary>Scores the answers of one of the three heads that read single words.</summary>
    /// <param name="space">The memory, encoded.</param>
    /// <param name="head">0 tags, 1 features, 2 names.</param>
    /// <returns>Distance of two words' rows in <see cref="NetworkWorkspace.Scores"/>; row 0 is the batch's row 1.</returns>
    public int ScoreWords(NetworkWorkspace space, int head)
    {
        var matrix = head switch { 0 => _tags, 1 => _morphology, _ => _names };
        var stride = Math.Max(_tags.PaddedColumns, Math.Max(_morphology.PaddedColumns, _names.PaddedColumns));
        NetworkWorkspace.Grow(ref space.Scores, space.Batch.Rows * stride);
        matrix.Multiply(space.Quantized, 1, space.Batch.Rows - 2, space.Scores, stride);
        return stride;
    }

    private QuantizedMatrix Quantized(LanguageModel model, string name, int inputs, int outputs) =>
        new(model.Dense(name + ".weight", inputs, outputs).Values!, outputs, inputs, outputs, model.Dense(name + ".bias", 1, outputs).Values!, _form);

    /// <summary>Half of the columns of a matrix.</summary>
    private QuantizedMatrix Half(LanguageModel model, string name, int inputs, int outputs, int first) =>
        new(
            model.Dense(name + ".weight", inputs, outputs).Values.AsSpan(first), outputs, inputs, outputs / 2,
            model.Dense(name + ".bias", 1, outputs).Values.AsSpan(first, outputs / 2), _form);

    private QuantizedMatrix[] Window(LanguageModel model, string name, int width)
    {
        var weights = model.Dense(name + ".weight", 3 * width, width).Values!;
        var bias = model.Dense(name + ".bias", 1, width).Values!;
        return [.. Enumerable.Range(0, 3).Select(k =>
            new QuantizedMatrix(weights.AsSpan(k * width * width, width * width), width, width, width, k == 0 ? bias : [], _form))];
    }

    /// <summary>The three places of a convolution side by side: [width × 3 width], without bias.</summary>
    private QuantizedMatrix Flat(LanguageModel model, string name, int width)
    {
        var weights = model.Dense(name + ".weight", 3 * width, width).Values!;
        var flat = new float[3 * width * width];
        for (var k = 0; k < 3 * width; k++) weights.AsSpan(k * width, width).CopyTo(flat.AsSpan((k % width * 3 + k / width) * width));
        return new QuantizedMatrix(flat, 3 * width, width, 3 * width, [], _form);
    }

    private static PackedMatrix Linear(LanguageModel model, string name, int inputs, int outputs) =>
        model.Dense(name + ".weight", inputs, outputs).Packed(model.Dense(name + ".bias", 1, outputs));

    private static (float[] Gain, float[] Shift) Norm(LanguageModel model, string name, int width) =>
        (model.Dense(name + ".gain", 1, width).Values!, model.Dense(name + ".shift", 1, width).Values!);
}
