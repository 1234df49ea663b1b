using System.Collections.Frozen;

namespace Dragoman.Dates;

/// <summary>Offsets of the time-zone names that feeds and pages write, from <c>data/articles/time-zones.tsv</c>.</summary>
internal static class ZoneNames
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Offsets =
        Load().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary><c>+01:00</c> for CET; null for a name that means nothing or several things.</summary>
    public static string? Offset(ReadOnlySpan<char> name) => Offsets.TryGetValue(name, out var offset) ? offset : null;

    private static Dictionary<string, string> Load()
    {
        var offsets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var stream = typeof(ZoneNames).Assembly.GetManifestResourceStream("time-zones.tsv")
            ?? throw new InvalidOperationException("time-zones.tsv is not embedded");
        using var lines = new StreamReader(stream);
        var header = true;
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            if (!header) offsets[line.Split('\t')[0]] = line.Split('\t')[1];
            header = false;
        }

        return offsets;
    }
}
