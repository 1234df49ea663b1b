namespace Dragoman.Language;

/// <summary>One syntactic word of a CoNLL-U sentence. An unspecified column (<c>_</c>) is the empty string.</summary>
/// <param name="Form">The word as written; never empty.</param>
/// <param name="Lemma">Dictionary form; empty where unspecified.</param>
/// <param name="Upos">Universal part of speech; empty where unspecified.</param>
/// <param name="Xpos">Treebank's own part of speech; empty where unspecified.</param>
/// <param name="Features">Morphological features, <c>Case=Nom|Number=Sing</c>; empty where unspecified.</param>
/// <param name="Head">
/// Index of the head among <see cref="ConlluSentence.Words"/>, from 0; <see cref="RootHead"/> for the root,
/// <see cref="NoHead"/> where unspecified.
/// </param>
/// <param name="Relation">Relation to the head; empty where unspecified.</param>
/// <param name="Misc">The last column, <c>SpaceAfter=No</c> …; empty where unspecified.</param>
public readonly record struct ConlluWord(
    string Form,
    string Lemma,
    string Upos,
    string Xpos,
    string Features,
    int Head,
    string Relation,
    string Misc)
{
    /// <summary>The value of <see cref="Head"/> for the root of a sentence.</summary>
    public const int RootHead = -1;

    /// <summary>The value of <see cref="Head"/> where the file states none.</summary>
    public const int NoHead = -2;

    /// <summary>Whether white space follows the word (<c>SpaceAfter=No</c> is absent).</summary>
    public bool SpaceAfter => ConlluSentence.MiscValue(Misc, "SpaceAfter") is not "No";
}

/// <summary>A multiword token: consecutive words written as one, as <c>don't</c> is <c>do</c> and <c>n't</c>.</summary>
/// <param name="First">Index of its first word, from 0.</param>
/// <param name="Last">Index of its last word; at least <paramref name="First"/>.</param>
/// <param name="Form">The token as written; never empty.</param>
/// <param name="Misc">The last column; empty where unspecified.</param>
public readonly record struct ConlluMultiword(int First, int Last, string Form, string Misc)
{
    /// <summary>Whether white space follows the token (<c>SpaceAfter=No</c> is absent).</summary>
    public bool SpaceAfter => ConlluSentence.MiscValue(Misc, "SpaceAfter") is not "No";
}

/// <summary>One sentence of a CoNLL-U file. Empty nodes and the column of enhanced dependencies are not kept.</summary>
public sealed class ConlluSentence
{
    /// <summary>Comment lines in order, each with its <c>#</c>.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>The words; one or more when the sentence comes from a reader.</summary>
    public required IReadOnlyList<ConlluWord> Words { get; init; }

    /// <summary>The multiword tokens in order, without overlap.</summary>
    public IReadOnlyList<ConlluMultiword> Multiwords { get; init; } = [];

    /// <summary>Number of the sentence's first line in its file, from 1; 0 where it comes from no file.</summary>
    public long Line { get; init; }

    /// <summary>The value of the comment <c># sent_id = …</c>, or null.</summary>
    public string? Id => Comment("sent_id");

    /// <summary>The value of the comment <c># text = …</c>, or null.</summary>
    public string? Text => Comment("text");

    /// <summary>Whether a comment says that a document or a paragraph starts here.</summary>
    public bool StartsParagraph
    {
        get
        {
            foreach (var comment in Comments)
            {
                if (comment.StartsWith("# newdoc", StringComparison.Ordinal) || comment.StartsWith("# newpar", StringComparison.Ordinal))
                    return true;
            }

            return false;
        }
    }

    /// <summary>The value of the comment <c># KEY = value</c>, or null where there is none.</summary>
    /// <param name="key">The comment's key, such as <c>sent_id</c>.</param>
    public string? Comment(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        foreach (var comment in Comments)
        {
            var rest = comment.AsSpan(1).TrimStart(' ');
            if (!rest.StartsWith(key, StringComparison.Ordinal)) continue;
            rest = rest[key.Length..].TrimStart(' ');
            if (rest.Length > 0 && rest[0] == '=') return rest[1..].Trim(' ').ToString();
        }

        return null;
    }

    /// <summary>The value of one key of a MISC column (<c>NER=B-PER|SpaceAfter=No</c>), or null where it has none.</summary>
    /// <param name="misc">The column.</param>
    /// <param name="key">The key, such as <c>NER</c>.</param>
    public static string? MiscValue(string misc, string key)
    {
        ArgumentNullException.ThrowIfNull(misc);
        ArgumentException.ThrowIfNullOrEmpty(key);
        var rest = misc.AsSpan();
        while (rest.Length > 0)
        {
            var bar = rest.IndexOf('|');
            var part = bar < 0 ? rest : rest[..bar];
            rest = bar < 0 ? default : rest[(bar + 1)..];
            if (part.Length > key.Length && part[key.Length] == '=' && part.StartsWith(key, StringComparison.Ordinal))
                return part[(key.Length + 1)..].ToString();
        }

        return null;
    }
}
