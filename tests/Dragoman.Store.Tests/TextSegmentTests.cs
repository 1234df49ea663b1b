using System.Globalization;
using System.Text;
using Dragoman.Tests;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store.Tests;

/// <summary>Segments of the full-text index that are built without FTS5 hold what FTS5 would have put there, and it goes on with them.</summary>
public class TextSegmentTests
{
    private const string Table = "USING fts5 (title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2')";

    [Theory]
    [InlineData(1, 1, 40)]
    [InlineData(2, 300, 60)]
    [InlineData(3, 1_500, 30)]
    [InlineData(4, 3, 30_000)]
    [InlineData(5, 2, 150_000)]
    [InlineData(6, 5_000, 12)]
    public void The_index_is_word_for_word_that_of_the_engine(int seed, int rows, int words)
    {
        using var index = new TwoIndexes();
        var random = new Random(seed);
        for (var batch = 0; batch < 3; batch++)
        {
            for (var i = 0; i < rows; i++) index.Add(1 + (batch * rows) + i, Text(random, random.Next(0, 9)), Text(random, random.Next(1, words)));
            index.Flush();
            index.AssertSame();
        }
    }

    [Fact]
    public void Odd_texts_give_the_words_that_the_engine_gives()
    {
        using var index = new TwoIndexes();
        string[] odd =
        [
            "", " ", "a", "\0", "a\0b", "É", "e\u0301te\u0301", "\u0301a \u0301", "Ⅷ ﬁne", "İstanbul ıI ẞß", "a\u00ADb c\u200Dd e\u200Bf", "\uD800x \uDC00y \uD83D\uDE00z",
            "𝒜𝓁𝓅𝒽𝒶 𐐀 𠀀𠀁", "日本語 テスト 한국어", "it’s “quoted” — dash–dash", "don't_stop 1,000.5 U.S.A.", new string('x', 40_000), new string('é', 20_000) + " end",
            "ﷺ Ω Å \u1E9B\u0323", "\uFFFD\uFFFE\uFFFF", "ა Ა Ӏ ӏ", "x\u20DD\u0363y",
        ];
        for (var i = 0; i < odd.Length; i++) index.Add(i + 1, odd[i], string.Join(' ', odd.Take(i)));
        index.Flush();
        index.AssertSame();

        // Every character of the first plane, and some of the others, between letters and alone.
        for (var start = 0; start < 0x11_0000; start += start < 0x1_0000 ? 256 : 8_192)
        {
            var text = new StringBuilder();
            for (var c = start; c < start + 256; c++) text.Append('a').Append(c is >= 0xD800 and < 0xE000 ? " " : char.ConvertFromUtf32(c)).Append("b ").Append(c is >= 0xD800 and < 0xE000 ? " " : char.ConvertFromUtf32(c)).Append(' ');
            index.Add(1_000 + start, "", text.ToString());
        }

        index.Flush();
        index.AssertSame();
    }

    [Fact]
    public void Rows_in_any_order_deletions_and_merges_fit_together()
    {
        using var index = new TwoIndexes();
        var random = new Random(5);
        var next = 1L;
        var there = new List<long>();
        for (var batch = 0; batch < 40; batch++)
        {
            index.Begin();
            foreach (var row in there.Where(_ => random.Next(6) == 0).ToList())
            {
                index.Delete(row);
                there.Remove(row);
                if (random.Next(2) == 0) continue;
                index.Add(row, Text(random, 3), Text(random, 40));
                there.Add(row);
            }

            foreach (var row in Enumerable.Range(0, random.Next(1, 60)).Select(_ => next++).OrderBy(_ => random.Next()))
            {
                index.Add(row, Text(random, 4), Text(random, 30));
                there.Add(row);
            }

            index.Flush();
            if (random.Next(5) == 0) index.Undo();
            else index.Commit();
            if (index.WasUndone) there = index.Rows();
            if (batch % 8 == 7) index.AssertSame();
        }

        index.Optimize();
        index.AssertSame();
    }

