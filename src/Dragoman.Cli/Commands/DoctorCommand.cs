using System.CommandLine;
using System.Text;
using Dragoman.Cli.Diagnosis;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman doctor</c>: is everything in place?</summary>
internal sealed class DoctorCommand : CliCommand
{
    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<bool> _deep = new("--deep") { Description = "Check every page and index of the store, which takes time in proportion to it" };

    /// <summary>Makes the command.</summary>
    public DoctorCommand()
        : base("doctor", usesJobs: false)
    {
        Details = "Shows versions, folders, settings and where each comes from, the health of the store, the tables that were built in, and the terminal. "
            + "Ends with exit code 1 if something is wrong.";
        Examples =
        [
            new Example("dragoman doctor", "A look at everything."),
            new Example("dragoman doctor --store news.db --deep", "A thorough check of a store."),
        ];
        Options.Add(_store);
        Options.Add(_deep);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var examination = new Examination(invocation.Terminal, invocation.Value(_deep), invocation.Cancellation);
        var findings = examination.Run(() => invocation.Settings, () => invocation.StorePath(_store)).ToList();
        using var output = OutputTarget.Open(invocation.Output);
        var hasColor = output.IsStandardOutput && invocation.Terminal.OutputHasColor;
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            var mark = finding.IsWrong ? "wrong" : "ok";
            if (hasColor) mark = finding.IsWrong ? "\e[31mwrong\e[0m" : "\e[32mok\e[0m   ";
            text.Append(hasColor ? mark : mark.PadRight(5)).Append("  ").Append(finding.Subject.PadRight(14)).Append(finding.Text).Append('\n');
        }

        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        output.Complete();
        return findings.Any(finding => finding.IsWrong) ? ExitCodes.Failed : ExitCodes.Done;
    }
}
