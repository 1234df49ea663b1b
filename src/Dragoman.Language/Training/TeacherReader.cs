using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>
/// Asks teachers what they think of a sentence: the mean of their distributions over tags, features, names, heads and relations
/// (distillation; Hinton, Vinyals and Dean 2015, for parsers Kuncoro and others 2016). The teachers must have the same answers in the same order.
/// </summary>
internal sealed class TeacherReader
{
    private readonly LanguageNetwork[] _networks;
    private readonly NetworkWorkspace[] _spaces;
    private readonly LabelCounts _counts;

    /// <summary>Makes a reader.</summary>
    /// <param name="teachers">One model or more.</param>
    /// <param name="labels">The answers that the pupil learns.</param>
    /// <exception cref="ArgumentException">A teacher has other answers.</exception>
    public TeacherReader(IReadOnlyList<LanguageModel> teachers, LanguageLabels labels)
    {
        foreach (var teacher in teachers)
        {
            if (!teacher.Labels.Tags.SequenceEqual(labels.Tags) || !teacher.Labels.Morphology.SequenceEqual(labels.Morphology)
                || !teacher.Labels.Relations.SequenceEqual(labels.Relations) || !teacher.Labels.Names.SequenceEqual(labels.Names))
            {
                throw new ArgumentException($"The teacher '{teacher.Origin.Name}' was trained for other answers: use the same corpora.", nameof(teachers));
            }
        }

        _networks = [.. teachers.Select(t => t.Network)];
        _spaces = [.. _networks.Select(n => n.CreateWorkspace())];
        _counts = new LabelCounts(labels.Tags.Count, labels.Morphology.Count, labels.Relations.Count, labels.Names.Count);
    }

    /// <summary>Reads one sentence.</summary>
    /// <param name="forms">Its words.</param>
    /// <param name="heads">The right heads; null or −1 where they are not known.</param>
    public SoftAnswers Read(IReadOnlyList<string> forms, IReadOnlyList<int>? heads)
    {
        var length = forms.Count;
        var tags = new float[length * _counts.Tags];
        var morphology = new float[length * _counts.Morphology];
        var names = new float[length * _counts.Names];
        var arcs = new float[length * (length + 1)];
        var relations = new float[length * _counts.Relations];
        var share = 1f / _networks.Length;
        for (var n = 0; n < _networks.Length; n++)
        {
            var (network, space) = (_networks[n], _spaces[n]);
            space.Batch.Clear();
            var start = space.Batch.Add(length);
            network.Reserve(space);
            for (var i = 0; i < length; i++) network.SetWord(space, start + i, forms[i]);
            network.Encode(space);
            AddWords(network, space, 0, tags, _counts.Tags, share);
            AddWords(network, space, 1, morphology, _counts.Morphology, share);
            AddWords(network, space, 2, names, _counts.Names, share);
            network.View(space);
            var stride = network.ScoreArcs(space, 0);
            for (var i = 0; i < length; i++)
            {
                var row = space.Arcs.AsSpan(i * stride, length + 1);
                row[i + 1] = float.NegativeInfinity;
                AddDistribution(row, arcs.AsSpan(i * (length + 1), length + 1), share);
            }
        }

        var chosen = new int[length];
        for (var i = 0; i < length; i++)
            chosen[i] = heads is not null && heads[i] >= 0 ? heads[i] : RowKernels.ArgMax(arcs.AsSpan(i * (length + 1), length + 1));
        for (var n = 0; n < _networks.Length; n++)
        {
            var (network, space) = (_networks[n], _spaces[n]);
            chosen.CopyTo(space.HeadsOf.AsSpan(space.Batch.Start(0)));
            var stride = network.ScoreRelations(space);
            for (var i = 0; i < length; i++)
            {
                AddDistribution(
                    space.Scores.AsSpan((i + 1) * stride, _counts.Relations), relations.AsSpan(i * _counts.Relations, _counts.Relations), share);
            }
        }

        return new SoftAnswers
        {
            Tags = Halves(tags),
            Morphology = Halves(morphology),
            Names = Halves(names),
            Arcs = Halves(arcs),
            Relations = Halves(relations),
            Heads = chosen,
        };
    }

    private static void AddWords(LanguageNetwork network, NetworkWorkspace space, int head, float[] target, int count, float share)
    {
        var stride = network.ScoreWords(space, head);
        for (var i = 0; i * count < target.Length; i++)
            AddDistribution(space.Scores.AsSpan(i * stride, count), target.AsSpan(i * count, count), share);
    }

    private static void AddDistribution(Span<float> scores, Span<float> target, float share)
    {
        GradientKernels.Softmax(scores);
        for (var i = 0; i < scores.Length; i++) target[i] += share * scores[i];
    }

    private static Half[] Halves(float[] values) => Array.ConvertAll(values, v => (Half)v);
}
