namespace Dragoman.Stories.Reprints;

/// <summary>Lets long lists grow by an eighth and not to twice their length: at ten million texts that is 50 MB each.</summary>
internal static class Room
{
    private const int Long = 1 << 18;

    /// <summary>Makes room for one more.</summary>
    public static void For(List<int> list)
    {
        if (list.Count == list.Capacity && list.Count >= Long) list.Capacity = list.Count + (list.Count / 8);
    }
}
