using System.CommandLine;
using System.Text;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman completion</c>: the script that teaches a shell to complete command lines.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or pwsh" };

    /// <summary>Makes the command.</summary>
    public CompletionCommand()
        : base("completion", usesJobs: false)
    {
        Details = "Writes a script that a shell reads when it starts. Commands, options and their values are completed, and names of files.";
        Examples =
        [
            new Example("source <(dragoman completion bash)", "For this shell; put the line into ~/.bashrc for every one."),
            new Example("dragoman completion zsh --output ~/.zfunc/_dragoman", "With fpath+=~/.zfunc before compinit in ~/.zshrc."),
            new Example("dragoman completion fish --output ~/.config/fish/completions/dragoman.fish", "For fish."),
            new Example("dragoman completion pwsh | Out-String | Invoke-Expression", "For PowerShell; put the line into $PROFILE."),
        ];
        _shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        Arguments.Add(_shell);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        using var output = OutputTarget.Open(invocation.Output);
        output.Write(Encoding.UTF8.GetBytes(CompletionScripts.For(invocation.Value(_shell)!)));
        output.Complete();
        return ExitCodes.Done;
    }
}
