using Dragoman.Language.Neural;
using Dragoman.Language.Training;

namespace Dragoman.Language.Tests.Neural;

public sealed class KernelTests
{
    private const int MaxRows = 21;

    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 },
        { 5, 7, 32 },
        { 6, 96, 33 },
        { 8, 128, 64 },
        { 13, 3, 100 },
        { MaxRows, 40, 110 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void All_widths_of_a_product_give_the_same_bits(int rows, int depth, int columns)
    {
        var random = new SeededRandom(1);
        var left = Numbers(random, rows * (depth + 3));
        var right = new PackedMatrix();
        right.Pack(Numbers(random, depth * columns), columns, depth, columns, Numbers(random, columns));
        var before = Numbers(random, rows * right.PaddedColumns);
        foreach (var accumulate in new[] { false, true })
        {
            var results = Widths().Select(width =>
            {
                var result = before.ToArray();
                MatrixKernels.Multiply(width, left, depth + 3, rows, right, result, right.PaddedColumns, accumulate);
                return result;
            }).ToList();
            Assert.All(results, result => Assert.Equal(results[0], result));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_product_is_the_sum_of_products(int rows, int depth, int columns)
    {
        var random = new SeededRandom(2);
        var left = Numbers(random, rows * depth);
        var matrix = Numbers(random, depth * columns);
        var start = Numbers(random, columns);
        var right = new PackedMatrix();
        right.Pack(matrix, columns, depth, columns, start);
        var result = new float[rows * right.PaddedColumns];
        MatrixKernels.Multiply(left, depth, rows, right, result, right.PaddedColumns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                double sum = start[column];
                for (var k = 0; k < depth; k++) sum += left[row * depth + k] * (double)matrix[k * columns + column];
                Assert.Equal(sum, result[row * right.PaddedColumns + column], 1e-4);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void All_widths_of_an_outer_product_give_the_same_bits(int rows, int leftColumns, int columns)
    {
        var random = new SeededRandom(3);
        var padded = PackedMatrix.Padded(columns);
        var left = Numbers(random, rows * leftColumns);
        var right = Numbers(random, rows * padded);
        var before = Numbers(random, leftColumns * padded);
        var results = Widths().Select(width =>
        {
            var result = before.ToArray();
            MatrixKernels.AddOuter(width, left, leftColumns, leftColumns, right, padded, padded, rows, result, padded);
            return result;
        }).ToList();
        Assert.All(results, result => Assert.Equal(results[0], result));
        double first = before[0];
        for (var row = 0; row < rows; row++) first += left[row * leftColumns] * (double)right[row * padded];
        Assert.Equal(first, results[0][0], 1e-4);
    }

    [Fact]
    public void A_transposed_matrix_packs_like_its_transpose()
    {
        var random = new SeededRandom(4);
        var source = Numbers(random, 40 * 24);
        var transpose = new float[24 * 40];
        for (var i = 0; i < 40; i++)
            for (var j = 0; j < 24; j++) transpose[j * 40 + i] = source[i * 24 + j];
        var one = new PackedMatrix();
        var other = new PackedMatrix();
        one.PackTransposed(source, 24, 24, 40);
        other.Pack(transpose, 40, 24, 40);
        Assert.Equal(other.Panels.ToArray(), one.Panels.ToArray());
    }

    [Fact]
    public void The_quotient_of_polynomials_is_the_hyperbolic_tangent()
    {
        for (var x = -12f; x <= 12f; x += 0.01f)
        {
            var value = RowKernels.Tanh(System.Runtime.Intrinsics.Vector256.Create(x))[0];
            Assert.Equal(Math.Tanh(x), value, 2e-6);
        }
    }

    [Fact]
    public void A_matrix_that_is_too_small_is_refused()
    {
        var right = new PackedMatrix();
        right.Pack(new float[64], 32, 2, 32);
        Assert.Throws<ArgumentException>(() => MatrixKernels.Multiply(new float[3], 2, 2, right, new float[64], 32));
        Assert.Throws<ArgumentException>(() => MatrixKernels.Multiply(new float[4], 2, 2, right, new float[63], 32));
    }

    private static KernelWidth[] Widths() => MatrixKernels.Best switch
    {
        KernelWidth.Vector512 => [KernelWidth.Scalar, KernelWidth.Vector256, KernelWidth.Vector512],
        // The runtime takes wide vectors apart where the processor has none; the answer must be the same.
        _ => [KernelWidth.Scalar, KernelWidth.Vector256],
    };

    private static float[] Numbers(SeededRandom random, int count)
    {
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan()) number = 2 * random.Single() - 1;
        return numbers;
    }

    [Fact]
    public void The_greatest_of_a_row_is_the_first_of_equals()
    {
        var random = new SeededRandom(9);
        for (var length = 1; length <= 70; length++)
        {
            var values = new float[length];
            for (var round = 0; round < 30; round++)
            {
                // Few different numbers, so that equals are common.
                foreach (ref var value in values.AsSpan()) value = random.Below(6) - 3;
                Assert.Equal(Array.IndexOf(values, values.Max()), RowKernels.ArgMax(values));
            }
        }
    }

    [Fact]
    public void A_step_of_a_recurrent_layer_is_what_its_functions_say()
    {
        var random = new SeededRandom(10);
        var gates = new float[4 * 32];
        var cell = new float[32];
        var output = new float[32];
        foreach (var scale in new[] { 1f, 6f, 60f, 1e6f })
        {
            foreach (ref var gate in gates.AsSpan()) gate = scale * (2f * random.Single() - 1f);
            foreach (ref var value in cell.AsSpan()) value = 8f * random.Single() - 4f;
            var before = cell.ToArray();
            RowKernels.Step(gates, cell, output);
            for (var i = 0; i < 32; i++)
            {
                var next = Logistic(gates[32 + i]) * before[i] + Logistic(gates[i]) * Math.Tanh(gates[64 + i]);
                Assert.Equal(next, cell[i], 1e-3);
                Assert.Equal(Logistic(gates[96 + i]) * Math.Tanh(next), output[i], 1e-3);
                Assert.InRange(output[i], -1f, 1f);
            }
        }

        static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
    }
}
