using System.Text;
using Dragoman.Articles;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman explain</c>: how a text was read, for people.</summary>
internal sealed class ExplainCommand : DocumentCommand
{
    private readonly TableOptions _tables;

    /// <summary>Makes the command.</summary>
    public ExplainCommand()
        : base("explain")
    {
        Details =
            "Reads what 'dragoman code' reads. Writes for each sentence its dependency tree, the names in it with their codes, the verbs with what "
            + "stands around them, each frame of the lexicon that was tried on a word and why it fired or did not, the acts found, and the events made of them. "
            + "The form is for people and may change; programs read the output of 'dragoman code'.";
        Examples =
        [
            new Example("echo 'Rebels shelled the port of Aden.' | dragoman explain", "One sentence from a pipe."),
            new Example("dragoman explain report.txt --date 2019-03-29", "A text with the day that it appeared on."),
            new Example("dragoman explain report.txt --lexicon my-frames", "With your own frames: did they fire?"),
        ];
        _tables = new TableOptions(this);
        Options.Add(Strict);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var inputs = Documents(invocation);
        var coder = _tables.Coder(invocation);
        using var output = OutputTarget.Open(invocation.Output);
        var host = new StreamHost
        {
            Jobs = invocation.Jobs,
            Strict = invocation.Value(Strict),
            Output = output,
            WritesErrorLines = false,
            Answer = (input, buffer, cancellation) =>
            {
                var document = Document(input);
                Encoding.UTF8.GetBytes(coder.Explain(ArticleReader.Read(document, cancellation), document, cancellation).AsSpan(), buffer);
            },
        };
        return host.Run(inputs, invocation.Cancellation);
    }
}
