using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>How long texts are kept, and what is done when they were kept long enough.</summary>
internal static class RetentionTable
{
    private const int Batch = 256;

    public static IReadOnlyList<RetentionRule> All(ReadConnection connection)
    {
        var rules = new List<RetentionRule>();
        using var command = connection.Sql.Command("SELECT source, days FROM retention ORDER BY source");
        using var reader = command.ExecuteReader();
        while (reader.Read()) rules.Add(new RetentionRule(reader.GetString(0), reader.GetInt32(1)));
        return rules;
    }

    public static int Set(WriteConnection connection, string source, int? days)
    {
        using var command = days is { } number
            ? connection.Sql.Command(
                "INSERT INTO retention (source, days) VALUES ($1, $2) ON CONFLICT (source) DO UPDATE SET days = excluded.days", source, (long)number)
            : connection.Sql.Command("DELETE FROM retention WHERE source = $1", source);
        return command.ExecuteNonQuery();
    }

    /// <summary>Keys of documents behind a key whose texts are there and were kept long enough, in their order. The narrowest rule holds: address, outlet, all others.</summary>
    public static IReadOnlyList<long> Expired(ReadConnection connection, DateTimeOffset now, long after)
    {
        var keys = new List<long>();
        using var command = connection.Sql.Command(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT d.key FROM documents d
                LEFT JOIN publishers o ON o.key = d.publisher
                LEFT JOIN retention u ON u.source = d.source_url
                LEFT JOIN retention p ON p.source = o.name
                LEFT JOIN retention a ON a.source = '*'
                WHERE d.key > $2 AND d.text_removed_at IS NULL AND d.read_at <= $1 - COALESCE(u.days, p.days, a.days) * 86400000
                ORDER BY d.key LIMIT {Batch}
                """),
            now.ToUnixTimeMilliseconds(), after);
        using var reader = command.ExecuteReader();
        while (reader.Read()) keys.Add(reader.GetInt64(0));
        return keys;
    }

    public static int RemoveTexts(WriteConnection connection, IReadOnlyList<long> keys, DateTimeOffset now)
    {
        var removed = 0;
        using var loader = new DocumentLoader(connection.Sql);
        foreach (var key in keys)
        {
            if (connection.Sql.Scalar<string>("SELECT id FROM documents WHERE key = $1 AND text_removed_at IS NULL", key) is not { } id) continue;
            if (loader.Load(id) is not { } document) continue;
            connection.Documents.Blank(key, Blanked(document), now);
            removed++;
        }

        connection.Documents.Finish();
        return removed;
    }

    /// <summary>The document with nothing of its text but the sentences that events were read from.</summary>
    internal static StoredDocument Blanked(StoredDocument document)
    {
        var coded = document.Coded;
        var kept = new bool[coded.Text.Length];
        foreach (var number in coded.Events.SelectMany(told => told.Also.Select(telling => telling.Sentence).Prepend(told.Evidence.Sentence)).Distinct())
        {
            if (number < 0 || number >= coded.Sentences.Count) continue;
            var (start, end) = (Math.Clamp(coded.Sentences[number].Start, 0, kept.Length), Math.Clamp(coded.Sentences[number].End, 0, kept.Length));
            if (end > start) kept.AsSpan(start, end - start).Fill(true);
        }

        var text = string.Create(coded.Text.Length, (coded.Text, kept), static (target, state) =>
        {
            for (var i = 0; i < target.Length; i++) target[i] = state.kept[i] || state.Text[i] is '\n' or '\r' ? state.Text[i] : ' ';
        });
        var article = document.Article;
        return new StoredDocument
        {
            Id = document.Id,
            GivenId = document.GivenId,
            Locator = document.Locator,
            MediaType = document.MediaType,
            ReadAt = document.ReadAt,
            Article = new Article
            {
                Id = article.Id,
                Url = article.Url,
                Canonical = article.Canonical,
                Title = article.Title,
                Publisher = article.Publisher,
                Published = article.Published,
                Updated = article.Updated,
                Language = article.Language,
                Origin = article.Origin,
                Text = string.Join("\n\n", text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)),
            },
            Coded = Contents.With(coded, text),
        };
    }
}
