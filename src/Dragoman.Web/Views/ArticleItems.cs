using Dragoman.Records;

namespace Dragoman.Web.Views;

/// <summary>An event as the margin of an article page lists it.</summary>
/// <param name="Key">Name of the item on the page, <c>e1</c>: the card's id, and the class of its words in the text.</param>
/// <param name="Event">The event.</param>
/// <param name="Type">Its type with quad class and meaning.</param>
/// <param name="ActorName">Full name of the actor, where the mention was resolved to one.</param>
/// <param name="RecipientName">Full name of the recipient, where resolved.</param>
/// <param name="DateFrom">What the date was taken from, in words; null where it says nothing.</param>
/// <param name="Asserted">On whose word it stands; null for the text's own voice.</param>
/// <param name="Also">Later tellings and contrary positions.</param>
public sealed record EventItem(
    string Key,
    PoliticalEvent Event,
    EventTypeRow Type,
    string? ActorName,
    string? RecipientName,
    string? DateFrom,
    AssertedBy? Asserted,
    IReadOnlyList<TellingItem> Also);

/// <summary>On whose word something stands.</summary>
/// <param name="Speaker">The words for who says it; "a speaker not named" where the text names nobody.</param>
/// <param name="Key">Key of the statement on the page; null where the page does not list it.</param>
public sealed record AssertedBy(string Speaker, string? Key);

/// <summary>Another telling of an event.</summary>
/// <param name="Anchor">Id of its place in the text.</param>
/// <param name="Factuality">What this telling says of the act.</param>
/// <param name="Asserted">On whose word it stands; null for the text's own voice.</param>
/// <param name="Words">The words that name the act.</param>
public sealed record TellingItem(string Anchor, Factuality Factuality, AssertedBy? Asserted, string Words);

/// <summary>A statement as the margin lists it.</summary>
/// <param name="Key">Name of the item on the page, <c>s1</c>.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Speaker">The words for who speaks; null where the text names nobody.</param>
/// <param name="Cue">The words that say that it was said; null for none.</param>
/// <param name="Excerpt">The beginning of what was said.</param>
/// <param name="Venue">Where or to whom; null where not said.</param>
/// <param name="Parent">Key of the statement that it stands in.</param>
/// <param name="Continues">Key of the statement that it goes on from.</param>
/// <param name="Events">Keys of the events that stand on it.</param>
public sealed record StatementItem(
    string Key,
    Statement Statement,
    string? Speaker,
    string? Cue,
    string Excerpt,
    string? Venue,
    string? Parent,
    string? Continues,
    IReadOnlyList<string> Events);

/// <summary>A time expression as the margin lists it.</summary>
/// <param name="Key">Name of the item on the page, <c>t1</c>.</param>
/// <param name="Time">The expression.</param>
/// <param name="Words">Its words.</param>
public sealed record TimeItem(string Key, TimeExpression Time, string Words);

/// <summary>An amount as the margin lists it.</summary>
/// <param name="Key">Name of the item on the page, <c>n1</c>.</param>
/// <param name="Quantity">The amount.</param>
/// <param name="Words">Its words.</param>
/// <param name="Value">Number, bounds and unit, for people.</param>
public sealed record QuantityItem(string Key, Quantity Quantity, string Words, string Value);

/// <summary>Somebody or something that the text names, all mentions together.</summary>
/// <param name="Key">Name of the item on the page, <c>a1</c>.</param>
/// <param name="Name">The fullest name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Actor">Who it is as an actor; null where it cannot be one.</param>
/// <param name="Place">Where it lies; null where it is no place.</param>
/// <param name="Maker">Country that makes a piece of equipment.</param>
/// <param name="Count">Number of mentions.</param>
public sealed record ActorItem(string Key, string Name, MentionKind Kind, Actor? Actor, Place? Place, string? Maker, int Count);
