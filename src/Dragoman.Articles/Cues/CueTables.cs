using System.Collections.Frozen;
using System.Globalization;

namespace Dragoman.Articles.Cues;

/// <summary>All tables of cues, loaded together since they share one vocabulary.</summary>
internal static class CueTables
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Connectors;

    static CueTables()
    {
        var classes = new Dictionary<string, List<int[]>>(StringComparer.Ordinal);
        foreach (var row in Table.Rows("cue-words.tsv"))
        {
            if (!classes.TryGetValue(row[0], out var options)) classes[row[0]] = options = [];
            options.Add([.. LineTokens.Split(row[1]).Select(Vocabulary.Add)]);
        }

        // The longer of two that begin alike is tried first.
        foreach (var options in classes.Values) options.Sort(static (one, other) => other.Length - one.Length);
        Connectors = Table.Rows("cue-words.tsv").Where(row => row[0] == "name-joins").Select(row => row[1]).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        Tellings = [.. classes["tells"].Select(option => option[0])];
        var notices = Table.Rows("notice-cues.tsv").Select(row => (Pattern: Pattern.Parse(row[2], Vocabulary, classes), Cue: NoticeCue.Of(row))).ToList();
        NoticesAtStart = new PatternTable<NoticeCue>(notices.Where(notice => notice.Cue.Place != CuePlace.Any));
        NoticesAnywhere = new PatternTable<NoticeCue>(notices.Where(notice => notice.Cue.Place == CuePlace.Any));
        Weights = new PatternTable<NoticeWeight>(
            Table.Rows("notice-weights.tsv").Where(row => !NoticeWeight.IsOfTheWhole(row[2]))
                .Select((row, index) => (Pattern.Parse(row[2], Vocabulary, classes), NoticeWeight.Of(row, index))));
        WholeWeights = [.. Table.Rows("notice-weights.tsv").Where(row => NoticeWeight.IsOfTheWhole(row[2])).Select(row => NoticeWeight.Of(row, -1))];
        NameLeads = [.. classes["name-leads"].Select(option => option[0])];
        Languages = [.. classes["language"].Select(option => option[0])];
        Origins = new PatternTable<OriginCue>(
            Table.Rows("origin-cues.tsv").Where(row => row[0] != "permission")
                .Select(row => (Pattern.Parse(row[2], Vocabulary, classes), new OriginCue(int.Parse(row[1], CultureInfo.InvariantCulture), row[0] == "publisher-start"))));
        Permissions = new PatternTable<OriginCue>(
            Table.Rows("origin-cues.tsv").Where(row => row[0] == "permission").Select(row => (Pattern.Parse(row[2], Vocabulary, classes), default(OriginCue))));
    }

    /// <summary>The words that cues name.</summary>
    public static Vocabulary Vocabulary { get; } = new();

    /// <summary>Words by which a report tells who said what: a line with one is seldom about the text.</summary>
    public static FrozenSet<int> Tellings { get; }

    /// <summary>What lines about the text begin with (<c>notice-cues.tsv</c>).</summary>
    public static PatternTable<NoticeCue> NoticesAtStart { get; }

    /// <summary>What stands anywhere in lines about the text.</summary>
    public static PatternTable<NoticeCue> NoticesAnywhere { get; }

    /// <summary>What speaks for and against a notice where no cue decides (<c>notice-weights.tsv</c>).</summary>
    public static PatternTable<NoticeWeight> Weights { get; }

    /// <summary>The same of marks of the line as a whole.</summary>
    public static NoticeWeight[] WholeWeights { get; }

    /// <summary>Words behind which a notice names an outlet.</summary>
    public static FrozenSet<int> NameLeads { get; }

    /// <summary>Names of languages, which stand where an outlet might ("translated from Spanish").</summary>
    public static FrozenSet<int> Languages { get; }

    /// <summary>Who published a text first (<c>origin-cues.tsv</c>).</summary>
    public static PatternTable<OriginCue> Origins { get; }

    /// <summary>On what terms a text is reprinted.</summary>
    public static PatternTable<OriginCue> Permissions { get; }

    /// <summary>True for a word that joins the parts of a name.</summary>
    public static bool IsConnector(ReadOnlySpan<char> word) => Connectors.Contains(word);
}

/// <summary>What a row of <c>origin-cues.tsv</c> means.</summary>
/// <param name="Rank">1 the surest; the surest of those that match counts.</param>
/// <param name="AtStart">True where it holds for the start of a line alone.</param>
internal readonly record struct OriginCue(int Rank, bool AtStart);
