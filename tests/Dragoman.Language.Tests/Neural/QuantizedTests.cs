using System.Runtime.Intrinsics.X86;
using Dragoman.Language.Neural;
using Dragoman.Language.Training;

namespace Dragoman.Language.Tests.Neural;

public sealed class QuantizedTests
{
    /// <summary>The forms that are not products of floats, as numbers.</summary>
    public static TheoryData<int> Integers => [(int)ProductForm.Pairs, (int)ProductForm.WidePairs, (int)ProductForm.Bytes];

    [Theory]
    [InlineData(1, 32, 1)]
    [InlineData(2, 96, 40)]
    [InlineData(3, 192, 16)]
    [InlineData(4, 96, 384)]
    [InlineData(5, 64, 33)]
    [InlineData(6, 96, 16)]
    [InlineData(9, 192, 60)]
    [InlineData(13, 256, 110)]
    [InlineData(7, 1024, 48)]
    [InlineData(1, 1024, 16)]
    [InlineData(64, 96, 32)]
    [InlineData(131, 32, 17)]
    public void All_forms_give_the_same_bits(int rows, int depth, int columns)
    {
        var random = new SeededRandom(3);
        var left = Numbers(random, rows * depth);
        var right = Numbers(random, depth * columns);
        var start = Numbers(random, columns);
        foreach (var accumulate in new[] { false, true })
        {
            var floats = Product(left, depth, rows, right, columns, start, ProductForm.Floats, accumulate);
            foreach (var form in Supported()) Assert.Equal(floats, Product(left, depth, rows, right, columns, start, form, accumulate));
        }
    }

    [Theory]
    [MemberData(nameof(Integers))]
    public void The_largest_sums_are_exact(int form)
    {
        if (!Supported().Contains((ProductForm)form)) Assert.Skip("this processor does not have these instructions");
        // Sums of eight products in 16 bits are at their ends where all numbers are.
        foreach (var (a, b) in new[] { (1f, 1f), (1f, -1f), (-1f, 1f), (-1f, -1f) })
        {
            var left = Enumerable.Repeat(a, QuantizedMatrix.MaxDepth).ToArray();
            var right = Enumerable.Repeat(b, QuantizedMatrix.MaxDepth * 2).ToArray();
            var sums = Product(left, left.Length, 1, right, 2, [], (ProductForm)form, accumulate: false);
            Assert.Equal(Product(left, left.Length, 1, right, 2, [], ProductForm.Floats, accumulate: false), sums);
            Assert.Equal(a * b * left.Length, sums[0], 0.01);
        }
    }

    [Theory]
    [InlineData((int)ProductForm.Floats)]
    [InlineData((int)ProductForm.Pairs)]
    [InlineData((int)ProductForm.WidePairs)]
    [InlineData((int)ProductForm.Bytes)]
    public void A_product_is_near_that_of_the_numbers(int form)
    {
        if (!Supported().Contains((ProductForm)form)) Assert.Skip("this processor does not have these instructions");
        const int rows = 9, depth = 128, columns = 70;
        var random = new SeededRandom(4);
        var left = Numbers(random, rows * depth);
        var right = Numbers(random, depth * columns);
        var start = Numbers(random, columns);
        var result = Product(left, depth, rows, right, columns, start, (ProductForm)form, accumulate: false);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                double sum = start[column];
                for (var k = 0; k < depth; k++) sum += left[row * depth + k] * (double)right[k * columns + column];
                Assert.Equal(sum, result[row * PackedMatrix.Padded(columns) + column], 0.5);
            }
        }
    }

    [Fact]
    public void Rows_of_zeros_and_of_no_numbers_give_what_the_sums_start_from()
    {
        float[] left = [.. new float[32], .. Enumerable.Repeat(float.NaN, 32), .. Enumerable.Repeat(1e-45f, 32)];
        var right = Enumerable.Repeat(1f, 32).ToArray();
        foreach (var form in Supported())
        {
            var result = Product(left, 32, 3, right, 1, [2f], form, accumulate: false);
            Assert.Equal(2f, result[0]);
            Assert.Equal(2f, result[64], 1e-3);
        }
    }

    [Fact]
    public void A_network_reads_alike_with_all_instructions()
    {
        var model = SmallModel.Instance;
        foreach (var form in Supported()) ReadsAlike(model, new LanguageNetwork(model, form));
    }

    private static void ReadsAlike(LanguageModel model, LanguageNetwork plain)
    {
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

    private static ProductForm[] Supported() =>
    [
        ProductForm.Floats,
        .. Avx2.IsSupported ? [ProductForm.Pairs] : Array.Empty<ProductForm>(),
        .. Avx512BW.IsSupported ? [ProductForm.WidePairs] : Array.Empty<ProductForm>(),
        .. AvxVnni.IsSupported ? [ProductForm.Bytes] : Array.Empty<ProductForm>(),
    ];

    private static float[] Product(
        float[] left, int depth, int rows, float[] right, int columns, float[] start, ProductForm form, bool accumulate)
    {
        var matrix = new QuantizedMatrix(right, columns, depth, columns, start, form);
        var operand = new QuantizedRows(form);
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
