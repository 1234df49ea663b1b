using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Records.Json;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman relate</c>: which relation does a text state from one span to another?</summary>
internal sealed class RelateCommand : StreamCommand
{
    private readonly TableOptions _tables;

    /// <summary>Makes the command.</summary>
    public RelateCommand()
        : base("relate", "jsonl")
    {
        Details =
            "Reads JSON Lines {\"id\",\"text\",\"source\":[start,end],\"target\":[start,end]}; offsets are UTF-16 code units, ends exclusive. "
            + "Writes JSON Lines, one answer each; \"type\" is null where the text states no relation.\n"
            + StreamNotes;
        Examples =
        [
            new Example("dragoman relate pairs.jsonl --output relations.jsonl", "Every pair of a file."),
            new Example("dragoman relate - < pairs.jsonl | jq -c '[.id, .type]'", "From a pipe; answers come as fast as questions do."),
        ];
        _tables = new TableOptions(this);
        Options.Add(Strict);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var path = Path(invocation);
        var coder = _tables.Coder(invocation);
        using var output = OutputTarget.Open(invocation.Output);
        var host = new StreamHost
        {
            Jobs = invocation.Jobs,
            Strict = invocation.Value(Strict),
            Output = output,
            Noun = "line",
            Answer = (input, buffer, cancellation) => JsonOutput.WriteLine(
                buffer,
                coder.Relate(Parse(input, RecordsJsonContext.Default.RelateRequest), cancellation),
                RecordsJsonContext.Default.RelateAnswer),
        };
        return host.Run(LineInputs.Lines(path, invocation.Cancellation), invocation.Cancellation);
    }
}
