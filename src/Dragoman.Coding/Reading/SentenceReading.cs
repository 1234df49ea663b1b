namespace Dragoman.Coding.Reading;

/// <summary>A sentence as far as it can be read without a tree: words with roles, noun phrases, verbs with their neighbours.</summary>
internal sealed class SentenceReading
{
    /// <summary>Index of the sentence in the document.</summary>
    public required int Index { get; init; }

    /// <summary>The text that offsets index.</summary>
    public required string Text { get; init; }

    public required Word[] Words { get; init; }

    /// <summary>The dependency tree over <see cref="Words"/>.</summary>
    public required SentenceTree Tree { get; init; }

    public List<Phrase> Phrases { get; } = [];

    public List<Predicate> Predicates { get; } = [];

    /// <summary>Words of which a frame says that they mean no act: first, and behind the last.</summary>
    public List<(int First, int End)> Senseless { get; } = [];

    /// <summary>Phrase that begins or runs through a word; null for none.</summary>
    public required Phrase?[] PhraseAt { get; init; }

    /// <summary>Verb group that a word belongs to; null for none.</summary>
    public required Predicate?[] PredicateAt { get; init; }

    /// <summary>Index of the predicate whose clause a word stands in; −1 for none. Set by <see cref="PredicateReader"/>.</summary>
    public int[] ClauseOf { get; set; } = [];

    /// <summary>Offset of the first UTF-16 code unit of a word.</summary>
    public int StartOf(int word) => Words[word].Start;

    /// <summary>Offset behind the last UTF-16 code unit of the words before <paramref name="end"/>.</summary>
    public int EndBefore(int end) => Words[end - 1].End;

    /// <summary>The words from one index up to another, as they stand in the text.</summary>
    public string Slice(int first, int end) => Text[StartOf(first)..EndBefore(end)];
}
