using System.CommandLine;
using System.Globalization;
using System.Text;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Knowledge.Places;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman where</c>: which place a name means, and why.</summary>
internal sealed class WhereCommand : CliCommand
{
    private const int Most = 6;

    private readonly Argument<string[]> _name = new("NAME")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "The name of a place; what it lies in may stand behind a comma: \"Springfield, Illinois\"",
    };

    private readonly Option<string[]> _near = new("--near")
    {
        HelpName = "PLACE",
        Description = "A place or country that the text speaks of too; may be given several times",
    };

    private readonly Option<string?> _knowledge = new("--knowledge")
    {
        HelpName = "DIR",
        Description = "A folder of your own tables; places.tsv in it is added to the places built in",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    /// <summary>Makes the command.</summary>
    public WhereCommand()
        : base("where", usesJobs: false)
    {
        Details = "Shows the place that a name means where nothing else is known, or in a text that speaks of the places given with --near: its point, division and "
            + "country, how sure the choice is and why, and the places that come next. On a terminal for people; elsewhere JSON Lines, the likeliest place first. "
            + "Ends with exit code 1 where no place bears the name.";
        Examples =
        [
            new Example("dragoman where Tripoli --near Lebanon", "The one in Lebanon, though the one in Libya is larger."),
            new Example("dragoman where 'Springfield, Illinois'", "The Springfield that lies in Illinois."),
        ];
        Arguments.Add(_name);
        Options.Add(_near);
        Options.Add(_knowledge);
        Options.Add(_json);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var gazetteer = Open(invocation.Value(_knowledge));
        var resolver = new PlaceResolver(gazetteer);
        var asked = string.Join(' ', invocation.Value(_name) ?? []).Trim();
        if (Add(gazetteer, resolver, asked, 1) is not { } group)
        {
            Invocation.Say($"no place in the tables is called '{asked}'");
            return ExitCodes.Failed;
        }

        foreach (var near in invocation.Value(_near) ?? [])
        {
            // Said by a person and not met in passing: it counts as much as several mentions, and as what the place lies in.
            if (Add(gazetteer, resolver, near, 4) is null)
                throw new UsageException($"--near: no place in the tables is called '{near}'");
            if (gazetteer.TryFind(Head(asked), out var name) && gazetteer.TryFind(Head(near), out var around))
                resolver.Add(name, 0, around);
        }

        resolver.Resolve();
        var chosen = resolver.PlaceOf(group);
        var ranking = resolver.RankingOf(group, Most);
        using var output = OutputTarget.Open(invocation.Output);
        if (output.IsStandardOutput && !invocation.Value(_json) && invocation.Terminal.OutputIsTerminal)
        {
            output.Write(Encoding.UTF8.GetBytes(Report(asked, chosen, ranking)));
        }
        else
        {
            using var buffer = new PooledBuffer();
            foreach (var (place, _) in ranking)
                JsonOutput.WriteLine(buffer, place, RecordsJson.Default.Place);
            output.Write(buffer.Written);
        }

        output.Complete();
        return ExitCodes.Done;
    }

    private static Gazetteer Open(string? directory)
    {
        if (directory is not null && !Directory.Exists(directory))
            throw new UsageException($"{directory}: no such folder of knowledge tables");
        var gazetteer = Gazetteer.Load(directory);
        foreach (var problem in gazetteer.Problems) Invocation.Say($"left out: {problem}");
        return gazetteer;
    }

    /// <summary>Adds a name, with what it lies in behind commas; null where no place bears it.</summary>
    private static int? Add(Gazetteer gazetteer, PlaceResolver resolver, string name, double weight)
    {
        int? first = null;
        PlaceMatch? inner = null;
        foreach (var piece in name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!gazetteer.TryFind(piece, out var match))
                return first;
            if (inner is { } outer)
                resolver.Add(outer, 0, match);
            var group = resolver.Add(match, weight);
            first ??= group;
            inner = match;
        }

        return first;
    }

    private static string Head(string name) => name.Split(',')[0].Trim();

    private static string Report(string asked, Place? chosen, IReadOnlyList<(Place Place, double Evidence)> ranking)
    {
        var text = new StringBuilder();
        if (chosen is null)
            text.Append(CultureInfo.InvariantCulture, $"{asked}: too little speaks for any of the places of that name\n\n");
        for (var i = 0; i < ranking.Count; i++)
        {
            var (place, evidence) = ranking[i];
            if (i == 1 || (i == 0 && chosen is null))
                text.Append(i == 0 ? "" : "\nnext:\n");
            var lies = string.Join(", ", new[] { place.Admin2, place.Admin1, place.Country }.Where(part => part is not null));
            text.Append(CultureInfo.InvariantCulture, $"{place.Name}{(lies.Length > 0 ? " (" + lies + ")" : "")}\n");
            text.Append(CultureInfo.InvariantCulture, $"  point      {place.Lat:0.####}, {place.Lon:0.####}, known to the {place.Precision}, feature {place.Feature}");
            text.Append(place.Geonames is { } id ? string.Create(CultureInfo.InvariantCulture, $", GeoNames {id}\n") : ", of our own tables\n");
            text.Append(CultureInfo.InvariantCulture, $"  score      {place.Score:0.00} (evidence {evidence:0.0})\n  because    {place.Reason}\n");
        }

        return text.ToString();
    }
}
