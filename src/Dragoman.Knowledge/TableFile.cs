using System.Reflection;
using System.Text;

namespace Dragoman.Knowledge;

/// <summary>
/// A table under <c>data/</c>: tab-separated UTF-8, <c>#</c> comments allowed at the top, then a header line, then one fact a line.
/// </summary>
public sealed class TableFile
{
    private readonly List<int> _lines;

    private TableFile(string name, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows, List<int> lines)
    {
        Name = name;
        Columns = columns;
        Rows = rows;
        _lines = lines;
    }

    /// <summary>Name of the table, for messages.</summary>
    public string Name { get; }

    /// <summary>Names of the columns, as the header line has them.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows; each has as many cells as there are columns.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>Says where a cell stands, in the form that compilers use: <c>frames.tsv(12,5)</c>, line and character, 1 the first.</summary>
    /// <param name="row">Index of the row.</param>
    /// <param name="cell">Index of the cell in it.</param>
    public string At(int row, int cell)
    {
        var column = 1;
        for (var i = 0; i < cell; i++)
            column += Rows[row][i].Length + 1;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name}({_lines[row]},{column})");
    }

    /// <summary>Reads a table that is embedded in an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="resource">Logical name of the resource, <c>knowledge/countries.tsv</c>.</param>
    /// <param name="columns">The columns that it must have, in order.</param>
    /// <exception cref="InvalidDataException">The table is absent or malformed.</exception>
    public static TableFile FromResource(Assembly assembly, string resource, params ReadOnlySpan<string> columns)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"{resource}: the table is not in {assembly.GetName().Name}; build again");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(resource, Encoding.UTF8.GetString(bytes), columns);
    }

    /// <summary>Reads a table of the user's.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="columns">The columns that it must have, in order.</param>
    /// <exception cref="InvalidDataException">The table is malformed; the message names file and line.</exception>
    public static TableFile FromFile(string path, params ReadOnlySpan<string> columns) =>
        Parse(path, File.ReadAllText(path, Encoding.UTF8), columns);

    /// <summary>Reads a table from its text.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="text">The whole text of the table.</param>
    /// <param name="columns">The columns that it must have, in order; none = any.</param>
    /// <exception cref="InvalidDataException">The table is malformed; the message names the line.</exception>
    public static TableFile Parse(string name, string text, params ReadOnlySpan<string> columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[]? header = null;
        var rows = new List<string[]>(Math.Max(16, text.Length / 48));
        var lines = new List<int>(rows.Capacity);
        var number = 0;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf('\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            number++;
            line = line.TrimEnd('\r');
            if (line.IsEmpty || (header is null && line[0] == '#'))
                continue;
            var cells = Cells(line);
            if (header is null)
            {
                header = cells;
                Check(name, header, columns);
            }
            else if (cells.Length == header.Length)
            {
                rows.Add(cells);
                lines.Add(number);
            }
            else
            {
                throw new InvalidDataException(
                    $"{name}({number},{line.Length + 1}): {cells.Length} cells where the header has {header.Length}; divide them by one tab each");
            }
        }

        return new TableFile(name, header ?? throw new InvalidDataException($"{name}: no header line"), rows, lines);
    }

    /// <summary>The values of a cell that holds several, split at <c>|</c>.</summary>
    /// <param name="cell">The cell.</param>
    public static string[] List(string cell) => string.IsNullOrEmpty(cell) ? [] : cell.Split('|');

    private static void Check(string name, string[] header, ReadOnlySpan<string> columns)
    {
        if (!columns.IsEmpty && !columns.SequenceEqual(header))
        {
            throw new InvalidDataException(
                $"{name}: the columns are {string.Join(", ", header)}; expected {string.Join(", ", columns!)}");
        }
    }

    private static string[] Cells(ReadOnlySpan<char> line)
    {
        var cells = new string[line.Count('\t') + 1];
        for (var i = 0; i < cells.Length; i++)
        {
            var tab = line.IndexOf('\t');
            cells[i] = (tab < 0 ? line : line[..tab]).ToString();
            line = tab < 0 ? [] : line[(tab + 1)..];
        }

        return cells;
    }
}
