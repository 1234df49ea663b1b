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
    ];

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
        Dimension.Day => "CASE WHEN e.day > 0 AND e.precision = 'day' THEN substr(CAST(10000000 + e.day AS TEXT), 2) END",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "no such value"),
    };

    /// <summary>A statement that counts a kind anew: the columns of the table behind its kind.</summary>
    public static string CountingSql(int kind)
    {
        var quads = string.Join(", ", Enumerable.Range(0, 5).Select(quad => $"sum(CASE WHEN q = {quad} THEN 1 ELSE 0 END)"));
        return $"""
            SELECT a, b, {quads}, CAST(coalesce(sum(g), 0) AS BIGINT), count(g)
            FROM (SELECT {Sql(Kinds[kind].A)} AS a, {Sql(Kinds[kind].B)} AS b, e.quad AS q, CAST(round(e.goldstein * 1000) AS BIGINT) AS g FROM events e) r
            WHERE a IS NOT NULL AND b IS NOT NULL GROUP BY a, b
            """;
    }

    /// <summary>Counts all events that a store has, where it has just been given the table.</summary>
    public static void Fill(SqlSession session)
    {
        for (var kind = 0; kind < Kinds.Length; kind++)
            session.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"INSERT INTO pair_counts SELECT {kind}, c.* FROM ({CountingSql(kind)}) c"));
    }

    /// <summary>A day as it stands in the table.</summary>
    public static string Day(int day) => day.ToString("0000000", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<(Dimension, Dimension)> Pairs(Dimension a, params Dimension[] others) => others.Select(b => (a, b));
}
