using System.Text;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Texts that are kept for a time, and documents that are forgotten.</summary>
public abstract class ForgettingTests(TestEngine engine)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_forgotten_document_is_gone_with_its_names_and_does_not_come_back()
    {
        var secret = Sample.Document("Zyxwvut stays", "Qwertyzz was there.", url: "https://news.example/1", acts: [new Act { Actor = "Mr Zyxwvut", ActorCode = null, Speaker = "Ms Plokijuh" }]);
        var other = Sample.Document("another", acts: [new Act()]);
        using var temporary = engine.NewStore(secret, other);
        var store = temporary.Store;
        store.KeepSeen([], [new DocumentVersion("https://news.example/1", 1, secret.Id, "f", Now, null)], []);
        Assert.Equal([secret.Id], store.FindForgettable("https://news.example/1").Select(row => row.Id));

        Assert.Equal(new ForgottenDocuments(1, false), store.Forget(secret.Id, "asked to", Now));
        Assert.Equal(["another"], temporary.Titles(""));
        Assert.Null(store.Get(secret.Id));
        Assert.Empty(temporary.Titles("Qwertyzz"));
        Assert.Empty(temporary.Titles("actor:Zyxwvut"));
        Assert.Empty(store.Versions("https://news.example/1"));
        Assert.Equal((1, 1), (store.Summarize().Documents, store.Summarize().Events));
        Assert.Empty(store.Check(deep: true).Findings);
        Assert.Equal([new Tombstone(secret.Id, Now, "asked to")], store.Forgotten());

        // Neither the same again nor what stands at its address now.
        Assert.Equal(0, store.Add([secret], CancellationToken.None));
        Assert.Equal(0, store.Add([Sample.Document("Zyxwvut again", url: "https://news.example/1", acts: [new Act()])], CancellationToken.None));
        Assert.True(store.IsForgotten(secret.Id, null));
        Assert.True(store.IsForgotten("aaaaaaaaaaaaaaaaaaaaaaaaaa", "https://news.example/1"));
        Assert.Equal(["another"], temporary.Titles(""));
    }

    [Fact]
    public void A_name_that_others_have_too_stays()
    {
        using var temporary = engine.NewStore(Sample.Document("a", acts: [new Act()]), Sample.Document("b", acts: [new Act()]));
        temporary.Store.Forget(Sample.Document("a", acts: [new Act()]).Id, null, Now);
        Assert.Equal(["b"], temporary.Titles("actor:\"the ministry\" recipient:company"));
    }

    [Fact]
    public void A_name_that_another_program_took_out_can_be_written_again()
    {
        var act = new Act { Actor = "Mr Zyxwvut", ActorCode = null };
        var first = Sample.Document("first", acts: [act]);
        using var temporary = engine.NewStore(first);
        using (var other = EventStore.Open(temporary.File)) other.Forget(first.Id, null, Now);
        Assert.Equal(1, temporary.Store.Add([Sample.Document("second", acts: [act])], CancellationToken.None));
        Assert.Equal(["second"], temporary.Titles("actor:zyxwvut"));
        Assert.Empty(temporary.Store.Check(deep: true).Findings);
    }

    [Fact]
    public void An_outlet_and_a_watched_address_are_forgotten_whole()
    {
        var fed = Watched(Sample.Document("fed", source: "Feed Post", acts: [new Act()]), "https://feeds.example/one");
        using var temporary = engine.NewStore(
            fed, Sample.Document("x1", source: "Radio X", acts: [new Act()]), Sample.Document("x2", source: "Radio X", acts: [new Act()]), Sample.Document("y", source: "Radio Y", acts: [new Act()]));
        var store = temporary.Store;
        store.AddSources([new WatchedSource { Url = "https://feeds.example/one" }]);
        store.SetRetention("https://feeds.example/one", 5);
        Assert.Equal(new ForgottenDocuments(2, false), store.Forget("Radio X", null, Now));
        Assert.Equal(new ForgottenDocuments(1, true), store.Forget("https://feeds.example/one", null, Now));
        Assert.Equal(new ForgottenDocuments(0, false), store.Forget("Radio Nobody", null, Now));
        Assert.Equal(["y"], temporary.Titles(""));
        Assert.Empty(store.Sources());
        Assert.Empty(store.Retention());
        Assert.Equal(3, store.Forgotten().Count);
    }

    [Fact]
    public void An_id_that_is_not_there_yet_is_not_taken_in_later()
    {
        var document = Sample.Document("later", acts: [new Act()]);
        using var temporary = engine.NewStore();
        temporary.Store.Forget(document.Id, "before it came", Now);
        Assert.Equal(0, temporary.Store.Add([document], CancellationToken.None));
    }

    [Fact]
    public void Texts_go_when_their_time_is_over_and_events_stay_with_their_sentences()
    {
        var text = "Nothing of this sentence is needed.";
        var old = Watched(Sample.Document("old", text, source: "Radio X", acts: [new Act()]), "https://feeds.example/one");
        var kept = Sample.Document("kept", text, source: "Radio Y", acts: [new Act()]);
        using var temporary = engine.NewStore(old, kept);
        var store = temporary.Store;
        Assert.Equal(0, store.RemoveExpiredTexts(Now));
        store.SetRetention("Radio Y", 40_000);
        store.SetRetention(EventStore.AllOtherSources, 30);
        store.SetRetention("https://feeds.example/one", 10);
        Assert.Equal(["*", "Radio Y", "https://feeds.example/one"], store.Retention().Select(rule => rule.Source));
        Assert.Equal(0, store.RemoveExpiredTexts(old.ReadAt.AddDays(9)));
        Assert.Equal(1, store.RemoveExpiredTexts(old.ReadAt.AddDays(10)));
        Assert.Equal(0, store.RemoveExpiredTexts(Now));

        var blanked = store.Get(old.Id)!;
        Assert.Equal(old.Coded.Text.Length, blanked.Coded.Text.Length);
        Assert.Equal("The ministry did the company.", blanked.Coded.Text.Trim());
        Assert.Equal(old.Coded.Text[old.Coded.Events[0].Evidence.Start..old.Coded.Events[0].Evidence.End], blanked.Coded.Text[blanked.Coded.Events[0].Evidence.Start..blanked.Coded.Events[0].Evidence.End]);
        Assert.Equal("The ministry did the company.", blanked.Article.Text);
        Assert.Equal(0, store.RawBytes(old.Id)!.Value.Length);
        Assert.Equal(["kept", "old"], temporary.Titles("").Order());
        Assert.Equal(["kept"], temporary.Titles("needed"));
        Assert.Equal(["kept", "old"], temporary.Titles("company").Order());
        Assert.All(store.Enumerate(EventQuery.Everything, EventDetail.Whole, TestContext.Current.CancellationToken), row => Assert.NotNull(row.Whole));
        Assert.Empty(store.Check(deep: true).Findings);

        // Nothing is left to be read again.
        store.BeginRecoding("one", EventQuery.Everything, Now);
        Assert.Equal([true, false], store.RecodingInputs(TestContext.Current.CancellationToken).Select(input => input.TextRemoved));
        store.SetRetention("Radio Y", null);
        Assert.Equal(2, store.Retention().Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => store.SetRetention("Radio Y", -1));
    }

    internal static StoredDocument Watched(StoredDocument document, string source) => new()
    {
        Id = document.Id,
        Locator = document.Locator,
        MediaType = document.MediaType,
        Raw = document.Raw,
        SourceUrl = source,
        Article = document.Article,
        Coded = document.Coded,
        ReadAt = document.ReadAt,
    };
}

