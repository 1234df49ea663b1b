namespace Dragoman.Language.Training;

/// <summary>One sentence to learn from or to be scored on. A column that a corpus does not have is null.</summary>
public sealed class TreebankSentence
{
    /// <summary>The words; one or more.</summary>
    public required IReadOnlyList<string> Forms { get; init; }

    /// <summary>Universal and Penn part of speech with a tab between; null where the corpus has none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Features in UD's writing; null where the corpus has none.</summary>
    public IReadOnlyList<string>? Morphology { get; init; }

    /// <summary>Lemmas; null where the corpus has none.</summary>
    public IReadOnlyList<string>? Lemmas { get; init; }

    /// <summary>Heads, 0 for the root, else 1 + the index of the head; null where the corpus has none.</summary>
    public IReadOnlyList<int>? Heads { get; init; }

    /// <summary>Relations with subtypes; null where the corpus has none.</summary>
    public IReadOnlyList<string>? Relations { get; init; }

    /// <summary>Names in BIO writing, <c>O</c> outside, <c>?</c> where it is not known; null where the corpus has none.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}

/// <summary>Reads corpora for training and scoring.</summary>
public static class Treebank
{
    /// <summary>The name kinds that are learned; others count as no name.</summary>
    public static IReadOnlyList<string> NameKinds { get; } = ["LOC", "ORG", "PER"];

    /// <summary>What stands for a word of which nobody says whether it is part of a name.</summary>
    public const string Unknown = "?";

    /// <summary>Reads a CoNLL-U file with tags and trees.</summary>
    /// <param name="path">The file; <c>.gz</c> is decompressed.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <exception cref="Records.InputException">A line is not well formed.</exception>
    public static IReadOnlyList<TreebankSentence> ReadTrees(string path, CancellationToken ct = default)
    {
        var sentences = new List<TreebankSentence>();
        foreach (var sentence in ConlluReader.ReadFile(path, ct))
        {
            sentences.Add(new TreebankSentence
            {
                Forms = [.. sentence.Words.Select(w => w.Form)],
                Tags = [.. sentence.Words.Select(w => w.Upos + "\t" + w.Xpos)],
                Morphology = [.. sentence.Words.Select(w => w.Features)],
                Lemmas = [.. sentence.Words.Select(w => w.Lemma)],
                Heads = [.. sentence.Words.Select(w => w.Head + 1)],
                Relations = [.. sentence.Words.Select(w => w.Relation)],
            });
        }

        return sentences;
    }

    /// <summary>Reads a CoNLL-U file with names in its last column (<c>NER=B-PER</c>).</summary>
    /// <param name="path">The file; <c>.gz</c> is decompressed.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <exception cref="Records.InputException">A line is not well formed.</exception>
    public static IReadOnlyList<TreebankSentence> ReadNames(string path, CancellationToken ct = default)
    {
        var sentences = new List<TreebankSentence>();
        foreach (var sentence in ConlluReader.ReadFile(path, ct))
        {
            sentences.Add(new TreebankSentence
            {
                Forms = [.. sentence.Words.Select(w => w.Form)],
                Names = [.. sentence.Words.Select(w => Kind(ConlluSentence.MiscValue(w.Misc, "NER")))],
            });
        }

        return sentences;
    }

    /// <summary>
    /// Puts names onto trees where both corpora have the same words, so that one pass over a sentence teaches both; the sentences that are
    /// left over follow by themselves.
    /// </summary>
    /// <param name="trees">Sentences with trees.</param>
    /// <param name="names">Sentences with names.</param>
    public static IReadOnlyList<TreebankSentence> Join(IReadOnlyList<TreebankSentence> trees, IReadOnlyList<TreebankSentence> names)
    {
        var waiting = new Dictionary<string, Queue<TreebankSentence>>(StringComparer.Ordinal);
        foreach (var sentence in names)
        {
            var key = string.Join('\n', sentence.Forms);
            if (!waiting.TryGetValue(key, out var queue)) waiting[key] = queue = new Queue<TreebankSentence>();
            queue.Enqueue(sentence);
        }

        var joined = new List<TreebankSentence>();
        foreach (var tree in trees)
        {
            if (!waiting.TryGetValue(string.Join('\n', tree.Forms), out var queue) || queue.Count == 0)
            {
                joined.Add(tree);
                continue;
            }

            joined.Add(new TreebankSentence
            {
                Forms = tree.Forms,
                Tags = tree.Tags,
                Morphology = tree.Morphology,
                Lemmas = tree.Lemmas,
                Heads = tree.Heads,
                Relations = tree.Relations,
                Names = queue.Dequeue().Names,
            });
        }

        joined.AddRange(names.Where(n => waiting[string.Join('\n', n.Forms)].Contains(n)));
        return joined;
    }

    /// <summary>BIO tags as begin, inside, last, unit and outside.</summary>
    /// <param name="names">BIO tags; an inside tag that continues nothing begins a name.</param>
    internal static string[] ToBilou(IReadOnlyList<string> names)
    {
        var tags = new string[names.Count];
        for (var i = 0; i < tags.Length; i++)
        {
            if (names[i] is "O" or Unknown)
            {
                tags[i] = names[i];
                continue;
            }

            var kind = names[i][2..];
            var continues = names[i][0] == 'I' && i > 0 && names[i - 1] is not ("O" or Unknown) && names[i - 1][2..] == kind;
            var goesOn = i + 1 < tags.Length && names[i + 1] == "I-" + kind;
            tags[i] = (continues, goesOn) switch
            {
                (false, false) => "U-",
                (false, true) => "B-",
                (true, true) => "I-",
                (true, false) => "L-",
            } + kind;
        }

        return tags;
    }

    private static string Kind(string? tag) => tag is { Length: > 2 } && NameKinds.Contains(tag[2..]) ? tag : "O";
}
