using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>A walk along one index: its name, what must be equal, and whether events come in the order of the index.</summary>
internal sealed record Branch(string Index, string Predicate, bool IsOrdered = true);

/// <summary>
/// One way of finding the events of a condition: walks that together find each of them once.
/// </summary>
/// <param name="Branches">The walks.</param>
/// <param name="Estimate">Number of events that they find, exactly or an upper bound.</param>
internal sealed record Access(IReadOnlyList<Branch> Branches, long Estimate)
{
    public bool IsOrdered => Branches.All(branch => branch.IsOrdered);
}

/// <summary>A condition as SQL over <c>events e</c>, and how its events are found, where there is an index for that.</summary>
internal sealed record Condition(string Sql, Access? Access = null);

/// <summary>The values that a statement is run with: given as literals' stand-ins, never written into SQL.</summary>
internal sealed class SqlParameters
{
    private readonly List<object> _values = [];

    public string Add(object value)
    {
        _values.Add(value);
        return "$" + _values.Count.ToString(CultureInfo.InvariantCulture);
    }

    public void Bind(SqliteCommand command)
    {
        for (var i = 0; i < _values.Count; i++)
            command.Parameters.AddWithValue("$" + (i + 1).ToString(CultureInfo.InvariantCulture), _values[i]);
    }
}
