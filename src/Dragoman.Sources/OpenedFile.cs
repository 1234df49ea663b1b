using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Dragoman.Dates;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>A file that is open and whose format is known: the documents in it, one at a time.</summary>
internal sealed class OpenedFile(string path, PeekableStream stream, SourceOptions options, Progress progress)
{
    private const int FirstChunk = 64 * 1024;

    /// <summary>Its path, for locators and messages.</summary>
    public string Path => path;

    /// <summary>Its beginning, as far as it has been looked at and not read.</summary>
    public ReadOnlySpan<byte> Ahead => stream.Ahead;

    /// <summary>Its bytes, unpacked.</summary>
    public Stream Stream => stream;

    /// <summary>What is known beside it.</summary>
    public SourceOptions Options => options;

    /// <summary>What unpacks it; null where it is not compressed.</summary>
    public GzipInput? Gzip { get; init; }

    /// <summary>Whether reading can go on another time at an offset.</summary>
    public bool CanResume { get; init; }

    /// <summary>Where reading began, in bytes as it lies on disk.</summary>
    public long StartedAt { get; init; }

    /// <summary>Bytes of the file; null for a pipe or compressed data.</summary>
    public long? KnownLength { get; init; }

    /// <summary>A bare text or page: one document.</summary>
    public IEnumerable<SourceItem> ReadWhole(bool html, CancellationToken ct)
    {
        // UTF-16 takes two bytes for what UTF-8 says in one.
        var limit = TextDecoding.Utf16(stream.Ahead) is null ? Limits.DocumentBytes : 2 * Limits.DocumentBytes;
        var bytes = ReadBytes(limit, ct);
        var text = TextDecoding.Decode(bytes, html);
        if (Encoding.UTF8.GetByteCount(text) > Limits.DocumentBytes) ThrowTooLarge(Limits.DocumentBytes);
        string? date = null;
        if (!string.IsNullOrWhiteSpace(options.Date) && !PublicationDate.TryParse(options.Date, out date))
            throw new InputException(ErrorCodes.InvalidDate, $"the date given for it is \"{options.Date}\"; expected a date such as 2019-03-29");

        yield return Item(path, html ? "text/html" : "text/plain", bytes, new Document
        {
            Text = html ? null : text,
            Html = html ? text : null,
            Title = options.Title,
            Date = date,
            Url = options.Url,
            Source = options.Source,
        });
    }

    /// <summary>JSON Lines: a document or failure for each line that is not blank.</summary>
    public IEnumerable<SourceItem> ReadLines(CancellationToken ct)
    {
        Stream lines = TextDecoding.Utf16(stream.Ahead) is { } utf16 ? Encoding.CreateTranscodingStream(stream, utf16, Encoding.UTF8) : stream;
        using var reader = new BoundedLineReader(lines);
        while (reader.TryReadLine(out var line, out var tooLong, ct))
        {
            if (tooLong)
            {
                var message = $"line {reader.LineNumber}: over {Limits.LineBytes:N0} bytes; the line is skipped";
                yield return LineFailure(reader.LineNumber, null, ErrorCodes.TooLarge, message);
            }
            else if (!line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return ReadLine(line, reader.LineNumber);
            }
        }
    }

    /// <summary>RSS or Atom: a document or failure for each entry.</summary>
    public IEnumerable<SourceItem> ReadFeed(CancellationToken ct)
    {
        var bytes = ReadBytes(SourceLimits.FeedBytes, ct);
        var text = TextDecoding.Decode(bytes, html: true);
        var any = false;
        foreach (var item in Entries(new FeedReader(text).Read(ct), "application/xml"))
        {
            any = true;
            yield return item;
        }

        if (!any) throw new InputException(ErrorCodes.Empty, "the feed has no entries");
    }

    /// <summary>An item for each entry of a feed.</summary>
    public IEnumerable<SourceItem> Entries(IEnumerable<FeedEntry> entries, string mediaType)
    {
        var number = 0;
        foreach (var entry in entries)
        {
            number++;
            var locator = string.Create(CultureInfo.InvariantCulture, $"{path}#{number}");
            if (entry.Failure is { } why)
            {
                yield return Failed(new SourceFailure(locator, why.Code, $"{path}: entry {number}: {why.Message}"));
                continue;
            }

            var document = entry.Document! with { Source = entry.Document.Source ?? options.Source };
            yield return Item(locator, mediaType, Encoding.UTF8.GetBytes(entry.Markup), document);
        }
    }

    private SourceItem ReadLine(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            var document = DocumentLine.Parse(line.Span, number);
            if (document.Source is null && options.Source is not null) document = document with { Source = options.Source };
            return new SourceItem
            {
                File = path,
                Line = number,
                Id = document.Id,
                BytesRead = progress.BytesRead,
                Document = new RawDocument
                {
                    Locator = string.Create(CultureInfo.InvariantCulture, $"{path}#{number}"),
                    MediaType = "application/json",
                    // The line's buffer is used again for the next line.
                    Bytes = line.ToArray(),
                    Document = document,
                },
            };
        }
        catch (InputException exception)
        {
            return LineFailure(number, DocumentLine.TryReadId(line.Span), exception.Code, exception.Message);
        }
    }

    private SourceItem LineFailure(long number, string? id, string code, string message) => new()
    {
        File = path,
        Line = number,
        Id = id,
        BytesRead = progress.BytesRead,
        Failure = new SourceFailure(string.Create(CultureInfo.InvariantCulture, $"{path}#{number}"), code, $"{path}: {message}"),
    };

    /// <summary>An item for what could not be read.</summary>
    public SourceItem Failed(SourceFailure failure) => new() { File = path, Failure = failure, BytesRead = progress.BytesRead };

    /// <summary>An item for an address.</summary>
    public SourceItem Found(FoundAddress address) => new() { File = path, Address = address, BytesRead = progress.BytesRead };

    /// <summary>An item for a document.</summary>
    public SourceItem Item(string locator, string mediaType, ReadOnlyMemory<byte> bytes, Document document, long resumeAt = 0) => new()
    {
        File = path,
        ResumeAt = resumeAt,
        BytesRead = progress.BytesRead,
        Document = new RawDocument { Locator = locator, MediaType = mediaType, Bytes = bytes, Document = document },
    };

    /// <summary>The whole file, never more than the limit, and nothing of it where its length already says that it is too large.</summary>
    public byte[] ReadBytes(int limit, CancellationToken ct)
    {
        if (KnownLength > limit) ThrowTooLarge(limit);
        var buffer = new byte[(int)Math.Min(limit + 1L, KnownLength + 1 ?? FirstChunk)];
        var length = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (length == buffer.Length)
            {
                if (length > limit) ThrowTooLarge(limit);
                Array.Resize(ref buffer, (int)Math.Min(limit + 1L, 2L * length));
            }

            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0) break;
            length += read;
        }

        if (length > limit) ThrowTooLarge(limit);
        if (length < buffer.Length) Array.Resize(ref buffer, length);
        return buffer;
    }

    [DoesNotReturn]
    private static void ThrowTooLarge(int limit) => throw new InputException(
        ErrorCodes.TooLarge, string.Create(CultureInfo.InvariantCulture, $"one document may have up to {limit:N0} bytes, and this is larger; split it, or give JSON Lines"));
}
