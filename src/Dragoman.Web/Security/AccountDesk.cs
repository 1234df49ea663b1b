using Dragoman.Store;
using Microsoft.AspNetCore.Identity;

namespace Dragoman.Web.Security;

/// <summary>Accounts, passwords and keys over a store: what the commands <c>user</c> and <c>key</c> do, and what signing in looks at.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">The clock.</param>
public sealed class AccountDesk(EventStore store, TimeProvider clock)
{
    /// <summary>Shortest password, in characters.</summary>
    public const int MinimumPassword = 12;

    /// <summary>Longest password, in characters: hashing a long one must not keep the machine busy.</summary>
    public const int MaximumPassword = 256;

    // PBKDF2 with HMAC-SHA512, a salt of 128 bits and 210,000 rounds, as ASP.NET Core Identity writes it.
    private static readonly PasswordHasher<string> Hasher = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    // Somebody whom there is not takes as long to refuse as somebody with a wrong password.
    private static readonly Lazy<string> Nobody = new(() => Hasher.HashPassword("nobody", Secrets.NewToken()));

    /// <summary>What is wrong with a password; null where it will do.</summary>
    /// <param name="password">The password.</param>
    public static string? WrongWith(string? password) => password switch
    {
        null or { Length: < MinimumPassword } => $"a password has at least {MinimumPassword} characters",
        { Length: > MaximumPassword } => $"a password has at most {MaximumPassword} characters",
        _ when password.Distinct().Count() < 5 => "a password has at least five different characters",
        _ => null,
    };

    /// <summary>Adds an account.</summary>
    /// <param name="name">Name: letters, digits, dots, dashes and underscores.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="password">The password; null for an account that uses keys alone.</param>
    /// <param name="by">Who adds it, for the audit log.</param>
    /// <returns>False where there is one of this name.</returns>
    /// <exception cref="ArgumentException">Name or password will not do.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool Add(string name, Role role, string? password, string by)
    {
        var added = store.AddAccount(name, role, password is null ? null : HashOf(password), clock.GetUtcNow());
        if (added) Note(by, "user.add", name, RoleNames.Of(role));
        return added;
    }

    /// <summary>Sets a password; whoever is signed in with the old one is signed out.</summary>
    /// <param name="name">The account.</param>
    /// <param name="password">The password.</param>
    /// <param name="by">Who sets it.</param>
    /// <returns>False where there is no such account.</returns>
    /// <exception cref="ArgumentException">The password will not do.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool SetPassword(string name, string password, string by) => Done(store.SetPassword(name, HashOf(password)), by, "user.password", name, null);

    /// <summary>Sets what an account may do.</summary>
    /// <param name="name">The account.</param>
    /// <param name="role">The role.</param>
    /// <param name="by">Who sets it.</param>
    /// <returns>False where there is no such account.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool SetRole(string name, Role role, string by) => Done(store.SetRole(name, role), by, "user.role", name, RoleNames.Of(role));

    /// <summary>Closes an account or opens it again.</summary>
    /// <param name="name">The account.</param>
    /// <param name="disabled">Whether it is closed.</param>
    /// <param name="by">Who does it.</param>
    /// <returns>False where there is no such account.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool SetDisabled(string name, bool disabled, string by) =>
        Done(store.SetDisabled(name, disabled ? clock.GetUtcNow() : null), by, disabled ? "user.close" : "user.open", name, null);

    /// <summary>Makes a key.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="role">What it may do; null for all that the account may.</param>
    /// <param name="label">What it is for.</param>
    /// <param name="lasts">How long it is good; null for no end.</param>
    /// <param name="by">Who makes it.</param>
    /// <returns>The whole key, shown this once; null where there is no such account.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public string? AddKey(string account, Role? role, string? label, TimeSpan? lasts, string by)
    {
        if (store.FindAccount(account) is not { Account: var owner }) return null;
        var (id, key, hash) = Secrets.NewKey();
        var now = clock.GetUtcNow();
        store.AddApiKey(new ApiKey(id, owner.Name, label, role ?? owner.Role, now, now + lasts, null, null), hash);
        Note(by, "key.add", id, $"for {owner.Name}, {RoleNames.Of(role ?? owner.Role)}");
        return key;
    }

    /// <summary>Takes a key back.</summary>
    /// <param name="id">Its id: the part behind <c>dgm_</c>.</param>
    /// <param name="by">Who does it.</param>
    /// <returns>False where there is none, or it was taken back before.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool RevokeKey(string id, string by) => Done(store.RevokeApiKey(id, clock.GetUtcNow()), by, "key.revoke", id, null);

    /// <summary>The open account of a name and password; null for any other.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    internal Account? SignIn(string name, string password)
    {
        var found = store.FindAccount(name);
        var hash = found?.PasswordHash ?? Nobody.Value;
        var fits = password.Length <= MaximumPassword && Hasher.VerifyHashedPassword(name, hash, password) != PasswordVerificationResult.Failed;
        return fits && found is { PasswordHash: not null, Account: { DisabledAt: null } account } ? account : null;
    }

    private static string HashOf(string password) =>
        WrongWith(password) is { } wrong ? throw new ArgumentException(wrong, nameof(password)) : Hasher.HashPassword("", password);

    private bool Done(bool done, string by, string action, string subject, string? detail)
    {
        if (done) Note(by, action, subject, detail);
        return done;
    }

    private void Note(string by, string action, string subject, string? detail) =>
        store.RecordAudit(new AuditEntry(0, clock.GetUtcNow(), by, action, subject, detail, null));
}
