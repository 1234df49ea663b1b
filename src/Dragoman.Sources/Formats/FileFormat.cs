namespace Dragoman.Sources;

/// <summary>
/// A kind of file that holds documents or addresses of documents. A new kind is one class here and one line in
/// <see cref="FileFormats.All"/>.
/// </summary>
internal abstract class FileFormat
{
    /// <summary>Whether a file is of this kind.</summary>
    /// <param name="sample">Its beginning.</param>
    public abstract bool Recognizes(FormatSample sample);

    /// <summary>Reads the documents, lazily; what is wrong with one of them is an item, and the reading goes on.</summary>
    /// <param name="file">The file, open.</param>
    /// <param name="ct">Ends the reading, by an exception.</param>
    /// <exception cref="Records.InputException">The file as a whole cannot be read.</exception>
    public abstract IEnumerable<SourceItem> Read(OpenedFile file, CancellationToken ct);
}

/// <summary>The beginning of a file, unpacked.</summary>
/// <param name="bytes">Up to <see cref="SourceLimits.SampleBytes"/>.</param>
/// <param name="name">Its name, <c>.gz</c> taken off.</param>
internal sealed class FormatSample(byte[] bytes, string name)
{
    private string? text;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>What they say, without white space in front.</summary>
    public string Text => text ??= TextDecoding.DecodeSample(bytes).TrimStart('\uFEFF').TrimStart();

    /// <summary>The file's name.</summary>
    public string Name => name;

    /// <summary>Name of the first element, lower case and without prefix; empty where it is no markup.</summary>
    public string Root
    {
        get
        {
            var root = FormatDetection.RootElement(Text, out _);
            return (root.Contains(':') ? root[(root.IndexOf(':') + 1)..] : root).ToString().ToLowerInvariant();
        }
    }
}

/// <summary>The kinds of files beside text, pages, JSON Lines, RSS and Atom.</summary>
internal static class FileFormats
{
    /// <summary>All of them; the first that recognizes a file reads it.</summary>
    public static IReadOnlyList<FileFormat> All { get; } =
    [
        new WarcFormat(),
        new OpmlFormat(),
        new SitemapFormat(),
        new JsonFeedFormat(),
        new TelegramJsonFormat(),
        new TelegramHtmlFormat(),
        new MailFormat(),
        new AddressListFormat(),
    ];
}
