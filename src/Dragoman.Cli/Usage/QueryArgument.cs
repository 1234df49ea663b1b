using System.CommandLine;
using System.CommandLine.Completions;
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
        CompletionSources = { Complete },
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

    /// <summary>Opens a store for reading and reads a query; one that cannot be read is said before the store is looked for.</summary>
    /// <param name="words">The words of the command line.</param>
    /// <param name="path">The store.</param>
    /// <param name="query">The query.</param>
    /// <exception cref="UsageException">The query cannot be read; the message points at the place.</exception>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public static EventStore Open(string[]? words, string path, out EventQuery query)
    {
        var namesSaved = words?.Any(word => word.Contains('@', StringComparison.Ordinal)) == true;
        query = namesSaved ? EventQuery.Everything : Parse(words);
        var store = EventStore.Open(path, new StoreOptions { ReadOnly = true });
        try
        {
            if (namesSaved) query = Parse(words, store);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is something at a store's path, so that a command that only asks makes no store.</summary>
    public static bool IsThere(string path) => StorePlace.IsServer(path) || File.Exists(path);

    /// <summary>What may stand where the word that is being typed ends: fields, values with the most frequent first, saved queries.</summary>
    private static IEnumerable<CompletionItem> Complete(CompletionContext context)
    {
        // Scripts of completion are written once, without a line that somebody types.
        if (context.ParseResult.CommandResult.Command is not CliCommand { TakesQuery: true }) return [];
        var typed = context.WordToComplete.TrimStart('\'');
        EventStore? store = null;
        try
        {
            var settings = Settings.Load(Settings.Places, Environment.GetEnvironmentVariables());
            var path = context.ParseResult.GetValue<string?>("--store") ?? settings.Store?.Value ?? Folders.DefaultStore;
            if (IsThere(path)) store = EventStore.Open(path, new StoreOptions { ReadOnly = true });
            return [.. QueryCompletion.Suggest(store, typed, typed.Length).Select((found, i) => new CompletionItem(
                found.Apply(typed).Query, sortText: i.ToString("000", System.Globalization.CultureInfo.InvariantCulture)))];
        }
        catch (Exception unreadable) when (unreadable is StoreException or UsageException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Somebody is typing: the language alone can be completed whatever is wrong with the store.
            return [.. QueryCompletion.Suggest(null, typed, typed.Length).Select(found => new CompletionItem(found.Apply(typed).Query))];
        }
        finally
        {
            store?.Dispose();
        }
    }

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
