namespace Dragoman.Knowledge;

/// <summary>One of the things that a name may stand for on a day, with the reason for its rank.</summary>
/// <param name="Entry">What the tables say.</param>
/// <param name="Term">For people, the office that counts on the day: the one held, else the last one before it, else the first one after it; null for the rest.</param>
/// <param name="Held">Whether that office was held, or the thing was there, on the day.</param>
/// <param name="Sectors">Sectors that it has on the day.</param>
/// <param name="Reason">Why it has this rank and these sectors.</param>
public sealed record WhoCandidate(NameEntry Entry, OfficeTerm? Term, bool Held, IReadOnlyList<string> Sectors, string Reason)
{
    /// <summary>Country or international code; null where none is known.</summary>
    public string? Country => Term?.Country ?? Entry.Country;

    /// <summary>The code, <c>RUSGOV</c>; null where nothing is known.</summary>
    public string? Code => Country is null && Sectors.Count == 0 ? null : Country + string.Concat(Sectors.Take(3));
}

/// <summary>Answers who or what a name stands for on a day, and why.</summary>
public static class WhoLookUp
{
    /// <summary>Everything that a name may stand for, the likeliest first.</summary>
    /// <param name="knowledge">The tables.</param>
    /// <param name="name">A name, short form, title with short form, acronym or role word.</param>
    /// <param name="date">ISO 8601, a day, month or year; null for what the tables know as present.</param>
    public static IReadOnlyList<WhoCandidate> Find(KnowledgeBase knowledge, string name, string? date)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(name);
        var entries = knowledge.Find(KnowledgeBase.Fold(name.Trim()));
        return [.. entries.Select(entry => (Entry: entry, Made: Candidate(entry, date)))
            .OrderByDescending(item => Rank(item.Made))
            .Select(item => item.Made)];
    }

    private static WhoCandidate Candidate(NameEntry entry, string? date) => entry.Kind switch
    {
        NameKind.Person => Person(entry, date),
        NameKind.Body when entry.Offices.Count > 0 => Party(entry, date),
        _ => Thing(entry, date),
    };

    private static WhoCandidate Person(NameEntry entry, string? date)
    {
        OfficeTerm? held = null, past = null, next = null;
        foreach (var term in entry.Offices)
        {
            if (date is null ? term.Until is null : term.Covers(date))
                held = term;
            else if (date is null || term.EndedBefore(date))
                past = term;
            else
                next ??= term;
        }

        var on = date ?? "the day that the tables were made";
        if (held is not null)
            return new WhoCandidate(entry, held, true, held.Sectors, held.Contested ? $"claimed the office on {on}, and so did others" : $"held the office on {on}");
        if (past is not null)
        {
            return new WhoCandidate(entry, past, false, ["ELI"], date is null
                ? "no office without an end: a former official"
                : $"the office had ended before {on}: a former official");
        }

        return new WhoCandidate(entry, next, false, [], $"the office had not begun on {on}");
    }

    private static WhoCandidate Party(NameEntry entry, string? date)
    {
        var term = entry.Offices.FirstOrDefault(term => date is null ? term is { Until: null, From: not null } : term.Covers(date));
        return new WhoCandidate(
            entry, null, There(entry, date), term?.Sectors ?? (entry.Sectors.Contains("PTY") ? ["PTY", "OPP"] : entry.Sectors),
            term is not null ? "sits in the national executive on that day" : "does not sit in the national executive on that day");
    }

    private static WhoCandidate Thing(NameEntry entry, string? date)
    {
        var there = There(entry, date);
        return new WhoCandidate(entry, null, there, entry.Sectors, entry.Kind switch
        {
            NameKind.Capital when entry.Acts => "a capital stands for the government where it acts; behind \"in\", \"at\", \"near\", \"from\" it is a place",
            NameKind.Capital => "a capital that is mostly just a city",
            NameKind.Seat => "a seat of power stands for those who sit there",
            NameKind.Role => "a common noun: the country comes from the words around it",
            NameKind.People => "a people or faith: the country comes from the words around it",
            NameKind.Equipment => "equipment: its owner, not its maker, gives the country",
            _ => there ? "there on that day" : "not there on that day",
        });
    }

    private static bool There(NameEntry entry, string? date) =>
        date is null ? entry.Until is null : Terms.Covers(entry.From, entry.Until, date);

    private static int Rank(WhoCandidate candidate)
    {
        var rank = candidate.Held ? 8 : candidate.Sectors is ["ELI"] ? 4 : 0;
        rank += candidate.Term?.Office is "president" or "prime minister" or "chancellor" or "king" or "supreme leader" ? 3 : 0;
        rank += candidate.Entry.Form == NameForm.Full ? 2 : 0;
        return rank + (candidate.Entry.Kind == NameKind.Role ? -2 : 0);
    }
}
