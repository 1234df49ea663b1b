using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dragoman.Coding;
using Dragoman.Coding.Learned;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Language;
using Dragoman.Language.Neural;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Benchmarks;

/// <summary>
/// Sentences a second that the coder reads on one thread, parses given: each text is parsed once, before the clock runs. Prints a checksum of what
/// came out, so that a change meant to be one of speed alone can be told from another.
/// </summary>
internal static class CodingThroughput
{
    private const int Rounds = 6;

    /// <summary>Measures and prints.</summary>
    /// <param name="arguments">The file of documents, or nothing for the samples; then <c>Frames</c> or <c>Both</c>; then the number of rounds.</param>
    /// <param name="output">Where to print.</param>
    public static int Run(string[] arguments, TextWriter output)
    {
        var texts = LanguageTexts.Read(arguments is [not "-", ..] ? arguments[0] : null);
        var layers = arguments.Length > 1 ? Enum.Parse<CoderLayers>(arguments[1], true) : CoderLayers.Both;
        var rounds = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : Rounds;
        var coder = DocumentCoder.With(
            new DocumentReader(CodingLexicon.Load(null), KnowledgeBase.Default, new ParsedBefore(NeuralAnalyzer.Load(LanguageTexts.Model))), LayerSetting.Of(layers, null));
        var sum = Checksum(coder, texts, out var sentences, out var events);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{texts.Count} texts, {sentences:N0} sentences, {events:N0} events, SHA-256 of the coding {sum}"));
        var watch = new Stopwatch();
        for (var round = 0; round < rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var busy = Environment.CpuUsage.TotalTime;
            watch.Restart();
            foreach (var text in texts)
                Code(coder, text);
            var elapsed = watch.Elapsed.TotalSeconds;
            busy = Environment.CpuUsage.TotalTime - busy;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round + 1}: {sentences / elapsed:N0} sentences/s by the clock, {sentences / busy.TotalSeconds:N0} by processor time, {allocated / (double)sentences:N0} bytes a sentence"));
        }

        return 0;
    }

    private static CodedDocument Code(DocumentCoder coder, string text) => coder.Code(
        new ArticleText { Article = new Article { Text = text }, Text = text, Parts = [] }, new Document { Id = "d", Text = text, Date = "2019-03-29" });

    private static string Checksum(DocumentCoder coder, IReadOnlyList<string> texts, out long sentences, out long events)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sentences = events = 0;
        foreach (var text in texts)
        {
            var coded = Code(coder, text);
            sentences += coded.Sentences.Count;
            events += coded.Events.Count;
            hash.AppendData(Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(coded, RecordsJson.Default.CodedDocument)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>Parses each text once.</summary>
    private sealed class ParsedBefore(ITextAnalyzer parser) : ITextAnalyzer
    {
        private readonly Dictionary<string, AnnotatedText> _parsed = new(StringComparer.Ordinal);

        public string Name => parser.Name;

        public AnnotatedText Analyze(string text, IReadOnlyList<TextSpan> blocks, CancellationToken ct = default)
        {
            if (!_parsed.TryGetValue(text, out var parsed))
                _parsed.Add(text, parsed = parser.Analyze(text, blocks, ct));
            return parsed;
        }

        public AnnotatedText Annotate(AnnotatedText tokenized, CancellationToken ct = default) => parser.Annotate(tokenized, ct);
    }
}
