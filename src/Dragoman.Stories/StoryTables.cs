using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Dragoman.Stories;

/// <summary>The room's own word tables, from <c>data/stories/</c>.</summary>
internal static class StoryTables
{
    /// <summary>Rows of a table: cells of each line below the header.</summary>
    /// <param name="name">File name, <c>changing-words.tsv</c>.</param>
    /// <exception cref="InvalidDataException">The table is not in the assembly or a line has other cells than the header.</exception>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"{name}: the table is not in the program; build again");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var cells = 0;
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var row = line.Split('\t');
            if (cells == 0)
            {
                cells = row.Length;
                continue;
            }

            if (row.Length != cells) throw new InvalidDataException($"{name}, line {number}: {row.Length} cells where the header has {cells}");
            yield return row;
        }
    }

    /// <summary>The words of a table's first column, by the hash that <see cref="WordHash"/> gives them.</summary>
    public static FrozenSet<uint> Hashes(string name) => Rows(name).Select(row => WordHash.Of(row[0])).ToFrozenSet();
}

/// <summary>One hash of a word for the whole room: FNV-1a over its lower-case UTF-16 code units.</summary>
internal static class WordHash
{
    /// <summary>Hash of nothing; the start of <see cref="Add"/>.</summary>
    public const uint Start = 2166136261;

    /// <summary>Adds one lower-case code unit.</summary>
    public static uint Add(uint hash, char character) => (hash ^ character) * 16777619;

    /// <summary>Hash of a word in lower case.</summary>
    public static uint Of(ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var character in word) hash = Add(hash, character);
        return hash;
    }
}