public sealed class ForgettingOnSqliteTests() : ForgettingTests(TestEngine.Sqlite)
{
    [Fact]
    public void No_byte_of_it_is_left_in_the_file()
    {
        var secret = Sample.Document("Zyxwvut stays", "Qwertyzz was there.", url: "https://news.example/secretpath", acts: [new Act { Actor = "Mr Zyxwvut", ActorCode = null }]);
        using var temporary = TestEngine.Sqlite.NewStore([.. Enumerable.Range(0, 40).Select(number => Synthetic.Document(number))]);
        temporary.Store.Add([secret], CancellationToken.None);
        temporary.Store.Add([.. Enumerable.Range(40, 40).Select(number => Synthetic.Document(number))], CancellationToken.None);
        Assert.True(Holds(temporary.File, "zyxwvut") && Holds(temporary.File, "secretpath"), "it was there");
        temporary.Store.Forget(secret.Id, null, DateTimeOffset.UnixEpoch);
        foreach (var word in (string[])["zyxwvut", "Zyxwvut", "qwertyzz", "Qwertyzz", "secretpath"]) Assert.False(Holds(temporary.File, word), word);
    }

    private static bool Holds(string path, string word) => new[] { path, path + "-wal" }.Any(file =>
    {
        if (!File.Exists(file)) return false;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0;
    });
}

public sealed class ForgettingOnPostgresTests(PostgresServer server) : ForgettingTests(server.Engine);
