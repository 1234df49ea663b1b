using System.Globalization;

namespace Dragoman.Store;

/// <summary>A value of events that they are counted by.</summary>
internal enum Dimension
{
    /// <summary>Nothing: all events.</summary>
    None,

    /// <summary>Type.</summary>
    Type,

    /// <summary>Factuality.</summary>
    Factuality,

    /// <summary>First three letters of the actor's code.</summary>
    ActorRoot,

    /// <summary>First three letters of the recipient's code.</summary>
    RecipientRoot,

    /// <summary>Country of the place.</summary>
    Country,

    /// <summary>The actor's code.</summary>
    Actor,

    /// <summary>The recipient's code.</summary>
    Recipient,

    /// <summary>The outlet's name.</summary>
    Publisher,

    /// <summary>Day, of events dated to the day: its number in seven digits.</summary>
    Day,

    /// <summary>The actor's sectors, separated by spaces.</summary>
    ActorSectors,

    /// <summary>The recipient's sectors, separated by spaces.</summary>
    RecipientSectors,

    /// <summary>Whether somebody says so: <see cref="PairKind.Asserted"/>.</summary>
    Asserted,

    /// <summary>Mode.</summary>
    Mode,

    /// <summary>Type and factuality together: <see cref="PairKind.Both"/>.</summary>
    TypeFactuality,
}

/// <summary>Two values that events are counted by together: a row of <c>pair_counts</c> for each two that meet, with a count for each quad class.</summary>
internal static class PairKind
{
    private static readonly (Dimension A, Dimension B)[] Kinds =
    [
        .. Pairs(Dimension.None, Dimension.Type, Dimension.Factuality, Dimension.ActorRoot, Dimension.RecipientRoot, Dimension.Country, Dimension.Actor,
            Dimension.Recipient, Dimension.Publisher, Dimension.Day),
        .. Pairs(Dimension.Type, Dimension.Factuality, Dimension.ActorRoot, Dimension.RecipientRoot, Dimension.Country, Dimension.Actor,
            Dimension.Recipient, Dimension.Publisher, Dimension.Day),
        .. Pairs(Dimension.Factuality, Dimension.ActorRoot, Dimension.RecipientRoot, Dimension.Country, Dimension.Actor, Dimension.Recipient,
            Dimension.Publisher, Dimension.Day),
        .. Pairs(Dimension.ActorRoot, Dimension.RecipientRoot, Dimension.Country, Dimension.Recipient, Dimension.Publisher, Dimension.Day),
        .. Pairs(Dimension.RecipientRoot, Dimension.Country, Dimension.Actor, Dimension.Publisher, Dimension.Day),
        .. Pairs(Dimension.Country, Dimension.Actor, Dimension.Recipient, Dimension.Publisher, Dimension.Day),
        .. Pairs(Dimension.Actor, Dimension.Day),
        .. Pairs(Dimension.Recipient, Dimension.Day),

        // Since schema 12.
        .. Pairs(Dimension.ActorSectors, Others),
        .. Pairs(Dimension.RecipientSectors, Others),
        .. Pairs(Dimension.Asserted, Others),
        .. Pairs(Dimension.Mode, Others),
        .. Pairs(Dimension.TypeFactuality, [.. Others.Where(other => other is not (Dimension.Type or Dimension.Factuality))]),
    ];

    private static Dimension[] Others =>
    [
        Dimension.None, Dimension.Type, Dimension.Factuality, Dimension.ActorRoot, Dimension.RecipientRoot, Dimension.Country, Dimension.Actor, Dimension.Recipient,
        Dimension.Publisher, Dimension.Day,
    ];

    /// <summary>Kinds that stores had before schema 12.</summary>
    private const int First = 53;

    /// <summary>All kinds; the index is the number that stands in the table.</summary>
    public static IReadOnlyList<(Dimension A, Dimension B)> All => Kinds;

