using System.Buffers;
using System.Text;
using Dragoman.Cli.Hosting;
using Spectre.Console;

namespace Dragoman.Cli.Display;

/// <summary>Consoles to draw on, that keep to what the terminal can show and the user wants.</summary>
internal static class Consoles
{
    private const int WidestReport = 110;
    private const int NarrowestReport = 40;

    /// <summary>Draws into bytes that leave with the other output.</summary>
    /// <param name="output">Where the drawing goes, as UTF-8.</param>
    /// <param name="terminal">The terminal that will show it.</param>
    /// <param name="draw">Draws.</param>
    public static void Draw(IBufferWriter<byte> output, Terminal terminal, Action<IAnsiConsole> draw)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = Create(text, terminal.OutputHasColor, ansi: terminal.OutputHasColor);
        console.Profile.Width = Math.Clamp(WindowWidth(), NarrowestReport, WidestReport);
        draw(console);
        Encoding.UTF8.GetBytes(text.ToString().AsSpan(), output);
    }

    /// <summary>A console on standard error, for progress.</summary>
    public static IAnsiConsole Error(Terminal terminal) =>
        Create(Console.Error, terminal.ErrorHasColor, ansi: terminal.ErrorIsTerminal && !terminal.IsDumb, interactive: true);

    /// <summary>Text of others as it may be shown: a control character could rewrite the terminal.</summary>
    public static string Safe(ReadOnlySpan<char> text)
    {
        var safe = new StringBuilder(text.Length);
        var space = false;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                space = true;
                continue;
            }

            if (space && safe.Length > 0) safe.Append(' ');
            space = false;

            // Marks that turn the direction of writing hide what stands behind them.
            if (character is not (>= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')) safe.Append(character);
        }

        if (space && safe.Length > 0) safe.Append(' ');
        return safe.ToString();
    }

    private static IAnsiConsole Create(TextWriter writer, bool color, bool ansi, bool interactive = false) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = interactive ? InteractionSupport.Yes : InteractionSupport.No,
        Out = new AnsiConsoleOutput(writer),
    });

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
