using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Actors;

/// <summary>What the words of a noun phrase, or of the part of it in front of a genitive, contribute to who it names.</summary>
internal struct PhraseParts
{
    public int First;
    public bool Former;
    public string? Country;
    public NameEntry? Nationality;
    public NameEntry? Head;
    public NameEntry? Modifier;
    public NameEntry? Person;
    public NameEntry? Body;
    public NameEntry? People;
    public NameEntry? Equipment;
    public bool Led;
    public bool Doubt;
    public ActorWord Side;
    public int NameFirst;
    public int NameEnd;
    public int RoleFirst;
    public int RoleEnd;
    public int HolderFirst;
    public int HolderEnd;

    /// <summary>Parts of nothing yet.</summary>
    public static PhraseParts From(int first, int end) => new()
    {
        First = first,
        NameFirst = -1,
        NameEnd = -1,
        RoleFirst = -1,
        RoleEnd = -1,
        HolderFirst = first,
        HolderEnd = end,
    };

    /// <summary>Takes what the tables know of a phrase.</summary>
    public void Take(NameEntry entry, int first, int end)
    {
        if (entry.Kind is not (NameKind.Role or NameKind.Person or NameKind.People))
            (HolderFirst, HolderEnd) = (first, end);
        switch (entry.Kind)
        {
            case NameKind.Country:
            case NameKind.Capital:
            case NameKind.Seat:
                Country ??= entry.Country;
                if (entry.Kind == NameKind.Country && Head is null && Body is null)
                    Nationality = entry;
                else
                    Body ??= entry;
                break;
            case NameKind.Nationality:
                Country ??= entry.Country;
                Nationality = entry;
                break;
            case NameKind.Body:
            case NameKind.Media:
                Body ??= entry;
                break;
            case NameKind.People:
                Country ??= entry.Country;
                People = entry;
                break;
            case NameKind.Equipment:
                Equipment = entry;
                break;
            case NameKind.Person:
                Person = entry;
                NameFirst = first;
                NameEnd = end;
                break;
            default:
                if (Head is not null && (ActorWords.Of(Head.Name) & ActorWord.Generic) == 0)
                    Modifier = Head;
                Head = entry;
                RoleFirst = first;
                RoleEnd = end;
                break;
        }
    }

    /// <summary>Takes a word that the tables do not know.</summary>
    public void TakeWord(SentenceReading sentence, int i, int head)
    {
        ref var word = ref sentence.Words[i];
        var does = ActorWords.Of(sentence, i);
        Doubt |= (does & ActorWord.Doubt) != 0;
        Side |= does & (ActorWord.Loyal | ActorWord.Against);
        if (word.Role == WordRole.Name && (word.Capital || word.Given != 0) && !word.Is(WordClasses.Closed))
        {
            if ((does & ActorWord.Honorific) != 0)
                return;
            var compound = ActorWords.OfCompound(sentence, i);
            if ((compound & (ActorWord.Backed | ActorWord.Led | ActorWord.Made | ActorWord.Held)) != 0 && i != head)
            {
                Led |= (compound & ActorWord.Led) != 0;
                return;
            }

            if (NameFirst < 0 || NameEnd != i)
                NameFirst = i;
            NameEnd = i + 1;
        }
        else if (word.Is(WordClasses.Generic) && i == head)
        {
            if (Head is not null)
                Modifier = Head;
            RoleFirst = i;
            RoleEnd = i + 1;
        }
        else
        {
            Led |= (ActorWords.OfCompound(sentence, i) & ActorWord.Led) != 0;
        }
    }
}
