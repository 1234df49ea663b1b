using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Coreference;

/// <summary>First names and what they are short for (<c>data/coding/short-names.tsv</c>).</summary>
internal static class ShortNames
{
    private static readonly FrozenSet<(string Short, string Full)> Lines = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/short-names.tsv", ["short", "full", "source"]).Rows
        .Select(row => (row[0], row[1])).ToFrozenSet();

    /// <summary>Whether two names may begin with the same first name: equal, cut short, or a letter.</summary>
    public static bool SameFirst(string one, string other)
    {
        string a = First(one), b = First(other);
        return a == b || Lines.Contains((a, b)) || Lines.Contains((b, a)) || (a.Length == 1 && b.StartsWith(a, StringComparison.Ordinal)) || (b.Length == 1 && a.StartsWith(b, StringComparison.Ordinal));
    }

    private static string First(string name) => name[..name.IndexOf(' ', StringComparison.Ordinal)].TrimEnd('.').ToLowerInvariant();
}
