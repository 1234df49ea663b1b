using System.Collections.Concurrent;
using Dragoman.Coding.Acts;
using Dragoman.Coding.Reading;

namespace Dragoman.Coding.Learned;

/// <summary>The learned layer of the coder: types a pair of sides from the words and the tree between them. Thread-safe.</summary>
internal sealed class LearnedLayer(LayerModel model, ILayerVectors vectors)
{
    /// <summary>Memory of longer sentences is not kept.</summary>
    private const int LongestKept = 200;

    private readonly ConcurrentBag<LayerAnswers> _idle = [];

    /// <summary>What tells politics from other subjects.</summary>
    public TopicModel Topics { get; } = new(model.Topic, vectors);

    /// <summary>The trained numbers.</summary>
    public LayerModel Model { get; } = model;

    /// <summary>Scores pairs of one sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="acts">What the frames found.</param>
    /// <param name="pairs">Who and to whom.</param>
    /// <param name="given">Whether both sides were given: then some relation holds, and no event has no share.</param>
    /// <param name="withFrames">Whether the layer sees what the frames found.</param>
    /// <returns>The answers, in the order of the pairs; lent, to be disposed of before the next sentence.</returns>
    public LayerAnswers Score(
        SentenceReading sentence, List<Act> acts, IReadOnlyList<(LayerSpan Actor, LayerSpan? Recipient)> pairs, bool given, bool withFrames = true)
    {
        if (!_idle.TryTake(out var answers))
            answers = new LayerAnswers(this, vectors);
        answers.Score(sentence, acts, pairs, given, withFrames);
        return answers;
    }

    /// <summary>Takes answers back.</summary>
    internal void GiveBack(LayerAnswers answers, int words)
    {
        if (words < LongestKept)
            _idle.Add(answers);
    }
}
