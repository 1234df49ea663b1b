using System.CommandLine;
using Dragoman.Articles;
using Dragoman.Cli.Display;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Records;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman code</c>: documents to events.</summary>
internal sealed class CodeCommand : DocumentCommand
{
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly TableOptions _tables;

    /// <summary>Makes the command.</summary>
    public CodeCommand()
        : base("code")
    {
        Details =
            "Reads a text or HTML file, a feed, or JSON Lines {\"id\",\"text\" or \"html\",\"title\"?,\"date\"?,\"url\"?,\"source\"?}. "
            + "Writes JSON Lines, one coded document each, in the order of the input: mentions, events, statements, times and quantities, "
            + "every one with the offsets of the words it was read from. On a terminal, without --json, a report for people. "
            + "Beside an output FILE stands FILE.manifest.json: engine, tables and models by checksum, options, counts, and what was not coded and why.\n"
            + StreamNotes;
        Examples =
        [
            new Example("dragoman code report.txt --date 2019-03-29", "The events of one text, as a report with the evidence marked."),
            new Example("dragoman code documents.jsonl.gz --output coded.jsonl.gz --jobs 4", "A file of documents on four cores."),
            new Example("dragoman code - < documents.jsonl | jq -c '.events[] | [.type, .actor.text, .recipient.text]'", "From a pipe into another program."),
        ];
        Options.Add(_json);
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
        var manifest = output.IsStandardOutput ? null : new RunManifest();
        var forPeople = output.IsStandardOutput && !invocation.Value(_json) && invocation.Terminal.OutputIsTerminal;
        var host = new StreamHost
        {
            Jobs = invocation.Jobs,
            Strict = invocation.Value(Strict),
            Output = output,
            Unanswered = manifest is null ? null : manifest.Unanswered,
            WritesErrorLines = !forPeople,
            Answer = forPeople
                ? (input, buffer, cancellation) => CodeReport.Write(buffer, Code(coder, input, cancellation), invocation.Terminal)
                : (input, buffer, cancellation) =>
                {
                    var coded = Code(coder, input, cancellation);
                    manifest?.Count(coded);
                    RecordOutput.WriteLine(buffer, coded);
                },
        };
        var code = host.Run(inputs, invocation.Cancellation);
        if (manifest is null || code == ExitCodes.Interrupted) return code;
        _tables.Note(invocation, manifest);
        manifest.Write(invocation.Output!, Path(invocation), _tables.Knowledge(invocation), _tables.Lexicon(invocation));
        return code;
    }

    private static CodedDocument Code(DocumentCoder coder, StreamInput input, CancellationToken cancellation)
    {
        var document = Document(input);
        return coder.CodeEnglish(ArticleReader.Read(document, cancellation), document, cancellation);
    }
}
