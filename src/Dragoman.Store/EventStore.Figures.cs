namespace Dragoman.Store;

/// <summary>Events between two sides.</summary>
/// <param name="Actor">First three letters of the actor's code: country or sector.</param>
/// <param name="Recipient">First three letters of the recipient's code.</param>
/// <param name="Quads">Events by quad class: verbal and material cooperation, verbal and material conflict.</param>
public sealed record DyadCount(string Actor, string Recipient, IReadOnlyList<long> Quads)
{
    /// <summary>All of them.</summary>
    public long Total => Quads.Sum();
}

/// <summary>Events of one day.</summary>
/// <param name="Day">The day, <c>2019-03-29</c>.</param>
/// <param name="Quads">Events by quad class.</param>
public sealed record DayCount(string Day, IReadOnlyList<long> Quads);

/// <summary>A place, and how many events took place there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Country">ISO 3166-1 alpha-3 code.</param>
/// <param name="Admin1">First-order division.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="Lon">Degrees east.</param>
/// <param name="Count">Events.</param>
public sealed record PlaceCount(string Name, string? Country, string? Admin1, double? Lat, double? Lon, long Count);

/// <content>Counts by more than one value, as the API gives them.</content>
public sealed partial class EventStore
{
    /// <summary>Days that <see cref="CountDays"/> gives at most.</summary>
    public const int MaximumDays = 40_000;

    /// <summary>The pairs of sides with most events, by first three letters of their codes. Takes time in proportion to what the query finds.</summary>
    /// <param name="query">The query; events without a code on either side are left out.</param>
    /// <param name="limit">Most pairs to give, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="cancellationToken">Interrupts the count.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<DyadCount> CountDyads(EventQuery query, int limit, CancellationToken cancellationToken = default)
    {
        Guard(query, limit, MaximumPage);
        // All of them: a pair's four classes lie apart, and there are no more pairs than countries and sectors allow.
        var rows = Grouped(query, "e.actor_root || '>' || e.recipient_root || '>' || e.quad", "value", int.MaxValue, cancellationToken);
        var pairs = new Dictionary<(string, string), long[]>();
        foreach (var (value, count) in rows)
        {
            var parts = value.Split('>');
            if (parts.Length != 3) continue;
            if (!pairs.TryGetValue((parts[0], parts[1]), out var quads)) pairs.Add((parts[0], parts[1]), quads = new long[4]);
            if (parts[2] is [>= '1' and <= '4']) quads[parts[2][0] - '1'] += count;
        }

        return
        [
            .. pairs.Select(pair => new DyadCount(pair.Key.Item1, pair.Key.Item2, pair.Value))
                .OrderByDescending(pair => pair.Total).ThenBy(pair => pair.Actor, StringComparer.Ordinal).ThenBy(pair => pair.Recipient, StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    /// <summary>Events by day and quad class, the first day first. Events that are not dated to a day are left out.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Interrupts the count.</param>
    /// <returns>Days that have events, the newest <see cref="MaximumDays"/> of them.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<DayCount> CountDays(EventQuery query, CancellationToken cancellationToken = default)
    {
        Guard(query, 1, 1);
        var days = new SortedDictionary<int, long[]>();
        for (var quad = 1; quad <= 4; quad++)
        {
            foreach (var facet in Facets(query.And(EventQuery.Parse($"quad:{quad}")), FacetKind.Day, MaximumDays, cancellationToken))
            {
                if (!DateBounds.TryParse(facet.Value, out var day)) continue;
                if (!days.TryGetValue(day.First, out var quads)) days.Add(day.First, quads = new long[4]);
                quads[quad - 1] = facet.Count;
            }
        }

        return [.. days.TakeLast(MaximumDays).Select(day => new DayCount(DateBounds.Format(day.Key), day.Value))];
    }

    /// <summary>The places with most events.</summary>
    /// <param name="query">The query.</param>
    /// <param name="limit">Most places to give, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="cancellationToken">Interrupts the count.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<PlaceCount> CountPlaces(EventQuery query, int limit, CancellationToken cancellationToken = default)
    {
        Guard(query, limit, MaximumPage);
        var rows = Grouped(query, "'' || e.place", "count DESC, value", limit, cancellationToken);
        return _database.Read(
            connection =>
            {
                var places = new List<PlaceCount>();
                foreach (var (key, count) in rows)
                {
                    using var command = connection.Sqlite.Command(
                        "SELECT name, country, admin1, lat, lon FROM places WHERE key = $1",
                        long.Parse(key, System.Globalization.CultureInfo.InvariantCulture));
                    using var reader = command.ExecuteReader();
                    if (reader.Read())
                        places.Add(new PlaceCount(reader.GetString(0), reader.Filled(1), reader.Filled(2), reader.Real(3), reader.Real(4), count));
                }

                return places;
            },
            cancellationToken);
    }

    private static void Guard(EventQuery query, int limit, int most)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, most);
    }

    private List<(string Value, long Count)> Grouped(EventQuery query, string value, string order, int limit, CancellationToken cancellationToken) =>
        _database.Read(
            connection =>
            {
                var rows = new List<(string, long)>();
                using var command = QueryPlan.Make(connection.Sqlite, query, long.MaxValue, after: null).Group(connection.Sqlite, value, "1 = 1", order, limit);
                using var reader = command.ExecuteReader();
                while (reader.Read()) rows.Add((reader.GetString(0), reader.GetInt64(1)));
                return rows;
            },
            cancellationToken);
}
