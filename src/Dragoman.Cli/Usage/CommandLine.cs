using System.CommandLine;
using System.CommandLine.Parsing;
using Dragoman.Cli.Hosting;
using Dragoman.Records;

namespace Dragoman.Cli.Usage;

/// <summary>From the words of the command line to the run of a command and its exit code.</summary>
internal static class CommandLine
{
    /// <summary>What the program is, in the words of its help.</summary>
    public const string About = "Dragoman reads the news and keeps sourced political events: who did what to whom, and on whose word.";

    // A query may begin with @, so there are no response files; and -on:2019 is a condition, not -o with a value.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs the command that the words name.</summary>
    /// <param name="words">The command line without the program's name.</param>
    /// <param name="interruption">Ends the run early.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] words, Interruption interruption)
    {
        try
        {
            return Dispatch(words, interruption.Token);
        }
        catch (Exception failure)
        {
            if (Failures.Message(failure) is { } message) Invocation.Say(message);
            if (failure is UsageException) SayHint(words.Length > 0 ? CommandCatalogue.Find(words[0])?.Name : null);
            if (Failures.IsDefect(failure) && Environment.GetEnvironmentVariable("DRAGOMAN_TRACE") == "1")
                Console.Error.WriteLine(failure);
            return Failures.ExitCode(failure);
        }
    }

    /// <summary>The root of all commands, or of the one that is named.</summary>
    /// <param name="only">The name of the one command that is wanted; null for all.</param>
    public static RootCommand Root(string? only = null)
    {
        var root = new RootCommand(About);
        root.Options.Clear();
        root.Options.Add(CommonOptions.Help());
        root.Options.Add(new Option<bool>("--version") { Description = "Show the version" });
        foreach (var entry in CommandCatalogue.All)
        {
            if (only is null || entry.Name == only) root.Subcommands.Add(entry.Make());
        }

        return root;
    }

    private static int Dispatch(string[] words, CancellationToken cancellation)
    {
        // Completion scripts ask with [suggest:POSITION] in front of the line.
        if (words is [['[', ..], ..])
            return Root().Parse(words, Parser).Invoke();

        var root = Root(words.Length > 0 && CommandCatalogue.Find(words[0]) is { } named ? named.Name : null);
        var result = root.Parse(words, Parser);
        if (result.CommandResult.Command is CliCommand command)
        {
            if (result.GetValue(command.Help)) return Show(HelpWriter.Write(command));
            if (result.Errors.Count > 0 || UnknownOptions(result).Count > 0) return SayErrors(result, command);
            return command.Run(new Invocation(command, result, cancellation));
        }

        if (result.GetValue<bool>("--help")) return Show(HelpWriter.Write(root));
        if (result.GetValue<bool>("--version")) return Show(EngineVersion.Current + "\n");
        if (words.Length > 0) return SayErrors(result, null);
        Console.Error.Write(HelpWriter.Write(root));
        return ExitCodes.WrongUsage;
    }

    private static int Show(string text)
    {
        using var output = OutputTarget.Open(null);
        output.Write(System.Text.Encoding.UTF8.GetBytes(text));
        output.Complete();
        return ExitCodes.Done;
    }

    private static int SayErrors(ParseResult result, CliCommand? command)
    {
        var unknown = UnknownOptions(result);
        foreach (var word in unknown) SayUnknown("option", word, OptionNames(command));
        if (unknown.Count == 0 && command is null)
        {
            SayUnknown("command", result.UnmatchedTokens is [var first, ..] ? first : result.Tokens[0].Value, CommandCatalogue.All.Select(entry => entry.Name));
        }
        else if (unknown.Count == 0)
        {
            foreach (var word in result.UnmatchedTokens) SayUnknown("argument", word, []);
            if (result.UnmatchedTokens.Count == 0)
            {
                foreach (var error in result.Errors.DistinctBy(error => error.SymbolResult)) Invocation.Say(Lowered(error));
            }
        }

        SayHint(command?.Name);
        return ExitCodes.WrongUsage;
    }

    /// <summary>
    /// Words that look like options and are none. The parser would take them for arguments, and a mistyped option for the name of
    /// a file; behind -- everything is an argument.
    /// </summary>
    private static List<string> UnknownOptions(ParseResult result)
    {
        var isQuery = result.CommandResult.Command is CliCommand { TakesQuery: true };
        var values = new HashSet<System.CommandLine.Parsing.Token>(ReferenceEqualityComparer.Instance);
        foreach (var option in result.CommandResult.Children.OfType<OptionResult>()) values.UnionWith(option.Tokens);
        return
        [
            .. result.Tokens
                .TakeWhile(token => token.Type != TokenType.DoubleDash)
                .Where(token => token.Type == TokenType.Argument && (isQuery ? token.Value.StartsWith("--", StringComparison.Ordinal) : token.Value is ['-', _, ..]) && !values.Contains(token))
                .Select(token => token.Value),
        ];
    }

    private static void SayUnknown(string kind, string word, IEnumerable<string> names)
    {
        var near = Nearest(word, names);
        Invocation.Say($"unknown {kind} '{word}'{(near is null ? "" : $": did you mean '{near}'?")}");
    }

    private static void SayHint(string? command) =>
        Console.Error.WriteLine($"Try 'dragoman {(command is null ? "" : command + " ")}--help'.");

    private static string Lowered(ParseError error)
    {
        var message = error.Message.TrimEnd('.');
        return char.IsUpper(message[0]) && message.Length > 1 && char.IsLower(message[1])
            ? char.ToLowerInvariant(message[0]) + message[1..]
            : message;
    }

    private static IEnumerable<string> OptionNames(CliCommand? command) =>
        command is null ? ["--help", "--version"] : command.Options.Where(option => !option.Hidden).Select(option => option.Name);

    private static string? Nearest(string word, IEnumerable<string> names) =>
        names.Select(name => (Name: name, Distance: Distance(word, name)))
            .Where(near => near.Distance <= Math.Max(1, near.Name.TrimStart('-').Length / 3) || near.Name.StartsWith(word, StringComparison.Ordinal))
            .OrderBy(near => near.Distance)
            .Select(near => near.Name)
            .FirstOrDefault();

    /// <summary>Number of letters to insert, drop, change or swap with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[left.Length, right.Length];
    }
}
