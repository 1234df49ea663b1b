namespace Dragoman.Cli.Hosting;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCodes
{
    /// <summary>All that was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>Something failed; standard error says what.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting is wrong; nothing was done.</summary>
    public const int WrongUsage = 2;

    /// <summary>Stopped by Ctrl-C or a request to terminate; what was done until then is kept.</summary>
    public const int Interrupted = 130;
}
