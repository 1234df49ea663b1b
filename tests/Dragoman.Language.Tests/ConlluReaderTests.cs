using System.IO.Compression;
using System.Text;
using CsCheck;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Language.Tests;

public class ConlluReaderTests
{
    private const string Sample =
        """
        # newdoc id = a
        # sent_id = a-1
        # text = They don't.
        1	They	they	PRON	PRP	Case=Nom	2	nsubj	_	_
        2-3	don't	_	_	_	_	_	_	_	SpaceAfter=No
        2	do	do	AUX	VBP	_	0	root	_	_
        2.1	_	_	_	_	_	_	_	_	_
        3	n't	not	PART	RB	_	2	advmod	_	_
        4	.	.	PUNCT	.	_	2	punct	_	NER=O

        """;

    [Fact]
    public void A_sentence_is_read_with_its_comments_words_and_multiword_tokens()
    {
        var sentence = Assert.Single(ConlluReader.Parse(Sample));
        Assert.Equal("a-1", sentence.Id);
        Assert.Equal("They don't.", sentence.Text);
        Assert.True(sentence.StartsParagraph);
        Assert.Equal(1, sentence.Line);
        Assert.Equal(["They", "do", "n't", "."], sentence.Words.Select(word => word.Form));
        Assert.Equal([1, ConlluWord.RootHead, 1, 1], sentence.Words.Select(word => word.Head));
        Assert.Equal(new ConlluMultiword(1, 2, "don't", "SpaceAfter=No"), Assert.Single(sentence.Multiwords));
        Assert.Equal("O", ConlluSentence.MiscValue(sentence.Words[3].Misc, "NER"));
        Assert.Null(ConlluSentence.MiscValue(sentence.Words[3].Misc, "NE"));
    }

    [Fact]
    public void Byte_order_mark_carriage_returns_and_a_missing_last_line_are_read()
    {
        var text = "\uFEFF" + Sample.ReplaceLineEndings("\r\n").TrimEnd();
        Assert.Equal("They don't.", Assert.Single(ConlluReader.Parse(text)).Text);
    }

    [Fact]
    public void Unspecified_columns_are_empty_and_an_underscore_is_a_word()
    {
        var sentence = Assert.Single(ConlluReader.Parse("1\t_\t_\tSYM\t_\t_\t_\t_\t_\t_\n2\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n"));
        Assert.Equal(new ConlluWord("_", "_", "SYM", "", "", ConlluWord.NoHead, "", ""), sentence.Words[0]);
        Assert.Equal(new ConlluWord("go", "", "", "", "", ConlluWord.NoHead, "", ""), sentence.Words[1]);
    }

