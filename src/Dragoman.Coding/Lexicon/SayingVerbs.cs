using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Lexicon;

/// <summary>Verbs whose clause is what somebody says or thinks (<c>data/coding/saying-verbs.tsv</c>).</summary>
internal static class SayingVerbs
{
    private static readonly FrozenSet<string> Lemmas = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/saying-verbs.tsv", ["word", "source"]).Rows
        .Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a verb is one of them.</summary>
    /// <param name="lemma">The verb's lemma.</param>
    public static bool Has(string lemma) => Lemmas.Contains(lemma);
}
