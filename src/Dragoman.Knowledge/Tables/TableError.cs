namespace Dragoman.Knowledge.Tables;

/// <summary>What is wrong with a row of a table.</summary>
/// <param name="File">Path or name of the table.</param>
/// <param name="Line">Line, 1 the first; 0 where the file as a whole is meant.</param>
/// <param name="Column">Character of the line at which the bad cell begins, 1 the first; 0 where the line as a whole is meant.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
public sealed record TableError(string File, int Line, int Column, string Message)
{
    /// <summary>The error in the form that compilers use: <c>bodies.tsv(12,5): …</c>.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : Column == 0 ? $"{File}({Line}): {Message}" : $"{File}({Line},{Column}): {Message}";
}

/// <summary>Which codes there are, for the check of cells.</summary>
internal sealed class KnownCodes
{
    /// <summary>Sector codes that rows may use.</summary>
    public HashSet<string> Sectors { get; } = new(StringComparer.Ordinal);

    /// <summary>International codes.</summary>
    public HashSet<string> International { get; } = new(StringComparer.Ordinal);

    /// <summary>Codes of countries, and international codes.</summary>
    public HashSet<string> Countries { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes the codes out of <c>ontology/sectors.tsv</c>.</summary>
    public static KnownCodes Of(TableFile sectors)
    {
        var codes = new KnownCodes();
        foreach (var row in sectors.Rows)
        {
            // An older code is only read from other people's data; no row of ours gives it out.
            if (row[2] != "current")
                continue;
            codes.Sectors.Add(row[0]);
            if (row[1] == "international")
            {
                codes.Countries.Add(row[0]);
                codes.International.Add(row[0]);
            }
        }

        return codes;
    }
}

/// <summary>The good rows of a table.</summary>
/// <param name="Schema">What its columns are.</param>
/// <param name="Rows">Its rows, the cells in the order of the schema; a column that the file lacks gives empty cells.</param>
internal sealed record TableRows(TableSchema Schema, List<string[]> Rows)
{
    /// <summary>Line of each row in its file, from 1.</summary>
    public List<int> Lines { get; init; } = [];
}
