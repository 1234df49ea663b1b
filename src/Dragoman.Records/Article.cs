using System.Text.Json.Serialization;
using Dragoman.Records.Json;

namespace Dragoman.Records;

/// <summary>The cleaned text of one report, with its publisher, origin, captions and notices. The output of <c>dragoman extract</c>.</summary>
public sealed class Article
{
    /// <summary>The id that the document came with; null where it had none.</summary>
    [JsonConverter(typeof(IdentityConverter))]
    public string? Id { get; init; }

    /// <summary>Address that the article was read from.</summary>
    public string? Url { get; init; }

    /// <summary>Address that the page names as its own, where it does.</summary>
    public string? Canonical { get; init; }

    /// <summary>Headline.</summary>
    public string? Title { get; init; }

    /// <summary>The author line, as printed.</summary>
    public string? Byline { get; init; }

    /// <summary>The outlet that published this text here; not always the one that wrote it (<see cref="Origin"/>).</summary>
    public string? Publisher { get; init; }

    /// <summary>When it was published: <c>2019-03-29</c>, or with a time and offset as ISO 8601 where the page says them.</summary>
    public string? Published { get; init; }

    /// <summary>What a page says about its date in several places, where these do not agree; null where they do.</summary>
    public IReadOnlyList<DateCandidate>? DateCandidates { get; init; }

    /// <summary>When it was last changed, in the same form.</summary>
    public string? Updated { get; init; }

    /// <summary>BCP 47 tag of the language, <c>en</c>; null where unknown.</summary>
    public string? Language { get; init; }

    /// <summary>The body alone: <see cref="Paragraphs"/> joined by a blank line.</summary>
    public required string Text { get; init; }

    /// <summary>Paragraphs of the body, in page order, without promotion, captions, notices and navigation.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>Captions of pictures, apart from the body.</summary>
    public IReadOnlyList<Caption> Captions { get; init; } = [];

    /// <summary>Lines that are about the text and not of it.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Who published the text first, where the text says so.</summary>
    public Origin? Origin { get; init; }
}

/// <summary>One of several dates of publication that do not agree.</summary>
/// <param name="Value">The date, in the form of <see cref="Article.Published"/>.</param>
/// <param name="From">Where it stands: <c>caller</c>, <c>json-ld</c>, <c>meta</c>, <c>time</c>, <c>text</c> or <c>url</c>.</param>
/// <param name="Chosen">True for the one that was taken.</param>
/// <param name="Reason">Why it was taken; null for the others.</param>
public sealed record DateCandidate(string Value, string From, bool Chosen, string? Reason);

/// <summary>The caption of a picture.</summary>
/// <param name="Text">Its words, without the credit.</param>
/// <param name="Credit">Who made or lent the picture, as printed.</param>
/// <param name="Date">The day that the caption names, <c>2018-07-12</c>.</param>
public sealed record Caption(string Text, string? Credit, string? Date);

/// <summary>A line that is about the text and not of it.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Kind">What it is for.</param>
public sealed record Notice(string Text, NoticeKind Kind);

/// <summary>What a notice is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeKind>))]
public enum NoticeKind
{
    /// <summary>None of the others.</summary>
    [JsonStringEnumMemberName("other")] Other,

    /// <summary>Advertises the outlet: "Join our channel".</summary>
    [JsonStringEnumMemberName("promotion")] Promotion,

    /// <summary>Says that the text is another's: "originally published by".</summary>
    [JsonStringEnumMemberName("syndication")] Syndication,

    /// <summary>Says what was wrong in an earlier version.</summary>
    [JsonStringEnumMemberName("correction")] Correction,

    /// <summary>Says who owns the text.</summary>
    [JsonStringEnumMemberName("copyright")] Copyright,
}

/// <summary>Who published a text first.</summary>
/// <param name="Publisher">The outlet, as named.</param>
/// <param name="Permission">The words that say on what terms it is reprinted; null where there are none.</param>
/// <param name="Evidence">The words that this was read from.</param>
public sealed record Origin(string Publisher, string? Permission, string Evidence);

/// <summary>
/// An article with the text that the reading goes over: what crosses from Articles to Language and Coding.
/// </summary>
public sealed class ArticleText
{
    /// <summary>The article.</summary>
    public required Article Article { get; init; }

    /// <summary>
    /// The text that every offset indexes. For a document given as text: that text, character for character.
    /// For a page: every kept block in page order, headline first, one blank line between blocks.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>What each piece of <see cref="Text"/> is, in order, without overlap. White space between blocks belongs to none.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }
}

/// <summary>A piece of the text, and what it is there for.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset behind the last UTF-16 code unit.</param>
/// <param name="Kind">What the piece is.</param>
/// <param name="Date">The day that a caption names; null elsewhere.</param>
public sealed record Part(int Start, int End, PartKind Kind, string? Date = null);

/// <summary>What a piece of a text is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartKind>))]
public enum PartKind
{
    /// <summary>About the text, and none of the other kinds.</summary>
    [JsonStringEnumMemberName("other")] Other,

    /// <summary>The title over the text.</summary>
    [JsonStringEnumMemberName("headline")] Headline,

    /// <summary>The author line.</summary>
    [JsonStringEnumMemberName("byline")] Byline,

    /// <summary>Place, day and agency in front of the first sentence: "PARIS (Reuters) -".</summary>
    [JsonStringEnumMemberName("dateline")] Dateline,

    /// <summary>The report itself.</summary>
    [JsonStringEnumMemberName("body")] Body,

    /// <summary>The words under a picture.</summary>
    [JsonStringEnumMemberName("caption")] Caption,

    /// <summary>Who made or lent a picture.</summary>
    [JsonStringEnumMemberName("credit")] Credit,

    /// <summary>Advertises the outlet.</summary>
    [JsonStringEnumMemberName("promotion")] Promotion,

    /// <summary>Says that the text is another's.</summary>
    [JsonStringEnumMemberName("syndication")] Syndication,

    /// <summary>Says what was wrong in an earlier version.</summary>
    [JsonStringEnumMemberName("correction")] Correction,

    /// <summary>Says who owns the text.</summary>
    [JsonStringEnumMemberName("copyright")] Copyright,
}
