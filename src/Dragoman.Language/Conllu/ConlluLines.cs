namespace Dragoman.Language;

/// <summary>
/// The lines of a text with a bound on their length: a longer one is cut there, flagged, and the rest of it passed over.
/// </summary>
internal sealed class ConlluLines(TextReader input, int maxLength)
{
    private readonly char[] _buffer = new char[16 * 1024];
    private char[] _line = new char[1024];
    private int _position;
    private int _filled;
    private bool _started;

    /// <summary>Number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the line read last was longer than the bound.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Whether the line read last was empty, or none has been read.</summary>
    public bool AtBlank { get; private set; } = true;

    /// <summary>Reads the next line, without its end (LF or CRLF). The characters are valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        var length = 0;
        TooLong = false;
        line = default;
        if (_position == _filled && !Fill())
        {
            AtBlank = true;
            return false;
        }

        while (_position < _filled || Fill())
        {
            var available = _buffer.AsSpan(_position, _filled - _position);
            var end = available.IndexOf('\n');
            var piece = end < 0 ? available : available[..end];
            _position += piece.Length + (end < 0 ? 0 : 1);
            if (length + piece.Length > maxLength)
            {
                TooLong = true;
                piece = piece[..(maxLength - length)];
            }

            if (length + piece.Length > _line.Length) Array.Resize(ref _line, Math.Min(maxLength, Math.Max(_line.Length * 2, length + piece.Length)));
            piece.CopyTo(_line.AsSpan(length));
            length += piece.Length;
            if (end >= 0) break;
        }

        Number++;
        var read = _line.AsSpan(0, length);
        if (read.EndsWith('\r')) read = read[..^1];
        if (!_started && read.StartsWith('\uFEFF')) read = read[1..];
        _started = true;
        AtBlank = read.IndexOfAnyExcept(' ', '\t') < 0;
        line = read;
        return true;
    }

    private bool Fill()
    {
        _position = 0;
        _filled = input.Read(_buffer, 0, _buffer.Length);
        return _filled > 0;
    }
}
