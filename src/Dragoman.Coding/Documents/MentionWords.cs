using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Documents;

/// <summary>What a word does in mentions, a bit each (<c>data/coding/mention-words.tsv</c>).</summary>
[Flags]
internal enum MentionWord
{
    None = 0,

    /// <summary>A pronoun that speaks of one human being: "he", "I".</summary>
    Person = 1,

    /// <summary>A pronoun that speaks of several, or of a body: "they", "we".</summary>
    Group = 2,

    /// <summary>Counts the noun behind it: "several".</summary>
    Count = 4,

    /// <summary>A preposition behind which the name of a state says where: "across".</summary>
    There = 8,

    /// <summary>A noun in the singular that stands for many: "family".</summary>
    Several = 16,
}

/// <summary>The table of these words. Immutable after loading.</summary>
internal static class MentionWords
{
    private const int Longest = 16;

    private static readonly FrozenDictionary<string, MentionWord> Words = Load();
    private static readonly FrozenDictionary<string, MentionWord>.AlternateLookup<ReadOnlySpan<char>> LookUp = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a word does, in whatever case it is written.</summary>
    public static MentionWord Of(ReadOnlySpan<char> word)
    {
        if (word.Length > Longest)
            return MentionWord.None;
        Span<char> lower = stackalloc char[Longest];
        return LookUp.TryGetValue(lower[..word.ToLowerInvariant(lower)], out var found) ? found : MentionWord.None;
    }

    private static FrozenDictionary<string, MentionWord> Load()
    {
        var words = new Dictionary<string, MentionWord>(StringComparer.Ordinal);
        var table = TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/mention-words.tsv", "word", "class", "source");
        foreach (var row in table.Rows)
        {
            words[row[0]] = words.GetValueOrDefault(row[0]) | row[1] switch
            {
                "person" => MentionWord.Person,
                "group" => MentionWord.Group,
                "count" => MentionWord.Count,
                "there" => MentionWord.There,
                "several" => MentionWord.Several,
                _ => throw new InvalidDataException($"{table.Name}: {row[0]} is of no class '{row[1]}'"),
            };
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
