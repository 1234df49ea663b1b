using System.CommandLine;
using Dragoman.Sources;

namespace Dragoman.Cli.Usage;

/// <summary>The options that several commands share; each call makes a new one, for one command.</summary>
internal static class CommonOptions
{
    /// <summary><c>--help</c>.</summary>
    public static Option<bool> Help() => new("--help", "-h", "-?") { Description = "Show this help" };

    /// <summary><c>FILE</c>, of commands that read one stream.</summary>
    public static Argument<string?> File() => new("FILE")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The file to read, gzip or not; - for standard input (default: -)",
    };

    /// <summary><c>--input</c>.</summary>
    /// <param name="kinds">The kinds that the command reads; <c>auto</c> is added in front.</param>
    public static Option<string?> Input(params string[] kinds)
    {
        var option = new Option<string?>("--input")
        {
            HelpName = string.Join('|', kinds.Prepend("auto")),
            Description = "What comes (default: auto, by the name of the file and its first bytes)",
        };
        option.AcceptOnlyFromAmong([.. kinds.Prepend("auto")]);
        return option;
    }

    /// <summary>What a value of <c>--input</c> means.</summary>
    public static InputKind Kind(string? value) => value switch
    {
        "text" => InputKind.Text,
        "html" => InputKind.Html,
        "jsonl" => InputKind.JsonLines,
        "conllu" => InputKind.Conllu,
        _ => InputKind.Auto,
    };

    /// <summary><c>--strict</c>.</summary>
    public static Option<bool> Strict() => new("--strict")
    {
        Description = "End with exit code 1 if any input could not be read; all others are still answered",
    };

    /// <summary><c>--store</c>.</summary>
    public static Option<string?> Store() => new("--store")
    {
        HelpName = "PATH",
        Description = "The store, a file (default: dragoman.db in the user's data folder)",
    };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json")
    {
        Description = "JSON Lines even on a terminal",
    };
}
