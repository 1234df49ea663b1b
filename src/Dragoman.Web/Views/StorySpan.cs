namespace Dragoman.Web.Views;

/// <summary>From when to when a story goes, in words.</summary>
public static class StorySpan
{
    /// <summary>The words.</summary>
    /// <param name="first">When its first document was published; null where unknown.</param>
    /// <param name="last">When its last one was.</param>
    public static string Words(DateTime? first, DateTime? last)
    {
        if (first is not { } from || last is not { } to) return "no date stated";
        return new TimeWindow(DateOnly.FromDateTime(from), DateOnly.FromDateTime(to)).ToString();
    }
}
