using System.Text.Json;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Store;

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
        var reading = Contents.Write(document.Article, document.Coded);
        ReadingLength = reading.Length;
        Reading = Contents.Compress(reading);
        Given = document.Given is { } given ? JsonSerializer.Serialize(given with { Text = null, Html = null }, RecordsJson.Default.Document) : null;
        Published = Blank(document.Article.Published) ?? Blank(document.Coded.Date);
        PublishedAt = DateBounds.Seconds(Published);
        Publisher = Blank(document.Article.Publisher) ?? Blank(document.Coded.Source);
        Title = Blank(document.Article.Title) ?? Blank(document.Coded.Title);
        Url = Blank(document.Article.Url) ?? Blank(document.Coded.Url) ?? Blank(document.Article.Canonical);
        OriginPublisher = Blank(document.Coded.Origin?.Publisher) ?? Blank(document.Article.Origin?.Publisher);
        Body = document.Article.Captions.Count == 0
            ? document.Article.Text
            : string.Join('\n', document.Article.Captions.Select(caption => caption.Text).Prepend(document.Article.Text));
        Actors = [];
        foreach (var mention in document.Coded.Mentions)
        {
            if (mention.Actor is { } actor) Actors.TryAdd(mention.Id, actor);
        }

        Statements = [];
        foreach (var statement in document.Coded.Statements) Statements.TryAdd(statement.Id, statement);
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

    public Dictionary<string, Actor> Actors { get; }

    public Dictionary<string, Statement> Statements { get; }

    public Party PartyOf(Participant participant) => Party.Of(participant.Text, Blank(participant.Code), ActorOf(participant.Mention));

    public Party PartyOf(Speaker speaker) => Party.Of(speaker.Text, null, ActorOf(speaker.Mention));

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

    private Actor? ActorOf(string? mention) => mention is null ? null : Actors.GetValueOrDefault(mention);
}
