using Dragoman.Articles.Cues;
using Dragoman.Records;

namespace Dragoman.Articles.Lines;

/// <summary>Reads from a notice who published the text first, and on what terms it is reprinted (<c>origin-cues.tsv</c>).</summary>
internal static class OriginReader
{
    private static readonly Phrase[] Publishers = Load("publisher");
    private static readonly Phrase[] Permissions = Load("permission");
    private static readonly string[] Connectors = ["of", "the", "for", "and", "de", "&", "in", "on", "at"];

    /// <summary>Reads a notice; null where it names no outlet.</summary>
    public static Origin? Read(string notice)
    {
        var folded = Folded.Of(notice);
        foreach (var cue in Publishers)
        {
            if (!cue.TryFind(folded, out var start, out var end)) continue;
            var name = Name(notice, end);
            if (name.Length == 0) continue;

            // Behind "Source:" stands a name and nothing else, or it is no outlet.
            if (folded[end - 1] == ':' && notice.AsSpan(name.End).ContainsAnyExcept(" .)]")) continue;
            var publisher = notice[name.Start..name.End];
            var sentence = Sentence(notice, start);
            return new Origin(publisher, Permission(notice, folded), notice[sentence.Start..sentence.End]);
        }

        return null;
    }

    /// <summary>The outlet's name behind a cue: capitalized words and what joins them.</summary>
    private static TextSpan Name(string notice, int at)
    {
        while (at < notice.Length && (char.IsWhiteSpace(notice[at]) || notice[at] is ':' or '"' or '\u201C' or '\u2018' or '(')) at++;
        // "from the Valley Wire" names the Valley Wire; "from The Conversation" keeps the article that is part of the name.
        if (notice.AsSpan(at).StartsWith("the ", StringComparison.Ordinal) && at + 4 < notice.Length) at += 4;
        var start = at;
        var end = at;
        while (at < notice.Length)
        {
            var word = at;
            while (at < notice.Length && !char.IsWhiteSpace(notice[at])) at++;
            var token = notice.AsSpan(word, at - word);
            var isConnector = Connectors.AsSpan().Contains(token.ToString());
            if (!isConnector && !IsNamePart(token)) break;
            var bare = token.TrimEnd(",;:!?\"\u201D\u2019)");
            if (bare.EndsWith(".") && !IsAbbreviation(bare)) bare = bare[..^1];
            if (!isConnector) end = word + bare.Length;
            if (bare.Length < token.Length) break;
            while (at < notice.Length && char.IsWhiteSpace(notice[at])) at++;
        }

        return new TextSpan(start, Math.Max(start, end));
    }

    private static bool IsNamePart(ReadOnlySpan<char> token)
    {
        token = token.TrimStart("\"\u201C(");
        if (token.IsEmpty) return false;
        return char.IsUpper(token[0]) || char.IsDigit(token[0]) || token[0] == '&'
            || (token.Length > 3 && (token[1..].ContainsAnyInRange('A', 'Z') || token[..^1].Contains('.')));
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> token) => token.Length <= 2 || token[..^1].Contains('.');

    private static string? Permission(string notice, string folded)
    {
        foreach (var cue in Permissions)
        {
            if (!cue.TryFind(folded, out var start, out _)) continue;
            var end = start;
            while (end < notice.Length && !IsSentenceEnd(notice, end)) end++;
            return notice[start..end].TrimEnd();
        }

        return null;
    }

    private static TextSpan Sentence(string notice, int at)
    {
        var start = at;
        while (start > 0 && !IsSentenceEnd(notice, start - 1)) start--;
        var end = at;
        while (end < notice.Length && !IsSentenceEnd(notice, end)) end++;
        if (end < notice.Length) end++;
        while (start < end && char.IsWhiteSpace(notice[start])) start++;
        while (end > start && char.IsWhiteSpace(notice[end - 1])) end--;
        return new TextSpan(start, end);
    }

    private static bool IsSentenceEnd(string text, int at) =>
        text[at] is '!' or '?' or '\n'
        || (text[at] == '.' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])) && !(at > 0 && char.IsUpper(text[at - 1])));

    private static Phrase[] Load(string role) =>
        [.. Table.Rows("origin-cues.tsv").Where(row => row[0] == role).Select(row => new Phrase(row[1])).ToList()];
}
