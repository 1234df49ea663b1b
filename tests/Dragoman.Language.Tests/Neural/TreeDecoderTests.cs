using CsCheck;
using Dragoman.Language.Neural;

namespace Dragoman.Language.Tests.Neural;

public sealed class TreeDecoderTests
{
    [Fact]
    public void The_tree_is_the_best_of_all_trees_with_one_root()
    {
        Gen.Select(Gen.Int[1, 5], Gen.Int[-20, 20].Array[36]).Sample((count, numbers) =>
        {
            var stride = count + 1;
            var scores = new float[count * stride];
            for (var i = 0; i < scores.Length; i++) scores[i] = numbers[i];
            var heads = new int[count];
            var decoder = new TreeDecoder();
            decoder.Decode(scores, stride, heads);
            return decoder.IsTree(heads) && Score(scores, stride, heads) == Best(scores, stride, count);
        });
    }

    [Fact]
    public void Long_sentences_have_one_tree_each_with_one_root()
    {
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 1_000_000]).Sample((count, seed) =>
        {
            var random = new Dragoman.Language.Training.SeededRandom((ulong)seed);
            var scores = new float[count * (count + 1)];
            foreach (ref var score in scores.AsSpan()) score = random.Single() * 10;
            var heads = new int[count];
            var decoder = new TreeDecoder();
            decoder.Decode(scores, count + 1, heads);
            return decoder.IsTree(heads);
        });
    }

    [Theory]
    [InlineData(new[] { 0 }, true)]
    [InlineData(new[] { 2, 0 }, true)]
    [InlineData(new[] { 2, 1 }, false)]
    [InlineData(new[] { 0, 0 }, false)]
    [InlineData(new[] { 0, 3, 2 }, false)]
    [InlineData(new[] { 2, 3, 0, 3 }, true)]
    public void A_tree_has_one_root_and_no_cycle(int[] heads, bool tree) => Assert.Equal(tree, new TreeDecoder().IsTree(heads));

    private static float Best(float[] scores, int stride, int count)
    {
        var best = float.NegativeInfinity;
        var heads = new int[count];
        var decoder = new TreeDecoder();
        for (var code = 0; code < Math.Pow(count + 1, count); code++)
        {
            var rest = code;
            for (var word = 0; word < count; word++, rest /= count + 1) heads[word] = rest % (count + 1);
            if (decoder.IsTree(heads)) best = Math.Max(best, Score(scores, stride, heads));
        }

        return best;
    }

    private static float Score(float[] scores, int stride, int[] heads) => heads.Select((head, word) => scores[word * stride + head]).Sum();
}
