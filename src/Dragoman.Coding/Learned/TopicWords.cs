using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>
/// Words of sport, fiction, nature and science, from <c>data/coding/topic-words.tsv</c>: a word or phrase that means little else weighs 1, one that politics
/// uses as well 0.5, one that leaves no doubt 2. A sentence whose words weigh 1 or more is probably about something else than politics.
/// </summary>
internal static class TopicWords
{
    private static readonly FrozenDictionary<string, Entry[]>.AlternateLookup<ReadOnlySpan<char>> Entries = Read().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How much the words of a sentence speak for another subject than politics: 0 for not at all.</summary>
    public static double Weight(AnnotatedText text, Sentence sentence)
    {
        var sum = 0.0;
        var end = sentence.FirstToken + sentence.TokenCount;
        for (var i = sentence.FirstToken; i < end; i++)
        {
            var token = text.Tokens[i];
            if (!Entries.TryGetValue(token.Lemma, out var entries))
                continue;
            foreach (var entry in entries)
            {
                if (entry.Rest.Length == 0 ? token.Upos is "NOUN" or "PROPN" or "ADJ" or "VERB" : Follows(text, i + 1, end, entry.Rest))
                    sum += entry.Weight;
            }
        }

        return sum;
    }

    private static bool Follows(AnnotatedText text, int from, int end, string[] rest)
    {
        if (from + rest.Length > end)
            return false;
        for (var k = 0; k < rest.Length; k++)
        {
            if (!text.Tokens[from + k].Lemma.Equals(rest[k], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

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
