using System.Data.Common;

namespace Dragoman.Store;

/// <summary>Short forms of reading columns.</summary>
internal static class SqlExtensions
{
    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Text of a column in which '' stands for nothing.</summary>
    public static string? Filled(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) || reader.GetString(column) is not { Length: > 0 } text ? null : text;

    public static double? Real(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    public static IReadOnlyList<string> Words(this DbDataReader reader, int column) =>
        reader.Filled(column) is { } text ? text.Split(' ') : [];
}
