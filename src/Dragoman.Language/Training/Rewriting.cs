namespace Dragoman.Language.Training;

/// <summary>
/// The same sentence written as headlines and careless texts are: in capitals, with capitals on most words, in small letters, without its
/// final mark. Learning from some of them makes the network read such texts better.
/// </summary>
internal static class Rewriting
{
    /// <summary>Number of ways.</summary>
    public const int Ways = 4;

    private static readonly HashSet<string> SmallInTitles = new(StringComparer.Ordinal)
    {
        "ADP", "CCONJ", "DET", "PART", "SCONJ", "PUNCT",
    };

    /// <summary>Writes a sentence in another way.</summary>
    /// <param name="sentence">A sentence.</param>
    /// <param name="way">0 capitals, 1 title, 2 title without final mark, 3 small letters.</param>
    /// <returns>The rewritten one; the sentence itself where nothing changes.</returns>
    public static TreebankSentence Rewrite(TreebankSentence sentence, int way)
    {
        var count = sentence.Forms.Count;
        var forms = new string[count];
        for (var i = 0; i < count; i++) forms[i] = Form(sentence, i, way);
        var rewritten = With(sentence, forms, count);
        return way == 2 && count > 2 && EndsInMark(sentence) ? With(rewritten, forms, count - 1) : rewritten;
    }

    private static string Form(TreebankSentence sentence, int index, int way)
    {
        var form = sentence.Forms[index];
        if (form.Length == 0 || form[0] == '\'' || form is "n't" or "n’t") return way == 0 ? form.ToUpperInvariant() : form;
        switch (way)
        {
            case 0: return form.ToUpperInvariant();
            case 3: return form.ToLowerInvariant();
            default:
                var tag = sentence.Tags is null ? "" : sentence.Tags[index];
                var tab = tag.IndexOf('\t', StringComparison.Ordinal);
                if (index > 0 && tab > 0 && SmallInTitles.Contains(tag[..tab])) return form;
                return char.ToUpperInvariant(form[0]) + form[1..];
        }
    }

    private static bool EndsInMark(TreebankSentence sentence)
    {
        var count = sentence.Forms.Count;
        if (sentence.Forms[count - 1] is not ("." or "!") || sentence.Heads is null || sentence.Heads[count - 1] == 0) return false;
        foreach (var head in sentence.Heads)
            if (head == count) return false;
        return true;
    }

    private static TreebankSentence With(TreebankSentence sentence, string[] forms, int count) => new()
    {
        Forms = [.. forms.Take(count)],
        Tags = sentence.Tags?.Take(count).ToArray(),
        Morphology = sentence.Morphology?.Take(count).ToArray(),
        Heads = sentence.Heads?.Take(count).ToArray(),
        Relations = sentence.Relations?.Take(count).ToArray(),
        Names = sentence.Names?.Take(count).ToArray(),
    };
}
