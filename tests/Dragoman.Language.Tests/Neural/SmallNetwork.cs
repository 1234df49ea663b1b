using Dragoman.Language.Neural;
using Dragoman.Language.Training;

namespace Dragoman.Language.Tests.Neural;

/// <summary>A network and sentences that are small enough for tests.</summary>
internal static class SmallNetwork
{
    private const int Rows = 9;
    private const int VectorRows = 5;

    /// <summary>Numbers of answers.</summary>
    public static LabelCounts Labels { get; } = new(6, 5, 7, 13);

    public static WordVectors Vectors(int width)
    {
        var random = new SeededRandom(77);
        var values = new float[VectorRows * width];
        foreach (ref var value in values.AsSpan()) value = random.Single() - 0.5f;
        var quantized = WeightMatrix.Quantized(VectorRows, width, values, width);
        return new WordVectors(new StringTable(["the", "a", "fleet", "sailed", "home"]), quantized.Steps!, quantized.Factors!, width);
    }

    public static TrainingNetwork Create(NetworkShape shape, ulong seed) =>
        new(shape, [.. Enumerable.Repeat(Rows, WordFeatures.Count)], Vectors(shape.VectorWidth), Labels, seed);

    public static List<EncodedSentence> Sentences(ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. new[] { 3, 7, 1, 12 }.Select(length => Sentence(length, random))];
    }

    /// <summary>The same sentences with opinions of teachers; of the longest nothing else is known.</summary>
    public static List<EncodedSentence> TaughtSentences(ulong seed) => [.. Sentences(seed).Select((sentence, index) => Taught(sentence, index == 3))];

    private static EncodedSentence Taught(EncodedSentence sentence, bool unlabelled)
    {
        var random = new SeededRandom((ulong)sentence.Length);
        var length = sentence.Length;
        Half[] Distributions(int count)
        {
            var values = new float[length * count];
            for (var i = 0; i < length; i++)
            {
                var row = values.AsSpan(i * count, count);
                foreach (ref var value in row) value = 3 * random.Single();
                GradientKernels.Softmax(row);
            }

            return Array.ConvertAll(values, v => (Half)v);
        }

        int[] Unknown(int[] answers) => unlabelled ? [.. answers.Select(_ => -1)] : answers;
        return new EncodedSentence
        {
            Length = length,
            Features = sentence.Features,
            Vectors = sentence.Vectors,
            Counts = sentence.Counts,
            Pairings = sentence.Pairings,
            Writing = sentence.Writing,
            Tags = Unknown(sentence.Tags),
            Morphology = Unknown(sentence.Morphology),
            Relations = Unknown(sentence.Relations),
            Names = Unknown(sentence.Names),
            Heads = Unknown(sentence.Heads),
            Soft = new SoftAnswers
            {
                Tags = Distributions(Labels.Tags),
                Morphology = Distributions(Labels.Morphology),
                Names = Distributions(Labels.Names),
                Relations = Distributions(Labels.Relations),
                Arcs = Distributions(length + 1),
                Heads = sentence.Heads,
            },
        };
    }

    private static EncodedSentence Sentence(int length, SeededRandom random)
    {
        int[] Draw(int bound, int least = 0) => [.. Enumerable.Range(0, length).Select(_ => least + random.Below(bound - least))];
        return new EncodedSentence
        {
            Length = length,
            Features = [.. Enumerable.Range(0, length * WordFeatures.Count).Select(_ => random.Below(Rows))],
            Vectors = Draw(VectorRows, -1),
            Counts = Draw(10),
            Pairings = [.. Enumerable.Range(0, length).Select(i => i % SentenceContext.Pairings)],
            Writing = length % SentenceContext.Writings,
            Tags = Draw(Labels.Tags),
            Morphology = Draw(Labels.Morphology),
            Relations = Draw(Labels.Relations),
            // The shortest sentence stands for a corpus without names.
            Names = length == 1 ? [-1] : Draw(Labels.Names),
            Heads = [.. Enumerable.Range(0, length).Select(word => (word + 1 + random.Below(length)) % (length + 1))],
        };
    }
}
