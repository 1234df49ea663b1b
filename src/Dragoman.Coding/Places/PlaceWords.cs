using System.Reflection;
using Dragoman.Knowledge;
using Dragoman.Knowledge.Places;

namespace Dragoman.Coding.Places;

/// <summary>What a word tells of the name of a place beside it (<c>data/coding/place-words.tsv</c>).</summary>
[Flags]
internal enum PlaceWordClass
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Stands in front of places and of other things: "from", "of".</summary>
    Preposition = 1,

    /// <summary>Says what kind of place a name is: "province", "airport".</summary>
    Kind = 2,

    /// <summary>Part of a place: "northern", "central".</summary>
    Direction = 4,

    /// <summary>May stand in small letters inside a name: "of", "de".</summary>
    Inner = 8,

    /// <summary>An article that begins a name in small letters: "al".</summary>
    Article = 16,

    /// <summary>A common word that is also the name of a small place.</summary>
    Common = 32,

    /// <summary>Stands in front of places and hardly of anything else: "in", "near".</summary>
    Inside = 64,

    /// <summary>Written large behind a place's name it makes a body of it: "Times", "University"; with "of" in front of one too.</summary>
    Body = 128,

    /// <summary>Behind a place's name it makes it the name of a thing: "virus".</summary>
    Thing = 256,

    /// <summary>Never a place.</summary>
    Never = 512,

    /// <summary>May stand between a place and what it lies in: "located", "situated".</summary>
    Between = 1024,
}

/// <summary>The table of such words.</summary>
internal sealed class PlaceWords
{
    private readonly Dictionary<string, PlaceKind> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlaceWordClass>.AlternateLookup<ReadOnlySpan<char>> _words;

    private PlaceWords(TableFile table)
    {
        var words = new Dictionary<string, PlaceWordClass>(table.Rows.Count, StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (row[1].StartsWith("is-", StringComparison.Ordinal) && Enum.TryParse<PlaceKind>(row[1].AsSpan(3), ignoreCase: true, out var stated))
            {
                _kinds.Add(row[0], stated);
                continue;
            }

            if (!Enum.TryParse<PlaceWordClass>(row[1], ignoreCase: true, out var kind))
                throw new InvalidDataException($"{table.Name}: '{row[1]}' is no class of words beside places");
            words[row[0]] = words.GetValueOrDefault(row[0]) | kind;
        }

        _words = words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The table of this version.</summary>
    public static PlaceWords Current { get; } =
        new(TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/place-words.tsv", "word", "class", "source"));

    /// <summary>The kind of place that a word states: "state", "county"; null for none.</summary>
    public PlaceKind? KindOf(string word) => _kinds.TryGetValue(word, out var kind) ? kind : null;

    /// <summary>Whether a word is of a class.</summary>
    public bool Is(PlaceWordClass wanted, ReadOnlySpan<char> word) => _words.TryGetValue(word, out var found) && (found & wanted) != 0;
}
