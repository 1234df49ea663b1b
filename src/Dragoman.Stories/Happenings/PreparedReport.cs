using System.Collections.Frozen;
using System.Globalization;
using Dragoman.Records;
using Dragoman.Stories.Matters;

namespace Dragoman.Stories.Happenings;

/// <summary>A report with what comparing needs, worked out once.</summary>
public sealed class PreparedReport
{
    private const int DaysBeforePublication = 3;
    private const int SecondsOfDay = 86_400;
    private const int NearTrigger = 90;

    private static readonly FrozenSet<uint> Common = StoryTables.Hashes("common-words.tsv");
    private static readonly FrozenSet<uint> Calendar = StoryTables.Hashes("changing-words.tsv");
    private static readonly FrozenSet<uint> PlaceKinds = StoryTables.Rows("place-kinds.tsv").SelectMany(row => Words(row[0], null)).ToFrozenSet();

    /// <summary>Prepares a report.</summary>
    /// <param name="report">The report.</param>
    public PreparedReport(EventReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Report = report;
        Actor = new PartyName(report.ActorCode, report.Actor);
        Recipient = report.Recipient is null ? null : new PartyName(report.RecipientCode, report.Recipient);
        var place = Words(report.Place, null);
        if (place.Any(word => !PlaceKinds.Contains(word))) place.ExceptWith(PlaceKinds);
        PlaceWords = WordSet.Of(place);
        IsWholeCountry = Particulars.IsCountry(PlaceWords);
        var told = new Dictionary<uint, float>();
        Words(report.Sentence, told);
        SentenceWords = WordSet.Of(told);
        Names = WordSet.Of([.. Actor.Words.Words, .. Recipient is null ? [] : Recipient.Words.Words, .. place]);
        var content = told.Where(pair => !Names.Contains(pair.Key) && !Particulars.IsOfCountry(pair.Key)).ToDictionary();
        if (report.Trigger.Length > 0 && report.Sentence.Length > 2 * NearTrigger && report.Sentence.IndexOf(report.Trigger, StringComparison.Ordinal) is >= 0 and var at)
        {
            // What stands far from the act is often about something else.
            var start = Math.Max(0, at - NearTrigger);
            var near = Words(report.Sentence[start..Math.Min(report.Sentence.Length, at + report.Trigger.Length + NearTrigger)], null);
            foreach (var word in content.Keys.Where(word => !near.Contains(word)).ToList()) content[word] /= 2;
        }

        Content = WordSet.Of(content);
        PublishedDay = report.PublishedAt > 0 ? (int)(report.PublishedAt / SecondsOfDay) + 1 : 0;
        (FirstDay, LastDay) = report.Day > 0
            ? (report.Day, Math.Max(report.Day, report.LastDay))
            : PublishedDay > 0 ? (PublishedDay - DaysBeforePublication, PublishedDay) : (0, 0);
        Particulars = new Particulars(report.Sentence);
        IsDated = report.Day > 0 && !(report.Day == report.LastDay && Particulars.Days.Count > 0 && !Particulars.Days.Contains(CalendarDay(report.Day)));
        Keys = KeysOf(Actor, Recipient, PlaceWords);
    }

    /// <summary>The report.</summary>
    public EventReport Report { get; }

    /// <summary>First day that it can have happened on; 0 where nothing is known.</summary>
    public int FirstDay { get; }

    /// <summary>Last day that it can have happened on; 0 where nothing is known.</summary>
    public int LastDay { get; }

    /// <summary>The day that it is found by: the first that it can have happened on, or for a date that is no day that of publication, where it lies within.</summary>
    public int IndexDay => LastDay - FirstDay > DaysBeforePublication && PublishedDay >= FirstDay && PublishedDay <= LastDay ? PublishedDay : FirstDay;

    /// <summary>Names that other reports of the same happening have too: by these candidates are found.</summary>
    public IReadOnlyList<string> Keys { get; }

    internal int PublishedDay { get; }

    internal PartyName Actor { get; }

    internal PartyName? Recipient { get; }

    internal WordSet PlaceWords { get; }

    /// <summary>Whether its day is known, and the sentence names no other one.</summary>
    internal bool IsDated { get; }

    /// <summary>Whether the place is a whole country.</summary>
    internal bool IsWholeCountry { get; }

    /// <summary>What of its sentence can stand for one happening alone.</summary>
    internal Particulars Particulars { get; }

    /// <summary>Words that name a party or the place.</summary>
    internal WordSet Names { get; }

    /// <summary>Weights of the sentence's words that name neither party nor place.</summary>
    internal WordSet Content { get; }

    /// <summary>Weights of all of the sentence's words that tell something.</summary>
    internal WordSet SentenceWords { get; }

    private static uint CalendarDay(int day)
    {
        var date = DateOnly.FromDayNumber(day - 1);
        return Particulars.DayOf(date.Month, date.Day);
    }

    private static List<string> KeysOf(PartyName actor, PartyName? recipient, WordSet place)
    {
        var keys = new List<string>(3);
        foreach (var party in (PartyName?[])[actor, recipient])
        {
            if (party is null) continue;
            var key = party.Root ?? (party.Words.Count == 0 ? null : "#" + party.Words.Words[0].ToString("x8", CultureInfo.InvariantCulture));
            if (key is not null && !keys.Contains(key)) keys.Add(key);
        }

        if (place.Count > 0) keys.Add("@" + place.Words[0].ToString("x8", CultureInfo.InvariantCulture));
        return keys;
    }

    /// <summary>Words of a text that tell something, by the hash of their stem.</summary>
    internal static HashSet<uint> Words(string? text, Dictionary<uint, float>? weights)
    {
        var words = new HashSet<uint>();
        if (text is null) return words;
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetter(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && char.IsLetter(text[at])) at++;
            if (at - start < 3) continue;
            var (stem, whole) = Hash(text.AsSpan(start, at - start));
            if (Common.Contains(whole) || Common.Contains(stem) || Calendar.Contains(whole)) continue;
            words.Add(stem);
            if (weights is not null) weights[stem] = MathF.Log(2 * Rarity.Before / (Rarity.TextsWith(stem) + 1));
        }

        return words;
    }

    // Joins a word with its plural, its past and its participle, well enough for comparing.
    internal static (uint Stem, uint Whole) Hash(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[Math.Min(word.Length, 40)];
        for (var i = 0; i < lower.Length; i++) lower[i] = char.ToLowerInvariant(word[i]);
        var whole = WordHash.Of(lower);
        ReadOnlySpan<char> stem = lower;
        foreach (var ending in (ReadOnlySpan<string>)["ings", "ing", "ed", "es", "s"])
        {
            if (stem.Length > ending.Length + 3 && stem.EndsWith(ending, StringComparison.Ordinal))
            {
                stem = stem[..^ending.Length];
                break;
            }
        }

        if (stem.Length > 4 && stem[^1] == 'e') stem = stem[..^1];
        return (WordHash.Of(stem), whole);
    }
}
