using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Standing;

/// <summary>What a word does to the standing of what it governs.</summary>
internal enum Effect : byte
{
    /// <summary>Nothing: "managed to", "forced to".</summary>
    Same,

    /// <summary>Tells it as somebody's word: "said that".</summary>
    Said,

    /// <summary>Under way: "began to".</summary>
    Ongoing,

    /// <summary>Over: "stopped …ing".</summary>
    Ended,

    Planned,
    Threatened,
    Possible,
    Hypothetical,
    Denied,

    /// <summary>Asked of others: done or not, it is only asked.</summary>
    Asked,

    /// <summary>Wanted: one's own act is meant, another's only wished.</summary>
    Wanted,

    /// <summary>"still": under way, where the tense is the present.</summary>
    Still,

    /// <summary>"later": what "would" tells was done.</summary>
    Later,
}

/// <summary>The table <c>data/coding/factuality.tsv</c>, and which verbs and nouns of <c>frames.tsv</c> name acts of conflict. Immutable after loading.</summary>
internal sealed class FactualityTable
{
    private static readonly Lazy<FactualityTable> Shipped = new(() => new FactualityTable());

    private readonly FrozenDictionary<string, (Effect Effect, Effect Negated)> _verbs;
    private readonly FrozenDictionary<string, (Effect Effect, Effect Negated)> _adjectives;
    private readonly FrozenDictionary<string, (Effect Effect, Effect Negated)> _nouns;
    private readonly FrozenDictionary<string, (Effect Effect, Effect Negated)> _adverbs;
    private readonly FrozenDictionary<string, (Effect Effect, Effect Negated)> _marks;
    private readonly FrozenDictionary<string, (string Particle, Effect Effect, Effect Negated)[]> _particles;
    private readonly FrozenSet<string> _conflicts;

    private FactualityTable()
    {
        var kinds = new Dictionary<string, Dictionary<string, (Effect, Effect)>>(StringComparer.Ordinal)
        {
            ["verb"] = new(StringComparer.Ordinal),
            ["adjective"] = new(StringComparer.Ordinal),
            ["noun"] = new(StringComparer.Ordinal),
            ["adverb"] = new(StringComparer.Ordinal),
            ["mark"] = new(StringComparer.Ordinal),
        };
        var table = TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/factuality.tsv", "word", "kind", "effect", "negated", "source");
        foreach (var row in table.Rows)
        {
            if (!kinds.TryGetValue(row[1], out var into))
                throw new InvalidDataException($"{table.Name}: {row[0]} is of no kind '{row[1]}'");
            if (!into.TryAdd(row[0], (Parse(table.Name, row[0], row[2]), row[3].Length == 0 ? Effect.Same : Parse(table.Name, row[0], row[3]))))
                throw new InvalidDataException($"{table.Name}: {row[0]} stands twice as {row[1]}");
        }

        _particles = kinds["verb"].Where(pair => pair.Key.Contains(' ', StringComparison.Ordinal))
            .GroupBy(pair => pair.Key[..pair.Key.IndexOf(' ', StringComparison.Ordinal)], StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => (pair.Key[(group.Key.Length + 1)..], pair.Value.Item1, pair.Value.Item2)).ToArray(), StringComparer.Ordinal);
        _verbs = kinds["verb"].ToFrozenDictionary(StringComparer.Ordinal);
        _adjectives = kinds["adjective"].ToFrozenDictionary(StringComparer.Ordinal);
        _nouns = kinds["noun"].ToFrozenDictionary(StringComparer.Ordinal);
        _adverbs = kinds["adverb"].ToFrozenDictionary(StringComparer.Ordinal);
        _marks = kinds["mark"].ToFrozenDictionary(StringComparer.Ordinal);
        _conflicts = Conflicts();
    }

    /// <summary>The tables of this version.</summary>
    public static FactualityTable Default => Shipped.Value;

    public bool Verb(string lemma, out Effect effect, out Effect negated) => Get(_verbs, lemma, out effect, out negated);

    public bool Particle(string lemma, string particle, out Effect effect, out Effect negated)
    {
        (effect, negated) = (Effect.Same, Effect.Same);
        if (!_particles.TryGetValue(lemma, out var list))
            return false;
        foreach (var (word, its, without) in list)
        {
            if (word == particle)
            {
                (effect, negated) = (its, without);
                return true;
            }
        }

        return false;
    }

    public bool Adjective(string lemma, out Effect effect, out Effect negated) => Get(_adjectives, lemma, out effect, out negated);

    public bool Noun(string lemma, out Effect effect, out Effect negated) => Get(_nouns, lemma, out effect, out negated);

    public bool Adverb(string lemma, out Effect effect) => Get(_adverbs, lemma, out effect, out _);

    public bool Mark(string lemma, out Effect effect) => Get(_marks, lemma, out effect, out _);

    /// <summary>Whether a word names an act of conflict by itself, so that its future is a threat.</summary>
    public bool IsConflict(string lemma) => _conflicts.Contains(lemma);

    private static bool Get(FrozenDictionary<string, (Effect Effect, Effect Negated)> from, string lemma, out Effect effect, out Effect negated)
    {
        var found = from.TryGetValue(lemma, out var pair);
        (effect, negated) = pair;
        return found;
    }

    private static Effect Parse(string table, string word, string name) => Enum.TryParse<Effect>(name, ignoreCase: true, out var effect)
        ? effect : throw new InvalidDataException($"{table}: {word} has no effect '{name}'");

    private static FrozenSet<string> Conflicts()
    {
        var conflicts = new HashSet<string>(StringComparer.Ordinal);
        var others = new HashSet<string>(StringComparer.Ordinal);
        var table = TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/frames.tsv");
        var columns = table.Columns.ToList();
        int kind = columns.IndexOf("kind"), words = columns.IndexOf("words"), thing = columns.IndexOf("object"), type = columns.IndexOf("type");
        foreach (var row in table.Rows)
        {
            if (row[kind] == "adjective" || row[thing] is not ("" or "actor"))
                continue;
            foreach (var word in TableFile.List(row[words]))
            {
                if (!word.Contains(' ', StringComparison.Ordinal))
                    (row[type] is "PROTEST" or "SANCTION" or "COERCE" or "ASSAULT" ? conflicts : others).Add(word);
            }
        }

        conflicts.ExceptWith(others);
        return conflicts.ToFrozenSet(StringComparer.Ordinal);
    }
}
