namespace Dragoman.Store;

/// <summary>Finds the keys of rows by the values of columns.</summary>
internal abstract class KeyFinder : IDisposable
{
    /// <summary>The key of each row; null for one that is not there.</summary>
    /// <param name="rows">Values of the columns. One row or more.</param>
    public abstract long?[] Find(IReadOnlyList<object[]> rows);

    public abstract void Dispose();
}
