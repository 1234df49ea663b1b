using System.Data.Common;
using System.Globalization;

namespace Dragoman.Store;

/// <summary>A walk along one index: its name, what must be equal, and whether events come in the order of the index.</summary>
internal sealed record Branch(string Index, string Predicate, bool IsOrdered = true)
{
    /// <summary>Whether the index holds what events are counted by, so that their rows need not be read.</summary>
    public bool IsCovering { get; init; }
}

/// <summary>
/// One way of finding the events of a condition: walks that together find each of them once.
/// </summary>
/// <param name="Branches">The walks.</param>
/// <param name="Estimate">Number of events that they find, exactly or an upper bound.</param>
internal sealed record Access(IReadOnlyList<Branch> Branches, long Estimate)
{
    public bool IsOrdered => Branches.All(branch => branch.IsOrdered);

    public bool IsCovering => Branches.All(branch => branch.IsCovering);
}

/// <summary>A condition as SQL over <c>events e</c>, and how its events are found, where there is an index for that.</summary>
internal sealed record Condition(string Sql, Access? Access = null)
{
    /// <summary>Number of events that it holds for, where that is known and there is no walk.</summary>
    public long? Share { get; init; }

    /// <summary>Set for a condition on the words of a document, which may be looked up in two ways.</summary>
    public TextProbe? Text { get; init; }
}

/// <summary>Words that a document must have, or must not.</summary>
/// <param name="Match">The condition over <c>texts</c>.</param>
/// <param name="IsPrefix">Whether it has a word that is only begun: every look at it then gathers all words that begin so.</param>
/// <param name="Documents">Number of documents that have the words, exactly or an upper bound.</param>
/// <param name="Negated">Whether a document must not have them.</param>
internal sealed record TextProbe(string Match, bool IsPrefix, long Documents, bool Negated)
{
    /// <summary>Looks into the full-text index for each event: right for few events and many documents.</summary>
    public string EachSql => $"{(Negated ? "NOT " : "")}EXISTS (SELECT 1 FROM texts WHERE {Match} AND texts.rowid = e.document)";

    /// <summary>Gathers the documents first: right for many events. The plus keeps the choice of the index ours.</summary>
    public string SetSql => $"+e.document {(Negated ? "NOT " : "")}IN (SELECT rowid FROM texts WHERE {Match})";
}

/// <summary>The values that a statement is run with: given as literals' stand-ins, never written into SQL.</summary>
internal sealed class SqlParameters
{
    private readonly List<object> _values = [];

    public string Add(object value)
    {
        _values.Add(value);
        return "$" + _values.Count.ToString(CultureInfo.InvariantCulture);
    }

    public void Bind(SqlSession session, DbCommand command)
    {
        for (var i = 0; i < _values.Count; i++)
            command.Parameters.Add(session.Dialect.Parameter(i + 1, _values[i]));
    }
}
