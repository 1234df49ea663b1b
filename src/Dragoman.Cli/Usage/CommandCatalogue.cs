using Dragoman.Cli.Commands;
using Dragoman.Records;

namespace Dragoman.Cli.Usage;

/// <summary>
/// The commands there are. Name and summary stand apart from the command, which is made only when it is wanted: to make all
/// of them takes a third of the time to the first answer.
/// </summary>
internal static class CommandCatalogue
{
    /// <summary>All commands, in the order of the help: first what reads, then what keeps and shows, then the rest.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("extract", "Take the article out of a page: body, captions, notices, origin", static () => new ExtractCommand()),
        new("code", "Read who did what to whom out of documents", static () => new CodeCommand()),
        new("relate", "Say which relation a text states between two of its spans", static () => new RelateCommand()),
        new("explain", "Show how a text was read: trees, names, frames tried and why they fired or not", static () => new ExplainCommand()),
        new("parse", "Sentences, words, parts of speech and trees of a text, as CoNLL-U", static () => new ParseCommand()),
        new("times", "Find time expressions and their place on the calendar", static () => new TimesCommand()),
        new("where", "Say which place a name means, and why", static () => new WhereCommand()),
        new("stories", "Say which documents repeat another's text, and which are about one matter", static () => new StoriesCommand()),
        new("who", "Say who or what a name stands for on a day, and why", static () => new WhoCommand()),
        new("read", "Read files, folders and addresses into the store", static () => new ReadCommand()),
        new("watch", "Read the sources of the store as they publish", static () => new WatchCommand()),
        new("source", "Grade outlets: how far each is to be believed", static () => new SourceCommand()),
        new("happening", "Merge and split happenings by hand, and take it back", static () => new RulingCommand(HistorySubject.Happening)),
        new("story", "Merge and split stories by hand, and take it back", static () => new RulingCommand(HistorySubject.Story)),
        new("serve", "Show the store in the browser, after reading files and folders into it", static () => new ServeCommand()),
        new("mcp", "Let assistants ask the store, by the Model Context Protocol on standard input and output", static () => new McpCommand()),
        new("query", "Find events in the store", static () => new QueryCommand()),
        new("export", "Write events of the store in a form that others read", static () => new ExportCommand()),
        new("import", "Read events of GDELT, ICEWS and POLECAT into the store, beside what Dragoman read", static () => new ImportCommand()),
        new("recode", "Read every stored text again with the engine, tables and models of today", static () => new RecodeCommand()),
        new("store", "Back up, restore, check, compact, move the store; forget documents, keep texts for a time", static () => new StoreCommand()),
        new("user", "Say who may sign in to the pages and the API, and what they may do", static () => new UserCommand()),
        new("key", "Make keys with which programs sign in, and take them back", static () => new KeyCommand()),
        new("evaluate", "Score the program against a gold file", static () => new EvaluateCommand()),
        new("train", "Make a model from labelled data", static () => new TrainCommand()),
        new("bench", "Measure how fast the whole way from text to stored events is here", static () => new BenchCommand()),
        new("doctor", "Check that everything is in place", static () => new DoctorCommand()),
        new("completion", "Write the script that completes command lines in a shell", static () => new CompletionCommand()),
    ];

    /// <summary>The command of a name; null for none.</summary>
    public static Entry? Find(string name) => All.FirstOrDefault(entry => entry.Name == name);

    /// <summary>What the command of a name does, in one line.</summary>
    public static string Summary(string name) => Find(name)?.Summary ?? throw new ArgumentOutOfRangeException(nameof(name), name, "no such command");

    /// <summary>One command.</summary>
    /// <param name="Name">The word on the command line.</param>
    /// <param name="Summary">What it does, in one line.</param>
    /// <param name="Make">Makes it.</param>
    internal sealed record Entry(string Name, string Summary, Func<CliCommand> Make);
}
