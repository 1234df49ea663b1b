using Dragoman.Cli.Usage;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Cli.Streaming;

/// <summary>A command that answers documents: a text, a page, or the lines of JSON Lines.</summary>
internal abstract class DocumentCommand : StreamCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="name">The word on the command line.</param>
    protected DocumentCommand(string name)
        : base(name, "text", "html", "jsonl") => Metadata = new MetadataOptions(this);

    /// <summary>What the command line says about a bare file.</summary>
    protected MetadataOptions Metadata { get; }

    /// <summary>Reads the documents.</summary>
    protected IEnumerable<StreamInput> Documents(Invocation invocation)
    {
        var path = Path(invocation);
        var options = Metadata.Sources(invocation, Kind(invocation));
        return DocumentFile.Read(path, options, invocation.Cancellation).Select(item => StreamInput.Of(item, path));
    }

    /// <summary>The document of an input.</summary>
    protected static Document Document(StreamInput input) =>
        input.Document ?? throw new InvalidOperationException("an input without a document was not reported as a failure");
}
