using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Articles.Cues;

/// <summary>Where in a line a cue may stand.</summary>
internal enum CuePlace
{
    /// <summary>At the start, marks aside.</summary>
    Start,

    /// <summary>Anywhere.</summary>
    Any,

    /// <summary>As the whole line, marks aside.</summary>
    Line,
}

/// <summary>What a row of <c>notice-cues.tsv</c> means.</summary>
internal sealed record NoticeCue(PartKind Kind, CuePlace Place, int Longest)
{
    /// <summary>Takes a row.</summary>
    public static NoticeCue Of(string[] row) => new(
        KindOf(row[0]),
        row[1] switch
        {
            "start" => CuePlace.Start,
            "any" => CuePlace.Any,
            "line" => CuePlace.Line,
            _ => throw new InvalidDataException($"notice-cues.tsv: there is no place {row[1]}"),
        },
        int.Parse(row[3], CultureInfo.InvariantCulture));

    /// <summary>The kind of a name in the tables.</summary>
    public static PartKind KindOf(string name) => name switch
    {
        "promotion" => PartKind.Promotion,
        "syndication" => PartKind.Syndication,
        "correction" => PartKind.Correction,
        "copyright" => PartKind.Copyright,
        "byline" => PartKind.Byline,
        "other" => PartKind.Other,
        "none" => PartKind.Body,
        _ => throw new InvalidDataException($"the tables of notices know no kind {name}"),
    };
}

/// <summary>Knows lines that are about the text and not of it, from <c>notice-cues.tsv</c>.</summary>
internal static class NoticeCues
{
    /// <summary>Longest line that is looked at.</summary>
    public const int Longest = 900;

    /// <summary>The kind of notice that a line is; null where it is none.</summary>
    /// <param name="line">The line, without white space around it.</param>
    /// <param name="weigh">Whether a line that no cue decides is weighed.</param>
    public static PartKind? Find(ReadOnlySpan<char> line, bool weigh)
    {
        if (line.IsEmpty || line.Length > Longest) return null;
        var tokens = LineTokens.Of(line, CueTables.Vocabulary);
        var first = tokens.FirstWord();
        PartKind? found = null;
        var tells = Tells(tokens);
        for (var token = 0; token < tokens.Count; token++)
        {
            // Most cues stand at the start alone: the other words of a paragraph are not asked for them.
            if (token == first || token == 0) TryAll(CueTables.NoticesAtStart, line, tokens, token, first, tells, ref found);
            TryAll(CueTables.NoticesAnywhere, line, tokens, token, first, tells, ref found);
        }

        if (weigh) found ??= NoticeScorer.Find(line, tokens, first, tells);
        return found == PartKind.Body ? null : found;
    }

    private static void TryAll(PatternTable<NoticeCue> cues, ReadOnlySpan<char> line, LineTokens tokens, int token, int first, bool tells, ref PartKind? found)
    {
        foreach (var entry in cues.At(tokens.Word(token))) Try(entry, line, tokens, token, tells, ref found);
        if (!char.IsUpper(line[tokens.Start(token)]) && token != first) return;
        foreach (var entry in cues.AtNames) Try(entry, line, tokens, token, tells, ref found);
    }

    private static void Try(
        in PatternTable<NoticeCue>.Entry entry, ReadOnlySpan<char> line, LineTokens tokens, int token, bool tells, ref PartKind? found)
    {
        var cue = entry.Value;
        if (line.Length > cue.Longest || (found is { } other && Rank(other) <= Rank(cue.Kind))) return;
        if (!entry.Pattern.TryMatch(tokens, line, token, out var match)) return;
        if (cue.Place == CuePlace.Line && !IsEnd(tokens, match.EndToken)) return;

        // "Follow our lead, the general said." A colon behind the cue makes it one all the same.
        if (tells && cue.Kind is PartKind.Promotion or PartKind.Syndication or PartKind.Other
            && !(match.EndToken > 0 && match.EndToken <= tokens.Count && tokens.Text(match.EndToken - 1) is ":")
            && !(match.EndToken < tokens.Count && tokens.Text(match.EndToken) is ":" or "-"))
        {
            return;
        }

        found = cue.Kind;
    }

    /// <summary>True for a whole sentence in which somebody says something.</summary>
    private static bool Tells(LineTokens tokens)
    {
        if (tokens.Count < 5 || tokens.Text(tokens.Count - 1) is not ("." or "\"" or "'")) return false;
        for (var token = 1; token < tokens.Count; token++)
        {
            if (CueTables.Tellings.Contains(tokens.Word(token))) return true;
        }

        return false;
    }

    private static bool IsEnd(LineTokens tokens, int token)
    {
        for (; token < tokens.Count; token++)
        {
            if (char.IsLetterOrDigit(tokens.Text(token)[0])) return false;
        }

        return true;
    }

    /// <summary>What a line says about its origin or its errors weighs more than that it also advertises.</summary>
    private static int Rank(PartKind kind) => kind switch
    {
        PartKind.Body => -1,
        PartKind.Correction => 0,
        PartKind.Syndication => 1,
        PartKind.Copyright => 2,
        PartKind.Promotion => 3,
        PartKind.Other => 4,
        _ => 5,
    };
}
