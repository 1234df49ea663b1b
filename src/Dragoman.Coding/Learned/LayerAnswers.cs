using Dragoman.Coding.Acts;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>What the layer says of a pair beside the shares of types.</summary>
/// <param name="Mode">The likeliest mode of the type; null for none.</param>
/// <param name="Factuality">The likeliest factuality.</param>
/// <param name="Trigger">The word that names the event.</param>
/// <param name="Cameo">The code of the type.</param>
internal sealed record LayerDetail(string? Mode, Factuality Factuality, int Trigger, string Cameo);

/// <summary>
/// What the layer says of the pairs of one sentence: shares of all types for each pair at once, the rest for the pair that is asked about. Lent by
/// <see cref="LearnedLayer"/> and used again: give it back by disposing of it, and keep nothing of it.
/// </summary>
internal sealed class LayerAnswers : IDisposable
{
    /// <summary>
    /// Added to the score of the frames' type of a given pair for each step of its strength: the sentences that the layer learned from were written to hold
    /// words that no frame has, so it thinks less of frames than plain news bears out.
    /// </summary>
    private const float Trust = 0.6f;

    /// <summary>Where the first network gives no event more than this, the others are not asked.</summary>
    private const float SureOfNone = 0.98f;

    private readonly LearnedLayer _layer;
    private readonly LayerScorer[] _scorers;
    private readonly LayerSides _sides = new();
    private readonly float[] _modes = new float[LayerModes.All.Count];
    private readonly float[] _facts = new float[LayerShape.Factualities];
    private readonly List<(int Actor, int Recipient, RuleSignal Signal)> _pairs = [];
    private readonly bool[] _begun;
    private int[] _votes = [];
    private bool _withFrames;
    private float[] _looks = [];
    private float[] _shares = [];
    private bool _given;

    public LayerAnswers(LearnedLayer layer, ILayerVectors vectors)
    {
        _layer = layer;
        Vectors = vectors;
        _scorers = [.. layer.Model.Networks.Select(network => new LayerScorer(network, vectors))];
        _begun = new bool[_scorers.Length];
    }

    private ILayerVectors Vectors { get; }

    /// <summary>Number of pairs.</summary>
    public int Count => _pairs.Count;

    /// <summary>Scores pairs.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="acts">What the frames found.</param>
    /// <param name="pairs">Who and to whom.</param>
    /// <param name="given">Whether both sides were given: then some relation holds, and no event has no share.</param>
    /// <param name="withFrames">Whether the layer sees what the frames found.</param>
    public void Score(SentenceReading sentence, List<Act> acts, IReadOnlyList<(LayerSpan Actor, LayerSpan? Recipient)> pairs, bool given, bool withFrames)
    {
        _given = given;
        _pairs.Clear();
        _sides.Clear();
        _sides.Input.Fill(sentence, acts, Vectors);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (actor, recipient) = pairs[i];
            var signal = withFrames ? LayerCandidates.Signal(acts, actor, recipient) : RuleSignal.None;
            _pairs.Add((_sides.Add(actor, false), recipient is { } other ? _sides.Add(other, true) : -1, signal));
        }

        _sides.Complete();
        if (_shares.Length < pairs.Count * LayerShape.Types)
            _shares = new float[2 * pairs.Count * LayerShape.Types];
        _shares.AsSpan(0, pairs.Count * LayerShape.Types).Clear();
        if (_votes.Length < pairs.Count)
            _votes = new int[2 * pairs.Count];
        _votes.AsSpan(0, pairs.Count).Clear();
        Array.Clear(_begun);
        _withFrames = withFrames;
        for (var s = 0; s < _scorers.Length; s++)
        {
            for (var i = 0; i < _pairs.Count; i++)
            {
                // Most pairs are plainly none: the first network decides those alone.
                if (s > 0 && !given && None(i) > SureOfNone)
                    continue;
                AddShares(Begun(s), i);
                _votes[i]++;
            }
        }

