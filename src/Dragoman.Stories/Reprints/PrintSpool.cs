using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Dragoman.Stories.Reprints;

/// <summary>
/// What is kept of every text for comparing: its words as numbers and what decides about origin. The newest lie in memory, the others in a
/// temporary file that disappears with the program; in memory each text costs four bytes.
/// </summary>
internal sealed class PrintSpool : IDisposable
{
    private const int Unit = 16;
    private const int PageBytes = 1 << 20;

    private readonly string? _folder;
    private readonly List<uint> _starts = [];
    private byte[] _page = new byte[1 << 16];
    private int _inPage;
    private long _written;
    private FileStream? _file;

    /// <summary>Makes a spool.</summary>
    /// <param name="folder">Where the temporary file goes; null for the system's folder.</param>
    public PrintSpool(string? folder) => _folder = folder;

    /// <summary>Number of texts.</summary>
    public int Count => _starts.Count;

    /// <summary>Bytes in memory.</summary>
    public long Bytes => _page.Length + (_starts.Capacity * 4L);

    /// <summary>Keeps a text.</summary>
    /// <param name="about">What is known of it.</param>
    /// <param name="words">Number of words.</param>
    /// <param name="print">Words and marks.</param>
    /// <returns>Its number: 0, 1, 2 …</returns>
    /// <exception cref="IOException">The temporary file cannot be written.</exception>
    public int Add(StoryDocument about, int words, ReadOnlySpan<ushort> print)
    {
        var id = Encoding.UTF8.GetByteCount(about.Id);
        var publisher = Size(about.Publisher);
        var origin = Size(about.OriginPublisher);
        var size = 32 + id + publisher + origin + (print.Length * 2);
        size = (size + Unit - 1) / Unit * Unit;
        var target = Reserve(size);
        target.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(target, size);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], words);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], print.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(target[12..], (ushort)id);
        BinaryPrimitives.WriteUInt16LittleEndian(target[14..], (ushort)publisher);
        BinaryPrimitives.WriteUInt16LittleEndian(target[16..], (ushort)origin);
        target[18] = about.IsAgency ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(target[20..], about.Published?.Ticks ?? 0);
        var rest = target[32..];
        MemoryMarshal.AsBytes(print).CopyTo(rest);
        rest = rest[(print.Length * 2)..];
        Encoding.UTF8.GetBytes(about.Id, rest);
        if (about.Publisher is not null) Encoding.UTF8.GetBytes(about.Publisher.AsSpan(0, Math.Min(about.Publisher.Length, 200)), rest[id..]);
        if (about.OriginPublisher is not null)
            Encoding.UTF8.GetBytes(about.OriginPublisher.AsSpan(0, Math.Min(about.OriginPublisher.Length, 200)), rest[(id + publisher)..]);
        return _starts.Count - 1;
    }

    /// <summary>Reads a text again.</summary>
    /// <param name="text">Its number.</param>
    /// <param name="print">Takes words and marks; null where only what is known about it is wanted.</param>
    /// <param name="words">Number of words.</param>
    public StoryDocument Read(int text, PrintBuffer? print, out int words)
    {
        var start = _starts[text] * (long)Unit;
        Span<byte> head = stackalloc byte[32];
        Fetch(start, head);
        var size = BinaryPrimitives.ReadInt32LittleEndian(head);
        words = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
        var items = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        var (id, publisher, origin) = (
            BinaryPrimitives.ReadUInt16LittleEndian(head[12..]),
            BinaryPrimitives.ReadUInt16LittleEndian(head[14..]),
            BinaryPrimitives.ReadUInt16LittleEndian(head[16..]));
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(head[20..]);
        if (print is not null) Fetch(start + 32, MemoryMarshal.AsBytes(print.Fill(items)));
        var names = new byte[id + publisher + origin];
        Fetch(start + 32 + (items * 2L), names);
        _ = size;
        return new StoryDocument
        {
            Id = Encoding.UTF8.GetString(names, 0, id),
            Publisher = publisher == 0 ? null : Encoding.UTF8.GetString(names, id, publisher),
            OriginPublisher = origin == 0 ? null : Encoding.UTF8.GetString(names, id + publisher, origin),
            IsAgency = head[18] != 0,
            Published = ticks == 0 ? null : new DateTime(ticks, DateTimeKind.Utc),
            Text = "",
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static int Size(string? name) => name is null ? 0 : Encoding.UTF8.GetByteCount(name.AsSpan(0, Math.Min(name.Length, 200)));

    private Span<byte> Reserve(int size)
    {
        if (_inPage > 0 && _inPage + size > PageBytes) Flush();
        if (_page.Length < _inPage + size) Array.Resize(ref _page, Math.Max(_inPage + size, Math.Min(PageBytes, _page.Length * 2)));
        _starts.Add(checked((uint)((_written + _inPage) / Unit)));
        var target = _page.AsSpan(_inPage, size);
        _inPage += size;
        return target;
    }

    private void Flush()
    {
        _file ??= new FileStream(
            Path.Combine(_folder ?? Path.GetTempPath(), $"dragoman-{Guid.NewGuid():N}.prints"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                BufferSize = 0,
                Options = FileOptions.DeleteOnClose | FileOptions.RandomAccess,
            });
        RandomAccess.Write(_file.SafeFileHandle, _page.AsSpan(0, _inPage), _written);
        _written += _inPage;
        _inPage = 0;
    }

    private void Fetch(long start, Span<byte> target)
    {
        if (start >= _written)
        {
            _page.AsSpan((int)(start - _written), target.Length).CopyTo(target);
            return;
        }

        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(_file!.SafeFileHandle, target, start);
            if (read == 0) throw new EndOfStreamException("the temporary file of texts is shorter than it was written");
            target = target[read..];
            start += read;
        }
    }
}
