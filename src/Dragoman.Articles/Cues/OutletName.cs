using Dragoman.Dates;
using Dragoman.Records;

namespace Dragoman.Articles.Cues;

/// <summary>Reads the name of an outlet in a running line: capitalized words and what joins them.</summary>
internal static class OutletName
{
    private const int LongestName = 90;

    /// <summary>The name that begins at an offset; empty where none does.</summary>
    public static TextSpan Read(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && (char.IsWhiteSpace(line[at]) || line[at] is ':' or '"' or '\'' or '\u201C' or '\u2018' or '(' or '*' or '_')) at++;

        // "from the Valley Wire" names the Valley Wire; "from The Conversation" keeps the article that is part of the name.
        if (line[at..].StartsWith("the ", StringComparison.Ordinal)) at += 4;
        var start = at;
        var end = at;
        while (at < line.Length && at - start < LongestName)
        {
            var word = at;
            while (at < line.Length && !char.IsWhiteSpace(line[at])) at++;
            var token = line[word..at];
            var joins = CueTables.IsConnector(token);
            if (!joins && !IsPart(token)) break;

            // "in The Valley Wire May 4" does not name May.
            if (word > start && (PublicationDate.StartsWithMonth(line[word..]) || token.TrimEnd(".,").ToString() is [>= '0' and <= '9', ..])) break;
            var bare = token.TrimEnd(",;:!?\"\u201D\u2019)*_");
            if (bare.EndsWith(".") && !IsAbbreviation(bare)) bare = bare[..^1];
            if (bare.EndsWith("'s") || bare.EndsWith("\u2019s"))
            {
                end = word + bare.Length - 2;
                break;
            }

            if (!joins) end = word + bare.Length;
            if (bare.Length < token.Length && !IsCompany(line[at..], token)) break;
            while (at < line.Length && char.IsWhiteSpace(line[at])) at++;
        }

        return new TextSpan(start, Math.Max(start, end));
    }

    /// <summary>The first name behind a word that leads to one ("by", "from", a colon); empty where none stands there.</summary>
    public static TextSpan FindBehindLead(ReadOnlySpan<char> line, LineTokens tokens)
    {
        for (var token = 0; token + 1 < tokens.Count; token++)
        {
            if (tokens.Text(token) is not ":" && !CueTables.NameLeads.Contains(tokens.Word(token))) continue;
            var next = token + 1;
            while (next < tokens.Count && tokens.Text(next) is ":" or "the" or "here") next++;
            if (next >= tokens.Count || CueTables.Languages.Contains(tokens.Word(next)) || PublicationDate.StartsWithMonth(line[tokens.Start(next)..])) continue;
            var name = Read(line, tokens.Start(token + 1) < tokens.Start(next) && tokens.Text(next - 1) is "the" ? tokens.Start(next - 1) : tokens.Start(next));
            if (name.Length > 1 && char.IsLetter(line[name.Start]) && char.IsUpper(line[name.Start])) return name;
        }

        return default;
    }

    /// <summary>"RFE/RL, Inc." goes on behind its comma.</summary>
    private static bool IsCompany(ReadOnlySpan<char> rest, ReadOnlySpan<char> token) =>
        token.EndsWith(",") && (rest.TrimStart().StartsWith("Inc") || rest.TrimStart().StartsWith("Ltd") || rest.TrimStart().StartsWith("LLC"));

    private static bool IsPart(ReadOnlySpan<char> token)
    {
        token = token.TrimStart("\"\u201C\u2018'(*_");
        if (token.IsEmpty) return false;
        return char.IsUpper(token[0]) || char.IsDigit(token[0]) || token[0] == '&'
            || (token.Length > 3 && (token[1..].ContainsAnyInRange('A', 'Z') || token[..^1].Contains('.')));
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> token) => token.Length <= 2 || token[..^1].Contains('.');
}
