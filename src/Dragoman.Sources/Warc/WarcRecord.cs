namespace Dragoman.Sources;

/// <summary>One record of a WARC or WET archive (ISO 28500). <see cref="Block"/> is valid until the next record is read.</summary>
public sealed class WarcRecord
{
    /// <summary>Where it begins, in bytes of the file as it lies on disk: the member, where the file is compressed.</summary>
    public long Offset { get; internal set; }

    /// <summary><c>response</c>, <c>resource</c>, <c>conversion</c>, <c>warcinfo</c> …; empty for a damaged one.</summary>
    public string Type { get; internal set; } = "";

    /// <summary>Address that it was fetched from; null where it has none.</summary>
    public string? Url { get; internal set; }

    /// <summary>When it was fetched; null where that cannot be read.</summary>
    public DateTimeOffset? Date { get; internal set; }

    /// <summary>Media type of the block.</summary>
    public string? ContentType { get; internal set; }

    /// <summary>What was wrong; null for a whole record.</summary>
    public string? Damage { get; internal set; }

    /// <summary>One of <see cref="Dragoman.Records.ErrorCodes"/> for <see cref="Damage"/>.</summary>
    internal string DamageCode { get; set; } = Dragoman.Records.ErrorCodes.InvalidArchive;

    /// <summary>Length of the block in bytes, as the record states it.</summary>
    public long Length { get; internal set; }

    /// <summary>The block; empty where it was not asked for or is over the limit.</summary>
    public ReadOnlyMemory<byte> Block { get; internal set; }
}
