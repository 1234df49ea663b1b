using System.Text.Json;
using Dragoman.Records;

namespace Dragoman.Language.Training;

/// <summary>
/// Reads texts with marked names: JSON Lines with <c>text</c>, <c>publisher</c> and <c>names</c> (<c>start</c>, <c>end</c> in UTF-16 code units,
/// <c>type</c>), as re3d (Defence Science and Technology Laboratory) was made. Words without a capital are no names where trees are learned: what
/// such a corpus marks as an organization in small letters ("coalition forces") is left open.
/// </summary>
public static class NameSpans
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="leftOut">Publishers whose texts are not read, such as those under a NonCommercial licence; texts without publisher are not read either.</param>
    /// <param name="ct">Looked at once per line.</param>
    /// <exception cref="InputException">A line is not well formed.</exception>
    public static IReadOnlyList<TreebankSentence> Read(string path, IReadOnlyCollection<string> leftOut, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(leftOut);
        var sentences = new List<TreebankSentence>();
        var segmentation = new Segmentation();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            ct.ThrowIfCancellationRequested();
            number++;
            if (line.Length == 0) continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                var publisher = json.RootElement.TryGetProperty("publisher", out var p) ? p.GetString() : null;
                if (publisher is null || leftOut.Contains(publisher)) continue;
                var text = json.RootElement.GetProperty("text").GetString()!;
                Segmenter.English.Segment(text, [], segmentation, ct);
                Add(text, json.RootElement.GetProperty("names"), segmentation, sentences);
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new InputException(ErrorCodes.InvalidJson, $"{Path.GetFileName(path)}, line {number}: {error.Message}", error);
            }
        }

        return sentences;
    }

    private static void Add(string text, JsonElement names, Segmentation segmentation, List<TreebankSentence> sentences)
    {
        var tags = new string[segmentation.Tokens.Length];
        Array.Fill(tags, "O");
        foreach (var name in names.EnumerateArray())
        {
            var kind = name.GetProperty("type").GetString() switch
            {
                "Person" => "PER",
                "Organisation" => "ORG",
                "Location" => "LOC",
                "Nationality" or "Weapon" or "MilitaryPlatform" => "",
                _ => null,
            };
            if (kind is null) continue;
            Mark(text, name.GetProperty("start").GetInt32(), name.GetProperty("end").GetInt32(), kind, segmentation, tags);
        }

        foreach (var sentence in segmentation.Sentences)
        {
            var forms = new string[sentence.TokenCount];
            for (var i = 0; i < forms.Length; i++)
            {
                var token = segmentation.Tokens[sentence.FirstToken + i];
                forms[i] = text[token.Start..token.End];
            }

            if (forms.Length > 0) sentences.Add(new TreebankSentence { Forms = forms, Names = tags[sentence.FirstToken..(sentence.FirstToken + sentence.TokenCount)] });
        }
    }

    private static void Mark(string text, int start, int end, string kind, Segmentation segmentation, string[] tags)
    {
        var first = -1;
        var capital = false;
        for (var i = 0; i < tags.Length; i++)
        {
            var token = segmentation.Tokens[i];
            if (token.End <= start || token.Start >= end) continue;
            // UNER's names do not begin with the article.
            if (first < 0 && text.AsSpan(token.Start, token.End - token.Start).Equals("the", StringComparison.OrdinalIgnoreCase)) continue;
            capital |= char.IsUpper(text[token.Start]);
            tags[i] = first < 0 ? "B-" + kind : "I-" + kind;
            if (first < 0) first = i;
        }

        if (first < 0 || (capital && kind.Length > 0)) return;
        for (var i = first; i < tags.Length && segmentation.Tokens[i].Start < end; i++) tags[i] = Treebank.Unknown;
    }
}
