using System.Diagnostics;
using Dragoman.Cli.Display;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Sources;
using Dragoman.Store;

namespace Dragoman.Cli.Reading;

/// <summary>A reading as <c>read</c> and <c>serve</c> do it: with a progress bar, a final account and an exit code.</summary>
internal static class ReadingRun
{
    /// <summary>Reads and says what was done.</summary>
    /// <param name="invocation">The command line and what surrounds it.</param>
    /// <param name="store">The store.</param>
    /// <param name="paths">Files and folders.</param>
    /// <param name="options">What files are taken for.</param>
    /// <param name="coder">What reads the events.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="StoreException">The store cannot be written; what it took before is kept.</exception>
    public static Tally Run(Invocation invocation, EventStore store, IReadOnlyList<string> paths, SourceOptions options, DocumentCoder coder)
    {
        var watch = Stopwatch.StartNew();
        var survey = invocation.Terminal.ErrorIsTerminal ? new FileSource(options).Survey(paths, invocation.Cancellation) : new SourceSurvey(0, 0);
        var tally = ReadProgress.Run(invocation.Terminal, survey.Bytes, progress =>
            new Ingestion { Store = store, Options = options, Coder = coder, Jobs = invocation.Jobs, Progress = progress }.Run(paths, invocation.Cancellation));
        foreach (var line in tally.Summary(watch.Elapsed)) Invocation.Say(line);
        return tally;
    }

    /// <summary>The exit code of a reading.</summary>
    /// <param name="tally">What was read.</param>
    /// <param name="paths">What was asked for.</param>
    /// <param name="strict">Whether one failure is enough.</param>
    public static int ExitCode(Tally tally, IReadOnlyList<string> paths, bool strict)
    {
        if (tally.WasInterrupted) return ExitCodes.Interrupted;

        // A path that somebody typed and that cannot be read is a failure of what was asked; one file among many in a folder is not.
        var asked = tally.Examples.Any(failure => paths.Contains(failure.Locator));
        return tally.Failed > 0 && (strict || asked || tally.Failed == tally.Done) ? ExitCodes.Failed : ExitCodes.Done;
    }
}
