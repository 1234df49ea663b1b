using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>How well one answer was given.</summary>
/// <param name="Gold">Right items.</param>
/// <param name="System">Items that were given.</param>
/// <param name="Correct">Items that were given and are right.</param>
/// <param name="Aligned">Words that both texts have; 0 for tokens and sentences.</param>
public readonly record struct ConlluScore(long Gold, long System, long Correct, long Aligned)
{
    /// <summary>Right of all given, 0 to 1.</summary>
    public double Precision => System == 0 ? 0 : Correct / (double)System;

    /// <summary>Given and right of all right ones, 0 to 1.</summary>
    public double Recall => Gold == 0 ? 0 : Correct / (double)Gold;

    /// <summary>Harmonic mean of precision and recall, 0 to 1.</summary>
    public double F1 => Gold + System == 0 ? 0 : 2.0 * Correct / (Gold + System);

    /// <summary>Right of the words that both texts have, 0 to 1; null for tokens and sentences.</summary>
    public double? AlignedAccuracy => Aligned == 0 ? null : Correct / (double)Aligned;
}

/// <summary>A word that was read in another way than the gold file has it.</summary>
/// <param name="Line">Line of the gold sentence in its file, from 1.</param>
/// <param name="Word">The word.</param>
/// <param name="Gold">Relation and head that are right, as <c>nsubj(said)</c>.</param>
/// <param name="System">Those that were given.</param>
public readonly record struct ConlluDisagreement(long Line, string Word, string Gold, string System);

/// <summary>
/// Scores of CoNLL-U against a gold file as in the CoNLL 2018 shared task (Zeman and others 2018): words are aligned by their characters, relations
/// count without subtypes, lemmas that the gold file leaves open count as right.
/// </summary>
public sealed class ConlluScores
{
    private readonly ScoredText _gold;
    private readonly ScoredText _system;
    private readonly int[] _partners;
    private readonly ScoringTable _table = ScoringTable.Instance;

    private ConlluScores(ScoredText gold, ScoredText system)
    {
        _gold = gold;
        _system = system;
        _partners = WordAlignment.Align(gold.Words, system.Words);
    }

    /// <summary>The scores by name, in the shared task's order: Tokens, Sentences, Words, UPOS, XPOS, UFeats, AllTags, Lemmas, UAS, LAS, CLAS, MLAS, BLEX.</summary>
    public required IReadOnlyList<(string Name, ConlluScore Score)> Metrics { get; init; }

    /// <summary>LAS by the gold or given relation without subtype, commonest first.</summary>
    public required IReadOnlyList<(string Relation, ConlluScore Score)> Relations { get; init; }

    /// <summary>Names by kind with extent and kind right, then all of them; empty where the gold file has none.</summary>
    public required IReadOnlyList<(string Kind, ConlluScore Score)> Names { get; init; }

    /// <summary>The score of a name.</summary>
    /// <param name="metric">Such as <c>LAS</c>.</param>
    /// <exception cref="ArgumentException">There is no such score.</exception>
    public ConlluScore this[string metric]
    {
        get
        {
            foreach (var (name, score) in Metrics)
                if (name == metric) return score;
            throw new ArgumentException($"There is no score '{metric}'.", nameof(metric));
        }
    }

    /// <summary>Scores sentences.</summary>
    /// <param name="gold">The right ones.</param>
    /// <param name="system">Those that are scored, of the same text.</param>
    /// <exception cref="InputException"><see cref="ErrorCodes.InvalidConllu"/>: the two are not of the same text; the message says from where on.</exception>
    public static ConlluScores Of(IReadOnlyList<ConlluSentence> gold, IReadOnlyList<ConlluSentence> system)
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(system);
        var right = new ScoredText(gold, "gold");
        var given = new ScoredText(system, "system");
        var same = right.Characters.AsSpan().CommonPrefixLength(given.Characters);
        if (same < right.Characters.Length || same < given.Characters.Length)
        {
            var line = gold.Zip(right.Sentences).FirstOrDefault(pair => pair.Second.End > same).First?.Line ?? 0;
            throw new InputException(
                ErrorCodes.InvalidConllu, $"the two files are not of one text: they differ from the gold sentence at line {line} on, near '{Near(right.Characters, same)}'");
        }

