using Dragoman.Articles.Cues;

namespace Dragoman.Articles.Lines;

/// <summary>Knows the line that names the author, and the agency in it.</summary>
internal static class BylineReader
{
    private const int Longest = 160;

    /// <summary>True for "By Name", "By Name and Name | Agency", an agency alone, "Reporting by Name".</summary>
    public static bool IsByline(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line.Length is < 2 or > 2 * Longest) return false;
        if (line.Length > Longest) return false;
        var agency = line.EndsWith(" Staff", StringComparison.Ordinal) ? line[..^6] : line;
        if (Agencies.Find(agency) is not null) return true;
        if (line.IndexOfAny("|/") is > 0 and var bar && line.Length <= 90 && line[^1] is not ('.' or '!' or '?')
            && (Agencies.Find(line[..bar]) is not null || Agencies.Find(line[(bar + 1)..]) is not null) && MostlyCapitalized(line))
        {
            return true;
        }

        if (!line.StartsWith("By ", StringComparison.Ordinal) && !line.StartsWith("BY ", StringComparison.Ordinal) && !line.StartsWith("by ", StringComparison.Ordinal)) return false;
        if (line[^1] is '.' or '!' or '?' && !(line.Length > 3 && char.IsUpper(line[^2]))) return false;
        return MostlyCapitalized(line[3..]);
    }

    /// <summary>A name and an agency and nothing else, over the text: "Name, The Associated Press", "NAME Associated Press".</summary>
    public static bool IsSigned(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.Length is > 4 and <= 80 && line[^1] is not ('.' or '!' or '?' or ':') && line.Count(' ') is > 0 and < 8
            && MostlyCapitalized(line) && !line.ContainsAny(";:\"\u201C") && Agency(line) is not null;
    }

    /// <summary>The author's own words of a byline: without "By" in front.</summary>
    public static string Author(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return (line.StartsWith("By ", StringComparison.OrdinalIgnoreCase) ? line[3..].TrimStart() : line).ToString();
    }

    /// <summary>The agency that a byline names; null where it names none.</summary>
    public static string? Agency(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line.StartsWith("By ", StringComparison.OrdinalIgnoreCase)) line = line[3..].Trim();
        if (line.EndsWith(" Staff", StringComparison.Ordinal)) line = line[..^6];
        if (Agencies.Find(line) is { } whole) return whole;
        foreach (var range in line.SplitAny("|,/–—()"))
        {
            var part = line[range].Trim();
            if (Agencies.Find(part) is { } name) return name;
            if (AtAnEnd(part) is { } beside) return beside;
        }

        return null;
    }

    /// <summary>"AP Science Writer", "Name Associated Press": an agency beside other words. Its mark must be in capitals or of several words.</summary>
    private static string? AtAnEnd(ReadOnlySpan<char> part)
    {
        for (var at = 1; at < part.Length; at++)
        {
            if (part[at] != ' ') continue;
            if (IsClear(part[..at]) && Agencies.Find(part[..at]) is { } first) return first;
            if (IsClear(part[(at + 1)..]) && Agencies.Find(part[(at + 1)..]) is { } last) return last;
        }

        return null;

        static bool IsClear(ReadOnlySpan<char> mark) => mark.Contains(' ') || (mark.Length >= 2 && !mark.ContainsAnyInRange('a', 'z'));
    }

    private static bool MostlyCapitalized(ReadOnlySpan<char> words)
    {
        int capitalized = 0, all = 0;
        foreach (var range in words.Split(' '))
        {
            var word = words[range];
            if (word.IsEmpty || !char.IsLetter(word[0])) continue;
            if (word is "and" or "in" or "for" or "of" or "the" or "with" or "at" or "de" or "van" or "von" or "al" or "bin" or "da") continue;
            all++;
            if (char.IsUpper(word[0])) capitalized++;
        }

        return all > 0 && capitalized * 10 >= all * 7;
    }
}
