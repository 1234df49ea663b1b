using Dragoman.Records;

namespace Dragoman.Coding.Places;

/// <summary>
/// Says where events happened: by a place that the clause of the trigger names, else, for acts that are done somewhere, by the dateline. What is only
/// said has no place: it would be where the speaker stood, and that tells nothing (statements, demands, accusations, promises).
/// </summary>
internal static class EventPlaces
{
    private const int MostSteps = 6;

    /// <summary>Adds the places to events.</summary>
    public static List<PoliticalEvent> Locate(List<PoliticalEvent> events, AnnotatedText text, List<Toponym> places)
    {
        if (places.Count == 0)
            return events;
        var dateline = places.Find(static toponym => toponym is { IsDateline: true, Place: not null })?.Place;
        var located = new List<PoliticalEvent>(events.Count);
        foreach (var item in events)
            located.Add(Place(item, text, places, dateline) is { } place ? item with { Place = place } : item);
        return located;
    }

    private static Place? Place(PoliticalEvent item, AnnotatedText text, List<Toponym> places, Place? dateline)
    {
        if (!IsDoneSomewhere(item.Type) && item.Type != EventType.Consult)
            return null;
        var trigger = TriggerToken(item, text);
        Toponym? best = null;
        var most = 0.0;
        foreach (var toponym in places)
        {
            if (toponym.Sentence != item.Evidence.Sentence || toponym.Place is null || toponym.IsNationality || toponym.Start < item.Evidence.Start || toponym.End > item.Evidence.End)
                continue;
            var weight = Weight(item, text, toponym, trigger);
            if (weight > most || (weight > 0 && weight == most && IsNarrower(toponym.Place, best!.Place!)))
                (best, most) = (toponym, weight);
        }

        if (best is not null)
            return Narrowed(best, places);
        return dateline is not null && IsDoneSomewhere(item.Type) && item.Evidence.Sentence <= 1 && MayBe(item, dateline)
            ? dateline with { Reason = "the dateline; the sentence names no place" } : null;
    }

    private static bool IsDoneSomewhere(EventType type) => type is EventType.Cooperate or EventType.Aid or EventType.Retreat or EventType.Protest
        or EventType.Mobilize or EventType.Coerce or EventType.Assault;

    /// <summary>A correspondent's place counts only where one of the parties is at home.</summary>
    private static bool MayBe(PoliticalEvent item, Place dateline) => dateline.Country is { } country
        && (Is(item.Actor.Code, country) || (item.Recipient is { } recipient && Is(recipient.Code, country)));

    private static bool Is(string? code, string country) => code is not null && code.StartsWith(country, StringComparison.Ordinal);

    private static int TriggerToken(PoliticalEvent item, AnnotatedText text)
    {
        var sentence = text.Sentences[item.Evidence.Sentence];
        for (var i = sentence.FirstToken; i < sentence.FirstToken + sentence.TokenCount; i++)
        {
            if (text.Tokens[i].End > item.Evidence.Trigger.Start && text.Tokens[i].Start < item.Evidence.Trigger.End)
                return i;
        }

        return -1;
    }

    /// <summary>How much a place speaks for itself as the place of an event; 0 for not at all.</summary>
    private static double Weight(PoliticalEvent item, AnnotatedText text, Toponym toponym, int trigger)
    {
        if (Touches(item.Actor, toponym) || (item.Recipient is { } recipient && Touches(recipient, toponym)))
            return toponym.IsLocative ? 0.5 : 0;
        if (trigger < 0 || !text.HasTrees)
            return toponym.IsLocative ? 1.0 / (1 + Math.Abs(toponym.Start - item.Evidence.Trigger.Start)) : 0;

        // Up from the place to the trigger: each step away from the clause of the trigger weakens it.
        var at = Head(text, toponym);
        var weight = toponym.IsLocative ? 4.0 : 0.8;
        for (var steps = 0; at >= 0 && steps < MostSteps; steps++)
        {
            if (at == trigger)
                return weight;
            var token = text.Tokens[at];
            if (token.Relation.StartsWith("acl", StringComparison.Ordinal) || token.Relation is "parataxis" or "ccomp" or "advcl")
                weight *= 0.4;
            else if (token.Relation is "nsubj" or "obj" or "nsubj:pass")
                weight *= 0.7;
            at = token.Head;
        }

        // Not under the trigger: the verb above the trigger may share its place ("were killed when a bomb exploded in Kabul").
        var above = trigger;
        for (var steps = 0; steps < 3 && above >= 0; steps++)
        {
            above = text.Tokens[above].Head;
            for (int from = Head(text, toponym), k = 0; from >= 0 && k < 4; k++, from = text.Tokens[from].Head)
            {
                if (from == above)
                    return toponym.IsLocative ? 1.5 / (steps + 1) : 0;
            }
        }

        return toponym.IsLocative ? 0.2 : 0;
    }

    private static int Head(AnnotatedText text, Toponym toponym)
    {
        for (var i = toponym.FirstToken; i < toponym.EndToken; i++)
        {
            var head = text.Tokens[i].Head;
            if (head < toponym.FirstToken || head >= toponym.EndToken)
                return i;
        }

        return toponym.FirstToken;
    }

    private static bool Touches(Participant side, Toponym toponym) => side.Start < toponym.End && toponym.Start < side.End;

    /// <summary>"in Iraq's Mosul", "in Mosul, Iraq": of two places that lie in each other the narrower one.</summary>
    private static Place Narrowed(Toponym best, List<Toponym> places)
    {
        foreach (var other in places)
        {
            if (other != best && !other.IsNationality && other.Sentence == best.Sentence && other.Place is { } place && Math.Abs(other.FirstToken - best.EndToken) <= 3
                && place.Country == best.Place!.Country && IsNarrower(place, best.Place))
                return place;
        }

        return best.Place!;
    }

    private static bool IsNarrower(Place one, Place other) => Rank(one) > Rank(other);

    private static int Rank(Place place) => place.Precision switch
    {
        "continent" => 0,
        "region" => 1,
        "country" => 1,
        "admin1" => 2,
        "admin2" => 3,
        "city" => 4,
        _ => 5,
    };
}
