using System.CommandLine;
using System.Text;

namespace Dragoman.Cli.Usage;

/// <summary>Writes the help of a command: what it does, how it is called, its options with their defaults, and examples.</summary>
internal static class HelpWriter
{
    /// <summary>Columns that a line may fill. The same on every terminal, so that the help can be held to a golden text.</summary>
    private const int Width = 100;

    private const int LabelWidth = 30;

    /// <summary>The help of the program.</summary>
    public static string Write(RootCommand root)
    {
        var text = new StringBuilder();
        AppendWrapped(text, "", CommandLine.About);
        text.Append("\nUsage: dragoman COMMAND [options]\n\nCommands:\n");
        foreach (var entry in CommandCatalogue.All) AppendRow(text, entry.Name, entry.Summary, 14);
        text.Append("\nOptions:\n");
        foreach (var option in root.Options) AppendRow(text, Label(option), option.Description ?? "", 14);
        AppendExamples(
            text,
            [
                new Example("dragoman serve samples/", "Read a folder of news and show its events in the browser."),
                new Example("dragoman code report.txt --date 2019-03-29", "The events of one text."),
                new Example("dragoman COMMAND --help", "What a command takes, with examples."),
            ]);
        text.Append("\nExit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.\n");
        return text.ToString();
    }

    /// <summary>The help of a command.</summary>
    public static string Write(CliCommand command)
    {
        var text = new StringBuilder();
        AppendWrapped(text, "", command.Description + ".");
        text.Append("\nUsage: dragoman ").Append(command.Name);
        foreach (var argument in command.Arguments) text.Append(' ').Append(Label(argument));
        text.Append(" [options]\n");
        if (command.Details is { } details)
        {
            foreach (var paragraph in details.Split('\n'))
            {
                text.Append('\n');
                AppendWrapped(text, "", paragraph);
            }
        }

        if (command.Arguments.Count > 0)
        {
            text.Append("\nArguments:\n");
            foreach (var argument in command.Arguments) AppendRow(text, argument.Name, argument.Description ?? "", LabelWidth);
        }

        text.Append("\nOptions:\n");
        foreach (var option in command.Options)
        {
            if (!option.Hidden) AppendRow(text, Label(option), option.Description ?? "", LabelWidth);
        }

        AppendExamples(text, command.Examples);
        return text.ToString();
    }

    private static string Label(Option option)
    {
        var names = option.Aliases.Where(alias => alias != "-?").OrderBy(alias => alias.Length).Append(option.Name);
        return string.Join(", ", names) + (option.HelpName is { } value ? " " + value : "");
    }

    private static string Label(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "…" : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static void AppendExamples(StringBuilder text, IReadOnlyList<Example> examples)
    {
        text.Append("\nExamples:\n");
        foreach (var example in examples)
        {
            text.Append("  ").Append(example.Line).Append('\n');
            AppendWrapped(text, "      ", example.Meaning);
        }
    }

    private static void AppendRow(StringBuilder text, string label, string description, int labelWidth)
    {
        var indent = new string(' ', labelWidth + 2);
        var first = "  " + label;
        if (first.Length > labelWidth)
        {
            text.Append(first).Append('\n');
            AppendWrapped(text, indent, description);
            return;
        }

        var start = text.Length;
        AppendWrapped(text, indent, description);
        for (var i = 0; i < first.Length; i++) text[start + i] = first[i];
    }

    private static void AppendWrapped(StringBuilder text, string indent, string paragraph)
    {
        var column = 0;
        foreach (var word in paragraph.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }

            if (column == 0) text.Append(indent);
            else text.Append(' ');
            column += (column == 0 ? indent.Length : 1) + word.Length;
            text.Append(word);
        }

        text.Append('\n');
    }
}