    [Theory]
    [InlineData("1\tA\n", "line 1: 2 columns")]
    [InlineData("# x\n2\tA\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 2: the word's number is 2")]
    [InlineData("1\tA\t_\t_\t_\t_\tx\t_\t_\t_\n", "line 1: the head (column 7) is 'x'")]
    [InlineData("1\tA\t_\t_\t_\t_\t1\t_\t_\t_\n", "line 1: word 1 is its own head")]
    [InlineData("1\tA\t_\t_\t_\t_\t7\t_\t_\t_\n", "line 1: the head (column 7) is 7")]
    [InlineData("1\t\t_\t_\t_\t_\t0\t_\t_\t_\n", "line 1: the form")]
    [InlineData("a\tA\t_\t_\t_\t_\t0\t_\t_\t_\n", "line 1: the id (column 1) is 'a'")]
    [InlineData("1-2\tAB\t_\t_\t_\t_\t_\t_\t_\t_\n1\tA\t_\t_\t_\t_\t0\t_\t_\t_\n", "line 1: a multiword token ends at word 2")]
    [InlineData("1-1000000\tAB\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 1: the multiword token ends")]
    [InlineData("1-2\tAB\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 1: the sentence has a multiword token and no words")]
    [InlineData("1\tA\t_\t_\t_\t_\t0\t_\t_\t_\t_\n", "line 1: more than 10")]
    [InlineData("# a\rb\n1\tA\t_\t_\t_\t_\t0\t_\t_\t_\n", "line 1: a carriage return")]
    [InlineData("99999999999\tA\t_\t_\t_\t_\t0\t_\t_\t_\n", "line 1: the id")]
    public void What_is_not_well_formed_is_named_with_its_line(string text, string message)
    {
        var error = Assert.Throws<InputException>(() => ConlluReader.Parse(text));
        Assert.Equal(ErrorCodes.InvalidConllu, error.Code);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_goes_on_behind_a_sentence_that_is_not_well_formed()
    {
        var reader = new ConlluSentenceReader(new StringReader("1\tA\nrest\tof it\n\n" + Sample));
        Assert.Throws<InputException>(() => reader.Read(TestContext.Current.CancellationToken));
        Assert.Equal("a-1", reader.Read(TestContext.Current.CancellationToken)?.Id);
        Assert.Null(reader.Read(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_line_that_is_too_long_is_an_error_and_takes_no_memory()
    {
        var reader = new ConlluSentenceReader(new StringReader(new string('x', 3 * ConlluSentenceReader.MaxLineLength) + "\n\n" + Sample));
        var error = Assert.Throws<InputException>(() => reader.Read(TestContext.Current.CancellationToken));
        Assert.Contains("longer than", error.Message, StringComparison.Ordinal);
        Assert.Equal("a-1", reader.Read(TestContext.Current.CancellationToken)?.Id);
    }

    [Fact]
    public void A_compressed_file_is_read()
    {
        using var folder = new TemporaryFolder();
        var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true)) packed.Write(Encoding.UTF8.GetBytes(Sample));
        var path = folder.Write("sample.conllu.gz", bytes.ToArray());
        Assert.Equal("a-1", Assert.Single(ConlluReader.ReadFile(path, TestContext.Current.CancellationToken)).Id);
    }

    [Fact]
    public void Damaged_files_give_sentences_or_the_one_documented_error()
    {
        var damage = Gen.Select(Gen.Int[0, Sample.Length - 1], Gen.Int[0, 4], Gen.Char["\t\n\r#-.0129_|=x\uFEFF\uD83D"]).Array[1, 8];
        damage.Sample(changes =>
        {
            var text = new StringBuilder(Sample + Sample);
            foreach (var (place, kind, character) in changes)
            {
                var index = Math.Min(place, text.Length - 1);
                if (kind == 0) text.Remove(index, 1);
                else if (kind == 1) text.Insert(index, character);
                else text[index] = character;
            }

            var reader = new ConlluSentenceReader(new StringReader(text.ToString()));
            for (var calls = 0; ; calls++)
            {
                Assert.True(calls < 100, "the reader does not come to an end");
                try
                {
                    if (reader.Read() is not { } sentence) break;
                    AssertSound(sentence);
                    AssertReadsBack(sentence);
                }
                catch (InputException error)
                {
                    Assert.Equal(ErrorCodes.InvalidConllu, error.Code);
                    Assert.StartsWith("line ", error.Message, StringComparison.Ordinal);
                }
            }
        }, iter: 5000);
    }

    private static void AssertSound(ConlluSentence sentence)
    {
        Assert.NotEmpty(sentence.Words);
        for (var index = 0; index < sentence.Words.Count; index++)
        {
            var word = sentence.Words[index];
            Assert.NotEqual("", word.Form);
            Assert.True(word.Head < sentence.Words.Count && word.Head != index && word.Head >= ConlluWord.NoHead);
        }

        var free = 0;
        foreach (var multiword in sentence.Multiwords)
        {
            Assert.True(multiword.First >= free && multiword.Last >= multiword.First && multiword.Last < sentence.Words.Count);
            free = multiword.Last + 1;
        }
    }

    private static void AssertReadsBack(ConlluSentence sentence)
    {
        var written = new StringWriter();
        ConlluWriter.Write(written, sentence);
        var again = Assert.Single(ConlluReader.Parse(written.ToString()));
        Assert.Equal(sentence.Words, again.Words);
        Assert.Equal(sentence.Multiwords, again.Multiwords);
    }
}
