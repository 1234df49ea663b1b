using System.Text.Json.Serialization;

namespace Dragoman.Store;

/// <summary>What somebody may do; each role may do what those before it may.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role
{
    /// <summary>See everything, and say that something is wrong.</summary>
    [JsonStringEnumMemberName("reader")] Reader,

    /// <summary>Decide corrections, change sources, and what else changes what is shown.</summary>
    [JsonStringEnumMemberName("editor")] Editor,

    /// <summary>See who did what, and manage accounts.</summary>
    [JsonStringEnumMemberName("admin")] Admin,
}

/// <summary>Somebody who may sign in.</summary>
/// <param name="Name">Name, lower case.</param>
/// <param name="Role">What they may do.</param>
/// <param name="HasPassword">Whether they may sign in with a password; otherwise with keys alone.</param>
/// <param name="MadeAt">Since when.</param>
/// <param name="DisabledAt">When the account was closed; null while it is open.</param>
public sealed record Account(string Name, Role Role, bool HasPassword, DateTimeOffset MadeAt, DateTimeOffset? DisabledAt);

/// <summary>A key with which a program signs in for somebody. The secret itself is not kept.</summary>
/// <param name="Id">Its first part, which is no secret.</param>
/// <param name="Account">Name of the account.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Role">What it may do, where the account may too.</param>
/// <param name="MadeAt">Since when.</param>
/// <param name="ExpiresAt">Until when; null for no end.</param>
/// <param name="UsedAt">When it was used last, to the hour.</param>
/// <param name="RevokedAt">When it was taken back; null while it is good.</param>
public sealed record ApiKey(
    string Id, string Account, string? Label, Role Role, DateTimeOffset MadeAt, DateTimeOffset? ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt);

/// <summary>One line of the audit log.</summary>
/// <param name="Number">Its number, rising; 0 before it is written.</param>
/// <param name="At">When.</param>
/// <param name="Who">Name of the account, <c>local</c> for this machine, <c>command line</c>.</param>
/// <param name="Action">What was done: <c>sign-in</c>, <c>correction.accept</c>.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Detail">What else there is to say.</param>
/// <param name="Address">Address of the other machine.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Who, string Action, string? Subject, string? Detail, string? Address);

/// <summary>A page of the audit log, the latest first.</summary>
/// <param name="Rows">The lines.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Rows, long? Next);