        var scores = new ConlluScores(right, given) { Metrics = [], Relations = [], Names = [] };
        return new ConlluScores(right, given)
        {
            Metrics = scores.Measure(),
            Relations = scores.MeasureRelations(),
            Names = scores.MeasureNames(),
        };
    }

    /// <summary>Words whose head or relation was read in another way, in the order of the text.</summary>
    /// <param name="gold">The right sentences, for the lines.</param>
    public IEnumerable<ConlluDisagreement> Disagreements(IReadOnlyList<ConlluSentence> gold)
    {
        ArgumentNullException.ThrowIfNull(gold);
        var sentence = 0;
        for (var s = 0; s < _partners.Length; s++)
        {
            if (_partners[s] < 0) continue;
            var (right, given) = (_gold.Words[_partners[s]], _system.Words[s]);
            if (SameHead(s) && Bare(right.Word.Relation).SequenceEqual(Bare(given.Word.Relation))) continue;
            while (_gold.Sentences[sentence].End <= right.Start) sentence++;
            yield return new ConlluDisagreement(gold[sentence].Line, right.Word.Form, Written(_gold, right), Written(_system, given));
        }
    }

    private static string Written(ScoredText text, ScoredWord word) =>
        $"{word.Word.Relation}({(word.Parent >= 0 ? text.Words[word.Parent].Word.Form : "")})";

    private static string Near(string characters, int at) => characters[Math.Max(0, at - 10)..Math.Min(characters.Length, at + 10)];

    private List<(string, ConlluScore)> Measure()
    {
        bool Upos(ConlluWord g, ConlluWord s) => g.Upos == s.Upos;
        bool Xpos(ConlluWord g, ConlluWord s) => g.Xpos == s.Xpos;
        bool Features(ConlluWord g, ConlluWord s) => _table.Universal(g.Features) == _table.Universal(s.Features);
        bool Lemma(ConlluWord g, ConlluWord s) => g.Lemma.Length == 0 || g.Lemma == s.Lemma;
        bool Relation(ConlluWord g, ConlluWord s) => Bare(g.Relation).SequenceEqual(Bare(s.Relation));
        var functions = new[] { Functions(_gold), Functions(_system) };
        return
        [
            ("Tokens", Spans(_gold.Tokens, _system.Tokens)),
            ("Sentences", Spans(_gold.Sentences, _system.Sentences)),
            ("Words", Count(static (_, _, _) => true)),
            ("UPOS", Count((_, g, s) => Upos(g, s))),
            ("XPOS", Count((_, g, s) => Xpos(g, s))),
            ("UFeats", Count((_, g, s) => Features(g, s))),
            ("AllTags", Count((_, g, s) => Upos(g, s) && Xpos(g, s) && Features(g, s))),
            ("Lemmas", Count((_, g, s) => Lemma(g, s))),
            ("UAS", Count((i, _, _) => SameHead(i))),
            ("LAS", Count((i, g, s) => SameHead(i) && Relation(g, s))),
            ("CLAS", Count((i, g, s) => SameHead(i) && Relation(g, s), content: true)),
            ("MLAS", Count((i, g, s) => SameHead(i) && Relation(g, s) && Upos(g, s) && Features(g, s) && SameFunctions(functions, i), content: true)),
            ("BLEX", Count((i, g, s) => SameHead(i) && Relation(g, s) && Lemma(g, s), content: true)),
        ];
    }

    private bool SameHead(int system)
    {
        var right = _gold.Words[_partners[system]].Parent;
        var given = _system.Words[system].Parent;
        return given < 0 ? right == given : right == _partners[given] && right >= 0;
    }

    private ConlluScore Count(Func<int, ConlluWord, ConlluWord, bool> right, bool content = false)
    {
        bool Counts(ScoredWord word) => !content || _table.IsContent(Bare(word.Word.Relation));
        long correct = 0, aligned = 0;
        for (var s = 0; s < _partners.Length; s++)
        {
            if (_partners[s] < 0 || !Counts(_gold.Words[_partners[s]])) continue;
            aligned++;
            if (right(s, _gold.Words[_partners[s]].Word, _system.Words[s].Word)) correct++;
        }

        return new ConlluScore(_gold.Words.Count(Counts), _system.Words.Count(Counts), correct, aligned);
    }

    private Dictionary<int, List<int>> Functions(ScoredText text)
    {
        var children = new Dictionary<int, List<int>>();
        for (var i = 0; i < text.Words.Count; i++)
        {
            var word = text.Words[i];
            if (word.Parent < 0 || !_table.IsFunction(Bare(word.Word.Relation))) continue;
            if (!children.TryGetValue(word.Parent, out var list)) children[word.Parent] = list = [];
            list.Add(i);
        }

        return children;
    }

    private bool SameFunctions(Dictionary<int, List<int>>[] functions, int system)
    {
        var right = functions[0].GetValueOrDefault(_partners[system], []);
        var given = functions[1].GetValueOrDefault(system, []);
        if (right.Count != given.Count) return false;
        for (var i = 0; i < right.Count; i++)
        {
            var (g, s) = (_gold.Words[right[i]].Word, _system.Words[given[i]].Word);
            if (_partners[given[i]] != right[i] || !Bare(g.Relation).SequenceEqual(Bare(s.Relation)) || g.Upos != s.Upos
                || _table.Universal(g.Features) != _table.Universal(s.Features))
            {
                return false;
            }
        }

        return true;
    }

    private List<(string, ConlluScore)> MeasureRelations()
    {
        var counts = new Dictionary<string, (long Gold, long System, long Correct)>(StringComparer.Ordinal);
        void Add(string relation, long gold, long system, long correct)
        {
            var key = Bare(relation).ToString();
            var count = counts.GetValueOrDefault(key);
            counts[key] = (count.Gold + gold, count.System + system, count.Correct + correct);
        }

        foreach (var word in _gold.Words) Add(word.Word.Relation, 1, 0, 0);
        for (var s = 0; s < _partners.Length; s++)
        {
            var relation = _system.Words[s].Word.Relation;
            Add(relation, 0, 1, _partners[s] >= 0 && SameHead(s) && Bare(relation).SequenceEqual(Bare(_gold.Words[_partners[s]].Word.Relation)) ? 1 : 0);
        }

        return [.. counts.OrderByDescending(c => c.Value.Gold).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => (c.Key, new ConlluScore(c.Value.Gold, c.Value.System, c.Value.Correct, 0)))];
    }

    private List<(string, ConlluScore)> MeasureNames()
    {
        var right = NameSpan.Of(_gold);
        if (right.Count == 0) return [];
        var given = NameSpan.Of(_system);
        ConlluScore Score(string? kind) => new(
            right.Count(n => kind is null || n.Kind == kind), given.Count(n => kind is null || n.Kind == kind),
            given.Count(n => (kind is null || n.Kind == kind) && right.Contains(n)), 0);
        var kinds = right.Concat(given).Select(n => n.Kind).Distinct().Order(StringComparer.Ordinal);
        return [.. kinds.Select(kind => (kind, Score(kind))), ("all", Score(null))];
    }

    private static ConlluScore Spans(List<(int Start, int End)> gold, List<(int Start, int End)> system)
    {
        long correct = 0;
        for (var (g, s) = (0, 0); g < gold.Count && s < system.Count;)
        {
            if (gold[g] == system[s]) correct++;
            var (goldEnd, systemEnd) = (gold[g].End, system[s].End);
            if (goldEnd <= systemEnd) g++;
            if (systemEnd <= goldEnd) s++;
        }

        return new ConlluScore(gold.Count, system.Count, correct, 0);
    }

    private static ReadOnlySpan<char> Bare(string relation)
    {
        var colon = relation.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? relation : relation.AsSpan(0, colon);
    }
}
