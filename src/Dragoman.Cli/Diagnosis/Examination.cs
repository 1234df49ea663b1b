using System.Globalization;
using System.Runtime.InteropServices;
using Dragoman.Cli.Hosting;
using Dragoman.Knowledge;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Cli.Diagnosis;

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What.</param>
/// <param name="Text">How it is.</param>
/// <param name="IsWrong">Whether that is wrong.</param>
internal sealed record Finding(string Subject, string Text, bool IsWrong = false);

/// <summary>Looks at everything that the program needs, and changes nothing.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="deep">Whether to check the whole store.</param>
/// <param name="cancellation">Ends the check.</param>
internal sealed class Examination(Terminal terminal, bool deep, CancellationToken cancellation)
{
    /// <summary>Looks.</summary>
    /// <param name="settings">Reads the settings; what it throws is a finding.</param>
    /// <param name="store">Gives the path of the store.</param>
    public IEnumerable<Finding> Run(Func<Settings> settings, Func<string> store)
    {
        yield return new Finding("version", EngineVersion.Current);
        yield return new Finding("runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}");
        yield return new Finding(
            "machine",
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {Size(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} of memory"));
        yield return new Finding("executable", Environment.ProcessPath ?? AppContext.BaseDirectory);
        yield return DataFolder();
        foreach (var finding in Settings(settings)) yield return finding;
        foreach (var finding in Store(store)) yield return finding;
        yield return Tables();
        yield return new Finding("terminal", Describe(terminal));
    }

    private static Finding DataFolder()
    {
        var folder = Folders.Data;
        if (!Directory.Exists(folder))
        {
            var parent = folder;
            while (Path.GetDirectoryName(parent) is { } above && !Directory.Exists(parent)) parent = above;
            return Probe(parent) is { } refused
                ? new Finding("data folder", $"{folder} is not there and cannot be made: {refused}", IsWrong: true)
                : new Finding("data folder", $"{folder} (not there yet; made when it is needed)");
        }

        return Probe(folder) is { } reason
            ? new Finding("data folder", $"{folder} cannot be written: {reason}", IsWrong: true)
            : new Finding("data folder", folder);
    }

    /// <summary>Why a folder cannot be written; null where it can.</summary>
    private static string? Probe(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, $".dragoman-{Guid.NewGuid():N}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
                return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Failures.Reason(refused);
        }
    }

    private static IEnumerable<Finding> Settings(Func<Settings> load)
    {
        Settings? settings = null;
        string? wrong = null;
        try
        {
            settings = load();
            _ = settings.Jobs;
        }
        catch (UsageException refused)
        {
            wrong = refused.Message;
        }

        if (wrong is not null) yield return new Finding("settings", wrong, IsWrong: true);
        foreach (var place in Hosting.Settings.Places)
            yield return new Finding("settings", File.Exists(place) ? place : $"{place} (not there)");
        if (settings is null) yield break;
        foreach (var setting in settings.All) yield return new Finding("setting", $"{setting.Name} = {setting.Value} (from {setting.Origin})");
        foreach (var setting in settings.Unknown)
            yield return new Finding("setting", $"{setting.Name} (from {setting.Origin}) means nothing; there are {string.Join(", ", Hosting.Settings.Known)}", IsWrong: true);
    }

    private IEnumerable<Finding> Store(Func<string> locate)
    {
        string path;
        string? wrong = null;
        StoreHealth? health = null;
        StoreSummary? summary = null;
        try
        {
            path = locate();
        }
        catch (UsageException)
        {
            // The settings that name it cannot be read, which has been told.
            yield break;
        }

        if (!StorePlace.IsServer(path) && !File.Exists(path))
        {
            yield return new Finding("store", $"{path} (not there yet; read makes it)");
            yield break;
        }

        try
        {
            using var store = EventStore.Open(path, new StoreOptions { ReadOnly = true });
            summary = store.Summarize();
            health = store.Check(deep, cancellation);
        }
        catch (StoreException broken)
        {
            wrong = broken.Message;
        }

        if (wrong is not null) yield return new Finding("store", wrong, IsWrong: true);
        if (summary is null) yield break;
        yield return new Finding(
            "store",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: {summary.Documents:N0} documents, {summary.Events:N0} events, {summary.Problems:N0} problems, {Size(summary.SizeOnDisk)}, schema {summary.SchemaVersion}"));
        foreach (var finding in health?.Findings ?? []) yield return new Finding("store", finding, IsWrong: true);
        if (health is { IsHealthy: true }) yield return new Finding("store", deep ? "sound, every page checked" : "sound (--deep checks every page)");
    }

    private static Finding Tables()
    {
        try
        {
            var knowledge = KnowledgeBase.Default;
            return new Finding(
                "tables",
                string.Create(CultureInfo.InvariantCulture, $"{knowledge.Countries.Count:N0} states, {knowledge.PhraseCount:N0} names and roles"),
                IsWrong: knowledge.Countries.Count == 0);
        }
        catch (InvalidDataException malformed)
        {
            return new Finding("tables", malformed.Message, IsWrong: true);
        }
    }

    private static string Describe(Terminal terminal)
    {
        if (!terminal.OutputIsTerminal) return "none: standard output goes to a file or a pipe";
        return (Environment.GetEnvironmentVariable("TERM") ?? "unnamed") + (terminal.OutputHasColor ? ", with colours" : ", without colours");
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1024L * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024 / 1024:0.#} GiB"),
    };
}
