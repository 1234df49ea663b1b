using System.Data.Common;

namespace Dragoman.Store;

/// <summary>Reads and writes accounts, keys and sessions.</summary>
internal static class PeopleTable
{
    public static bool Add(SqlSession connection, string name, Role role, string? password, DateTimeOffset at)
    {
        using var command = connection.Command(
            "INSERT INTO accounts (name, role, password, made_at) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING",
            name, Vocabulary.Roles[(int)role], password, at.ToUnixTimeMilliseconds());
        return command.ExecuteNonQuery() > 0;
    }

    public static IReadOnlyList<Account> All(SqlSession connection)
    {
        using var command = connection.Command("SELECT name, role, password, made_at, disabled_at FROM accounts ORDER BY name");
        return [.. Accounts(command).Select(row => row.Account)];
    }

    public static (Account Account, string? Password)? Find(SqlSession connection, string name)
    {
        using var command = connection.Command("SELECT name, role, password, made_at, disabled_at FROM accounts WHERE name = $1", name);
        return Accounts(command) is [var row] ? row : null;
    }

    public static bool SetPassword(SqlSession connection, string name, string? password)
    {
        using var command = connection.Command("UPDATE accounts SET password = $2 WHERE name = $1", name, password);
        return command.ExecuteNonQuery() > 0;
    }

    public static bool SetRole(SqlSession connection, string name, Role role)
    {
        using var command = connection.Command("UPDATE accounts SET role = $2 WHERE name = $1", name, Vocabulary.Roles[(int)role]);
        return command.ExecuteNonQuery() > 0;
    }

    public static bool SetDisabled(SqlSession connection, string name, DateTimeOffset? at)
    {
        using var command = connection.Command("UPDATE accounts SET disabled_at = $2 WHERE name = $1", name, at?.ToUnixTimeMilliseconds());
        return command.ExecuteNonQuery() > 0;
    }

    public static void AddKey(SqlSession connection, ApiKey key, string hash)
    {
        using var command = connection.Command(
            "INSERT INTO api_keys (id, account, label, role, hash, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            key.Id, key.Account, key.Label, Vocabulary.Roles[(int)key.Role], hash, key.MadeAt.ToUnixTimeMilliseconds(), key.ExpiresAt?.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    public static IReadOnlyList<ApiKey> Keys(SqlSession connection)
    {
        using var command = connection.Command(
            "SELECT id, account, label, role, made_at, expires_at, used_at, revoked_at, hash FROM api_keys ORDER BY account, made_at, id");
        return [.. KeysOf(command).Select(row => row.Key)];
    }

    public static (ApiKey Key, string Hash)? FindKey(SqlSession connection, string id)
    {
        using var command = connection.Command(
            "SELECT id, account, label, role, made_at, expires_at, used_at, revoked_at, hash FROM api_keys WHERE id = $1", id);
        return KeysOf(command) is [var row] ? row : null;
    }

    public static bool RevokeKey(SqlSession connection, string id, DateTimeOffset at)
    {
        using var command = connection.Command("UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", id, at.ToUnixTimeMilliseconds());
        return command.ExecuteNonQuery() > 0;
    }

    public static void UseKey(SqlSession connection, string id, DateTimeOffset at)
    {
        using var command = connection.Command("UPDATE api_keys SET used_at = $2 WHERE id = $1", id, at.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    public static void AddSession(SqlSession connection, string hash, string account, DateTimeOffset at, DateTimeOffset until)
    {
        using var old = connection.Command("DELETE FROM sessions WHERE expires_at <= $1", at.ToUnixTimeMilliseconds());
        old.ExecuteNonQuery();
        using var command = connection.Command(
            "INSERT INTO sessions (hash, account, made_at, expires_at) VALUES ($1, $2, $3, $4)",
            hash, account, at.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    public static Account? AccountOfSession(SqlSession connection, string hash, DateTimeOffset now)
    {
        using var command = connection.Command(
            """
            SELECT a.name, a.role, a.password, a.made_at, a.disabled_at
            FROM sessions s JOIN accounts a ON a.name = s.account WHERE s.hash = $1 AND s.expires_at > $2
            """,
            hash, now.ToUnixTimeMilliseconds());
        return Accounts(command) is [var row] ? row.Account : null;
    }

    public static void RemoveSession(SqlSession connection, string hash)
    {
        using var command = connection.Command("DELETE FROM sessions WHERE hash = $1", hash);
        command.ExecuteNonQuery();
    }

    public static void RemoveSessions(SqlSession connection, string account)
    {
        using var command = connection.Command("DELETE FROM sessions WHERE account = $1", account);
        command.ExecuteNonQuery();
    }

    public static void Record(SqlSession connection, AuditEntry entry)
    {
        using var command = connection.Command(
            "INSERT INTO audit (at, who, action, subject, detail, address) VALUES ($1, $2, $3, $4, $5, $6)",
            entry.At.ToUnixTimeMilliseconds(), entry.Who, entry.Action, entry.Subject, entry.Detail, entry.Address);
        command.ExecuteNonQuery();
    }

    public static AuditPage Audit(SqlSession connection, int limit, long? before)
    {
        using var command = connection.Command(
            "SELECT key, at, who, action, subject, detail, address FROM audit WHERE key < $1 ORDER BY key DESC LIMIT $2",
            before ?? long.MaxValue, limit + 1L);
        var rows = new List<AuditEntry>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new AuditEntry(
                reader.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)), reader.GetString(2), reader.GetString(3),
                reader.Text(4), reader.Text(5), reader.Text(6)));
        }

        return new AuditPage([.. rows.Take(limit)], rows.Count > limit ? rows[limit - 1].Number : null);
    }

    private static List<(Account Account, string? Password)> Accounts(DbCommand command)
    {
        var rows = new List<(Account, string?)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var password = reader.Text(2);
            rows.Add((new Account(reader.GetString(0), RoleOf(reader.GetString(1)), password is not null, Moment(reader, 3)!.Value, Moment(reader, 4)), password));
        }

        return rows;
    }

    private static List<(ApiKey Key, string Hash)> KeysOf(DbCommand command)
    {
        var rows = new List<(ApiKey, string)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add((new ApiKey(
                reader.GetString(0), reader.GetString(1), reader.Text(2), RoleOf(reader.GetString(3)), Moment(reader, 4)!.Value, Moment(reader, 5),
                Moment(reader, 6), Moment(reader, 7)), reader.GetString(8)));
        }

        return rows;
    }

    // A role that this program does not know may do the least.
    private static Role RoleOf(string name) => (Role)Math.Max(0, Vocabulary.IndexOf(Vocabulary.Roles, name));

    private static DateTimeOffset? Moment(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));
}
