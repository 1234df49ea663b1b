using System.Diagnostics;
using System.Globalization;
using Dragoman.Store;

namespace Dragoman.Benchmarks;

/// <summary>What the pages ask of a store: each question cold (a process's first, the system's cache dropped where it may be) and warm.</summary>
internal static class StoreQueries
{
    // Questions of each kind that are named with their times.
    private const int Longest = 5;

    private static readonly string[] Queries =
    [
        "", "actor:ABQ", "actor:ABQGOV", "recipient:ACQ", "with:AAQ with:ABQ", "actor:ABQ recipient:ACQ", "type:ACCUSE", "type:ASSAULT,COERCE",
        "actor:AAQ type:ACCUSE", "place:AFQ", "since:2016-03 until:2016-06", "on:2016-05-04", "actor:AAQ since:2016-03", "type:PROTEST since:2016",
        "factuality:denied", "factuality:denied type:THREATEN", "mode:riot", "source:\"outlet 7\"", "actor:MIL", "confidence>=0.8 actor:ADQ", "quad:4 place:AAQ",
        "cameo:19", "-type:CONSULT actor:AGQ", "asserted-by:none actor:AAQ",
    ];

    // Counts in memory as serve has them.
    internal const int CountsMiB = 256;

    private static string[] Facets => [.. Queries.SelectMany(query => Enum.GetValues<FacetKind>().Select(kind => $"{(int)kind}|{query}"))];

    public static void Run(string place, string folder, TextWriter output)
    {
        using (var store = EventStore.Open(place, new StoreOptions { ReadOnly = true })) Ask(store, output);
        Count(place, output);
        using (var store = EventStore.Open(place, new StoreOptions { ReadOnly = true })) Export(store, folder, output);
    }

    /// <summary>How fast a store that is served counts.</summary>
    public static void Count(string place, TextWriter output)
    {
        using var store = EventStore.Open(place, new StoreOptions { ReadOnly = true, CountsMiB = CountsMiB });
        Count(store, output);
    }

    /// <summary>Counts as the web application has them: what events are counted by is in memory. No answer is at hand when it is asked for.</summary>
    private static void Count(EventStore store, TextWriter output)
    {
        DropCaches();
        var (heap, before, watch) = (GC.GetTotalMemory(true), Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        store.PrepareCounts();
        store.Columns!.Wait();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"counts in memory: made in {watch.Elapsed.TotalSeconds:F1} s from a cold disk, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F1} s of processor time, {(GC.GetTotalMemory(true) - heap) / 1e6:F0} MB"));
        T Anew<T>(Func<T> ask)
        {
            store.Columns.ForgetAnswers();
            return ask();
        }

