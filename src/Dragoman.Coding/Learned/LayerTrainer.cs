using System.Numerics;

namespace Dragoman.Coding.Learned;

/// <summary>What a training run may change.</summary>
internal sealed record LayerOptions
{
    /// <summary>Passes over all samples.</summary>
    public int Passes { get; init; } = 12;

    /// <summary>Sentences a step.</summary>
    public int Batch { get; init; } = 24;

    /// <summary>Step at the beginning; it falls to a tenth.</summary>
    public float Rate { get; init; } = 0.003f;

    /// <summary>Share of the features of words that are hidden in a pass.</summary>
    public float HideWords { get; init; } = 0.25f;

    /// <summary>Share of the outer numbers that are hidden.</summary>
    public float HideOuter { get; init; } = 0.3f;

    /// <summary>Share of sentences whose frames are hidden.</summary>
    public float HideFrames { get; init; } = 0.25f;

    /// <summary>How often a feature must be met to get a row.</summary>
    public int LeastWords { get; init; } = 5;

    /// <summary>How fast numbers shrink.</summary>
    public float Decay { get; init; } = 0.01f;

    /// <summary>Most pairs without event that a sentence gives in a pass.</summary>
    public int MostNone { get; init; } = 10;

    /// <summary>Networks that vote.</summary>
    public int Networks { get; init; } = 10;

    /// <summary>Seed of the first network.</summary>
    public ulong Seed { get; init; } = 7;
}

/// <summary>Trains networks on samples: cross entropy of type, trigger, mode and factuality, steps by Adam, everything in one order.</summary>
internal sealed class LayerTrainer(LayerOptions options, ILayerVectors vectors)
{
    /// <summary>Trains one network.</summary>
    /// <param name="samples">Sentences.</param>
    /// <param name="seed">Seed of all chance.</param>
    /// <param name="progress">Told after each pass: its number and the mean loss.</param>
    /// <param name="ct">Looked at once a step.</param>
    public LayerNetwork Train(IReadOnlyList<LayerSample> samples, ulong seed, Action<int, double>? progress, CancellationToken ct)
    {
        var network = Begin(samples, seed);
        var shape = network.Shape;
        var gradients = new float[shape.Total];
        var first = new float[shape.Total];
        var second = new float[shape.Total];
        var random = new Chance(seed * 7919);
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var pass = new LayerPass(network, vectors);
        var steps = options.Passes * ((samples.Count + options.Batch - 1) / options.Batch);
        var step = 0;
        for (var round = 0; round < options.Passes; round++)
        {
            random.Shuffle(order);
            var loss = 0.0;
            var pairs = 0;
            for (var from = 0; from < order.Length; from += options.Batch)
            {
                ct.ThrowIfCancellationRequested();
                var until = Math.Min(order.Length, from + options.Batch);
                for (var k = from; k < until; k++)
                    loss += Learn(pass, samples[order[k]], random, gradients, ref pairs);
                step++;
                var rate = options.Rate * (1f - (0.9f * step / steps));
                Step(shape, network.Values, gradients, first, second, rate, step);
            }

            progress?.Invoke(round + 1, loss / Math.Max(1, pairs));
        }

        return network;
    }

