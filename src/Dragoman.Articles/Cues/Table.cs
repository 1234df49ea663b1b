namespace Dragoman.Articles.Cues;

/// <summary>Rows of a table under <c>data/articles</c>, embedded when the library is built.</summary>
internal static class Table
{
    /// <summary>The rows behind the header, split at tabs.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the table {name} is not embedded");
        using var lines = new StreamReader(stream);
        var header = true;
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            if (!header) yield return line.Split('\t');
            header = false;
        }
    }
}
