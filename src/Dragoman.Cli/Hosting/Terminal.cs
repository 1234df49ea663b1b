namespace Dragoman.Cli.Hosting;

/// <summary>What the terminal, if there is one, can show.</summary>
internal sealed class Terminal
{
    private readonly bool _colorRefused;

    /// <summary>Looks at the terminal and the environment.</summary>
    /// <param name="noColor">Whether the command line refuses colours.</param>
    public Terminal(bool noColor)
    {
        // https://no-color.org: any value but the empty one.
        IsDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        _colorRefused = noColor || IsDumb || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    }

    /// <summary>True for a terminal that cannot move its cursor: no progress bar there.</summary>
    public bool IsDumb { get; }

    /// <summary>Whether people read standard output.</summary>
    public bool OutputIsTerminal { get; } = !Console.IsOutputRedirected;

    /// <summary>Whether people read standard error.</summary>
    public bool ErrorIsTerminal { get; } = !Console.IsErrorRedirected;

    /// <summary>Whether people type standard input.</summary>
    public bool InputIsTerminal { get; } = !Console.IsInputRedirected;

    /// <summary>Whether standard output may be coloured.</summary>
    public bool OutputHasColor => OutputIsTerminal && !_colorRefused;

    /// <summary>Whether standard error may be coloured.</summary>
    public bool ErrorHasColor => ErrorIsTerminal && !_colorRefused;
}
