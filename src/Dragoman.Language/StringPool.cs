namespace Dragoman.Language;

/// <summary>
/// Shares equal strings: one object for each tag or frequent form. Bounded, because what comes from outside decides what
/// is put in: once full, an unknown string is made and not kept. Not thread-safe; one pool serves one reader.
/// </summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, string> _strings;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _capacity;

    /// <param name="capacity">Number of strings that are kept.</param>
    public StringPool(int capacity)
    {
        _capacity = capacity;
        _strings = new Dictionary<string, string>(StringComparer.Ordinal);
        _lookup = _strings.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The string of these characters.</summary>
    public string Get(ReadOnlySpan<char> characters)
    {
        if (characters.IsEmpty) return "";
        if (characters.Length > 64) return characters.ToString();
        if (_lookup.TryGetValue(characters, out var known)) return known;
        var made = characters.ToString();
        if (_strings.Count < _capacity) _strings.Add(made, made);
        return made;
    }
}
