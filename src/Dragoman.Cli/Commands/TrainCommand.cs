using System.CommandLine;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Coding;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman train</c>: makes the model of a layer from labelled text.</summary>
internal sealed class TrainCommand : CliCommand
{
    private readonly Argument<string> _data = new("DATA") { Description = "Folder of labelled sentences, such as data/training" };

    private readonly Option<bool> _measure = new("--measure") { Description = "Measure on five folds first, and calibrate confidences on them" };

    /// <summary>Makes the command.</summary>
    public TrainCommand()
        : base("train", usesJobs: false)
    {
        Details = "Trains the learned layer of the event coder. The same sentences, tables and language model give the same bytes. Progress and figures go to standard error.";
        Examples =
        [
            new Example("dragoman train data/training --measure --output models/coding.dlm", "The shipped layer, made again."),
            new Example("dragoman train my-sentences --measure", "Measure only."),
        ];
        Arguments.Add(_data);
        Options.Add(_measure);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var folder = invocation.Value(_data)!;
        if (!Directory.Exists(folder)) throw new UsageException($"there is no folder {folder}");
        try
        {
            CodingLayerTraining.Run(folder, invocation.Output, invocation.Value(_measure), Invocation.Say, invocation.Cancellation);
        }
        catch (InvalidDataException malformed)
        {
            throw new CommandException(malformed.Message);
        }

        return ExitCodes.Done;
    }
}
