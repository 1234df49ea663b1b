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

    private static EncodedSentence Sentence(int length, SeededRandom random)
    {
        int[] Draw(int bound, int least = 0) => [.. Enumerable.Range(0, length).Select(_ => least + random.Below(bound - least))];
        return new EncodedSentence
        {
            Length = length,
            Features = [.. Enumerable.Range(0, length * WordFeatures.Count).Select(_ => random.Below(Rows))],
            Vectors = Draw(VectorRows, -1),
            Counts = Draw(10),
            Tags = Draw(Labels.Tags),
            Morphology = Draw(Labels.Morphology),
            Relations = Draw(Labels.Relations),
            // The shortest sentence stands for a corpus without names.
            Names = length == 1 ? [-1] : Draw(Labels.Names),
            Heads = [.. Enumerable.Range(0, length).Select(word => (word + 1 + random.Below(length)) % (length + 1))],
        };
    }
}
