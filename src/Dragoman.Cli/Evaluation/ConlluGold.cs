using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dragoman.Cli.Commands;
using Dragoman.Cli.Display;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Language;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Cli.Evaluation;

/// <summary>CoNLL-U as a gold file: the scores of the CoNLL 2018 shared task, each relation by itself, and names where the file has them.</summary>
internal sealed class ConlluGold : GoldKind
{
    private const int RelationsShown = 15;

    /// <inheritdoc/>
    public override string Name => "CoNLL-U";

    /// <inheritdoc/>
    public override bool Recognizes(string firstLine) => firstLine.StartsWith('#') || (firstLine.Length > 1 && char.IsAsciiDigit(firstLine[0]) && firstLine.Contains('\t', StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int Evaluate(EvaluationRequest request, Invocation invocation, OutputTarget output)
    {
        var gold = Sentences(request.Gold, invocation.Cancellation);
        var given = request.System is not null
            ? Sentences(request.System, invocation.Cancellation)
            : Read(gold, ParseCommand.Analyzer(request.Model), request.Raw, invocation.Cancellation);
        var scores = ConlluScores.Of(gold, given);
        if (request.Json) WriteJson(scores, gold, request, output);
        else output.Write(Encoding.UTF8.GetBytes(Report(scores, gold, request)));
        output.Complete();
        return ExitCodes.Done;
    }

    private static List<ConlluSentence> Sentences(string path, CancellationToken cancellation)
    {
        var sentences = new List<ConlluSentence>();
        using var characters = new StreamReader(DocumentFile.Open(path), Encoding.UTF8);
        try
        {
            sentences.AddRange(ConlluReader.Read(characters, cancellation));
        }
        catch (InputException malformed)
        {
            throw new CommandException($"{LineInputs.Name(path)}: {malformed.Message}", malformed);
        }

        if (sentences.Count == 0) throw new CommandException($"{LineInputs.Name(path)}: there is no sentence in it");
        return sentences;
    }

    private static List<ConlluSentence> Read(List<ConlluSentence> gold, ITextAnalyzer analyzer, bool raw, CancellationToken cancellation)
    {
        var answers = new List<ConlluSentence>(gold.Count);
        if (!raw)
        {
            foreach (var sentence in gold)
            {
                cancellation.ThrowIfCancellationRequested();
                var annotated = analyzer.Annotate(ConlluText.ToAnnotatedText([sentence]), cancellation);
                answers.Add(ConlluText.WithColumns(sentence, annotated, 0));
            }

            return answers;
        }

        // A paragraph at a time, as the gold file has them: no sentence crosses their ends.
        for (var first = 0; first < gold.Count;)
        {
            var last = first + 1;
            while (last < gold.Count && !gold[last].StartsParagraph) last++;
            var text = string.Join(' ', gold.Skip(first).Take(last - first).Select(s => s.Text ?? ConlluText.ToAnnotatedText([s]).Text.TrimEnd()));
            using var written = new StringWriter(CultureInfo.InvariantCulture);
            ConlluWriter.Write(written, analyzer.Analyze(text, [], cancellation), null, cancellation);
            answers.AddRange(ConlluReader.Parse(written.ToString()));
            first = last;
        }

        return answers;
    }

    private static string Report(ConlluScores scores, List<ConlluSentence> gold, EvaluationRequest request)
    {
        var report = new StringBuilder();
        void Row(string name, ConlluScore score) => report.Append(CultureInfo.InvariantCulture, $"{name,-12}{score.Gold,9:N0}{score.System,9:N0}")
            .Append(CultureInfo.InvariantCulture, $"{100 * score.Precision,11:F2}{100 * score.Recall,9:F2}{100 * score.F1,9:F2}")
            .Append(score.AlignedAccuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $"{100 * accuracy,9:F2}") : "")
            .Append('\n');
        report.Append(CultureInfo.InvariantCulture, $"{"Metric",-12}{"gold",9}{"given",9}{"precision",11}{"recall",9}{"F1",9}{"aligned",9}\n");
        foreach (var (name, score) in scores.Metrics) Row(name, score);
        if (scores.Names.Count > 0)
        {
            report.Append("\nNames\n");
            foreach (var (kind, score) in scores.Names) Row(kind, score);
        }

        if (!gold.Any(sentence => sentence.Words.Any(word => word.Relation.Length > 0))) return report.ToString();
        report.Append("\nRelations\n");
        foreach (var (relation, score) in scores.Relations.Take(RelationsShown)) Row(relation, score);
        if (request.Disagreements == 0) return report.ToString();
        report.Append("\nDisagreements: line, word, gold, given\n");
        foreach (var item in scores.Disagreements(gold).Take(request.Disagreements))
            report.Append(CultureInfo.InvariantCulture, $"{item.Line}\t{Consoles.Safe(item.Word)}\t{Consoles.Safe(item.Gold)}\t{Consoles.Safe(item.System)}\n");
        return report.ToString();
    }

    private static void WriteJson(ConlluScores scores, List<ConlluSentence> gold, EvaluationRequest request, OutputTarget output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteScores(json, "metrics", scores.Metrics);
            WriteScores(json, "names", scores.Names);
            WriteScores(json, "relations", scores.Relations);
            json.WriteStartArray("disagreements");
            foreach (var item in scores.Disagreements(gold).Take(request.Disagreements))
            {
                json.WriteStartObject();
                json.WriteNumber("line", item.Line);
                json.WriteString("word", item.Word);
                json.WriteString("gold", item.Gold);
                json.WriteString("given", item.System);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        output.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void WriteScores(Utf8JsonWriter json, string name, IReadOnlyList<(string Name, ConlluScore Score)> scores)
    {
        json.WriteStartObject(name);
        foreach (var (metric, score) in scores)
        {
            json.WriteStartObject(metric);
            json.WriteNumber("gold", score.Gold);
            json.WriteNumber("given", score.System);
            json.WriteNumber("correct", score.Correct);
            json.WriteNumber("precision", Math.Round(score.Precision, 6));
            json.WriteNumber("recall", Math.Round(score.Recall, 6));
            json.WriteNumber("f1", Math.Round(score.F1, 6));
            if (score.AlignedAccuracy is { } accuracy) json.WriteNumber("alignedAccuracy", Math.Round(accuracy, 6));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
