using CsCheck;
using Dragoman.Records;

namespace Dragoman.Language.Tests;

public class ConlluWriterTests
{
    private static string Write(AnnotatedText text, string? documentId = null)
    {
        var output = new StringWriter { NewLine = "\r\n" };
        ConlluWriter.Write(output, text, documentId, TestContext.Current.CancellationToken);
        return output.ToString();
    }

    [Fact]
    public void A_text_without_trees_hangs_on_its_first_verb_and_says_so()
    {
        var text = RuleAnalyzer.English.Analyze("The envoy didn't\nsign (again).\n\nTalks failed.", [], TestContext.Current.CancellationToken);
        Assert.Equal(
            """
            # newdoc id = d
            # newpar
            # sent_id = d-1
            # parser = none
            # text = The envoy didn't sign (again).
            1	The	the	DET	DT	_	5	dep	_	_
            2	envoy	envoy	NOUN	NN	_	5	dep	_	_
            3-4	didn't	_	_	_	_	_	_	_	_
            3	did	do	AUX	VBD	_	5	dep	_	_
            4	n't	not	PART	RB	_	5	dep	_	_
            5	sign	sign	VERB	VB	_	0	root	_	_
            6	(	(	PUNCT	-LRB-	_	5	dep	_	SpaceAfter=No
            7	again	again	ADV	RB	_	5	dep	_	SpaceAfter=No
            8	)	)	PUNCT	-RRB-	_	5	dep	_	SpaceAfter=No
            9	.	.	PUNCT	.	_	5	dep	_	_

            # newpar
            # sent_id = d-2
            # parser = none
            # text = Talks failed.
            1	Talks	talk	NOUN	NNS	_	2	dep	_	_
            2	failed	fail	VERB	VBD	_	0	root	_	SpaceAfter=No
            3	.	.	PUNCT	.	_	2	dep	_	_


            """.ReplaceLineEndings("\n"),
            Write(text, "d"));
    }

    [Fact]
    public void A_text_with_trees_and_names_is_read_back_as_it_was()
    {
        var text = new AnnotatedText
        {
            Text = "Ankara's envoys left.",
            HasTrees = true,
            Sentences = [new Sentence(0, 21, 0, 5)],
            Tokens =
            [
                new Token(0, 6, "PROPN", "NNP", "Ankara", "Number=Sing", 2, "nmod:poss", "B-LOC", false, true),
                new Token(6, 8, "PART", "POS", "'s", "", 0, "case", "", true, false),
                new Token(9, 15, "NOUN", "NNS", "envoy", "Number=Plur", 3, "nsubj", "", false, false),
                new Token(16, 20, "VERB", "VBD", "leave", "Mood=Ind|Tense=Past", -1, "root", "", false, false),
                new Token(20, 21, "PUNCT", ".", ".", "", 3, "punct", "", true, false),
            ],
        };
        var written = Write(text);
        Assert.Contains("1\tAnkara\tAnkara\tPROPN\tNNP\tNumber=Sing\t3\tnmod:poss\t_\tNER=B-LOC\n", written, StringComparison.Ordinal);
        var again = ConlluText.ToAnnotatedText(ConlluReader.Parse(written));
        Assert.Equal(text.Text, again.Text);
        Assert.Equal(text.Tokens, again.Tokens);
        Assert.Equal(text.Sentences, again.Sentences);
        Assert.True(again.HasTrees);
    }

    [Fact]
    public void Whatever_is_analyzed_is_read_back_with_the_same_words_and_columns()
    {
        var pieces = new[] { "They ", "don't ", "cannot", ". ", "\n\n", "\u00A0", "U.S. ", "\"", "(", "a\u2028b ", "\uD83D", "Caf\u00E9 ", "_ ", "_", "#", "5pm ", "|", "\t", "x\u200By " };
        Gen.Int[0, pieces.Length - 1].Array[1, 40].Sample(choice =>
        {
            var text = RuleAnalyzer.English.Analyze(string.Concat(choice.Select(index => pieces[index])), []);
            var again = ConlluText.ToAnnotatedText(ConlluReader.Parse(Write(text)));
            Assert.False(again.HasTrees);
            Assert.Equal(text.Sentences.Count, again.Sentences.Count);
            Assert.Equal(text.Tokens.Count, again.Tokens.Count);
            for (var index = 0; index < text.Tokens.Count; index++)
            {
                var (one, other) = (text.Tokens[index], again.Tokens[index]);
                Assert.Equal(text.Text[one.Start..one.End], again.Text[other.Start..other.End]);
                Assert.Equal(one with { Start = 0, End = 0 }, other with { Start = 0, End = 0 });
            }
        }, iter: 1500);
    }

    [Fact]
    public void Sentences_that_were_tokenized_before_keep_their_comments_forms_and_spacing()
    {
        const string Given = "# sent_id = x\n# text = He can't.\n1\tHe\t_\t_\t_\t_\t_\t_\t_\t_\n2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tca\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n";
        var sentence = Assert.Single(ConlluReader.Parse(Given));
        var tagged = RuleAnalyzer.English.Annotate(ConlluText.ToAnnotatedText([sentence]), TestContext.Current.CancellationToken);
        Assert.Equal("He can't.", tagged.Text);
        var filled = ConlluText.WithColumns(sentence, tagged, 0);
        Assert.Equal("x", filled.Id);
        Assert.Equal("none", filled.Comment("parser"));
        Assert.Equal(sentence.Multiwords, filled.Multiwords);
        Assert.Equal(["PRON", "AUX", "PART", "PUNCT"], filled.Words.Select(word => word.Upos));
        Assert.Equal(["he", "can", "not", "."], filled.Words.Select(word => word.Lemma));
        Assert.Single(filled.Words, word => word.Head == ConlluWord.RootHead);
    }

    [Fact]
    public void Characters_that_would_break_a_line_or_column_are_written_as_spaces()
    {
        var output = new StringWriter();
        ConlluWriter.Write(output, new ConlluSentence { Comments = ["# a\nb"], Words = [new ConlluWord("x\ty", "l\r\n", "X", "", "", ConlluWord.RootHead, "root", "")] });
        Assert.Equal("# a b\n1\tx y\tl  \tX\t_\t_\t0\troot\t_\t_\n\n", output.ToString());
    }
}
