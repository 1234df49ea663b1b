namespace Dragoman.Coding.Learned;

/// <summary>Word vectors that the network starts from.</summary>
internal interface ILayerVectors
{
    /// <summary>Numbers a word.</summary>
    int Width { get; }

    /// <summary>The row of a form; −1 for none.</summary>
    int Find(ReadOnlySpan<char> form);

    /// <summary>target += the vector of a row.</summary>
    void Add(int row, Span<float> target);
}

/// <summary>
/// The network: words, each with what stands around it in the tree and how both sides reach it, are looked at twice; what was seen and what
/// is known of the sides gives the type, the mode and the factuality. Its numbers and its two tables of features.
/// </summary>
internal sealed class LayerNetwork(LayerShape shape, float[] values, FeatureTable words, FeatureTable pairs)
{
    public LayerShape Shape { get; } = shape;

    public float[] Values { get; } = values;

    public FeatureTable Words { get; } = words;

    public FeatureTable Pairs { get; } = pairs;

    public ReadOnlySpan<float> Slice(int start, int length) => Values.AsSpan(start, length);
}

/// <summary>One pass of a network over a sentence and its pairs. Used again for sentence after sentence by one thread.</summary>
internal sealed class LayerPass
{
    private readonly LayerNetwork _network;
    private readonly LayerShape _shape;
    private readonly ILayerVectors _vectors;
    private readonly float[] _vector;
    private readonly List<int> _wordRows = [];
    private readonly List<SpanRows> _spans = [];
    private readonly float[] _mask;
    private LayerInput _input = null!;
    private int[] _rowStarts = new int[64];
    private float[] _inner = [];
    private float[] _base = [];
    private float[] _hidden = [];
    private float[] _gradBase = [];
    private float[] _gradHidden = [];
    private int[] _orders = [];
    private readonly List<int> _pairRows = [];
    private int _actor;
    private int _recipient;
    private RuleSignal _signal;

    public LayerPass(LayerNetwork network, ILayerVectors vectors)
    {
        _network = network;
        _shape = network.Shape;
        _vectors = vectors;
        _vector = new float[_shape.VectorWidth];
        Types = new float[LayerShape.Types];
        Modes = new float[_shape.Modes];
        Facts = new float[LayerShape.Factualities];
        Pooled = new float[LayerShape.Looks * _shape.Hidden];
        Outer = new float[_shape.Outer];
        _mask = new float[_shape.Outer];
        Array.Fill(_mask, 1f);
    }

    /// <summary>Sizes of the network.</summary>
    public LayerShape Shape => _shape;

    /// <summary>Scores of no event and the sixteen types, before they are made shares.</summary>
    public float[] Types { get; }

    /// <summary>Scores of all modes.</summary>
    public float[] Modes { get; }

    /// <summary>Scores of factuality.</summary>
    public float[] Facts { get; }

    /// <summary>Shares of the words in each look.</summary>
    public float[] Shares { get; private set; } = [];

    private float[] Pooled { get; }

    private float[] Outer { get; }

    /// <summary>Begins a sentence.</summary>
    /// <param name="input">Its words.</param>
    /// <param name="withFrames">Whether the network sees what the frames found.</param>
    /// <param name="keep">Whether a feature is kept; null keeps all.</param>
    public void Begin(LayerInput input, bool withFrames, Func<bool>? keep = null)
    {
        _input = input;
        _spans.Clear();
        _wordRows.Clear();
        int count = input.Count, inner = _shape.Inner, hidden = _shape.Hidden;
        Grow(count);
        Array.Clear(_inner, 0, count * inner);
        for (var i = 0; i < count; i++)
        {
            if (input.Vectors[i] < 0)
                continue;
            Array.Clear(_vector);
            _vectors.Add(input.Vectors[i], _vector);
            Kernels.AddProduct(_inner.AsSpan(i * inner, inner), _vector, _network.Slice(_shape.Project, _shape.VectorWidth * inner));
        }

        for (var i = 0; i < count; i++)
        {
            var target = _base.AsSpan(i * hidden, hidden);
            _network.Slice(_shape.Bias, hidden).CopyTo(target);
            AddPart(target, i, _shape.Self);
            AddPart(target, input.Heads[i], _shape.Head);
            AddPart(target, input.Objects[i], _shape.Object);
            _rowStarts[i] = _wordRows.Count;
            var end = withFrames ? input.Starts[i + 1] : input.FrameStarts[i];
            for (var k = input.Starts[i]; k < end; k++)
            {
                var row = _network.Words.Row(input.Keys[k]);
                if (row < 0 || (keep is not null && !keep()))
                    continue;
                _wordRows.Add(row);
                Kernels.Add(target, _network.Slice(_shape.Word + (row * hidden), hidden));
            }
        }

        _rowStarts[count] = _wordRows.Count;
    }

