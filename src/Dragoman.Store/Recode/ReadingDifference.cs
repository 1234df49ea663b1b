using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>
/// What two readings of one document do not have alike. Events are the same act when their words are: first those with equal trigger, actor, recipient and
/// sentence, then those with equal trigger and sentence, then those with equal sides in one sentence. Words are compared, not offsets: a cleaner text moves them.
/// </summary>
public static class ReadingDifference
{
    /// <summary>Compares the events of two readings.</summary>
    /// <param name="old">The old reading.</param>
    /// <param name="reading">The new reading.</param>
    /// <returns>The differences, removed and changed ones in the order of the old reading, then added ones in that of the new.</returns>
    public static IReadOnlyList<EventChange> Of(CodedDocument old, CodedDocument reading)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(reading);
        var before = old.Events.Select(told => new Told(old, told)).ToList();
        var after = reading.Events.Select(told => new Told(reading, told)).ToList();
        var partners = new Told?[before.Count];
        var taken = new HashSet<Told>(ReferenceEqualityComparer.Instance);
        foreach (var likeness in (ReadOnlySpan<Func<Told, object>>)
            [
                told => (told.Sentence, told.Trigger, told.Actor, told.Recipient, told.Event.Type),
                told => (told.Sentence, told.Trigger, told.Actor, told.Recipient),
                told => (told.Sentence, told.Trigger, told.Actor),
                told => (told.Sentence, told.Trigger, told.Recipient),
                told => (told.Sentence, told.Trigger),
                told => (told.Sentence, told.Actor, told.Recipient),
            ])
        {
            var free = after.Where(told => !taken.Contains(told)).GroupBy(likeness).ToDictionary(group => group.Key, group => new Queue<Told>(group));
            for (var i = 0; i < before.Count; i++)
            {
                if (partners[i] is not null || !free.TryGetValue(likeness(before[i]), out var candidates) || !candidates.TryDequeue(out var partner)) continue;
                partners[i] = partner;
                taken.Add(partner);
            }
        }

        var changes = new List<EventChange>();
        for (var i = 0; i < before.Count; i++)
        {
            if (partners[i] is not { } partner)
            {
                changes.Add(new EventChange(ChangeKind.Removed, before[i].Event, null, before[i].Sentence, null, []));
            }
            else if (Fields(before[i], partner) is { Count: > 0 } fields)
            {
                changes.Add(new EventChange(ChangeKind.Changed, before[i].Event, partner.Event, before[i].Sentence, partner.Sentence, fields));
            }
        }

        changes.AddRange(after.Where(told => !taken.Contains(told)).Select(told => new EventChange(ChangeKind.Added, null, told.Event, null, told.Sentence, [])));
        return changes;
    }

    private static List<FieldChange> Fields(Told old, Told now)
    {
        var fields = new List<FieldChange>();
        Compare("type", EventExport.Name(old.Event.Type), EventExport.Name(now.Event.Type));
        Compare("mode", old.Event.Mode, now.Event.Mode);
        Compare("contexts", Joined(old.Event.Contexts), Joined(now.Event.Contexts));
        Compare("cameo", old.Event.Cameo, now.Event.Cameo);
        Compare("actor_text", old.Actor, now.Actor);
        Compare("actor_code", old.Event.Actor.Code, now.Event.Actor.Code);
        Compare("recipient_text", old.Recipient, now.Recipient);
        Compare("recipient_code", old.Event.Recipient?.Code, now.Event.Recipient?.Code);
        Compare("date", old.Event.Date, now.Event.Date);
        Compare("date_precision", EventExport.Name(old.Event.DatePrecision), EventExport.Name(now.Event.DatePrecision));
        Compare("place", Where(old.Event.Place), Where(now.Event.Place));
        Compare("factuality", EventExport.Name(old.Event.Factuality), EventExport.Name(now.Event.Factuality));
        Compare("speaker_text", old.Speaker, now.Speaker);
        Compare("magnitude", Size(old.Event.Magnitude), Size(now.Event.Magnitude));
        Compare("trigger", old.Trigger, now.Trigger);
        Compare("rule", old.Event.Rule, now.Event.Rule);
        Compare("confidence", Rounded(old.Event.Confidence), Rounded(now.Event.Confidence));
        Compare("salience", Rounded(old.Event.Salience), Rounded(now.Event.Salience));
        return fields;

        void Compare(string name, string? before, string? after)
        {
            if (before != after) fields.Add(new FieldChange(name, before, after));
        }
    }

    private static string? Joined(IReadOnlyList<string> values) => values.Count == 0 ? null : string.Join(';', values);

    private static string? Where(Place? place) => place is null ? null : string.Join(", ", new[] { place.Name, place.Admin1, place.Country }.Where(part => !string.IsNullOrEmpty(part)));

    private static string Rounded(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string? Size(Magnitude? magnitude) => magnitude is null
        ? null
        : string.Join(
            ';',
            new[] { ("killed", magnitude.Killed), ("injured", magnitude.Injured), ("arrested", magnitude.Arrested), ("count", magnitude.Count) }
                .Where(part => part.Item2 is not null)
                .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1}={part.Item2!.Value}[{part.Item2.Low},{part.Item2.High}]")));

    /// <summary>An event with its words.</summary>
    private sealed class Told
    {
        public Told(CodedDocument document, PoliticalEvent told)
        {
            Event = told;
            Trigger = Words(document.Text, told.Evidence.Trigger.Start, told.Evidence.Trigger.End);
            Sentence = told.Evidence.Sentence >= 0 && told.Evidence.Sentence < document.Sentences.Count
                ? Words(document.Text, document.Sentences[told.Evidence.Sentence].Start, document.Sentences[told.Evidence.Sentence].End)
                : Words(document.Text, told.Evidence.Start, told.Evidence.End);
            Speaker = told.AssertedBy is { } id ? document.Statements.FirstOrDefault(statement => statement.Id == id)?.Speaker?.Text ?? "unnamed" : null;
        }

        public PoliticalEvent Event { get; }

        public string Sentence { get; }

        public string Trigger { get; }

        public string Actor => Event.Actor.Text;

        public string? Recipient => Event.Recipient?.Text;

        public string? Speaker { get; }

        private static string Words(string text, int start, int end)
        {
            start = Math.Clamp(start, 0, text.Length);
            return text[start..Math.Clamp(end, start, text.Length)];
        }
    }
}
