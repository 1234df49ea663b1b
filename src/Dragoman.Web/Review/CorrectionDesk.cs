using Dragoman.Store;
using Dragoman.Web.Api;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Review;

/// <summary>Takes corrections and decisions, from pages and from the API alike.</summary>
internal sealed class CorrectionDesk(EventStore store, Auditing audit, TimeProvider clock)
{
    /// <summary>What is wrong with a correction itself; null for nothing.</summary>
    public static (string Field, string Words)? WrongWith(CorrectionAspect aspect, string? value, string? note)
    {
        if (!Enum.IsDefined(aspect)) return ("aspect", "Say what is wrong: one of the list.");
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
