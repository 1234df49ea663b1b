using System.Globalization;
using Dragoman.Coding.Actors;
using Dragoman.Coding.Documents;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Language.Neural;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests.Actors;

/// <summary>
/// The table of cases: words, date and the code that they must get. Words without brackets stand in front of a verb; of a text with brackets
/// the phrase in them is asked for. "-" is no code.
/// </summary>
public class ActorCaseTests
{
    private const double Bar = 0.95;

    private static readonly DocumentReader Reader = new(Coding.Tests.Reading.Lexicon, KnowledgeBase.Default, NeuralAnalyzer.English);

    internal static IEnumerable<string[]> Cases() =>
        File.ReadLines(Repository.Path("tests", "Dragoman.Coding.Tests", "Actors", "cases.tsv")).Skip(1).Select(line => line.Split('\t'));

    [Fact]
    public void Nearly_all_cases_get_their_code()
    {
        var cases = Cases().ToList();
        var wrong = cases.Select(row => (Row: row, Got: Code(row[1], row[2]))).Where(answer => answer.Got != answer.Row[3])
            .Select(answer => string.Create(CultureInfo.InvariantCulture, $"{answer.Row[0]}: {answer.Row[1]} ({answer.Row[2]}): {answer.Got}, expected {answer.Row[3]}"))
            .ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', wrong));
        Assert.True(cases.Count >= 400, $"only {cases.Count} cases");
        Assert.True(wrong.Count <= cases.Count * (1 - Bar), $"{wrong.Count} of {cases.Count} wrong:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Every_kind_of_row_has_cases() => Assert.True(Cases().Select(row => row[0]).Distinct().Count() >= 10);

    private static string Code(string marked, string date)
    {
        var open = marked.IndexOf('[', StringComparison.Ordinal);
        var text = open < 0 ? marked + " criticised the decision on Monday." : marked.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        var start = Math.Max(open, 0);
        var annotated = Reader.Annotate(text, [], TestContext.Current.CancellationToken);
        var folded = KnowledgeBase.Fold(text);
        var actors = new ActorReader(date);
        string? code = null;
        for (var i = 0; i < annotated.Sentences.Count; i++)
        {
            foreach (var piece in Reader.Sentence(annotated, folded, i, actors, []))
            {
                foreach (var phrase in piece.Phrases)
                {
                    if (piece.StartOf(phrase.First) > start || piece.EndBefore(phrase.End) <= start)
                        continue;
                    if (phrase.Several?.Find(one => piece.StartOf(one.First) <= start && piece.EndBefore(one.End) > start) is { } member)
                        code = Mentions.Code(member);
                    else
                        code = phrase.Actor is { } actor && actor.Kind != Records.MentionKind.Place ? Mentions.Code(actor) : null;
                }
            }
        }

        return code ?? "-";
    }
}
