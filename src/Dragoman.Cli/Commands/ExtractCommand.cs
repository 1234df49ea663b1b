using Dragoman.Articles;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman extract</c>: pages to articles.</summary>
internal sealed class ExtractCommand : DocumentCommand
{
    /// <summary>Makes the command.</summary>
    public ExtractCommand()
        : base("extract")
    {
        Details =
            "Reads an HTML or text file, a feed, or JSON Lines {\"id\",\"url\"?,\"html\" or \"text\"}. Writes JSON Lines, one article each, in the order of the input.\n"
            + StreamNotes;
        Examples =
        [
            new Example("dragoman extract page.html", "The article of one page, as a line of JSON."),
            new Example("dragoman extract pages.jsonl.gz --output articles.jsonl.gz", "A file of pages, on all cores; both files compressed."),
            new Example("curl -s https://example.org/report | dragoman extract --input html --url https://example.org/report", "A page from a pipe."),
        ];
        Options.Add(Strict);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        using var output = OutputTarget.Open(invocation.Output);
        var host = new StreamHost
        {
            Jobs = invocation.Jobs,
            Strict = invocation.Value(Strict),
            Output = output,
            Answer = static (input, buffer, cancellation) =>
                RecordOutput.WriteLine(buffer, ArticleReader.Read(Document(input), cancellation).Article),
        };
        return host.Run(Documents(invocation), invocation.Cancellation);
    }
}
