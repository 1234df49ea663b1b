using Dragoman.Coding.Actors;
using Dragoman.Coding.Acts;
using Dragoman.Coding.Lexicon;
using Dragoman.Knowledge;
using Dragoman.Knowledge.Places;
using Dragoman.Language;
using Dragoman.Language.Neural;
using Dragoman.Records;

namespace Dragoman.Coding.Reading;

/// <summary>Reads the sentences of a text one by one: words, phrases, actors, verbs, acts.</summary>
internal sealed class DocumentReader(CodingLexicon lexicon, KnowledgeBase knowledge, ITextAnalyzer analyzer)
{
    /// <summary>A sentence of more words is read in pieces of this many, so that time stays linear.</summary>
    private const int LongestPiece = 200;

    private readonly WordReader _words = new(lexicon, knowledge);
    private readonly ActFinder _acts = new(lexicon);

    /// <summary>The frames and word classes that are read with.</summary>
    public CodingLexicon Lexicon => lexicon;

    /// <summary>The tables that say who is who.</summary>
    public KnowledgeBase Knowledge => knowledge;

    /// <summary>What lies where.</summary>
    public Gazetteer Gazetteer { get; init; } = Gazetteer.Default;

    /// <summary>Says that a text is in work until the scope is disposed of; see <see cref="NeuralAnalyzer.Occupy"/>.</summary>
    public NeuralAnalyzer.OccupiedScope Occupy() => (analyzer as NeuralAnalyzer)?.Occupy() ?? default;

    /// <summary>Sentences and tokens of a text.</summary>
    public AnnotatedText Annotate(string text, IReadOnlyList<TextSpan> blocks, CancellationToken ct)
    {
        var read = HeadlineCase.Lower(text, KnowledgeBase.Fold(text), lexicon, knowledge);
        var annotated = analyzer.Analyze(read, DatelineBlocks.Cut(text, blocks), ct);
        return ReferenceEquals(read, text) ? annotated : new AnnotatedText
        {
            Text = text,
            Sentences = annotated.Sentences,
            Tokens = annotated.Tokens,
            HasTrees = annotated.HasTrees,
        };
    }

    /// <summary>Reads the pieces of one sentence.</summary>
    /// <param name="text">The annotated text.</param>
    /// <param name="folded">The text folded.</param>
    /// <param name="index">Index of the sentence.</param>
    /// <param name="actors">What the document has said of its actors so far; grows.</param>
    /// <param name="given">Spans to be taken as one name each.</param>
    public IEnumerable<SentenceReading> Sentence(AnnotatedText text, string folded, int index, ActorReader actors, TextSpan[] given)
    {
        var sentence = text.Sentences[index];
        for (var first = 0; first < sentence.TokenCount; first += LongestPiece)
        {
            var count = Math.Min(LongestPiece, sentence.TokenCount - first);
            var words = _words.Read(text, folded, sentence.FirstToken + first, count, given);
            var reading = new SentenceReading
            {
                Index = index,
                Text = text.Text,
                Words = words,
                Tree = SentenceTree.Of(words, text.HasTrees),
                PhraseAt = new Phrase?[words.Length],
                PredicateAt = new Predicate?[words.Length],
            };
            PhraseReader.Read(reading, lexicon);
            actors.Read(reading);
            PredicateReader.Read(reading, lexicon);
            yield return reading;
        }
    }

    /// <summary>The acts of a sentence.</summary>
    public List<Act> Acts(SentenceReading sentence) => _acts.Find(sentence);
}
