using Dragoman.Records;

namespace Dragoman.Articles.Cues;

/// <summary>
/// A cue as the tables write it: words and marks in order. <c>&lt;first&gt;</c> is any of a class of words (<c>cue-words.tsv</c>), with
/// <c>?</c> before the bracket's end one that may be missing; <c>…</c> stands for up to <see cref="LongestGap"/> tokens of one sentence;
/// <c>{name}</c> is a name in capitals, <c>{agency}</c> the mark of an agency.
/// </summary>
internal sealed class Pattern
{
    private const int LongestGap = 12;
    private const int LongestAgency = 7;
    private readonly Element[] elements;

    private Pattern(Element[] elements) => this.elements = elements;

    /// <summary>The words that it may begin with; null where that is any word.</summary>
    public IReadOnlyList<int>? FirstWords => elements[0].Kind == ElementKind.Words ? [.. elements[0].Options!.Select(option => option[0]).Distinct()] : null;

    /// <summary>Takes a pattern as a table writes it.</summary>
    /// <exception cref="InvalidDataException">It names a class that there is not, or begins with what may be missing.</exception>
    public static Pattern Parse(string words, Vocabulary vocabulary, IReadOnlyDictionary<string, List<int[]>> classes)
    {
        var elements = new List<Element>();
        foreach (var piece in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece == "…") elements.Add(new Element(ElementKind.Gap, null, false));
            else if (piece is "{name}") elements.Add(new Element(ElementKind.Name, null, false));
            else if (piece is "{agency}") elements.Add(new Element(ElementKind.Agency, null, false));
            else if (piece is ['<', _, .., '>'])
            {
                var optional = piece[^2] == '?';
                var name = piece[1..(optional ? ^2 : ^1)];
                if (!classes.TryGetValue(name, out var options)) throw new InvalidDataException($"cue-words.tsv has no class {name}, which \"{words}\" names");
                elements.Add(new Element(ElementKind.Words, [.. options], optional));
            }
            else
            {
                foreach (var token in LineTokens.Split(piece)) elements.Add(new Element(ElementKind.Words, [[vocabulary.Add(token)]], false));
            }
        }

        if (elements.Count == 0 || elements[0].Optional || elements[0].Kind == ElementKind.Gap)
            throw new InvalidDataException($"the cue \"{words}\" must begin with something that is always there");
        return new Pattern([.. elements]);
    }

    /// <summary>Matches at a token.</summary>
    /// <param name="line">The line's tokens.</param>
    /// <param name="original">The line.</param>
    /// <param name="token">Where to begin.</param>
    /// <param name="match">Where it ends, and the name that it found.</param>
    public bool TryMatch(LineTokens line, ReadOnlySpan<char> original, int token, out PatternMatch match)
    {
        match = default;
        var end = Match(line, original, token, 0, ref match);
        match = match with { Token = token, EndToken = end };
        return end >= 0;
    }

    private int Match(LineTokens line, ReadOnlySpan<char> original, int at, int element, ref PatternMatch match)
    {
        if (element == elements.Length) return at;
        var wanted = elements[element];
        switch (wanted.Kind)
        {
            case ElementKind.Gap:
                for (var skipped = 0; skipped <= LongestGap && at + skipped <= line.Count; skipped++)
                {
                    var end = Match(line, original, at + skipped, element + 1, ref match);
                    if (end >= 0) return end;
                    if (at + skipped < line.Count && line.EndsSentence(at + skipped)) return -1;
                }

                return -1;
            case ElementKind.Name or ElementKind.Agency:
                var name = wanted.Kind == ElementKind.Name ? NameAt(line, original, at, out var agency) : AgencyAt(line, original, at, out agency);
                if (name.Length == 0) return -1;
                var behind = at;
                while (behind < line.Count && line.Start(behind) < name.End) behind++;
                var last = Match(line, original, behind, element + 1, ref match);
                if (last >= 0) match = match with { Name = name, Agency = agency };
                return last;
            default:
                foreach (var option in wanted.Options!)
                {
                    if (!Holds(line, at, option)) continue;
                    var end = Match(line, original, at + option.Length, element + 1, ref match);
                    if (end >= 0) return end;
                }

                return wanted.Optional ? Match(line, original, at, element + 1, ref match) : -1;
        }
    }

    private static bool Holds(LineTokens line, int at, int[] option)
    {
        if (at + option.Length > line.Count) return false;
        for (var index = 0; index < option.Length; index++)
        {
            if (line.Word(at + index) != option[index]) return false;
        }

        return true;
    }

    private static TextSpan NameAt(LineTokens line, ReadOnlySpan<char> original, int at, out string? agency)
    {
        var span = AgencyAt(line, original, at, out agency);
        return span.Length > 0 || at >= line.Count ? span : OutletName.Read(original, line.Start(at));
    }

    /// <summary>The longest mark of an agency that begins at a token.</summary>
    private static TextSpan AgencyAt(LineTokens line, ReadOnlySpan<char> original, int at, out string? agency)
    {
        agency = null;
        while (at < line.Count && (line.Text(at) is "(" or "[" or "/" or "\"" || (line.Text(at) is "the" && !IsAgency(line, original, at)))) at++;
        for (var last = Math.Min(line.Count, at + LongestAgency) - 1; last >= at; last--)
        {
            agency = Agencies.Find(original[line.Start(at)..line.End(last)]);
            if (agency is not null) return new TextSpan(line.Start(at), line.End(last));
        }

        return default;

        static bool IsAgency(LineTokens line, ReadOnlySpan<char> original, int at)
        {
            for (var last = Math.Min(line.Count, at + LongestAgency) - 1; last > at; last--)
            {
                if (Agencies.Find(original[line.Start(at)..line.End(last)]) is not null) return true;
            }

            return false;
        }
    }

    private enum ElementKind
    {
        Words,
        Gap,
        Name,
        Agency,
    }

    private readonly record struct Element(ElementKind Kind, int[][]? Options, bool Optional);
}

/// <summary>Where a pattern matched.</summary>
/// <param name="Token">Its first token.</param>
/// <param name="EndToken">The token behind its last.</param>
/// <param name="Name">The name that it holds, as characters of the line; empty where it holds none.</param>
/// <param name="Agency">The agency's full name, where the name is an agency's mark.</param>
internal readonly record struct PatternMatch(int Token, int EndToken, TextSpan Name, string? Agency);
