namespace Dragoman.Language.Neural;

/// <summary>The network without gradients: rows of words in; tags, features, trees and names out. Thread-safe; each thread brings its workspace.</summary>
internal sealed class LanguageNetwork
{
    private readonly NetworkShape _shape;
    private readonly StringTable[] _tables;
    private readonly WordVectors _vectors;
    private readonly WeightMatrix[] _embeddings;
    private readonly WeightMatrix _known;
    private readonly PackedMatrix _project;
    private readonly (float[] Gain, float[] Shift) _embeddingNorm;
    private readonly PackedMatrix[] _convolutions;
    private readonly (float[] Gain, float[] Shift)[] _convolutionNorms;
    private readonly PackedMatrix[] _recurrentInputs;
    private readonly PackedMatrix[] _forward;
    private readonly PackedMatrix[] _backward;
    private readonly (float[] Gain, float[] Shift)[] _recurrentNorms;
    private readonly PackedMatrix _tags;
    private readonly PackedMatrix _morphology;
    private readonly PackedMatrix _names;
    private readonly PackedMatrix _views;
    private readonly PackedMatrix _pairs;
    private readonly PackedMatrix _relations;
    private readonly float[] _rootArc;
    private readonly float[] _rootRelation;

    /// <summary>Makes the network of a model.</summary>
    /// <param name="model">Its tables, labels and weights.</param>
    /// <exception cref="ModelFormatException">A matrix is missing or has the wrong size.</exception>
    public LanguageNetwork(LanguageModel model)
    {
        _shape = model.Shape;
        Labels = model.Labels;
        _tables = model.Tables;
        _vectors = model.Vectors;
        var width = _shape.Width;
        var side = _shape.RecurrentWidth;
        _embeddings = new WeightMatrix[WordFeatures.Count];
        for (var i = 0; i < _embeddings.Length; i++) _embeddings[i] = model.Matrix(ParameterNames.Table((WordFeature)i), _tables[i].Count, width);
        _known = model.Matrix(ParameterNames.Known, 2, width);
        _project = Linear(model, ParameterNames.Project, _vectors.Width, width);
        _embeddingNorm = Norm(model, ParameterNames.Embedding, width);
        _convolutions = new PackedMatrix[_shape.Convolutions];
        _convolutionNorms = new (float[], float[])[_shape.Convolutions];
        for (var i = 0; i < _convolutions.Length; i++)
        {
            _convolutions[i] = Linear(model, ParameterNames.Convolution(i), 3 * width, width);
            _convolutionNorms[i] = Norm(model, ParameterNames.Convolution(i), width);
        }

        var layers = _shape.RecurrentLayers;
        (_recurrentInputs, _forward, _backward) = (new PackedMatrix[layers], new PackedMatrix[layers], new PackedMatrix[layers]);
        _recurrentNorms = new (float[], float[])[layers];
        for (var i = 0; i < layers; i++)
        {
            var name = ParameterNames.Recurrent(i);
            _recurrentInputs[i] = Linear(model, name + ".input", width, 8 * side);
            _forward[i] = model.Matrix(name + ".forward", side, 4 * side).Packed();
            _backward[i] = model.Matrix(name + ".backward", side, 4 * side).Packed();
            _recurrentNorms[i] = Norm(model, name, width);
        }

        _tags = Linear(model, ParameterNames.Tags, width, Labels.Tags.Count);
        _morphology = Linear(model, ParameterNames.Morphology, width, Labels.Morphology.Count);
        _names = Linear(model, ParameterNames.Names, width, Labels.Names.Count);
        _views = Linear(model, ParameterNames.Views, width, _shape.ViewsWidth);
        _pairs = Linear(model, ParameterNames.Pairs, _shape.ArcWidth, _shape.ArcWidth);
        _relations = Linear(model, ParameterNames.Relations, _shape.RelationWidth, Labels.Relations.Count);
        _rootArc = model.Matrix(ParameterNames.RootArc, 1, _shape.ArcWidth).Values!;
        _rootRelation = model.Matrix(ParameterNames.RootRelation, 1, _shape.RelationWidth).Values!;
    }

    /// <summary>The answers.</summary>
    public LanguageLabels Labels { get; }

    /// <summary>A workspace for this network.</summary>
    public NetworkWorkspace CreateWorkspace() => new(_shape, Labels);

    /// <summary>Makes room for the sentences that the workspace's batch now has.</summary>
    /// <param name="space">The workspace.</param>
    public void Reserve(NetworkWorkspace space)
    {
        var rows = space.Batch.Rows;
        space.Words.Trim();
        NetworkWorkspace.Grow(ref space.State, rows * _shape.Width);
        NetworkWorkspace.Grow(ref space.Next, rows * _shape.Width);
        NetworkWorkspace.Grow(ref space.Items, rows);
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
            Compute(form, target);
            return;
        }

