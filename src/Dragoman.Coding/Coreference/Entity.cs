using Dragoman.Coding.Actors;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Coreference;

/// <summary>What is known of somebody's sex, from titles, given names and pronouns.</summary>
internal enum Gender : byte
{
    Unknown,
    Female,
    Male,
}

/// <summary>Somebody or something that the document has named, with what later words need to point back to it.</summary>
internal sealed class Entity
{
    /// <summary>Who it is, as the fullest mention so far reads it.</summary>
    public required ActorReading Reading { get; set; }

    public required MentionKind Kind { get; set; }

    public Gender Gender { get; set; }

    /// <summary>Several people under one description.</summary>
    public bool Plural { get; init; }

    /// <summary>Words that it is called by, lower case: the head of its office or of its name.</summary>
    public HashSet<string> Heads { get; } = new(StringComparer.Ordinal);

    /// <summary>Sentence of its last mention.</summary>
    public int Sentence { get; set; }

    /// <summary>Phrase of its last mention that is no pronoun; null for none.</summary>
    public Phrase? Phrase { get; set; }

    /// <summary>Place of its last mention in the order of mentions.</summary>
    public int Order { get; set; }

    /// <summary>How much its last mention stood in the fore: 3 subject of the main verb, 2 another subject, 1 anything else.</summary>
    public int Weight { get; set; }

    /// <summary>Id of its first mention; empty until it has one.</summary>
    public string FirstMention { get; set; } = "";

    /// <summary>A state rather than a body within one.</summary>
    public bool IsState { get; set; }
}
