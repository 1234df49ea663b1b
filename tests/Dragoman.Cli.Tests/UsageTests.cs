using Dragoman.Cli.Usage;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>Help, version and wrong usage.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Executable _dragoman = new();

    public static TheoryData<string> Commands => new(CommandCatalogue.All.Select(entry => entry.Name));

    public void Dispose() => _dragoman.Dispose();

    [Fact]
    public void The_help_of_the_program_lists_every_command()
    {
        var outcome = _dragoman.Run("--help");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Golden.Matches("Dragoman.Cli.Tests", "help.txt", outcome.Output);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_help_of_a_command_is_as_reviewed(string command)
    {
        var root = CommandLine.Root(command);
        Golden.Matches("Dragoman.Cli.Tests", $"help-{command}.txt", HelpWriter.Write((CliCommand)root.Subcommands.Single()));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_has_a_description_and_two_examples_that_call_it(string command)
    {
        var made = (CliCommand)CommandLine.Root(command).Subcommands.Single();
        Assert.False(string.IsNullOrWhiteSpace(made.Description));
        Assert.True(made.Examples.Count >= 2);
        Assert.All(made.Examples, example => Assert.Contains($"dragoman {command}", example.Line, StringComparison.Ordinal));
        Assert.All(made.Options.Where(option => !option.Hidden), option => Assert.False(string.IsNullOrWhiteSpace(option.Description)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_takes_the_options_that_all_commands_share(string command)
    {
        var names = CommandLine.Root(command).Subcommands.Single().Options.Select(option => option.Name).ToList();
        Assert.All(["--output", "--jobs", "--no-color", "--help"], option => Assert.Contains(option, names));
    }

    [Fact]
    public void Help_goes_to_standard_output_even_where_the_rest_is_wrong()
    {
        var outcome = _dragoman.Run("relate", "--help", "--jobs", "none");
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("Say which relation", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_that_of_the_engine()
    {
        var outcome = _dragoman.Run("--version");
        Assert.Equal((0, Records.EngineVersion.Current + "\n"), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public void Without_a_command_the_help_goes_to_standard_error()
    {
        var outcome = _dragoman.Run();
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("Usage: dragoman COMMAND", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown command 'coed': did you mean 'code'?", "Try 'dragoman --help'.", "coed", "x.txt")]
    [InlineData("unknown option '--jsn': did you mean '--json'?", "Try 'dragoman code --help'.", "code", "--jsn", "x.txt")]
    [InlineData("unknown option '--vresion': did you mean '--version'?", "Try 'dragoman --help'.", "--vresion")]
    [InlineData("unknown argument 'b.txt'", "Try 'dragoman code --help'.", "code", "a.txt", "b.txt")]
    [InlineData("--jobs must be 1 or more", "Try 'dragoman code --help'.", "code", "--jobs", "0", "x.txt")]
    [InlineData("--count-memory must be a whole number of MiB, 0 or more, not '-1'", "Try 'dragoman serve --help'.", "serve", "--count-memory", "-1")]
    [InlineData("--date '29/3/2019': expected a day such as 2019-03-29", "Try 'dragoman code --help'.", "code", "--date", "29/3/2019", "x.txt")]
    [InlineData("must be one of:", "Try 'dragoman relate --help'.", "relate", "--input", "html", "x")]
    public void Wrong_usage_is_told_with_a_hint_and_ends_with_2(string message, string hint, params string[] arguments)
    {
        var outcome = _dragoman.Run(arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(hint, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_may_have_a_value_that_looks_like_an_option()
    {
        var outcome = _dragoman.Pipe("Envoys met.", "code", "--title=--five-- dead");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("\"title\":\"--five-- dead\"", outcome.Output, StringComparison.Ordinal);
    }
}
