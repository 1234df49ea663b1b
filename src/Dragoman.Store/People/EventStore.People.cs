namespace Dragoman.Store;

/// <content>Who may sign in, with what, and who did what. Secrets come here as hashes only.</content>
public sealed partial class EventStore
{
    /// <summary>Longest name of an account.</summary>
    public const int MaximumName = 64;

    /// <summary>Adds an account.</summary>
    /// <param name="name">Name, kept in lower case: letters, digits, dots, dashes and underscores, 1 to <see cref="MaximumName"/>.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="passwordHash">Salted hash of the password; null for none.</param>
    /// <param name="at">Now.</param>
    /// <returns>False where there is one of this name.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool AddAccount(string name, Role role, string? passwordHash, DateTimeOffset at)
    {
        var known = NameOf(name) ?? throw new ArgumentException(
            $"\"{name}\" is no name of an account: use letters, digits, dots, dashes and underscores, at most {MaximumName}", nameof(name));
        return Change(connection => PeopleTable.Add(connection, known, role, passwordHash, at));
    }

    /// <summary>All accounts, by name.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<Account> Accounts() => _database.Read(static connection => PeopleTable.All(connection.Sql), CancellationToken.None);

    /// <summary>An account and the hash of its password; null where there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public (Account Account, string? PasswordHash)? FindAccount(string name) =>
        NameOf(name) is { } known ? _database.Read(connection => PeopleTable.Find(connection.Sql, known), CancellationToken.None) : null;

    /// <summary>Sets a password and ends the account's sessions.</summary>
    /// <param name="name">The account.</param>
    /// <param name="passwordHash">Salted hash; null for no password.</param>
    /// <returns>False where there is no such account.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool SetPassword(string name, string? passwordHash) => NameOf(name) is { } known && Change(connection =>
    {
        PeopleTable.RemoveSessions(connection, known);
        return PeopleTable.SetPassword(connection, known, passwordHash);
    });

    /// <summary>Sets what an account may do.</summary>
    /// <param name="name">The account.</param>
    /// <param name="role">The role.</param>
    /// <returns>False where there is no such account.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool SetRole(string name, Role role) => NameOf(name) is { } known && Change(connection => PeopleTable.SetRole(connection, known, role));

    /// <summary>Closes an account, or opens it again. Its sessions end; its keys are good only while it is open.</summary>
    /// <param name="name">The account.</param>
    /// <param name="at">When it was closed; null to open it.</param>
    /// <returns>False where there is no such account.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool SetDisabled(string name, DateTimeOffset? at) => NameOf(name) is { } known && Change(connection =>
    {
        PeopleTable.RemoveSessions(connection, known);
        return PeopleTable.SetDisabled(connection, known, at);
    });

    /// <summary>Adds a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="secretHash">SHA-256 of its secret.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void AddApiKey(ApiKey key, string secretHash)
    {
        ArgumentNullException.ThrowIfNull(key);
        Change(connection =>
        {
            PeopleTable.AddKey(connection, key, secretHash);
            return true;
        });
    }

    /// <summary>All keys, by account and age.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<ApiKey> ApiKeys() => _database.Read(static connection => PeopleTable.Keys(connection.Sql), CancellationToken.None);

    /// <summary>A key and the hash of its secret; null where there is none.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public (ApiKey Key, string SecretHash)? FindApiKey(string id) =>
        _database.Read(connection => PeopleTable.FindKey(connection.Sql, id), CancellationToken.None);

    /// <summary>Takes a key back.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="at">When.</param>
    /// <returns>False where there is none, or it was taken back before.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool RevokeApiKey(string id, DateTimeOffset at) => Change(connection => PeopleTable.RevokeKey(connection, id, at));

    /// <summary>Keeps that a key was used.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="at">When.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void UseApiKey(string id, DateTimeOffset at) => Change(connection =>
    {
        PeopleTable.UseKey(connection, id, at);
        return true;
    });

    /// <summary>Keeps that a browser has signed in, and forgets sessions that have ended.</summary>
    /// <param name="tokenHash">SHA-256 of what its cookie holds.</param>
    /// <param name="account">The account.</param>
    /// <param name="at">Now.</param>
    /// <param name="until">When it ends.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void AddSession(string tokenHash, string account, DateTimeOffset at, DateTimeOffset until) => Change(connection =>
    {
        PeopleTable.AddSession(connection, tokenHash, account, at, until);
        return true;
    });

    /// <summary>The account of a session that has not ended; null where there is none. The account may be closed.</summary>
    /// <param name="tokenHash">SHA-256 of what the cookie holds.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Account? AccountOfSession(string tokenHash, DateTimeOffset now) =>
        _database.Read(connection => PeopleTable.AccountOfSession(connection.Sql, tokenHash, now), CancellationToken.None);

    /// <summary>Ends a session.</summary>
    /// <param name="tokenHash">SHA-256 of what the cookie holds.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void RemoveSession(string tokenHash) => Change(connection =>
    {
        PeopleTable.RemoveSession(connection, tokenHash);
        return true;
    });

    /// <summary>Adds a line to the audit log.</summary>
    /// <param name="entry">The line; its number is given by the store.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void RecordAudit(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Change(connection =>
        {
            PeopleTable.Record(connection, entry);
            return true;
        });
    }

    /// <summary>A page of the audit log, the latest first.</summary>
    /// <param name="limit">Rows on the page, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="after">Next of the page before; null for the first page.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public AuditPage Audit(int limit, long? after = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        return _database.Read(connection => PeopleTable.Audit(connection.Sql, limit, after), CancellationToken.None);
    }

    /// <summary>A name as it is kept; null for what can be none.</summary>
    private static string? NameOf(string? name) =>
        name is { Length: > 0 and <= MaximumName } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? name.ToLowerInvariant()
            : null;

    private bool Change(Func<SqlSession, bool> change) => _database.Write(connection => change(connection.Sql), CancellationToken.None);
}
