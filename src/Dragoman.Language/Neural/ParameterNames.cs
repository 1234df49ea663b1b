using System.Globalization;

namespace Dragoman.Language.Neural;

/// <summary>Names of the network's matrices, in training and in the model file.</summary>
internal static class ParameterNames
{
    /// <summary>Whether a word has a frozen vector.</summary>
    public const string Known = "embedding.known";

    /// <summary>Where a word stands among quotation marks and brackets.</summary>
    public const string Pairings = "context.pairings";

    /// <summary>How the word's sentence is written.</summary>
    public const string Writings = "context.writings";

    /// <summary>Projection of the frozen vectors.</summary>
    public const string Project = "vectors.project";

    /// <summary>Normalisation of the summed embeddings.</summary>
    public const string Embedding = "embedding";

    /// <summary>Joint parts of speech.</summary>
    public const string Tags = "tags";

    /// <summary>Morphological features.</summary>
    public const string Morphology = "morphology";

    /// <summary>Name tags.</summary>
    public const string Names = "names";

    /// <summary>The four views of a word for the parser.</summary>
    public const string Views = "parser.views";

    /// <summary>The bilinear scorer of arcs.</summary>
    public const string Pairs = "parser.pairs";

    /// <summary>The scorer of relations.</summary>
    public const string Relations = "parser.relations";

    /// <summary>The root as a head.</summary>
    public const string RootArc = "parser.root.arc";

    /// <summary>The root as a head of a relation.</summary>
    public const string RootRelation = "parser.root.relation";

    /// <summary>An embedding table.</summary>
    /// <param name="feature">The view.</param>
    public static string Table(WordFeature feature) => "embedding." + feature.ToString().ToLowerInvariant();

    /// <summary>A convolution.</summary>
    /// <param name="index">From below, 0 first.</param>
    public static string Convolution(int index) => "convolution" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>A recurrent layer.</summary>
    /// <param name="index">From below, 0 first.</param>
    public static string Recurrent(int index) => "recurrent" + index.ToString(CultureInfo.InvariantCulture);
}
