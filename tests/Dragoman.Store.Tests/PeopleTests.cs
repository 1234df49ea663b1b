using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Accounts, keys, sessions and the audit log.</summary>
public sealed class PeopleTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly EventStore _store;

    public PeopleTests() => _store = EventStore.Open(_folder.File("s.db"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_account_is_known_by_its_name_in_any_case()
    {
        Assert.True(_store.AddAccount("Anna", Role.Editor, "hash", Noon));
        Assert.False(_store.AddAccount("ANNA", Role.Admin, null, Noon));
        var (account, password) = _store.FindAccount("aNNa")!.Value;
        Assert.Equal((new Account("anna", Role.Editor, true, Noon, null), "hash"), (account, password));
        Assert.True(_store.SetRole("anna", Role.Reader));
        Assert.Equal(Role.Reader, Assert.Single(_store.Accounts()).Role);
        Assert.Null(_store.FindAccount("nobody"));
        Assert.False(_store.SetRole("nobody", Role.Reader));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("<script>")]
    [InlineData("a/b")]
    public void A_name_that_is_none_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => _store.AddAccount(name, Role.Reader, null, Noon));

    [Fact]
    public void Sessions_end_with_their_time_a_new_password_and_a_closed_account()
    {
        _store.AddAccount("anna", Role.Reader, "hash", Noon);
        _store.AddSession("s1", "anna", Noon, Noon.AddHours(1));
        Assert.Equal("anna", _store.AccountOfSession("s1", Noon)!.Name);
        Assert.Null(_store.AccountOfSession("s1", Noon.AddHours(1)));
        Assert.Null(_store.AccountOfSession("s2", Noon));
        _store.SetPassword("anna", "other");
        Assert.Null(_store.AccountOfSession("s1", Noon));
        _store.AddSession("s3", "anna", Noon, Noon.AddHours(1));
        _store.SetDisabled("anna", Noon);
        Assert.Null(_store.AccountOfSession("s3", Noon));
        _store.AddSession("s4", "anna", Noon, Noon.AddHours(1));
        Assert.Equal(Noon, _store.AccountOfSession("s4", Noon)!.DisabledAt);
        _store.RemoveSession("s4");
        Assert.Null(_store.AccountOfSession("s4", Noon));
    }

    [Fact]
    public void A_key_is_kept_used_and_taken_back_once()
    {
        var key = new ApiKey("k1", "anna", "notebook", Role.Reader, Noon, Noon.AddDays(30), null, null);
        _store.AddApiKey(key, "hash");
        Assert.Equal((key, "hash"), _store.FindApiKey("k1"));
        _store.UseApiKey("k1", Noon.AddHours(1));
        Assert.True(_store.RevokeApiKey("k1", Noon.AddHours(2)));
        Assert.False(_store.RevokeApiKey("k1", Noon.AddHours(3)));
        Assert.Equal(key with { UsedAt = Noon.AddHours(1), RevokedAt = Noon.AddHours(2) }, Assert.Single(_store.ApiKeys()));
    }

    [Fact]
    public void The_audit_log_tells_the_latest_first_in_pages()
    {
        for (var i = 0; i < 5; i++) _store.RecordAudit(new AuditEntry(0, Noon.AddMinutes(i), "anna", "sign-in", null, null, "127.0.0.1"));
        var first = _store.Audit(3);
        Assert.Equal([5L, 4, 3], first.Rows.Select(row => row.Number));
        var second = _store.Audit(3, first.Next);
        Assert.Equal([2L, 1], second.Rows.Select(row => row.Number));
        Assert.Null(second.Next);
        Assert.Equal(new AuditEntry(1, Noon, "anna", "sign-in", null, null, "127.0.0.1"), second.Rows[1]);
    }
}
