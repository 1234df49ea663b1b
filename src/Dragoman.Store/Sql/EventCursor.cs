using System.Globalization;

namespace Dragoman.Store;

/// <summary>
/// The place of an event in "newest first": the values that it is sorted by. Written as four numbers with dots between, so that a
/// cursor survives a restart and holds whatever is added meanwhile.
/// </summary>
internal readonly record struct EventCursor(long Day, long PublishedAt, long Rank, long Key)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Day:x}.{PublishedAt:x}.{Rank:x}.{Key:x}");

    public static bool TryParse(string text, out EventCursor cursor)
    {
        cursor = default;
        if (text.Length > 80) return false;
        var parts = text.Split('.');
        if (parts.Length != 4) return false;
        Span<long> numbers = stackalloc long[4];
        for (var i = 0; i < 4; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out numbers[i])) return false;
        }

        cursor = new EventCursor(numbers[0], numbers[1], numbers[2], numbers[3]);
        return true;
    }
}
