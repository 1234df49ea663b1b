using System.ComponentModel;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Cli.Hosting;

/// <summary>Wrong usage: the command line or a setting asks for something that cannot be.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was wrong, where, and what to do.</param>
    public UsageException(string message)
        : base(message)
    {
    }
}

/// <summary>A failure that ends the command, described in full for the user.</summary>
internal sealed class CommandException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public CommandException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>The reader of the output has gone away: nothing to report, nothing left to do.</summary>
internal sealed class ClosedOutputException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="innerException">The failed write.</param>
    public ClosedOutputException(Exception innerException)
        : base("nobody reads the output any more", innerException)
    {
    }
}

/// <summary>The one place where a failure becomes a message for people and an exit code.</summary>
internal static class Failures
{
    // Numbers of <errno.h>, equal on Linux and macOS, and the Windows codes behind HRESULT 0x8007xxxx.
    private const int NoEntry = 2;
    private const int AccessDenied = 13;
    private const int IsDirectory = 21;
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int BrokenPipe = 32;
    private const int WindowsHandleDiskFull = 39;
    private const int WindowsBrokenPipe = 109;
    private const int WindowsDiskFull = 112;
    private const int WindowsPipeClosing = 232;

    /// <summary>The exit code that an exception ends the program with.</summary>
    public static int ExitCode(Exception failure) => failure switch
    {
        OperationCanceledException => ExitCodes.Interrupted,
        ClosedOutputException => ExitCodes.Done,
        UsageException => ExitCodes.WrongUsage,
        _ => ExitCodes.Failed,
    };

    /// <summary>The message for an exception; null where there is nothing to say.</summary>
    public static string? Message(Exception failure) => failure switch
    {
        ClosedOutputException or OperationCanceledException => null,
        UsageException or CommandException or InputException or StoreException => failure.Message,
        IOException or UnauthorizedAccessException => Reason(failure),
        OutOfMemoryException => "not enough memory: fewer --jobs need less",
        _ => $"a defect of the program ({failure.GetType().Name}: {failure.Message}); DRAGOMAN_TRACE=1 shows where",
    };

    /// <summary>Whether an exception is a defect of the program, whose stack trace helps to mend it.</summary>
    public static bool IsDefect(Exception failure) => Message(failure)?.StartsWith("a defect", StringComparison.Ordinal) == true;

    /// <summary>Why a file could not be read or written, in few words and without its name.</summary>
    public static string Reason(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or folder",
        PathTooLongException => "the path is too long",
        InvalidDataException => "the compressed data are damaged",
        _ when IsNoSpace(failure) => "no space is left on the device",
        _ => Number(failure) switch
        {
            NoEntry => "there is no such file or folder",
            AccessDenied => "access is denied",
            IsDirectory => "it is a folder",
            ReadOnlyFileSystem => "the file system is read-only",
            _ when failure is UnauthorizedAccessException => "access is denied",
            _ => failure.Message,
        },
    };

    /// <summary>Whether a write failed because its reader has gone away.</summary>
    public static bool IsBrokenPipe(IOException failure) =>
        OperatingSystem.IsWindows() ? Number(failure) is WindowsBrokenPipe or WindowsPipeClosing : Number(failure) == BrokenPipe;

    /// <summary>Whether a write failed because the device is full.</summary>
    public static bool IsNoSpace(Exception failure) =>
        OperatingSystem.IsWindows() ? Number(failure) is WindowsDiskFull or WindowsHandleDiskFull : Number(failure) == NoSpace;

    /// <summary>The system's number of an error: errno on Unix, where .NET keeps it in the HRESULT, the Win32 code on Windows.</summary>
    private static int Number(Exception failure) => failure switch
    {
        Win32Exception system => system.NativeErrorCode,
        _ when OperatingSystem.IsWindows() => failure.HResult & 0xFFFF,
        _ when failure.InnerException is { HResult: > 0 and < 256 } inner => inner.HResult,
        _ => failure.HResult,
    };
}