    private LayerNetwork Begin(IReadOnlyList<LayerSample> samples, ulong seed)
    {
        var words = new FeatureTable();
        var pairs = new FeatureTable();
        foreach (var sample in samples)
        {
            foreach (var key in sample.Input.Keys)
                words.Count1(key);
            foreach (var pair in sample.Pairs)
            {
                foreach (var key in sample.Input.PairKeys(pair.Actor, pair.Recipient, sample.Given))
                    pairs.Count1(key);
            }
        }

        var wordTable = words.Freeze(options.LeastWords);
        var pairTable = pairs.Freeze(5);
        var shape = new LayerShape(vectors.Width, wordTable.Count, pairTable.Count, LayerModes.All.Count);
        var values = new float[shape.Total];
        var random = new Chance(seed);
        Fill(values.AsSpan(shape.Project, shape.VectorWidth * shape.Inner), random, MathF.Sqrt(1f / shape.VectorWidth));
        Fill(values.AsSpan(shape.Self, 3 * shape.Inner * shape.Hidden), random, MathF.Sqrt(1f / shape.Inner));
        Fill(values.AsSpan(shape.Look, LayerShape.Looks * shape.Hidden), random, 0.2f);
        Fill(values.AsSpan(shape.Combine, LayerShape.Looks * shape.Hidden * shape.Outer), random, MathF.Sqrt(1f / shape.Hidden));
        Fill(values.AsSpan(shape.TypeOut, shape.Outer * LayerShape.Types), random, MathF.Sqrt(1f / shape.Outer));
        Fill(values.AsSpan(shape.ModeOut, shape.Outer * shape.Modes), random, 0.05f);
        Fill(values.AsSpan(shape.FactOut, shape.Outer * LayerShape.Factualities), random, 0.05f);
        Fill(values.AsSpan(shape.Word, wordTable.Count * shape.Hidden), random, 0.1f);
        values.AsSpan(shape.Bias, shape.Hidden).Fill(0.1f);
        return new LayerNetwork(shape, values, wordTable, pairTable);
    }

    private double Learn(LayerPass pass, LayerSample sample, Chance random, float[] gradients, ref int count)
    {
        var withFrames = random.Single() >= options.HideFrames;
        pass.Begin(sample.Input, withFrames, () => random.Single() >= options.HideWords);
        var numbers = new Dictionary<(int First, int End), int>();
        var none = 0;
        foreach (var pair in sample.Pairs)
            none += pair.Label == 0 ? 1 : 0;
        var keep = none <= options.MostNone ? 1f : options.MostNone / (float)none;
        var chosen = sample.Pairs.Where(pair => pair.Label != 0 || random.Single() < keep).ToList();
        if (chosen.Count == 0)
            return 0;
        foreach (var pair in chosen)
        {
            Number(pair.Actor);
            if (pair.Recipient is { } other)
                Number(other);
        }

        pass.BeginGradients();
        var shape = pass.Shape;
        Span<float> mask = stackalloc float[shape.Outer];
        Span<float> types = stackalloc float[LayerShape.Types];
        Span<float> modes = stackalloc float[shape.Modes];
        Span<float> facts = stackalloc float[LayerShape.Factualities];
        var looks = new float[sample.Input.Count];
        var loss = 0.0;
        foreach (var pair in chosen)
        {
            for (var k = 0; k < mask.Length; k++)
                mask[k] = random.Single() < options.HideOuter ? 0f : 1f / (1f - options.HideOuter);
            pass.Score(Number(pair.Actor), pair.Recipient is { } other ? Number(other) : -1, sample.Given, withFrames ? pair.Signal : RuleSignal.None, mask);
            pass.Types.CopyTo(types);
            if (sample.Given)
                types[0] = -1e9f;
            loss += Cross(types, pair.Label, 1f);
            var told = pair.Event;
            var trigger = told is not null && Target(sample, told, pass.Shares, looks);
            var mode = told is null ? -1 : LayerModes.Of(told.Type, told.Mode);
            if (mode >= 0)
            {
                pass.Modes.CopyTo(modes);
                for (var k = 0; k < modes.Length; k++)
                {
                    if (LayerModes.All[k].Type != told!.Type)
                        modes[k] = -1e9f;
                }

                Cross(modes, mode, 0.3f);
            }

            if (told is not null)
            {
                pass.Facts.CopyTo(facts);
                Cross(facts, (int)told.Factuality, 0.2f);
            }

            pass.Backward(types, mode >= 0 ? modes : default, told is not null ? facts : default, trigger ? looks : default, gradients);
            count++;
        }

        pass.EndGradients(gradients);
        return loss;

        int Number(LayerSpan span)
        {
            if (!numbers.TryGetValue((span.First, span.End), out var number))
                numbers.Add((span.First, span.End), number = pass.Add(span));
            return number;
        }
    }

