using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>A load leaves the parts of SQLite's full-text index as they come, and makes one of them at its end.</summary>
public class LoadPartTests
{
    private const int Least = 60;

    [Fact]
    public void Parts_of_the_full_text_index_become_one_at_the_end_of_a_load()
    {
        using var temporary = TestEngine.Sqlite.NewStore();
        using (temporary.Store.BeginLoad(Least))
        {
            Add(temporary.Store, 20);
            Assert.True(Longest(temporary.File) > 8);
        }

        Assert.Equal(1, Longest(temporary.File));
        Assert.NotEmpty(temporary.Store.Find(EventQuery.Parse("islands"), 10).Rows);
        Assert.Empty(temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
    }

    [Fact]
    public void Parts_of_a_load_that_was_killed_become_one_when_the_store_is_opened_next()
    {
        using var temporary = TestEngine.Sqlite.NewStore();
        temporary.Store.BeginLoad(Least);
        Add(temporary.Store, 20);
        temporary.Store.Dispose();
        Assert.True(Longest(temporary.File) > 8);
        using (EventStore.Open(temporary.File)) Assert.Equal(1, Longest(temporary.File));
    }

    [Fact]
    public void Outside_of_a_load_parts_are_merged_as_they_come()
    {
        using var temporary = TestEngine.Sqlite.NewStore();
        Add(temporary.Store, 20);
        Assert.InRange(Longest(temporary.File), 1, 8);
    }

    private static void Add(EventStore store, int batches)
    {
        for (var batch = 0; batch < batches; batch++) store.Add(Synthetic.Batch(batch, 20), TestContext.Current.CancellationToken);
    }

    private static int Longest(string file)
    {
        using var backend = Backend.Of(file, new StoreOptions { ReadOnly = true });
        using var session = backend.OpenReader();
        return Fts5Structure.Read(session.Scalar<byte[]>("SELECT block FROM texts_data WHERE id = $1", Fts5Structure.Key))!.Longest;
    }
}