    /// <summary>The kind of two values, and whether they stand in it the other way round; null where they are not counted together.</summary>
    public static (int Kind, bool IsTurned)? Of(Dimension a, Dimension b)
    {
        var kind = Array.IndexOf(Kinds, (a, b));
        if (kind >= 0) return (kind, false);
        kind = Array.IndexOf(Kinds, (b, a));
        return kind >= 0 ? (kind, true) : null;
    }

    /// <summary>The value as SQL over <c>events e</c>; null where an event has none.</summary>
    public static string Sql(Dimension dimension) => dimension switch
    {
        Dimension.None => "''",
        Dimension.Type => "e.type",
        Dimension.Factuality => "e.factuality",
        Dimension.ActorRoot => "e.actor_root",
        Dimension.RecipientRoot => "e.recipient_root",
        Dimension.Country => "e.place_country",
        Dimension.Actor => "e.actor_code",
        Dimension.Recipient => "e.recipient_code",
        Dimension.Publisher => "(SELECT name FROM publishers WHERE key = e.publisher)",
        Dimension.ActorSectors => "nullif((SELECT sectors FROM parties WHERE key = e.actor), '')",
        Dimension.RecipientSectors => "nullif((SELECT sectors FROM parties WHERE key = e.recipient), '')",
        Dimension.Asserted => $"CASE WHEN e.asserted_by IS NULL THEN '{Asserted(false)}' ELSE '{Asserted(true)}' END",
        Dimension.Mode => "e.mode",
        Dimension.TypeFactuality => "e.type || ' ' || e.factuality",
        Dimension.Day => "CASE WHEN e.day > 0 AND e.precision = 'day' THEN substr(CAST(10000000 + e.day AS TEXT), 2) END",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "no such value"),
    };

    /// <summary>A statement that counts a kind anew: the columns of the table behind its kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="until">Key of the last event that is counted; null for all.</param>
    public static string CountingSql(int kind, long? until = null)
    {
        var quads = string.Join(", ", Enumerable.Range(0, 5).Select(quad => $"sum(CASE WHEN q = {quad} THEN 1 ELSE 0 END)"));
        var counted = until is { } key ? string.Create(CultureInfo.InvariantCulture, $" WHERE e.key <= {key}") : "";
        return $"""
            SELECT a, b, {quads}, CAST(coalesce(sum(g), 0) AS BIGINT), count(g)
            FROM (SELECT {Sql(Kinds[kind].A)} AS a, {Sql(Kinds[kind].B)} AS b, e.quad AS q, CAST(round(e.goldstein * 1000) AS BIGINT) AS g FROM events e{counted}) r
            WHERE a IS NOT NULL AND b IS NOT NULL GROUP BY a, b
            """;
    }

    /// <summary>Counts all events that a store has, where it has just been given the table.</summary>
    public static void Fill(SqlSession session) => Fill(session, 0, First, null);

    /// <summary>Counts them by the kinds that came with schema 12: those that are counted by the others.</summary>
    public static void FillSectors(SqlSession session) =>
        Fill(session, First, Kinds.Length, session.Scalar<long?>("SELECT since FROM building WHERE what = 'counts'"));

    private static void Fill(SqlSession session, int first, int end, long? until)
    {
        for (var kind = first; kind < end; kind++)
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO pair_counts SELECT {kind}, c.* FROM ({CountingSql(kind, until)}) c"));
    }

    /// <summary>Type and factuality as they stand together in the table.</summary>
    public static string Both(string type, string factuality) => type + " " + factuality;

    /// <summary>What stands in the table for events that somebody says, and for those that nobody does.</summary>
    public static string Asserted(bool isAsserted) => isAsserted ? "some" : "none";

    /// <summary>A day as it stands in the table.</summary>
    public static string Day(int day) => day.ToString("0000000", CultureInfo.InvariantCulture);

    private static IEnumerable<(Dimension, Dimension)> Pairs(Dimension a, params Dimension[] others) => others.Select(b => (a, b));
}
