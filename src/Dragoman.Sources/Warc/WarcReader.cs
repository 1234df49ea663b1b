using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>
/// Records of a WARC or WET archive, one after the other. What is damaged is given out as a record with a
/// <see cref="WarcRecord.Damage"/>, and reading goes on at the next whole one. Memory: one buffer and one block. Not thread-safe.
/// </summary>
public sealed class WarcReader
{
    private const int BufferBytes = 256 * 1024;
    /// <summary>Members that unpack too far before the archive is given up: skipping one costs up to <see cref="UnpackingRatio.FreeBytes"/> of unpacking.</summary>
    private const int MostRefused = 10;
    private const int LongestHeader = 64 * 1024;

    private readonly Stream stream;
    private readonly GzipInput? gzip;
    private readonly long startedAt;
    private readonly int maxBlock;
    private readonly WarcRecord record = new();
    private byte[] buffer = new byte[BufferBytes];
    private byte[] block = new byte[BufferBytes];
    private int start;
    private int end;
    private long position;
    private bool ended;
    private int refused;
    private string? readFailure;
    private string readFailureCode = ErrorCodes.InvalidArchive;

    internal WarcReader(Stream stream, GzipInput? gzip, long startedAt, int maxBlock = Limits.DocumentBytes)
    {
        this.stream = stream;
        this.gzip = gzip;
        this.startedAt = startedAt;
        this.maxBlock = maxBlock;
    }

    /// <summary>Which records' blocks are wanted, by type and date; those of others are skipped without being copied. Default all.</summary>
    public Func<WarcRecord, bool> Wants { get; init; } = static _ => true;

    /// <summary>Bytes of the file, as it lies on disk, in front of the next record. Reads on to where it begins.</summary>
    public long NextOffset()
    {
        SkipBlankLines();
        return start == end && ended ? startedAt + (gzip?.PackedEnd ?? position) : Packed(position);
    }

