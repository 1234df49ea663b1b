using Dragoman.Coding.Acts;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>What the layer says of a pair.</summary>
/// <param name="Shares">Shares of no event and the sixteen types.</param>
/// <param name="Mode">The likeliest mode of the likeliest type; null for none.</param>
/// <param name="Factuality">The likeliest factuality.</param>
/// <param name="Trigger">The word that names the event.</param>
/// <param name="Cameo">The code of the likeliest type.</param>
internal sealed record LayerAnswer(float[] Shares, string? Mode, Factuality Factuality, int Trigger, string Cameo)
{
    /// <summary>The likeliest of the sixteen types.</summary>
    public EventType Type
    {
        get
        {
            var best = 1;
            for (var i = 2; i < Shares.Length; i++)
            {
                if (Shares[i] > Shares[best])
                    best = i;
            }

            return (EventType)(best - 1);
        }
    }

    /// <summary>Share of a type.</summary>
    public float Of(EventType type) => Shares[1 + (int)type];
}

/// <summary>The learned layer of the coder: types a pair of sides from the words and the tree between them. Thread-safe.</summary>
internal sealed class LearnedLayer(LayerModel model, ILayerVectors vectors)
{
    /// <summary>
    /// Added to the score of the frames' type of a given pair for each step of its strength: the sentences that the layer learned from were written to hold
    /// words that no frame has, so it thinks less of frames than plain news bears out.
    /// </summary>
    private const float Trust = 0.6f;

    private readonly System.Collections.Concurrent.ConcurrentBag<LayerPass[]> _idle = [];

    /// <summary>The trained numbers.</summary>
    public LayerModel Model { get; } = model;

    /// <summary>Scores pairs of one sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="acts">What the frames found.</param>
    /// <param name="pairs">Who and to whom.</param>
    /// <param name="given">Whether both sides were given: then some relation holds, and no event has no share.</param>
    /// <param name="withFrames">Whether the layer sees what the frames found.</param>
    public List<LayerAnswer> Score(
        SentenceReading sentence, List<Act> acts, IReadOnlyList<(LayerSpan Actor, LayerSpan? Recipient)> pairs, bool given, bool withFrames = true)
    {
        var input = LayerInput.Of(sentence, acts, vectors.Find);
        var answers = new List<LayerAnswer>(pairs.Count);
        if (!_idle.TryTake(out var passes))
            passes = [.. Model.Networks.Select(network => new LayerPass(network, vectors))];
        var numbers = new Dictionary<(int First, int End), int>();
        foreach (var (actor, recipient) in pairs)
        {
            numbers.TryAdd((actor.First, actor.End), numbers.Count);
            if (recipient is { } other)
                numbers.TryAdd((other.First, other.End), numbers.Count);
        }

        var spans = new LayerSpan[numbers.Count];
        foreach (var (actor, recipient) in pairs)
        {
            spans[numbers[(actor.First, actor.End)]] = actor;
            if (recipient is { } other)
                spans[numbers[(other.First, other.End)]] = other;
        }

        foreach (var pass in passes)
        {
            pass.Begin(input, withFrames);
            foreach (var span in spans)
                pass.Add(span);
        }

        var modes = new float[LayerModes.All.Count];
        var facts = new float[LayerShape.Factualities];
        var looks = new float[input.Count];
        Span<float> types = stackalloc float[LayerShape.Types];
        foreach (var (actor, recipient) in pairs)
        {
            var signal = withFrames ? LayerCandidates.Signal(acts, actor, recipient) : RuleSignal.None;
            var shares = new float[LayerShape.Types];
            Array.Clear(modes);
            Array.Clear(facts);
            Array.Clear(looks);
            foreach (var pass in passes)
            {
                pass.Score(numbers[(actor.First, actor.End)], recipient is { } other ? numbers[(other.First, other.End)] : -1, given, signal);
                pass.Types.CopyTo(types);
                if (given)
                    types[0] = -1e9f;
                if (given && signal.Type >= 0)
                    types[1 + signal.Type] += Trust * signal.Strength;
                Kernels.Softmax(types);
                Kernels.AddScaled(shares, types, 1f / passes.Length);
                Kernels.Add(modes, pass.Modes);
                Kernels.Add(facts, pass.Facts);
                Kernels.Add(looks, pass.Shares.AsSpan(0, input.Count));
            }

            answers.Add(Answer(sentence, shares, modes, facts, looks));
        }

        if (input.Count < 200)
            _idle.Add(passes);
        return answers;
    }

    private static LayerAnswer Answer(SentenceReading sentence, float[] shares, float[] modes, float[] facts, float[] looks)
    {
        var answer = new LayerAnswer(shares, null, Factuality.Happened, 0, "");
        var type = answer.Type;
        var mode = -1;
        for (var i = 0; i < modes.Length; i++)
        {
            if (LayerModes.All[i].Type == type && (mode < 0 || modes[i] > modes[mode]))
                mode = i;
        }

        var trigger = -1;
        for (var i = 0; i < looks.Length; i++)
        {
            if (sentence.Words[i].Upos is "VERB" or "NOUN" or "ADJ" or "AUX" or "PROPN" or "ADV" && (trigger < 0 || looks[i] > looks[trigger]))
                trigger = i;
        }

        var fact = 0;
        for (var i = 1; i < facts.Length; i++)
        {
            if (facts[i] > facts[fact])
                fact = i;
        }

        var finest = LayerModes.All[mode].Mode is { Length: > 0 } name ? name : null;
        trigger = Math.Max(trigger, 0);
        return answer with
        {
            Mode = finest,
            Factuality = (Factuality)fact,
            Trigger = trigger,
            Cameo = LayerCodes.Of(sentence, trigger, type, finest, (Factuality)fact),
        };
    }
}
