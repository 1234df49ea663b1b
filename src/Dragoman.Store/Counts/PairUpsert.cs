namespace Dragoman.Store;

/// <summary>How a row is added to <c>pair_counts</c>, or its counts to the row that is there.</summary>
internal static class PairUpsert
{
    /// <summary>What stands behind the rows.</summary>
    public const string OnConflict =
        """
        ON CONFLICT (kind, a, b) DO UPDATE SET q0 = pair_counts.q0 + excluded.q0, q1 = pair_counts.q1 + excluded.q1,
          q2 = pair_counts.q2 + excluded.q2, q3 = pair_counts.q3 + excluded.q3, q4 = pair_counts.q4 + excluded.q4,
          g = pair_counts.g + excluded.g, n = pair_counts.n + excluded.n
        """;

    /// <summary>One row with parameters.</summary>
    public const string Sql = "INSERT INTO pair_counts (kind, a, b, q0, q1, q2, q3, q4, g, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) " + OnConflict;
}
