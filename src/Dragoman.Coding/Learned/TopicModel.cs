using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>
/// How much a sentence speaks of something else than politics: the log odds of a linear model over the mean of its words' vectors, the words of
/// <see cref="TopicWords"/>, signs of sport, and who is named in it. Thread-safe.
/// </summary>
/// <param name="weights">One for each feature (<see cref="Count"/> of them); empty gives 0 throughout.</param>
/// <param name="vectors">The word vectors.</param>
internal sealed class TopicModel(float[] weights, ILayerVectors vectors)
{
    /// <summary>Features that are no numbers of vectors.</summary>
    private const int Plain = 7;

    /// <summary>How much the sentences beside it count, beside a sentence.</summary>
    private const double Beside = 0.3;

    /// <summary>How many sentences before and behind count.</summary>
    private const int Near = 2;

    /// <summary>Number of features with vectors of a width.</summary>
    public static int Count(int width) => Plain + width;

    /// <summary>What the words of each sentence say, those beside it in its paragraph with it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="blocks">Its paragraphs, in text order.</param>
    /// <returns>Log odds without those of <see cref="Sides"/>, one for each sentence.</returns>
    public double[] Words(AnnotatedText text, List<TextSpan> blocks)
    {
        var own = new double[text.Sentences.Count];
        if (weights.Length == 0)
            return own;
        Span<float> features = stackalloc float[Count(vectors.Width)];
        for (var i = 0; i < own.Length; i++)
        {
            features.Clear();
            OfWords(text, text.Sentences[i], vectors, features);
            own[i] = Kernels.Dot(features, weights);
        }

        var all = new double[own.Length];
        var block = 0;
        for (var i = 0; i < own.Length; i++)
        {
            var at = text.Sentences[i].Start;
            while (block < blocks.Count && blocks[block].End <= at)
                block++;
            var sum = 0.0;
            var count = 0;
            for (var k = Math.Max(0, i - Near); k <= i + Near && k < own.Length; k++)
            {
                if (k == i || block >= blocks.Count || text.Sentences[k].Start < blocks[block].Start || text.Sentences[k].Start >= blocks[block].End)
                    continue;
                sum += own[k];
                count++;
            }

            all[i] = count == 0 ? own[i] : own[i] + (Beside * count * (sum / count));
        }

        return all;
    }

    /// <summary>What those named in a piece of a sentence add.</summary>
    public double Sides(SentenceReading sentence)
    {
        if (weights.Length == 0)
            return 0;
        Span<float> features = stackalloc float[Count(vectors.Width)];
        features.Clear();
        OfSides(sentence, features);
        return Kernels.Dot(features[..Plain], weights.AsSpan(0, Plain));
    }

    /// <summary>Adds the features of a sentence's words.</summary>
    public static void OfWords(AnnotatedText text, Sentence sentence, ILayerVectors vectors, Span<float> features)
    {
        features[0] = 1;
        features[1] = (float)Math.Min(2, TopicWords.Weight(text, sentence));
        var sum = features[Plain..];
        var count = 0;
        for (var i = sentence.FirstToken; i < sentence.FirstToken + sentence.TokenCount; i++)
        {
            var token = text.Tokens[i];
            var form = text.Text.AsSpan(token.Start, token.End - token.Start);
            if (token.Upos == "NUM" && IsScore(form))
                features[2] = 1;
            if (token.Upos is not ("NOUN" or "VERB" or "ADJ" or "ADV"))
                continue;
            var row = vectors.Find(form);
            if (row < 0)
                continue;
            vectors.Add(row, sum);
            count++;
        }

        var factor = count == 0 ? 0f : 1f / MathF.Sqrt(count);
        for (var k = 0; k < sum.Length; k++)
            sum[k] *= factor;
    }

    /// <summary>Adds the features of those named in a piece: no office and no force, one country alone, a country that "are" and "play".</summary>
    public static void OfSides(SentenceReading sentence, Span<float> features)
    {
        var words = sentence.Words;
        bool political = false, country = false;
        foreach (var phrase in sentence.Phrases)
        {
            Look(phrase.Actor, ref political, ref country);
            Look(phrase.Owner, ref political, ref country);
        }

        features[3] = political ? 1 : 0;
        features[4] = country && !political ? 1 : 0;
        features[5] = !country && !political ? 1 : 0;
        foreach (var predicate in sentence.Predicates)
        {
            if (predicate is { Passive: false, Subject: { List: null, Given: 0 } subject } && subject.First < predicate.First && words[predicate.First].Xpos == "VBP"
                && words[subject.Head].Entries is { } entries && entries[0].Kind == NameKind.Country && subject.Actor is { Sectors.Count: 0 })
                features[6] = 1;
        }
    }

    private static void Look(Actors.ActorReading? actor, ref bool political, ref bool country)
    {
        if (actor is null)
            return;
        country |= actor.Country is not null;
        foreach (var sector in actor.Sectors)
            political |= !PoliticalSides.IsEverywhere(sector);
    }

    /// <summary>"4-0", "21-17": a score.</summary>
    private static bool IsScore(ReadOnlySpan<char> form)
    {
        var dash = form.IndexOfAny('-', '–');
        return dash is > 0 and <= 3 && form.Length - dash - 1 is > 0 and <= 3 && !form[..dash].ContainsAnyExceptInRange('0', '9') && !form[(dash + 1)..].ContainsAnyExceptInRange('0', '9');
    }
}

/// <summary>Trains a <see cref="TopicModel"/>: logistic regression by full steps, the same numbers every time.</summary>
internal static class TopicTraining
{
    private const int Steps = 600;

    private const float Rate = 0.5f;

    private const float Shrink = 0.002f;

    /// <summary>Trains weights.</summary>
    /// <param name="samples">Features, and whether the sentence is about something else than politics.</param>
    /// <param name="width">Numbers of a word vector.</param>
    public static float[] Train(IReadOnlyList<(float[] Features, bool Other)> samples, int width)
    {
        var weights = new float[TopicModel.Count(width)];
        var gradients = new float[weights.Length];
        var others = samples.Count(sample => sample.Other);
        if (others == 0 || others == samples.Count)
            return weights;

        // Both kinds count alike, however many there are of each.
        float forOther = 0.5f / others, forPolitics = 0.5f / (samples.Count - others);
        for (var step = 0; step < Steps; step++)
        {
            Array.Clear(gradients);
            foreach (var (features, other) in samples)
            {
                var share = 1f / (1f + MathF.Exp(-Kernels.Dot(features, weights)));
                Kernels.AddScaled(gradients, features, other ? (share - 1f) * forOther : share * forPolitics);
            }

            for (var k = 0; k < weights.Length; k++)
                weights[k] -= Rate * (gradients[k] + (k == 0 ? 0 : Shrink * weights[k]));
        }

        return weights;
    }
}
