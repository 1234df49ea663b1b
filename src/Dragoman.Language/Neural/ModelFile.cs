using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Dragoman.Language.Neural;

/// <summary>
/// The file of a language model: a header (magic, format version, oldest reader, number of sections, length), a list of tagged sections,
/// the sections, and a SHA-256 over everything before it. Drawn in <c>models/README.md</c>. Equal models give equal bytes.
/// </summary>
public static class ModelFile
{
    /// <summary>The format that this version writes, and the newest that it reads.</summary>
    public const int Version = 2;

    /// <summary>Longest file that is read, in bytes: 256 MiB.</summary>
    public const int MaxBytes = 256 * 1024 * 1024;

    internal const int MaxItems = 4 * 1024 * 1024;
    private const int OldestReader = 2;
    private const int HeaderBytes = 24;
    private const int EntryBytes = 24;
    private const int HashBytes = 32;
    private const int MaxSections = 64;
    private const string Damaged = "The model's checksum differs: it is damaged. Copy it again.";
    private static ReadOnlySpan<byte> Magic => "DRAGOLM\n"u8;

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">The file is no model, damaged, cut off, or made for a newer version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LanguageModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var length = file.Length;
        if (length > MaxBytes) throw new ModelFormatException($"The model has {length} bytes; more than {MaxBytes} are not read.");
        var bytes = GC.AllocateUninitializedArray<byte>((int)length);
        file.ReadExactly(bytes);
        return ReadTogether(bytes);
    }

    /// <summary>Reads a model from memory.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <exception cref="ModelFormatException">The bytes are no model, damaged, cut off, or made for a newer version.</exception>
    public static LanguageModel Read(ReadOnlySpan<byte> bytes) => ReadTogether(bytes.ToArray());

    /// <summary>Reads a model: the checksum and the largest sections at the same time.</summary>
    /// <param name="bytes">The file's content; nobody may change it meanwhile.</param>
    /// <exception cref="ModelFormatException">The bytes are no model, damaged, cut off, or made for a newer version.</exception>
    internal static LanguageModel ReadTogether(byte[] bytes)
    {
        var count = Header(bytes);
        var intact = Task.Run(() => SHA256.HashData(bytes.AsSpan(..^HashBytes)).AsSpan().SequenceEqual(bytes.AsSpan(^HashBytes..)));
        try
        {
            var model = ModelSections.Read(Sections(bytes, count), bytes);
            return intact.GetAwaiter().GetResult() ? model : throw new ModelFormatException(Damaged);
        }
        catch (Exception error) when (error is ArgumentException or JsonException or OverflowException or InvalidOperationException or ModelFormatException)
        {
            // What is wrong inside is worth telling only where the bytes are those that were written.
            if (!intact.GetAwaiter().GetResult()) throw new ModelFormatException(Damaged);
            if (error is ModelFormatException) throw;
            throw new ModelFormatException("The model's content contradicts itself: " + error.Message, error);
        }
    }

    /// <summary>Writes a model: to a file beside the target first, which then takes its place.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(LanguageModel model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = Write(model);
        var beside = path + ".partial";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>The bytes of a model's file.</summary>
    /// <param name="model">The model.</param>
    public static byte[] Write(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        // A model that does not read a sentence's context is what version 1 was.
        var version = model.Shape.ReadsContext ? Version : 1;
        return Assemble(ModelSections.Write(model), version, version);
    }

    internal static byte[] Assemble(IReadOnlyList<(string Tag, bool Required, byte[] Bytes)> sections, int version = Version, int oldest = OldestReader)
    {
        var start = HeaderBytes + EntryBytes * sections.Count;
        var total = start + sections.Sum(s => (long)s.Bytes.Length) + HashBytes;
        var bytes = new byte[checked((int)total)];
        var span = bytes.AsSpan();
        Magic.CopyTo(span);
        BinaryPrimitives.WriteUInt16LittleEndian(span[8..], (ushort)version);
        BinaryPrimitives.WriteUInt16LittleEndian(span[10..], (ushort)oldest);
        BinaryPrimitives.WriteUInt32LittleEndian(span[12..], (uint)sections.Count);
        BinaryPrimitives.WriteUInt64LittleEndian(span[16..], (ulong)total);
        var at = start;
        for (var i = 0; i < sections.Count; i++)
        {
            var entry = span[(HeaderBytes + i * EntryBytes)..];
            Encoding.ASCII.GetBytes(sections[i].Tag, entry);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], sections[i].Required ? 1u : 0u);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], (ulong)at);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], (ulong)sections[i].Bytes.Length);
            sections[i].Bytes.CopyTo(span[at..]);
            at += sections[i].Bytes.Length;
        }

        SHA256.HashData(span[..at], span[at..]);
        return bytes;
    }

    /// <summary>Reads the header.</summary>
    /// <returns>The number of sections.</returns>
    private static int Header(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes + HashBytes || !bytes.StartsWith(Magic))
            throw new ModelFormatException("This is no Dragoman language model: its first bytes are not those of one.");
        int version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        int oldest = BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]);
        if (oldest > Version || version < 1)
        {
            throw new ModelFormatException(
                $"The model has format {version}, which readers from format {oldest} on understand; this version reads format {Version}. Install a newer version.");
        }

        var total = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        if (total != (ulong)bytes.Length)
            throw new ModelFormatException($"The model should have {total} bytes and has {bytes.Length}: it is cut off or damaged. Copy it again.");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        var end = bytes.Length - HashBytes;
        if (count > MaxSections || HeaderBytes + EntryBytes * (long)count > end)
            throw new ModelFormatException($"The model's header asks for {count} sections: it is damaged. Copy it again.");
        return (int)count;
    }

    private static Dictionary<string, Range> Sections(ReadOnlySpan<byte> bytes, int count)
    {
        var end = bytes.Length - HashBytes;
        var sections = new Dictionary<string, Range>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var entry = bytes[(HeaderBytes + i * EntryBytes)..];
            var tag = Encoding.ASCII.GetString(entry[..4]);
            var required = (BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]) & 1) != 0;
            var at = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]);
            if (at > (ulong)end || length > (ulong)end - at) throw new ModelFormatException($"The model's section {tag} lies outside the file.");
            if (!ModelSections.Known.Contains(tag))
            {
                if (required) throw new ModelFormatException($"The model needs its section {tag}, which this version does not know. Install a newer version.");
                continue;
            }

            if (!sections.TryAdd(tag, (int)at..(int)(at + length))) throw new ModelFormatException($"The model has two sections {tag}.");
        }

        return sections;
    }
}
