using System.Collections.Frozen;
using Dragoman.Knowledge;

namespace Dragoman.Web.Views;

/// <summary>Somebody who held an office.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Office">The office.</param>
/// <param name="From">First day, ISO 8601 as precise as known; null where unknown.</param>
/// <param name="Until">Last day; null while it is held.</param>
/// <param name="Contested">Whether somebody else claims the same office.</param>
/// <param name="RecognizedBy">Codes of those who recognise the claim on the day, sorted; empty where none is known.</param>
/// <param name="Sectors">Sectors of the office.</param>
public sealed record OfficeHolder(
    string Name, string Office, string? From, string? Until, bool Contested, IReadOnlyList<string> RecognizedBy, IReadOnlyList<string> Sectors);

/// <summary>A body that a code stands for.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Kind">What it is: "armed group"; empty where not said.</param>
public sealed record KnownBody(string Name, string Kind);

/// <summary>Who stands behind an actor's code on a day, by the tables of Knowledge. Made once, when first needed.</summary>
public static class KnownActors
{
    private static readonly string[] Highest =
        ["president", "king", "queen", "emperor", "emir", "sultan", "supreme leader", "prime minister", "chancellor", "premier", "secretary-general", "vice president", "foreign minister", "defence minister", "defense minister"];

    private static readonly Lazy<FrozenDictionary<string, List<(string Name, OfficeTerm Term)>>> Offices = new(() =>
        KnowledgeBase.Default.Entries
            .Where(entry => entry.Kind == NameKind.Person && entry.Form == NameForm.Full)
            .SelectMany(entry => entry.Offices.Select(term => (entry.Name, Term: term)))
            .Where(one => one.Term.Country is not null)
            .GroupBy(one => one.Term.Country!, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.DistinctBy(one => (one.Name, one.Term.Office, one.Term.From)).ToList(), StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, List<KnownBody>>> BodiesByCode = new(() =>
        KnowledgeBase.Default.Entries
            .Where(entry => entry.Kind is NameKind.Body or NameKind.Media && entry.Form == NameForm.Full && entry.Country is not null)
            .GroupBy(entry => entry.Country + string.Concat(entry.Sectors.Take(3)), StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.DistinctBy(entry => entry.Name).OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => new KnownBody(entry.Name, entry.Detail)).ToList(),
                StringComparer.Ordinal));

    /// <summary>Who held an office of an actor on a day, the highest offices first; for a contested one all who claimed it.</summary>
    /// <param name="code">An actor code: <c>RUS</c>, <c>RUSGOV</c>, <c>USAMIL</c>.</param>
    /// <param name="on">The day.</param>
    public static IReadOnlyList<OfficeHolder> Holders(string code, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length < 3 || !Offices.Value.TryGetValue(code[..3], out var terms)) return [];
        var day = DateText.Iso(on);
        var sector = code.Length >= 6 ? code.Substring(3, 3) : null;
        return [.. terms
            .Where(one => one.Term.Covers(day) && (sector is null || one.Term.Sectors.Contains(sector)))
            .Select(one => new OfficeHolder(
                one.Name,
                one.Term.Office,
                one.Term.From,
                one.Term.Until,
                one.Term.Contested,
                [.. one.Term.RecognizedBy.Where(by => Covers(by, day)).Select(by => by.By).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                one.Term.Sectors))
            .OrderBy(holder => Rank(holder.Office))
            .ThenBy(holder => holder.Office, StringComparer.Ordinal)
            .ThenBy(holder => holder.Name, StringComparer.Ordinal)];
    }

    /// <summary>The bodies that are coded so, by name.</summary>
    /// <param name="code">An actor code: <c>RUSGOV</c>, <c>LBNREB</c>.</param>
    public static IReadOnlyList<KnownBody> Bodies(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return BodiesByCode.Value.TryGetValue(code, out var bodies) ? bodies : [];
    }

    /// <summary>The codes that a name may stand for on a day, the likeliest first.</summary>
    /// <param name="name">A name or a code, as a person types it.</param>
    /// <param name="on">The day; null for the present of the tables.</param>
    /// <returns>Code, full name and the reason; empty where nothing is known of it.</returns>
    public static IReadOnlyList<(string Code, string Name, string Reason)> Find(string name, DateOnly? on)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > KnowledgeBase.LongestPhrase) return [];
        return [.. WhoLookUp.Find(KnowledgeBase.Default, name, on is { } day ? DateText.Iso(day) : null)
            .Where(candidate => candidate.Code is { Length: >= 3 })
            .Select(candidate => (candidate.Code!, candidate.Term is { } term ? $"{candidate.Entry.Name}, {term.Office}" : candidate.Entry.Name, candidate.Reason))
            .DistinctBy(one => one.Item1)
            .Take(8)];
    }

    private static int Rank(string office)
    {
        var at = Array.FindIndex(Highest, one => office.Equals(one, StringComparison.OrdinalIgnoreCase));
        if (at >= 0) return at;
        return Highest.Length + (office.StartsWith("ambassador", StringComparison.Ordinal) || office.Contains("envoy", StringComparison.Ordinal) ? 1 : 0);
    }

    private static bool Covers(Recognition by, string day) =>
        string.CompareOrdinal(by.From, day) <= 0 && (by.Until is null || string.CompareOrdinal(by.Until, day) >= 0);
}