    /// <summary>Adds a word's product with a matrix, worked out by itself first: so it may be kept for the word wherever it stands.</summary>
    private void AddPart(Span<float> target, int word, int matrix)
    {
        if (word < 0)
            return;
        Span<float> part = stackalloc float[target.Length];
        part.Clear();
        Kernels.AddProduct(part, _inner.AsSpan(word * _shape.Inner, _shape.Inner), _network.Slice(matrix, _shape.Inner * target.Length));
        Kernels.Add(target, part);
    }

    /// <summary>Adds words that may be a side.</summary>
    /// <returns>Its number in this sentence.</returns>
    public int Add(LayerSpan span)
    {
        int count = _input.Count, hidden = _shape.Hidden;
        var rows = new SpanRows(span, new int[count], new int[count], new float[count * hidden], new float[count * hidden]);
        _input.Paths(span, rows.Up, rows.Down);
        for (var i = 0; i < count; i++)
        {
            var actor = rows.AsActor.AsSpan(i * hidden, hidden);
            Kernels.Add(actor, _network.Slice(_shape.ActorUp + (rows.Up[i] * hidden), hidden));
            Kernels.Add(actor, _network.Slice(_shape.ActorDown + (rows.Down[i] * hidden), hidden));
            var recipient = rows.AsRecipient.AsSpan(i * hidden, hidden);
            Kernels.Add(recipient, _network.Slice(_shape.RecipientUp + (rows.Up[i] * hidden), hidden));
            Kernels.Add(recipient, _network.Slice(_shape.RecipientDown + (rows.Down[i] * hidden), hidden));
        }

        _spans.Add(rows);
        return _spans.Count - 1;
    }