    /// <summary>Turns scores into the gradient of the cross entropy; returns the loss.</summary>
    private static double Cross(Span<float> scores, int label, float weight)
    {
        Kernels.Softmax(scores);
        var loss = -Math.Log(Math.Max(scores[label], 1e-9f));
        scores[label] -= 1f;
        for (var k = 0; k < scores.Length; k++)
            scores[k] *= weight;
        return loss;
    }

    /// <summary>The first look ought to fall on the words of the trigger.</summary>
    private static bool Target(LayerSample sample, LabeledEvent told, float[] shares, float[] looks)
    {
        var words = sample.Input.Sentence.Words;
        var hits = 0;
        for (var i = 0; i < looks.Length; i++)
        {
            looks[i] = 0;
            foreach (var mark in told.Triggers)
            {
                if (words[i].Start < mark.End && mark.Start < words[i].End && words[i].Upos is "VERB" or "NOUN" or "ADJ" or "PROPN" or "AUX" or "ADV")
                    looks[i] = 1;
            }

            hits += (int)looks[i];
        }

        if (hits == 0)
            return false;
        for (var i = 0; i < looks.Length; i++)
            looks[i] = 0.4f * (shares[i] - (looks[i] / hits));
        return true;
    }

    private void Step(LayerShape shape, float[] values, float[] gradients, float[] first, float[] second, float rate, int step)
    {
        double squares = 0;
        for (var i = 0; i < shape.Dense; i++)
            squares += gradients[i] * (double)gradients[i];
        var length = Math.Sqrt(squares);
        var factor = length > 20 ? (float)(20 / length) : 1f;
        var size = rate * (float)(Math.Sqrt(1 - Math.Pow(0.999, step)) / (1 - Math.Pow(0.9, step)));
        var shrink = 1f - (rate * options.Decay);
        Update(0, shape.Dense);

        // Rows of tables that no sentence of the step used stay as they are.
        for (var at = shape.Dense; at < shape.Pair; at += shape.Hidden)
        {
            if (gradients.AsSpan(at, shape.Hidden).ContainsAnyExcept(0f))
                Update(at, at + shape.Hidden);
        }

        for (var at = shape.Pair; at < shape.Total; at += shape.Outer)
        {
            if (gradients.AsSpan(at, shape.Outer).ContainsAnyExcept(0f))
                Update(at, at + shape.Outer);
        }

        void Update(int from, int until)
        {
            Vector<float> f = new(factor), z = new(size), k = new(shrink), b1 = new(0.9f), c1 = new(0.1f), b2 = new(0.999f), c2 = new(0.001f), epsilon = new(1e-7f);
            var i = from;
            for (; i + Vector<float>.Count <= until; i += Vector<float>.Count)
            {
                var g = new Vector<float>(gradients, i) * f;
                var m = (new Vector<float>(first, i) * b1) + (g * c1);
                var v = (new Vector<float>(second, i) * b2) + (g * g * c2);
                m.CopyTo(first, i);
                v.CopyTo(second, i);
                ((new Vector<float>(values, i) * k) - (z * m / (Vector.SquareRoot(v) + epsilon))).CopyTo(values, i);
            }

            for (; i < until; i++)
            {
                var g = gradients[i] * factor;
                first[i] = (first[i] * 0.9f) + (g * 0.1f);
                second[i] = (second[i] * 0.999f) + (g * g * 0.001f);
                values[i] = (values[i] * shrink) - (size * first[i] / (MathF.Sqrt(second[i]) + 1e-7f));
            }

            gradients.AsSpan(from, until - from).Clear();
        }
    }

    private static void Fill(Span<float> values, Chance random, float size)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = ((2f * random.Single()) - 1f) * size * 1.7f;
    }
}

/// <summary>The same numbers on every machine (SplitMix64).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to below 1.</summary>
    public float Single() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Brings items into random order.</summary>
    public void Shuffle(int[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)((Next() >> 32) * (ulong)(i + 1) >> 32);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
