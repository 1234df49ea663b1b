using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>
/// The parser's scorers: each word's views as dependent and as head, a bilinear score for every pair (Dozat and Manning 2017), and for the
/// right pair one rectified layer over both views that scores the relations.
/// </summary>
internal sealed class ParserHead
{
    private readonly NetworkShape _shape;
    private readonly LinearLayer _views;
    private readonly LinearLayer _pairs;
    private readonly LinearLayer _relations;
    private readonly Parameter _rootArc;
    private readonly Parameter _rootRelation;
    private readonly PackedMatrix _heads = new();
    private float[] _viewRows = [];
    private float[] _viewGradients = [];
    private float[] _turned = [];
    private float[] _turnedGradients = [];
    private float[] _scores = [];
    private float[] _joined = [];
    private float[] _joinedGradients = [];
    private float[] _logits = [];
    private float[] _mask = [];

    /// <summary>Makes the scorers.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="relations">Number of relations.</param>
    /// <param name="random">The source of the first weights.</param>
    /// <param name="parameters">Where to enter the parameters.</param>
    public ParserHead(NetworkShape shape, int relations, SeededRandom random, List<Parameter> parameters)
    {
        _shape = shape;
        _views = new LinearLayer(ParameterNames.Views, shape.Width, shape.ViewsWidth, random, parameters);
        _pairs = new LinearLayer(ParameterNames.Pairs, shape.ArcWidth, shape.ArcWidth, random, parameters);
        _relations = new LinearLayer(ParameterNames.Relations, shape.RelationWidth, relations, random, parameters);
        _rootArc = new Parameter(ParameterNames.RootArc, 1, shape.ArcWidth);
        _rootRelation = new Parameter(ParameterNames.RootRelation, 1, shape.RelationWidth);
        _rootArc.Randomize(random, 0.1f);
        _rootRelation.Randomize(random, 0.1f);
        parameters.Add(_rootArc);
        parameters.Add(_rootRelation);
    }

    /// <summary>Takes over changed weights.</summary>
    public void Prepare()
    {
        _views.Prepare();
        _pairs.Prepare();
        _relations.Prepare();
    }

    /// <summary>Adds the gradients of the two losses.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="order">The sentences' answers, in the batch's order.</param>
    /// <param name="top">[rows × width].</param>
    /// <param name="gradient">Of <paramref name="top"/>, added to.</param>
    /// <param name="random">Source of what is dropped.</param>
    /// <param name="options">Rates and weights.</param>
    /// <returns>Losses a word, of arcs and relations.</returns>
    public (double Arcs, double Relations) Accumulate(
        SentenceBatch batch,
        List<EncodedSentence> order,
        float[] top,
        float[] gradient,
        SeededRandom random,
        TrainerOptions options)
    {
        var rows = batch.Rows;
        var arc = _shape.ArcWidth;
        var width = _shape.ViewsWidth;
        var scale = 1f / (1f - options.HeadDropout);
        Grow(ref _viewRows, rows * width);
        Grow(ref _viewGradients, rows * width);
        Grow(ref _mask, rows * Math.Max(2 * arc, _shape.RelationWidth));
        _views.Forward(top, _shape.Width, rows, _viewRows, width);
        _viewGradients.AsSpan(0, rows * width).Clear();
        if (options.HeadDropout > 0) random.Mask(_mask.AsSpan(0, rows * 2 * arc), options.HeadDropout, scale);
        for (var row = 0; row < rows; row++)
        {
            var views = _viewRows.AsSpan(row * width, 2 * arc);
            RowKernels.Rectify(views);
            if (options.HeadDropout > 0) GradientKernels.Scale(views, _mask.AsSpan(row * 2 * arc));
        }

        for (var s = 0; s < batch.Count; s++)
        {
            var root = _viewRows.AsSpan((batch.Start(s) - 1) * width, width);
            _rootArc.Row(0).CopyTo(root[arc..]);
            _rootRelation.Row(0).CopyTo(root[(2 * arc + _shape.RelationWidth)..]);
        }

        var words = Math.Max(1, batch.Words);
        var arcs = Arcs(batch, order, options.ArcWeight / words, options.TeacherShare);
        var relations = Relations(batch, order, options.RelationWeight / words, random, options);
        for (var s = 0; s < batch.Count; s++)
        {
            var root = _viewGradients.AsSpan((batch.Start(s) - 1) * width, width);
            RowKernels.Add(_rootArc.Gradients, root.Slice(arc, arc));
            RowKernels.Add(_rootRelation.Gradients, root.Slice(2 * arc + _shape.RelationWidth, _shape.RelationWidth));
        }

        for (var row = 0; row < rows; row++)
            GradientKernels.Gate(_viewGradients.AsSpan(row * width, 2 * arc), _viewRows.AsSpan(row * width), scale);
        batch.ClearGaps(_viewGradients, width);
        _views.Backward(_viewGradients, width, top, _shape.Width, rows, gradient, _shape.Width);
        return (arcs, relations);
    }