        var kept = space.Words.Row(item);
        if (isNew) Compute(form, kept);
        kept.CopyTo(target);
    }

    /// <summary>Reads the sentences whose words have been set.</summary>
    /// <param name="space">The workspace; receives the answers by row.</param>
    public void Run(NetworkWorkspace space)
    {
        if (space.Batch.Count == 0) return;
        space.Batch.ClearGaps(space.State, _shape.Width);
        for (var i = 0; i < _convolutions.Length; i++) Convolve(space, i);
        for (var i = 0; i < _recurrentInputs.Length; i++) Recur(space, i);
        Classify(space);
        Parse(space);
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
        MatrixKernels.Multiply(space.State, width, rows - 2, _convolutions[layer], space.Next.AsSpan(width), width);
        var (gain, shift) = _convolutionNorms[layer];
        for (var row = 1; row < rows - 1; row++)
        {
            var next = space.Next.AsSpan(row * width, width);
            RowKernels.Rectify(next);
            RowKernels.Add(next, space.State.AsSpan(row * width, width));
            RowKernels.Normalize(next, gain, shift, next);
        }

        (space.State, space.Next) = (space.Next, space.State);
        space.Batch.ClearGaps(space.State, width);
    }

    private void Recur(NetworkWorkspace space, int layer)
    {
        var width = _shape.Width;
        var side = _shape.RecurrentWidth;
        var batch = space.Batch;
        NetworkWorkspace.Grow(ref space.Gates, batch.Rows * 8 * side);
        NetworkWorkspace.Grow(ref space.Cells, batch.Rows * 2 * side);
        NetworkWorkspace.Grow(ref space.Scratch, batch.Count * 5 * side);
        MatrixKernels.Multiply(space.State, width, batch.Rows, _recurrentInputs[layer], space.Gates, 8 * side);
        batch.ClearGaps(space.Cells, 2 * side);
        batch.ClearGaps(space.Next, 2 * side);
        Recurrence.Run(batch, false, _forward[layer], space.Gates, space.Cells, space.Next, side, space.Scratch);
        Recurrence.Run(batch, true, _backward[layer], space.Gates, space.Cells, space.Next, side, space.Scratch);
        var (gain, shift) = _recurrentNorms[layer];
        for (var row = 1; row < batch.Rows - 1; row++)
        {
            var state = space.State.AsSpan(row * width, width);
            RowKernels.Add(state, space.Next.AsSpan(row * width, width));
            RowKernels.Normalize(state, gain, shift, state);
        }

        batch.ClearGaps(space.State, width);
    }

    private void Classify(NetworkWorkspace space)
    {
        var batch = space.Batch;
        var width = _shape.Width;
        var inner = batch.Rows - 2;
        var stride = Math.Max(_tags.PaddedColumns, Math.Max(_morphology.PaddedColumns, _names.PaddedColumns));
        NetworkWorkspace.Grow(ref space.Scores, batch.Rows * stride);
        var state = space.State.AsSpan(width);
        MatrixKernels.Multiply(state, width, inner, _tags, space.Scores, stride);
        for (var row = 0; row < inner; row++)
            space.Tags[row + 1] = RowKernels.ArgMax(space.Scores.AsSpan(row * stride, _tags.Columns));
        MatrixKernels.Multiply(state, width, inner, _morphology, space.Scores, stride);
        for (var row = 0; row < inner; row++)
        {
            var scores = space.Scores.AsSpan(row * stride, _morphology.Columns);
            var allowed = Labels.Allowed[space.Tags[row + 1]];
            var best = allowed[0];
            foreach (var label in allowed)
                if (scores[label] > scores[best]) best = label;
            space.Morphology[row + 1] = best;
        }

        MatrixKernels.Multiply(state, width, inner, _names, space.Scores, stride);
        for (var s = 0; s < batch.Count; s++)
        {
            var start = batch.Start(s);
            space.Names.Decode(space.Scores.AsSpan((start - 1) * stride), stride, space.NameTags.AsSpan(start, batch.Length(s)));
        }
    }

    private void Parse(NetworkWorkspace space)
    {
        var batch = space.Batch;
        var width = _shape.ViewsWidth;
        var arc = _shape.ArcWidth;
        var relation = _shape.RelationWidth;
        var dependent = 2 * arc;
        var head = dependent + relation;
        NetworkWorkspace.Grow(ref space.Views, batch.Rows * width);
        NetworkWorkspace.Grow(ref space.Turned, batch.Rows * Math.Max(arc, relation));
        MatrixKernels.Multiply(space.State, _shape.Width, batch.Rows, _views, space.Views, width);
        for (var row = 0; row < batch.Rows; row++) RowKernels.Rectify(space.Views.AsSpan(row * width, 2 * arc));
        for (var s = 0; s < batch.Count; s++)
        {
            var root = space.Views.AsSpan((batch.Start(s) - 1) * width, width);
            _rootArc.CopyTo(root[arc..]);
            _rootRelation.CopyTo(root[head..]);
        }

        MatrixKernels.Multiply(space.Views, width, batch.Rows, _pairs, space.Turned, arc);
        for (var s = 0; s < batch.Count; s++)
        {
            var start = batch.Start(s);
            var length = batch.Length(s);
            var stride = PackedMatrix.Padded(length + 1);
            NetworkWorkspace.Grow(ref space.Arcs, length * stride);
            space.Heads.PackTransposed(space.Views.AsSpan((start - 1) * width + arc), width, arc, length + 1);
            MatrixKernels.Multiply(space.Turned.AsSpan(start * arc), arc, length, space.Heads, space.Arcs, stride);
            space.Sentences++;
            if (!space.Trees.Decode(space.Arcs, stride, space.HeadsOf.AsSpan(start, length))) space.Repaired++;
        }

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
        for (var row = 1; row < batch.Rows - 1; row++)
        {
            // Number 0 is the root's relation, which belongs to the root alone.
            space.Relations[row] = space.HeadsOf[row] == 0 || _relations.Columns == 1
                ? 0
                : 1 + RowKernels.ArgMax(space.Scores.AsSpan(row * labels + 1, _relations.Columns - 1));
        }
    }

    private static PackedMatrix Linear(LanguageModel model, string name, int inputs, int outputs) =>
        model.Matrix(name + ".weight", inputs, outputs).Packed(model.Matrix(name + ".bias", 1, outputs));

    private static (float[] Gain, float[] Shift) Norm(LanguageModel model, string name, int width) =>
        (model.Matrix(name + ".gain", 1, width).Values!, model.Matrix(name + ".shift", 1, width).Values!);
}
