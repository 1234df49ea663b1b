using System.Text;
using CsCheck;
using Dragoman.Records;

namespace Dragoman.Language.Tests;

public class SegmentationTests
{
    /// <summary>Pieces that texts are made of at random: words, marks, and what breaks careless code.</summary>
    private static readonly string[] Pieces =
    [
        "the ", "U.S. ", "don't", "cannot ", "gonna", "Mr. ", "$", "1,000", "3-4 ", "http://", "www.", "a@b.org", "...", "?!", "\"", "'", "\u2019s", "\u201C",
        "\u201D", "(", ")", "[1]", "-", "--", "\u2014", "\n", "\n\n", "\r\n", "\t", " ", "\u00A0", "\u00AD", "\u200B", "\uFEFF", "\uFFFD", "\uD83D\uDE00",
        "\uD83D", "\uDE00", "\u200D", "\uFE0F", "#tag", "@you", "Sept. 5", "etc.", ".5", ".", ",", ":", ";", "/", "\\", "&", "&amp;", "%", "*", "_", "=====",
        "Caf\u00C3\u00A9", "\u00E2\u20AC\u2122", "5pm", "n't", "'ll", "O'Neill", "Ph.D", "i", "I.", "J.", "\u0301", "\u4E60", "\u202E", "\0", "\u0092", "~", "|", "<", ">",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 60].Select(string.Concat),
        Gen.Char['\0', '\uFFFF'].Array[0, 80].Select(characters => new string(characters)),
        Gen.Char[' ', '~'].Array[0, 120].Select(characters => new string(characters)));

    public static TheoryData<string, string, string> TokenCases => Cases.Read("tokens.tsv");

    public static TheoryData<string, string, string> SentenceCases => Cases.Read("sentences.tsv");

    private static Segmentation Segment(string text, params TextSpan[] blocks)
    {
        var result = new Segmentation();
        Segmenter.English.Segment(text, blocks, result, TestContext.Current.CancellationToken);
        return result;
    }

    [Theory]
    [MemberData(nameof(TokenCases))]
    public void Text_is_divided_into_the_words_of_the_treebank(string kind, string text, string expected)
    {
        var result = Segment(text);
        var actual = new StringBuilder();
        for (var index = 0; index < result.Tokens.Length; index++)
        {
            var token = result.Tokens[index];
            actual.Append(text, token.Start, token.End - token.Start);
            if (index + 1 < result.Tokens.Length) actual.Append(token.InMultiword ? '\u203F' : ' ');
        }

        Assert.True(expected == actual.ToString(), $"{kind}: expected {expected}, found {actual}");
    }

    [Theory]
    [MemberData(nameof(SentenceCases))]
    public void Text_is_divided_into_sentences(string kind, string text, string expected)
    {
        text = text.Replace('\u23CE', '\n');
        var sentences = new List<string>();
        foreach (var sentence in Segment(text).Sentences) sentences.Add(text[sentence.Start..sentence.End].Replace('\n', '\u23CE'));
        var actual = string.Join(" \u2016 ", sentences);
        Assert.True(expected == actual, $"{kind}: expected {expected}, found {actual}");
    }

    [Fact]
    public void Every_visible_character_belongs_to_exactly_one_token_and_one_sentence()
    {
        Texts.Sample(text =>
        {
            AssertTiles(text, Segment(text));
        }, iter: 4000, seed: "000000000001");
    }

    [Fact]
    public void Every_character_in_a_block_is_read_and_none_outside()
    {
        Gen.Select(Texts, Gen.Int[0, 200], Gen.Int[0, 200]).Sample((text, from, to) =>
        {
            from = Math.Min(from, text.Length);
            to = Math.Clamp(to, from, text.Length);
            var result = Segment(text, new TextSpan(0, from), new TextSpan(to, text.Length));
            var covered = new bool[text.Length];
            foreach (var token in result.Tokens)
            {
                Assert.True(token.End <= from || token.Start >= to);
                for (var index = token.Start; index < token.End; index++) covered[index] = true;
            }

            for (var index = 0; index < text.Length; index++)
                Assert.Equal((index < from || index >= to) && !char.IsWhiteSpace(text[index]), covered[index]);
            foreach (var sentence in result.Sentences) Assert.True(sentence.End <= from || sentence.Start >= to);
        }, iter: 1500, seed: "000000000002");
    }

    [Fact]
    public void The_same_text_gives_the_same_result_on_any_thread()
    {
        var random = new Random(7);
        var texts = Enumerable.Range(0, 200).Select(_ => string.Concat(Enumerable.Range(0, 40).Select(_ => Pieces[random.Next(Pieces.Length)]))).ToArray();
        var alone = texts.Select(text => RuleAnalyzer.English.Analyze(text, [])).ToArray();
        Parallel.For(0, texts.Length, index =>
        {
            var again = RuleAnalyzer.English.Analyze(texts[index], []);
            Assert.Equal(alone[index].Tokens, again.Tokens);
            Assert.Equal(alone[index].Sentences, again.Sentences);
        });
    }

    [Theory]
    [InlineData("x")]
    [InlineData("(")]
    [InlineData("[[")]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("a\n")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData("A.")]
    [InlineData("a-")]
    [InlineData("a@")]
    [InlineData("1-")]
    [InlineData("1,")]
    [InlineData("1:")]
    [InlineData("1/")]
    [InlineData("a'")]
    [InlineData("=-")]
    [InlineData("\uD83D")]
    [InlineData("\uD83D\uDE00\u200D")]
    [InlineData("\u200B")]
    [InlineData("http://")]
    [InlineData("a_")]
    [InlineData("a*")]
    [InlineData("U.S. The ")]
    [InlineData("\"Why?\" a b c d e f ")]
    [InlineData(":) ")]
    [InlineData("#")]
    [InlineData("&a")]
    [InlineData("$")]
    public void Half_a_million_characters_of_one_pattern_are_read(string piece)
    {
        // No clock: where time grew with the square of the length, this would not come to an end before anybody looks.
        var text = string.Concat(Enumerable.Repeat(piece, 500_000 / piece.Length));
        AssertTiles(text, Segment(text));
    }

    [Fact]
    public void Twenty_megabytes_without_a_space_are_read()
    {
        var text = new string('x', 20 * 1024 * 1024);
        var result = Segment(text);
        Assert.Equal(text.Length, result.Tokens[^1].End);
        foreach (var token in result.Tokens) Assert.InRange(token.End - token.Start, 1, 1000);
        foreach (var sentence in result.Sentences) Assert.InRange(sentence.TokenCount, 1, SentenceSplitter.MaxTokens);
    }

    [Fact]
    public void Ten_thousand_brackets_are_as_many_tokens_in_sentences_of_bounded_length()
    {
        var result = Segment(new string('(', 10_000));
        Assert.Equal(10_000, result.Tokens.Length);
        foreach (var sentence in result.Sentences) Assert.InRange(sentence.TokenCount, 1, SentenceSplitter.MaxTokens);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n\n")]
    [InlineData(" \t\u00A0\u2028")]
    public void Nothing_visible_gives_nothing(string text)
    {
        var result = Segment(text);
        Assert.Equal(0, result.Tokens.Length);
        Assert.Equal(0, result.Sentences.Length);
    }

    [Fact]
    public void Only_newlines_of_twenty_megabytes_give_nothing()
    {
        Assert.Equal(0, Segment(new string('\n', 20 * 1024 * 1024)).Tokens.Length);
    }

    [Fact]
    public void A_segmentation_that_has_grown_asks_for_no_more_memory()
    {
        var text = string.Concat(Enumerable.Repeat("The envoy's talks didn't end in Geneva, e.g. on Jan. 5, he said. \"Why?\" See a@b.org. ", 50));
        var result = new Segmentation();
        for (var round = 0; round < 50; round++) Segmenter.English.Segment(text, [], result, TestContext.Current.CancellationToken);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Segmenter.English.Segment(text, [], result, CancellationToken.None);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Blocks_are_read_one_by_one_and_no_sentence_crosses_them()
    {
        const string Text = "Talks fail Troops move in";
        var result = Segment(Text, new TextSpan(0, 10), new TextSpan(11, Text.Length));
        Assert.Equal(2, result.Sentences.Length);
        Assert.Equal("Troops move in", Text[result.Sentences[1].Start..result.Sentences[1].End]);
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(-1, 2)]
    [InlineData(3, 2)]
    public void A_block_outside_its_text_is_the_callers_mistake(int start, int end)
    {
        Assert.Throws<ArgumentException>(() => Segment("12345678", new TextSpan(start, end)));
    }

    [Fact]
    public void Blocks_out_of_order_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => Segment("12345678", new TextSpan(4, 8), new TextSpan(0, 2)));
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Segmenter.English.Segment("One. Two.", [], new Segmentation(), source.Token));
    }

    private static void AssertTiles(string text, Segmentation result)
    {
        var position = 0;
        var tokens = result.Tokens;
        for (var index = 0; index < tokens.Length; index++)
        {
            var token = tokens[index];
            Assert.True(token.Start >= position && token.End > token.Start && token.End <= text.Length);
            Assert.True(text.AsSpan(position, token.Start - position).IsWhiteSpace());
            Assert.Equal(token.Start > 0 && !char.IsWhiteSpace(text[token.Start - 1]), token.JoinsPrevious);
            if (token.InMultiword) Assert.True(index + 1 < tokens.Length && tokens[index + 1].Start == token.End);
            for (var inside = token.Start; inside < token.End; inside++)
            {
                if (char.IsWhiteSpace(text[inside])) Assert.Fail($"white space inside a token at {inside}");
            }

            position = token.End;
        }

        Assert.True(text.AsSpan(position).IsWhiteSpace());
        var next = 0;
        foreach (var sentence in result.Sentences)
        {
            Assert.Equal(next, sentence.FirstToken);
            Assert.InRange(sentence.TokenCount, 1, SentenceSplitter.MaxTokens);
            Assert.Equal(tokens[next].Start, sentence.Start);
            next += sentence.TokenCount;
            Assert.Equal(tokens[next - 1].End, sentence.End);
            Assert.False(tokens[next - 1].InMultiword);
        }

        Assert.Equal(tokens.Length, next);
    }
}
