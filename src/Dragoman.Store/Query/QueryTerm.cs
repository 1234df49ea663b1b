namespace Dragoman.Store;

/// <summary>One condition of a query; all of a query's conditions must hold.</summary>
internal abstract record QueryTerm(bool Negated);

/// <summary>Words of title or body: one word, or a phrase.</summary>
internal sealed record WordTerm(string Text, bool Quoted, bool Prefix, bool Negated) : QueryTerm(Negated);

/// <summary>How a field is compared with its values.</summary>
internal enum QueryOperator
{
    /// <summary><c>field:value</c>.</summary>
    Has,

    /// <summary><c>field&gt;=value</c>.</summary>
    AtLeast,

    /// <summary><c>field&lt;=value</c>.</summary>
    AtMost,

    /// <summary><c>field&gt;value</c>.</summary>
    Above,

    /// <summary><c>field&lt;value</c>.</summary>
    Below,
}

/// <summary>A field, and values of which one must fit.</summary>
internal sealed record FieldTerm(QueryField Field, QueryOperator Operator, QueryValueList Values, bool Negated) : QueryTerm(Negated)
{
    /// <summary>The comparison as SQL writes it.</summary>
    public string Comparison => Operator switch
    {
        QueryOperator.AtLeast => ">=",
        QueryOperator.AtMost => "<=",
        QueryOperator.Above => ">",
        QueryOperator.Below => "<",
        _ => "=",
    };
}

/// <summary>What a value of a field means.</summary>
internal enum ValueKind
{
    /// <summary>Words of a name.</summary>
    Words,

    /// <summary>A code, or the beginning of one.</summary>
    Code,

    /// <summary>One of a closed list, or a number, in its canonical writing.</summary>
    Exact,

    /// <summary>A day, month or year.</summary>
    Date,

    /// <summary>Nothing there.</summary>
    None,
}

/// <summary>One value of a field, canonical.</summary>
internal readonly record struct QueryValue(ValueKind Kind, string Text, bool Prefix = false);

/// <summary>Values in the order written; compared by content.</summary>
internal sealed class QueryValueList(IReadOnlyList<QueryValue> items) : IEquatable<QueryValueList>
{
    public IReadOnlyList<QueryValue> Items { get; } = items;

    public bool Equals(QueryValueList? other) => other is not null && Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as QueryValueList);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }
}
