namespace Dragoman.Sources;

/// <summary>What an input is taken for.</summary>
public enum InputKind
{
    /// <summary>Found out from the content, then from the name. The default.</summary>
    Auto,

    /// <summary>Plain text.</summary>
    Text,

    /// <summary>One HTML page.</summary>
    Html,

    /// <summary>One JSON document a line.</summary>
    JsonLines,

    /// <summary>Tokenized sentences in CoNLL-U; no documents, so that readers of documents refuse it.</summary>
    Conllu,
}

/// <summary>How files are read, and what is known about a bare text or page that carries no metadata itself.</summary>
public sealed record SourceOptions
{
    /// <summary>What the input is taken for; default <see cref="InputKind.Auto"/>.</summary>
    public InputKind Input { get; init; } = InputKind.Auto;

    /// <summary>Headline of a bare file; default none.</summary>
    public string? Title { get; init; }

    /// <summary>Date of publication of a bare file, <c>2019-03-29</c>; default unknown.</summary>
    public string? Date { get; init; }

    /// <summary>Address of a bare file; default none.</summary>
    public string? Url { get; init; }

    /// <summary>Publisher of a bare file, and of feeds and lines that do not name theirs; default unknown.</summary>
    public string? Source { get; init; }

    /// <summary>Records of archives from this moment on (WARC-Date, UTC); default all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Records of archives before this moment; default all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Where to go on in an archive that was read before, in bytes as it lies on disk; null or 0 for the beginning.</summary>
    public Func<string, long>? StartAt { get; init; }
}

/// <summary>Sizes that bound what one file may cost. Sizes of documents and lines are in <see cref="Records.Limits"/>.</summary>
public static class SourceLimits
{
    /// <summary>One feed file, uncompressed: 32 MiB.</summary>
    public const int FeedBytes = 32 * 1024 * 1024;

    /// <summary>One export of a messenger, OPML file or sitemap, uncompressed: 256 MiB.</summary>
    public const int ExportBytes = 256 * 1024 * 1024;

    /// <summary>Bytes that may be skipped in search of the next whole record of an archive: 4 GiB.</summary>
    public const long ResyncBytes = 4L << 30;

    /// <summary>Bytes at the start of a file that its format is found out from: 64 KiB.</summary>
    public const int SampleBytes = 64 * 1024;

    /// <summary>
    /// Bytes that are skipped of one line that is too long before the whole file is given up: 1 GiB. Without this bound a small
    /// compressed file of one endless line would keep a reader busy for hours.
    /// </summary>
    public const long SkippedBytes = 1L << 30;
}
