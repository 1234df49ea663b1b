using System.Globalization;
using Dragoman.Articles;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Records;
using Dragoman.Records.Json;
using Dragoman.Stories;
using Dragoman.Stories.Reprints;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman stories</c>: whose text is this, and which matter is it about?</summary>
internal sealed class StoriesCommand : DocumentCommand
{
    /// <summary>Makes the command.</summary>
    public StoriesCommand()
        : base("stories")
    {
        Details =
            "Reads documents, one line of JSON each, and says of every one whether its text is another's (\"reprint_of\", with \"share\" and \"origin\"), whether "
            + "it is the next issue of a series or takes over a passage (\"reuse\", \"from\"), and which matter it is about (\"story\"). A document is compared with all "
            + "that came before it; a temporary file holds their words, and memory about 100 bytes for each.\n"
            + StreamNotes;
        Examples =
        [
            new Example("dragoman stories documents.jsonl.gz --output stories.jsonl", "Every document of a file."),
            new Example("dragoman stories - < documents.jsonl | jq -c 'select(.reprint_of)'", "Only the reprints, as they come."),
        ];
        Options.Add(Strict);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var inputs = Documents(invocation);
        using var output = OutputTarget.Open(invocation.Output);
        using var finder = new StoryFinder();
        var unnamed = 0;
        var host = new StreamHost
        {
            Jobs = invocation.Jobs,
            Strict = invocation.Value(Strict),
            Output = output,
            Prepare = static (input, cancellation) => Prepare(input, cancellation),
            Conclude = (prepared, buffer) =>
            {
                var text = (PreparedStory)prepared;
                var id = text.Document.Id;
                var answer = Add(finder, id.Length > 0 ? text : text.Named(string.Create(CultureInfo.InvariantCulture, $"#{++unnamed}")));
                JsonOutput.WriteLine(
                    buffer,
                    new StoryAnswer
                    {
                        Id = id.Length > 0 ? id : null,
                        ReprintOf = answer.Reprint.Reuse == Reuse.Reprint ? answer.Reprint.Of : null,
                        Story = answer.Story,
                        Origin = answer.Reprint.Origin,
                        Reuse = answer.Reprint.Reuse == Reuse.None ? null : answer.Reprint.Reuse.ToString().ToLowerInvariant(),
                        From = answer.Reprint.Reuse is Reuse.Series or Reuse.Passage ? answer.Reprint.Of : null,
                        Share = answer.Reprint.Reuse == Reuse.None ? null : Math.Round(answer.Reprint.Share, 3),
                    },
                    RecordsJsonContext.Default.StoryAnswer);
            },
        };
        return host.Run(inputs, invocation.Cancellation);
    }

    private static StoryVerdict Add(StoryFinder finder, PreparedStory text)
    {
        try
        {
            return finder.Add(text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                $"{System.IO.Path.GetTempPath()}: the temporary file of texts cannot be written: {Failures.Reason(failure)}; TMPDIR names another folder", failure);
        }
    }

    private static PreparedStory Prepare(StreamInput input, CancellationToken cancellation)
    {
        var document = Document(input);
        var article = ArticleReader.Read(document, cancellation).Article;
        return StoryFinder.Prepare(new StoryDocument
        {
            Id = document.Id ?? "",
            Text = article.Text,
            Title = article.Title,
            Publisher = article.Publisher ?? document.Source,
            OriginPublisher = article.Origin?.Publisher,
            IsAgency = NewsAgencies.Contains(article.Publisher ?? document.Source),
            Published = Moment(article.Published ?? document.Date),
        });
    }

    private static DateTime? Moment(string? date) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.UtcDateTime : null;
}
