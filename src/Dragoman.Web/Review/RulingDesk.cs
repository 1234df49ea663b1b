using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Review;

/// <summary>Takes decisions about what belongs together, from pages and from the API alike: keeps them, writes the audit log, and has them carried out.</summary>
internal sealed class RulingDesk(EventStore store, Auditing audit, WebSettings settings)
{
    /// <summary>Makes one of two; null where one of them is not there.</summary>
    /// <exception cref="ArgumentException">They are one already, or the reason is too long.</exception>
    public Ruling? Merge(HttpContext context, HistorySubject subject, string id, string into, string? reason)
    {
        var (by, now) = (RoleNames.NameOf(context.User), settings.Clock.GetUtcNow());
        return Done(context, "merge", subject == HistorySubject.Story ? store.MergeStories(id, into, by, now, reason) : store.MergeHappenings(id, into, by, now, reason));
    }

    /// <summary>Takes reports out of a happening; null where it is not there.</summary>
    /// <exception cref="ArgumentException">The part or the reason cannot be taken.</exception>
    public Ruling? Split(HttpContext context, string id, IReadOnlyCollection<ReportName> part, string? reason) =>
        Done(context, "split", store.SplitHappening(id, part, RoleNames.NameOf(context.User), settings.Clock.GetUtcNow(), reason));

    /// <summary>Takes documents out of a story; null where it is not there.</summary>
    /// <exception cref="ArgumentException">The part or the reason cannot be taken.</exception>
    public Ruling? Split(HttpContext context, string id, IReadOnlyCollection<string> part, string? reason) =>
        Done(context, "split", store.SplitStory(id, part, RoleNames.NameOf(context.User), settings.Clock.GetUtcNow(), reason));

    /// <summary>Takes a decision back; null where there is none that holds.</summary>
    public Ruling? Undo(HttpContext context, string id) =>
        Done(context, "undo", store.UndoRuling(id, RoleNames.NameOf(context.User), settings.Clock.GetUtcNow()));

    private Ruling? Done(HttpContext context, string action, Ruling? ruling)
    {
        if (ruling is null) return null;
        var subject = ruling.Subject == HistorySubject.Story ? "story" : "happening";
        audit.Record(context, $"{subject}.{action}", ruling.One, action == "undo" ? ruling.Id : ruling.Other ?? ruling.Reason);
        settings.Settle?.Invoke(context.RequestAborted);
        return ruling;
    }
}
