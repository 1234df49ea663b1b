using Dragoman.Language.Neural;

namespace Dragoman.Coding.Learned;

/// <summary>The layer of a coder and how it is used.</summary>
/// <param name="Layer">The layer; null reads with frames alone.</param>
/// <param name="Use">Which layers read.</param>
internal sealed record LayerSetting(LearnedLayer? Layer, CoderLayers Use)
{
    private const string Resource = "models/coding.dlm";
    private static readonly Lazy<LearnedLayer?> Shipped = new(Load);

    /// <summary>Frames alone.</summary>
    public static LayerSetting None { get; } = new(null, CoderLayers.Frames);

    /// <summary>The layer of a file, or the one that is part of this version.</summary>
    public static LayerSetting Of(CoderLayers use, string? file = null)
    {
        if (use == CoderLayers.Frames)
            return None;
        if (file is null)
            return new LayerSetting(Shipped.Value, use);
        using var stream = File.OpenRead(file);
        return new LayerSetting(Read(stream), use);
    }

    private static LearnedLayer? Load()
    {
        // Absent only while a first layer is being trained.
        using var stream = typeof(LayerSetting).Assembly.GetManifestResourceStream(Resource);
        return stream is null ? null : Read(stream);
    }

    private static LearnedLayer Read(Stream stream)
    {
        var vectors = new ModelVectors(NeuralAnalyzer.English.Model);
        var model = LayerModel.Load(stream);
        if (model.Networks.Any(network => network.Shape.VectorWidth != vectors.Width))
            throw new InvalidDataException("The learned layer was trained with word vectors of another width: run dragoman train --layer coding.");
        return new LearnedLayer(model, vectors);
    }
}
