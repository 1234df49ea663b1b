using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman times</c>: time expressions and their values.</summary>
internal sealed class TimesCommand : StreamCommand
{
    /// <summary>Makes the command.</summary>
    public TimesCommand()
        : base("times", "jsonl")
    {
        Details =
            "Reads JSON Lines {\"id\",\"text\",\"date\"}; without a date, expressions such as \"last Tuesday\" are found but stay unresolved. "
            + "Writes JSON Lines {\"id\",\"times\":[…]}, with values as in TIMEX3.\n"
            + StreamNotes;
        Examples =
        [
            new Example("dragoman times texts.jsonl", "The times of every text of a file."),
            new Example("echo '{\"id\":1,\"text\":\"They met on Tuesday.\",\"date\":\"2019-03-29\"}' | dragoman times", "One text from a pipe."),
        ];
        Options.Add(Strict);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var path = Path(invocation);
        using var output = OutputTarget.Open(invocation.Output);
        var host = new StreamHost
        {
            Jobs = invocation.Jobs,
            Strict = invocation.Value(Strict),
            Output = output,
            Noun = "line",
            Answer = static (input, buffer, cancellation) =>
            {
                var request = Parse(input, RecordsJsonContext.Default.TimesRequest);
                if (request.Text is null)
                    throw new InputException(ErrorCodes.InvalidField, $"line {input.Line}: \"text\" is missing");
                var times = TimeReader.Read(request.Text, request.Date, cancellation);
                JsonOutput.WriteLine(buffer, new TimesAnswer { Id = request.Id, Times = times }, RecordsJsonContext.Default.TimesAnswer);
            },
        };
        return host.Run(LineInputs.Lines(path, invocation.Cancellation), invocation.Cancellation);
    }
}
