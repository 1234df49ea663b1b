using Dragoman.Records;

namespace Dragoman.Tests;

/// <summary>The tables of <c>Cases/</c>: lines about a text, lines of it, captions, and what is known of each.</summary>
public sealed class CaseTests
{
    private const double Bar = 0.97;

    public static TheoryData<string> Notices => [.. Tables("notices*.tsv")];

    public static TheoryData<string> Captions => [.. Tables("captions*.tsv")];

    [Theory]
    [MemberData(nameof(Notices))]
    public void Lines_about_a_text_are_told_from_lines_of_it(string table) => AtBar(table, row =>
    {
        var (place, kind, origin, line) = (row[0], row[1], row[2], row[3]);
        var text = place switch
        {
            "top" => $"Council votes to reopen the quay\n\n{line}\n\n{First}\n\n{Second}\n\n{Third}",
            "mid" => $"Council votes to reopen the quay\n\n{First}\n\n{Second}\n\n{line}\n\n{Third}\n\n{Fourth}\n\n{Fifth}\n\n{Sixth}",
            _ => $"Council votes to reopen the quay\n\n{First}\n\n{Second}\n\n{Third}\n\n{line}",
        };
        var article = Reading.Text(text);
        var start = text.IndexOf("\n\n" + line + (place == "end" ? "" : "\n\n"), StringComparison.Ordinal) + 2;
        var parts = article.Parts.Where(part => part.Start < start + line.Length && part.End > start).ToList();
        var found = parts.Count == 0 ? "nothing" : Name(parts[^1].Kind);
        if (parts.Count == 2 && parts[0].Kind == PartKind.Caption && parts[1].Kind == PartKind.Credit) found = "caption";
        var from = article.Article.Origin?.Publisher ?? "-";
        return found == kind && from == origin ? null : $"{found}, {from}";
    });

    [Theory]
    [MemberData(nameof(Captions))]
    public void Captions_are_cut_into_words_credit_and_day(string table) => AtBar(table, row =>
    {
        var (words, credit, day, line) = (row[0], row[1], row[2], row[3]);
        var article = Reading.Text($"Council votes to reopen the quay\n\n{line}\n\n{First}\n\n{Second}").Article;
        if (article.Captions is not [var caption]) return $"{article.Captions.Count} captions";
        return caption.Text == words && (caption.Credit ?? "-") == credit && (caption.Date ?? "-") == day ? null : caption.ToString();
    });

    private const string First = "The harbour council voted on Tuesday to reopen the north quay, officials said.";
    private const string Second = "The quay was closed in March after a storm broke its wall.";
    private const string Third = "Ships will come again next week, the harbour master told the council.";
    private const string Fourth = "Two companies have asked for berths since the vote.";
    private const string Fifth = "The repairs took longer than planned because stone was short.";
    private const string Sixth = "The council meets again in June.";

    private static void AtBar(string table, Func<string[], string?> judge)
    {
        var rows = File.ReadLines(Repository.Path("tests", "Dragoman.Articles.Tests", "Cases", table))
            .Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split('\t')).ToList();
        Assert.True(rows.Count >= 40, $"{table} has {rows.Count} rows");
        var wrong = rows.Select(row => (Row: row, Wrong: judge(row))).Where(result => result.Wrong is not null).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{table}: {rows.Count - wrong.Count} of {rows.Count} right");
        Assert.True(
            rows.Count - wrong.Count >= Bar * rows.Count,
            $"{table}: {rows.Count - wrong.Count} of {rows.Count} right; wrong:\n" + string.Join('\n', wrong.Select(result => $"  {string.Join(" | ", result.Row)}\n    -> {result.Wrong}")));
    }

    private static string Name(PartKind kind) => kind.ToString().ToLowerInvariant();

    private static IEnumerable<string> Tables(string pattern) =>
        Directory.GetFiles(Repository.Path("tests", "Dragoman.Articles.Tests", "Cases"), pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
