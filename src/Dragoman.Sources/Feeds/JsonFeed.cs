using System.Text;
using System.Text.Json;
using Dragoman.Dates;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>Entries of a JSON Feed 1.0 or 1.1 (jsonfeed.org).</summary>
internal static class JsonFeed
{
    /// <summary>True for what begins as one.</summary>
    public static bool Recognizes(string sample) =>
        sample.StartsWith('{') && (sample.Contains("jsonfeed.org/version", StringComparison.OrdinalIgnoreCase) || sample.Contains("jsonfeed.org\\/version", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the entries.</summary>
    /// <exception cref="InputException">invalid-feed: it is not JSON, or has no list of items.</exception>
    public static IReadOnlyList<FeedEntry> Read(ReadOnlyMemory<byte> feed, out string? title)
    {
        if (feed.Span.StartsWith("\uFEFF"u8)) feed = feed[3..];
        try
        {
            using var json = JsonDocument.Parse(feed, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var root = json.RootElement;
            title = Text(root, "title");
            if (!root.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
                throw new InputException(ErrorCodes.InvalidFeed, "the JSON Feed has no list of items");
            var name = title;
            var author = Author(root);
            return [.. items.EnumerateArray().Select(item => Entry(item, name, author))];
        }
        catch (JsonException broken)
        {
            throw new InputException(ErrorCodes.InvalidFeed, $"not whole JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}", broken);
        }
    }

    private static FeedEntry Entry(JsonElement item, string? feed, string? feedAuthor)
    {
        if (item.ValueKind != JsonValueKind.Object) return new FeedEntry("", null, new InputException(ErrorCodes.InvalidField, "it is no JSON object"));
        var markup = item.GetRawText();
        var html = Text(item, "content_html");
        var text = Text(item, "content_text") ?? Text(item, "summary");
        var title = Text(item, "title");
        if (html is null && text is null && title is null) return new FeedEntry(markup, null, new InputException(ErrorCodes.Empty, "it has neither content nor title"));
        if (Encoding.UTF8.GetByteCount(html ?? text ?? title!) > Limits.DocumentBytes) return new FeedEntry(markup, null, new InputException(ErrorCodes.TooLarge, $"its content is over {Limits.DocumentBytes:N0} bytes"));
        var url = MarkupReading.Address(Text(item, "url")) ?? MarkupReading.Address(Text(item, "external_url")) ?? MarkupReading.Address(Text(item, "id"));
        return new FeedEntry(
            markup,
            new Document
            {
                Id = Text(item, "id") ?? url,
                Html = html,
                Text = html is null ? text ?? title : null,
                Title = title,
                Url = url,
                Date = PublicationDate.TryParse(Text(item, "date_published") ?? Text(item, "date_modified"), out var date) ? date : null,
                Source = feed,
                Author = Author(item) ?? feedAuthor,
            },
            null);
    }

    private static string? Author(JsonElement owner)
    {
        if (owner.TryGetProperty("authors", out var several) && several.ValueKind == JsonValueKind.Array)
        {
            var names = several.EnumerateArray().Take(8).Select(author => author.ValueKind == JsonValueKind.Object ? Text(author, "name") : null).OfType<string>().ToList();
            if (names.Count > 0) return string.Join(", ", names);
        }

        return owner.TryGetProperty("author", out var one) && one.ValueKind == JsonValueKind.Object ? Text(one, "name") : null;
    }

    private static string? Text(JsonElement owner, string name)
    {
        if (!owner.TryGetProperty(name, out var value)) return null;
        try
        {
            var text = value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no text.
            return null;
        }
    }
}

/// <summary>JSON Feed files.</summary>
internal sealed class JsonFeedFormat : FileFormat
{
    /// <inheritdoc/>
    public override bool Recognizes(FormatSample sample) => JsonFeed.Recognizes(sample.Text);

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(OpenedFile file, CancellationToken ct)
    {
        var entries = JsonFeed.Read(file.ReadBytes(SourceLimits.FeedBytes, ct), out _);
        if (entries.Count == 0) throw new InputException(ErrorCodes.Empty, "the feed has no entries");
        foreach (var item in file.Entries(entries, "application/json")) yield return item;
    }
}
