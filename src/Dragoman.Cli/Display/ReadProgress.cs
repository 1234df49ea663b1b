using System.Diagnostics;
using System.Globalization;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Spectre.Console;

namespace Dragoman.Cli.Display;

/// <summary>The progress bar of a reading: documents, rate, errors, time left. Drawn only where standard error is a terminal.</summary>
internal static class ReadProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs a reading under a bar.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="totalBytes">Bytes to read; 0 where that is not known.</param>
    /// <param name="body">Reads, and reports to the action that it is given.</param>
    public static Tally Run(Terminal terminal, long totalBytes, Func<Action<Tally>, Tally> body)
    {
        if (!terminal.ErrorIsTerminal || terminal.IsDumb) return body(static _ => { });
        return Consoles.Error(terminal).Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("reading", maxValue: Math.Max(1, totalBytes));
                task.IsIndeterminate = totalBytes == 0;
                var watch = Stopwatch.StartNew();
                var last = TimeSpan.MinValue;
                return body(tally =>
                {
                    if (last > TimeSpan.MinValue && watch.Elapsed - last < Interval) return;
                    last = watch.Elapsed;
                    task.Value = Math.Min(tally.BytesRead, task.MaxValue);
                    task.Description = Describe(tally, watch.Elapsed);
                });
            });
    }

    private static string Describe(Tally tally, TimeSpan elapsed)
    {
        var rate = elapsed.TotalSeconds < 0.05 ? 0 : tally.Done / elapsed.TotalSeconds;
        var text = string.Create(CultureInfo.InvariantCulture, $"{tally.Done:N0} documents · {rate:N0}/s");
        return tally.Failed == 0 ? text : text + string.Create(CultureInfo.InvariantCulture, $" · [red]{tally.Failed:N0} failed[/]");
    }
}