    /// <summary>Scores a pair; <see cref="Types"/>, <see cref="Modes"/>, <see cref="Facts"/> and <see cref="Shares"/> hold the answer.</summary>
    /// <param name="actor">Number of the actor's words.</param>
    /// <param name="recipient">Number of the recipient's words; −1 for none.</param>
    /// <param name="given">Whether the sides were given.</param>
    /// <param name="signal">What the frames say.</param>
    /// <param name="mask">Factors of the outer numbers; null for ones.</param>
    public void Score(int actor, int recipient, bool given, RuleSignal signal, ReadOnlySpan<float> mask = default)
    {
        int count = _input.Count, hidden = _shape.Hidden, outer = _shape.Outer;
        _actor = actor;
        _recipient = recipient;
        _signal = signal;
        var who = _spans[actor];
        var whom = recipient >= 0 ? _spans[recipient] : null;
        for (var i = 0; i < count; i++)
        {
            _orders[i] = OrderOf(i, who.Span, whom?.Span);
            var target = _hidden.AsSpan(i * hidden, hidden);
            _base.AsSpan(i * hidden, hidden).CopyTo(target);
            Kernels.Add(target, who.AsActor.AsSpan(i * hidden, hidden));
            if (whom is not null)
                Kernels.Add(target, whom.AsRecipient.AsSpan(i * hidden, hidden));
            Kernels.Add(target, _network.Slice(_shape.Order + (_orders[i] * hidden), hidden));
            for (var k = 0; k < target.Length; k++)
                target[k] = Math.Max(target[k], 0f);
        }

        Array.Clear(Pooled);
        for (var look = 0; look < LayerShape.Looks; look++)
        {
            var shares = Shares.AsSpan(look * count, count);
            if (look == LayerShape.Looks - 1)
            {
                shares.Fill(1f / count);
            }
            else
            {
                var eye = _network.Slice(_shape.Look + (look * hidden), hidden);
                for (var i = 0; i < count; i++)
                    shares[i] = Kernels.Dot(_hidden.AsSpan(i * hidden, hidden), eye);
                Kernels.Softmax(shares);
            }

            var pool = Pooled.AsSpan(look * hidden, hidden);
            for (var i = 0; i < count; i++)
                Kernels.AddScaled(pool, _hidden.AsSpan(i * hidden, hidden), shares[i]);
        }

        _network.Slice(_shape.OuterBias, outer).CopyTo(Outer);
        Kernels.AddProduct(Outer, Pooled, _network.Slice(_shape.Combine, LayerShape.Looks * hidden * outer));
        _pairRows.Clear();
        foreach (var key in _input.PairKeys(who.Span, whom?.Span, given))
        {
            var row = _network.Pairs.Row(key);
            if (row < 0)
                continue;
            _pairRows.Add(row);
            Kernels.Add(Outer, _network.Slice(_shape.Pair + (row * outer), outer));
        }

        for (var k = 0; k < outer; k++)
        {
            _mask[k] = mask.IsEmpty ? 1f : mask[k];
            Outer[k] = Math.Max(Outer[k], 0f) * _mask[k];
        }

        _network.Slice(_shape.TypeBias, LayerShape.Types).CopyTo(Types);
        Kernels.AddProduct(Types, Outer, _network.Slice(_shape.TypeOut, outer * LayerShape.Types));
        Kernels.Add(Types, _network.Slice(_shape.Rules + (signal.Index * LayerShape.Types), LayerShape.Types));
        _network.Slice(_shape.ModeBias, _shape.Modes).CopyTo(Modes);
        Kernels.AddProduct(Modes, Outer, _network.Slice(_shape.ModeOut, outer * _shape.Modes));
        _network.Slice(_shape.FactBias, LayerShape.Factualities).CopyTo(Facts);
        Kernels.AddProduct(Facts, Outer, _network.Slice(_shape.FactOut, outer * LayerShape.Factualities));
    }

    /// <summary>Begins the gradients of a sentence.</summary>
    public void BeginGradients()
    {
        Array.Clear(_gradBase, 0, _input.Count * _shape.Hidden);
        foreach (var span in _spans)
            span.ClearGradients();
    }

