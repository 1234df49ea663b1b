using System.Text;
using Dragoman.Language;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Cli.Streaming;

/// <summary>Reads the sentences of a CoNLL-U file.</summary>
internal static class SentenceInputs
{
    /// <summary>Every sentence of a file; one that is not well formed is a failure, and the reading goes on behind it.</summary>
    /// <param name="path">The file, gzip or not; <c>-</c> for standard input.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InputException">The file cannot be read, from its start or from somewhere on.</exception>
    public static IEnumerable<StreamInput> Read(string path, CancellationToken cancellation)
    {
        using var characters = new StreamReader(DocumentFile.Open(path), Encoding.UTF8);
        var reader = new ConlluSentenceReader(characters);
        while (Next(reader, path, cancellation) is { } input) yield return input;
    }

    private static StreamInput? Next(ConlluSentenceReader reader, string path, CancellationToken cancellation)
    {
        try
        {
            return reader.Read(cancellation) is { } sentence ? StreamInput.Of(sentence) : null;
        }
        catch (InputException malformed)
        {
            return StreamInput.OfFailure(
                1, new SourceFailure(path, malformed.Code, $"{LineInputs.Name(path)}: {malformed.Message}"));
        }
        catch (InvalidDataException damaged)
        {
            throw new InputException(ErrorCodes.InvalidArchive, $"{LineInputs.Name(path)}: the gzip data are damaged or cut off", damaged);
        }
        catch (IOException failed)
        {
            throw new InputException(ErrorCodes.ReadFailed, $"{LineInputs.Name(path)}: cannot be read: {failed.Message}", failed);
        }
    }
}
