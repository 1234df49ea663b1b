using Dragoman.Cli.Usage;

namespace Dragoman.Cli.Training;

/// <summary>A kind of model that can be trained: tells by the folder of data whether they are for it. One class a kind.</summary>
internal abstract class TrainingKind
{
    /// <summary>What the data are called in messages.</summary>
    public abstract string Data { get; }

    /// <summary>Whether a folder holds data of this kind.</summary>
    /// <param name="folder">The folder; it exists.</param>
    public abstract bool Recognizes(string folder);

    /// <summary>Trains.</summary>
    /// <param name="folder">The folder of data.</param>
    /// <param name="options">The command's options.</param>
    /// <param name="invocation">The command line.</param>
    /// <returns>One of <see cref="Hosting.ExitCodes"/>.</returns>
    public abstract int Train(string folder, TrainingSettings options, Invocation invocation);
}
