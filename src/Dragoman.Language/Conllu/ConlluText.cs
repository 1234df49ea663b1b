using System.Text;
using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>The way between CoNLL-U sentences and annotated text.</summary>
public static class ConlluText
{
    /// <summary>
    /// Joins sentences into one text: their words, separated as <c>SpaceAfter</c> says, one space between sentences and a
    /// blank line where a paragraph starts. The text is made of the words, also where a multiword token's form differs from
    /// its words together.
    /// </summary>
    /// <param name="sentences">The sentences.</param>
    /// <returns>
    /// The text with its columns; names come from <c>NER=</c>. It has trees when every word states a head and no sentence
    /// says <c># parser = none</c>.
    /// </returns>
    public static AnnotatedText ToAnnotatedText(IReadOnlyList<ConlluSentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var text = new StringBuilder();
        var tokens = new List<Token>();
        var extents = new List<Sentence>(sentences.Count);
        var hasTrees = sentences.Count > 0;
        var joined = true;
        foreach (var sentence in sentences)
        {
            if (text.Length > 0 && sentence.StartsParagraph)
            {
                text.Append("\n\n");
                joined = false;
            }
            else if (!joined)
            {
                text.Append(' ');
            }

            hasTrees &= HasTree(sentence);
            var first = tokens.Count;
            var nextMultiword = 0;
            var multiwordEnd = -1;
            for (var index = 0; index < sentence.Words.Count; index++)
            {
                var word = sentence.Words[index];
                if (nextMultiword < sentence.Multiwords.Count && sentence.Multiwords[nextMultiword].First == index)
                    multiwordEnd = sentence.Multiwords[nextMultiword++].Last;
                var inMultiword = index < multiwordEnd;
                if (index > 0 && !joined) text.Append(' ');
                var start = text.Length;
                text.Append(word.Form);
                tokens.Add(new Token(
                    start,
                    text.Length,
                    word.Upos.Length == 0 ? "X" : word.Upos,
                    word.Xpos,
                    word.Lemma,
                    word.Features,
                    word.Head < 0 ? -1 : first + word.Head,
                    word.Relation,
                    ConlluSentence.MiscValue(word.Misc, "NER") ?? "",
                    joined && start > 0,
                    inMultiword));
                joined = inMultiword || !(index == multiwordEnd ? sentence.Multiwords[nextMultiword - 1].SpaceAfter : word.SpaceAfter);
            }

            if (tokens.Count > first) extents.Add(new Sentence(tokens[first].Start, tokens[^1].End, first, tokens.Count - first));
        }

        var columns = tokens.ToArray();
        if (!hasTrees)
        {
            for (var index = 0; index < columns.Length; index++) columns[index] = columns[index] with { Head = -1, Relation = "" };
        }

        return new AnnotatedText { Text = text.ToString(), Sentences = extents, Tokens = columns, HasTrees = hasTrees };
    }

    /// <summary>
    /// The sentence with the columns of an annotated text in place of its own; comments, forms, multiword tokens and spacing
    /// stay. What <c>parse --input conllu</c> writes.
    /// </summary>
    /// <param name="sentence">The sentence as it was read.</param>
    /// <param name="text">An annotated text with the same tokens.</param>
    /// <param name="index">Which sentence of <paramref name="text"/>, from 0.</param>
    /// <exception cref="ArgumentException">The two have not equally many words.</exception>
    public static ConlluSentence WithColumns(ConlluSentence sentence, AnnotatedText text, int index)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        ArgumentNullException.ThrowIfNull(text);
        var extent = text.Sentences[index];
        if (extent.TokenCount != sentence.Words.Count)
        {
            throw new ArgumentException(
                $"sentence {index} of the text has {extent.TokenCount} tokens, the CoNLL-U sentence has {sentence.Words.Count} words", nameof(text));
        }

        var root = text.HasTrees ? -1 : ConlluWriter.FirstVerb(text, extent) - extent.FirstToken;
        var words = new ConlluWord[extent.TokenCount];
        for (var word = 0; word < words.Length; word++)
        {
            var token = text.Tokens[extent.FirstToken + word];
            var head = text.HasTrees
                ? token.Head < 0 ? ConlluWord.RootHead : token.Head - extent.FirstToken
                : word == root ? ConlluWord.RootHead : root;
            words[word] = new ConlluWord(
                sentence.Words[word].Form,
                token.Lemma,
                token.Upos,
                token.Xpos,
                token.Features,
                head,
                text.HasTrees ? token.Relation : word == root ? "root" : "dep",
                Misc(token.Name, sentence.Words[word].SpaceAfter));
        }

        var comments = sentence.Comments;
        if (!text.HasTrees && !comments.Contains(ConlluWriter.NoParserComment)) comments = [.. comments, ConlluWriter.NoParserComment];
        return new ConlluSentence { Comments = comments, Words = words, Multiwords = sentence.Multiwords, Line = sentence.Line };
    }

    private static string Misc(string name, bool spaceAfter) => (name.Length, spaceAfter) switch
    {
        (0, true) => "",
        (0, false) => "SpaceAfter=No",
        (_, true) => "NER=" + name,
        _ => "NER=" + name + "|SpaceAfter=No",
    };

    private static bool HasTree(ConlluSentence sentence)
    {
        if (sentence.Comment("parser") == "none") return false;
        foreach (var word in sentence.Words)
        {
            if (word.Head == ConlluWord.NoHead) return false;
        }

        return true;
    }
}
