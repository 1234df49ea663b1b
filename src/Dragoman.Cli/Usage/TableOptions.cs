using System.CommandLine;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Coding;

namespace Dragoman.Cli.Usage;

/// <summary>The user's own tables: <c>--knowledge --lexicon</c>.</summary>
internal sealed class TableOptions
{
    private readonly Option<string?> _knowledge = new("--knowledge")
    {
        HelpName = "DIR",
        Description = "A folder of your own tables, added to those built in: countries, bodies, seats, offices, roles, places (.tsv)",
    };

    private readonly Option<string?> _lexicon = new("--lexicon")
    {
        HelpName = "DIR",
        Description = "A folder of your own frames and word classes, added to those built in (.tsv)",
    };

    private readonly Option<CoderLayers> _layers = new("--layers")
    {
        HelpName = "both|frames|learned",
        Description = "Which layers of the event coder read, to measure what each is worth (default: both)",
        DefaultValueFactory = static _ => CoderLayers.Both,
        Hidden = true,
    };

    /// <summary>Makes the options and adds them to a command.</summary>
    public TableOptions(CliCommand command)
    {
        command.Options.Add(_knowledge);
        command.Options.Add(_lexicon);
        command.Options.Add(_layers);
    }

    /// <summary>The user's folder of tables; null for none.</summary>
    public string? Knowledge(Invocation invocation) => invocation.Value(_knowledge);

    /// <summary>The user's folder of frames; null for none.</summary>
    public string? Lexicon(Invocation invocation) => invocation.Value(_lexicon);

    /// <summary>Which layers read.</summary>
    public string Layers(Invocation invocation) => invocation.Value(_layers).ToString();

    /// <summary>Notes the options in a manifest.</summary>
    public void Note(Invocation invocation, RunManifest manifest)
    {
        manifest.Option("knowledge", invocation.Value(_knowledge));
        manifest.Option("lexicon", invocation.Value(_lexicon));
        manifest.Option("layers", invocation.Value(_layers).ToString());
    }

    /// <summary>A coder with the tables that the command line names.</summary>
    /// <exception cref="UsageException">A table is not there or malformed; the message names it.</exception>
    public DocumentCoder Coder(Invocation invocation)
    {
        var knowledge = invocation.Value(_knowledge);
        var lexicon = invocation.Value(_lexicon);
        var layers = invocation.Value(_layers);
        if (knowledge is null && lexicon is null && layers == CoderLayers.Both) return DocumentCoder.Default;
        try
        {
            var coder = DocumentCoder.Create(knowledge, lexicon, layers);
            foreach (var problem in coder.Knowledge.Problems.Concat(coder.Gazetteer.Problems)) Invocation.Say($"left out: {problem}");
            return coder;
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(malformed is InvalidDataException ? malformed.Message : $"a table cannot be read: {Failures.Reason(malformed)}");
        }
    }
}
