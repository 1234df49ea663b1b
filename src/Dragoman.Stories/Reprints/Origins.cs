namespace Dragoman.Stories.Reprints;

/// <summary>Which of two texts that are one was there first.</summary>
internal static class Origins
{
    /// <summary>Whether one names the other's publisher as its origin, or both name the same.</summary>
    public static bool NamesOther(StoryDocument one, StoryDocument other) =>
        Same(one.OriginPublisher, other.Publisher)
        || Same(other.OriginPublisher, one.Publisher)
        || Same(one.OriginPublisher, other.OriginPublisher);

    /// <summary>Whether both are of one outlet and of different days: it writes on, and takes over what it said before.</summary>
    public static bool IsFollowUp(StoryDocument one, StoryDocument other) =>
        Same(one.Publisher, other.Publisher) && one.Published is not null && other.Published is not null && !IsSameDay(one, other);

    /// <summary>Whether both say that they are of the same day.</summary>
    public static bool IsSameDay(StoryDocument one, StoryDocument other) =>
        one.Published is { } mine && other.Published is { } theirs && mine.Date == theirs.Date;

    /// <summary>Whether a text that came later is by its hour, or as a news agency's, the earlier of two.</summary>
    /// <param name="newer">The text that came later.</param>
    /// <param name="older">The text that was there.</param>
    public static bool IsEarlier(StoryDocument newer, StoryDocument older)
    {
        if (Same(older.OriginPublisher, newer.Publisher)) return true;
        if (newer.Published is not { } mine || older.Published is not { } theirs) return newer.IsAgency && !older.IsAgency;
        return mine.Date == theirs.Date && (mine.TimeOfDay == TimeSpan.Zero || theirs.TimeOfDay == TimeSpan.Zero) ? newer.IsAgency && !older.IsAgency : mine < theirs;
    }

    /// <summary>Whether the newer text is the origin of the older one.</summary>
    /// <param name="newer">The text that came later.</param>
    /// <param name="newerWords">Its words.</param>
    /// <param name="older">The text that counted as origin until now.</param>
    /// <param name="olderWords">Its words.</param>
    /// <param name="overlap">What they share, the newer one first.</param>
    public static bool IsOrigin(StoryDocument newer, int newerWords, StoryDocument older, int olderWords, in Overlap overlap)
    {
        // What the texts say of themselves.
        if (Same(older.OriginPublisher, newer.Publisher)) return true;
        if (Same(newer.OriginPublisher, older.Publisher)) return false;
        if (newer.IsAgency != older.IsAgency) return newer.IsAgency;
        if (newer.OriginPublisher is null != older.OriginPublisher is null && !Same(newer.Publisher, older.Publisher))
            return newer.OriginPublisher is null;

        // Who was first, where both say the hour; a bare day says nothing within it.
        if (newer.Published is { } mine && older.Published is { } theirs)
        {
            if (mine.Date != theirs.Date || (mine.TimeOfDay != TimeSpan.Zero && theirs.TimeOfDay != TimeSpan.Zero && mine != theirs))
                return mine < theirs;
        }

        // A text that holds all of the other and a good deal more was not made from it.
        return overlap.OtherShare > 0.8 && overlap.Share < 0.8 && newerWords > olderWords * 1.3;
    }

    // Names of outlets are written with and without their article and their city's full stop.
    private static bool Same(string? one, string? other) =>
        one is not null && other is not null && Bare(one).Equals(Bare(other), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> name)
    {
        name = name.Trim().TrimEnd('.');
        return name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;
    }
}
