using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Coreference;

/// <summary>The table <c>data/coding/persons.tsv</c>: words that tell of sex, of bodies and of groups. Immutable after loading.</summary>
internal sealed class PersonTable
{
    private static readonly Lazy<PersonTable> Shipped = new(() => new PersonTable());

    private readonly FrozenDictionary<string, string> _words;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private PersonTable()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var table = TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/persons.tsv", "word", "class", "source");
        foreach (var row in table.Rows)
        {
            if (row[1] is not ("female" or "male" or "body" or "group" or "state"))
                throw new InvalidDataException($"{table.Name}: {row[0]} is of no class '{row[1]}'");
            if (!words.TryAdd(row[0], row[1]))
                throw new InvalidDataException($"{table.Name}: {row[0]} stands twice");
        }

        _words = words.ToFrozenDictionary(StringComparer.Ordinal);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The table of this version.</summary>
    public static PersonTable Default => Shipped.Value;

    /// <summary>What a word tells of sex.</summary>
    /// <param name="lower">The word, lower case.</param>
    public Gender GenderOf(ReadOnlySpan<char> lower) => _lookup.TryGetValue(lower, out var name) ? name switch
    {
        "female" => Gender.Female,
        "male" => Gender.Male,
        _ => Gender.Unknown,
    } : Gender.Unknown;

    /// <summary>Whether "the …" with this word points back to a body whatever its name: "the agency".</summary>
    public bool IsBody(ReadOnlySpan<char> lower) => _lookup.TryGetValue(lower, out var name) && name is "body" or "group";

    /// <summary>Whether "the …" with this word points back to a state: "the country".</summary>
    public bool IsState(ReadOnlySpan<char> lower) => _lookup.TryGetValue(lower, out var name) && name == "state";

    /// <summary>Whether "the …" with this word points back to a group of fighters or members: "the group", "the militia".</summary>
    public bool IsGroup(ReadOnlySpan<char> lower) => _lookup.TryGetValue(lower, out var name) && name == "group";
}
