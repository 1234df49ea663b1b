using Microsoft.Win32.SafeHandles;

namespace Dragoman.Cli.Hosting;

/// <summary>Standard output as bytes, unbuffered, where a reader that has gone away is noticed.</summary>
internal static class StandardOutput
{
    /// <summary>Opens it.</summary>
    /// <returns>A stream of which each write is one system call.</returns>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows()) return Console.OpenStandardOutput();

        // The console's own stream goes on in silence when a pipe is closed, and a stream of a million documents would be read
        // for nobody; so a pipe is written as a file. A real file must not be: it would be written at offsets of our own
        // counting, and what the shell writes behind it ({ dragoman …; date; } > out) would land on top.
        var handle = new SafeFileHandle(1, ownsHandle: false);
        if (handle.IsInvalid) return Stream.Null;
        try
        {
            var file = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            return file.CanSeek ? Console.OpenStandardOutput() : file;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Console.OpenStandardOutput();
        }
    }
}
