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
    private readonly Dictionary<(string Kind, string Value), long> _counts = [];

    private readonly PreparedStatement _add = connection.Prepare(
        "INSERT INTO tallies (kind, value, count) VALUES ($1, $2, $3) ON CONFLICT (kind, value) DO UPDATE SET count = tallies.count + excluded.count", 3);

    public void Count(string kind, string value, long by = 1)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, (kind, value), out _) += by;
    }

    public void Write()
    {
        foreach (var ((kind, value), count) in _counts)
        {
            if (count != 0) _add.Run(kind, value, count);
        }

        _counts.Clear();
    }

    public void Forget() => _counts.Clear();
}
