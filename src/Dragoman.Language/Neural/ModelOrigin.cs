namespace Dragoman.Language.Neural;

/// <summary>Where a model comes from: enough to make it again and to know under which terms it may be used.</summary>
public sealed record ModelOrigin
{
    /// <summary>Name of the model, such as <c>english-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Licence of the model as a whole.</summary>
    public string License { get; init; } = "";

    /// <summary>What it was trained on.</summary>
    public IReadOnlyList<ModelSource> Sources { get; init; } = [];

    /// <summary>Options of the training, name and value, in the order of their names.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Scores on development data, by name such as <c>ewt-dev.las</c>, from 0 to 1.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new SortedDictionary<string, double>(StringComparer.Ordinal);
}

/// <summary>One corpus or table that a model was made from.</summary>
/// <param name="Name">Its name and version.</param>
/// <param name="License">The licence that it is under.</param>
/// <param name="Sha256">Hash of the file that was read, in hexadecimal; empty where it was not a file.</param>
public sealed record ModelSource(string Name, string License, string Sha256);