    /// <summary>Opens an archive, compressed or not, at the beginning or at the offset of a record.</summary>
    /// <param name="file">The bytes; must be able to seek where an offset is given. Disposed of by the caller.</param>
    /// <param name="offset">A <see cref="WarcRecord.Offset"/>, or 0.</param>
    public static WarcReader Open(Stream file, long offset = 0)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset > 0) file.Seek(offset, SeekOrigin.Begin);
        var raw = new PeekableStream(file, leaveOpen: true);
        while (raw.Ahead.Length < 2 && raw.LookFurther(BufferBytes))
        {
            // A pipe may hand over one byte at a time.
        }

        if (raw.Ahead is not [0x1F, 0x8B, ..]) return new WarcReader(raw, null, offset);
        var gzip = new GzipInput(raw);
        return new WarcReader(gzip, gzip, offset);
    }

    /// <summary>Reads the next record; null at the end. The same object is filled again each time.</summary>
    /// <param name="ct">Ends the reading, by an exception.</param>
    public WarcRecord? Read(CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        SkipBlankLines();
        Reset();
        if (!Ensure(5)) return End();
        if (!buffer.AsSpan(start, 5).SequenceEqual("WARC/"u8)) return Damaged("no record begins here", ct);
        var header = Header();
        if (header <= 0) return Damaged("the header of the record does not end", ct, skip: 5);
        if (!Parse(buffer.AsSpan(start, header), out var length)) return Damaged("the record does not state its length", ct, skip: header);
        record.Length = length;
        Take(header);
        var wanted = length <= maxBlock && Wants(record);
        if (wanted && block.Length < length) block = new byte[(int)Math.Min(maxBlock, Math.Max(length, 2L * block.Length))];
        var copied = Copy(length, wanted, ct);
        if (copied < length)
        {
            SetFailure("the record is cut off");
            return record;
        }

        if (wanted)
        {
            record.Block = block.AsMemory(0, (int)length);
            CheckLength((int)length);
        }

        return record;
    }

    private void Reset()
    {
        record.Offset = Packed(position);
        record.Type = "";
        record.Url = record.ContentType = record.Damage = null;
        record.Date = null;
        record.DamageCode = ErrorCodes.InvalidArchive;
        record.Length = 0;
        record.Block = default;
    }

    /// <summary>Names why the compressed data ended, or where they did not end too soon, what that means for the record.</summary>
    private void SetFailure(string otherwise)
    {
        if (readFailure is not null) record.DamageCode = readFailureCode;
        record.Damage = readFailure ?? otherwise;
        readFailure = null;
    }

    private long Packed(long unpacked) => startedAt + (gzip?.MemberOf(unpacked) ?? unpacked);

    private WarcRecord? End()
    {
        if (readFailure is null && start == end) return null;
        SetFailure("the archive ends within a record");
        Take(end - start);
        return record;
    }

    /// <summary>A stated length that is too long swallows the next record: then that one is read again from where it begins.</summary>
    private void CheckLength(int length)
    {
        if (!Ensure(4) || buffer.AsSpan(start, 4).SequenceEqual("\r\n\r\n"u8) || (buffer[start] == '\n' && buffer[start + 1] == '\n')) return;
        var at = block.AsSpan(0, length).IndexOf("\r\n\r\nWARC/1."u8);
        if (at < 0) return;
        record.Damage = "the record states a length that is not its own";
        record.Block = default;
        var rest = block.AsSpan(at + 4, length - at - 4);
        var joined = new byte[Math.Max(BufferBytes, rest.Length + (end - start))];
        rest.CopyTo(joined);
        buffer.AsSpan(start, end - start).CopyTo(joined.AsSpan(rest.Length));
        position -= rest.Length;
        end = rest.Length + (end - start);
        start = 0;
        buffer = joined;
    }

    /// <summary>Gives out what is wrong, and goes on at the next line that begins a record.</summary>
    private WarcRecord Damaged(string reason, CancellationToken ct, int skip = 1)
    {
        record.Damage = reason;
        Take(Math.Min(skip, end - start));
        long skipped = 0;
        while (skipped < SourceLimits.ResyncBytes)
        {
            ct.ThrowIfCancellationRequested();
            var at = buffer.AsSpan(start, end - start).IndexOf("\nWARC/"u8);
            if (at >= 0)
            {
                Take(at + 1);
                return record;
            }

            // The five last bytes may begin a mark that goes on behind them.
            var drop = Math.Max(0, end - start - 5);
            Take(drop);
            skipped += drop;
            if (gzip is not null && start < end && gzip.BeginsMember(position) && buffer.AsSpan(start, end - start).StartsWith("WARC/"u8)) return record;
            if (!Fill()) break;
        }

        Take(end - start);
        return record;
    }

    private void SkipBlankLines()
    {
        while (true)
        {
            while (start < end && buffer[start] is (byte)'\r' or (byte)'\n') Take(1);
            if (start < end || !Fill()) return;
        }
    }

    /// <summary>Length of the header with its blank line; 0 where it does not end within the limit.</summary>
    private int Header()
    {
        while (true)
        {
            var head = buffer.AsSpan(start, Math.Min(end - start, LongestHeader));
            var crlf = head.IndexOf("\r\n\r\n"u8);
            if (crlf >= 0) return crlf + 4;
            var lf = head.IndexOf("\n\n"u8);
            if (lf >= 0) return lf + 2;
            if (head.Length == LongestHeader || !Fill()) return 0;
        }
    }

    private bool Parse(ReadOnlySpan<byte> header, out long length)
    {
        length = -1;
        foreach (var range in header.Split((byte)'\n'))
        {
            var line = header[range];
            var colon = line.IndexOf((byte)':');
            if (colon <= 0) continue;
            var name = line[..colon];
            var value = line[(colon + 1)..].Trim(" \t\r"u8);
            if (Ascii.EqualsIgnoreCase(name, "content-length"u8)) length = Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length && number >= 0 ? number : -1;
            else if (Ascii.EqualsIgnoreCase(name, "warc-type"u8)) record.Type = TypeOf(value);
            else if (Ascii.EqualsIgnoreCase(name, "warc-target-uri"u8)) record.Url = Encoding.UTF8.GetString(value.Trim("<>"u8));
            else if (Ascii.EqualsIgnoreCase(name, "content-type"u8)) record.ContentType = Encoding.UTF8.GetString(value);
            else if (Ascii.EqualsIgnoreCase(name, "warc-date"u8)) record.Date = DateOf(value);
        }

        return length >= 0;
    }

    private static string TypeOf(ReadOnlySpan<byte> value) => value switch
    {
        _ when value.SequenceEqual("response"u8) => "response",
        _ when value.SequenceEqual("request"u8) => "request",
        _ when value.SequenceEqual("metadata"u8) => "metadata",
        _ when value.SequenceEqual("conversion"u8) => "conversion",
        _ when value.SequenceEqual("resource"u8) => "resource",
        _ => Encoding.UTF8.GetString(value[..Math.Min(value.Length, 40)]).ToLowerInvariant(),
    };

    private static DateTimeOffset? DateOf(ReadOnlySpan<byte> value) =>
        DateTimeOffset.TryParse(Encoding.ASCII.GetString(value[..Math.Min(value.Length, 40)]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;

    private long Copy(long length, bool wanted, CancellationToken ct)
    {
        long copied = 0;
        while (copied < length)
        {
            ct.ThrowIfCancellationRequested();
            if (start == end && !Fill()) break;
            var piece = (int)Math.Min(length - copied, end - start);
            if (wanted) buffer.AsSpan(start, piece).CopyTo(block.AsSpan((int)copied));
            Take(piece);
            copied += piece;
        }

        return copied;
    }

    private bool Ensure(int bytes)
    {
        while (end - start < bytes)
        {
            if (!Fill()) return false;
        }

        return true;
    }

    private void Take(int bytes)
    {
        start += bytes;
        position += bytes;
    }

    /// <summary>Reads on. A damaged member of a compressed archive ends here and is named; the next one is read on.</summary>
    private bool Fill()
    {
        if (ended || readFailure is not null) return false;
        if (start > 0 && (start == end || end == buffer.Length))
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
        try
        {
            var read = stream.Read(buffer, end, buffer.Length - end);
            ended = read == 0;
            end += read;
            return !ended;
        }
        catch (InvalidDataException) when (gzip is not null)
        {
            ended = !gzip.TrySkipMember();
            readFailure = "the compressed data of the record are damaged";
            readFailureCode = ErrorCodes.InvalidArchive;
            return false;
        }
        catch (InputException bomb) when (gzip is not null && bomb.Code == ErrorCodes.CompressionBomb)
        {
            ended = ++refused == MostRefused || !gzip.TrySkipMember();
            readFailure = ended ? bomb.Message + "; the archive is given up" : bomb.Message;
            readFailureCode = bomb.Code;
            return false;
        }
    }
}
