namespace Dragoman.Store;

/// <summary>What is wrong with a query, and where.</summary>
/// <param name="Message">For people: what was wrong and what to do.</param>
/// <param name="Position">Index of the first character that is wrong, in UTF-16 code units, 0 the first; the query's length where something is missing at its end.</param>
/// <param name="Length">Number of characters that are wrong; 0 where something is missing.</param>
/// <param name="Suggestion">What could stand there instead; null where nothing is near.</param>
public sealed record QueryError(string Message, int Position, int Length, string? Suggestion = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Message} (at character {Position + 1})" + (Suggestion is null ? "" : $"; did you mean {Suggestion}?");
}

/// <summary>A query that cannot be read.</summary>
public sealed class QueryException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">What is wrong, and where.</param>
    public QueryException(QueryError error)
        : base(error?.ToString()) => Error = error!;

    /// <summary>What is wrong, and where.</summary>
    public QueryError Error { get; }
}
