using System.Text.Json;
using System.Text.Json.Nodes;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>Reading folds reprints, counts what happened once, and says who stands behind it.</summary>
public sealed class FoldingTests : IDisposable
{
    private const string Report =
        "Russia accused Ukraine on Tuesday of shelling a power station near the town of Enerhodar. The Russian defence ministry said that four shells had hit a pump house and that nobody was hurt. "
        + "Ukraine's foreign minister rejected the accusation and demanded that inspectors be let into the plant at once. The inspectors have waited in Zaporizhzhia for a week.\\n\\n"
        + "Turkey offered to mediate between the two sides. Its president spoke to both by telephone in the evening and invited them to talks in Istanbul next month.";

    private const string Other =
        "Four shells landed on the grounds of the Enerhodar plant, and Moscow was quick to say whose they were. Russia accused Ukraine on Tuesday of having fired them from across the river.";

    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("news.db");

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_reprint_is_folded_and_only_what_is_new_in_it_is_read()
    {
        Read(("Reuters", "2026-03-10T08:00Z", Report), ("Harbour Post", "2026-03-10T12:00Z", Report + "\\n\\nFiji condemned the shelling of the power station on Wednesday."), ("Reef Radio", "2026-03-10T14:00Z", Other));
        using var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true });
        var origin = Document(store, "Reuters");
        var reprint = Document(store, "Harbour Post");
        var standing = store.StandingOf(reprint.Id)!;
        Assert.Equal((ReuseKind.Reprint, origin.Id, origin.Id), (standing.Reuse!.Kind, standing.Reuse.Other, standing.Reuse.Origin));
        Assert.Equal(reprint.Id, Assert.Single(store.StandingOf(origin.Id)!.Reprints).Id);
        Assert.True(origin.Events >= 3, $"{origin.Events} events");

        // The new sentence alone: with offsets into the text that it stands in.
        var text = store.Get(reprint.Id)!.Coded;
        Assert.All(text.Events, item => Assert.Contains("Fiji", text.Text[item.Evidence.Start..item.Evidence.End], StringComparison.Ordinal));
        Assert.NotEmpty(text.Events);
        Assert.All(standing.Reuse.Passages, passage => Assert.DoesNotContain("Fiji", text.Text[passage.Start..passage.End], StringComparison.Ordinal));

        // Two outlets report the accusation; the third one's is a reprint.
        var happening = store.Happenings(EventQuery.Parse("actor:RUS recipient:UKR type:ACCUSE"), 10).Rows[0];
        Assert.Equal((2, 2, Standing.Corroborated), (happening.Independent, happening.Publishers, happening.Standing));
        var first = store.Happening(happening.Id)!.Reports[0];
        Assert.Equal(("Reuters", true, 1), (first.Row.Publisher, first.IsFirst, first.Reprints.Count));
        Assert.Equal(standing.Story, store.StandingOf(origin.Id)!.Story);
        Assert.NotNull(standing.Story);
    }

    [Fact]
    public void What_is_found_does_not_depend_on_the_number_of_threads_nor_on_where_a_reading_ended()
    {
        var lines = Enumerable.Range(0, 24).Select(i => Line($"Outlet {i % 7}", $"2026-03-{10 + (i % 9)}T08:00Z", i % 3 == 0 ? Report : i % 3 == 1 ? Other + $" A reader counted {i} of them." : $"Minister {(char)('A' + i)}ova of Latvia met envoys of Estonia in Riga on Monday to talk about rail line number {i} across the border, and they agreed on a timetable for it.")).ToList();
        var whole = Read("whole.db", lines, "--jobs", "4");
        Assert.Equal(whole, Read("one.db", lines, "--jobs", "1"));
        Read("two.db", lines[..11]);
        Assert.Equal(whole, Read("two.db", lines));
    }

    [Fact]
    public void An_origin_that_comes_late_takes_the_place_of_its_reprint()
    {
        Read(("Harbour Post", "2026-03-10T12:00Z", "DHAKA, March 10 (Reuters) - " + Report));
        Read(("Reuters", "2026-03-10T08:00Z", Report));
        using var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true });
        var origin = Document(store, "Reuters");
        Assert.Equal(origin.Id, store.StandingOf(Document(store, "Harbour Post").Id)!.Reuse!.Origin);
        Assert.Equal("origin", Assert.Single(store.StandingOf(origin.Id)!.History).Change);

        // The reprint was read whole; now it is folded, with its history saying so.
        var reprint = Document(store, "Harbour Post");
        Assert.Equal(0, reprint.Events);
        Assert.Equal(["origin", "folded"], store.StandingOf(reprint.Id)!.History.Select(entry => entry.Change).Reverse().Order(StringComparer.Ordinal).Reverse());
        Assert.All(store.Happenings(EventQuery.Everything, 100).Rows, row => Assert.Equal(1, row.Independent));
    }

    public static TheoryData<string> Reuses => ["short", "notice", "cut", "added"];

    [Theory]
    [MemberData(nameof(Reuses))]
    public void A_query_finds_the_same_whichever_of_reprint_and_origin_is_read_first(string how)
    {
        // In files of their own, one reading each, as they come from two feeds.
        var sentences = Report.Split(". ");
        var (origin, reprint) = how switch
        {
            "short" => (("Reef Radio", "2026-03-10T08:00Z", Report), ("Harbour Post", "2026-03-10T12:00Z", string.Join(". ", sentences[..3]) + ".")),
            "notice" => (("Reuters", "2026-03-10T08:00Z", Report), ("Harbour Post", "2026-03-10T12:00Z", "ENERHODAR, March 10 (Reuters) - " + Report)),
            "cut" => (("Reef Radio", "2026-03-10T08:00Z", Report), ("Harbour Post", "2026-03-10T12:00Z", "The plant by the river is in the news again. " + string.Join(". ", sentences[..2]) + ". Bread is dearer in the town than a year ago.")),
            _ => (("Reef Radio", "2026-03-10T08:00Z", Report), ("Harbour Post", "2026-03-10T12:00Z", Report + "\\n\\nFiji condemned the shelling of the power station on Wednesday.")),
        };
        (string, string, string)[] both = [origin, reprint];
        var results = new List<string>();
        foreach (var name in new[] { "first.db", "last.db" })
        {
            foreach (var (source, date, text) in name == "first.db" ? both : both.Reverse()) Read(name, [Line(source, date, text)]);
            using (var store = EventStore.Open(_folder.File(name), new StoreOptions { ReadOnly = true }))
            {
                Assert.Equal(Document(store, origin.Item1).Id, store.StandingOf(Document(store, "Harbour Post").Id)!.Reuse!.Origin);
                Assert.Equal(store.StandingOf(Document(store, origin.Item1).Id)!.Story, store.StandingOf(Document(store, "Harbour Post").Id)!.Story);
            }

            var events = _dragoman.Run("query", "", "--store", _folder.File(name)).Lines.Order(StringComparer.Ordinal);
            var happenings = _dragoman.Run("query", "--happenings", "", "--store", _folder.File(name)).Lines
                .Select(line => JsonNode.Parse(line)!.AsObject()).Select(row => string.Join(' ', row.Where(field => field.Key is not "id" and not "story").Select(field => $"{field.Key}={field.Value}"))).Order(StringComparer.Ordinal);
            results.Add(string.Join('\n', events.Concat(happenings)));
        }

        Assert.NotEmpty(results[0]);
        Assert.Equal(results[0], results[1]);

        // Reading again changes nothing of it: a reprint stays folded.
        var again = _dragoman.Run("recode", "--store", _folder.File("last.db"));
        Assert.StartsWith("0 readings differ", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_reprints_that_come_before_their_origin_are_both_folded_under_it()
    {
        // The second takes the place of the first, which names an agency, until the agency's own text comes.
        var cut = "The plant by the river is in the news again. " + string.Join(". ", Report.Split(". ")[..3]) + ". Bread is dearer in the town than a year ago.";
        var notice = "ENERHODAR, March 10 (Reuters) - " + Report + "\\n\\nFiji condemned the shelling of the power station on Wednesday.";
        string[] lines = [Line("Reuters", "2026-03-10T08:00Z", Report), Line("Harbour Post", "2026-03-10T12:00Z", notice), Line("Reef Radio", "2026-03-10T14:00Z", cut)];
        foreach (var line in lines) Read("first.db", [line]);
        foreach (var line in new[] { lines[1], lines[2], lines[0] }) Read("last.db", [line]);
        var (first, last) = (_dragoman.Run("query", "", "--store", _folder.File("first.db")), _dragoman.Run("query", "", "--store", _folder.File("last.db")));
        Assert.NotEmpty(first.Lines);
        Assert.Equal(first.Lines.Order(StringComparer.Ordinal), last.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Outlets_are_graded_and_happenings_listed()
    {
        Read(("Reuters", "2026-03-10T08:00Z", Report), ("Reef Radio", "2026-03-10T14:00Z", Other));
        var grade = _dragoman.Run("source", "Reef Radio", "--reliability", "E", "--note", "invents", "--store", Store);
        Assert.Equal(0, grade.ExitCode);
        Assert.Contains("E, unreliable; 1 document in the store", grade.Error, StringComparison.Ordinal);
        var listed = JsonDocument.Parse(Assert.Single(_dragoman.Run("source", "--store", Store).Lines)).RootElement;
        Assert.Equal(("Reef Radio", "E", "invents"), (listed.GetProperty("publisher").GetString(), listed.GetProperty("reliability").GetString(), listed.GetProperty("note").GetString()));
        var rows = _dragoman.Run("query", "--happenings", "actor:RUS recipient:UKR type:ACCUSE", "--store", Store).Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(("single", 1, 2), (rows[0].GetProperty("standing").GetString(), rows[0].GetProperty("independent").GetInt32(), rows[0].GetProperty("publishers").GetInt32()));
        Assert.Equal(2, _dragoman.Run("source", "--reliability", "B", "--store", Store).ExitCode);
    }

    private static DocumentRow Document(EventStore store, string publisher) => store.Documents(null, 100).Rows.Single(row => row.Publisher == publisher);

    private static string Line(string source, string date, string text) => $$"""{"text":"{{text}}","date":"{{date}}","source":"{{source}}"}""";

    private void Read(params (string Source, string Date, string Text)[] documents) => Read("news.db", documents.Select(document => Line(document.Source, document.Date, document.Text)));

    private string Read(string name, IEnumerable<string> lines, params string[] options)
    {
        var run = _dragoman.Run(["read", _folder.Write("news.jsonl", string.Join('\n', lines) + "\n"), "--store", _folder.File(name), .. options]);
        Assert.Equal(0, run.ExitCode);
        using var store = EventStore.Open(_folder.File(name), new StoreOptions { ReadOnly = true });
        Assert.True(store.Check(deep: true, TestContext.Current.CancellationToken).IsHealthy);
        return string.Join(
            '\n',
            store.Documents(null, 1000).Rows.Select(row => $"{row.Id} {row.Events} {store.StandingOf(row.Id)!.Reuse?.Origin}")
                .Concat(store.Happenings(EventQuery.Everything, 1000).Rows.Select(row => $"{row.Id} {row.Reports} {row.Independent} {row.Standing} {row.Credibility}")));
    }
}
