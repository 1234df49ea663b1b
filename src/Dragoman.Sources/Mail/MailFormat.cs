using System.Globalization;
using System.Text;
using Dragoman.Records;
using MimeKit;

namespace Dragoman.Sources;

/// <summary>Mail, one message (<c>.eml</c>) or many (mbox): each message with words is a document. Attachments are not read.</summary>
internal sealed class MailFormat : FileFormat
{
    private const int DeepestParts = 16;
    private static readonly string[] Headers = ["from:", "to:", "subject:", "date:", "received:", "message-id:", "mime-version:", "return-path:", "delivered-to:", "x-", "reply-to:", "sender:", "list-", "dkim-signature:", "content-type:"];

    /// <inheritdoc/>
    public override bool Recognizes(FormatSample sample)
    {
        var text = sample.Text.AsSpan();
        var isMbox = text.StartsWith("From ") && text.IndexOf('\n') is > 10 and < 400 && char.IsAsciiDigit(text[..text.IndexOf('\n')].TrimEnd()[^1]);
        if (isMbox) text = text[(text.IndexOf('\n') + 1)..];
        int named = 0, lines = 0;
        var isFrom = false;
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].TrimEnd('\r');
            if (line.IsEmpty || ++lines > 60) break;
            if (line[0] is ' ' or '\t') continue;
            var colon = line.IndexOf(':');
            if (colon <= 0 || line[..colon].Contains(' ')) return isMbox && named > 1;
            foreach (var header in Headers)
            {
                if (line.StartsWith(header, StringComparison.OrdinalIgnoreCase)) named++;
            }

            isFrom |= line.StartsWith("from:", StringComparison.OrdinalIgnoreCase);
        }

        return named >= (isMbox ? 2 : 3) && (isFrom || isMbox);
    }

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(OpenedFile file, CancellationToken ct)
    {
        var isMbox = file.Ahead.StartsWith("From "u8);
        var options = new ParserOptions { MaxMimeDepth = DeepestParts, AllowAddressesWithoutDomain = true };
        var parser = new MimeParser(options, file.Stream, isMbox ? MimeFormat.Mbox : MimeFormat.Entity);
        var number = 0;
        while (!parser.IsEndOfStream)
        {
            ct.ThrowIfCancellationRequested();
            number++;
            var locator = string.Create(CultureInfo.InvariantCulture, $"{file.Path}#{number}");
            SourceItem item;
            var last = false;
            try
            {
                using var message = parser.ParseMessage(ct);
                item = Item(file, locator, message);
            }
            catch (FormatException broken)
            {
                item = file.Failed(new SourceFailure(locator, ErrorCodes.InvalidArchive, $"{file.Path}: message {number} cannot be read: {broken.Message}"));
                last = !isMbox;
            }

            yield return item;
            if (last) yield break;
        }

        if (number == 0) throw new InputException(ErrorCodes.Empty, "there is no message in it");
    }

    private static SourceItem Item(OpenedFile file, string locator, MimeMessage message)
    {
        var html = message.HtmlBody;
        var text = message.TextBody;
        var words = text ?? html;
        if (string.IsNullOrWhiteSpace(words)) return file.Failed(new SourceFailure(locator, ErrorCodes.Empty, $"{locator}: the message has no words"));
        if (Encoding.UTF8.GetByteCount(words) > Limits.DocumentBytes) return file.Failed(new SourceFailure(locator, ErrorCodes.TooLarge, $"{locator}: the message is over {Limits.DocumentBytes:N0} bytes"));
        using var raw = new MemoryStream();
        message.WriteTo(raw);
        var from = message.From.Mailboxes.FirstOrDefault();
        return file.Item(locator, "message/rfc822", raw.ToArray(), new Document
        {
            Id = message.MessageId,
            Title = string.IsNullOrWhiteSpace(message.Subject) ? null : message.Subject.Trim(),
            Text = text is null ? null : text.Trim(),
            Html = text is null ? html : null,
            Date = message.Date == DateTimeOffset.MinValue ? null : message.Date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            Source = file.Options.Source ?? (string.IsNullOrWhiteSpace(from?.Name) ? from?.Address : from.Name),
        });
    }
}