    [Fact]
    public void A_store_stays_whole_over_many_small_batches_and_finds_all_of_them()
    {
        using var temporary = new TemporaryStore();
        for (var number = 0; number < 70; number++) temporary.Store.Add([Synthetic.Document(number)], TestContext.Current.CancellationToken);
        temporary.Store.Add(Synthetic.Batch(1, 400), TestContext.Current.CancellationToken);
        Assert.Empty(temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
        Assert.Equal(470, temporary.Store.Documents("islands", 1_000).Rows.Count);
        foreach (var number in (int[])[3, 69, 555]) Assert.Single(temporary.Store.Documents(string.Create(CultureInfo.InvariantCulture, $"\"report {number} from\""), 10).Rows);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = temporary.File, Pooling = false }.ConnectionString);
        connection.Open();
        Assert.InRange(connection.Scalar<long>("SELECT count(DISTINCT segid) FROM texts_idx"), 1, 24);
    }

    private static string Text(Random random, int words)
    {
        string[] rare = ["Zürich", "naïve", "日本", "U.S.", "O’Neil", "1,000", "ÉTÉ"];
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => random.Next(12) switch
        {
            0 => rare[random.Next(rare.Length)],
            1 or 2 or 3 => "The",
            _ => string.Create(CultureInfo.InvariantCulture, $"Word{(int)Math.Pow(5_000, random.NextDouble())}"),
        }));
    }

    /// <summary>The same rows in a table that FTS5 fills and in one that we fill.</summary>
    private sealed class TwoIndexes : IDisposable
    {
        private readonly SqliteConnection _connection = new("Data Source=:memory:;Pooling=False");
        private readonly SqlSession _session;
        private readonly Fts5SegmentIndex _ours;
        private readonly SqliteBulkTable _engine;
        private bool _isOpen;

        public TwoIndexes()
        {
            _connection.Open();
            _connection.Execute($"CREATE VIRTUAL TABLE texts {Table}");
            _connection.Execute($"CREATE VIRTUAL TABLE engine {Table}");
            foreach (var table in (string[])["texts", "engine"])
            {
                _connection.Execute($"CREATE VIRTUAL TABLE {table}_all USING fts5vocab ({table}, instance)");
                _connection.Execute($"CREATE VIRTUAL TABLE {table}_rows USING fts5vocab ({table}, col)");
            }

            _session = new SqlSession(_connection, SqliteDialect.Instance, "memory");
            _ours = new Fts5SegmentIndex(_session);
            _engine = new SqliteBulkTable(_connection, "engine", ["rowid", "title", "body"]);
        }

        public bool WasUndone { get; private set; }

        public void Begin()
        {
            _connection.Execute("BEGIN");
            _isOpen = true;
        }

        public void Commit()
        {
            _connection.Execute("COMMIT");
            (_isOpen, WasUndone) = (false, false);
        }

        public void Undo()
        {
            _connection.Execute("ROLLBACK");
            _ours.Forget();
            (_isOpen, WasUndone) = (false, true);
        }

        public void Add(long row, string title, string body)
        {
            _ours.Add(row, title, body);
            _engine.Add(row, title, body);
        }

        public void Delete(long row)
        {
            foreach (var table in (string[])["texts", "engine"]) _connection.Execute(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table} WHERE rowid = {row}"));
        }

        public void Flush()
        {
            if (_isOpen)
            {
                _ours.Flush();
                return;
            }

            _connection.Execute("BEGIN");
            _ours.Flush();
            _connection.Execute("COMMIT");
        }

        public void Optimize() => _connection.Execute("INSERT INTO texts (texts) VALUES ('optimize')");

        public List<long> Rows() => List("SELECT id FROM engine_docsize ORDER BY id").ConvertAll(row => long.Parse(row, CultureInfo.InvariantCulture));

        public void AssertSame()
        {
            _connection.Execute("INSERT INTO texts (texts) VALUES ('integrity-check')");
            Assert.Equal("ok", _connection.Scalar<string>("PRAGMA integrity_check"));
            foreach (var row in List("SELECT id FROM engine_docsize ORDER BY id DESC LIMIT 40"))
                Same($"SELECT rowid FROM {{0}} WHERE {{0}} MATCH 'the' AND rowid = {row}");
            Same("SELECT rowid FROM {0} WHERE {0} MATCH 'the word1' ORDER BY rowid DESC");
            Same("SELECT term, doc, col, offset FROM {0}_all ORDER BY 1, 2, 3, 4");
            Same("SELECT * FROM {0}_rows ORDER BY 1, 2");
            Same("SELECT id, sz FROM {0}_docsize ORDER BY id");
            Same("SELECT block FROM {0}_data WHERE id = 1");
            foreach (var words in (string[])["word1", "word2 word3", "\"the word1\"", "word12*", "title: word1", "zurich OR ete", "word1 NOT the", "NEAR(word1 word2, 3)"])
                Same($"SELECT rowid, bm25({{0}}, 4.0, 1.0) FROM {{0}} WHERE {{0}} MATCH '{words}' ORDER BY rowid");
        }

        public void Dispose()
        {
            _ours.Dispose();
            _engine.Dispose();
            _connection.Dispose();
        }

        private void Same(string sql) => Assert.Equal(List(string.Format(CultureInfo.InvariantCulture, sql, "engine")), List(string.Format(CultureInfo.InvariantCulture, sql, "texts")));

        private List<string> List(string sql)
        {
            var rows = new List<string>();
            using var command = _connection.Command(sql);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
            return rows;
        }
    }
}
