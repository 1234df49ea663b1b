using System.IO.Compression;

namespace Dragoman.Cli.Hosting;

/// <summary>
/// Where a command's data go: standard output, or a file that is written under a temporary name in its own folder and takes
/// its name when it is whole. Bytes are gathered and leave with <see cref="Flush"/> or when 64 KiB have come together.
/// </summary>
internal sealed class OutputTarget : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly Stream _stream;
    private readonly FileStream? _file;
    private readonly string? _temporary;
    private readonly string? _destination;
    private readonly string _name;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _buffered;
    private bool _completed;
    private bool _disposed;

    private OutputTarget(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
    }

    private OutputTarget(FileStream file, string destination, string? temporary)
    {
        _file = file;
        _stream = IsCompressed(destination) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        _name = destination;
        _destination = destination;
        _temporary = temporary;
    }

    /// <summary>True where data go to standard output.</summary>
    public bool IsStandardOutput => _file is null;

    /// <summary>True for a file that takes its name when it is whole; false for standard output, devices and pipes.</summary>
    public bool IsFile => _temporary is not null;

    /// <summary>Opens the target.</summary>
    /// <param name="path">A file, <c>.gz</c> to compress it; null or <c>-</c> for standard output.</param>
    /// <exception cref="CommandException">The file cannot be made; the message names it and says why.</exception>
    public static OutputTarget Open(string? path)
    {
        if (path is null or "-") return new OutputTarget(StandardOutput.Open(), "standard output");
        try
        {
            // A device or a pipe has no other name to be written under, and must not be replaced by a file.
            if (OpenSpecial(path) is { } special) return new OutputTarget(special, path, null);

            var destination = RealPath(path);
            if (Directory.Exists(destination)) throw new CommandException($"{path}: cannot be written: it is a folder");
            var folder = Path.GetDirectoryName(destination)!;
            var temporary = Path.Combine(folder, $".{Path.GetFileName(destination)}.{Guid.NewGuid():N}.part");
            var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0);
            return new OutputTarget(file, destination, temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandException($"{path}: cannot be written: {Failures.Reason(failure)}", failure);
        }
    }

    /// <summary>Takes bytes to be written.</summary>
    /// <exception cref="ClosedOutputException">Nobody reads standard output any more.</exception>
    /// <exception cref="CommandException">They cannot be written; the message says why.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_buffered + bytes.Length > BufferSize) FlushBuffer();
        if (bytes.Length >= BufferSize)
        {
            WriteThrough(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += bytes.Length;
    }

    /// <summary>Hands what has gathered to the system, so that a reader sees it.</summary>
    /// <exception cref="ClosedOutputException">Nobody reads standard output any more.</exception>
    /// <exception cref="CommandException">It cannot be written; the message says why.</exception>
    public void Flush()
    {
        FlushBuffer();
        Guarded(static target => target._stream.Flush());
    }

    /// <summary>Ends the output: a file gets its name, and replaces one that had it.</summary>
    /// <exception cref="ClosedOutputException">Nobody reads standard output any more.</exception>
    /// <exception cref="CommandException">It cannot be written to its end; the message says why.</exception>
    public void Complete()
    {
        FlushBuffer();
        Guarded(static target =>
        {
            target._stream.Flush();
            if (target._file is null) return;
            if (!ReferenceEquals(target._stream, target._file))
            {
                // The end of compressed data is written when their stream is closed, and with it the file below.
                target._stream.Dispose();
            }
            else
            {
                if (target._temporary is not null) target._file.Flush(flushToDisk: true);
                target._file.Dispose();
            }

            if (target._temporary is not null) File.Move(target._temporary, target._destination!, overwrite: true);
        });
        _completed = true;
    }

    /// <summary>Ends the output; a file that was not completed leaves nothing behind.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        if (_completed || _file is null) return;
        try
        {
            _file.Dispose();
            if (_temporary is not null) File.Delete(_temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to report; the system may refuse both for the same reason.
        }
    }

    private static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        // To resolve a path that is no link is an error where nothing is there yet, as it usually is.
        return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
    }

    private static FileStream? OpenSpecial(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path)) return null;
        var full = Path.GetFullPath(path);
        var stream = new FileStream(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        if (!stream.CanSeek || full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal))
            return stream;
        stream.Dispose();
        return null;
    }

    private void FlushBuffer()
    {
        if (_buffered == 0) return;
        var count = _buffered;
        _buffered = 0;
        WriteThrough(_buffer.AsSpan(0, count));
    }

    private void WriteThrough(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Translated(failure);
        }
    }

    private void Guarded(Action<OutputTarget> action)
    {
        try
        {
            action(this);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Translated(failure);
        }
    }

    private Exception Translated(Exception failure) =>
        failure is IOException pipe && Failures.IsBrokenPipe(pipe)
            ? new ClosedOutputException(failure)
            : new CommandException($"{_name}: cannot be written: {Failures.Reason(failure)}", failure);
}
