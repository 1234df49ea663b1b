namespace Dragoman.Articles.Cues;

/// <summary>Patterns by the word that they begin with, so that a line costs what its words cost and not what the table holds.</summary>
internal sealed class PatternTable<T>
{
    private readonly Entry[]?[] byWord;
    private readonly Entry[] anywhere;

    /// <summary>Makes the table.</summary>
    public PatternTable(IEnumerable<(Pattern Pattern, T Value)> rows)
    {
        var words = new Dictionary<int, List<Entry>>();
        var rest = new List<Entry>();
        foreach (var (pattern, value) in rows)
        {
            var entry = new Entry(pattern, value);
            if (pattern.FirstWords is not { } firsts)
            {
                rest.Add(entry);
                continue;
            }

            foreach (var first in firsts)
            {
                if (!words.TryGetValue(first, out var entries)) words[first] = entries = [];
                entries.Add(entry);
            }
        }

        byWord = new Entry[words.Count == 0 ? 0 : words.Keys.Max() + 1][];
        foreach (var (word, entries) in words) byWord[word] = [.. entries];
        anywhere = [.. rest];
    }

    /// <summary>The patterns that may begin with a token whose word has this number.</summary>
    public ReadOnlySpan<Entry> At(int word) => word != 0 && word < byWord.Length ? byWord[word] : [];

    /// <summary>The patterns that begin with a name: tried at capitals only.</summary>
    public ReadOnlySpan<Entry> AtNames => anywhere;

    /// <summary>A pattern and what it means.</summary>
    internal readonly record struct Entry(Pattern Pattern, T Value);
}