        for (var i = 0; i < _pairs.Count; i++)
        {
            var shares = _shares.AsSpan(i * LayerShape.Types, LayerShape.Types);
            for (var k = 0; k < shares.Length && _votes[i] > 1; k++)
                shares[k] /= _votes[i];
        }
    }

    /// <summary>Share of a type.</summary>
    public float Of(int pair, EventType type) => _shares[(pair * LayerShape.Types) + 1 + (int)type];

    /// <summary>Share of no event.</summary>
    public float None(int pair) => _shares[pair * LayerShape.Types];

    /// <summary>Shares of no event and the sixteen types, for keeping.</summary>
    public float[] SharesOf(int pair) => _shares.AsSpan(pair * LayerShape.Types, LayerShape.Types).ToArray();

    /// <summary>The likeliest of the sixteen types.</summary>
    public EventType Type(int pair)
    {
        var shares = _shares.AsSpan(pair * LayerShape.Types, LayerShape.Types);
        var best = 1;
        for (var i = 2; i < shares.Length; i++)
        {
            if (shares[i] > shares[best])
                best = i;
        }

        return (EventType)(best - 1);
    }

    /// <summary>Mode, factuality, trigger and code of a pair.</summary>
    public LayerDetail Detail(int pair)
    {
        var (actor, recipient, signal) = _pairs[pair];
        var sentence = _sides.Input.Sentence;
        var count = _sides.Input.Count;
        if (_looks.Length < count)
            _looks = new float[2 * count];
        var looks = _looks.AsSpan(0, count);
        looks.Clear();
        Array.Clear(_modes);
        Array.Clear(_facts);
        for (var s = 0; s < _scorers.Length; s++)
        {
            var scorer = Begun(s);
            scorer.Score(actor, recipient, _given, signal);
            scorer.Detail();
            Kernels.Add(_modes, scorer.Modes);
            Kernels.Add(_facts, scorer.Facts);
            Kernels.Add(looks, scorer.Looks);
        }

        var type = Type(pair);
        var mode = -1;
        for (var i = 0; i < _modes.Length; i++)
        {
            if (LayerModes.All[i].Type == type && (mode < 0 || _modes[i] > _modes[mode]))
                mode = i;
        }

        var trigger = -1;
        for (var i = 0; i < looks.Length; i++)
        {
            if (sentence.Words[i].Upos is "VERB" or "NOUN" or "ADJ" or "AUX" or "PROPN" or "ADV" && (trigger < 0 || looks[i] > looks[trigger]))
                trigger = i;
        }

        var fact = 0;
        for (var i = 1; i < _facts.Length; i++)
        {
            if (_facts[i] > _facts[fact])
                fact = i;
        }

        var finest = LayerModes.All[mode].Mode is { Length: > 0 } name ? name : null;
        trigger = Math.Max(trigger, 0);
        return new LayerDetail(finest, (Factuality)fact, trigger, LayerCodes.Of(sentence, trigger, type, finest, (Factuality)fact));
    }

    /// <inheritdoc/>
    public void Dispose() => _layer.GiveBack(this, _sides.Input.Count);

    /// <summary>A network that has seen the sentence.</summary>
    private LayerScorer Begun(int number)
    {
        var scorer = _scorers[number];
        if (!_begun[number])
            scorer.Begin(_sides, _withFrames);
        _begun[number] = true;
        return scorer;
    }

    private void AddShares(LayerScorer scorer, int pair)
    {
        var (actor, recipient, signal) = _pairs[pair];
        scorer.Score(actor, recipient, _given, signal);
        Span<float> types = stackalloc float[LayerShape.Types];
        scorer.Types.CopyTo(types);
        if (_given)
            types[0] = -1e9f;
        if (_given && signal.Type >= 0)
            types[1 + signal.Type] += Trust * signal.Strength;
        Kernels.Softmax(types);
        Kernels.Add(_shares.AsSpan(pair * LayerShape.Types, LayerShape.Types), types);
    }
}
