using System.Globalization;
using System.IO.Compression;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Records;
using Dragoman.Sources;
using Dragoman.Store;

namespace Dragoman.Cli.Reading;

/// <summary>Files of other data sets into the store: plain, compressed with gzip, or in a ZIP archive.</summary>
internal sealed class ForeignFiles(EventStore store, CancellationToken cancellation)
{
    private const int MostNamed = 20;
    private static readonly string[] Endings = [".csv", ".tsv", ".tab", ".txt"];
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);

    private long _damagedHere;

    /// <summary>Rows that were new, of all files.</summary>
    public long Rows { get; private set; }

    /// <summary>Lines that could not be read, of all files.</summary>
    public long Damaged { get; private set; }

    /// <summary>Whether a file's name lets one look whether it is of a data set.</summary>
    public static bool MayBe(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return (IsZip(path) || Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) && new FileInfo(path) is { Exists: true, Length: > 0 };
    }

    /// <summary>Imports a file.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <returns>False where it is of no data set that is known, and nothing was imported.</returns>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public bool Import(string path)
    {
        try
        {
            if (!IsZip(path))
            {
                using var file = DocumentFile.Open(path);
                return Import(file, path == DocumentFile.StandardInput ? "standard input" : path);
            }

            using var archive = ZipFile.OpenRead(path);
            var any = false;
            foreach (var entry in archive.Entries.Where(entry => Endings.Any(ending => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))))
            {
                using var file = entry.Open();
                any |= Import(file, $"{path}#{entry.FullName}");
            }

            return any;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or InputException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path}: {(unreadable is InvalidDataException or InputException ? unreadable.Message : Failures.Reason(unreadable))}", unreadable);
        }
    }

    private static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private bool Import(Stream file, string path)
    {
        _damagedHere = 0;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var said = TimeSpan.Zero;
        var result = store.Import(
            file,
            Path.GetFileName(path),
            DateTimeOffset.UtcNow,
            (line, reason) =>
            {
                if (++_damagedHere <= MostNamed) Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{path}: line {line}: {reason}"));
            },
            so =>
            {
                if (watch.Elapsed - said < SayEvery) return;
                said = watch.Elapsed;
                Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{path}: {so.Rows + so.Known:N0} rows, {(so.Rows + so.Known) / watch.Elapsed.TotalSeconds:N0}/s"));
            },
            cancellation);
        if (result is null) return false;
        if (result.Damaged > MostNamed) Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{path}: … and {result.Damaged - MostNamed:N0} more damaged lines"));
        Invocation.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {result.Origin}, {result.Rows:N0} new rows, {result.Known:N0} known, {result.Damaged:N0} damaged lines, in {watch.Elapsed.TotalSeconds:0.0} s"));
        Rows += result.Rows;
        Damaged += result.Damaged;
        return true;
    }
}
