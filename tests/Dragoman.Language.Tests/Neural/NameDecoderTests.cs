using CsCheck;
using Dragoman.Language.Neural;
using Dragoman.Language.Training;

namespace Dragoman.Language.Tests.Neural;

public sealed class NameDecoderTests
{
    private static readonly string[] Labels = ["O", "B-LOC", "I-LOC", "L-LOC", "U-LOC", "B-PER", "I-PER", "L-PER", "U-PER"];

    [Fact]
    public void Tags_always_follow_each_other_as_they_must()
    {
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 1_000_000]).Sample((words, seed) =>
        {
            var random = new SeededRandom((ulong)seed);
            var scores = new float[words * Labels.Length];
            foreach (ref var score in scores.AsSpan()) score = random.Single();
            var tags = new int[words];
            new NameDecoder(Labels).Decode(scores, Labels.Length, tags);
            var open = "";
            foreach (var tag in tags.Select(t => Labels[t]))
            {
                if (open.Length > 0 && (tag[0] is not ('I' or 'L') || tag[1..] != open)) return false;
                if (open.Length == 0 && tag[0] is 'I' or 'L' && open.Length == 0) return false;
                open = tag[0] is 'B' or 'I' ? tag[1..] : "";
            }

            return open.Length == 0;
        });
    }

    [Fact]
    public void A_name_that_begins_and_does_not_end_is_completed_or_dropped()
    {
        var scores = new float[2 * Labels.Length];
        scores[1] = 3;
        scores[Labels.Length] = 2;
        scores[Labels.Length + 3] = 1;
        var tags = new int[2];
        new NameDecoder(Labels).Decode(scores, Labels.Length, tags);
        Assert.Equal(["B-LOC", "L-LOC"], tags.Select(t => Labels[t]));
    }

    [Theory]
    [InlineData("O B-PER I-PER O", "O B-PER L-PER O")]
    [InlineData("B-ORG", "U-ORG")]
    [InlineData("I-LOC I-LOC I-LOC", "B-LOC I-LOC L-LOC")]
    [InlineData("B-LOC B-LOC I-PER", "U-LOC U-LOC U-PER")]
    public void Begin_and_inside_become_begin_inside_last_and_unit(string from, string to) =>
        Assert.Equal(to.Split(' '), Treebank.ToBilou(from.Split(' ')));
}