        Measure("in memory: facets", Facets, query => Anew(() => store.Facets(EventQuery.Parse(query[2..]), (FacetKind)(query[0] - '0'), 10)), output);
        Measure("in memory: count", Queries, query => Anew(() => store.Count(EventQuery.Parse(query))), output);
        Measure("in memory: timeline", Queries, query => Anew(() => store.Facets(EventQuery.Parse(query + " quad:3,4"), FacetKind.Day, 4_000)), output);
        Measure("in memory: days", Queries, query => Anew(() => store.Days(EventQuery.Parse(query), 4_000)), output);
        Measure("in memory: pairs", Queries, query => Anew(() => store.Dyads(EventQuery.Parse(query), whole: false, 200)), output);
        Measure("in memory: pairs, whole", Queries, query => Anew(() => store.Dyads(EventQuery.Parse(query), whole: true, 200)), output);
        Measure("in memory: places", Queries, query => Anew(() => store.Places(EventQuery.Parse(query), 500)), output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"answered from memory: {store.Columns.Answered}"));
    }

    /// <summary>How fast events come out of a store that is open for reading.</summary>
    public static void Export(string place, string folder, TextWriter output)
    {
        using var store = EventStore.Open(place, new StoreOptions { ReadOnly = true });
        Export(store, folder, output);
    }

    private static void Ask(EventStore store, TextWriter output)
    {
        var words = store.Documents(null, 400).Rows.Select(row => row.Title!.Split(' ')[0]).Distinct().Take(30).ToList();
        var sentences = store.Find(EventQuery.Everything, 300).Rows.Select(row => row.Sentence.TrimEnd('.').Split(' ')).Where(row => row.Length > 12).ToList();
        var texts = words.Take(8)
            .Concat(sentences.Take(8).Select(row => row[10]))
            .Concat(sentences.Skip(10).Take(8).Select(row => $"\"{row[9]} {row[10]}\""))
            .Concat(sentences.Skip(20).Take(4).Select(row => row[10][..3] + "*"))
            .Concat(sentences.Skip(30).Take(8).Select(row => $"{row[9]} {row[12]} type:ACCUSE"))
            .ToList();

        Measure("page of 50 events", Queries, query => store.Find(EventQuery.Parse(query), 50), output);
        Measure("second page", Queries, query => store.Find(EventQuery.Parse(query), 50, store.Find(EventQuery.Parse(query), 50).Next), output);
        Measure("facets (one kind)", Facets, query =>
            store.Facets(EventQuery.Parse(query[2..]), (FacetKind)(query[0] - '0'), 10), output);
        Measure("count", Queries, query => store.Count(EventQuery.Parse(query)), output);
        Measure("timeline by quad", Queries, query => store.Facets(EventQuery.Parse(query + " quad:3,4"), FacetKind.Day, 4_000), output);
        Measure("full text, 50 events", texts, query => store.Find(EventQuery.Parse(query), 50), output);
        Measure("page of 50 documents", [null!, .. words], query => store.Documents(query, 50), output);
        Measure("one document", store.Documents(null, 200).Rows.Select(row => row.Id).ToArray(), id => store.Get(id)!, output);
        Measure("summary", ["", "", "", ""], _ => store.Summarize(), output);

    }

    private static void Export(EventStore store, string folder, TextWriter output)
    {
        // The first from a disk whose pages are not in memory, where they may be dropped.
        DropCaches();
        foreach (var name in (string[])["parquet", "parquet", "csv"])
        {
            var file = Path.Combine(folder, "export." + name);
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            long written;
            using (var stream = File.Create(file)) written = EventExport.Write(store, EventQuery.Everything, EventExport.Find(name)!, stream);

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}: {written:N0} events, {written / watch.Elapsed.TotalSeconds:N0} a second, {(Environment.CpuUsage.TotalTime - before).TotalMicroseconds / written:F1} µs of processor time each, {new FileInfo(file).Length / (double)written:N0} bytes an event"));
        }
    }

    private static void Measure<T>(string what, IReadOnlyList<string> questions, Func<string, T> ask, TextWriter output)
    {
        DropCaches();
        var cold = questions.Select(question => Time(() => ask(question))).ToList();
        var warm = questions.Select(question => Enumerable.Range(0, 3).Min(_ => Time(() => ask(question)))).ToList();
        var worst = questions.Select((question, i) => (Question: question, Warm: warm[i], Cold: cold[i])).OrderByDescending(one => one.Warm).Take(Longest);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-22} cold p50 {Percentile(cold, 0.5),7:F1} p95 {Percentile(cold, 0.95),7:F1} ms   warm p50 {Percentile(warm, 0.5),7:F1} p95 {Percentile(warm, 0.95),7:F1} ms   longest (cold): {string.Join("; ", worst.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Warm:F0} ({one.Cold:F0}) {one.Question}")))}"));
        output.Flush();
    }

    private static double Time<T>(Func<T> ask)
    {
        var watch = Stopwatch.StartNew();
        ask();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Percentile(List<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }

    /// <summary>Drops the system's cache where the user may; elsewhere "cold" is what the cache happened to hold.</summary>
    private static void DropCaches()
    {
        try
        {
            File.WriteAllText("/proc/sys/vm/drop_caches", "1");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without the right, the figure is of a warm system.
        }
    }
}
