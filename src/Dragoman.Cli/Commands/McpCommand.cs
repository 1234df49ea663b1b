using System.CommandLine;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Knowledge;
using Dragoman.Store;
using Dragoman.Web.Mcp;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman mcp</c>: the Model Context Protocol on standard input and output.</summary>
internal sealed class McpCommand : CliCommand
{
    private readonly Option<string?> _store = CommonOptions.Store();

    private readonly Option<string?> _knowledge = new("--knowledge")
    {
        HelpName = "DIR",
        Description = "A folder of your own tables, added to those built in",
    };

    /// <summary>Makes the command.</summary>
    public McpCommand()
        : base("mcp", usesJobs: false, writesData: false)
    {
        Details = "For programs that start it: they write one message a line, and read one a line. The tools are search (events of a query), evidence (the words of an event, "
            + "with outlet, address and offsets), happening (what all reports say of it), article (a piece of a text) and actor (who a name stands for on a day). Ends when the input ends. "
            + "The same tools are at /mcp while dragoman serve runs. docs/mcp.md says how to tell an assistant of it.";
        Examples =
        [
            new Example("dragoman mcp --store news.db", "What an assistant's settings name as the command."),
            new Example("dragoman mcp", "Over your own store."),
        ];
        Options.Add(_store);
        Options.Add(_knowledge);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var directory = invocation.Value(_knowledge);
        if (directory is not null && !Directory.Exists(directory))
            throw new UsageException($"{directory}: no such folder of knowledge tables");
        var knowledge = directory is null ? KnowledgeBase.Default : KnowledgeBase.Load(directory);
        foreach (var problem in knowledge.Problems) Invocation.Say($"left out: {problem}");
        using var store = EventStore.Open(invocation.StorePath(_store), new StoreOptions { ReadOnly = true });
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        McpSetup.RunAsync(store, knowledge, input, output, invocation.Cancellation).GetAwaiter().GetResult();
        return ExitCodes.Done;
    }
}
