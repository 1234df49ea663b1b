using System.Globalization;
using System.Reflection;
using Dragoman.Coding.Times;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Quantities;

/// <summary>What a word or words of <c>data/coding/quantities.tsv</c> stand for.</summary>
/// <param name="Words">Ids of the words, in their order.</param>
/// <param name="Text">The value as written.</param>
/// <param name="Low">The value as a number, or the lower of two; 0 where it is none.</param>
/// <param name="High">The higher of two numbers; 0 where there is one.</param>
internal sealed record QuantityTerm(int[] Words, string Text, double Low, double High);

/// <summary>Number words, units, currencies and the words around amounts. Loaded once, never changed.</summary>
internal sealed class QuantityTables
{
    private static readonly Lazy<QuantityTables> LazyDefault = new(() => new QuantityTables());

    private readonly Dictionary<string, Dictionary<int, QuantityTerm[]>> _classes;

    private QuantityTables()
    {
        var terms = new Dictionary<string, List<QuantityTerm>>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var row in TableFile.FromResource(assembly, "coding/times.tsv", "class", "word", "value", "source").Rows)
        {
            if (row[0] is "number" or "ordinal")
                Add(terms, row[0], row[1], row[2]);
        }

        foreach (var row in TableFile.FromResource(assembly, "coding/quantities.tsv", "class", "word", "value", "source").Rows)
            Add(terms, row[0], row[1], row[2]);
        foreach (var sign in (string[])["-", ".", ",", "+", "'", "a", "an", "and", "of", "to", "or", "between", "from", "in", "out", "one", "the", "these", "those", "both", "no", "half", "/", "(", ")", ":", "its", "their", "all", "his", "her", "strong", "m"])
            Vocabulary.Make(sign);
        Vocabulary.Freeze();
        _classes = terms.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.GroupBy(term => term.Words[0]).ToDictionary(group => group.Key, group => group.OrderByDescending(term => term.Words.Length).ToArray()),
            StringComparer.Ordinal);
    }

    /// <summary>The tables of this version.</summary>
    public static QuantityTables Default => LazyDefault.Value;

    /// <summary>The words of the tables.</summary>
    public TimeVocabulary Vocabulary { get; } = new();

    /// <summary>Terms of a class by the key of their first word, longest first.</summary>
    public Dictionary<int, QuantityTerm[]> Class(string name) => _classes[name];

    private void Add(Dictionary<string, List<QuantityTerm>> terms, string name, string word, string value)
    {
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        var low = Number(space < 0 ? value : value[..space]);
        var high = space < 0 ? 0 : Number(value[(space + 1)..]);
        if (!terms.TryGetValue(name, out var list))
            terms.Add(name, list = []);
        list.Add(new QuantityTerm(Vocabulary.MakeAll(word), value, low, high));
    }

    private static double Number(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
