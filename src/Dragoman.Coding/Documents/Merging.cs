using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>Merges tellings of one event (ONTOLOGY.md §3.8) and numbers what remains.</summary>
internal static class Merging
{
    /// <summary>How many events back a telling is compared with; beyond that a text tells of many things.</summary>
    private const int Window = 200;

    public static List<PoliticalEvent> Merge(List<PoliticalEvent> events)
    {
        var merged = new List<PoliticalEvent>();
        foreach (var next in events)
        {
            var into = -1;
            for (var i = merged.Count - 1; i >= Math.Max(0, merged.Count - Window) && into < 0; i--)
            {
                if (IsSame(merged[i], next))
                    into = i;
            }

            if (into < 0)
                merged.Add(next);
            else
                merged[into] = Join(merged[into], next);
        }

        for (var i = 0; i < merged.Count; i++)
            merged[i] = merged[i] with { Id = "e" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) };
        return merged;
    }

    private static bool IsSame(PoliticalEvent one, PoliticalEvent other)
    {
        if (one.Type != other.Type || one.Rule != other.Rule)
            return false;
        if (one.Mode is not null && other.Mode is not null && one.Mode != other.Mode)
            return false;
        if (one.Date is not null && other.Date is not null && one.Date != other.Date)
            return false;
        if (!Fits(one.Actor, other.Actor) || !Fits(one.Recipient, other.Recipient))
            return false;
        return one.Factuality == other.Factuality || (IsTold(one.Factuality) && IsTold(other.Factuality) && one.AssertedBy != other.AssertedBy)
            || one.Factuality == Factuality.Denied || other.Factuality == Factuality.Denied;
    }

    /// <summary>Positions on a deed: one speaker says that it was done, another that it may have been.</summary>
    private static bool IsTold(Factuality factuality) => factuality is Factuality.Happened or Factuality.Ongoing or Factuality.Possible or Factuality.Denied;

    private static bool Fits(Participant? one, Participant? other)
    {
        if (one is null || other is null)
            return true;
        if (one.Code is null || other.Code is null)
            return one.Code == other.Code && string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase);
        return one.Code.StartsWith(other.Code, StringComparison.Ordinal) || other.Code.StartsWith(one.Code, StringComparison.Ordinal);
    }

    private static PoliticalEvent Join(PoliticalEvent first, PoliticalEvent next)
    {
        // A second reading of the same words adds nothing.
        if (next.Evidence.Sentence == first.Evidence.Sentence && next.Evidence.Trigger == first.Evidence.Trigger)
            return first.Recipient is null && next.Recipient is not null ? next : first;
        var telling = new Telling(
            next.Evidence.Sentence, next.Evidence.Start, next.Evidence.End, next.Evidence.Trigger, next.AssertedBy, next.Factuality);
        var finer = (next.Cameo?.Length ?? 0) > (first.Cameo?.Length ?? 0);
        return first with
        {
            Mode = first.Mode ?? next.Mode,
            Cameo = finer ? next.Cameo : first.Cameo,
            Goldstein = finer ? next.Goldstein : first.Goldstein,
            Actor = Longer(first.Actor, next.Actor),
            Recipient = first.Recipient is null ? next.Recipient : next.Recipient is null ? first.Recipient : Longer(first.Recipient, next.Recipient),
            Date = first.Date ?? next.Date,
            DatePrecision = first.Date is null ? next.DatePrecision : first.DatePrecision,
            DateFrom = first.Date is null ? next.DateFrom : first.DateFrom,
            Place = first.Place ?? next.Place,
            Magnitude = first.Magnitude ?? next.Magnitude,
            Also = [.. first.Also, telling],
            Confidence = Math.Max(first.Confidence, next.Confidence),
            Salience = Math.Max(first.Salience, next.Salience),
        };
    }

    // The words stay those of the first telling; the more specific code wins.
    private static Participant Longer(Participant one, Participant other) =>
        (other.Code?.Length ?? 0) > (one.Code?.Length ?? 0) ? one with { Code = other.Code } : one;
}
