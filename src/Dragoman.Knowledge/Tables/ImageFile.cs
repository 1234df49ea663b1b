using System.Runtime.InteropServices;

namespace Dragoman.Knowledge.Tables;

/// <summary>
/// A file of numbered sections that is used where it lies, without being read first: <c>magic, version, count, (offset, length)…</c>, then the
/// sections, each at a multiple of 8. Numbers are little-endian.
/// </summary>
internal static class ImageFile
{
    private const int Alignment = 8;

    /// <summary>Writes a file.</summary>
    public static byte[] Write(uint magic, int version, params ReadOnlySpan<byte[]> sections)
    {
        var offset = Align(12 + (8 * sections.Length));
        var total = offset;
        foreach (var section in sections)
            total = Align(total + section.Length);
        var file = new byte[total];
        var header = MemoryMarshal.Cast<byte, uint>(file.AsSpan(0, 12 + (8 * sections.Length)));
        header[0] = magic;
        header[1] = (uint)version;
        header[2] = (uint)sections.Length;
        for (var i = 0; i < sections.Length; i++)
        {
            header[3 + (2 * i)] = (uint)offset;
            header[4 + (2 * i)] = (uint)sections[i].Length;
            sections[i].CopyTo(file.AsSpan(offset));
            offset = Align(offset + sections[i].Length);
        }

        return file;
    }

    /// <summary>Bytes of an array of numbers.</summary>
    public static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();

    /// <summary>Checks a file and gives where its sections lie.</summary>
    /// <exception cref="InvalidDataException">It is not such a file, of another version, or damaged.</exception>
    public static (int Offset, int Length)[] Open(ReadOnlySpan<byte> file, uint magic, int version, int sections, string name)
    {
        if (!BitConverter.IsLittleEndian)
            throw new InvalidDataException($"{name}: this machine keeps its numbers in the other byte order, which the compiled tables do not serve");
        var header = MemoryMarshal.Cast<byte, uint>(file[..Math.Min(file.Length & ~3, 12 + (8 * sections))]);
        if (header.Length < 3 + (2 * sections) || header[0] != magic || header[1] != (uint)version || header[2] != (uint)sections)
            throw new InvalidDataException($"{name}: not a compiled table of version {version}; build again");
        var places = new (int, int)[sections];
        for (var i = 0; i < sections; i++)
        {
            long offset = header[3 + (2 * i)], length = header[4 + (2 * i)];
            if (offset % Alignment != 0 || offset + length > file.Length)
                throw new InvalidDataException($"{name}: the compiled table is damaged; build again");
            places[i] = ((int)offset, (int)length);
        }

        return places;
    }

    private static int Align(int offset) => (offset + Alignment - 1) & ~(Alignment - 1);
}
