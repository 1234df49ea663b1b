using System.Xml;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>Opens one file or stream and reads the documents in it. Compressed with gzip or not, its first bytes say.</summary>
public static class DocumentFile
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    private const int ReadBytes = 64 * 1024;

    /// <summary>Opens a file, or standard input for <c>-</c>, and unpacks gzip, for commands that read lines of their own kind.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A forward stream of the unpacked bytes, that the caller disposes of.</returns>
    /// <exception cref="InputException">not-found, no-access or read-failed.</exception>
    public static Stream Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Unpack(new PeekableStream(OpenRaw(path)));
        }
        catch (Exception exception) when (FailureOf(exception, path) is { } failure)
        {
            throw new InputException(failure.Code, failure.Message, exception);
        }
    }

    /// <summary>Reads the documents of one file, lazily. What is wrong with the file or one document is an item, never an exception.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="options">What it is taken for, and its metadata.</param>
    /// <param name="ct">Ends the reading, by an exception.</param>
    public static IEnumerable<SourceItem> Read(string path, SourceOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return Guard(path, progress => ReadOpened(OpenRaw(path), path, options, progress, ct), 0);
    }

    /// <summary>Reads the documents of a stream, lazily; the stream is disposed of at the end.</summary>
    /// <param name="stream">The bytes; read forward only, a line at a time where they are JSON Lines.</param>
    /// <param name="name">Name for messages; its extension helps where the content leaves the format open.</param>
    /// <param name="options">What it is taken for, and its metadata.</param>
    /// <param name="ct">Ends the reading, by an exception.</param>
    public static IEnumerable<SourceItem> Read(Stream stream, string name, SourceOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        return Guard(name, progress => ReadOpened(stream, name, options, progress, ct), 0);
    }

    /// <summary>The same with the bytes counted on from those of earlier files.</summary>
    internal static IEnumerable<SourceItem> Read(string path, SourceOptions options, long bytesBefore, CancellationToken ct) =>
        Guard(path, progress => ReadOpened(OpenRaw(path), path, options, progress, ct), bytesBefore);

    /// <summary>What an exception of the file system or of a format means; null for one that is a defect of ours or a cancellation.</summary>
    internal static SourceFailure? FailureOf(Exception exception, string path) => exception switch
    {
        InputException input => new(path, input.Code, $"{path}: {input.Message}"),
        FileNotFoundException or DirectoryNotFoundException => new(path, ErrorCodes.NotFound, $"{path}: there is no such file (any more)"),
        UnauthorizedAccessException when Directory.Exists(path) => new(path, ErrorCodes.NoAccess, $"{path}: this is a folder, not a file"),
        UnauthorizedAccessException => new(path, ErrorCodes.NoAccess, $"{path}: may not be read; check its permissions"),
        InvalidDataException => new(path, ErrorCodes.InvalidArchive, $"{path}: the gzip data are damaged or cut off; documents in front of the damage are kept"),
        XmlException xml => new(path, ErrorCodes.InvalidFeed, $"{path}: not well-formed XML at line {xml.LineNumber}, column {xml.LinePosition}; entries in front of it are kept"),
        IOException io => new(path, ErrorCodes.ReadFailed, $"{path}: could not be read: {io.Message}"),
        ArgumentException => new(path, ErrorCodes.NotFound, $"{path}: not a path of a file"),
        _ => null,
    };

    private static IEnumerable<SourceItem> Guard(string path, Func<Progress, IEnumerable<SourceItem>> read, long bytesBefore)
    {
        var progress = new Progress { Before = bytesBefore };
        IEnumerator<SourceItem>? items = null;
        try
        {
            while (true)
            {
                SourceItem? item;
                var last = false;
                try
                {
                    items ??= read(progress).GetEnumerator();
                    item = items.MoveNext() ? items.Current : null;
                }
                catch (Exception exception) when (FailureOf(exception, path) is { } failure)
                {
                    item = new SourceItem { File = path, Failure = failure, BytesRead = progress.BytesRead };
                    last = true;
                }

                if (item is not null) yield return item;
                if (item is null || last) yield break;
            }
        }
        finally
        {
            items?.Dispose();
        }
    }

    private static Stream OpenRaw(string path) => path == StandardInput
        ? Console.OpenStandardInput()
        : new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan, Share = FileShare.ReadWrite | FileShare.Delete });

    private static Stream Unpack(PeekableStream raw)
    {
        while (raw.Ahead.Length < 2 && raw.LookFurther(ReadBytes))
        {
            // A pipe may hand over one byte at a time.
        }

        return raw.Ahead is [0x1F, 0x8B, ..] ? new GzipInput(raw) : raw;
    }

    private static IEnumerable<SourceItem> ReadOpened(Stream opened, string path, SourceOptions options, Progress progress, CancellationToken ct)
    {
        var startedAt = opened.CanSeek ? options.StartAt?.Invoke(path) ?? 0 : 0;
        if (startedAt > 0 && startedAt < opened.Length) opened.Seek(startedAt, SeekOrigin.Begin);
        else if (startedAt > 0) yield break;
        using var raw = new PeekableStream(opened);
        progress.Raw = raw;
        progress.StartedAt = startedAt;
        using var unpacked = Unpack(raw);
        using var stream = new PeekableStream(unpacked, leaveOpen: true);
        var file = new OpenedFile(path, stream, options, progress)
        {
            KnownLength = ReferenceEquals(unpacked, raw) && opened.CanSeek ? opened.Length - startedAt : null,
            Gzip = unpacked as GzipInput,
            StartedAt = startedAt,
            CanResume = opened.CanSeek,
        };
        if (options.Input == InputKind.Auto && FormatDetection.Special(stream, path) is { } special)
        {
            foreach (var item in special.Read(file, ct)) yield return item;
            yield break;
        }

        var items = FormatDetection.Detect(stream, path, options.Input) switch
        {
            DocumentFormat.JsonLines => file.ReadLines(ct),
            DocumentFormat.Feed => file.ReadFeed(ct),
            DocumentFormat.Html => file.ReadWhole(html: true, ct),
            DocumentFormat.Text => file.ReadWhole(html: false, ct),
            _ => throw new InputException(ErrorCodes.UnknownFormat, "CoNLL-U holds sentences, not documents; use it with a command that reads sentences"),
        };
        foreach (var item in items) yield return item;
    }
}

/// <summary>How far the reading has come, over all files.</summary>
internal sealed class Progress
{
    /// <summary>Bytes of the files before this one.</summary>
    public long Before { get; init; }

    /// <summary>The file that is being read; null before it is open.</summary>
    public PeekableStream? Raw { get; set; }

    /// <summary>Bytes read so far.</summary>
    public long BytesRead => Before + StartedAt + (Raw?.BytesTaken ?? 0);

    /// <summary>Where the reading of this file began.</summary>
    public long StartedAt { get; set; }
}
