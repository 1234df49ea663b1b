using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>An engine that the tests run on: gives places where a store can be.</summary>
public abstract class TestEngine
{
    public static TestEngine Sqlite { get; } = new SqliteEngine();

    /// <summary>A place of a test's own, without a store so far.</summary>
    /// <param name="name">Name of a file, for an engine that keeps the store in one.</param>
    internal abstract TestPlace NewPlace(string name = "test.store");

    /// <summary>A store of a test's own that holds these documents.</summary>
    internal TemporaryStore NewStore(params StoredDocument[] documents) => new(NewPlace(), documents);

    private sealed class SqliteEngine : TestEngine
    {
        internal override TestPlace NewPlace(string name)
        {
            var folder = new TemporaryFolder();
            return new TestPlace(folder.File(name), folder.Dispose);
        }
    }
}

/// <summary>Where a store of a test's own is; removed with it.</summary>
/// <param name="text">The place, as <see cref="EventStore.Open"/> takes it.</param>
/// <param name="remove">Removes it.</param>
internal sealed class TestPlace(string text, Action remove) : IDisposable
{
    public string Text => text;

    public void Dispose() => remove();
}
