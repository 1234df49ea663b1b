using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dragoman.Tests;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store.Tests;

/// <summary>Migrations stay as they are once they are written, and a store that had others says so.</summary>
public class SchemaTests
{
    // SHA-256 of each migration, with line ends of one character. A line is added with a new migration; none is ever changed: stores that had it are there.
    private static readonly (string Name, string Hash)[] Pinned =
    [
        ("0001-first.sql", "465a0394d76297c513b1eddc586ad20462ecee8d8ec43ded94aab35b759b0434"),
        ("0002-sources.sql", "2d60bd5614f7f2712899e2d09367af5c50d4e99f96b71037c731a822b91d1c4f"),
        ("0003-superseded.sql", "1ad32059a4fc08541ca1613c077abf353584dbe15bf403225340b2d01d632839"),
        ("0004-stories.sql", "784a9cd67d206f4f1e4579981bc3299f69868ccd14b71d1ce49a9bc5e34d22d9"),
        ("0005-recode-import-keep.sql", "2f787ef90e434c7739e5a29524d602ada800150ff631bef4f93a237d23d89138"),
        ("0006-corrections-people.sql", "371a16db8b134099e5d0660387420cd5a3ff6a5730a4d2e8e0f903b0874855f7"),
        ("0007-source-settings.sql", "6449c4e475e390f387aac5e3e4b5a170a67ae7bf22d681f13bd2f720f691a19b"),
        ("0008-counts.sql", "47b40d252aae83f6cbfc0ce3b90199d63fe3e072eac30a00882ea95e8b2750a8"),
        ("0009-bulk.sql", "9242ef40a3cebc1f06a7680bd948cb6db2cfee394a351058d754a3e13753d970"),
        ("0010-rulings.sql", "022aee9e3ac7c99b131adbe58fb22db14a06c76e7807cd91e99c581574a552d8"),
        ("0011-building.sql", "152be5fb2ad0f1c84a275ee657fc7ff752aee1e6a5674b398a4a06eac33426fe"),
        ("0012-sectors.sql", "d0f068a5d2a2f172ff78d5384d0d1830e8b5dd0fc22b094c558871d320c2d6cf"),
    ];

