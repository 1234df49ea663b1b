using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Hosting;

namespace Dragoman.Cli.Usage;

/// <summary>An example in the help of a command.</summary>
/// <param name="Line">A command line that works as typed.</param>
/// <param name="Meaning">What it does, in one sentence.</param>
internal sealed record Example(string Line, string Meaning);

/// <summary>A command of <c>dragoman</c>: its options, its help, and what it does.</summary>
internal abstract class CliCommand : Command
{
    /// <summary>Makes the command with the options that every command has.</summary>
    /// <param name="name">The word on the command line.</param>
    /// <param name="usesJobs">Whether it works on several threads; otherwise <c>--jobs</c> is taken and means nothing.</param>
    /// <param name="writesData">Whether it writes data; otherwise <c>--output</c> is taken and nothing is written there.</param>
    protected CliCommand(string name, bool usesJobs, bool writesData = true)
        : base(name, CommandCatalogue.Summary(name))
    {
        Jobs.Hidden = !usesJobs;
        Output.Hidden = !writesData;
        Jobs.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) || jobs < 1)
                    result.AddError($"--jobs must be 1 or more, not '{token.Value}'");
            }
        });
    }

    /// <summary>What the help says between usage and options; null for nothing.</summary>
    public string? Details { get; protected init; }

    /// <summary>Examples for the help; two at least.</summary>
    public IReadOnlyList<Example> Examples { get; protected init; } = [];

    /// <summary><c>--output</c>.</summary>
    public Option<string?> Output { get; } = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Write to FILE, compressed if it ends in .gz; it gets its name when it is whole (default: standard output)",
    };

    /// <summary><c>--jobs</c>.</summary>
    public Option<int?> Jobs { get; } = new("--jobs", "-j")
    {
        HelpName = "N",
        Description = "Number of worker threads (default: all cores)",
    };

    /// <summary><c>--no-color</c>.</summary>
    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "No colours; NO_COLOR and TERM=dumb in the environment say the same",
    };

    /// <summary><c>--help</c>.</summary>
    public Option<bool> Help { get; } = CommonOptions.Help();

    /// <summary>Whether its arguments are a query, in which a word may begin with a dash.</summary>
    public virtual bool TakesQuery => false;

    /// <summary>Does what the command is for.</summary>
    /// <param name="invocation">The command line and what surrounds it.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="UsageException">The values of options do not fit together.</exception>
    /// <exception cref="CommandException">The command failed as a whole.</exception>
    public abstract int Run(Invocation invocation);

    /// <summary>Adds the options that every command has behind its own. The last step of a constructor.</summary>
    protected void AddCommonOptions()
    {
        Options.Add(Output);
        Options.Add(Jobs);
        Options.Add(NoColor);
        Options.Add(Help);
    }
}
