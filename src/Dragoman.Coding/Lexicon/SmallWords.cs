using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Lexicon;

/// <summary>Short lists of words that rules ask for (<c>data/coding/small-words.tsv</c>), in lower case. Immutable.</summary>
internal static class SmallWords
{
    private static readonly FrozenDictionary<string, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>> Classes = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/small-words.tsv", ["class", "word", "source"]).Rows
        .GroupBy(row => row[0], row => row[1])
        .ToFrozenDictionary(list => list.Key, list => list.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>(), StringComparer.Ordinal);

    /// <summary>"anyone", "you": nobody in particular.</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Anybody { get; } = Classes["anybody"];

    /// <summary>Prepositions of where, when and why.</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Circumstance { get; } = Classes["circumstance"];

    /// <summary>Words behind a length or height.</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Measure { get; } = Classes["measure"];

    /// <summary>"nobody", "none".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Nobody { get; } = Classes["nobody"];

    /// <summary>"not", "never".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Negation { get; } = Classes["negation"];

    /// <summary>"shot <u>dead</u> two farmers": behind a verb and in front of its object, what the object became.</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Outcome { get; } = Classes["outcome"];

    /// <summary>Prepositions of the place within which something is done.</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Within { get; } = Classes["within"];
}
