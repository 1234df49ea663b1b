using Dragoman.Knowledge;

namespace Dragoman.Coding.Actors;

/// <summary>Chooses what a phrase stands for where the tables know several things, and which office of a person is meant.</summary>
/// <param name="date">Date of the document, ISO 8601; null when unknown.</param>
/// <param name="memory">What the document has said so far.</param>
internal sealed class EntryChooser(string? date, ActorMemory memory)
{
    /// <summary>The entry that is meant.</summary>
    /// <param name="entries">What the phrase may stand for.</param>
    /// <param name="country">Country of a nationality word in front; null for none.</param>
    public NameEntry Choose(NameEntry[] entries, string? country)
    {
        var best = entries[0];
        if (entries.Length == 1)
            return best;
        var most = int.MinValue;
        foreach (var entry in entries)
        {
            var score = Score(entry, country);
            if (score > most)
                (best, most) = (entry, score);
        }

        return best;
    }

    /// <summary>Whether a short form that nothing introduced can be taken for the person of the table.</summary>
    public bool Trusts(NameEntry person, string? country)
    {
        if (person.Form == NameForm.Full || date is null)
            return true;
        foreach (var term in person.Offices)
        {
            if (term.Covers(date) || term.Country == country || memory.Names(term.Country))
                return true;
        }

        // Who once led a state is known without an introduction for good.
        return person.Form == NameForm.Alone && IsHead(person);
    }

    /// <summary>The office that is meant: the one that the title names, else the one held on the day.</summary>
    /// <param name="person">The person.</param>
    /// <param name="title">Words of the title; null for none.</param>
    /// <param name="held">Whether it was held on the day.</param>
    public OfficeTerm Term(NameEntry person, string? title, out bool held)
    {
        OfficeTerm? best = null;
        var most = int.MinValue;
        foreach (var term in person.Offices)
        {
            var covers = date is null ? term.Until is null : term.Covers(date);
            var begun = date is null || term.From is null || string.CompareOrdinal(term.From, date) <= 0 || covers;
            var score = (covers ? 8 : 0) + (begun ? 4 : 0) + (title is not null && Names(term.Office, title) ? 5 : 0);
            if (score >= most)
                (best, most) = (term, score);
        }

        held = date is null ? best!.Until is null : best!.Covers(date);
        return best;
    }

    /// <summary>Sectors of a party on the day: in the national executive, or against it; of an armed group: the government, or what it is
    /// else, as it is where no day is known.</summary>
    public IReadOnlyList<string> PartySectors(NameEntry party)
    {
        foreach (var term in party.Offices)
        {
            if (date is null ? term is { Until: null, From: not null } && party.Sectors.Contains("PTY") : term.Covers(date))
                return term.Sectors;
        }

        return party.Sectors.Contains("PTY") ? ["PTY", "OPP"] : party.Sectors;
    }

    /// <summary>Whether an office had ended on the day; without a day, whether it has ended at all.</summary>
    public bool IsOver(OfficeTerm term) => date is null ? term.Until is not null : term.EndedBefore(date);

    private int Score(NameEntry entry, string? country)
    {
        var score = 0;
        var there = date is null ? entry.Until is null : !(entry.Until is not null && IsOver(entry)) && !(entry.From is not null && string.CompareOrdinal(entry.From, date) > 0);
        score += there ? 8 : 0;
        score += country is not null && entry.Country == country ? 24 : 0;
        score += memory.Names(entry.Country) ? 6 : 0;
        switch (entry.Kind)
        {
            case NameKind.Person:
                Term(entry, null, out var held);
                score += (held ? 9 : 0) + (IsHead(entry) ? 5 : 0) + (entry.Form == NameForm.Full ? 2 : 0);
                break;
            case NameKind.Capital:
                score += 7;
                break;
            case NameKind.Body:
                score += entry.Country is null ? 1 : 4;
                break;
            case NameKind.Media:
                score += 3;
                break;
            case NameKind.Nationality or NameKind.Country:
                score += 5;
                break;
            case NameKind.Role:
                // "Venezuela's National Guard": what is called so in many countries is the role where another country has it.
                score += country is not null ? 18 : 2;
                break;
            default:
                break;
        }

        return score;
    }

    private bool IsOver(NameEntry entry) => date is not null
        && (entry.Until!.Length < 10 ? string.CompareOrdinal(date[..Math.Min(date.Length, entry.Until.Length)], entry.Until) > 0 : string.CompareOrdinal(date, entry.Until) >= 0);

    private static bool IsHead(NameEntry person)
    {
        foreach (var term in person.Offices)
        {
            if (term.Office is "president" or "prime minister" or "chancellor" or "supreme leader" or "king" or "leader" or "premier")
                return true;
        }

        return false;
    }

    /// <summary>Whether a title's words name an office: "defense secretary" is the "defence secretary".</summary>
    private static bool Names(string office, string title) =>
        office.Contains(title, StringComparison.OrdinalIgnoreCase) || title.Contains(office, StringComparison.OrdinalIgnoreCase)
        || (office.StartsWith("defence ", StringComparison.Ordinal) && title.StartsWith("defense ", StringComparison.OrdinalIgnoreCase))
        || (office.EndsWith("spokesperson", StringComparison.Ordinal) && title.Contains("spokes", StringComparison.OrdinalIgnoreCase));
}
