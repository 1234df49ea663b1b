using System.Globalization;
using System.Text;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>Sentences to take along: what an event or a quotation is, who says so, where it stands.</summary>
public static class Citation
{
    private const int MaxSentence = 600;

    /// <summary>An event with its words and its source.</summary>
    /// <param name="row">The event.</param>
    /// <param name="standing">How far it is borne out, in words; null where nothing is said of that.</param>
    public static string Event(EventRow row, string? standing = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        var type = EventTypes.Of(row.Type);
        var text = new StringBuilder();
        text.Append(Party(row.ActorName ?? row.ActorText, row.ActorCode)).Append(": ").Append(type.Name);
        if (row.Mode is not null) text.Append(' ').Append(row.Mode);
        if (row.RecipientText is { } recipient) text.Append(" → ").Append(Party(row.RecipientName ?? recipient, row.RecipientCode));
        text.Append(", ").Append(DateText.Words(row.Date));
        if (row.PlaceName is { } place) text.Append(", ").Append(place);
        if (row.Factuality != Factuality.Happened) text.Append(" (").Append(FactualityText.Word(row.Factuality)).Append(')');
        text.Append(". ").Append(row.SpeakerText is { } speaker ? $"According to {row.SpeakerName ?? speaker}, in " : "In ");
        Source(text, row.Publisher, row.OriginPublisher, row.Title, row.Published, row.Url);
        text.Append(": “").Append(Short(row.Sentence)).Append('”');
        if (standing is not null) text.Append(' ').Append(standing);
        text.Append(CultureInfo.InvariantCulture, $" Coded by {EngineVersion.Current}, confidence {row.Confidence:0.00}; {row.Document}, {row.Event}.");
        return text.ToString();
    }

    /// <summary>An event of a document with its words and its source.</summary>
    /// <param name="document">The document.</param>
    /// <param name="item">The event in it.</param>
    public static string Event(StoredDocument document, PoliticalEvent item)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(item);
        var coded = document.Coded;
        Mention? Find(string? id) => id is null ? null : coded.Mentions.FirstOrDefault(one => one.Id == id);
        var statement = item.AssertedBy is null ? null : coded.Statements.FirstOrDefault(one => one.Id == item.AssertedBy);
        var sentence = item.Evidence.Sentence >= 0 && item.Evidence.Sentence < coded.Sentences.Count ? coded.Sentences[item.Evidence.Sentence] : new Extent(item.Evidence.Start, item.Evidence.End);
        return Event(new EventRow
        {
            Document = document.Id,
            Event = item.Id,
            Type = item.Type,
            Mode = item.Mode,
            ActorText = item.Actor.Text,
            ActorCode = item.Actor.Code,
            ActorName = Find(item.Actor.Mention)?.Actor?.Name,
            RecipientText = item.Recipient?.Text,
            RecipientCode = item.Recipient?.Code,
            RecipientName = Find(item.Recipient?.Mention)?.Actor?.Name,
            Date = item.Date,
            PlaceName = item.Place?.Name,
            Factuality = item.Factuality,
            SpeakerText = statement?.Speaker?.Text,
            SpeakerName = Find(statement?.Speaker?.Mention)?.Actor?.Name,
            Publisher = document.Article.Publisher ?? coded.Source,
            OriginPublisher = coded.Origin?.Publisher,
            Title = document.Article.Title ?? coded.Title,
            Url = document.Article.Url ?? coded.Url,
            Published = document.Article.Published ?? coded.Date,
            Sentence = Slice(coded.Text, sentence.Start, sentence.End).Trim(),
            Confidence = item.Confidence,
        });
    }

    /// <summary>A statement with its speaker and its source.</summary>
    /// <param name="document">The document.</param>
    /// <param name="statement">The statement in it.</param>
    public static string Quote(StoredDocument document, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(statement);
        var coded = document.Coded;
        var words = Slice(coded.Text, statement.Content.Start, statement.Content.End).Trim().Trim('“', '”', '"');
        var mention = statement.Speaker?.Mention is { } id ? coded.Mentions.FirstOrDefault(one => one.Id == id) : null;
        var speaker = mention?.Actor?.Name ?? statement.Speaker?.Text;
        var role = mention?.Actor?.Role is { } office ? ", " + office : "";
        var text = new StringBuilder();
        var quoted = statement.Kind == StatementKind.Direct;
        text.Append(speaker is null ? "A speaker who is not named" : speaker + role)
            .Append(quoted ? ": “" : " said that ").Append(Short(words)).Append(quoted ? "”, " : ", ");
        if (statement.Date is { } date) text.Append(DateText.Words(date)).Append(", ");
        text.Append("in ");
        Source(text, document.Article.Publisher ?? coded.Source, coded.Origin?.Publisher, document.Article.Title ?? coded.Title, document.Article.Published ?? coded.Date, document.Article.Url ?? coded.Url);
        return text.Append('.').ToString();
    }

    private static void Source(StringBuilder text, string? publisher, string? origin, string? title, string? published, string? url)
    {
        text.Append(publisher ?? "an outlet that is not named");
        if (origin is not null && origin != publisher) text.Append(" (first published by ").Append(origin).Append(')');
        if (title is not null) text.Append(", “").Append(Short(title)).Append('”');
        if (published is not null) text.Append(", ").Append(DateText.Words(published));
        if (SafeLink.Web(url) is { } address) text.Append(", ").Append(address);
    }

    private static string Party(string name, string? code) => code is null ? name : $"{name} ({code})";

    private static string Short(string text) => text.Length <= MaxSentence ? text : text[..(char.IsHighSurrogate(text[MaxSentence - 1]) ? MaxSentence - 1 : MaxSentence)] + " …";

    private static string Slice(string text, int start, int end)
    {
        start = Math.Clamp(start, 0, text.Length);
        return text[start..Math.Clamp(end, start, text.Length)];
    }
}
