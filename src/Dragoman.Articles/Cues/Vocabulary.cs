namespace Dragoman.Articles.Cues;

/// <summary>Numbers the words that cues name, 1 the first. Filled while the tables load, read only afterwards.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

    /// <summary>Makes an empty one.</summary>
    public Vocabulary() => lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number of a word, given to it where it has none.</summary>
    public int Add(string word)
    {
        if (!numbers.TryGetValue(word, out var number)) numbers[word] = number = numbers.Count + 1;
        return number;
    }

    /// <summary>The number of a word; 0 where no cue names it.</summary>
    public int Number(ReadOnlySpan<char> word) => lookup.TryGetValue(word, out var number) ? number : 0;
}
