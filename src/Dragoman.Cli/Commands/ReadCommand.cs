using System.CommandLine;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Usage;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman read</c>: files and folders into the store.</summary>
internal sealed class ReadCommand : CliCommand
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Files and folders: text, HTML, JSON Lines, RSS and Atom, each gzip or not; - for standard input",
    };

    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<string?> _input = CommonOptions.Input("text", "html", "jsonl");
    private readonly Option<bool> _strict = CommonOptions.Strict();
    private readonly MetadataOptions _metadata;
    private readonly TableOptions _tables;

    /// <summary>Makes the command.</summary>
    public ReadCommand()
        : base("read", usesJobs: true, writesData: false)
    {
        Details =
            "Reads every document once: what the store holds already is not coded again, so a command that was interrupted goes on where it ended. "
            + "What cannot be read is named at the end with the reason, and kept in the store as a problem.\n"
            + "Batches of documents are stored whole or not at all; Ctrl-C keeps what was done.";
        Examples =
        [
            new Example("dragoman read news/", "A folder with everything in it, into your store."),
            new Example("dragoman read archive.jsonl.gz feeds/*.xml --store news.db", "Several files, into a store of their own."),
            new Example("dragoman read report.txt --date 2019-03-29 --source 'Radio Equator'", "A bare text, with what it does not say itself."),
        ];
        Arguments.Add(_paths);
        Options.Add(_store);
        Options.Add(_input);
        _metadata = new MetadataOptions(this);
        _tables = new TableOptions(this);
        Options.Add(_strict);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var paths = invocation.Value(_paths) ?? [];
        var coder = _tables.Coder(invocation);
        using var store = EventStore.Open(invocation.StorePath(_store));
        var tally = ReadingRun.Run(invocation, store, paths, _metadata.Sources(invocation, CommonOptions.Kind(invocation.Value(_input))), coder);
        return ReadingRun.ExitCode(tally, paths, invocation.Value(_strict));
    }
}
