using System.Collections.Frozen;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Actors;

/// <summary>What words do in the phrase of an actor, a bit each (<c>data/coding/actor-words.tsv</c>).</summary>
[Flags]
internal enum ActorWord
{
    None = 0,

    /// <summary>The sectors come from whom it belongs to: "official", "spokesman".</summary>
    Generic = 1,

    /// <summary>Behind the name of a body it stays that body: "Hamas fighters".</summary>
    BodyHead = 2,

    /// <summary>"Mr": no part of the name.</summary>
    Honorific = 4,

    /// <summary>Behind a hyphen: whoever stands in front helps, and is not the actor ("Russian-backed").</summary>
    Backed = 8,

    /// <summary>Behind a hyphen: a known armed group in front says that arms are borne ("al-Qaeda-linked").</summary>
    KnownLink = 16,

    /// <summary>Behind a hyphen: whoever stands in front leads others ("Saudi-led").</summary>
    Led = 32,

    /// <summary>Behind a hyphen: the maker stands in front ("Russian-made").</summary>
    Made = 64,

    /// <summary>Behind a hyphen: what stands in front says where ("rebel-held").</summary>
    Held = 128,

    /// <summary>Makes a title a claim: "self-proclaimed".</summary>
    Doubt = 256,

    /// <summary>A preposition behind which a capital is a place.</summary>
    Place = 512,

    /// <summary>A preposition behind which stands whom a role belongs to.</summary>
    Completes = 1024,

    /// <summary>A preposition behind which stands the country of a role.</summary>
    Owner = 2048,

    /// <summary>"pro-government": armed men of unknown side are on the government's.</summary>
    Loyal = 4096,

    /// <summary>"anti-government": armed men of unknown side are against it.</summary>
    Against = 8192,

    /// <summary>Serves whoever stands behind "to": "aide".</summary>
    Serves = 16384,

    /// <summary>Sent to whoever stands behind "for" or "to", and not theirs: "envoy".</summary>
    Sent = 32768,

    /// <summary>A number of people where nothing stands behind "of", and else a number of that: "thousands".</summary>
    Number = 65536,
}

/// <summary>The table of these words.</summary>
internal static class ActorWords
{
    private const int Longest = 24;

    private static readonly FrozenDictionary<string, ActorWord> Words = Load();
    private static readonly FrozenDictionary<string, ActorWord>.AlternateLookup<ReadOnlySpan<char>> LookUp =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a word does.</summary>
    public static ActorWord Of(ReadOnlySpan<char> word)
    {
        if (word.Length > Longest)
            return ActorWord.None;
        Span<char> lower = stackalloc char[Longest];
        return LookUp.TryGetValue(lower[..word.ToLowerInvariant(lower)], out var found) ? found : ActorWord.None;
    }

    /// <summary>What a word of a sentence does.</summary>
    public static ActorWord Of(SentenceReading sentence, int word) => Of(sentence.Text.AsSpan(sentence.Words[word].Start, sentence.Words[word].End - sentence.Words[word].Start));

    /// <summary>What the part behind the last hyphen of a word does; nothing where it has none.</summary>
    public static ActorWord OfCompound(SentenceReading sentence, int word)
    {
        var text = sentence.Text.AsSpan(sentence.Words[word].Start, sentence.Words[word].End - sentence.Words[word].Start);
        var hyphen = text.LastIndexOf('-');
        return hyphen > 0 ? Of(text[(hyphen + 1)..]) : ActorWord.None;
    }

    /// <summary>What the last of several words does.</summary>
    public static ActorWord OfLast(string words) => Of(words.AsSpan(words.LastIndexOf(' ') + 1));

    private static FrozenDictionary<string, ActorWord> Load()
    {
        var words = new Dictionary<string, ActorWord>(StringComparer.Ordinal);
        foreach (var row in TableFile.FromResource(typeof(ActorWords).Assembly, "coding/actor-words.tsv", "word", "class", "source").Rows)
        {
            words[row[0]] = words.GetValueOrDefault(row[0]) | row[1] switch
            {
                "generic" => ActorWord.Generic,
                "body-head" => ActorWord.BodyHead,
                "honorific" => ActorWord.Honorific,
                "backed" => ActorWord.Backed,
                "known-link" => ActorWord.KnownLink,
                "led" => ActorWord.Led,
                "made" => ActorWord.Made,
                "held" => ActorWord.Held,
                "doubt" => ActorWord.Doubt,
                "place" => ActorWord.Place,
                "completes" => ActorWord.Completes,
                "owner" => ActorWord.Owner,
                "loyal" => ActorWord.Loyal,
                "against" => ActorWord.Against,
                "serves" => ActorWord.Serves,
                "sent" => ActorWord.Sent,
                "number" => ActorWord.Number,
                _ => throw new InvalidDataException($"actor-words.tsv: there is no class '{row[1]}'"),
            };
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
