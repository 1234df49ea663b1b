namespace Dragoman.Language;

/// <summary>Relations and features as the scores tell them apart, from <c>data/language/scoring.tsv</c>.</summary>
internal sealed class ScoringTable
{
    private static readonly Lazy<ScoringTable> Shared = new(static () => new ScoringTable());
    private readonly HashSet<string> _content = new(StringComparer.Ordinal);
    private readonly HashSet<string> _function = new(StringComparer.Ordinal);
    private readonly HashSet<string> _features = new(StringComparer.Ordinal);

    private ScoringTable()
    {
        foreach (var row in TableFile.Read("scoring.tsv"))
        {
            var set = row[0] switch
            {
                "content" => _content,
                "function" => _function,
                "feature" => _features,
                _ => throw new InvalidDataException($"scoring.tsv: the kind '{row[0]}' is not known"),
            };
            set.Add(row[1]);
        }
    }

    /// <summary>The table.</summary>
    public static ScoringTable Instance => Shared.Value;

    /// <summary>Whether a relation without subtype is that of a content word.</summary>
    public bool IsContent(ReadOnlySpan<char> relation) => _content.GetAlternateLookup<ReadOnlySpan<char>>().Contains(relation);

    /// <summary>Whether a relation without subtype is that of a function word.</summary>
    public bool IsFunction(ReadOnlySpan<char> relation) => _function.GetAlternateLookup<ReadOnlySpan<char>>().Contains(relation);

    /// <summary>The features of a word that all languages share, in their order.</summary>
    /// <param name="features">As in the file, <c>Case=Nom|Number=Sing</c>.</param>
    public string Universal(string features)
    {
        if (features.Length == 0) return features;
        return string.Join('|', features.Split('|').Where(f => _features.Contains(f.Split('=', 2)[0])).Order(StringComparer.Ordinal));
    }
}
