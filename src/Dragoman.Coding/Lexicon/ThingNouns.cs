using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Lexicon;

/// <summary>Nouns that can be nobody: acts, states, thoughts, feelings, times, stuffs (<c>data/coding/thing-nouns.tsv</c>).</summary>
internal static class ThingNouns
{
    private static readonly FrozenSet<string> Words = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/thing-nouns.tsv", ["word", "source"]).Rows
        .Select(row => row[0])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a noun can be nobody.</summary>
    /// <param name="lemma">Its dictionary form, lower case.</param>
    public static bool Contains(string lemma) => Words.Contains(lemma);
}
