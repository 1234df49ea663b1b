using System.Text.Json;
using Dragoman.Store;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>What people decide about happenings and stories holds until they take it back.</summary>
public sealed class RulingTests : IDisposable
{
    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("news.db");

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Happenings_are_merged_and_split_by_hand_until_it_is_taken_back()
    {
        Read("a", "2026-03-10", "Russia accused Ukraine on Tuesday of shelling a power station near the town of Enerhodar.");
        Read("b", "2026-03-10", "Estonia condemned the closing of the border bridge at Narva on Tuesday, and its minister called it a provocation.");
        var (one, other) = (Of("Outlet a", "RUS"), Of("Outlet b", "EST"));
        Assert.NotEqual(one, other);

        var merged = _dragoman.Run("happening", "merge", other, one, "--reason", "a test", "--by", "anna", "--store", Store);
        Assert.Equal((0, ""), (merged.ExitCode, string.Concat(merged.Lines)));
        Assert.Equal(one, Of("Outlet b", "EST"));
        Assert.Equal(one, Of("Outlet a", "RUS"));
        var ruling = JsonDocument.Parse(Assert.Single(_dragoman.Run("happening", "list", "--store", Store).Lines)).RootElement;
        Assert.Equal(("anna", "a test", one, other), (ruling.GetProperty("author").GetString(), ruling.GetProperty("reason").GetString(), ruling.GetProperty("one").GetString(), ruling.GetProperty("other").GetString()));

        // It holds as documents come that touch it.
        Read("c", "2026-03-11", "Russia accused Ukraine on Tuesday of shelling a power station near the town of Enerhodar, its foreign ministry said in Moscow.");
        Assert.Equal(one, Of("Outlet b", "EST"));
        Assert.Equal(one, Of("Outlet c", "RUS"));

        // And after a reading again.
        Assert.Equal(0, _dragoman.Run("recode", "--store", Store).ExitCode);
        Assert.Equal(Of("Outlet a", "RUS"), Of("Outlet b", "EST"));

        var undone = _dragoman.Run("happening", "undo", ruling.GetProperty("id").GetString()!, "--store", Store);
        Assert.Equal(0, undone.ExitCode);
        Assert.Equal(other, Of("Outlet b", "EST"));
        Assert.Equal(Of("Outlet a", "RUS"), Of("Outlet c", "RUS"));

        // Taken out again, of what is one by itself.
        using (var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true }))
        {
            var report = store.Happening(one)!.Reports.First(report => report.Row.Publisher == "Outlet c");
            Assert.Equal(0, _dragoman.Run("happening", "split", one, $"{report.Row.Document}:{report.Row.Event}", "--store", Store).ExitCode);
        }

        Assert.NotEqual(Of("Outlet a", "RUS"), Of("Outlet c", "RUS"));
        using (var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true }))
        {
            Assert.Contains(store.Happening(one)!.History, entry => entry.Change == "by hand" && entry.Detail.Contains("a test", StringComparison.Ordinal));
            Assert.Equal(3, store.Audit(10).Rows.Count(entry => entry.Action.StartsWith("happening.", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Stories_are_merged_and_split_by_hand_until_it_is_taken_back()
    {
        const string strike = "Dock workers in Valparaiso went on strike on Monday over shifts and pay. The union of Valparaiso dockers said that the port stood still and that talks with the Chilean ministry of labour had failed.";
        Read("a", "2026-03-10", strike);
        Read("b", "2026-03-11", "Dock workers in Valparaiso ended their strike on Tuesday after the union of dockers and the Chilean ministry of labour agreed on shifts and pay; ships entered the port of Valparaiso at noon.");
        Read("c", "2026-03-11", "Glaciologists from Norway measured the Jostedal glacier on Wednesday. It has lost two metres of ice since autumn, the institute in Sogndal said, more than in any winter on record.");
        var (first, last) = (Story("Outlet a"), Story("Outlet c"));
        Assert.Equal(first, Story("Outlet b"));
        Assert.NotEqual(first, last);

        Assert.Equal(0, _dragoman.Run("story", "merge", last, first, "--store", Store).ExitCode);
        Assert.Equal(first, Story("Outlet c"));
        Read("d", "2026-03-12", "The Jostedal glacier in Norway lost two metres of ice, and glaciologists of the institute in Sogndal will measure it again in spring.");
        Assert.Equal(first, Story("Outlet d"));
        var ruling = JsonDocument.Parse(Assert.Single(_dragoman.Run("story", "list", first, "--store", Store).Lines)).RootElement.GetProperty("id").GetString()!;
        Assert.Equal(0, _dragoman.Run("story", "undo", ruling, "--store", Store).ExitCode);
        Assert.Equal(last, Story("Outlet c"));

        string document;
        using (var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true })) document = Document(store, "Outlet b").Id;
        Assert.Equal(0, _dragoman.Run("story", "split", first, document, "--store", Store).ExitCode);
        Assert.NotEqual(first, Story("Outlet b"));
        using (var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true })) Assert.Contains(store.Story(first)!.History, entry => entry.Change == "split");
    }

    [Fact]
    public void What_cannot_be_decided_is_said()
    {
        Read("a", "2026-03-10", "Russia accused Ukraine on Tuesday of shelling a power station near the town of Enerhodar.");
        var id = Of("Outlet a", "RUS");
        foreach (var (code, words, arguments) in new (int, string, string[])[]
        {
            (2, "two ids", ["happening", "merge", id]),
            (1, "one happening already", ["happening", "merge", id, id]),
            (1, "in the store", ["happening", "merge", id, "nothing"]),
            (2, "is no report", ["happening", "split", id, "x"]),
            (1, "is no report of this happening", ["happening", "split", id, "x:e1"]),
            (1, "no decision", ["story", "undo", "x"]),
        })
        {
            var run = _dragoman.Run([.. arguments, "--store", Store]);
            Assert.Equal(code, run.ExitCode);
            Assert.Contains(words, run.Error, StringComparison.Ordinal);
        }
    }

    private string Of(string outlet, string actor)
    {
        using var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true });
        var id = Document(store, outlet).Id;
        var found = store.Get(id)!.Coded.Events.First(item => item.Actor.Code?.StartsWith(actor, StringComparison.Ordinal) == true);
        return store.HappeningOf(id, found.Id)!;
    }

    private string Story(string outlet)
    {
        using var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true });
        return store.StandingOf(Document(store, outlet).Id)!.Story!;
    }

    private static DocumentRow Document(EventStore store, string publisher) => store.Documents(null, 100).Rows.First(row => row.Publisher == publisher);

    private void Read(string name, string date, string text)
    {
        var file = _folder.File(name + ".jsonl");
        File.WriteAllText(file, JsonSerializer.Serialize(new { id = name, text, date, source = "Outlet " + name }) + "\n");
        Assert.Equal(0, _dragoman.Run("read", file, "--store", Store).ExitCode);
    }
}
