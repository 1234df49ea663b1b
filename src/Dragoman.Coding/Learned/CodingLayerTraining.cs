using System.Globalization;
using Dragoman.Coding.Learned;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Language.Neural;

namespace Dragoman.Coding;

/// <summary>Trains the learned layer of the event coder from labelled sentences, and measures it on sentences that it did not see.</summary>
public static class CodingLayerTraining
{
    private const int Folds = 5;

    /// <summary>Part of the names of files whose sentences are not about politics.</summary>
    private const string OtherSubjects = "nonevents";

    /// <summary>The sentences of such a folder without their marks, in the order of files and lines.</summary>
    /// <param name="folder">Folder of <c>*.tsv</c> with labelled sentences.</param>
    /// <exception cref="InvalidDataException">A file is malformed; the message names file, line and column.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<string> Texts(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return [.. LabeledSentences.ReadFolder(folder).Select(sentence => sentence.Text)];
    }

    /// <summary>Trains, measures and writes a layer.</summary>
    /// <param name="folder">Folder of <c>*.tsv</c> with labelled sentences, as <c>data/training/README.md</c> describes them.</param>
    /// <param name="output">File to write; null measures only.</param>
    /// <param name="measure">Whether to measure on five folds by file first; confidences are calibrated on their answers.</param>
    /// <param name="log">Told what happens, a line at a time.</param>
    /// <param name="ct">Looked at once a step.</param>
    /// <exception cref="InvalidDataException">A file is malformed; the message names file, line and column.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Run(string folder, string? output, bool measure, Action<string> log, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(log);
        var sentences = LabeledSentences.ReadFolder(folder);
        log(Format($"{sentences.Count} sentences, {sentences.Sum(sentence => sentence.Events.Count)} events"));
        var reader = new DocumentReader(CodingLexicon.Load(null), KnowledgeBase.Default, NeuralAnalyzer.English);
        var vectors = new ModelVectors(NeuralAnalyzer.English.Model);
        var maker = new LayerSamples(reader, vectors);
        var samples = sentences.Select(sentence => maker.Of(sentence, ct)).ToList();
        log(Format($"{samples.Sum(list => list.Count)} samples, {samples.Sum(list => list.Sum(sample => sample.Pairs.Count))} pairs"));
        var options = new LayerOptions();
        var calibration = new[] { 1f, 0f, 1f, 0f };
        if (measure)
        {
            var files = sentences.Select(sentence => sentence.File).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var report = new LayerReport(reader, vectors);
            for (var fold = 0; fold < Folds; fold++)
            {
                var held = Enumerable.Range(0, sentences.Count).Where(i => files.IndexOf(sentences[i].File) % Folds == fold).ToHashSet();
                var network = new LayerTrainer(options, vectors).Train(
                    [.. Enumerable.Range(0, sentences.Count).Where(i => !held.Contains(i)).SelectMany(i => samples[i])], options.Seed, null, ct);
                report.Add(new LayerModel([network], calibration) { Topic = Topics(sentences, samples, held, vectors.Width) }, held.Order().Select(i => (sentences[i], samples[i])), ct);
                log(Format($"fold {fold + 1} of {Folds}"));
            }

            foreach (var line in report.Lines())
                log(line);
            calibration = report.Calibration();
        }

        if (output is null)
            return;
        var networks = new List<LayerNetwork>();
        for (var n = 0; n < options.Networks; n++)
        {
            networks.Add(new LayerTrainer(options, vectors).Train(
                [.. samples.SelectMany(list => list)], options.Seed + (ulong)n, n > 0 ? null : (pass, loss) => log(Format($"pass {pass}: loss {loss:F3}")), ct));
        }

        var temporary = output + ".tmp";
        using (var stream = File.Create(temporary))
            new LayerModel(networks, calibration) { Topic = Topics(sentences, samples, [], vectors.Width) }.Save(stream);
        File.Move(temporary, output, true);
        log(Format($"{output}: {new FileInfo(output).Length} bytes"));
    }

    /// <summary>What tells politics from other subjects: sentences with events, against those of the files of other subjects.</summary>
    private static float[] Topics(List<LabeledSentence> sentences, List<List<LayerSample>> samples, HashSet<int> held, int width)
    {
        var known = new List<(float[] Features, bool Other)>();
        for (var i = 0; i < sentences.Count; i++)
        {
            var other = sentences[i].File.Contains(OtherSubjects, StringComparison.Ordinal);
            if (held.Contains(i) || (!other && sentences[i].Events.Count == 0))
                continue;
            known.AddRange(samples[i].Where(sample => !sample.Given).Select(sample => (sample.Topic, other)));
        }

        return TopicTraining.Train(known, width);
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
