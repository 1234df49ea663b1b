using System.Security.Claims;
using Dragoman.Store;

namespace Dragoman.Web.Security;

/// <summary>Roles as policies are named, and as people read them.</summary>
public static class RoleNames
{
    /// <summary>Policy: whoever may see the pages.</summary>
    public const string Reader = "reader";

    /// <summary>Policy: whoever may decide corrections and change what is shown. On an endpoint: <c>RequireAuthorization(RoleNames.Editor)</c>; on a page: <c>[Authorize(RoleNames.Editor)]</c>.</summary>
    public const string Editor = "editor";

    /// <summary>Policy: whoever may see the audit log and the accounts.</summary>
    public const string Admin = "admin";

    /// <summary>The name of a role.</summary>
    /// <param name="role">The role.</param>
    public static string Of(Role role) => role switch
    {
        Role.Admin => Admin,
        Role.Editor => Editor,
        _ => Reader,
    };

    /// <summary>The role of a name; null where there is none.</summary>
    /// <param name="name"><c>reader</c>, <c>editor</c> or <c>admin</c>.</param>
    public static Role? Read(string? name) => name switch
    {
        Admin => Role.Admin,
        Editor => Role.Editor,
        Reader => Role.Reader,
        _ => null,
    };

    /// <summary>What somebody may do; null for nobody.</summary>
    /// <param name="user">Who asks.</param>
    public static Role? Of(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identity is { IsAuthenticated: true } ? Read(user.FindFirstValue(ClaimTypes.Role)) : null;
    }

    /// <summary>Whether somebody may do what a role may.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="role">The role.</param>
    public static bool May(ClaimsPrincipal user, Role role) => Of(user) is { } own && own >= role;

    /// <summary>The name of who asks, for corrections and the audit log.</summary>
    /// <param name="user">Who asks.</param>
    public static string NameOf(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identity?.Name ?? "nobody";
    }
}
