using System.Text;

namespace Dragoman.Language;

/// <summary>
/// A table of facts from <c>data/language</c>: UTF-8, tab-separated, comment lines with <c>#</c> on top, then a header line.
/// The last column says where a row comes from.
/// </summary>
internal static class TableFile
{
    /// <summary>The rows of an embedded table, without its header.</summary>
    /// <param name="name">File name, such as <c>units.tsv</c>.</param>
    /// <exception cref="InvalidDataException">A row has another number of columns than the header.</exception>
    public static List<string[]> Read(string name)
    {
        using var stream = typeof(TableFile).Assembly.GetManifestResourceStream("language/" + name)
            ?? throw new InvalidDataException($"the table {name} is not part of this build");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new List<string[]>();
        var columns = 0;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (columns == 0 && (line.StartsWith("# ", StringComparison.Ordinal) || line == "#")) continue;
            var row = line.Split('\t');
            if (columns == 0) columns = row.Length;
            else if (row.Length != columns) throw new InvalidDataException($"{name}, line {number}: {row.Length} columns, {columns} are wanted");
            else rows.Add(row);
        }

        return rows;
    }
}
