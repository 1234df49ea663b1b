using System.Text.Json;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Store;

/// <summary>An event ready to be written.</summary>
/// <param name="Source">The event.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Speaker">Who says so.</param>
/// <param name="Place">Where, if anywhere.</param>
/// <param name="Bounds">First and last day that its date can mean.</param>
internal sealed record PreparedEvent(PoliticalEvent Source, Party Actor, Party? Recipient, Party? Speaker, PlaceName Place, DateBounds Bounds);

/// <summary>A document ready to be written: everything that takes time and no database, done before the lock is taken.</summary>
internal sealed class PreparedDocument
{
    // A "sentence" of a text without full stops may be the whole text; rows and pages show its beginning.
    private const int MaximumSentence = 8_192;

    public PreparedDocument(StoredDocument document)
    {
        if (!DocumentId.IsWellFormed(document.Id))
        {
            throw new ArgumentException(
                $"\"{document.Id}\" is no id of a document; take it from {nameof(DocumentId)}.{nameof(DocumentId.Of)}", nameof(document));
        }

        Source = document;
        Rank = DocumentId.Rank(document.Id);
        Raw = Contents.Compress(document.Raw.Span);
        (Reading, ReadingLength) = Contents.Pack(document.Article, document.Coded);
        Given = document.Given is { } given ? JsonSerializer.Serialize(given with { Text = null, Html = null }, RecordsJson.Default.Document) : null;
        Published = Blank(document.Article.Published) ?? Blank(document.Coded.Date);
        PublishedAt = DateBounds.Seconds(Published);
        Publisher = (Blank(document.Article.Publisher) ?? Blank(document.Coded.Source)) is { } publisher ? StoredText.Clean(publisher) : null;
        Title = Blank(document.Article.Title) ?? Blank(document.Coded.Title);
        Url = Blank(document.Article.Url) ?? Blank(document.Coded.Url) ?? Blank(document.Article.Canonical);
        OriginPublisher = Blank(document.Coded.Origin?.Publisher) ?? Blank(document.Article.Origin?.Publisher);
        Body = BodyOf(document.Article);
        Actors = [];
        foreach (var mention in document.Coded.Mentions)
        {
            if (mention.Actor is { } actor) Actors.TryAdd(mention.Id, actor);
        }

        var statements = new Dictionary<string, Statement>();
        foreach (var statement in document.Coded.Statements) statements.TryAdd(statement.Id, statement);
        Speakers = [.. document.Coded.Statements.Select(statement => statement.Speaker is { } speaker ? PartyOf(speaker) : default(Party?))];
        Events = new PreparedEvent[document.Coded.Events.Count];
        for (var i = 0; i < Events.Length; i++) Events[i] = Prepare(document.Coded.Events[i], statements);
    }

    public StoredDocument Source { get; }

    public long Rank { get; }

    /// <summary>What the document came with, as JSON without its text.</summary>
    public string? Given { get; }

    public byte[] Raw { get; }

    public byte[] Reading { get; }

    public int ReadingLength { get; }

    public string? Published { get; }

    public long PublishedAt { get; }

    public string? Publisher { get; }

    public string? Title { get; }

    public string? Url { get; }

    public string? OriginPublisher { get; }

    public string Body { get; }

    /// <summary>Who speaks, for each statement.</summary>
    public Party?[] Speakers { get; }

    /// <summary>The events, in order.</summary>
    public PreparedEvent[] Events { get; }

    /// <summary>Everybody who is named; some more than once.</summary>
    public IEnumerable<Party> Parties
    {
        get
        {
            foreach (var speaker in Speakers)
            {
                if (speaker is { } party) yield return party;
            }

            foreach (var item in Events)
            {
                yield return item.Actor;
                if (item.Recipient is { } recipient) yield return recipient;
                if (item.Speaker is { } speaker) yield return speaker;
            }
        }
    }

    private Dictionary<string, Actor> Actors { get; }

    /// <summary>The words of an article that are searched beside its title.</summary>
    public static string BodyOf(Article article) => article.Captions.Count == 0
        ? article.Text
        : string.Join('\n', article.Captions.Select(caption => caption.Text).Prepend(article.Text));

    /// <summary>Start and text of the sentence of some evidence; of the evidence itself where there is no such sentence.</summary>
    public (int Start, string Text) SentenceOf(Evidence evidence)
    {
        var coded = Source.Coded;
        var (start, end) = evidence.Sentence >= 0 && evidence.Sentence < coded.Sentences.Count
            ? (coded.Sentences[evidence.Sentence].Start, coded.Sentences[evidence.Sentence].End)
            : (evidence.Start, evidence.End);
        start = Math.Clamp(start, 0, coded.Text.Length);
        end = Math.Clamp(end, start, Math.Min(coded.Text.Length, start + MaximumSentence));
        if (end < coded.Text.Length && end > start && char.IsHighSurrogate(coded.Text[end - 1])) end--;
        return (start, coded.Text[start..end]);
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private Party PartyOf(Participant participant) => Party.Of(participant.Text, Blank(participant.Code), ActorOf(participant.Mention));

    private Party PartyOf(Speaker speaker) => Party.Of(speaker.Text, null, ActorOf(speaker.Mention));

    private PreparedEvent Prepare(PoliticalEvent item, Dictionary<string, Statement> statements) => new(
        item, PartyOf(item.Actor), item.Recipient is { } recipient ? PartyOf(recipient) : null,
        item.AssertedBy is { } id && statements.GetValueOrDefault(id)?.Speaker is { } speaker ? PartyOf(speaker) : null,
        item.Place is { } place ? PlaceName.Of(place) : default,
        item.DatePrecision != DatePrecision.Unknown && DateBounds.TryParse(item.Date, out var known) ? known : DateBounds.Unknown);

    private Actor? ActorOf(string? mention) => mention is null ? null : Actors.GetValueOrDefault(mention);
}
