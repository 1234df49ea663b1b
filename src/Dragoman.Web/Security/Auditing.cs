using Dragoman.Store;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Security;

/// <summary>Writes the audit log: who did what when, from which address. Never a password, key or token.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">The clock.</param>
public sealed class Auditing(EventStore store, TimeProvider clock)
{
    private const int MaxDetail = 300;

    /// <summary>Adds a line.</summary>
    /// <param name="context">The request: says who, and from where.</param>
    /// <param name="action">What was done: <c>source.add</c>.</param>
    /// <param name="subject">What it was done to.</param>
    /// <param name="detail">What else there is to say; cut behind 300 characters.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void Record(HttpContext context, string action, string? subject, string? detail = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        Record(RoleNames.NameOf(context.User), context, action, subject, detail);
    }

    internal void Record(string who, HttpContext context, string action, string? subject, string? detail) =>
        store.RecordAudit(new AuditEntry(
            0, clock.GetUtcNow(), Short(who)!, action, Short(subject), Short(detail), context.Connection.RemoteIpAddress?.ToString()));

    private static string? Short(string? text) => text is { Length: > MaxDetail } ? text[..MaxDetail] + "…" : text;
}
