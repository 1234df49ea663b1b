using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;

namespace Dragoman.Cli;

/// <summary>The executable: reads the command line, runs the command, and alone chooses the exit code.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        using var interruption = new Interruption();
        return CommandLine.Run(arguments, interruption);
    }
}
