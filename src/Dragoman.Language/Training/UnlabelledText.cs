namespace Dragoman.Language.Training;

/// <summary>Cuts plain text into the words of sentences, as the engine itself does.</summary>
internal static class UnlabelledText
{
    /// <summary>The words of all sentences, in order.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="ct">Looked at once per text.</param>
    public static List<IReadOnlyList<string>> Split(IEnumerable<string> texts, CancellationToken ct)
    {
        var sentences = new List<IReadOnlyList<string>>();
        var segmentation = new Segmentation();
        foreach (var text in texts)
        {
            Segmenter.English.Segment(text, [], segmentation, ct);
            foreach (var sentence in segmentation.Sentences)
            {
                var forms = new string[sentence.TokenCount];
                for (var i = 0; i < forms.Length; i++)
                {
                    var token = segmentation.Tokens[sentence.FirstToken + i];
                    forms[i] = text[token.Start..token.End];
                }

                if (forms.Length > 0) sentences.Add(forms);
            }
        }

        return sentences;
    }
}
