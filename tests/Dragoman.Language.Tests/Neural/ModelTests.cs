using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Dragoman.Language.Neural;
using Dragoman.Language.Training;
using Dragoman.Records;

namespace Dragoman.Language.Tests.Neural;

public sealed class ModelTests
{
    [Fact]
    public void A_network_learns_its_sentences()
    {
        var scores = ParserScores.Of(SmallModel.Instance, SmallModel.Corpus, TestContext.Current.CancellationToken);
        Assert.Equal(1, scores.Las);
        Assert.Equal(1, scores.Upos);
        Assert.Equal(1, scores.Lemmas);
        Assert.Equal(1, scores.NameF1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_does_not()
    {
        var options = SmallModel.Options with { Epochs = 2 };
        var first = ModelFile.Write(SmallModel.Train(options));
        Assert.Equal(first, ModelFile.Write(SmallModel.Train(options)));
        Assert.NotEqual(first, ModelFile.Write(SmallModel.Train(options with { Seed = 2 })));
    }

    [Fact]
    public void A_model_that_is_read_back_is_the_model_that_was_written()
    {
        var bytes = ModelFile.Write(SmallModel.Instance);
        var read = ModelFile.Read(bytes);
        Assert.Equal(bytes, ModelFile.Write(read));
        Assert.Equal("small-1", read.Origin.Name);
        const string text = "The fleet left Tonga. Ports closed.";
        Assert.Equal(new NeuralAnalyzer(SmallModel.Instance).Analyze(text, []).Tokens, new NeuralAnalyzer(read).Analyze(text, []).Tokens);
    }

    [Fact]
    public void A_saved_model_loads_and_nothing_else_is_left()
    {
        using var folder = new Dragoman.Tests.TemporaryFolder();
        var path = Path.Combine(folder.Path, "small.dlm");
        ModelFile.Save(SmallModel.Instance, path);
        Assert.Equal("small-1", NeuralAnalyzer.Load(path).Name);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_that_is_cut_off_says_so()
    {
        var bytes = ModelFile.Write(SmallModel.Instance);
        var error = Assert.Throws<ModelFormatException>(() => ModelFile.Read(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Contains("cut off", error.Message, StringComparison.Ordinal);
        Assert.Throws<ModelFormatException>(() => ModelFile.Read([]));
    }

    [Fact]
    public void A_file_that_is_no_model_says_so()
    {
        var error = Assert.Throws<ModelFormatException>(() => ModelFile.Read(Encoding.UTF8.GetBytes(new string('x', 400))));
        Assert.Contains("no Dragoman language model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_for_newer_readers_says_so()
    {
        var bytes = ModelFile.Assemble([], version: 9, oldest: 9);
        Assert.Contains("newer version", Assert.Throws<ModelFormatException>(() => ModelFile.Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_sections_are_passed_over_unless_they_are_needed()
    {
        var sections = ModelSections.Write(SmallModel.Instance);
        Assert.Equal("small-1", ModelFile.Read(ModelFile.Assemble([.. sections, ("XTRA", false, [1, 2])])).Origin.Name);
        var error = Assert.Throws<ModelFormatException>(() => ModelFile.Read(ModelFile.Assemble([.. sections, ("XTRA", true, [1, 2])])));
        Assert.Contains("XTRA", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        var bytes = ModelFile.Write(SmallModel.Instance);
        Gen.Int[0, bytes.Length - 1].Sample(
            at =>
            {
                var damaged = bytes.ToArray();
                damaged[at] ^= 0x41;
                Assert.Throws<ModelFormatException>(() => ModelFile.Read(damaged));
            },
            iter: 50);
    }

    [Fact]
    public void Damage_under_a_right_checksum_ends_in_the_typed_error_or_a_model()
    {
        var bytes = ModelFile.Write(SmallModel.Instance);
        Gen.Select(Gen.Int[12, bytes.Length - 33], Gen.Byte).Sample(
            (at, value) =>
            {
                // Most of a file are numbers; the structure lies where sections begin, so half of the damage goes there.
                var damaged = bytes.ToArray();
                var place = at % 2 == 0 ? at : 12 + at % 600;
                damaged[place] = value;
                SHA256.HashData(damaged.AsSpan(0, damaged.Length - 32), damaged.AsSpan(damaged.Length - 32));
                try
                {
                    ModelFile.Read(damaged);
                }
                catch (ModelFormatException)
                {
                }
            },
            iter: 200);
    }

    [Fact]
    public void A_count_that_the_file_cannot_pay_for_allocates_nothing()
    {
        var section = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(section, ModelFile.MaxItems);
        var sections = ModelSections.Write(SmallModel.Instance);
        sections[2] = ("TABL", true, section);
        var bytes = ModelFile.Assemble(sections);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ModelFormatException>(() => ModelFile.Read(bytes));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2_000_000);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelTrainer(new TrainerOptions { Epochs = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelTrainer(new TrainerOptions { Shape = new NetworkShape { Width = 100 } }));
    }

    [Fact]
    public void Vectors_are_read_from_the_packages_json()
    {
        var row = string.Join(',', Enumerable.Range(0, 102).Select(i => i == 3 ? "-2.54" : "0"));
        var json = "{\"precision\":8,\"words\":[\"sea\",\"land\",\"air\"],\"vectors\":{\"sea\":[" + row + "],\"air\":[" + row + "],\"land\":[" + row + "]}}";
        var vectors = VectorConverter.Parse(Encoding.UTF8.GetBytes(json), 2, TestContext.Current.CancellationToken);
        Assert.Equal(2, vectors.Words.Count);
        Assert.Equal(-1, vectors.Find("air"));
        var target = new float[VectorConverter.Width];
        vectors.Add(vectors.Find("land"), target);
        Assert.Equal(-2.54f, target[3], 1e-5f);
        Assert.Throws<InputException>(() => VectorConverter.Parse("{}"u8, 2, TestContext.Current.CancellationToken));
    }
}
