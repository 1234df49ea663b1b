using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dragoman.Cli.Tests;

/// <summary>Sends signals, as Ctrl-C and the system do.</summary>
internal static partial class Signals
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>Ctrl-C.</summary>
    public static void SendInterrupt(Process process) => Assert.Equal(0, Send(process.Id, Interrupt));

    /// <summary>A request to end.</summary>
    public static void SendTerminate(Process process) => Assert.Equal(0, Send(process.Id, Terminate));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
