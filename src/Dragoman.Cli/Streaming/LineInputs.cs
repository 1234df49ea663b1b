using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Cli.Streaming;

/// <summary>Reads the inputs of commands that take lines of their own kind.</summary>
internal static class LineInputs
{
    /// <summary>Every line of a file that is not blank.</summary>
    /// <param name="path">The file, gzip or not; <c>-</c> for standard input.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InputException">The file cannot be read, from its start or from somewhere on.</exception>
    public static IEnumerable<StreamInput> Lines(string path, CancellationToken cancellation)
    {
        using var reader = new BoundedLineReader(DocumentFile.Open(path));
        while (true)
        {
            if (!TryRead(reader, path, cancellation, out var line, out var tooLong)) yield break;
            if (tooLong) yield return StreamInput.OfLongLine(Name(path), reader.LineNumber, Limits.LineBytes);
            else if (!IsBlank(line.Span)) yield return StreamInput.OfBytes(reader.LineNumber, line.Span);
        }
    }

    /// <summary>Whether a line holds nothing but white space.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;

    /// <summary>What a path is called in messages.</summary>
    public static string Name(string path) => path == DocumentFile.StandardInput ? "standard input" : path;

    /// <summary>Reads a line; damage in the file becomes a message that names it.</summary>
    public static bool TryRead(
        BoundedLineReader reader, string path, CancellationToken cancellation, out ReadOnlyMemory<byte> line, out bool tooLong)
    {
        try
        {
            return reader.TryReadLine(out line, out tooLong, cancellation);
        }
        catch (InputException endless)
        {
            throw new InputException(endless.Code, $"{Name(path)}: {endless.Message}", endless);
        }
        catch (InvalidDataException damaged)
        {
            throw new InputException(
                ErrorCodes.InvalidArchive, $"{Name(path)}: the gzip data are damaged or cut off behind line {reader.LineNumber}", damaged);
        }
        catch (IOException failed)
        {
            throw new InputException(
                ErrorCodes.ReadFailed, $"{Name(path)}: cannot be read behind line {reader.LineNumber}: {failed.Message}", failed);
        }
    }
}
