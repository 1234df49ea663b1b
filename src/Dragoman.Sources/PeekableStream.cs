namespace Dragoman.Sources;

/// <summary>A forward stream whose beginning can be looked at before it is read, and that counts what was taken from below.</summary>
internal sealed class PeekableStream(Stream inner, bool leaveOpen = false) : ForwardStream
{
    private byte[] ahead = [];
    private int start;
    private int end;
    private bool ended;
    private System.Runtime.ExceptionServices.ExceptionDispatchInfo? damage;

    /// <summary>Bytes taken from the stream below.</summary>
    public long BytesTaken { get; private set; }

    /// <summary>What has been looked at and not read yet.</summary>
    public ReadOnlySpan<byte> Ahead => ahead.AsSpan(start, end - start);

    /// <summary>Looks further ahead by what the stream below gives at once; false at its end or at the limit.</summary>
    public bool LookFurther(int limit)
    {
        if (ended || damage is not null || end - start >= limit) return false;
        if (ahead.Length == 0) ahead = new byte[limit];
        int read;
        try
        {
            read = inner.Read(ahead, end, ahead.Length - end);
        }
        catch (InvalidDataException damaged) when (end > start)
        {
            // What stands in front of the damage is read first.
            damage = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(damaged);
            return false;
        }

        BytesTaken += read;
        end += read;
        ended = read == 0;
        return !ended;
    }

    public override int Read(Span<byte> buffer)
    {
        if (start < end)
        {
            var taken = Math.Min(buffer.Length, end - start);
            ahead.AsSpan(start, taken).CopyTo(buffer);
            start += taken;
            if (start == end) ahead = [];
            if (ahead.Length == 0) start = end = 0;
            return taken;
        }

        if (damage is { } held)
        {
            damage = null;
            held.Throw();
        }

        if (ended) return 0;
        var read = inner.Read(buffer);
        BytesTaken += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen) inner.Dispose();
        base.Dispose(disposing);
    }
}
