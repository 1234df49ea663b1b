namespace Dragoman.Knowledge.Tables;

/// <summary>What the cells of a column hold, and so how they are checked.</summary>
public enum CellKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>Words, several of them divided by <c>|</c>.</summary>
    List,

    /// <summary>An ISO 3166-1 alpha-3 code or an international code of <c>ontology/sectors.tsv</c>.</summary>
    Country,

    /// <summary>Several codes as <see cref="Country"/>, divided by <c>|</c>.</summary>
    Countries,

    /// <summary>Sector codes of <c>ontology/sectors.tsv</c>, divided by blanks.</summary>
    Sectors,

    /// <summary>ISO 8601: a year, a month or a day.</summary>
    Date,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,

    /// <summary>One of the words that the column lists.</summary>
    Choice,

    /// <summary>A number, with a point before decimals.</summary>
    Number,
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name in the header line.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="Required">Whether no cell may be empty; a column that is not required may also be absent from the header.</param>
/// <param name="Choices">For <see cref="CellKind.Choice"/>, the words.</param>
public sealed record Column(string Name, CellKind Kind = CellKind.Text, bool Required = false, params string[] Choices);

/// <summary>A table: its columns, and which of them make two rows the same fact.</summary>
public sealed class TableSchema
{
    private readonly int[] _key;

    /// <summary>Describes a table.</summary>
    /// <param name="name">Name of the file without <c>.tsv</c>.</param>
    /// <param name="key">Names of the columns that name the fact: a user's row with the same key takes the place of the one built in.</param>
    /// <param name="columns">Its columns in order, the source last.</param>
    public TableSchema(string name, string[] key, params Column[] columns)
    {
        ArgumentNullException.ThrowIfNull(key);
        Name = name;
        Columns = columns;
        _key = [.. key.Select(Index)];
    }

    /// <summary>Name of the file without <c>.tsv</c>.</summary>
    public string Name { get; }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Number of a column.</summary>
    /// <param name="column">Its name.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public int Index(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
                return i;
        }

        throw new ArgumentException($"{Name} has no column {column}", nameof(column));
    }

    /// <summary>What makes two rows the same fact.</summary>
    /// <param name="row">The cells of a row.</param>
    public string KeyOf(string[] row) => string.Join('\t', _key.Select(column => row[column]));
}
