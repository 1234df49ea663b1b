using System.Text;
using CsCheck;
using Dragoman.Language.Neural;
using Dragoman.Records;

namespace Dragoman.Language.Tests.Neural;

public sealed class NeuralAnalyzerTests
{
    private static readonly NeuralAnalyzer Analyzer = new(SmallModel.Instance);

    [Fact]
    public void A_sentence_gets_tags_lemmas_names_and_one_tree()
    {
        var text = Analyzer.Analyze("Ports closed in Tonga.", []);
        Assert.True(text.HasTrees);
        Assert.Equal(["NOUN", "VERB", "ADP", "PROPN", "PUNCT"], text.Tokens.Select(t => t.Upos));
        Assert.Equal([1, -1, 3, 1, 1], text.Tokens.Select(t => t.Head));
        Assert.Equal(["nsubj", "root", "case", "obl", "punct"], text.Tokens.Select(t => t.Relation));
        Assert.Equal("port", text.Tokens[0].Lemma);
        Assert.Equal("Number=Plur", text.Tokens[0].Features);
        Assert.Equal("B-LOC", text.Tokens[3].Name);
    }

    [Fact]
    public void Any_text_gets_one_tree_a_sentence()
    {
        Gen.String[0, 300].Sample(text => Check(Analyzer.Analyze(text, [])));
    }

    [Fact]
    public void A_sentence_longer_than_the_network_reads_is_still_one_tree()
    {
        var long_ = new StringBuilder("Ports");
        for (var i = 0; i < 700; i++) long_.Append(i % 40 == 39 ? " closed ," : " ships");
        var text = Analyzer.Analyze(long_.Append(" .").ToString(), []);
        Assert.Contains(text.Sentences, s => s.TokenCount > NeuralAnalyzer.MaxSentence);
        Assert.True(Check(text));
    }

