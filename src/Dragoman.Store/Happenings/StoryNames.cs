using System.Globalization;
using System.Text.Json;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Store;

/// <summary>How values of stories and happenings are written in the store's columns.</summary>
internal static class StoryNames
{
    /// <summary>Standings in their JSON writing; the index is the value of <see cref="Records.Standing"/>.</summary>
    public static IReadOnlyList<string> Standings { get; } = Vocabulary.Names<Standing>();

    private static readonly string[] Positions = Vocabulary.Names<ReportPosition>();
    private static readonly string[] Kinds = Vocabulary.Names<ReuseKind>();
    private static readonly string[] Subjects = Vocabulary.Names<HistorySubject>();
    private static readonly string[] Rulings = Vocabulary.Names<RulingKind>();

    public static string Name(Standing standing) => Standings[(int)standing];

    public static string Name(ReportPosition position) => Positions[(int)position];

    public static string Name(ReuseKind kind) => Kinds[(int)kind];

    public static string Name(HistorySubject subject) => Subjects[(int)subject];

    public static string Name(RulingKind kind) => Rulings[(int)kind];

    public static Standing Standing(string name) => (Standing)Index(Standings, name);

    public static ReportPosition Position(string name) => (ReportPosition)Index(Positions, name);

    public static ReuseKind Reuse(string name) => (ReuseKind)Index(Kinds, name);

    public static string? Name(Magnitude? magnitude) =>
        magnitude is null ? null : JsonSerializer.Serialize(magnitude, RecordsJson.Default.Magnitude);

    public static Magnitude? Magnitude(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, RecordsJson.Default.Magnitude);

    /// <summary>A moment of the column <c>published_at</c>; null where unknown.</summary>
    public static DateTime? Moment(long seconds) => seconds > 0 ? new DateTime(seconds * TimeSpan.TicksPerSecond, DateTimeKind.Utc) : null;

    /// <summary>A moment as the column <c>published_at</c> has it.</summary>
    public static long Seconds(DateTime? moment) => moment is { } known ? known.Ticks / TimeSpan.TicksPerSecond : 0;

    public static string Name(IReadOnlyList<Extent> passages) =>
        string.Join(' ', passages.Select(passage => string.Create(CultureInfo.InvariantCulture, $"{passage.Start}-{passage.End}")));

    public static IReadOnlyList<Extent> Passages(string text)
    {
        var passages = new List<Extent>();
        foreach (var piece in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = piece.IndexOf('-', StringComparison.Ordinal);
            passages.Add(new Extent(
                int.Parse(piece.AsSpan(0, dash), CultureInfo.InvariantCulture), int.Parse(piece.AsSpan(dash + 1), CultureInfo.InvariantCulture)));
        }

        return passages;
    }

    private static int Index(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name) return i;
        }

        throw new InvalidOperationException($"the store has a value \"{name}\" that this program does not know");
    }
}