    /// <summary>Adds the gradients of the pair that was scored last.</summary>
    /// <param name="types">By <see cref="Types"/>.</param>
    /// <param name="modes">By <see cref="Modes"/>; empty for none.</param>
    /// <param name="facts">By <see cref="Facts"/>; empty for none.</param>
    /// <param name="looks">By the scores of the first look; empty for none.</param>
    /// <param name="gradients">As long as the network's numbers.</param>
    public void Backward(ReadOnlySpan<float> types, ReadOnlySpan<float> modes, ReadOnlySpan<float> facts, ReadOnlySpan<float> looks, float[] gradients)
    {
        int count = _input.Count, hidden = _shape.Hidden, outer = _shape.Outer;
        Span<float> byOuter = stackalloc float[outer];
        byOuter.Clear();
        Out(types, _shape.TypeOut, _shape.TypeBias, byOuter, gradients);
        Kernels.Add(gradients.AsSpan(_shape.Rules + (_signal.Index * LayerShape.Types), LayerShape.Types), types);
        if (!modes.IsEmpty)
            Out(modes, _shape.ModeOut, _shape.ModeBias, byOuter, gradients);
        if (!facts.IsEmpty)
            Out(facts, _shape.FactOut, _shape.FactBias, byOuter, gradients);
        for (var k = 0; k < outer; k++)
            byOuter[k] = Outer[k] > 0 ? byOuter[k] * _mask[k] : 0;
        Kernels.Add(gradients.AsSpan(_shape.OuterBias, outer), byOuter);
        foreach (var row in _pairRows)
            Kernels.Add(gradients.AsSpan(_shape.Pair + (row * outer), outer), byOuter);
        Span<float> byPool = stackalloc float[LayerShape.Looks * hidden];
        for (var k = 0; k < byPool.Length; k++)
        {
            if (Pooled[k] != 0)
                Kernels.AddScaled(gradients.AsSpan(_shape.Combine + (k * outer), outer), byOuter, Pooled[k]);
            byPool[k] = Kernels.Dot(byOuter, _network.Slice(_shape.Combine + (k * outer), outer));
        }

        Array.Clear(_gradHidden, 0, count * hidden);
        Span<float> byShare = stackalloc float[count];
        for (var look = 0; look < LayerShape.Looks; look++)
        {
            var pool = byPool.Slice(look * hidden, hidden);
            var shares = Shares.AsSpan(look * count, count);
            if (look == LayerShape.Looks - 1)
            {
                for (var i = 0; i < count; i++)
                    Kernels.AddScaled(_gradHidden.AsSpan(i * hidden, hidden), pool, shares[i]);
                continue;
            }

            var mean = 0f;
            for (var i = 0; i < count; i++)
            {
                byShare[i] = Kernels.Dot(pool, _hidden.AsSpan(i * hidden, hidden));
                mean += byShare[i] * shares[i];
            }

            var eye = _network.Slice(_shape.Look + (look * hidden), hidden);
            var byEye = gradients.AsSpan(_shape.Look + (look * hidden), hidden);
            for (var i = 0; i < count; i++)
            {
                var byScore = shares[i] * (byShare[i] - mean);
                if (look == 0 && !looks.IsEmpty)
                    byScore += looks[i];
                Kernels.AddScaled(byEye, _hidden.AsSpan(i * hidden, hidden), byScore);
                var target = _gradHidden.AsSpan(i * hidden, hidden);
                Kernels.AddScaled(target, eye, byScore);
                Kernels.AddScaled(target, pool, shares[i]);
            }
        }

        var who = _spans[_actor];
        var whom = _recipient >= 0 ? _spans[_recipient] : null;
        for (var i = 0; i < count; i++)
        {
            var by = _gradHidden.AsSpan(i * hidden, hidden);
            var value = _hidden.AsSpan(i * hidden, hidden);
            for (var k = 0; k < hidden; k++)
                by[k] = value[k] > 0 ? by[k] : 0;
            Kernels.Add(_gradBase.AsSpan(i * hidden, hidden), by);
            Kernels.Add(who.ByActor.AsSpan(i * hidden, hidden), by);
            if (whom is not null)
                Kernels.Add(whom.ByRecipient.AsSpan(i * hidden, hidden), by);
            Kernels.Add(gradients.AsSpan(_shape.Order + (_orders[i] * hidden), hidden), by);
        }
    }

