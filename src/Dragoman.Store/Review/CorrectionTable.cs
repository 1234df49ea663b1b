using System.Data.Common;

namespace Dragoman.Store;

/// <summary>Reads and writes corrections.</summary>
internal static class CorrectionTable
{
    private const string Columns =
        "id, document, event, type, actor, recipient, evidence, evidence_start, evidence_end, trigger_words, trigger_start, trigger_end, title, url, "
        + "aspect, coded, value, note, engine, author, made_at, state, decided_by, decided_at, reason";

    public static void Add(SqlSession connection, EventCorrection correction)
    {
        using var command = connection.Command(
            $"""
            INSERT INTO corrections ({Columns})
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
            """,
            correction.Id, correction.Document, correction.Event, correction.Type, correction.Actor, correction.Recipient, correction.Evidence,
            (long)correction.EvidenceStart, (long)correction.EvidenceEnd, correction.TriggerWords, (long)correction.TriggerStart, (long)correction.TriggerEnd,
            correction.Title, correction.Url, Vocabulary.Aspects[(int)correction.Aspect], correction.Coded, correction.Value, correction.Note,
            correction.Engine, correction.Author, correction.MadeAt.ToUnixTimeMilliseconds(), Vocabulary.CorrectionStates[(int)correction.State],
            correction.DecidedBy, correction.DecidedAt?.ToUnixTimeMilliseconds(), correction.Reason);
        command.ExecuteNonQuery();
    }

    public static bool Decide(SqlSession connection, string id, CorrectionState state, string by, DateTimeOffset at, string? reason)
    {
        // Only one decision counts: a second editor is told that there is one.
        using var command = connection.Command(
            "UPDATE corrections SET state = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE id = $1 AND state = 'open'",
            id, Vocabulary.CorrectionStates[(int)state], by, at.ToUnixTimeMilliseconds(), reason);
        return command.ExecuteNonQuery() > 0;
    }

    public static bool Reopen(SqlSession connection, string id)
    {
        using var command = connection.Command(
            "UPDATE corrections SET state = 'open', decided_by = NULL, decided_at = NULL, reason = NULL WHERE id = $1 AND state <> 'open'", id);
        return command.ExecuteNonQuery() > 0;
    }

    public static EventCorrection? Find(SqlSession connection, string id)
    {
        using var command = connection.Command($"SELECT key, {Columns} FROM corrections WHERE id = $1", id);
        return Read(command) is [var (_, correction)] ? correction : null;
    }

    public static IReadOnlyList<EventCorrection> Of(SqlSession connection, string document)
    {
        using var command = connection.Command($"SELECT key, {Columns} FROM corrections WHERE document = $1 ORDER BY key", document);
        return [.. Read(command).Select(row => row.Correction)];
    }

    public static EventCorrectionPage Page(SqlSession connection, CorrectionState? state, int limit, long? before)
    {
        using var command = connection.Command(
            $"""
            SELECT key, {Columns} FROM corrections WHERE key < $1{(state is null ? "" : " AND state = $3")} ORDER BY key DESC LIMIT $2
            """,
            state is { } one
                ? [before ?? long.MaxValue, limit + 1L, Vocabulary.CorrectionStates[(int)one]]
                : [before ?? long.MaxValue, limit + 1L]);
        var rows = Read(command);
        return new EventCorrectionPage([.. rows.Take(limit).Select(row => row.Correction)], rows.Count > limit ? rows[limit - 1].Key : null);
    }

    public static long Count(SqlSession connection, CorrectionState state) =>
        connection.Scalar<long>("SELECT count(*) FROM corrections WHERE state = $1", Vocabulary.CorrectionStates[(int)state]);

    private static List<(long Key, EventCorrection Correction)> Read(DbCommand command)
    {
        var rows = new List<(long, EventCorrection)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add((reader.GetInt64(0), new EventCorrection
            {
                Id = reader.GetString(1),
                Document = reader.GetString(2),
                Event = reader.Text(3),
                Type = reader.Text(4),
                Actor = reader.Text(5),
                Recipient = reader.Text(6),
                Evidence = reader.GetString(7),
                EvidenceStart = (int)reader.GetInt64(8),
                EvidenceEnd = (int)reader.GetInt64(9),
                TriggerWords = reader.GetString(10),
                TriggerStart = (int)reader.GetInt64(11),
                TriggerEnd = (int)reader.GetInt64(12),
                Title = reader.Text(13),
                Url = reader.Text(14),
                Aspect = (CorrectionAspect)Math.Max(0, Vocabulary.IndexOf(Vocabulary.Aspects, reader.GetString(15))),
                Coded = reader.Text(16),
                Value = reader.Text(17),
                Note = reader.Text(18),
                Engine = reader.GetString(19),
                Author = reader.GetString(20),
                MadeAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(21)),
                State = (CorrectionState)Math.Max(0, Vocabulary.IndexOf(Vocabulary.CorrectionStates, reader.GetString(22))),
                DecidedBy = reader.Text(23),
                DecidedAt = reader.IsDBNull(24) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(24)),
                Reason = reader.Text(25),
            }));
        }

        return rows;
    }
}
