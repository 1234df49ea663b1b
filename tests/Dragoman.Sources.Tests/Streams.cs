using Dragoman.Sources;

namespace Dragoman.Tests;

/// <summary>Gives its bytes a few at a time, and then ends or fails.</summary>
internal sealed class ChunkedStream(byte[] bytes, int chunk, bool fails = false) : ForwardStream
{
    private int at;

    public override int Read(Span<byte> buffer)
    {
        var read = Math.Min(Math.Min(chunk, buffer.Length), bytes.Length - at);
        if (read == 0 && fails) throw new IOException("the disk says no");
        bytes.AsSpan(at, read).CopyTo(buffer);
        at += read;
        return read;
    }
}

/// <summary>One line without end.</summary>
internal sealed class EndlessStream(long length) : ForwardStream
{
    private long left = length;

    public override int Read(Span<byte> buffer)
    {
        var read = (int)Math.Min(left, buffer.Length);
        buffer[..read].Fill((byte)'x');
        left -= read;
        return read;
    }
}
