using System.CommandLine;
using System.Text;
using Dragoman.Cli.Evaluation;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman evaluate</c>: how well does the program read, by a gold file?</summary>
internal sealed class EvaluateCommand : CliCommand
{
    private const int LongestFirstLine = 64 * 1024;
    private readonly Argument<string> _gold = new("GOLD") { Description = "The gold file, gzip or not; its content says of which kind it is" };

    private readonly Option<string?> _system = new("--system")
    {
        HelpName = "FILE",
        Description = "Score the answers in FILE (default: read the gold file's text now)",
    };

    private readonly Option<string> _model = new("--model")
    {
        HelpName = "english|rules|FILE",
        Description = "The language model that reads",
        DefaultValueFactory = static _ => ParseCommand.EnglishModel,
    };

    private readonly Option<bool> _raw = new("--raw") { Description = "CoNLL-U: start from the text alone; sentences and words are found, not given" };

    private readonly Option<int> _disagreements = new("--disagreements")
    {
        HelpName = "N",
        Description = "List the first N disagreements (default: 20)",
        DefaultValueFactory = static _ => 20,
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object instead of tables" };

    /// <summary>Makes the command.</summary>
    public EvaluateCommand()
        : base("evaluate", usesJobs: false)
    {
        Details = "Reads the texts of a gold file and compares what comes out. Gold kinds: CoNLL-U, scored as in the CoNLL 2018 shared task "
            + "(words aligned by their characters, relations without subtypes), with each relation by itself, and names where the last column has NER=B-PER; "
            + "JSON Lines of coded documents, as code writes them: events by type, sides, modes, codes, dates and factuality, and agreement over sentences "
            + "(Cohen's kappa, Krippendorff's alpha), with --system between two coders.";
        Examples =
        [
            new Example("dragoman evaluate dev.conllu.gz", "From the gold file's own words."),
            new Example("dragoman evaluate dev.conllu.gz --raw --json", "From its text alone, as one JSON object."),
            new Example("dragoman evaluate gold.conllu --system other.conllu", "What another program has read."),
            new Example("dragoman evaluate first-coder.jsonl --system second-coder.jsonl", "Agreement between two people's codings."),
        ];
        _disagreements.Validators.Add(static result =>
        {
            if (result.Tokens.Any(static token => !int.TryParse(token.Value, out var count) || count < 0)) result.AddError("--disagreements must be 0 or more");
        });
        Arguments.Add(_gold);
        Options.Add(_system);
        Options.Add(_model);
        Options.Add(_raw);
        Options.Add(_disagreements);
        Options.Add(_json);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var gold = invocation.Value(_gold)!;
        if (gold == "-") throw new UsageException("the gold file is looked at twice and cannot come from standard input");
        var first = FirstLine(gold);
        var kind = GoldKind.All.FirstOrDefault(kind => kind.Recognizes(first)) ?? throw new CommandException(
            $"{gold}: this is no gold file: known kinds are {string.Join(", ", GoldKind.All.Select(kind => kind.Name))}");
        var request = new EvaluationRequest(
            gold, invocation.Value(_system), invocation.Value(_model)!, invocation.Value(_raw), invocation.Value(_json), invocation.Value(_disagreements));
        if (request is { Raw: true, System: not null }) throw new UsageException("--raw and --system do not go together: the answers are read already");
        using var output = OutputTarget.Open(invocation.Output);
        return kind.Evaluate(request, invocation, output);
    }

    private static string FirstLine(string path)
    {
        try
        {
            using var reader = new StreamReader(DocumentFile.Open(path), Encoding.UTF8);
            var line = new StringBuilder();
            for (var c = reader.Read(); c >= 0 && line.Length < LongestFirstLine; c = reader.Read())
            {
                if (c is '\n' or '\r')
                {
                    if (line.ToString().AsSpan().Trim().Length > 0) break;
                    line.Clear();
                }
                else
                {
                    line.Append((char)c);
                }
            }

            return line.ToString();
        }
        catch (InvalidDataException damaged)
        {
            throw new InputException(ErrorCodes.InvalidArchive, $"{LineInputs.Name(path)}: the gzip data are damaged or cut off", damaged);
        }
    }
}
