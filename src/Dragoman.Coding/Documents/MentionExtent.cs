using Dragoman.Coding.Actors;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>
/// How far the words of a mention reach, and what kind of thing they name. The words of an actor are those that an event quotes; a mention is the
/// whole noun phrase without what counts it: "the families of the victims", "Peru's security forces", and "gunmen" of "three gunmen".
/// </summary>
internal static class MentionExtent
{
    private const int MostComplements = 2;

    /// <summary>The first word of the mention and the one behind its last.</summary>
    public static (int First, int End) Of(SentenceReading sentence, Phrase phrase, ActorReading reading)
    {
        var words = sentence.Words;
        var (first, end) = (reading.First, reading.End);
        if (end != phrase.End || reading.Kind == MentionKind.Place)
            return (first, end);
        // "the Government", written as a name, is a noun of the tables.
        var isNoun = words[phrase.Head].Role == WordRole.Noun || (reading is { Name: null, Role: not null } && words[phrase.Head].Entries is not null);
        if (isNoun && first > phrase.First && words[first - 1].Role == WordRole.Genitive)
            first = phrase.First;
        first = BehindCount(sentence, first, phrase.Head);
        if (isNoun && reading.Kind != MentionKind.Equipment)
            end = reading.Kind == MentionKind.Person ? BehindOffice(sentence, end) : BehindComplement(sentence, end);
        return (first, end);
    }

    /// <summary>What the words of a reading name, where the tables left it open: what the language model says of the name.</summary>
    public static MentionKind Kind(SentenceReading sentence, Phrase? phrase, ActorReading reading, MentionKind entity)
    {
        var words = sentence.Words;
        if (reading is { Kind: MentionKind.Person, Name: null } && phrase is not null && (IsPlural(words[phrase.Head]) || Does(sentence, phrase.Head, MentionWord.Several)))
            return MentionKind.Group;
        if (reading.Kind != MentionKind.Other)
            return reading.Kind;
        var (isBody, isPlace) = (false, false);
        for (var i = reading.First; i < reading.End; i++)
        {
            // One name behind "in" is a place that the model took for a person.
            if (words[i].NameTag.EndsWith("-PER", StringComparison.Ordinal))
                return i + 1 == reading.End && i == reading.First && i > 0 && (ActorWords.Of(sentence, i - 1) & ActorWord.Place) != 0 ? MentionKind.Other : MentionKind.Person;
            if ((ActorWords.Of(sentence, i) & ActorWord.Honorific) != 0)
                return MentionKind.Person;
            isBody |= words[i].NameTag.EndsWith("-ORG", StringComparison.Ordinal);
            isPlace |= words[i].NameTag.EndsWith("-LOC", StringComparison.Ordinal);
        }

        return isBody ? MentionKind.Organization : entity == MentionKind.Person && !isPlace ? MentionKind.Person : MentionKind.Other;
    }

    private static bool IsPlural(in Word word) => word is { Info.Plural: true } || word.Xpos is "NNS" or "NNPS";

    private static int BehindCount(SentenceReading sentence, int first, int head)
    {
        var words = sentence.Words;
        var behind = first;
        for (var i = first; i < head; i++)
        {
            ref var word = ref words[i];
            if (word.Entries is not null)
                break;
            if (word.Xpos == "CD" || Does(sentence, i, MentionWord.Count))
                behind = i + 1;
            else if (word.Role is not (WordRole.Adverb or WordRole.Preposition or WordRole.Number) && !(word.Role == WordRole.Determiner && behind > first))
                break;
        }

        // "2 March Brigade": a number in a name.
        return behind < words.Length && behind > first && words[behind].Role == WordRole.Name && words[behind].Entries is null ? first : behind;
    }

    /// <summary>"the families of the victims", "members of the council of elders".</summary>
    private static int BehindComplement(SentenceReading sentence, int end)
    {
        for (var depth = 0; depth < MostComplements; depth++)
        {
            if (Behind(sentence, end, "of") is not { } next)
                return end;
            end = next.End;
            if (next.List is { } list && list[^1].First > next.First)
                return list[^1].End;
        }

        return end;
    }

    /// <summary>"minister for trade", "president of Chad": what somebody has the office of, and not whose man he is.</summary>
    private static int BehindOffice(SentenceReading sentence, int end) =>
        (Behind(sentence, end, "of") ?? Behind(sentence, end, "for")) is { } next && next.Actor is not { Kind: MentionKind.Person or MentionKind.Group } ? next.End : end;

    private static Phrase? Behind(SentenceReading sentence, int end, string preposition)
    {
        var words = sentence.Words;
        return end + 1 < words.Length && words[end].Role == WordRole.Preposition && words[end].Form == preposition
            && sentence.PhraseAt[end + 1] is { IsPronoun: false } next && next.First == end + 1 ? next : null;
    }

    private static bool Does(SentenceReading sentence, int word, MentionWord what) =>
        (MentionWords.Of(sentence.Text.AsSpan(sentence.Words[word].Start, sentence.Words[word].End - sentence.Words[word].Start)) & what) != 0;
}
