using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Coding;

namespace Dragoman.Cli.Training;

/// <summary>Trains the learned layer of the event coder, from labelled sentences.</summary>
internal sealed class CodingTraining : TrainingKind
{
    /// <inheritdoc/>
    public override string Data => "labelled sentences (*.tsv)";

    /// <inheritdoc/>
    public override bool Recognizes(string folder) => Directory.EnumerateFiles(folder, "*.tsv").Any();

    /// <inheritdoc/>
    public override int Train(string folder, TrainingSettings options, Invocation invocation)
    {
        try
        {
            CodingLayerTraining.Run(folder, invocation.Output, invocation.Value(options.Measure), Invocation.Say, invocation.Cancellation);
        }
        catch (InvalidDataException malformed)
        {
            throw new CommandException(malformed.Message);
        }

        return ExitCodes.Done;
    }
}
