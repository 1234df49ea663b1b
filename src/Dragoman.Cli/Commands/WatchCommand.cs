using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Usage;
using Dragoman.Records;
using Dragoman.Sources;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman watch</c>: the sources of the store into the store, as they publish; and the list of sources.</summary>
internal sealed class WatchCommand : CliCommand
{
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Addresses of feeds, and OPML files, to be watched from now on (default: none more than the store holds)",
    };

    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<bool> _once = new("--once") { Description = "Look once at every source that is due, and end" };
    private readonly Option<bool> _all = new("--all") { Description = "With --once: at every source, due or not" };
    private readonly Option<bool> _list = new("--list") { Description = "Write the sources with their health and schedule, and end" };
    private readonly Option<string?> _opml = new("--opml") { HelpName = "FILE", Description = "Write the sources as OPML, that other feed readers take, and end" };
    private readonly Option<string[]> _remove = new("--remove") { HelpName = "URL", Description = "Watch this source no more, and end; what came from it stays" };
    private readonly Option<string?> _kind = new("--kind") { HelpName = "feed|sitemap|page", Description = "What the SOURCEs are (default: feed)" };
    private readonly Option<int?> _keep = new("--keep")
    {
        HelpName = "DAYS",
        Description = "Keep the texts of the SOURCEs so many days; after that, events stay with their sentences (store retention says more)",
    };

    private readonly Option<bool> _noPages = new("--no-pages") { Description = "Keep the entries of feeds as they are, without fetching the pages that they announce" };
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly NetworkOptions _network;
    private readonly TableOptions _tables;

    /// <summary>Makes the command.</summary>
    public WatchCommand()
        : base("watch", usesJobs: true)
    {
        Details =
            "Looks at each source as often as it changes: every five minutes to once a day, later and later while it fails, never sooner than it asks. "
            + "An article that has changed becomes a new version of the same document. Ctrl-C ends it; what was done is kept.\n"
            + "robots.txt is obeyed, a host is asked once a second at most, and addresses of private networks are not reached.";
        Examples =
        [
            new Example("dragoman watch https://example.org/feed.xml", "Watch a feed, and all that were watched before."),
            new Example("dragoman watch feeds.opml --once", "Take over a list of feeds and look at each once."),
            new Example("dragoman watch --list", "See what is watched, and how it does."),
        ];
        _keep.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _)) result.AddError($"--keep must be a number of days, not '{token.Value}'");
            }
        });
        _kind.AcceptOnlyFromAmong("feed", "sitemap", "page");
        Arguments.Add(_sources);
        Options.Add(_store);
        Options.Add(_once);
        Options.Add(_all);
        Options.Add(_list);
        Options.Add(_opml);
        Options.Add(_remove);
        Options.Add(_kind);
        Options.Add(_keep);
        Options.Add(_noPages);
        Options.Add(_json);
        _network = new NetworkOptions(this, mayRefrain: false);
        _tables = new TableOptions(this);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        using var store = EventStore.Open(invocation.StorePath(_store));
        var added = Add(invocation, store);
        if (invocation.Value(_remove) is { Length: > 0 } unwanted) return Remove(store, unwanted);
        if (invocation.Value(_opml) is { } file) return Export(store, file);
        if (invocation.Value(_list)) return List(invocation, store);
        var sources = store.Sources().Count;
        if (added > 0) Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{added:N0} sources are new"));
        if (sources == 0) throw new CommandException("there are no sources: name the address of a feed, or an OPML file");
        var options = new WatchOptions { FetchPages = !invocation.Value(_noPages) };
        var fetching = _network.Fetching(invocation);
        if (!invocation.Value(_once))
        {
            Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"watching {sources:N0} sources (Ctrl-C ends it)"));
            WatchLoop.Run(store, _tables.Coder(invocation), fetching, invocation.Jobs, options, invocation.Cancellation);
            return ExitCodes.Done;
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var tally = WatchLoop.RunOnce(store, _tables.Coder(invocation), fetching, invocation.Jobs, options, invocation.Value(_all), invocation.Cancellation);
        foreach (var line in tally.Summary(watch.Elapsed)) Invocation.Say(line);
        return tally.WasInterrupted ? ExitCodes.Interrupted : ExitCodes.Done;
    }

    private int Add(Invocation invocation, EventStore store)
    {
        var kind = invocation.Value(_kind) switch { "sitemap" => SourceKind.Sitemap, "page" => SourceKind.Page, _ => SourceKind.Feed };
        var sources = new List<WatchedSource>();
        foreach (var name in invocation.Value(_sources) ?? [])
        {
            if (ReadingRun.IsAddress(name))
            {
                if (!Uri.TryCreate(name, UriKind.Absolute, out var address)) throw new UsageException($"'{name}' is no address");
                sources.Add(new WatchedSource { Url = address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped), Kind = kind });
                continue;
            }

            if (!File.Exists(name)) throw new UsageException($"'{name}' is neither an http or https address nor a file");
            foreach (var item in new FileSource(new SourceOptions()).Read([name], invocation.Cancellation))
            {
                if (item.Failure is { } failure) throw new CommandException(failure.Message);
                if (item.Address is not { } found) throw new CommandException($"{name} is no list of sources; read it with dragoman read");
                sources.Add(new WatchedSource { Url = found.Url, Kind = found.IsSource ? found.Kind : kind, Title = found.Title, Category = found.Category });
            }
        }

        if (invocation.Value(_keep) is { } days)
        {
            if (sources.Count == 0) throw new UsageException("--keep: name the SOURCEs whose texts are meant");
            foreach (var source in sources) store.SetRetention(source.Url, days);
        }

        return store.AddSources(sources);
    }

    private static int Remove(EventStore store, string[] unwanted)
    {
        var missing = unwanted.Where(url => !store.RemoveSource(url)).ToList();
        foreach (var url in missing) Invocation.Say($"{url} was not watched");
        return missing.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static int Export(EventStore store, string file)
    {
        using var output = OutputTarget.Open(file == "-" ? null : file);
        using var buffer = new MemoryStream();
        Opml.Write(store.Sources(), buffer);
        output.Write(buffer.ToArray());
        output.Complete();
        return ExitCodes.Done;
    }

    private int List(Invocation invocation, EventStore store)
    {
        using var output = OutputTarget.Open(invocation.Output);
        var isTable = invocation.Output is null && invocation.Terminal.OutputIsTerminal && !invocation.Value(_json);
        foreach (var source in store.Sources())
        {
            var line = isTable ? Line(source) : System.Text.Json.JsonSerializer.Serialize(source, Records.Json.RecordsJson.Default.WatchedSource);
            output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        }

        output.Complete();
        return ExitCodes.Done;
    }

    private static string Line(WatchedSource source)
    {
        var next = source.NextAt is { } at ? at.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) : "now";
        var problem = source.Problem is null ? "" : $"  ({source.Problem})";
        return string.Create(CultureInfo.InvariantCulture, $"{source.Health.ToString().ToLowerInvariant(),-8} {source.Documents,7:N0}  next {next,-17}  {source.Url}  {source.Title}{problem}");
    }
}
