using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Times;

/// <summary>A word or words of a class, and what they stand for.</summary>
/// <param name="Words">Ids of the words, in their order.</param>
/// <param name="Value">The value.</param>
internal readonly record struct TimeTerm(int[] Words, int Value);

/// <summary>
/// The words that time patterns know (<c>data/coding/times.tsv</c> and <c>holidays.tsv</c>): each has a number, and classes give it values.
/// Filled once, never changed afterwards.
/// </summary>
internal sealed class TimeVocabulary
{
    private readonly Dictionary<string, int> _building = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<int, TimeTerm[]>> _classes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [""];
    private FrozenDictionary<string, int>? _ids;
    private FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Texts that values of classes with text refer to: <c>MO</c>, <c>SP</c>, the rule of a holiday.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>Number of words, and 1.</summary>
    public int Count => _names.Count;

    /// <summary>Number of a word in lower case; 0 for none.</summary>
    public int Id(ReadOnlySpan<char> word) => _lookup.TryGetValue(word, out var id) ? id : 0;

    /// <summary>Terms of a class by the id of their first word, longest first.</summary>
    /// <exception cref="InvalidDataException">There is no such class.</exception>
    public Dictionary<int, TimeTerm[]> Class(string name) =>
        _classes.TryGetValue(name, out var terms) ? terms : throw new InvalidDataException($"coding/times.tsv: there is no class '{name}'");

    /// <summary>Whether there is a class of a name.</summary>
    public bool Has(string name) => _classes.ContainsKey(name);

    /// <summary>Number of a word that a table names; made where it is new.</summary>
    public int Make(string word)
    {
        if (!_building.TryGetValue(word, out var id))
        {
            id = _names.Count;
            _building.Add(word, id);
            _names.Add(word);
        }

        return id;
    }

    /// <summary>Numbers of the words of a term: "new year's day" is five, the apostrophe among them.</summary>
    public int[] MakeAll(string term)
    {
        var ids = new List<int>();
        for (var i = 0; i < term.Length;)
        {
            var from = i;
            if (char.IsLetter(term[i]))
            {
                while (i < term.Length && char.IsLetter(term[i]))
                    i++;
                ids.Add(Make(term[from..i].ToLowerInvariant()));
            }
            else if (char.IsAsciiDigit(term[i]))
            {
                while (i < term.Length && char.IsAsciiDigit(term[i]))
                    i++;
                ids.Add(TimeWords.KeyOf(int.Parse(term.AsSpan(from, i - from), CultureInfo.InvariantCulture)));
            }
            else
            {
                i++;
                if (term[from] is not (' ' or '_'))
                    ids.Add(Make(term[from..i]));
            }
        }

        return [.. ids];
    }

    /// <summary>Ends the making: from here on the words are looked up.</summary>
    public void Freeze()
    {
        _ids = _building.ToFrozenDictionary(StringComparer.Ordinal);
        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Reads the tables.</summary>
    public static TimeVocabulary Load()
    {
        var vocabulary = new TimeVocabulary();
        var terms = new Dictionary<string, List<TimeTerm>>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var row in TableFile.FromResource(assembly, "coding/times.tsv", "class", "word", "value", "source").Rows)
            vocabulary.Add(terms, row[0], row[1], row[2]);
        foreach (var row in TableFile.FromResource(assembly, "coding/holidays.tsv", "name", "rule", "source").Rows)
            vocabulary.Add(terms, "holiday", row[0], row[1]);
        foreach (var (name, list) in terms)
        {
            vocabulary._classes.Add(name, list.GroupBy(term => term.Words[0])
                .ToDictionary(group => group.Key, group => group.OrderByDescending(term => term.Words.Length).ToArray()));
        }

        return vocabulary;
    }

    private void Add(Dictionary<string, List<TimeTerm>> terms, string name, string word, string value)
    {
        if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            number = Texts.IndexOf(value);
            if (number < 0)
            {
                number = Texts.Count;
                Texts.Add(value);
            }
        }

        if (!terms.TryGetValue(name, out var list))
            terms.Add(name, list = []);
        list.Add(new TimeTerm(MakeAll(word), number));
    }
}
