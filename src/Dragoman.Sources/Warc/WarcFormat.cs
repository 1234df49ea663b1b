using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>WARC and WET archives: the pages and texts in them, by date where that is asked for, damaged records named and skipped.</summary>
internal sealed class WarcFormat : FileFormat
{
    /// <inheritdoc/>
    public override bool Recognizes(FormatSample sample) =>
        sample.Bytes.StartsWith("WARC/"u8)
        || ((sample.Name.EndsWith(".warc", StringComparison.OrdinalIgnoreCase) || sample.Name.EndsWith(".wet", StringComparison.OrdinalIgnoreCase)) && !sample.Bytes.IsEmpty);

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(OpenedFile file, CancellationToken ct)
    {
        var reader = new WarcReader(file.Stream, file.Gzip, file.StartedAt) { Wants = record => IsWanted(record, file.Options) };
        var records = 0;
        while (reader.Read(ct) is { } record)
        {
            records++;
            if (Item(file, record, reader) is { } item) yield return item;
        }

        if (records == 0) throw new InputException(ErrorCodes.Empty, "the archive has no records");
    }

    private static bool IsWanted(WarcRecord record, SourceOptions options)
    {
        if (record.Type is not ("response" or "conversion" or "resource")) return false;
        if (options.Since is { } since && record.Date is { } date && date < since) return false;
        return options.Until is not { } until || record.Date is not { } moment || moment < until;
    }

    private static SourceItem? Item(OpenedFile file, WarcRecord record, WarcReader reader)
    {
        var locator = string.Create(CultureInfo.InvariantCulture, $"{file.Path}#{record.Offset}");
        if (record.Damage is { } damage) return file.Failed(new SourceFailure(locator, record.DamageCode, $"{locator}: {damage}; the record is skipped"));
        if (record.Block.IsEmpty)
        {
            return record.Length > Limits.DocumentBytes && IsWanted(record, file.Options)
                ? file.Failed(new SourceFailure(locator, ErrorCodes.TooLarge, $"{locator}: the record is over {Limits.DocumentBytes:N0} bytes and is skipped"))
                : null;
        }

        try
        {
            return Document(record) is var (document, mediaType, bytes) && document is not null
                ? file.Item(locator, mediaType, bytes, document with { Source = file.Options.Source }, file.CanResume ? reader.NextOffset() : 0)
                : null;
        }
        catch (Exception unreadable) when (unreadable is InputException or InvalidDataException)
        {
            var code = unreadable is InputException input ? input.Code : ErrorCodes.InvalidArchive;
            return file.Failed(new SourceFailure(locator, code, $"{locator} ({record.Url}): {unreadable.Message}"));
        }
    }

    private static (Document? Document, string MediaType, byte[] Bytes) Document(WarcRecord record)
    {
        var block = record.Block.Span;
        if (record.Type == "conversion")
        {
            if (record.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == false) return default;
            return (new Document { Text = TextDecoding.Decode(block, html: false), Url = record.Url }, "text/plain", block.ToArray());
        }

        if (record.Type == "resource")
        {
            var (type, named) = HttpPayload.SplitType(record.ContentType);
            if (type is null || !HttpPayload.IsPage(type)) return default;
            return (new Document { Html = TextDecoding.DecodePage(block, named), Url = record.Url }, "text/html", block.ToArray());
        }

        if (record.ContentType?.StartsWith("application/http", StringComparison.OrdinalIgnoreCase) == false) return default;
        var payload = HttpPayload.Parse(block);
        if (payload.Status != 200 || !HttpPayload.IsPage(payload.MediaType) || payload.Body.IsEmpty) return default;
        return (new Document { Html = TextDecoding.DecodePage(payload.Body, payload.Charset), Url = record.Url }, "text/html", payload.Body.ToArray());
    }
}
