namespace Dragoman.Language.Tests;

public class ConlluReaderTests
{
    [Fact]
    public void A_sentence_is_read_with_its_comments_words_and_multiword_tokens()
    {
        var sentence = Assert.Single(ConlluReader.Parse(
            """
            # sent_id = a-1
            # text = They don't.
            1	They	they	PRON	PRP	Case=Nom	2	nsubj	_	_
            2-3	don't	_	_	_	_	_	_	_	SpaceAfter=No
            2	do	do	AUX	VBP	_	0	root	_	_
            2.1	_	_	_	_	_	_	_	_	_
            3	n't	not	PART	RB	_	2	advmod	_	_
            4	.	.	PUNCT	.	_	2	punct	_	NER=O

            """));
        Assert.Equal("a-1", sentence.Id);
        Assert.Equal("They don't.", sentence.Text);
        Assert.Equal(["They", "do", "n't", "."], sentence.Words.Select(word => word.Form));
        Assert.Equal([1, ConlluWord.RootHead, 1, 1], sentence.Words.Select(word => word.Head));
        Assert.Equal(new ConlluMultiword(1, 2, "don't", "SpaceAfter=No"), Assert.Single(sentence.Multiwords));
    }
}
