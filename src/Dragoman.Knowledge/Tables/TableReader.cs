using System.Globalization;
using System.Text;

namespace Dragoman.Knowledge.Tables;

/// <summary>
/// Reads a table by its schema: UTF-8, tab-separated, a header line with the columns' names in any order, one fact a line; lines that begin with
/// <c>#</c> are comments. A bad row is reported with file, line and column and left out; the rest is kept.
/// </summary>
internal sealed class TableReader(TableSchema schema, string file, KnownCodes codes, List<TableError> errors)
{
    /// <summary>The largest table that is read, in bytes.</summary>
    public const int LargestFile = 64 * 1024 * 1024;

    private const int MostErrors = 1000;

    private readonly List<string[]> _rows = [];
    private readonly List<int> _lines = [];
    private int[]? _places;

    /// <summary>Reads a file.</summary>
    public static TableRows FromFile(TableSchema schema, string path, KnownCodes codes, List<TableError> errors)
    {
        string text;
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                errors.Add(new TableError(path, 0, 0, $"larger than {LargestFile / 1024 / 1024} MiB; divide it or leave it out"));
                return new TableRows(schema, []);
            }

            text = new UTF8Encoding(false, true).GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new TableError(path, 0, 0, "not UTF-8; save it in that encoding"));
            return new TableRows(schema, []);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            errors.Add(new TableError(path, 0, 0, $"cannot be read: {unread.Message}"));
            return new TableRows(schema, []);
        }

        return new TableReader(schema, path, codes, errors).Read(text);
    }

    /// <summary>Reads the text of a table.</summary>
    public TableRows Read(string text)
    {
        var rest = text.AsSpan().TrimStart('\ufeff');
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf('\n');
            var content = (end < 0 ? rest : rest[..end]).TrimEnd('\r');
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (content.IsEmpty || content[0] == '#')
                continue;
            if (_places is not null)
                ReadRow(content, line);
            else if (!ReadHeader(content, line))
                return new TableRows(schema, []);
        }

        if (_places is null)
            Report(0, 0, $"no header line; expected the columns {string.Join(", ", schema.Columns.Select(column => column.Name))}");
        return new TableRows(schema, _rows) { Lines = _lines };
    }

    private bool ReadHeader(ReadOnlySpan<char> content, int line)
    {
        var names = content.ToString().Split('\t');
        var places = new int[names.Length];
        var at = 1;
        var good = true;
        for (var i = 0; i < names.Length; i++)
        {
            places[i] = -1;
            for (var k = 0; k < schema.Columns.Count; k++)
            {
                if (schema.Columns[k].Name == names[i])
                    places[i] = k;
            }

            if (places[i] < 0 || Array.IndexOf(places, places[i]) < i)
            {
                Report(line, at, $"column '{names[i]}' is {(places[i] < 0 ? "not one of this table's" : "there twice")}; "
                    + $"it has {string.Join(", ", schema.Columns.Select(column => column.Name))}");
                good = false;
            }

            at += names[i].Length + 1;
        }

        for (var k = 0; k < schema.Columns.Count; k++)
        {
            if (schema.Columns[k].Required && Array.IndexOf(places, k) < 0)
            {
                Report(line, 0, $"column '{schema.Columns[k].Name}' is missing");
                good = false;
            }
        }

        _places = places;
        return good;
    }

    private void ReadRow(ReadOnlySpan<char> content, int line)
    {
        var count = content.Count('\t') + 1;
        if (count != _places!.Length)
        {
            Report(line, 0, $"{count} cells where the header has {_places.Length}");
            return;
        }

        var row = new string[schema.Columns.Count];
        Array.Fill(row, "");
        var at = 1;
        var good = true;
        foreach (var place in _places)
        {
            var tab = content.IndexOf('\t');
            var cell = (tab < 0 ? content : content[..tab]).ToString();
            content = tab < 0 ? [] : content[(tab + 1)..];
            if (Fault(schema.Columns[place], cell) is { } fault)
            {
                Report(line, at, $"{schema.Columns[place].Name}: {fault}");
                good = false;
            }

            row[place] = cell;
            at += cell.Length + 1;
        }

        if (!good)
            return;
        _rows.Add(row);
        _lines.Add(line);
    }

    private void Report(int line, int column, string message)
    {
        if (errors.Count < MostErrors)
            errors.Add(new TableError(file, line, column, message));
        else if (errors.Count == MostErrors)
            errors.Add(new TableError(file, line, column, $"more than {MostErrors} errors; the rest is not told"));
    }

    /// <summary>What is wrong with a cell; null for nothing.</summary>
    private string? Fault(Column column, string cell)
    {
        if (cell.Length == 0)
            return column.Required ? "empty" : null;
        if (cell.Length > 20000)
            return "longer than 20,000 characters";
        if (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]))
            return $"'{cell}' begins or ends with a blank";
        foreach (var c in cell)
        {
            if (char.IsControl(c))
                return $"holds the control character U+{(int)c:X4}";
        }

        return column.Kind switch
        {
            CellKind.List => Each(cell, '|', static _ => null),
            CellKind.Country => codes.Countries.Contains(cell) ? null : $"'{cell}' is no code of a country in countries.tsv and no international code",
            CellKind.Countries => Each(cell, '|', code => codes.Countries.Contains(code) ? null : $"'{code}' is no code of a country in countries.tsv and no international code"),
            CellKind.Sectors => Each(cell, ' ', sector => codes.Sectors.Contains(sector) || codes.International.Contains(sector) ? null : $"'{sector}' is no sector of ontology/sectors.tsv"),
            CellKind.Date => IsDate(cell) ? null : $"'{cell}' is no date; write 2019, 2019-03 or 2019-03-29",
            CellKind.YesNo => cell is "yes" or "no" ? null : $"'{cell}' is neither yes nor no",
            CellKind.Choice => Array.IndexOf(column.Choices, cell) >= 0 ? null : $"'{cell}' is none of {string.Join(", ", column.Choices)}",
            CellKind.Number => double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
                ? null : $"'{cell}' is no number",
            _ => null,
        };
    }

    private static string? Each(string cell, char divider, Func<string, string?> fault)
    {
        foreach (var part in cell.Split(divider))
        {
            if (part.Length == 0 || char.IsWhiteSpace(part[0]) || char.IsWhiteSpace(part[^1]))
                return $"'{cell}' has an empty part or a blank beside a divider";
            if (fault(part) is { } wrong)
                return wrong;
        }

        return null;
    }

    private static bool IsDate(string cell) => cell.Length switch
    {
        4 => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        7 => DateOnly.TryParseExact(cell + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        10 => DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => false,
    };
}
