using Dragoman.Language.Neural;
using Dragoman.Language.Training;

namespace Dragoman.Language.Tests.Neural;

public sealed class QuantizedTests
{
    [Theory]
    [InlineData(1, 32, 1)]
    [InlineData(5, 64, 33)]
    [InlineData(6, 96, 16)]
    [InlineData(13, 256, 110)]
    [InlineData(7, 1024, 48)]
    public void Integers_and_floats_give_the_same_bits(int rows, int depth, int columns)
    {
        if (!QuantizedMatrix.HasIntegers) Assert.Skip("this processor does not multiply bytes");
        var random = new SeededRandom(3);
        var left = Numbers(random, rows * depth);
        var right = Numbers(random, depth * columns);
        var start = Numbers(random, columns);
        foreach (var accumulate in new[] { false, true })
        {
            var bytes = Product(left, depth, rows, right, columns, start, integers: true, accumulate);
            Assert.Equal(Product(left, depth, rows, right, columns, start, integers: false, accumulate), bytes);
        }
    }

    [Fact]
    public void The_largest_sums_are_exact_in_both()
    {
        if (!QuantizedMatrix.HasIntegers) Assert.Skip("this processor does not multiply bytes");
        var left = Enumerable.Repeat(1f, QuantizedMatrix.MaxDepth).ToArray();
        var right = Enumerable.Repeat(-1f, QuantizedMatrix.MaxDepth * 2).ToArray();
        var bytes = Product(left, left.Length, 1, right, 2, [], integers: true, accumulate: false);
        Assert.Equal(Product(left, left.Length, 1, right, 2, [], integers: false, accumulate: false), bytes);
        Assert.Equal(-left.Length, bytes[0], 0.01);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_product_is_near_that_of_the_numbers(bool integers)
    {
        if (integers && !QuantizedMatrix.HasIntegers) Assert.Skip("this processor does not multiply bytes");
        const int rows = 9, depth = 128, columns = 70;
        var random = new SeededRandom(4);
        var left = Numbers(random, rows * depth);
        var right = Numbers(random, depth * columns);
        var start = Numbers(random, columns);
        var result = Product(left, depth, rows, right, columns, start, integers, accumulate: false);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                double sum = start[column];
                for (var k = 0; k < depth; k++) sum += left[row * depth + k] * (double)right[k * columns + column];
                Assert.Equal(sum, result[row * PackedMatrix.Padded(columns) + column], 0.12);
            }
        }
    }

    [Fact]
    public void Rows_of_zeros_and_of_no_numbers_give_what_the_sums_start_from()
    {
        float[] left = [.. new float[32], .. Enumerable.Repeat(float.NaN, 32), .. Enumerable.Repeat(1e-45f, 32)];
        var right = Enumerable.Repeat(1f, 32).ToArray();
        foreach (var integers in new[] { false, QuantizedMatrix.HasIntegers })
        {
            var result = Product(left, 32, 3, right, 1, [2f], integers, accumulate: false);
            Assert.Equal(2f, result[0]);
            Assert.Equal(2f, result[64], 1e-3);
        }
    }

    [Fact]
    public void A_network_reads_alike_with_and_without_integer_instructions()
    {
        var model = SmallModel.Instance;
        var plain = new LanguageNetwork(model, integers: false);
        var space = plain.CreateWorkspace();
        var other = model.Network.CreateWorkspace();
        foreach (var sentence in SmallModel.Corpus)
        {
            foreach (var (network, memory) in new[] { (plain, space), (model.Network, other) })
            {
                memory.Batch.Clear();
                var start = memory.Batch.Add(sentence.Forms.Count);
                network.Reserve(memory);
                for (var i = 0; i < sentence.Forms.Count; i++) network.SetWord(memory, start + i, sentence.Forms[i]);
                network.Run(memory);
            }

            var length = space.Batch.Rows * model.Shape.Width;
            Assert.Equal(space.State.AsSpan(0, length), other.State.AsSpan(0, length));
        }
    }

    private static float[] Product(
        float[] left, int depth, int rows, float[] right, int columns, float[] start, bool integers, bool accumulate)
    {
        var matrix = new QuantizedMatrix(right, depth, columns, start, integers);
        var operand = new QuantizedRows(integers);
        operand.Set(left, depth, rows);
        var result = new float[rows * matrix.PaddedColumns];
        for (var i = 0; i < result.Length; i++) result[i] = i % 7 - 3;
        matrix.Multiply(operand, 0, rows, result, matrix.PaddedColumns, accumulate);
        return result;
    }

    private static float[] Numbers(SeededRandom random, int count)
    {
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan()) number = 2f * random.Single() - 1f;
        return numbers;
    }
}
