using System.Globalization;
using CsCheck;
using Dragoman.Records;

namespace Dragoman.Language.Tests;

public sealed class ConlluScoresTests
{
    private const string Gold =
        "1\tPorts\tport\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\tNER=O\n2\tclosed\tclose\tVERB\tVBD\tTense=Past\t0\troot\t_\tNER=O\n"
        + "3\tin\tin\tADP\tIN\t_\t4\tcase\t_\tNER=O\n4\tTonga\tTonga\tPROPN\tNNP\tNumber=Sing\t2\tobl\t_\tNER=B-LOC\n\n"
        + "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n";

    [Fact]
    public void A_text_scores_full_marks_against_itself()
    {
        var scores = Score(Gold, Gold);
        Assert.All(scores.Metrics, metric => Assert.Equal(1, metric.Score.F1));
        Assert.Equal(("LOC", 1d), (scores.Names[0].Kind, scores.Names[0].Score.F1));
        Assert.Empty(scores.Disagreements(ConlluReader.Parse(Gold)));
    }

    [Fact]
    public void A_wrong_head_costs_attachment_and_is_told()
    {
        var wrong = Gold.Replace("Number=Sing\t2\tobl", "Number=Sing\t1\tnmod", StringComparison.Ordinal);
        var scores = Score(Gold, wrong);
        Assert.Equal(6 / 7d, scores["UAS"].F1, 9);
        Assert.Equal(6 / 7d, scores["LAS"].F1, 9);
        Assert.Equal(1, scores["UPOS"].F1);
        var told = Assert.Single(scores.Disagreements(ConlluReader.Parse(Gold)));
        Assert.Equal((1L, "Tonga", "obl(closed)", "nmod(Ports)"), (told.Line, told.Word, told.Gold, told.System));
        Assert.Equal(0, scores.Relations.Single(r => r.Relation == "obl").Score.F1);
    }

    [Fact]
    public void A_function_word_with_another_tag_costs_its_content_word_in_mlas_alone()
    {
        var scores = Score(Gold, Gold.Replace("ADP\tIN", "SCONJ\tIN", StringComparison.Ordinal));
        Assert.Equal(1, scores["CLAS"].F1);
        Assert.Equal(1, scores["BLEX"].F1);
        Assert.Equal(4 / 5d, scores["MLAS"].F1, 9);
    }

    [Fact]
    public void Subtypes_open_lemmas_and_features_of_one_language_do_not_count()
    {
        var gold = Gold.Replace("\tport\t", "\t_\t", StringComparison.Ordinal);
        var given = Gold.Replace("nsubj", "nsubj:pass", StringComparison.Ordinal).Replace("Tense=Past", "Tense=Past|Typo=Yes", StringComparison.Ordinal);
        Assert.All(Score(gold, given).Metrics, metric => Assert.Equal(1, metric.Score.F1));
    }

    [Fact]
    public void Words_are_aligned_across_other_tokens_and_sentences()
    {
        const string other =
            "1\tPorts\tport\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_\n2\tclosed\tclose\tVERB\tVBD\tTense=Past\t0\troot\t_\t_\n3\tinTonga\tTonga\tPROPN\tNNP\tNumber=Sing\t2\tobl\t_\t_\n"
            + "4\tdo\tdo\tAUX\tVBP\t_\t6\taux\t_\t_\n5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_\n6\tgo\tgo\tVERB\tVB\t_\t2\tparataxis\t_\t_\n\n";
        var scores = Score(Gold, other);
        Assert.Equal(0, scores["Sentences"].Correct);
        // Tokens: six right (don't is one), six given with do and n't apart; Ports, closed and go agree.
        Assert.Equal((6L, 6L, 3L), (scores["Tokens"].Gold, scores["Tokens"].System, scores["Tokens"].Correct));
        Assert.Equal(5, scores["Words"].Correct);
        Assert.Equal(4, scores["LAS"].Correct);
    }

    [Fact]
    public void Texts_that_differ_are_named_with_the_line()
    {
        var error = Assert.Throws<InputException>(() => Score(Gold, Gold.Replace("go", "stay", StringComparison.Ordinal)));
        Assert.Contains("line 6", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_division_of_the_same_characters_can_be_scored()
    {
        var division = Gen.Int[1, 4].Array[1, 12];
        Gen.Select(division, division).Sample((left, right) =>
        {
            var length = Math.Min(left.Sum(), right.Sum());
            var scores = Score(Divided(left, length), Divided(right, length));
            Assert.All(scores.Metrics, metric => Assert.InRange(metric.Score.Correct, 0, Math.Min(metric.Score.Gold, metric.Score.System)));
        });
    }

    private static ConlluScores Score(string gold, string system) => ConlluScores.Of(ConlluReader.Parse(gold), ConlluReader.Parse(system));

    private static string Divided(int[] lengths, int total)
    {
        const string characters = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
        var rows = new List<string>();
        for (var (i, at) = (0, 0); at < total; i++)
        {
            var length = Math.Min(i < lengths.Length ? lengths[i] : total, total - at);
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"{rows.Count + 1}\t{characters.AsSpan(at, length)}\t_\t_\t_\t_\t{rows.Count}\t{(rows.Count == 0 ? "root" : "dep")}\t_\t_\n"));
            at += length;
        }

        return string.Concat(rows) + "\n";
    }
}
