using Dragoman.Coding.Documents;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Knowledge.Places;
using Dragoman.Language;
using Dragoman.Language.Neural;
using Dragoman.Records;

namespace Dragoman.Coding;

/// <summary>
/// Reads who did what to whom, who said what, when and how many out of one document. Thread-safe: nothing is shared between calls
/// but tables that never change.
/// </summary>
public sealed class DocumentCoder
{
    private static readonly Lazy<DocumentCoder> LazyDefault = new(() => Create());

    private readonly CodingLexicon _lexicon;
    private readonly DocumentReader _reader;
    private readonly RelationReader _relations;

    private DocumentCoder(CodingLexicon lexicon, KnowledgeBase knowledge, Gazetteer gazetteer, ITextAnalyzer analyzer)
    {
        _lexicon = lexicon;
        Knowledge = knowledge;
        Gazetteer = gazetteer;
        _reader = new DocumentReader(lexicon, knowledge, analyzer) { Gazetteer = gazetteer };
        _relations = new RelationReader(_reader);
    }

    /// <summary>The coder with the tables of this version, loaded at first use.</summary>
    public static DocumentCoder Default => LazyDefault.Value;

    /// <summary>The tables that it reads with; <see cref="KnowledgeBase.Problems"/> says which of the user's rows were left out.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>The places that it reads with; <see cref="Gazetteer.Problems"/> says which of the user's rows were left out.</summary>
    public Gazetteer Gazetteer { get; }

    /// <summary>Makes a coder with the user's own tables behind those of this version.</summary>
    /// <param name="knowledgeDirectory">Folder of tables as <see cref="KnowledgeBase.Load"/> reads them; null for none.</param>
    /// <param name="lexiconDirectory">Folder that may hold <c>frames.tsv</c> and <c>classes.tsv</c>; null for none.</param>
    /// <exception cref="InvalidDataException">A table is malformed; the message names file and line.</exception>
    public static DocumentCoder Create(string? knowledgeDirectory = null, string? lexiconDirectory = null) =>
        new(
            CodingLexicon.Load(lexiconDirectory),
            knowledgeDirectory is null ? KnowledgeBase.Default : KnowledgeBase.Load(knowledgeDirectory),
            Gazetteer.Load(knowledgeDirectory),
            NeuralAnalyzer.English);

    /// <summary>Reads a document.</summary>
    /// <param name="article">The text, and what each piece of it is.</param>
    /// <param name="document">What the caller handed in: its id, date and source.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <returns>Mentions, events, statements, times and amounts, with offsets into <see cref="ArticleText.Text"/>.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public CodedDocument Code(ArticleText article, Document document, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(document);
        return DocumentAssembler.Read(_reader, article, document, ct);
    }

    /// <summary>Tells people how a document was read: trees, names, frames tried, what fired, and why the others did not.</summary>
    /// <param name="article">The text, and what each piece of it is.</param>
    /// <param name="document">What the caller handed in: its id, date and source.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <returns>Plain text of several lines a sentence; its form may change.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public string Explain(ArticleText article, Document document, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(document);
        return Explaining.Explanation.Of(_reader, _lexicon, article, document, ct);
    }

    /// <summary>Decides the one relation that a text states from a source to a target.</summary>
    /// <param name="request">Text and spans.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <returns>The relation; <see cref="RelateAnswer.Type"/> null where the text states none.</returns>
    /// <exception cref="InputException">The text is absent or a span does not lie within it.</exception>
    public RelateAnswer Relate(RelateRequest request, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _relations.Read(request, ct);
    }
}
