namespace Dragoman.Store;

/// <summary>A file of another data set that is being read: lines in, batches of events out.</summary>
internal sealed class ForeignFile : IDisposable
{
    private const int BatchRows = 20_000;
    private const int BufferBytes = 256 * 1024;
    private const int LongestLine = 1024 * 1024;

    private readonly Stream _stream;
    private readonly Action<long, string>? _damaged;
    private readonly TextPool _pool = new();
    private readonly ForeignFormat _format;
    private byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private long _line;
    private long _failed;

    private ForeignFile(Stream stream, ForeignFormat format, byte[] ahead, int length, Action<long, string>? damaged)
    {
        _stream = stream;
        _format = format;
        _damaged = damaged;
        _buffer = ahead;
        _end = length;
    }

    /// <summary>The data set.</summary>
    public string Origin => _format.Origin;

    /// <summary>Lines that could not be read so far.</summary>
    public long Damaged => Interlocked.Read(ref _failed);

    /// <summary>Looks at the first line; null where it is of none of the data sets.</summary>
    /// <exception cref="InvalidDataException">It is of one, and columns are missing that every row needs.</exception>
    public static ForeignFile? Open(Stream stream, Action<long, string>? damaged)
    {
        var ahead = new byte[BufferBytes];
        var length = stream.ReadAtLeast(ahead, 64 * 1024, throwOnEndOfStream: false);
        var first = ahead.AsSpan(0, length);
        var newline = first.IndexOf((byte)'\n');
        if (newline >= 0) first = first[..newline];
        first = first.TrimEnd((byte)'\r');
        foreach (var kind in ForeignFormat.All)
        {
            if (!kind.Recognizes(first)) continue;
            var file = new ForeignFile(stream, (ForeignFormat)Activator.CreateInstance(kind.GetType())!, ahead, length, damaged);
            if (!file._format.HasHeader) return file;
            if (file._format.ReadHeader(first, file._pool) is { } reason) throw new InvalidDataException(reason);
            file._start = newline < 0 ? length : newline + 1;
            file._line = 1;
            return file;
        }

        return null;
    }

    /// <summary>The events, in the order of the lines.</summary>
    /// <exception cref="InvalidDataException">A line is too long to be one.</exception>
    public IEnumerable<List<ForeignEvent>> Batches(CancellationToken cancellationToken)
    {
        var batch = new List<ForeignEvent>(BatchRows);
        while (NextLine(out var start, out var length))
        {
            if (Read(start, length) is { } item) batch.Add(item);
            if (batch.Count < BatchRows) continue;
            cancellationToken.ThrowIfCancellationRequested();
            yield return batch;
            batch = new List<ForeignEvent>(BatchRows);
        }

        if (batch.Count > 0 || _line <= 1 || _failed > 0) yield return batch;
    }

    public void Dispose() => _buffer = [];

    private ForeignEvent? Read(int start, int length)
    {
        var line = _buffer.AsSpan(start, length).TrimEnd((byte)'\r');
        if (line.IsEmpty) return null;
        var item = _format.Read(line, _pool, out var reason);
        if (item is not null) return item;
        Interlocked.Increment(ref _failed);
        _damaged?.Invoke(_line, reason!);
        return null;
    }

    private bool NextLine(out int start, out int length)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                (start, length) = (_start, searched + at);
                _start += length + 1;
                _line++;
                return true;
            }

            searched = _end - _start;
            if (searched >= LongestLine) throw new InvalidDataException($"line {_line + 1} is longer than {LongestLine:N0} bytes: this is no such file");
            if (!Fill())
            {
                (start, length) = (_start, searched);
                _start = _end;
                if (searched > 0) _line++;
                return searched > 0;
            }
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
