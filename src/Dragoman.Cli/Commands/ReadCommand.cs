using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Usage;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman read</c>: files and folders into the store.</summary>
internal sealed class ReadCommand : CliCommand
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Files, folders and addresses: text, HTML, JSON Lines, feeds, OPML, sitemaps, WARC, WET, mail, Telegram exports, each gzip or not; - for standard input",
    };

    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<string?> _input = CommonOptions.Input("text", "html", "jsonl");
    private readonly Option<bool> _strict = CommonOptions.Strict();
    private readonly Option<string?> _since = Day("--since", "Of archives, only records fetched on or after this day (UTC)");
    private readonly Option<string?> _until = Day("--until", "Of archives, only records fetched before this day (UTC)");
    private readonly MetadataOptions _metadata;
    private readonly NetworkOptions _network;
    private readonly TableOptions _tables;

    /// <summary>Makes the command.</summary>
    public ReadCommand()
        : base("read", usesJobs: true, writesData: false)
    {
        Details =
            "Reads every document once: what the store holds already is not coded again, so a command that was interrupted goes on where it ended. "
            + "An archive is read on where it was left; feeds of an OPML file become sources, that watch and serve look at from then on. "
            + "What cannot be read is named at the end with the reason, and kept in the store as a problem.\n"
            + "Batches of documents are stored whole or not at all; Ctrl-C keeps what was done.";
        Examples =
        [
            new Example("dragoman read news/", "A folder with everything in it, into your store."),
            new Example("dragoman read archive.jsonl.gz feeds/*.xml --store news.db", "Several files, into a store of their own."),
            new Example("dragoman read https://example.org/feed.xml sources.opml", "A feed, and a list of feeds."),
            new Example("dragoman read CC-NEWS-20190329.warc.gz --since 2019-03-29", "An archive, from a day on."),
            new Example("dragoman read report.txt --date 2019-03-29 --source 'Radio Equator'", "A bare text, with what it does not say itself."),
        ];
        Arguments.Add(_paths);
        Options.Add(_store);
        Options.Add(_input);
        Options.Add(_since);
        Options.Add(_until);
        _metadata = new MetadataOptions(this);
        _network = new NetworkOptions(this, mayRefrain: true);
        _tables = new TableOptions(this);
        Options.Add(_strict);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var paths = invocation.Value(_paths) ?? [];
        var coder = _tables.Coder(invocation);
        using var store = EventStore.Open(invocation.StorePath(_store));
        var options = _metadata.Sources(invocation, CommonOptions.Kind(invocation.Value(_input))) with { Since = Moment(invocation, _since), Until = Moment(invocation, _until) };
        var tally = ReadingRun.Run(invocation, store, paths, options, coder, _network);
        return ReadingRun.ExitCode(tally, paths, invocation.Value(_strict));
    }

    private static Option<string?> Day(string name, string description)
    {
        var option = new Option<string?>(name) { HelpName = "DAY", Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } value && !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                result.AddError($"{name} '{value}': expected a day such as 2019-03-29");
        });
        return option;
    }

    private static DateTimeOffset? Moment(Invocation invocation, Option<string?> option) =>
        invocation.Value(option) is { } value ? new DateTimeOffset(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
}
