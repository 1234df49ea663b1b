using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>
/// Scores on gold tokens, each a share from 0 to 1, as the CoNLL 2018 shared task counts: punctuation included, relations without subtypes.
/// </summary>
/// <param name="Upos">Universal parts of speech that are right.</param>
/// <param name="Xpos">Penn tags that are right.</param>
/// <param name="Morphology">Feature strings that are right.</param>
/// <param name="Lemmas">Lemmas that are right.</param>
/// <param name="Uas">Heads that are right.</param>
/// <param name="Las">Heads that are right and whose relation is.</param>
/// <param name="LasWithSubtypes">The same with subtypes.</param>
/// <param name="NameF1">F1 of names, kind and extent; 0 where the corpus has none.</param>
public readonly record struct ParserScores(
    double Upos, double Xpos, double Morphology, double Lemmas, double Uas, double Las, double LasWithSubtypes, double NameF1)
{
    /// <summary>Scores a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sentences">Sentences with the right answers; columns that are null are not scored.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    public static ParserScores Of(LanguageModel model, IReadOnlyList<TreebankSentence> sentences, CancellationToken ct = default)
    {
        var network = model.Network;
        var labels = network.Labels;
        var space = network.CreateWorkspace();
        long words = 0, trees = 0, upos = 0, xpos = 0, morphology = 0, lemmas = 0, uas = 0, las = 0, full = 0;
        long matched = 0, predicted = 0, gold = 0;
        foreach (var sentence in sentences)
        {
            ct.ThrowIfCancellationRequested();
            space.Batch.Clear();
            var start = space.Batch.Add(sentence.Forms.Count);
            network.Reserve(space);
            for (var i = 0; i < sentence.Forms.Count; i++) network.SetWord(space, start + i, sentence.Forms[i]);
            network.Run(space);
            for (var i = 0; i < sentence.Forms.Count; i++)
            {
                var tag = labels.Tags[space.Tags[start + i]];
                if (sentence.Tags is not null)
                {
                    words++;
                    var tab = tag.IndexOf('\t', StringComparison.Ordinal);
                    var right = sentence.Tags[i].IndexOf('\t', StringComparison.Ordinal);
                    var same = tag.AsSpan(tab).SequenceEqual(sentence.Tags[i].AsSpan(right));
                    if (tag.AsSpan(0, tab).SequenceEqual(sentence.Tags[i].AsSpan(0, right))) upos++;
                    if (same) xpos++;
                    if (sentence.Morphology is not null && labels.Morphology[space.Morphology[start + i]] == sentence.Morphology[i]) morphology++;
                    if (sentence.Lemmas is not null && model.Lemmatizer.Lemma(sentence.Forms[i], tag.AsSpan(tab + 1)) == sentence.Lemmas[i]) lemmas++;
                }

                if (sentence.Heads is null || sentence.Relations is null) continue;
                trees++;
                if (space.HeadsOf[start + i] != sentence.Heads[i]) continue;
                uas++;
                var relation = labels.Relations[space.Relations[start + i]];
                if (relation == sentence.Relations[i]) full++;
                if (Bare(relation).SequenceEqual(Bare(sentence.Relations[i]))) las++;
            }

            if (sentence.Names is null) continue;
            var found = Spans([.. Enumerable.Range(start, sentence.Forms.Count).Select(r => labels.Names[space.NameTags[r]])]);
            var wanted = Spans(Treebank.ToBilou(sentence.Names));
            predicted += found.Count;
            gold += wanted.Count;
            matched += found.Intersect(wanted).Count();
        }

        static double Share(long part, long whole) => whole == 0 ? 0 : part / (double)whole;
        return new ParserScores(
            Share(upos, words), Share(xpos, words), Share(morphology, words), Share(lemmas, words),
            Share(uas, trees), Share(las, trees), Share(full, trees), Share(2 * matched, predicted + gold));
    }

    private static ReadOnlySpan<char> Bare(string relation)
    {
        var colon = relation.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? relation : relation.AsSpan(0, colon);
    }

    private static HashSet<(int Start, int End, string Kind)> Spans(string[] tags)
    {
        var spans = new HashSet<(int, int, string)>();
        var start = 0;
        for (var i = 0; i < tags.Length; i++)
        {
            if (tags[i][0] is 'B' or 'U') start = i;
            if (tags[i][0] is 'L' or 'U') spans.Add((start, i, tags[i][2..]));
        }

        return spans;
    }
}
