using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dragoman.Articles;
using Dragoman.Cli.Display;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Records;
using Dragoman.Records.Json;
using Dragoman.Sources;

namespace Dragoman.Cli.Evaluation;

/// <summary>Coded documents as a gold file (JSON Lines as <c>code</c> writes them): events by type, sides, modes, codes, dates, and agreement.</summary>
internal sealed class CodedGold : GoldKind
{
    private const int LongestLine = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public override string Name => "coded documents (JSON Lines)";

    /// <inheritdoc/>
    public override bool Recognizes(string firstLine) => firstLine.TrimStart().StartsWith('{');

    /// <inheritdoc/>
    public override int Evaluate(EvaluationRequest request, Invocation invocation, OutputTarget output)
    {
        var gold = Documents(request.Gold, invocation.Cancellation);
        var given = request.System is null ? null : Documents(request.System, invocation.Cancellation);
        var scores = new CodedScores();
        var answers = new Dictionary<string, CodedDocument>(StringComparer.Ordinal);
        for (var i = 0; given is not null && i < given.Count; i++)
            answers.TryAdd(given[i].Id ?? Key(i), given[i]);
        for (var i = 0; i < gold.Count; i++)
        {
            invocation.Cancellation.ThrowIfCancellationRequested();
            var answer = given is null ? Read(gold[i], invocation.Cancellation) : answers.GetValueOrDefault(gold[i].Id ?? Key(i));
            if (answer is not null && answer.Text != gold[i].Text)
                throw new CommandException($"{gold[i].Id ?? Key(i)}: gold and answer have different texts, so their offsets do not fit");
            scores.Add(gold[i], answer);
        }

        if (request.Json) WriteJson(scores, request, output);
        else output.Write(Encoding.UTF8.GetBytes(Report(scores, request)));
        output.Complete();
        return ExitCodes.Done;
    }

    private static string Key(int index) => "#" + (index + 1).ToString(CultureInfo.InvariantCulture);

    private static CodedDocument Read(CodedDocument gold, CancellationToken cancellation)
    {
        var document = new Document { Id = gold.Id, Text = gold.Text, Title = gold.Title, Date = gold.Date, Url = gold.Url, Source = gold.Source };
        return DocumentCoder.Default.CodeEnglish(ArticleReader.Read(document, cancellation), document, cancellation);
    }

    private static List<CodedDocument> Documents(string path, CancellationToken cancellation)
    {
        var documents = new List<CodedDocument>();
        using var characters = new StreamReader(DocumentFile.Open(path), Encoding.UTF8);
        for (var number = 1; characters.ReadLine() is { } line; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (line.Length > LongestLine) throw new CommandException($"{LineInputs.Name(path)}: line {number} is longer than {LongestLine} characters");
            try
            {
                var document = JsonSerializer.Deserialize(line, RecordsJson.Default.CodedDocument);
                if (document is not null) documents.Add(document);
            }
            catch (JsonException malformed)
            {
                throw new CommandException(
                    $"{LineInputs.Name(path)}: line {number} is no coded document: {malformed.Path ?? "$"} is wrong at byte {malformed.BytePositionInLine + 1}", malformed);
            }
        }

        if (documents.Count == 0) throw new CommandException($"{LineInputs.Name(path)}: there is no document in it");
        return documents;
    }

    private static string Report(CodedScores scores, EvaluationRequest request)
    {
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"{scores.Documents:N0} documents, {scores.Sentences:N0} sentences\n\n");
        report.Append(CultureInfo.InvariantCulture, $"{"Layer",-16}{"gold",9}{"given",9}{"precision",11}{"recall",9}{"F1",9}\n");
        foreach (var (name, score) in scores.Layers) Row(name, score);
        report.Append("\nTypes\n");
        foreach (var (name, score) in scores.Types) Row(name, score);
        report.Append(CultureInfo.InvariantCulture, $"\nAgreement over sentences: Cohen's kappa {scores.Kappa:F3}, Krippendorff's alpha {scores.Alpha:F3}\n");
        if (request.Disagreements == 0 || scores.Disagreements.Count == 0) return report.ToString();
        report.Append("\nDisagreements: document, offset, what, words, gold, given\n");
        foreach (var item in scores.Disagreements.Take(request.Disagreements))
        {
            report.Append(CultureInfo.InvariantCulture, $"{Consoles.Safe(item.Document ?? "")}\t{item.Offset}\t{item.Kind}\t{Consoles.Safe(item.Words)}\t")
                .Append(CultureInfo.InvariantCulture, $"{Consoles.Safe(item.Gold)}\t{Consoles.Safe(item.Given)}\n");
        }

        return report.ToString();

        void Row(string name, EventScore score) => report.Append(CultureInfo.InvariantCulture, $"{name,-16}{score.Gold,9:N0}{score.Given,9:N0}")
            .Append(CultureInfo.InvariantCulture, $"{100 * score.Precision,11:F1}{100 * score.Recall,9:F1}{100 * score.F1,9:F1}\n");
    }

    private static void WriteJson(CodedScores scores, EvaluationRequest request, OutputTarget output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("documents", scores.Documents);
            json.WriteNumber("sentences", scores.Sentences);
            Scores("layers", scores.Layers);
            Scores("types", scores.Types);
            json.WriteNumber("kappa", Math.Round(scores.Kappa, 6));
            json.WriteNumber("alpha", Math.Round(scores.Alpha, 6));
            json.WriteStartArray("disagreements");
            foreach (var item in scores.Disagreements.Take(request.Disagreements))
            {
                json.WriteStartObject();
                json.WriteString("document", item.Document);
                json.WriteNumber("offset", item.Offset);
                json.WriteString("kind", item.Kind);
                json.WriteString("words", item.Words);
                json.WriteString("gold", item.Gold);
                json.WriteString("given", item.Given);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();

            void Scores(string name, IEnumerable<(string Name, EventScore Score)> rows)
            {
                json.WriteStartObject(name);
                foreach (var (row, score) in rows)
                {
                    json.WriteStartObject(row);
                    json.WriteNumber("gold", score.Gold);
                    json.WriteNumber("given", score.Given);
                    json.WriteNumber("correct", score.Right);
                    json.WriteNumber("precision", Math.Round(score.Precision, 6));
                    json.WriteNumber("recall", Math.Round(score.Recall, 6));
                    json.WriteNumber("f1", Math.Round(score.F1, 6));
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }
        }

        buffer.WriteByte((byte)'\n');
        output.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
