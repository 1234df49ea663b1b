using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Api;
using Dragoman.Web.Security;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Review;

/// <summary>Takes corrections and decisions, from pages and from the API alike.</summary>
internal sealed class CorrectionDesk(EventStore store, Auditing audit, TimeProvider clock)
{
    private const int MaximumWords = 2_000;
    private const int MaximumParty = 200;

    /// <summary>What is wrong with a correction itself; null for nothing.</summary>
    public static (string Field, string Words)? WrongWith(CorrectionAspect aspect, string? value, string? note)
    {
        if (!Enum.IsDefined(aspect) || aspect == CorrectionAspect.Missed) return ("aspect", "Say what is wrong: one of the list.");
        if (value is { Length: > EventCorrection.MaximumValue }) return ("value", $"The right value is longer than {EventCorrection.MaximumValue} characters.");
        if (note is { Length: > EventCorrection.MaximumNote }) return ("note", $"The note is longer than {EventCorrection.MaximumNote} characters.");
        if (aspect == CorrectionAspect.Other && string.IsNullOrWhiteSpace(note)) return ("note", "Say in the note what is wrong.");
        return null;
    }

    /// <summary>Keeps a correction; null where there is no such event.</summary>
    public EventCorrection? Add(HttpContext context, CorrectionRequest request)
    {
        if (store.Get(request.Document ?? "") is not { } document
            || document.Coded.Events.FirstOrDefault(one => one.Id == request.Event) is not { } item)
        {
            return null;
        }

        var correction = CorrectionMatch.Make(
            document, item, request.Aspect, RoleNames.NameOf(context.User), clock.GetUtcNow(), EventStore.NewCorrectionId()) with
        {
            Value = Filled(request.Value),
            Note = Filled(request.Note),
        };
        store.AddCorrection(correction);
        audit.Record(context, "correction.add", correction.Id, $"{document.Id} {item.Id}");
        return correction;
    }

    /// <summary>What is wrong with saying that an event was missed; null for nothing.</summary>
    public static (string Field, string Words)? WrongWithMissed(CorrectionRequest request, CodedDocument document)
    {
        if (request.Start is not { } start || request.End is not { } end || start < 0 || end > document.Text.Length || end <= start || end - start > MaximumWords)
            return ("start", $"start and end are offsets in the document's text of the words that tell of the event, at most {MaximumWords} characters.");
        if (Filled(request.Type) is { } type && EventTypes.Find(type) is null) return ("type", "There is no such type of event.");
        if (request.Actor is { Length: > MaximumParty }) return ("actor", $"actor is longer than {MaximumParty} characters.");
        if (request.Recipient is { Length: > MaximumParty }) return ("recipient", $"recipient is longer than {MaximumParty} characters.");
        if (request.Note is { Length: > EventCorrection.MaximumNote }) return ("note", $"The note is longer than {EventCorrection.MaximumNote} characters.");
        return Filled(request.Type) is null && Filled(request.Note) is null ? ("note", "Say which event is missing: its type, or what happened.") : null;
    }

    /// <summary>Keeps that an event was missed, after <see cref="WrongWithMissed"/>.</summary>
    public EventCorrection AddMissed(HttpContext context, StoredDocument document, CorrectionRequest request)
    {
        var (type, actor, recipient) = (Filled(request.Type)?.ToUpperInvariant(), Filled(request.Actor), Filled(request.Recipient));
        var correction = CorrectionMatch.Missed(document, request.Start!.Value, request.End!.Value, RoleNames.NameOf(context.User), clock.GetUtcNow(), EventStore.NewCorrectionId()) with
        {
            Type = type,
            Actor = actor,
            Recipient = recipient,
            Value = Filled(string.Join(' ', new[] { type, actor, recipient is null ? null : "→ " + recipient }.Where(part => part is not null))),
            Note = Filled(request.Note),
        };
        store.AddCorrection(correction);
        audit.Record(context, "correction.add", correction.Id, $"{document.Id} missed");
        return correction;
    }

    /// <summary>Accepts or rejects, or takes a decision back; false where it is so already.</summary>
    public bool Decide(HttpContext context, string id, bool? accepted, string? reason)
    {
        var done = accepted is { } yes
            ? store.DecideCorrection(id, yes, RoleNames.NameOf(context.User), clock.GetUtcNow(), Filled(reason))
            : store.ReopenCorrection(id);
        if (done) audit.Record(context, accepted switch { true => "correction.accept", false => "correction.reject", _ => "correction.reopen" }, id, Filled(reason));
        return done;
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
