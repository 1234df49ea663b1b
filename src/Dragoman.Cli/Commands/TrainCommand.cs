using System.CommandLine;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Training;
using Dragoman.Cli.Usage;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman train</c>: makes a model from labelled data.</summary>
internal sealed class TrainCommand : CliCommand
{
    private static readonly TrainingKind[] Kinds = [new LanguageTraining(), new CodingTraining()];
    private readonly Argument<string> _data = new("DATA") { Description = "Folder of data; its content says which model they are for" };
    private readonly TrainingSettings _settings = new();

    /// <summary>Makes the command.</summary>
    public TrainCommand()
        : base("train", usesJobs: false)
    {
        Details = "From a folder of treebanks (parse-ewt, parse-gum, entities, and names where it is there) the language model: four teachers, then the "
            + "model that learns from data and teachers. From a folder of labelled sentences (*.tsv) the learned layer of the event coder.\n"
            + "No network; the same data and options give the same bytes. Progress and figures go to standard error. Ctrl-C ends it and leaves nothing behind.";
        Examples =
        [
            new Example("dragoman train corpora --wordnet /usr/share/wordnet --texts samples/text --output models/english.dlm", "A language model, made as the shipped one was."),
            new Example("dragoman train data/training --measure --output models/coding.dlm", "The shipped layer of the event coder, made again."),
            new Example("dragoman train corpora --alone --passes 5 --output quick.dlm", "A quick one, for a try."),
        ];
        Arguments.Add(_data);
        _settings.AddTo(this);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var folder = invocation.Value(_data)!;
        if (!Directory.Exists(folder)) throw new UsageException($"there is no folder {folder}");
        var kind = Kinds.FirstOrDefault(kind => kind.Recognizes(folder))
            ?? throw new UsageException($"{folder} holds no data to train from: {string.Join(" or ", Kinds.Select(kind => kind.Data))} are expected");
        return kind.Train(folder, _settings, invocation);
    }
}
