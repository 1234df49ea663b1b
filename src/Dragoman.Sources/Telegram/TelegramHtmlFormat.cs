using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Dragoman.Records;
using Document = Dragoman.Records.Document;

namespace Dragoman.Sources;

/// <summary>Exports of Telegram Desktop in HTML (<c>messages.html</c>, <c>messages2.html</c> …): each message with words is a document.</summary>
internal sealed class TelegramHtmlFormat : FileFormat
{
    private const int LongestWalk = 64;

    /// <inheritdoc/>
    public override bool Recognizes(FormatSample sample) =>
        sample.Text.StartsWith('<') && sample.Text.Contains("class=\"page_header\"", StringComparison.Ordinal) && sample.Text.Contains("class=\"history\"", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(OpenedFile file, CancellationToken ct)
    {
        var text = TextDecoding.Decode(file.ReadBytes(Limits.DocumentBytes, ct), html: true);
        if (Depth(text) > LongestWalk) throw new InputException(ErrorCodes.TooDeep, "the export nests deeper than Telegram Desktop writes it");
        using var page = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(text);
        var chat = Clean(page.QuerySelector("div.page_header div.text")?.TextContent);
        string? author = null;
        var found = 0;
        foreach (var message in page.QuerySelectorAll("div.message.default"))
        {
            ct.ThrowIfCancellationRequested();

            // A message that is joined to the one before it has that one's author.
            if (Clean(message.QuerySelector("div.body > div.from_name")?.TextContent) is { } own) author = own;
            var body = message.QuerySelector("div.body > div.text") ?? message.QuerySelector("div.forwarded.body > div.text");
            if (body is null || Words(body) is not { Length: > 0 } words) continue;
            found++;
            var id = message.Id?.Replace("message", "", StringComparison.Ordinal) ?? found.ToString(CultureInfo.InvariantCulture);
            yield return file.Item($"{file.Path}#{id}", "text/html", Encoding.UTF8.GetBytes(message.OuterHtml), new Document
            {
                Id = id,
                Text = words,
                Date = Date(message.QuerySelector("div.date")?.GetAttribute("title")),
                Source = chat ?? file.Options.Source,
                Author = author == chat ? null : author,
            });
        }

        if (found == 0) throw new InputException(ErrorCodes.Empty, "the export has no message with words");
    }

    /// <summary>How deep elements nest that an export uses: a bound for the parser, whose cost grows with it.</summary>
    private static int Depth(string html)
    {
        int depth = 0, deepest = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 2 < html.Length; at = html.IndexOf('<', at + 1))
        {
            var rest = html.AsSpan(at + 1);
            if (rest.StartsWith("/")) depth = Math.Max(0, depth - 1);
            else if (char.IsAsciiLetter(rest[0]) && !IsVoid(rest)) deepest = Math.Max(deepest, ++depth);
        }

        return deepest;

        static bool IsVoid(ReadOnlySpan<char> tag) =>
            tag.StartsWith("br") || tag.StartsWith("img") || tag.StartsWith("meta") || tag.StartsWith("link") || tag.StartsWith("hr") || tag.StartsWith("input") || tag.StartsWith("source");
    }

    private static string Words(IElement body)
    {
        var words = new StringBuilder();
        foreach (var node in body.GetDescendants())
        {
            if (node is IText text) words.Append(text.Data);
            else if (node is IElement { LocalName: "br" }) words.Append('\n');
        }

        return words.ToString().Trim();
    }

    /// <summary>"29.03.2019 12:30:00 UTC+03:00", or without the zone.</summary>
    private static string? Date(string? title)
    {
        if (title is null || title.Length < 19) return null;
        if (!DateTime.TryParseExact(title[..19], "dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return null;
        var zone = title.Length > 22 && title.AsSpan(19).Trim().StartsWith("UTC") ? title[19..].Trim()[3..] : "";
        return moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + (zone.Length == 6 && zone[0] is '+' or '-' ? zone : "");
    }

    private static string? Clean(string? text)
    {
        text = text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
