using Dragoman.Coding.Documents;
using Dragoman.Coding.Learned;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Knowledge.Places;
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

    private readonly DocumentReader _reader;
    private readonly RelationReader _relations;

    private readonly LayerSetting _layer;

    private DocumentCoder(DocumentReader reader, LayerSetting layer)
    {
        _reader = reader;
        _layer = layer;
        _relations = new RelationReader(_reader, layer);
        Knowledge = reader.Knowledge;
        Gazetteer = reader.Gazetteer;
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
    /// <param name="layers">Which layers read.</param>
    /// <param name="layerFile">A learned layer of the user's own, as <see cref="CodingLayerTraining"/> writes it; null for that of this version.</param>
    /// <exception cref="InvalidDataException">A table is malformed, the message names file and line; or the layer is none.</exception>
    public static DocumentCoder Create(
        string? knowledgeDirectory = null, string? lexiconDirectory = null, CoderLayers layers = CoderLayers.Both, string? layerFile = null)
    {
        // The language model and the places take as long to load as all the rest, and need nothing of it.
        var language = Task.Run(static () => NeuralAnalyzer.English);
        var gazetteer = Task.Run(() => Gazetteer.Load(knowledgeDirectory));
        var lexicon = CodingLexicon.Load(lexiconDirectory);
        var knowledge = knowledgeDirectory is null ? KnowledgeBase.Default : KnowledgeBase.Load(knowledgeDirectory);
        var reader = new DocumentReader(lexicon, knowledge, language.GetAwaiter().GetResult()) { Gazetteer = gazetteer.GetAwaiter().GetResult() };
        return new DocumentCoder(reader, LayerSetting.Of(layers, layerFile));
    }

    /// <summary>A coder that reads with a layer of the caller's.</summary>
    internal static DocumentCoder With(DocumentReader reader, LayerSetting layer) => new(reader, layer);

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
        using var scope = _reader.Occupy();
        return DocumentAssembler.Read(_reader, _layer, article, document, ct);
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
        return Explaining.Explanation.Of(_reader, _layer, article, document, ct);
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
