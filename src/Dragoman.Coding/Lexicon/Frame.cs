using Dragoman.Records;

namespace Dragoman.Coding.Lexicon;

/// <summary>How a frame's trigger is built.</summary>
internal enum TriggerKind
{
    /// <summary>A verb, with particles or not.</summary>
    Verb,

    /// <summary>A noun that names the act: "attack".</summary>
    Noun,

    /// <summary>An adjective or participle behind "be": "critical of".</summary>
    Adjective,
}

/// <summary>What a frame does with the act in its complement.</summary>
internal enum Operator
{
    /// <summary>The frame is an act of its own.</summary>
    None,

    /// <summary>Carries the act and adds nothing: "launch an attack", "begin to".</summary>
    Light,

    /// <summary>Carries the act and turns its direction: "receive aid from".</summary>
    Reversed,

    /// <summary>Says that the actor will do it: "vow to".</summary>
    Promise,

    /// <summary>Means to do it: "plan to".</summary>
    Intend,

    /// <summary>Will not do it: "refuse to".</summary>
    Refuse,

    /// <summary>Asks somebody for it: "urge", tail 02x.</summary>
    Ask,

    /// <summary>Demands it: "order", tail 10x.</summary>
    Demand,

    /// <summary>Holds it out as a harm: "threaten to".</summary>
    Threaten,

    /// <summary>Ends what went on: "stop", "suspend".</summary>
    End,

    /// <summary>Says that it was done by somebody else: "accuse of".</summary>
    Allege,

    /// <summary>Could do it: "consider", "be able to".</summary>
    Option,

    /// <summary>Says that it is not so: "deny".</summary>
    Deny,

    /// <summary>Takes part in what the object does: "join the states that recognise X".</summary>
    Join,

    /// <summary>The words mean no act at all: "strike a deal with fate", "decline comment".</summary>
    Nothing,
}

/// <summary>A class of words that name one act, and who is who in it (one line of <c>data/coding/frames.tsv</c>).</summary>
internal sealed class Frame
{
    /// <summary>Name of the line; the rule of the events that it reads.</summary>
    public required string Id { get; init; }

    public required TriggerKind Kind { get; init; }

    /// <summary>What the frame does with the act in its complement.</summary>
    public Operator Operator { get; init; }

    /// <summary>The type; null for an operator without a type of its own.</summary>
    public EventType? Type { get; init; }

    public string? Mode { get; init; }

    public string? Cameo { get; init; }

    /// <summary>
    /// Where the recipient stands, in order of preference: <c>O</c> the object, <c>S</c> the subject, otherwise prepositions.
    /// </summary>
    public required string[] Recipients { get; init; }

    /// <summary>Where the actor stands; <c>S</c> for verbs, else <c>O</c> or a preposition.</summary>
    public required string ActorFrom { get; init; }

    /// <summary>Where the actor stands in a passive without agent: <c>O</c> what it is done to, which does it, or a preposition; null where nobody is named.</summary>
    public string? AgentlessFrom { get; init; }

    /// <summary>Classes of nouns, one of which the object must be; empty for any object or none.</summary>
    public required string[] Objects { get; init; }

    /// <summary>The bits of <see cref="Objects"/>; set when the classes are known.</summary>
    public UInt128 ObjectBits { get; set; }

    /// <summary>Where the noun of <see cref="Objects"/> stands: <c>O</c>, or a preposition ("call for X").</summary>
    public required string ObjectFrom { get; init; }

    /// <summary>Both sides do it to each other.</summary>
    public bool Symmetric { get; init; }

    /// <summary>The object must be somebody who can act or suffer.</summary>
    public bool NeedsActorObject { get; init; }

    /// <summary>Without an object the words mean something else.</summary>
    public bool NeedsObject { get; init; }

    /// <summary>Behind the object stands what it is called: "called Spain reckless".</summary>
    public bool NeedsPredicative { get; init; }

    /// <summary>One of the recipients' prepositions must stand behind the verb: "fired rockets <u>at</u>".</summary>
    public bool NeedsTarget { get; init; }

    /// <summary>The verb must be negated: "is not welcome".</summary>
    public bool NeedsNegation { get; init; }

    /// <summary>Behind the verb hangs another with a subject of its own: "wants <u>Togo</u> to leave".</summary>
    public bool NeedsOtherSubject { get; init; }

    /// <summary>Behind the verb stands what is to be done: an infinitive, or a clause with "should" or in the subjunctive.</summary>
    public bool NeedsBidding { get; init; }

    /// <summary>Behind the verb stands no clause that states something: "insisted that it was closed".</summary>
    public bool NeedsNoStatement { get; init; }

    /// <summary>Behind the verb stands a clause that states something: "agreed with Oman that the road was long".</summary>
    public bool NeedsStatement { get; init; }

    /// <summary>Nothing is its object: "police fired".</summary>
    public bool NeedsNoObject { get; init; }

    /// <summary>The subject must be a state, its government or its forces.</summary>
    public bool NeedsStateSubject { get; init; }

    /// <summary>Share of such events that are right, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>How much the frame says: the more conditions, the more.</summary>
    public int Specificity { get; init; }

    /// <summary>A sentence that the frame must read.</summary>
    public required string Yes { get; init; }

    /// <summary>A sentence that it must not read.</summary>
    public required string No { get; init; }
}

/// <summary>The words of a frame: a lemma, and what must follow it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Particles">Words that must follow the lemma, in order; up to two adverbs or an object may stand between.</param>
/// <param name="Weight">What the further words say: much for a noun or verb, little for a preposition or adverb.</param>
internal sealed record FrameTrigger(Frame Frame, string[] Particles, int Weight)
{
    /// <summary>Stands for the object in the words of a trigger: "clear <c>~</c> of".</summary>
    public const string ObjectMark = "~";
}
