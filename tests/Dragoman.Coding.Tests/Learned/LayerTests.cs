using Dragoman.Coding.Learned;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Language.Neural;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests.Learned;

public sealed class LayerTests
{
    private static readonly DocumentReader Reader = new(CodingLexicon.Load(null), KnowledgeBase.Default, NeuralAnalyzer.English);
    private static readonly ModelVectors Vectors = new(NeuralAnalyzer.English.Model);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static List<LayerSample> Samples(int count)
    {
        var maker = new LayerSamples(Reader, Vectors);
        return [.. LabeledSentences.ReadFolder(Repository.Path("data", "training")).Take(count).SelectMany(sentence => maker.Of(sentence, Ct))];
    }

    private static byte[] Bytes(LayerModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    [Fact]
    public void Training_twice_gives_the_same_bytes_and_learns()
    {
        var samples = Samples(40);
        var options = new LayerOptions { Passes = 4, LeastWords = 1 };
        var losses = new List<double>();
        var one = Bytes(new LayerModel([new LayerTrainer(options, Vectors).Train(samples, 7, (_, loss) => losses.Add(loss), Ct)], [1, 0, 1, 0]));
        var two = Bytes(new LayerModel([new LayerTrainer(options, Vectors).Train(samples, 7, null, Ct)], [1, 0, 1, 0]));
        Assert.Equal(one, two);
        Assert.True(losses[^1] < 0.8 * losses[0], $"{losses[0]} {losses[^1]}");
    }

    [Fact]
    public void Gradients_are_those_of_the_loss()
    {
        var samples = Samples(6);
        var network = new LayerTrainer(new LayerOptions { Passes = 1, LeastWords = 1 }, Vectors).Train(samples, 3, null, Ct);
        var sample = samples.First(item => item.Given);
        var pair = sample.Pairs[0];
        var gradients = new float[network.Shape.Total];
        var pass = new LayerPass(network, Vectors);
        Loss(gradients);

        // Enough places to meet every matrix and table.
        var checkedPlaces = 0;
        for (var i = 0; i < gradients.Length && checkedPlaces < 60; i++)
        {
            if (Math.Abs(gradients[i]) < 0.01 || i % 7 != 0)
                continue;
            checkedPlaces++;
            var before = network.Values[i];
            const float Step = 0.002f;
            network.Values[i] = before + Step;
            var above = Loss(null);
            network.Values[i] = before - Step;
            var below = Loss(null);
            network.Values[i] = before;
            var slope = (above - below) / (2 * Step);
            Assert.True(Math.Abs(slope - gradients[i]) < 0.02 + (0.15 * Math.Abs(slope)), $"{i}: {slope} {gradients[i]}");
        }

        Assert.True(checkedPlaces > 30);

        double Loss(float[]? into)
        {
            pass.Begin(sample.Input, true);
            var who = pass.Add(pair.Actor);
            var whom = pass.Add(pair.Recipient!.Value);
            pass.Score(who, whom, true, pair.Signal);
            var types = pass.Types.ToArray();
            Kernels.Softmax(types);
            var loss = -Math.Log(types[pair.Label]);
            if (into is null)
                return loss;
            types[pair.Label] -= 1;
            pass.BeginGradients();
            pass.Backward(types, [], [], [], into);
            pass.EndGradients(into);
            return loss;
        }
    }

    [Fact]
    public void Reading_gives_the_bits_of_training()
    {
        var samples = Samples(30);
        var network = new LayerTrainer(new LayerOptions { Passes = 1, LeastWords = 1 }, Vectors).Train(samples, 5, null, Ct);
        var pass = new LayerPass(network, Vectors);
        var scorer = new LayerScorer(network, Vectors);
        var sides = new LayerSides();
        var pairs = 0;
        foreach (var sample in samples)
        {
            sides.Clear();
            sides.Input.Fill(sample.Input.Sentence, [], Vectors);
            var numbers = sample.Pairs.ConvertAll(pair => (sides.Add(pair.Actor, false), pair.Recipient is { } other ? sides.Add(other, true) : -1));
            sides.Complete();
            scorer.Begin(sides, false);
            pass.Begin(sample.Input, false);
            for (var i = 0; i < sides.Count; i++)
                pass.Add(sides[i]);
            for (var i = 0; i < numbers.Count; i++, pairs++)
            {
                var (actor, recipient) = numbers[i];
                pass.Score(actor, recipient, sample.Given, sample.Pairs[i].Signal);
                scorer.Score(actor, recipient, sample.Given, sample.Pairs[i].Signal);
                scorer.Detail();
                Assert.Equal(pass.Types, scorer.Types.ToArray());
                Assert.Equal(pass.Modes, scorer.Modes.ToArray());
                Assert.Equal(pass.Facts, scorer.Facts.ToArray());
                Assert.Equal(pass.Shares.AsSpan(0, sample.Input.Count).ToArray(), scorer.Looks.ToArray());
            }
        }

        Assert.True(pairs > 100, $"{pairs} pairs");
    }

    [Fact]
    public void A_layer_is_read_back_as_it_was_written_and_damage_is_told()
    {
        var network = new LayerTrainer(new LayerOptions { Passes = 1, LeastWords = 1 }, Vectors).Train(Samples(5), 1, null, Ct);
        var bytes = Bytes(new LayerModel([network], [0.5f, 0.1f, 0.7f, -0.2f]));
        var read = LayerModel.Load(new MemoryStream(bytes));
        Assert.Equal([0.5f, 0.1f, 0.7f, -0.2f], read.Calibration);
        Assert.Equal(bytes, Bytes(read));
        foreach (var length in new[] { 0, 5, 20, 200, bytes.Length / 2, bytes.Length - 1 })
            Assert.Throws<InvalidDataException>(() => LayerModel.Load(new MemoryStream(bytes, 0, length)));
        bytes[0] ^= 1;
        Assert.Contains("train it again", Assert.Throws<InvalidDataException>(() => LayerModel.Load(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_not_seen()
    {
        // The layer must not learn who fights whom: other names, the same shares.
        var one = Tests.Reading.RelateFully("Chad accused Togo of hoarding salt.", "Chad", "Togo");
        var two = Tests.Reading.RelateFully("Peru accused Cuba of hoarding salt.", "Peru", "Cuba");
        Assert.Equal(one.Scores, two.Scores);
    }

    [Fact]
    public void Scores_of_a_relation_add_to_one_and_the_highest_is_the_answer()
    {
        var answer = Tests.Reading.RelateFully("Chad lambasted Togo over salt.", "Chad", "Togo");
        Assert.InRange(answer.Scores!.Values.Sum(), 0.99, 1.01);
        Assert.Equal(EventTypes.Name(answer.Type!.Value), answer.Scores.First().Key);
        Assert.Equal(answer.Confidence, answer.Scores.First().Value);
    }

    [Fact]
    public void Answers_are_the_same_on_many_threads()
    {
        var texts = LabeledSentences.ReadFolder(Repository.Path("data", "training")).Take(60).Select(sentence => sentence.Text).ToList();
        var alone = texts.Select(Told).ToList();
        var together = new string[texts.Count];
        Parallel.For(0, texts.Count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, i => together[i] = Told(texts[i]));
        Assert.Equal(alone, together);

        static string Told(string text) => string.Join('|', Tests.Reading.CodeFully(text).Events.Select(told => $"{Tests.Reading.Line(told)} {told.Confidence} {told.Salience}"));
    }

    [Fact]
    public void Frames_alone_read_without_the_layer()
    {
        var coder = DocumentCoder.Create(layers: CoderLayers.Frames);
        const string Text = "Chad accused Togo of hoarding salt.";
        var coded = coder.Code(new ArticleText { Article = new Article { Text = Text }, Text = Text, Parts = [] }, new Document { Id = "d", Text = Text }, Ct);
        Assert.DoesNotContain(coded.Events, told => told.Rule == LearnedStage.Rule);
    }
}
