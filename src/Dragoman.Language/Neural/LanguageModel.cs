namespace Dragoman.Language.Neural;

/// <summary>
/// A trained language model: word tables, frozen vectors, answers, matrices, lemma rules, and where it comes from. Immutable and
/// thread-safe. Made by reading a file or by training.
/// </summary>
public sealed class LanguageModel
{
    private readonly IReadOnlyDictionary<string, WeightMatrix> _matrices;

    internal LanguageModel(
        NetworkShape shape,
        LanguageLabels labels,
        StringTable[] tables,
        WordVectors vectors,
        IReadOnlyDictionary<string, WeightMatrix> matrices,
        LearnedLemmatizer lemmatizer,
        ModelOrigin origin)
    {
        if (tables.Length != WordFeatures.Count) throw new ModelFormatException("The model does not have a table for each view of a word.");
        if (vectors.Width != shape.VectorWidth) throw new ModelFormatException("The word vectors have another width than the network.");
        if (labels.Allowed.Count != labels.Tags.Count) throw new ModelFormatException("The features allowed do not fit the tags.");
        Shape = shape;
        Labels = labels;
        Tables = tables;
        Vectors = vectors;
        _matrices = matrices;
        Lemmatizer = lemmatizer;
        Origin = origin;
        Network = new LanguageNetwork(this);
    }

    /// <summary>The same model with another word on where it comes from.</summary>
    /// <param name="origin">Corpora, licences, options, seed and scores.</param>
    public LanguageModel WithOrigin(ModelOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return new LanguageModel(Shape, Labels, Tables, Vectors, _matrices, Lemmatizer, origin);
    }

    /// <summary>Sizes of the network.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Corpora, licences, options, seed and scores.</summary>
    public ModelOrigin Origin { get; }

    internal LanguageLabels Labels { get; }

    internal StringTable[] Tables { get; }

    internal WordVectors Vectors { get; }

    internal LearnedLemmatizer Lemmatizer { get; }

    internal LanguageNetwork Network { get; }

    internal IEnumerable<KeyValuePair<string, WeightMatrix>> Matrices => _matrices;

    internal WeightMatrix Matrix(string name, int rows, int columns)
    {
        if (!_matrices.TryGetValue(name, out var matrix)) throw new ModelFormatException($"The model has no matrix '{name}'.");
        if (matrix.Rows != rows || matrix.Columns != columns)
        {
            throw new ModelFormatException(
                $"The matrix '{name}' is {matrix.Rows} × {matrix.Columns}; the model's sizes ask for {rows} × {columns}.");
        }

        return matrix;
    }
}