    /// <summary>Ends the gradients of a sentence: brings what its pairs asked for to tables and matrices.</summary>
    public void EndGradients(float[] gradients)
    {
        int count = _input.Count, inner = _shape.Inner, hidden = _shape.Hidden;
        foreach (var span in _spans)
        {
            for (var i = 0; i < count; i++)
            {
                var actor = span.ByActor.AsSpan(i * hidden, hidden);
                Kernels.Add(gradients.AsSpan(_shape.ActorUp + (span.Up[i] * hidden), hidden), actor);
                Kernels.Add(gradients.AsSpan(_shape.ActorDown + (span.Down[i] * hidden), hidden), actor);
                var recipient = span.ByRecipient.AsSpan(i * hidden, hidden);
                Kernels.Add(gradients.AsSpan(_shape.RecipientUp + (span.Up[i] * hidden), hidden), recipient);
                Kernels.Add(gradients.AsSpan(_shape.RecipientDown + (span.Down[i] * hidden), hidden), recipient);
            }
        }

        Span<float> byInner = new float[count * inner];
        for (var i = 0; i < count; i++)
        {
            var by = _gradBase.AsSpan(i * hidden, hidden);
            Kernels.Add(gradients.AsSpan(_shape.Bias, hidden), by);
            for (var k = _rowStarts[i]; k < _rowStarts[i + 1]; k++)
                Kernels.Add(gradients.AsSpan(_shape.Word + (_wordRows[k] * hidden), hidden), by);
            Matrix(i, _shape.Self, by, byInner, gradients);
            if (_input.Heads[i] >= 0)
                Matrix(_input.Heads[i], _shape.Head, by, byInner, gradients);
            if (_input.Objects[i] >= 0)
                Matrix(_input.Objects[i], _shape.Object, by, byInner, gradients);
        }

        for (var i = 0; i < count; i++)
        {
            if (_input.Vectors[i] < 0)
                continue;
            Array.Clear(_vector);
            _vectors.Add(_input.Vectors[i], _vector);
            var by = byInner.Slice(i * inner, inner);
            for (var k = 0; k < _vector.Length; k++)
                Kernels.AddScaled(gradients.AsSpan(_shape.Project + (k * inner), inner), by, _vector[k]);
        }
    }

    private void Matrix(int word, int matrix, ReadOnlySpan<float> by, Span<float> byInner, float[] gradients)
    {
        int inner = _shape.Inner, hidden = _shape.Hidden;
        var value = _inner.AsSpan(word * inner, inner);
        for (var k = 0; k < inner; k++)
        {
            if (value[k] != 0)
                Kernels.AddScaled(gradients.AsSpan(matrix + (k * hidden), hidden), by, value[k]);
            byInner[(word * inner) + k] += Kernels.Dot(by, _network.Slice(matrix + (k * hidden), hidden));
        }
    }

    private void Out(ReadOnlySpan<float> by, int matrix, int bias, Span<float> byOuter, float[] gradients)
    {
        Kernels.Add(gradients.AsSpan(bias, by.Length), by);
        for (var k = 0; k < byOuter.Length; k++)
        {
            if (Outer[k] == 0)
                continue;
            Kernels.AddScaled(gradients.AsSpan(matrix + (k * by.Length), by.Length), by, Outer[k]);
            byOuter[k] += Kernels.Dot(by, _network.Slice(matrix + (k * by.Length), by.Length));
        }
    }

    /// <summary>Where a word stands to both sides.</summary>
    internal static int OrderOf(int word, LayerSpan actor, LayerSpan? recipient)
    {
        var a = word < actor.First ? 0 : word < actor.End ? 1 : 2;
        if (recipient is not { } other)
            return 12 + a;
        var r = word < other.First ? 0 : word < other.End ? 1 : 2;
        return (a * 3) + r;
    }

    private void Grow(int count)
    {
        if (_rowStarts.Length <= count)
            _rowStarts = new int[(2 * count) + 1];
        if (_base.Length < count * _shape.Hidden)
        {
            var size = 2 * count;
            _inner = new float[size * _shape.Inner];
            _base = new float[size * _shape.Hidden];
            _hidden = new float[size * _shape.Hidden];
            _gradBase = new float[size * _shape.Hidden];
            _gradHidden = new float[size * _shape.Hidden];
            _orders = new int[size];
            Shares = new float[size * LayerShape.Looks];
        }
    }

    private sealed record SpanRows(LayerSpan Span, int[] Up, int[] Down, float[] AsActor, float[] AsRecipient)
    {
        public float[] ByActor { get; private set; } = [];

        public float[] ByRecipient { get; private set; } = [];

        public void ClearGradients()
        {
            ByActor = new float[AsActor.Length];
            ByRecipient = new float[AsActor.Length];
        }
    }
}
