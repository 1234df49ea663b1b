namespace Dragoman.Web.Views;

/// <summary>Tables of <c>data</c> that travel inside the assembly.</summary>
internal static class Table
{
    /// <summary>The rows of a table, without header and comments.</summary>
    /// <param name="resource">Name of the resource.</param>
    /// <returns>The cells of each row.</returns>
    /// <exception cref="InvalidOperationException">The table is not part of the assembly.</exception>
    public static IEnumerable<string[]> Rows(string resource)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the table {resource} is not part of the assembly");
        using var reader = new StreamReader(stream);
        var header = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (header) header = false;
            else yield return line.Split('\t');
        }
    }
}
