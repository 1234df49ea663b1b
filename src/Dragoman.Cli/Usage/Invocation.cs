using System.CommandLine;
using Dragoman.Cli.Hosting;
using Dragoman.Store;

namespace Dragoman.Cli.Usage;

/// <summary>One run of a command: its command line, the settings, the terminal and the token that ends it.</summary>
/// <param name="command">The command.</param>
/// <param name="result">The command line as parsed.</param>
/// <param name="cancellation">Cancelled by Ctrl-C.</param>
internal sealed class Invocation(CliCommand command, ParseResult result, CancellationToken cancellation)
{
    private Settings? _settings;
    private Terminal? _terminal;

    /// <summary>Cancelled by Ctrl-C and requests to terminate.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Name of the command.</summary>
    public string Name => command.Name;

    /// <summary>The user's settings, read when first asked for.</summary>
    public Settings Settings => _settings ??= Settings.Load(Settings.Places, Environment.GetEnvironmentVariables());

    /// <summary>The terminal.</summary>
    public Terminal Terminal => _terminal ??= new Terminal(Value(command.NoColor));

    /// <summary>Number of worker threads: of the command line, else of the settings, else all cores.</summary>
    public int Jobs => Value(command.Jobs) ?? Settings.Jobs ?? Environment.ProcessorCount;

    /// <summary>The file that data go to; null for standard output.</summary>
    public string? Output => Value(command.Output);

    /// <summary>Value of an option.</summary>
    public T? Value<T>(Option<T> option) => result.GetValue(option);

    /// <summary>Value of an argument.</summary>
    public T? Value<T>(Argument<T> argument) => result.GetValue(argument);

    /// <summary>Path of the store: of the command line, else of the settings, else in the data folder.</summary>
    public string StorePath(Option<string?> option) => StorePlace.Full(Value(option) ?? Settings.Store?.Value ?? Folders.DefaultStore);

    /// <summary>Says something to the user, on standard error, with the name of the program in front.</summary>
    public static void Say(string message) => Console.Error.WriteLine($"dragoman: {message}");
}
