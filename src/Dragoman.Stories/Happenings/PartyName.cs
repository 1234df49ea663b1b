using System.Collections.Frozen;

namespace Dragoman.Stories.Happenings;

/// <summary>One side of an event, and how far another may be the same: Moscow, Russia and Putin are; the army and the rebels of one country are not.</summary>
internal sealed class PartyName
{
    private static readonly FrozenDictionary<string, string> Sides =
        StoryTables.Rows("sides.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    /// <summary>Makes a side.</summary>
    /// <param name="code">Actor code; null where not resolved.</param>
    /// <param name="name">Name or words.</param>
    public PartyName(string? code, string name)
    {
        Code = code;
        Words = WordSet.Of(PreparedReport.Words(name, null));
        _ownWords = WordSet.Of(Words.Words.ToArray().Where(word => !Particulars.IsOfCountry(word)));
        _proper = ProperWords(name);
        foreach (var word in Words.Words)
        {
            if (Particulars.NationOf(word) is { } nation) _nations.Add(nation);
        }

        IsSomebody = IsNames(name) && !Particulars.IsCountry(Words);
        if (code is not { Length: >= 3 }) return;
        IsPress = code.EndsWith("JRN", StringComparison.Ordinal) || code.EndsWith("MED", StringComparison.Ordinal);
        if (!Sides.ContainsKey(code[..3])) Root = code[..3];
        for (var i = Root is null ? 0 : 3; i + 3 <= code.Length && Side is null; i += 3) Side = Sides.GetValueOrDefault(code.Substring(i, 3));
    }

    /// <summary>Words of the name that are no country's.</summary>
    private readonly WordSet _ownWords;

    /// <summary>Words of the name that are written as names and are no country's.</summary>
    private readonly WordSet _proper;

    /// <summary>Countries that the name names, or whose people.</summary>
    private readonly HashSet<string> _nations = [];

    /// <summary>Actor code.</summary>
    public string? Code { get; }

    /// <summary>Country, or the body that stands in place of one.</summary>
    public string? Root { get; }

    /// <summary>On which side of the country: <c>state</c>, <c>armed</c>, <c>society</c>; null for the country as a whole.</summary>
    public string? Side { get; }

    /// <summary>Whether the name is that of one person or body: two words or more, each written as a name.</summary>
    public bool IsSomebody { get; }

    /// <summary>Whether it is the press: what is told to it may be anything.</summary>
    public bool IsPress { get; }

    /// <summary>Words of the name, by hash.</summary>
    public WordSet Words { get; }

    /// <summary>Whether two have a word of their names in common that is not of a country, or both are the country as a whole.</summary>
    public static bool ShareWord(PartyName? one, PartyName? other) =>
        one is not null && other is not null && ((one.Root is not null && one.Code == one.Root && other.Code == one.Root) || one._ownWords.Overlaps(other._ownWords));

    /// <summary>How far two may be one, 0 (not at all) to 1.</summary>
    public static double Likeness(PartyName one, PartyName other)
    {
        // The Chinese ambassador and the Egyptian one, the campaign of one candidate and that of another: what the two are called alike says nothing.
        var words = WordSet.Exclude(one._proper, other._proper) ? 0 : Shared(one.Words, other.Words);
        if (NamesAnother(one, other) || NamesAnother(other, one)) return 0;
        if (one.Code is null || other.Code is null) return one.Code is null && other.Code is null ? 0.9 * words : Math.Max(0.75 * words, 0.3);

        // Two bands of one country are two; "rebels" may be either.
        if (words == 0 && one.IsSomebody && other.IsSomebody && (one.Root == other.Root || one.Root is null || other.Root is null)) return one.Root == other.Root ? 0.5 : 0.2;
        if (one.Code == other.Code) return words > 0 ? 1 : one.Side is "armed" or "society" && one.Words.Count > 0 && other.Words.Count > 0 ? 0.75 : 0.9;
        if (one.Root is null || other.Root is null) return one.Side == other.Side ? 0.7 : Math.Max(0.35, 0.6 * words);
        if (one.Root != other.Root)
        {
            // A body of the United Nations, under its own code or that of bodies between states.
            if (one.Code.EndsWith(other.Root, StringComparison.Ordinal) || other.Code.EndsWith(one.Root, StringComparison.Ordinal)) return 0.8;

            // One band may be coded under two countries; two ambassadors are two.
            return words >= 0.5 && one._proper.Overlaps(other._proper) ? 0.6 : 0;
        }

        // A country as a whole may stand for its state, less for its people, hardly for those who fight it.
        if (one.Side is null || other.Side is null) return (one.Side ?? other.Side) switch { "society" => 0.65, "armed" => 0.45, _ => 0.85 };
        if (one.Code.StartsWith(other.Code, StringComparison.Ordinal) || other.Code.StartsWith(one.Code, StringComparison.Ordinal)) return 0.9;
        if (one.Side == other.Side) return one.Side == "society" ? Math.Max(IsVague(one) || IsVague(other) ? 0.55 : 0.3, words) : 0.75;
        return one.Side == "state" || other.Side == "state" ? (words >= 0.5 ? 0.6 : 0.1) : Math.Max(0.4, 0.6 * words);
    }

    /// <summary>Whether one, which is not known to be of a country or not known at all, names countries, and the country that the other is of is none of them.</summary>
    private static bool NamesAnother(PartyName one, PartyName other) =>
        one.Root is null && one._nations.Count > 0 && other.Root is { } root && other._nations.Count > 0 && !one._nations.Contains(root) && !one._nations.Overlaps(other._nations);

    private static WordSet ProperWords(string name)
    {
        var words = new List<uint>();
        foreach (var range in name.AsSpan().Split(' '))
        {
            var word = name.AsSpan()[range].Trim("'’.,()");
            if (word.Length < 3 || !char.IsUpper(word[0])) continue;
            foreach (var hash in PreparedReport.Words(word.ToString(), null))
            {
                if (!Particulars.IsOfCountry(hash)) words.Add(hash);
            }
        }

        return WordSet.Of(words);
    }

    private static bool IsNames(string name)
    {
        var words = 0;
        foreach (var range in name.AsSpan().Split(' '))
        {
            var word = name.AsSpan()[range];
            if (word.Length < 2 || (word.Length <= 3 && char.IsLower(word[0]) && words > 0)) continue;
            if (!char.IsUpper(word[0])) return false;
            words++;
        }

        return words >= 2;
    }

    // Anybody may be called a civilian or an opponent.
    private static bool IsVague(PartyName party) => party.Code!.EndsWith("CVL", StringComparison.Ordinal) || party.Code.EndsWith("OPP", StringComparison.Ordinal);

    /// <summary>Share of the shorter name's words that stand in the other one.</summary>
    private static double Shared(WordSet one, WordSet other)
    {
        var least = Math.Min(one.Count, other.Count);
        return least == 0 ? 0 : (double)one.Shared(other) / least;
    }
}
