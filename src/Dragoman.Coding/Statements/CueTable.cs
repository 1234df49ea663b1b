using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Statements;

/// <summary>The tables <c>data/coding/cues.tsv</c> and <c>source-words.tsv</c>. Immutable after loading.</summary>
internal sealed class CueTable
{
    private static readonly Lazy<CueTable> Shipped = new(() => new CueTable());

    private readonly FrozenDictionary<string, Cue> _verbs;
    private readonly FrozenDictionary<string, Cue> _nouns;
    private readonly FrozenDictionary<string, Cue> _adjectives;
    private readonly FrozenDictionary<string, (string Particle, Cue Cue)[]> _particles;
    private readonly FrozenDictionary<string, string> _words;

    private CueTable()
    {
        var verbs = new Dictionary<string, Cue>(StringComparer.Ordinal);
        var adjectives = new Dictionary<string, Cue>(StringComparer.Ordinal);
        var particles = new Dictionary<string, (string, Cue)[]>(StringComparer.Ordinal);
        var nouns = new Dictionary<string, Cue>(StringComparer.Ordinal);
        var table = TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/cues.tsv", "word", "kind", "frames", "prepositions", "stance", "source");
        foreach (var row in table.Rows)
        {
            var frames = CueFrames.None;
            foreach (var name in TableFile.List(row[2]))
            {
                frames |= Enum.TryParse<CueFrames>(name, ignoreCase: true, out var frame)
                    ? frame : throw new InvalidDataException($"{table.Name}: {row[0]} has no frame '{name}'");
            }

            if (!Enum.TryParse<Stance>(row[4], ignoreCase: true, out var stance))
                throw new InvalidDataException($"{table.Name}: {row[0]} has no stance '{row[4]}'");
            var into = row[1] switch
            {
                "verb" => verbs,
                "noun" => nouns,
                "adjective" => adjectives,
                _ => throw new InvalidDataException($"{table.Name}: {row[0]} is of no kind '{row[1]}'"),
            };
            if (row[0].IndexOf(' ', StringComparison.Ordinal) is > 0 and var space)
            {
                var lemma = row[0][..space];
                particles[lemma] = [.. particles.GetValueOrDefault(lemma) ?? [], (row[0][(space + 1)..], new Cue(frames, TableFile.List(row[3]), stance))];
                continue;
            }

            if (!into.TryAdd(row[0], new Cue(frames, TableFile.List(row[3]), stance)))
                throw new InvalidDataException($"{table.Name}: {row[0]} stands twice");
        }

        _verbs = verbs.ToFrozenDictionary(StringComparer.Ordinal);
        _adjectives = adjectives.ToFrozenDictionary(StringComparer.Ordinal);
        _particles = particles.ToFrozenDictionary(StringComparer.Ordinal);
        _nouns = nouns.ToFrozenDictionary(StringComparer.Ordinal);
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var list = TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/source-words.tsv", "word", "class", "source");
        foreach (var row in list.Rows)
        {
            if (!words.TryAdd(row[0], row[1]))
                throw new InvalidDataException($"{list.Name}: {row[0]} stands twice");
        }

        _words = words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The tables of this version.</summary>
    public static CueTable Default => Shipped.Value;

    /// <summary>The cue that a verb is; null for none.</summary>
    public Cue? Verb(string lemma) => _verbs.GetValueOrDefault(lemma);

    /// <summary>The cue that a verb with its particle is ("pointed out"); null for none.</summary>
    public Cue? Verb(string lemma, string particle) => _particles.TryGetValue(lemma, out var list) && Array.Find(list, pair => pair.Particle == particle) is { Cue: not null } found ? found.Cue : null;

    /// <summary>The cue that an adjective is ("worried that …"); null for none.</summary>
    public Cue? Adjective(string lemma) => _adjectives.GetValueOrDefault(lemma);

    /// <summary>The cue that a noun is; null for none.</summary>
    public Cue? Noun(string lemma) => _nouns.GetValueOrDefault(lemma);

    /// <summary>Class of a word that helps to find sources ("spokesman" <c>speaker</c>, "poll" <c>document</c>, "interview" <c>venue</c>); null for none.</summary>
    public string? ClassOf(string lemma) => _words.GetValueOrDefault(lemma);
}
