using System.Security.Cryptography;
using System.Text;
using Dragoman.Cli.Hosting;

namespace Dragoman.Cli.Serving;

/// <summary>The store that belongs to paths: always the same for the same ones, so that reading them again finds what was read.</summary>
internal static class PathStore
{
    /// <summary>Its file, <c>stores/NAME-HASH.db</c> in the data folder.</summary>
    /// <param name="paths">The paths as typed; order and a slash at the end do not matter.</param>
    public static string Of(IReadOnlyList<string> paths)
    {
        var full = paths
            .Select(path => path == "-" ? path : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', full)));
        return Path.Combine(Folders.Data, "stores", $"{Name(full[0])}-{Convert.ToHexStringLower(hash.AsSpan(0, 6))}.db");
    }

    /// <summary>A part that tells people which store this is.</summary>
    private static string Name(string path)
    {
        var name = new string([.. Path.GetFileName(path).Where(char.IsAsciiLetterOrDigit).Take(24)]);
        return name.Length > 0 ? name.ToLowerInvariant() : "paths";
    }
}
