namespace Dragoman.Web.Views;

/// <summary>A sentence around the words that name the act.</summary>
public static class EvidenceText
{
    /// <summary>Cuts a sentence into what stands before the words, the words, and what stands behind them.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="start">Offset of the words in it, in UTF-16 code units; clipped to the sentence.</param>
    /// <param name="end">Offset behind the words; clipped.</param>
    /// <param name="maxLength">About how many characters to keep; what is cut off is marked with an ellipsis.</param>
    /// <returns>The three pieces.</returns>
    public static (string Before, string Words, string After) Cut(string sentence, int start, int end, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        start = Math.Clamp(start, 0, sentence.Length);
        end = Math.Clamp(end, start, sentence.Length);
        var before = sentence[..start];
        var words = sentence[start..end];
        var after = sentence[end..];
        if (sentence.Length <= maxLength) return (before, words, after);

        var side = maxLength / 2;
        if (words.Length > side) words = Head(words, side);
        if (before.Length > side) before = Tail(before, side);
        if (after.Length > side) after = Head(after, side);
        return (before, words, after);
    }

    private static string Head(string text, int length)
    {
        var cut = text.LastIndexOf(' ', length);
        if (cut < length / 2) cut = length;
        if (char.IsHighSurrogate(text[cut - 1])) cut--;
        return text[..cut] + " …";
    }

    private static string Tail(string text, int length)
    {
        var cut = text.IndexOf(' ', text.Length - length);
        if (cut < 0 || cut > text.Length - (length / 2)) cut = text.Length - length;
        if (char.IsLowSurrogate(text[cut])) cut++;
        return "… " + text[cut..].TrimStart();
    }
}
