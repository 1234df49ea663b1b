using System.Diagnostics;
using System.Globalization;
using Dragoman.Knowledge;
using Dragoman.Knowledge.Places;
using Dragoman.Language;

namespace Dragoman.Benchmarks;

/// <summary>
/// Tokens a second of the look-ups on one thread: the phrases of all tables from every token, and the names of places from every token that is
/// written large. Load times are those of a process that has looked at nothing yet.
/// </summary>
internal static class KnowledgeThroughput
{
    private const int Rounds = 5;

    /// <summary>Measures and prints.</summary>
    /// <param name="arguments">The file of documents, or nothing for the samples.</param>
    /// <param name="output">Where to print.</param>
    public static int Run(string[] arguments, TextWriter output)
    {
        var before = GC.GetTotalMemory(true);
        var watch = Stopwatch.StartNew();
        var knowledge = KnowledgeBase.Default;
        var first = watch.Elapsed.TotalMilliseconds;
        watch.Restart();
        var gazetteer = Gazetteer.Default;
        gazetteer.TryFind("Accra", out _);
        Print(output, $"tables {knowledge.PhraseCount:N0} phrases, opened in {first:F1} ms; gazetteer {gazetteer.Count:N0} places with {gazetteer.NameCount:N0} names, opened in {watch.Elapsed.TotalMilliseconds:F1} ms");
        var texts = LanguageTexts.Read(arguments.Length > 0 ? arguments[0] : null);
        var folded = texts.Select(KnowledgeBase.Fold).ToList();
        var segmentation = new Segmentation();
        var starts = texts.Select(text =>
        {
            Segmenter.English.Segment(text, [], segmentation);
            return segmentation.Tokens.ToArray().Select(token => token.Start).ToArray();
        }).ToList();
        long tokens = starts.Sum(list => (long)list.Length);
        var phrases = new PhraseMatch[4];
        var places = new PlaceMatch[4];
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var busy = Environment.CpuUsage.TotalTime;
            watch.Restart();
            long found = 0, named = 0;
            for (var i = 0; i < texts.Count; i++)
            {
                var text = texts[i];
                foreach (var start in starts[i])
                {
                    found += knowledge.FindFrom(folded[i], start, phrases);
                    if (char.IsUpper(text[start])) named += gazetteer.FindFrom(text, start, places);
                }
            }

            var elapsed = watch.Elapsed.TotalSeconds;
            busy = Environment.CpuUsage.TotalTime - busy;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Print(output, $"round {round + 1}: {tokens:N0} tokens, {tokens / elapsed:N0} tokens/s by the clock, {tokens / busy.TotalSeconds:N0} by processor time, {allocated} bytes; {found:N0} phrases, {named:N0} names of places");
        }

        texts = [];
        folded = [];
        starts = [];
        Print(output, $"memory: {(GC.GetTotalMemory(true) - before) / 1048576.0:F1} MB managed after it, {Environment.WorkingSet / 1048576.0:F0} MB working set");
        return 0;
    }

    private static void Print(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
