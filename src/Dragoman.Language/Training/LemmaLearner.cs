using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>
/// Learns a <see cref="LearnedLemmatizer"/>: for every tag and ending the commonest edit, kept where it differs from that of the shorter ending;
/// then the forms that the rules get wrong become exceptions.
/// </summary>
internal static class LemmaLearner
{
    /// <summary>Learns from words with their tags and lemmas.</summary>
    /// <param name="words">Form, XPOS and lemma of every word of the corpus.</param>
    /// <param name="inflections">Form, XPOS and lemma of words from a dictionary; what the corpus says goes before.</param>
    public static LearnedLemmatizer Learn(
        IEnumerable<(string Form, string Xpos, string Lemma)> words,
        IReadOnlyList<(string Form, string Xpos, string Lemma)>? inflections = null)
    {
        var types = new Dictionary<(string Form, string Xpos, string Lemma), int>();
        foreach (var word in words)
        {
            if (word.Lemma.Length == 0) continue;
            types[word] = types.GetValueOrDefault(word) + 1;
        }

        var ordered = types.OrderBy(t => t.Key.Xpos, StringComparer.Ordinal)
            .ThenBy(t => t.Key.Form, StringComparer.Ordinal)
            .ThenBy(t => t.Key.Lemma, StringComparer.Ordinal)
            .ToList();
        var rules = Rules(ordered);
        var lemmatizer = Build([], [], rules);
        var exceptions = Exceptions(ordered, lemmatizer);
        if (inflections is not null) AddInflections(exceptions, ordered, inflections, lemmatizer);
        return Build([.. exceptions.Keys], [.. exceptions.Values], rules);
    }

    /// <summary>Enters the forms of a dictionary that the rules get wrong and the corpus does not have; the first of several lemmas counts.</summary>
    private static void AddInflections(
        SortedDictionary<string, string> exceptions,
        List<KeyValuePair<(string Form, string Xpos, string Lemma), int>> types,
        IReadOnlyList<(string Form, string Xpos, string Lemma)> inflections,
        LearnedLemmatizer lemmatizer)
    {
        var known = new HashSet<string>(types.Select(t => t.Key.Xpos + "\t" + t.Key.Form.ToLowerInvariant()), StringComparer.Ordinal);
        foreach (var (form, xpos, lemma) in inflections)
        {
            var key = xpos + "\t" + form;
            if (known.Add(key) && lemmatizer.Lemma(form, xpos) != lemma) exceptions[key] = lemma;
        }
    }

    private static LearnedLemmatizer Build(string[] keys, string[] lemmas, SortedDictionary<string, LemmaRule> rules) =>
        new(new StringTable(keys), lemmas, new StringTable([.. rules.Keys]), [.. rules.Values]);

    private static SortedDictionary<string, LemmaRule> Rules(List<KeyValuePair<(string Form, string Xpos, string Lemma), int>> types)
    {
        var votes = new SortedDictionary<string, Dictionary<LemmaRule, double>>(StringComparer.Ordinal);
        var supporters = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var ((form, xpos, lemma), count) in types)
        {
            var lower = form.ToLowerInvariant();
            var rule = Edit(form, lower, lemma);
            for (var size = 0; size <= Math.Min(LearnedLemmatizer.LongestEnding, lower.Length); size++)
            {
                var key = xpos + "\t" + lower[^size..];
                if (!votes.TryGetValue(key, out var edits)) votes[key] = edits = [];
                if (!supporters.TryGetValue(key, out var forms)) supporters[key] = forms = new HashSet<string>(StringComparer.Ordinal);
                forms.Add(lower);
                // A type counts more than its tokens: rules are for words that have not been seen.
                edits[rule] = edits.GetValueOrDefault(rule) + 1 + Math.Log(count);
            }
        }

        var rules = new SortedDictionary<string, LemmaRule>(StringComparer.Ordinal);
        var best = new Dictionary<string, LemmaRule>(StringComparer.Ordinal);
        foreach (var (key, edits) in votes)
        {
            var total = edits.Values.Sum();
            var top = edits.OrderByDescending(e => e.Value).ThenBy(e => e.Key.Cut).ThenBy(e => e.Key.Append, StringComparer.Ordinal).First();
            var tab = key.IndexOf('\t', StringComparison.Ordinal);
            if (tab == key.Length - 1)
            {
                rules[key] = best[key] = top.Key;
                continue;
            }

            // An ending seen in a single word is that word; it is left to the exceptions.
            if (supporters[key].Count >= 2 && top.Value / total > 0.5) best[key] = top.Key;
        }

        foreach (var (key, rule) in best.OrderBy(b => b.Key.Length).ThenBy(b => b.Key, StringComparer.Ordinal))
        {
            var tab = key.IndexOf('\t', StringComparison.Ordinal);
            if (rules.ContainsKey(key)) continue;
            for (var cut = 1; tab + 1 + cut <= key.Length; cut++)
            {
                if (!rules.TryGetValue(string.Concat(key.AsSpan(0, tab + 1), key.AsSpan(tab + 1 + cut)), out var shorter)) continue;
                if (shorter != rule) rules[key] = rule;
                break;
            }
        }

        return rules;
    }

    private static SortedDictionary<string, string> Exceptions(
        List<KeyValuePair<(string Form, string Xpos, string Lemma), int>> types, LearnedLemmatizer lemmatizer)
    {
        var right = new SortedDictionary<string, (int Right, int Total, Dictionary<string, int> Lemmas)>(StringComparer.Ordinal);
        foreach (var ((form, xpos, lemma), count) in types)
        {
            var key = xpos + "\t" + form.ToLowerInvariant();
            if (!right.TryGetValue(key, out var entry)) entry = (0, 0, new Dictionary<string, int>(StringComparer.Ordinal));
            entry.Lemmas[lemma] = entry.Lemmas.GetValueOrDefault(lemma) + count;
            right[key] = (entry.Right + (lemmatizer.Lemma(form, xpos) == lemma ? count : 0), entry.Total + count, entry.Lemmas);
        }

        var exceptions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, entry) in right)
        {
            var top = entry.Lemmas.OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal).First();
            if (top.Value > entry.Right) exceptions[key] = top.Key;
        }

        return exceptions;
    }

    private static LemmaRule Edit(string form, string lower, string lemma)
    {
        var cased = Common(form, lemma);
        var plain = Common(lower, lemma);
        var (source, kept, keeps) = cased >= plain && form != lower ? (form, cased, true) : (lower, plain, false);
        var append = lemma[kept..];
        return new LemmaRule(source.Length - kept, append.Length == 0 ? null : append, keeps);
    }

    private static int Common(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
            if (left[i] != right[i]) return i;
        return length;
    }
}
