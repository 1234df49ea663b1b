using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>An event of another data set, as its file says it, in codes of ours where they are known.</summary>
internal sealed class ForeignEvent
{
    /// <summary>Its key in every store (<see cref="ForeignKey"/>).</summary>
    public required long Key { get; init; }

    /// <summary>Its id as the data set writes it.</summary>
    public required string Id { get; init; }

    /// <summary>PLOVER type; null where PLOVER has none for the code.</summary>
    public string? Type { get; init; }

    public string? Mode { get; init; }

    /// <summary>Contexts, separated by spaces.</summary>
    public string? Contexts { get; init; }

    public string? Cameo { get; init; }

    /// <summary>1 to 4; 0 where unknown.</summary>
    public int Quad { get; init; }

    /// <summary>Goldstein value, or the data set's own intensity.</summary>
    public double? Goldstein { get; init; }

    public required Party Actor { get; init; }

    public Party? Recipient { get; init; }

    /// <summary>Day of the event, 1 for 0001-01-01.</summary>
    public required int Day { get; init; }

    /// <summary>Seconds since the beginning of year 1, UTC.</summary>
    public long PublishedAt { get; init; }

    public Place? Place { get; init; }

    public string? Publisher { get; init; }

    /// <summary>Number of the sentence, 1 the first.</summary>
    public long? Sentence { get; init; }

    public long? Mentions { get; init; }

    public long? Sources { get; init; }

    public long? Articles { get; init; }

    public double? Tone { get; init; }

    public string? Url { get; init; }
}

/// <summary>
/// Keys of events of other data sets: far above those of our own, made of origin and id alone, and mostly rising with the days of a file, so that inserts stay at one end of the table.
/// </summary>
internal static class ForeignKey
{
    private const int OriginShift = 60;
    private const long IdMask = (1L << OriginShift) - 1;

    /// <summary>The data sets; the number of each is its place here, 1 the first.</summary>
    public static IReadOnlyList<string> Origins { get; } = ["gdelt", "icews", "polecat"];

    /// <summary>The least of all keys.</summary>
    public const long First = 1L << OriginShift;

    public static bool IsForeign(long key) => key >= First;

    /// <summary>The data set of a key.</summary>
    public static string OriginOf(long key) => Origins[(int)(key >> OriginShift) - 1];

    /// <summary>The first key of a data set and the first behind its last.</summary>
    public static (long From, long To) Range(string origin)
    {
        var number = Number(origin);
        return (number << OriginShift, (number << OriginShift) + IdMask);
    }

    /// <summary>A key of a number that is unique by itself.</summary>
    public static long Of(string origin, long id) => (Number(origin) << OriginShift) | (id & IdMask);

    /// <summary>A key of a number, below 2^44, that is unique on its day only.</summary>
    public static long Of(string origin, int day, long id) =>
        (Number(origin) << OriginShift) | ((long)(ushort)Math.Max(0, day - Epoch) << 44) | (id & ((1L << 44) - 1));

    // 1900-01-01: sixteen bits of days reach to 2079.
    private static int Epoch { get; } = new DateOnly(1900, 1, 1).DayNumber + 1;

    private static long Number(string origin)
    {
        for (var i = 0; i < Origins.Count; i++)
        {
            if (Origins[i] == origin) return i + 1;
        }

        throw new ArgumentOutOfRangeException(nameof(origin), origin, "no such data set");
    }
}
