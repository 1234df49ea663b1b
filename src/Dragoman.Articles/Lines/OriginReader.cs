using Dragoman.Articles.Cues;
using Dragoman.Records;

namespace Dragoman.Articles.Lines;

/// <summary>Reads from a notice who published the text first, and on what terms it is reprinted (<c>origin-cues.tsv</c>).</summary>
internal static class OriginReader
{
    /// <summary>Reads a notice; null where it names no outlet.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="agencyOnly">True where only an agency counts: the owner of a copyright may be who publishes here.</param>
    public static Origin? Read(string notice, bool agencyOnly = false)
    {
        var tokens = LineTokens.Of(notice, CueTables.Vocabulary);
        var first = tokens.FirstWord();
        PatternMatch best = default;
        var bestRank = int.MaxValue;
        for (var token = 0; token < tokens.Count; token++)
        {
            foreach (var entry in CueTables.Origins.At(tokens.Word(token))) Try(entry, token);
            foreach (var entry in CueTables.Origins.AtNames) Try(entry, token);
        }

        if (bestRank == int.MaxValue)
        {
            if (agencyOnly) return null;
            var behind = OutletName.FindBehindLead(notice, tokens);
            if (behind.Length == 0) return null;
            best = new PatternMatch(0, 0, behind, Agencies.Find(notice.AsSpan(behind.Start, behind.Length)));
        }

        var publisher = best.Agency ?? notice[best.Name.Start..best.Name.End];
        var sentence = Sentence(notice, best.Name.Start);
        return new Origin(publisher, Permission(notice), notice[sentence.Start..sentence.End]);

        void Try(in PatternTable<OriginCue>.Entry entry, int token)
        {
            if (entry.Value.Rank >= bestRank || (entry.Value.AtStart && token != first && token != 0)) return;
            if (!entry.Pattern.TryMatch(tokens, notice, token, out var match) || match.Name.Length == 0 || (agencyOnly && match.Agency is null)) return;
            best = match;
            bestRank = entry.Value.Rank;
        }
    }

    private static string? Permission(string notice)
    {
        var tokens = LineTokens.Of(notice, CueTables.Vocabulary);
        for (var token = 0; token < tokens.Count; token++)
        {
            foreach (var entry in CueTables.Permissions.At(tokens.Word(token)))
            {
                if (!entry.Pattern.TryMatch(tokens, notice, token, out _)) continue;
                var start = tokens.Start(token);
                var end = start;
                while (end < notice.Length && !IsSentenceEnd(notice, end)) end++;
                return notice[start..end].TrimEnd();
            }
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
}
