using Dragoman.Language.Neural;
using Dragoman.Language.Training;

namespace Dragoman.Language.Tests.Neural;

public sealed class WindowCacheTests
{
    private const int Width = 32;

    [Fact]
    public void Words_bring_the_same_whether_they_were_kept_or_not()
    {
        var random = new SeededRandom(11);
        var window = new QuantizedMatrix(Numbers(random, Width * 3 * Width), 3 * Width, Width, 3 * Width, [], QuantizedMatrix.Best);
        var cache = new WindowCache(Width, QuantizedMatrix.Best);
        var words = Enumerable.Range(0, 3 * WindowCache.Slots).Select(_ => Numbers(random, Width)).ToArray();
        var found = 0;
        for (var batch = 0; batch < 40; batch++)
        {
            // Some words again and again, others from more than fit; −1 is a form that is not kept.
            var items = Enumerable.Range(0, 700).Select(i => i % 50 == 49 ? -1 : i % 2 == 0 ? random.Below(200) : random.Below(words.Length)).ToArray();
            cache.Begin(items.Length + 2, batch / 20);
            for (var i = 0; i < items.Length; i++)
            {
                if (cache.Find(i + 1, items[i], i % 3 == 0 ? 1 : 0)) found++;
                else cache.Missing.SetRow(cache.MissingCount - 1, Word(words, items[i], i % 3 == 0 ? 1 : 0));
            }

            cache.Fill(window);
            Assert.All(cache.Row(0).ToArray(), number => Assert.Equal(0f, number));
            for (var i = 0; i < items.Length; i++)
                Assert.Equal(Product(window, Word(words, items[i], i % 3 == 0 ? 1 : 0)), cache.Row(i + 1).ToArray());
        }

        Assert.InRange(found, 8_000, 27_999);
    }

    [Fact]
    public void Numbers_that_mean_something_else_are_not_found()
    {
        var cache = new WindowCache(Width, QuantizedMatrix.Best);
        cache.Begin(3, 0);
        Assert.False(cache.Find(1, 5, 0));
        Assert.True(cache.Find(2, 5, 0));
        cache.Begin(2, 1);
        Assert.False(cache.Find(1, 5, 0));
    }

    private static float[] Word(float[][] words, int item, int context)
    {
        var word = words[item < 0 ? 0 : item].ToArray();
        word[0] += context;
        return word;
    }

    private static float[] Product(QuantizedMatrix window, float[] word)
    {
        var row = new QuantizedRows(QuantizedMatrix.Best);
        row.Set(word, Width, 1);
        var result = new float[3 * Width];
        window.Multiply(row, 0, 1, result, 3 * Width);
        return result;
    }

    private static float[] Numbers(SeededRandom random, int count)
    {
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan()) number = 2f * random.Single() - 1f;
        return numbers;
    }
}