    [Fact]
    public void Given_tokens_are_kept()
    {
        var text = Analyzer.Analyze("Fiji condemned the blockade. Ships left Suva.", []);
        var again = Analyzer.Annotate(RuleAnalyzer.English.Annotate(text, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.Equal(text.Tokens, again.Tokens);
        Assert.Equal(text.Sentences, again.Sentences);
    }

    [Fact]
    public void A_sentence_is_read_alike_alone_and_among_others()
    {
        const string one = "The minister was asked.";
        var alone = Analyzer.Analyze(one, []).Tokens;
        var among = Analyzer.Analyze("Ships left Suva. " + one + " Ports closed in Tonga for a long, long time.", []);
        var sentence = among.Sentences[1];
        for (var i = 0; i < alone.Count; i++)
        {
            var token = among.Tokens[sentence.FirstToken + i];
            Assert.Equal((alone[i].Xpos, alone[i].Lemma, alone[i].Relation), (token.Xpos, token.Lemma, token.Relation));
            Assert.Equal(alone[i].Head < 0 ? -1 : alone[i].Head + sentence.FirstToken, token.Head);
        }
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var texts = Enumerable.Range(0, 40).Select(i => string.Concat(Enumerable.Repeat("Ships left Suva. The fleet sailed home. ", 1 + i % 7))).ToArray();
        var expected = texts.Select(t => Analyzer.Analyze(t, [])).ToArray();
        Parallel.For(0, texts.Length, i => Assert.Equal(expected[i].Tokens, Analyzer.Analyze(texts[i], []).Tokens));
    }

    [Fact]
    public void Reading_into_a_document_again_allocates_nothing_for_the_network()
    {
        var document = new LanguageDocument();
        var text = string.Concat(Enumerable.Repeat("The fleet sailed home. Fiji condemned the blockade. ", 20));
        var segmentation = new Segmentation();
        for (var i = 0; i < 3; i++) Analyzer.Read(text, [], document, TestContext.Current.CancellationToken);
        for (var i = 0; i < 3; i++) Segmenter.English.Segment(text, [], segmentation, TestContext.Current.CancellationToken);
        var start = GC.GetAllocatedBytesForCurrentThread();
        Segmenter.English.Segment(text, [], segmentation, TestContext.Current.CancellationToken);
        var segmenting = GC.GetAllocatedBytesForCurrentThread() - start;
        start = GC.GetAllocatedBytesForCurrentThread();
        Analyzer.Read(text, [], document, TestContext.Current.CancellationToken);
        Assert.Equal(segmenting, GC.GetAllocatedBytesForCurrentThread() - start);
    }

    [Fact]
    public void Tokens_are_counted_and_a_record_costs_its_own_lists_and_little_more()
    {
        var text = string.Concat(Enumerable.Repeat("The fleet sailed home. Fiji condemned the blockade. ", 100));
        for (var i = 0; i < 3; i++) Analyzer.Analyze(text, [], TestContext.Current.CancellationToken);
        var (before, start) = (Analyzer.TokensRead, GC.GetAllocatedBytesForCurrentThread());
        var read = Analyzer.Analyze(text, [], TestContext.Current.CancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - start;
        Assert.InRange(Analyzer.TokensRead - before, read.Tokens.Count, long.MaxValue);
        var lists = ((long)System.Runtime.CompilerServices.Unsafe.SizeOf<Token>() * read.Tokens.Count) + ((long)System.Runtime.CompilerServices.Unsafe.SizeOf<Sentence>() * read.Sentences.Count);
        Assert.InRange(allocated, lists, lists + 4096);
    }

    [Fact]
    public void More_forms_than_the_cache_holds_are_read_all_the_same()
    {
        var text = new StringBuilder();
        for (var i = 0; i < WordCache.Capacity + 2000; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"w{i}x ").Append(i % 9 == 8 ? ". " : "");
        var first = Analyzer.Analyze(text.ToString(), []);
        Assert.True(Check(first));
        Assert.Equal(first.Tokens, Analyzer.Analyze(text.ToString(), []).Tokens);
    }

    [Fact]
    public void A_long_text_is_read_alike_by_one_thread_and_by_two()
    {
        var text = string.Concat(Enumerable.Range(0, 300).Select(i => $"Ports closed in Tonga for {i} days. Fiji condemned the blockade, and ships left Suva. "));
        var divided = Analyzer.Analyze(text, []);
        using var one = Analyzer.Occupy();
        using var two = Analyzer.Occupy();
        var whole = Analyzer.Analyze(text, []);
        Assert.Equal(whole.Sentences, divided.Sentences);
        Assert.Equal(whole.Tokens, divided.Tokens);
    }

    [Fact]
    public void Long_texts_on_many_threads_are_each_read_whole()
    {
        var texts = Enumerable.Range(1, 12)
            .Select(n => string.Concat(Enumerable.Range(0, 80 * n).Select(i => $"Ships left port {i * n}. "))).ToArray();
        var alone = texts.Select(text => Analyzer.Analyze(text, []).Tokens).ToArray();
        Parallel.For(0, 96, i => Assert.Equal(alone[i % texts.Length], Analyzer.Analyze(texts[i % texts.Length], []).Tokens));
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Analyzer.Analyze("Ships left Suva.", [], source.Token));
    }

    private static bool Check(AnnotatedText text)
    {
        foreach (var sentence in text.Sentences)
        {
            var heads = new int[sentence.TokenCount];
            for (var i = 0; i < heads.Length; i++)
            {
                var token = text.Tokens[sentence.FirstToken + i];
                heads[i] = token.Head < 0 ? 0 : token.Head - sentence.FirstToken + 1;
                if (heads[i] < 0 || heads[i] > heads.Length || token.Relation.Length == 0) return false;
                if ((token.Head < 0) != (token.Relation == "root")) return false;
            }

            if (!new TreeDecoder().IsTree(heads)) return false;
        }

        return true;
    }
}
