namespace Dragoman.Store;

/// <summary>What is counted with every batch; the first column of <c>tallies</c>.</summary>
internal static class Tally
{
    public const string Total = "total";
    public const string Type = "type";
    public const string Mode = "mode";
    public const string Cameo = "cameo";
    public const string Factuality = "factuality";
    public const string Actor = "actor";
    public const string ActorRoot = "actor-root";
    public const string Recipient = "recipient";
    public const string RecipientRoot = "recipient-root";
    public const string Country = "country";
    public const string Publisher = "publisher";
    public const string Day = "day";
}

/// <summary>Counts a batch in memory and adds it to the table at the batch's end.</summary>
internal sealed class Tallies(WriteConnection connection)
{
    private readonly Dictionary<string, Dictionary<string, long>> _counts = new(StringComparer.Ordinal);

    private readonly PreparedStatement _add = connection.Prepare(
        "INSERT INTO tallies (kind, value, count) VALUES ($1, $2, $3) ON CONFLICT (kind, value) DO UPDATE SET count = tallies.count + excluded.count", 3);

    public void Count(string kind, string value, long by = 1) => Count(Of(kind), value, by);

    /// <summary>The counts of a kind, for <see cref="Count(Dictionary{string, long}, string, long)"/>.</summary>
    public Dictionary<string, long> Of(string kind)
    {
        if (!_counts.TryGetValue(kind, out var counts)) _counts.Add(kind, counts = new Dictionary<string, long>(StringComparer.Ordinal));
        return counts;
    }

    /// <summary>Counts a value of a kind.</summary>
    public static void Count(Dictionary<string, long> counts, string value, long by = 1) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _) += by;

    public void Write()
    {
        foreach (var (kind, counts) in _counts)
        {
            foreach (var (value, count) in counts)
            {
                if (count != 0) _add.Run(kind, value, count);
            }

            counts.Clear();
        }
    }

    public void Forget()
    {
        foreach (var counts in _counts.Values) counts.Clear();
    }
}

/// <summary>Counts events by each of their values.</summary>
internal sealed class EventTallies(Tallies tallies)
{
    // Days that were written before.
    private const int MostDays = 100_000;

    private readonly Dictionary<string, long> _types = tallies.Of(Tally.Type);
    private readonly Dictionary<string, long> _factualities = tallies.Of(Tally.Factuality);
    private readonly Dictionary<string, long> _countries = tallies.Of(Tally.Country);
    private readonly Dictionary<string, long> _modes = tallies.Of(Tally.Mode);
    private readonly Dictionary<string, long> _cameos = tallies.Of(Tally.Cameo);
    private readonly Dictionary<string, long> _days = tallies.Of(Tally.Day);
    private readonly Dictionary<string, long> _actors = tallies.Of(Tally.Actor);
    private readonly Dictionary<string, long> _actorRoots = tallies.Of(Tally.ActorRoot);
    private readonly Dictionary<string, long> _recipients = tallies.Of(Tally.Recipient);
    private readonly Dictionary<string, long> _recipientRoots = tallies.Of(Tally.RecipientRoot);
    private readonly Dictionary<string, long> _publishers = tallies.Of(Tally.Publisher);
    private readonly Dictionary<int, string> _written = [];

    /// <summary>Counts an event, or takes it out.</summary>
    /// <param name="item">Its values.</param>
    /// <param name="by">1, or −1.</param>
    public void Count(in EventValues item, int by)
    {
        Tallies.Count(_types, item.Type, by);
        Tallies.Count(_factualities, item.Factuality, by);
        Count(_countries, item.Country, by);
        Count(_modes, item.Mode, by);
        Count(_cameos, item.Cameo, by);
        Count(_actors, item.Actor, by);
        Count(_actorRoots, item.ActorRoot, by);
        Count(_recipients, item.Recipient, by);
        Count(_recipientRoots, item.RecipientRoot, by);
        Count(_publishers, item.Publisher, by);
        if (item.Day > 0) Tallies.Count(_days, Written(item.Day), by);
    }

    private static void Count(Dictionary<string, long> counts, string? value, int by)
    {
        if (value is not null) Tallies.Count(counts, value, by);
    }

    private string Written(int day)
    {
        if (_written.TryGetValue(day, out var text)) return text;
        if (_written.Count >= MostDays) _written.Clear();
        return _written[day] = DateBounds.Format(day);
    }
}

/// <summary>What an event is counted by; null, and 0 for the day, where it has none.</summary>
/// <param name="Type">Type.</param>
/// <param name="Factuality">Factuality.</param>
/// <param name="Actor">The actor's code.</param>
/// <param name="ActorRoot">Its first three letters.</param>
/// <param name="Recipient">The recipient's code.</param>
/// <param name="RecipientRoot">Its first three letters.</param>
/// <param name="Country">Country of the place.</param>
/// <param name="Publisher">The outlet's name.</param>
/// <param name="Mode">Mode.</param>
/// <param name="Cameo">CAMEO code.</param>
/// <param name="Day">Its day where it is dated to one.</param>
/// <param name="ActorSectors">The actor's sectors, separated by spaces.</param>
/// <param name="RecipientSectors">The recipient's.</param>
/// <param name="IsAsserted">Whether somebody says so.</param>
internal readonly record struct EventValues(
    string Type, string Factuality, string? Actor, string? ActorRoot, string? Recipient, string? RecipientRoot, string? Country, string? Publisher, string? Mode, string? Cameo, int Day,
    string? ActorSectors, string? RecipientSectors, bool IsAsserted);
