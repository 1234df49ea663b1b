using System.Diagnostics.CodeAnalysis;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>
/// Lines of a stream, as bytes without their line end (LF or CR LF). A line longer than the limit is skipped and reported, so
/// that memory stays bounded whatever comes. A byte order mark in front of the first line is left out. Not thread-safe.
/// </summary>
public sealed class BoundedLineReader : IDisposable
{
    private const int FirstBuffer = 64 * 1024;

    private readonly Stream stream;
    private readonly int maxBytes;
    private byte[] buffer;
    private int start;
    private int end;
    private bool ended;

    /// <summary>Reads lines of a stream, which is disposed of with the reader.</summary>
    /// <param name="stream">The bytes; read forward only.</param>
    /// <param name="maxBytes">Longest line, in bytes without its end; 1 or more, default <see cref="Limits.LineBytes"/>.</param>
    public BoundedLineReader(Stream stream, int maxBytes = Limits.LineBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        this.stream = stream;
        this.maxBytes = maxBytes;
        buffer = new byte[Math.Min(FirstBuffer, maxBytes + 2)];
    }

    /// <summary>Number of the line that was read last, 1 the first; 0 before.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line, valid until the next call; empty for a line that was too long.</param>
    /// <param name="tooLong">True where the line was longer than the limit and has been skipped.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="InputException">A single line goes on beyond <see cref="SourceLimits.SkippedBytes"/>: too-large.</exception>
    public bool TryReadLine(out ReadOnlyMemory<byte> line, out bool tooLong, CancellationToken ct)
    {
        tooLong = false;
        var searched = start;
        while (true)
        {
            var newline = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var length = searched + newline - start;
                line = Take(length, length + 1, out tooLong);
                return true;
            }

            searched = end;
            if (ended)
            {
                line = default;
                if (start == end) return false;
                line = Take(end - start, end - start, out tooLong);
                return true;
            }

            // One byte over the limit may still be the carriage return of a line that fits.
            if (end - start > maxBytes + 1)
            {
                Skip(ct);
                LineNumber++;
                tooLong = true;
                line = default;
                return true;
            }

            Fill(ref searched, ct);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private ReadOnlyMemory<byte> Take(int length, int consumed, out bool tooLong)
    {
        var from = start;
        start += consumed;
        LineNumber++;
        if (length > 0 && buffer[from + length - 1] == '\r') length--;
        if (LineNumber == 1 && buffer.AsSpan(from, length).StartsWith("\uFEFF"u8))
        {
            from += 3;
            length -= 3;
        }

        tooLong = length > maxBytes;
        return tooLong ? default : buffer.AsMemory(from, length);
    }

    private void Fill(ref int searched, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (start > 0 && end == buffer.Length)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            searched -= start;
            end -= start;
            start = 0;
        }

        if (end == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, maxBytes + 2L));
        var read = stream.Read(buffer, end, buffer.Length - end);
        ended = read == 0;
        end += read;
    }

    private void Skip(CancellationToken ct)
    {
        long skipped = end - start;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            start = 0;
            end = stream.Read(buffer, 0, buffer.Length);
            if (end == 0)
            {
                ended = true;
                return;
            }

            var newline = buffer.AsSpan(0, end).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                start = newline + 1;
                return;
            }

            skipped += end;
            if (skipped > SourceLimits.SkippedBytes) ThrowEndless(LineNumber + 1);
        }
    }

    [DoesNotReturn]
    private static void ThrowEndless(long line) => throw new InputException(
        ErrorCodes.TooLarge,
        $"line {line} does not end within {SourceLimits.SkippedBytes:N0} bytes; the rest of the file is not read");
}