    private double Arcs(SentenceBatch batch, List<EncodedSentence> order, float weight, float share)
    {
        var rows = batch.Rows;
        var arc = _shape.ArcWidth;
        var width = _shape.ViewsWidth;
        Grow(ref _turned, rows * arc);
        Grow(ref _turnedGradients, rows * arc);
        _turnedGradients.AsSpan(0, rows * arc).Clear();
        _pairs.Forward(_viewRows, width, rows, _turned, arc);
        double loss = 0;
        for (var s = 0; s < batch.Count; s++)
        {
            var answers = order[s].Heads;
            var soft = order[s].Soft?.Arcs;
            if (answers[0] < 0 && soft is null) continue;
            var length = batch.Length(s);
            var stride = PackedMatrix.Padded(length + 1);
            var start = batch.Start(s);
            var headRows = _viewRows.AsSpan((start - 1) * width + arc);
            Grow(ref _scores, length * stride);
            _heads.PackTransposed(headRows, width, arc, length + 1);
            MatrixKernels.Multiply(_turned.AsSpan(start * arc), arc, length, _heads, _scores, stride);
            for (var i = 0; i < length; i++)
            {
                var scores = _scores.AsSpan(i * stride, stride);
                loss += soft is null
                    ? GradientKernels.CrossEntropy(scores[..(length + 1)], answers[i], weight)
                    : GradientKernels.CrossEntropy(scores[..(length + 1)], soft.AsSpan(i * (length + 1), length + 1), answers[i], share, weight);
                scores[(length + 1)..].Clear();
            }

            _heads.Pack(headRows, width, length + 1, arc);
            MatrixKernels.Multiply(_scores, stride, length, _heads, _turnedGradients.AsSpan(start * arc), arc);
            MatrixKernels.AddOuter(
                _scores, stride, length + 1, _turned.AsSpan(start * arc), arc, arc, length, _viewGradients.AsSpan((start - 1) * width + arc), width);
        }

        _pairs.Backward(_turnedGradients, arc, _viewRows, width, rows, _viewGradients, width);
        return loss;
    }

    private double Relations(SentenceBatch batch, List<EncodedSentence> order, float weight, SeededRandom random, TrainerOptions options)
    {
        var rows = batch.Rows;
        var relation = _shape.RelationWidth;
        var width = _shape.ViewsWidth;
        var dependent = 2 * _shape.ArcWidth;
        var head = dependent + relation;
        var scale = 1f / (1f - options.HeadDropout);
        var stride = _relations.Weight.Stride;
        var columns = _relations.Weight.Columns;
        Grow(ref _joined, rows * relation);
        Grow(ref _joinedGradients, rows * relation);
        Grow(ref _logits, rows * stride);
        _joinedGradients.AsSpan(0, rows * relation).Clear();
        batch.ClearGaps(_joined, relation);
        if (options.HeadDropout > 0) random.Mask(_mask.AsSpan(0, rows * relation), options.HeadDropout, scale);
        for (var s = 0; s < batch.Count; s++)
        {
            for (var i = 0; i < batch.Length(s); i++)
            {
                var row = batch.Start(s) + i;
                var headRow = batch.Start(s) - 1 + Math.Max(0, order[s].Soft?.Heads[i] ?? order[s].Heads[i]);
                var target = _joined.AsSpan(row * relation, relation);
                RowKernels.RectifiedSum(_viewRows.AsSpan(row * width + dependent), _viewRows.AsSpan(headRow * width + head), target);
                if (options.HeadDropout > 0) GradientKernels.Scale(target, _mask.AsSpan(row * relation));
            }
        }

        _relations.Forward(_joined, relation, rows, _logits, stride);
        double loss = 0;
        for (var s = 0; s < batch.Count; s++)
        {
            for (var i = 0; i < batch.Length(s); i++)
            {
                var scores = _logits.AsSpan((batch.Start(s) + i) * stride, stride);
                scores[columns..].Clear();
                var answer = order[s].Relations[i];
                if (order[s].Soft is { } soft)
                {
                    loss += GradientKernels.CrossEntropy(
                        scores[..columns], soft.Relations.AsSpan(i * columns, columns), answer, options.TeacherShare, weight);
                }
                else if (answer < 0) scores.Clear();
                else loss += GradientKernels.CrossEntropy(scores[..columns], answer, weight);
            }
        }

        batch.ClearGaps(_logits, stride);
        _relations.Backward(_logits, stride, _joined, relation, rows, _joinedGradients, relation);
        GradientKernels.Gate(_joinedGradients.AsSpan(0, rows * relation), _joined, scale);
        for (var s = 0; s < batch.Count; s++)
        {
            for (var i = 0; i < batch.Length(s); i++)
            {
                var row = batch.Start(s) + i;
                var headRow = batch.Start(s) - 1 + Math.Max(0, order[s].Soft?.Heads[i] ?? order[s].Heads[i]);
                var source = _joinedGradients.AsSpan(row * relation, relation);
                RowKernels.Add(_viewGradients.AsSpan(row * width + dependent, relation), source);
                RowKernels.Add(_viewGradients.AsSpan(headRow * width + head, relation), source);
            }
        }

        return loss;
    }

    private static void Grow(ref float[] array, int length)
    {
        if (array.Length < length) array = new float[length + length / 4];
    }
}
