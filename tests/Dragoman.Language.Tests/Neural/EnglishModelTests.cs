using Dragoman.Language.Neural;

namespace Dragoman.Language.Tests.Neural;

public sealed class EnglishModelTests
{
    private const int MaxModelBytes = 30 * 1024 * 1024;

    [Theory]
    [InlineData("France condemned the attack.", "condemned", "France", "nsubj")]
    [InlineData("France condemned the attack.", "condemned", "attack", "obj")]
    [InlineData("The bridge was destroyed by rebels on Monday.", "destroyed", "bridge", "nsubj:pass")]
    [InlineData("The bridge was destroyed by rebels on Monday.", "destroyed", "rebels", "obl:agent")]
    [InlineData("The president said that the army would not leave the city.", "leave", "not", "advmod")]
    [InlineData("The president said that the army would not leave the city.", "said", "leave", "ccomp")]
    [InlineData("Police arrested three men and two women in Lagos.", "men", "women", "conj")]
    public void Who_does_what_to_whom_can_be_read_off_the_tree(string sentence, string head, string dependent, string relation)
    {
        var text = NeuralAnalyzer.English.Analyze(sentence, []);
        var token = text.Tokens.Single(t => sentence[t.Start..t.End] == dependent);
        Assert.Equal(relation, token.Relation);
        var governor = text.Tokens[token.Head];
        Assert.Equal(head, sentence[governor.Start..governor.End]);
    }

    [Theory]
    [InlineData("The ministers were leaving.", "ministers", "minister")]
    [InlineData("The ministers were leaving.", "were", "be")]
    [InlineData("The ministers were leaving.", "leaving", "leave")]
    [InlineData("She took the worst seat.", "took", "take")]
    [InlineData("She took the worst seat.", "worst", "bad")]
    [InlineData("They were frozkoving the plintories.", "plintories", "plintory")]
    public void Lemmas_are_found_for_regular_irregular_and_unknown_words(string sentence, string form, string lemma)
    {
        var text = NeuralAnalyzer.English.Analyze(sentence, []);
        Assert.Equal(lemma, text.Tokens.Single(t => sentence[t.Start..t.End] == form).Lemma);
    }

    [Fact]
    public void Names_have_a_kind_and_an_extent()
    {
        const string sentence = "Angela Merkel met Emmanuel Macron in Paris.";
        var text = NeuralAnalyzer.English.Analyze(sentence, []);
        Assert.Equal(["B-PER", "I-PER", "", "B-PER", "I-PER", "", "B-LOC", ""], text.Tokens.Select(t => t.Name));
    }

    [Fact]
    public void The_model_says_where_it_comes_from()
    {
        var model = NeuralAnalyzer.English.Model;
        Assert.Equal("CC-BY-SA-4.0", model.Origin.License);
        Assert.All(model.Origin.Sources, source => Assert.Equal(64, source.Sha256.Length));
        Assert.DoesNotContain(model.Origin.Sources, source => source.License.Contains("NC", StringComparison.Ordinal));
        Assert.InRange(model.Origin.Scores["ewt-dev.las"], 0.855, 1);
        Assert.InRange(model.Origin.Scores["gum-dev.las"], 0.855, 1);
        Assert.True(new FileInfo(Dragoman.Tests.Repository.Path("models", "english.dlm")).Length < MaxModelBytes);
    }

    [Fact]
    public void The_shipped_file_is_what_the_library_carries()
    {
        var file = ModelFile.Load(Dragoman.Tests.Repository.Path("models", "english.dlm"));
        Assert.Equal(file.Origin.Scores, NeuralAnalyzer.English.Model.Origin.Scores);
        Assert.Equal(File.ReadAllBytes(Dragoman.Tests.Repository.Path("models", "english.dlm")), ModelFile.Write(file));
    }
}
