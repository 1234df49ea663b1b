using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Learned;

/// <summary>
/// Words of sport, fiction, nature and science, from <c>data/coding/topic-words.tsv</c>: a word or phrase that means little else weighs 1, one that politics
/// uses as well 0.5, one that leaves no doubt 2. A sentence whose words weigh 1 or more is probably about something else than politics.
/// </summary>
internal static class TopicWords
{
    private static readonly FrozenDictionary<string, Entry[]>.AlternateLookup<ReadOnlySpan<char>> Entries = Read().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How much the words of a sentence speak for another subject than politics: 0 for not at all.</summary>
    public static double Weight(SentenceReading sentence)
    {
        var sum = 0.0;
        var words = sentence.Words;
        for (var i = 0; i < words.Length; i++)
        {
            if (!Entries.TryGetValue(Lemma(words[i]), out var entries))
                continue;
            foreach (var entry in entries)
            {
                if (entry.Rest.Length == 0 ? words[i].Upos is "NOUN" or "PROPN" or "ADJ" or "VERB" : Follows(words, i + 1, entry.Rest))
                    sum += entry.Weight;
            }
        }

        return sum;
    }

    private static bool Follows(Word[] words, int from, string[] rest)
    {
        if (from + rest.Length > words.Length)
            return false;
        for (var k = 0; k < rest.Length; k++)
        {
            if (!Lemma(words[from + k]).Equals(rest[k], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    private static ReadOnlySpan<char> Lemma(in Word word) => word.Base is { Length: > 0 } lemma ? lemma : word.Form;

    private static FrozenDictionary<string, Entry[]> Read()
    {
        var entries = new Dictionary<string, List<Entry>>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/topic-words.tsv", ["word", "topic", "weight", "source"]).Rows)
        {
            var words = row[0].Split(' ');
            if (!entries.TryGetValue(words[0], out var list))
                entries.Add(words[0], list = []);
            list.Add(new Entry(words[1..], double.Parse(row[2], CultureInfo.InvariantCulture)));
        }

        return entries.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    private sealed record Entry(string[] Rest, double Weight);
}
