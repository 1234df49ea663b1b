using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Learned;

/// <summary>
/// Words of sport, fiction, nature and science, from <c>data/coding/topic-words.tsv</c>: a word that means little else weighs 1, one that politics
/// uses as well 0.5. A sentence whose words weigh 1 or more is probably about something else than politics.
/// </summary>
internal static class TopicWords
{
    private static readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> Weights = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/topic-words.tsv", ["word", "topic", "weight", "source"]).Rows
        .ToFrozenDictionary(row => row[0], row => double.Parse(row[2], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How much the words of a sentence speak for another subject than politics: 0 for not at all.</summary>
    public static double Weight(SentenceReading sentence)
    {
        var sum = 0.0;
        foreach (ref readonly var word in sentence.Words.AsSpan())
        {
            if (word.Upos is not ("NOUN" or "PROPN" or "ADJ" or "VERB"))
                continue;
            if (Weights.TryGetValue(word.Base is { Length: > 0 } lemma ? lemma : word.Form, out var weight))
                sum += weight;
        }

        return sum;
    }
}
