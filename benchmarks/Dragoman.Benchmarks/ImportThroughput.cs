using System.Diagnostics;
using System.Globalization;
using Dragoman.Store;

namespace Dragoman.Benchmarks;

/// <summary>
/// Files of other data sets: how many rows a second go in. `-- imports STORE [ROWS]` writes the newest events of a store (made by `-- store`) in the three forms, and imports
/// each file into a new store, as one load.
/// </summary>
internal static class ImportThroughput
{
    private const int DefaultRows = 300_000;

    public static int Run(string[] args, TextWriter output)
    {
        if (args.Length == 0)
        {
            output.WriteLine("name a store");
            return 1;
        }

        var rows = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : DefaultRows;
        var folder = Directory.CreateTempSubdirectory("dragoman-import-bench-");
        try
        {
            foreach (var name in (string[])["gdelt", "icews", "polecat"])
            {
                var file = Path.Combine(folder.FullName, name + ".tab");
                Write(args[0], name, rows, file);
                Import(file, Path.Combine(folder.FullName, name + ".store"), name, output);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static void Write(string place, string name, int rows, string file)
    {
        var format = EventExport.Find(name)!;
        using var store = EventStore.Open(place, new StoreOptions { ReadOnly = true });
        using var stream = File.Create(file);
        format.Write(store.Enumerate(EventQuery.Everything, format.Detail).Take(rows), stream);
    }

    private static void Import(string file, string place, string name, TextWriter output)
    {
        using var store = EventStore.Open(place);
        using var stream = File.OpenRead(file);
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var load = store.BeginLoad();
        var result = store.Import(stream, Path.GetFileName(file), DateTimeOffset.UnixEpoch)!;
        var written = watch.Elapsed;
        load.Dispose();
        var spent = Environment.CpuUsage.TotalTime - before;
        var size = store.Summarize().SizeOnDisk;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {result.Rows:N0} rows ({result.Known:N0} known, {result.Damaged:N0} damaged), {result.Rows / written.TotalSeconds:N0} a second, with the end of the load {result.Rows / watch.Elapsed.TotalSeconds:N0}, {spent.TotalMicroseconds / result.Rows:F1} µs of processor time each, {size / (double)result.Rows:N0} bytes a row"));
        output.Flush();
    }
}
