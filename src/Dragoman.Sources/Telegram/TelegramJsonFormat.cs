using System.Globalization;
using System.Text;
using System.Text.Json;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>Exports of Telegram Desktop in JSON (<c>result.json</c>), of one chat or of all: each message with words is a document.</summary>
internal sealed class TelegramJsonFormat : FileFormat
{
    /// <inheritdoc/>
    public override bool Recognizes(FormatSample sample) =>
        sample.Text.StartsWith('{') && !JsonFeed.Recognizes(sample.Text)
        && ((sample.Text.Contains("\"messages\"", StringComparison.Ordinal) && sample.Text.Contains("\"type\"", StringComparison.Ordinal))
            || (sample.Text.Contains("\"about\"", StringComparison.Ordinal) && sample.Text.Contains("Telegram", StringComparison.Ordinal)));

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(OpenedFile file, CancellationToken ct)
    {
        var bytes = file.ReadBytes(SourceLimits.ExportBytes, ct);
        using var json = Parse(bytes);
        var found = 0;
        foreach (var chat in Chats(json.RootElement))
        {
            var name = Text(chat, "name");
            var chatId = Text(chat, "id");
            if (!chat.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array) continue;
            foreach (var message in messages.EnumerateArray())
            {
                ct.ThrowIfCancellationRequested();
                if (message.ValueKind != JsonValueKind.Object || Text(message, "type") is not (null or "message")) continue;
                var words = Words(message);
                if (string.IsNullOrWhiteSpace(words)) continue;
                found++;
                var id = Text(message, "id");
                yield return file.Item($"{file.Path}#{(chatId is null ? "" : chatId + "/")}{id}", "application/json", Encoding.UTF8.GetBytes(message.GetRawText()), new Document
                {
                    Id = chatId is null ? id : $"{chatId}/{id}",
                    Text = words,
                    Date = Date(message),
                    Source = name ?? file.Options.Source,
                    Author = Text(message, "from") is { } author && author != name ? author : null,
                });
            }
        }

        if (found == 0) throw new InputException(ErrorCodes.Empty, "the export has no message with words");
    }

    private static JsonDocument Parse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        }
        catch (JsonException broken)
        {
            throw new InputException(ErrorCodes.InvalidJson, $"the export is not whole JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}; export it again", broken);
        }
    }

    private static IEnumerable<JsonElement> Chats(JsonElement root)
    {
        if (root.TryGetProperty("messages", out _)) yield return root;
        foreach (var group in (string[])["chats", "left_chats"])
        {
            if (!root.TryGetProperty(group, out var chats) || chats.ValueKind != JsonValueKind.Object) continue;
            if (!chats.TryGetProperty("list", out var list) || list.ValueKind != JsonValueKind.Array) continue;
            foreach (var chat in list.EnumerateArray().Where(chat => chat.ValueKind == JsonValueKind.Object)) yield return chat;
        }
    }

    /// <summary>The text is one string, or a list of strings and of pieces with a format.</summary>
    private static string? Words(JsonElement message)
    {
        if (!message.TryGetProperty("text", out var text)) return null;
        if (text.ValueKind == JsonValueKind.String) return text.GetString();
        if (text.ValueKind != JsonValueKind.Array) return null;
        var words = new StringBuilder();
        foreach (var piece in text.EnumerateArray())
        {
            if (piece.ValueKind == JsonValueKind.String) words.Append(piece.GetString());
            else if (piece.ValueKind == JsonValueKind.Object) words.Append(Text(piece, "text"));
        }

        return words.ToString();
    }

    /// <summary>The moment in UTC where the export says it (since 2022); before, a time of the exporting computer's zone, whose day may be off by one.</summary>
    private static string? Date(JsonElement message)
    {
        if (long.TryParse(Text(message, "date_unixtime"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 32_503_680_000)
            return DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
        return Dates.PublicationDate.TryParse(Text(message, "date"), out var date) ? date : null;
    }

    private static string? Text(JsonElement owner, string name)
    {
        if (!owner.TryGetProperty(name, out var value)) return null;
        return value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
    }
}
