using Dragoman.Language.Neural;
using Dragoman.Language.Training;

namespace Dragoman.Language.Tests.Neural;

public sealed class GradientTests
{
    private static readonly TrainerOptions Plain = new()
    {
        Shape = new NetworkShape { Width = 64, RecurrentWidth = 32, ArcWidth = 32, RelationWidth = 32, Convolutions = 2, RecurrentLayers = 2, VectorWidth = 12 },
        Dropout = 0,
        HeadDropout = 0,
        WordDropout = 0,
        VectorDropout = 0,
        RecurrentDropout = 0,
    };

    [Fact]
    public void Every_matrix_has_the_gradient_that_finite_differences_show()
    {
        Check(Plain);
    }

    [Fact]
    public void Gradients_are_right_with_numbers_dropped_too()
    {
        Check(Plain with { Dropout = 0.3f, HeadDropout = 0.2f, RecurrentDropout = 0.3f });
    }

    [Fact]
    public void Gradients_are_right_with_teachers()
    {
        Check(Plain with { TeacherShare = 0.6f }, taught: true);
    }

    private static void Check(TrainerOptions options, bool taught = false)
    {
        var network = SmallNetwork.Create(options.Shape, seed: 3);
        var sentences = taught ? SmallNetwork.TaughtSentences(seed: 5) : SmallNetwork.Sentences(seed: 5);
        void Prepare() => network.Prepare(new SeededRandom(4), options.RecurrentDropout);
        double Loss() => network.Accumulate(sentences, new SeededRandom(9), options).Total;
        var random = new SeededRandom(11);
        Loss();
        foreach (var parameter in network.Parameters)
        {
            foreach (var other in network.Parameters) other.ClearGradients();
            Prepare();
            Loss();
            var gradient = parameter.Gradients.ToArray();
            var values = parameter.Values.ToArray();
            // Along its own gradient a function changes fastest: there the difference stands out from rounding.
            var direction = new float[gradient.Length];
            double length = 0;
            for (var i = 0; i < direction.Length; i++)
            {
                direction[i] = gradient[i] * (0.5f + random.Single());
                length += direction[i] * (double)direction[i];
            }

            Assert.True(length > 1e-12, parameter.Name + " has no gradient");
            var step = 2e-3 / Math.Sqrt(length);
            double Shifted(double by)
            {
                for (var i = 0; i < values.Length; i++) parameter.Values[i] = (float)(values[i] + by * direction[i]);
                Prepare();
                return Loss();
            }

            var difference = (Shifted(step) - Shifted(-step)) / (2 * step);
            values.CopyTo(parameter.Values, 0);
            double expected = 0;
            for (var i = 0; i < direction.Length; i++) expected += gradient[i] * (double)direction[i];
            Assert.True(
                Math.Abs(difference - expected) < 0.02 * Math.Abs(expected) + 2e-4 * Math.Sqrt(length),
                $"{parameter.Name}: {difference} by differences, {expected} by the backward pass");
        }
    }
}
