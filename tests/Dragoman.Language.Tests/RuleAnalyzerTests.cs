namespace Dragoman.Language.Tests;

public class RuleAnalyzerTests
{
    [Theory]
    [InlineData("Russia accused Ukraine of shelling a village.", "PROPN VERB PROPN SCONJ VERB DET NOUN PUNCT")]
    [InlineData("The president will visit Paris.", "DET NOUN AUX VERB PROPN PUNCT")]
    [InlineData("They have not been told to leave.", "PRON AUX PART AUX VERB PART VERB PUNCT")]
    [InlineData("Rebels attacked the army.", "NOUN VERB DET NOUN PUNCT")]
    [InlineData("The attacks killed 12 people.", "DET NOUN VERB NUM NOUN PUNCT")]
    [InlineData("Turkey threatens the rebels.", "PROPN VERB DET NOUN PUNCT")]
    [InlineData("Two soldiers were killed by a bomb.", "NUM NOUN AUX VERB ADP DET NOUN PUNCT")]
    [InlineData("The Russian army has quickly withdrawn its troops.", "DET ADJ NOUN AUX ADV VERB PRON NOUN PUNCT")]
    [InlineData("He said that the talks had failed.", "PRON VERB SCONJ DET NOUN AUX VERB PUNCT")]
    [InlineData("There is no deal.", "PRON VERB DET NOUN PUNCT")]
    [InlineData("It does not want a war.", "PRON AUX PART VERB DET NOUN PUNCT")]
    public void Plain_sentences_get_their_parts_of_speech(string text, string tags)
    {
        var result = RuleAnalyzer.English.Analyze(text, [], TestContext.Current.CancellationToken);
        Assert.Equal(tags, string.Join(' ', result.Tokens.Select(token => token.Upos)));
        Assert.False(result.HasTrees);
        Assert.All(result.Tokens, token => Assert.Equal(-1, token.Head));
    }

    [Fact]
    public void Five_lines_read_a_text()
    {
        var text = RuleAnalyzer.English.Analyze("Talks failed. Nobody signed.", []);
        var words = text.Sentences.Select(sentence => sentence.TokenCount);
        Assert.Equal([3, 3], words);
    }

    [Fact]
    public void Given_sentences_and_tokens_stay()
    {
        var given = RuleAnalyzer.English.Analyze("Mr. X won't go. He stays.", []);
        var again = RuleAnalyzer.English.Annotate(given, TestContext.Current.CancellationToken);
        Assert.Equal(given.Tokens, again.Tokens);
        Assert.Equal(given.Sentences, again.Sentences);
    }

    [Fact]
    public void A_known_text_costs_little_more_than_its_tokens()
    {
        var text = string.Concat(Enumerable.Repeat("The envoy's talks didn't end in Geneva on Jan. 5, he said. Troops moved in. ", 400));
        for (var round = 0; round < 20; round++) RuleAnalyzer.English.Analyze(text, []);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = RuleAnalyzer.English.Analyze(text, []);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)result.Tokens.Count;
        Assert.True(bytes < 96, $"{bytes} bytes a token");
    }

    [Fact]
    public void Equal_strings_are_one_object()
    {
        var result = RuleAnalyzer.English.Analyze("Troops moved. Troops moved.", []);
        Assert.Same(result.Tokens[0].Lemma, result.Tokens[3].Lemma);
        Assert.Same(result.Tokens[0].Upos, result.Tokens[3].Upos);
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => RuleAnalyzer.English.Analyze("One. Two.", [], source.Token));
        var given = RuleAnalyzer.English.Analyze("One. Two.", []);
        Assert.Throws<OperationCanceledException>(() => RuleAnalyzer.English.Annotate(given, source.Token));
    }
}