    [Fact]
    public void No_migration_was_changed_since_it_was_written()
    {
        var assembly = typeof(EventStore).Assembly;
        var found = assembly.GetManifestResourceNames().Where(name => name.StartsWith("migrations/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd().ReplaceLineEndings("\n");
            return (name["migrations/".Length..], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        });
        Assert.Equal(Pinned, found);
    }

    [Fact]
    public void What_the_migrations_name_is_what_a_new_store_has()
    {
        using var temporary = new TemporaryStore(Synthetic.Document(1));
        using var connection = Connect(temporary.File);
        var parts = Schema.Parts(MigrationReader.Sqlite, Schema.Latest);
        var found = Parts(connection);
        Assert.Equal(found, parts);
        Assert.Contains("column contents.given", parts);
        Assert.Contains("index events_newest", parts);
        Assert.DoesNotContain("index events_type", parts);
        Assert.Contains("index events_type", Schema.Parts(MigrationReader.PostgreSql, Schema.Latest));
        Assert.Contains("index events_type", Schema.Parts(MigrationReader.Sqlite, 7));
    }

    [Theory]
    [InlineData("DROP TABLE pair_counts", "table pair_counts")]
    [InlineData("ALTER TABLE contents DROP COLUMN given", "column contents.given")]
    [InlineData("DROP INDEX documents_order", "index documents_order")]
    public void A_store_that_lacks_what_its_version_has_is_refused_with_what_is_missing(string damage, string missing)
    {
        using var temporary = new TemporaryStore(Synthetic.Document(1));
        temporary.Store.Dispose();
        using (var other = Connect(temporary.File)) other.Execute(damage);
        foreach (var readOnly in (bool[])[false, true])
        {
            var failure = Assert.Throws<StoreException>(() => EventStore.Open(temporary.File, new StoreOptions { ReadOnly = readOnly }));
            Assert.Equal(StoreFailure.Unreleased, failure.Failure);
            Assert.Contains(missing, failure.Message, StringComparison.Ordinal);
            Assert.Contains("never released", failure.Message, StringComparison.Ordinal);
            Assert.Contains("backup", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_older_store_that_lacks_something_is_refused_before_it_is_changed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("eight.store");
        using (var connection = Connect(path))
        {
            for (var version = 1; version <= 8; version++) connection.Execute(Schema.Script(version, MigrationReader.Sqlite));
            connection.Execute("DROP TABLE pair_counts");
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {Schema.ApplicationId}"));
            connection.Execute("PRAGMA user_version = 8");
        }

        var failure = Assert.Throws<StoreException>(() => EventStore.Open(path));
        Assert.Equal(StoreFailure.Unreleased, failure.Failure);
        Assert.Contains("table pair_counts", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), file => file.Contains(".schema-", StringComparison.Ordinal));
        using var after = Connect(path);
        Assert.Equal(8, after.Pragma("user_version"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Counts_of_schema_12_are_made_for_the_events_that_an_older_store_has(bool isInLoad)
    {
        using var temporary = new TemporaryStore();
        var load = isInLoad ? temporary.Store.BeginLoad(leastRows: 60) : null;
        for (var batch = 0; batch < 6; batch++) temporary.Store.Add(Synthetic.Batch(batch, 20), TestContext.Current.CancellationToken);
        temporary.Store.Dispose();
        Assert.Equal(isInLoad, load is not null);
        using (var other = Connect(temporary.File))
        {
            // As schema 11 left it.
            other.Execute("DELETE FROM pair_counts WHERE kind >= 53; DELETE FROM building WHERE what LIKE '%counts' AND sql IS NOT NULL");
            other.Execute("DROP INDEX IF EXISTS events_actor_counts; DROP INDEX IF EXISTS events_recipient_counts; PRAGMA user_version = 11");
        }

        using var store = EventStore.Open(temporary.File);
        store.Add([Synthetic.Document(500)], TestContext.Current.CancellationToken);
        Assert.Empty(store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
        Assert.NotEqual(0, store.Count(EventQuery.Parse("actor:GOV"), TestContext.Current.CancellationToken));
        Assert.Equal(store.Enumerate(EventQuery.Parse("actor:GOV"), TestContext.Current.CancellationToken).Count(), store.Count(EventQuery.Parse("actor:GOV"), TestContext.Current.CancellationToken));
    }

    private static SortedSet<string> Parts(SqliteConnection connection)
    {
        var parts = new SortedSet<string>(StringComparer.Ordinal);
        using var command = connection.Command(SqliteDialect.Instance.PartsSql);
        using var reader = command.ExecuteReader();
        while (reader.Read()) parts.Add(reader.GetString(0));

        // What SQLite makes of itself: tables behind the full-text ones, indexes behind UNIQUE and PRIMARY KEY.
        string[] shadows = ["texts_", "names_"];
        parts.RemoveWhere(part => shadows.Any(shadow => part.Contains(' ' + shadow, StringComparison.Ordinal)) || part.StartsWith("index sqlite_", StringComparison.Ordinal));
        return parts;
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}

/// <summary>The same of a store on a server.</summary>
public class ServerSchemaTests(PostgresServer server)
{
    [Fact]
    public void A_schema_that_lacks_what_its_version_has_is_refused_with_what_is_missing()
    {
        using var place = server.Engine.NewPlace();
        using (var store = EventStore.Open(place.Text)) store.Add([Synthetic.Document(1)], TestContext.Current.CancellationToken);
        using (var backend = new PostgresBackend(place.Text, new StoreOptions()))
        {
            using var session = backend.OpenReader();
            session.Execute("ALTER TABLE contents DROP COLUMN given");
        }

        foreach (var readOnly in (bool[])[false, true])
        {
            var failure = Assert.Throws<StoreException>(() => EventStore.Open(place.Text, new StoreOptions { ReadOnly = readOnly }));
            Assert.Equal(StoreFailure.Unreleased, failure.Failure);
            Assert.Contains("missing: column contents.given", failure.Message, StringComparison.Ordinal);
        }
    }
}
