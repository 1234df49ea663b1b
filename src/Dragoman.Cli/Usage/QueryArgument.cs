using System.CommandLine;
using Dragoman.Cli.Hosting;
using Dragoman.Store;

namespace Dragoman.Cli.Usage;

/// <summary>The <c>QUERY</c> of commands that ask the store.</summary>
internal static class QueryArgument
{
    /// <summary>What the help says about the language.</summary>
    public const string Language =
        "A QUERY is words and conditions that must all hold: actor:RUS recipient:USA with:UKR type:ACCUSE,THREATEN since:2019-03 until:2019-04-30 "
        + "place:VEN source:\"Radio Equator\" factuality:happened \"air defense\" sanction* -type:CONSULT confidence>=0.8. "
        + "Several words are taken as one query; an empty one finds everything.";

    /// <summary>Makes the argument.</summary>
    public static Argument<string[]> Make() => new("QUERY")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "What to look for, best in quotes (default: everything)",
    };

    /// <summary>Reads a query.</summary>
    /// <param name="words">The words of the command line.</param>
    /// <exception cref="UsageException">It cannot be read; the message points at the place.</exception>
    public static EventQuery Parse(string[]? words)
    {
        var text = string.Join(' ', words ?? []);
        if (EventQuery.TryParse(text, out var query, out var error)) return query;
        throw new UsageException(Describe(text, error));
    }

    /// <summary>Reads a query in which <c>@NAME</c> stands for a query that the store keeps.</summary>
    /// <param name="words">The words of the command line.</param>
    /// <param name="store">The store.</param>
    /// <exception cref="UsageException">It cannot be read; the message points at the place.</exception>
    public static EventQuery Parse(string[]? words, EventStore store)
    {
        var text = string.Join(' ', words ?? []);
        if (store.TryReadQuery(text, out var query, out var error)) return query;
        throw new UsageException(Describe(text, error));
    }

    /// <summary>Whether there is something at a store's path, so that a command that only asks makes no store.</summary>
    public static bool IsThere(string path) => StorePlace.IsServer(path) || File.Exists(path);

    /// <summary>The error with the query below it, and a mark under what is wrong.</summary>
    internal static string Describe(string text, QueryError error)
    {
        // A query may be pages long; what stands around the fault is enough.
        const int before = 60;
        const int behind = 40;
        var start = Math.Max(0, error.Position - before);
        var end = Math.Min(text.Length, error.Position + error.Length + behind);
        var shown = new string([.. text[start..end].Select(character => char.IsControl(character) ? ' ' : character)]);
        var left = start > 0 ? "… " : "";
        var right = end < text.Length ? " …" : "";
        var mark = new string('^', Math.Clamp(error.Length, 1, Math.Max(1, shown.Length)));
        var suggestion = error.Suggestion is { } better ? $"; did you mean {better}?" : "";
        return $"{error.Message}{suggestion}\n  {left}{shown}{right}\n  {new string(' ', left.Length + error.Position - start)}{mark}";
    }
}
