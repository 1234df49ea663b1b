using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Cli.Streaming;

/// <summary>A command that answers a stream: one input after another, from a file or standard input.</summary>
internal abstract class StreamCommand : CliCommand
{
    /// <summary>What the help of every such command says about bad input and bounds.</summary>
    protected const string StreamNotes =
        "What cannot be read is answered by a line {\"id\",\"line\",\"error\":{\"code\",\"message\"}} and counted on standard error; "
        + "the stream goes on. A document may have 16 MiB of text. Answers leave as soon as they are ready.";

    /// <summary>Makes the command.</summary>
    /// <param name="name">The word on the command line.</param>
    /// <param name="kinds">What <c>--input</c> may be beside <c>auto</c>.</param>
    protected StreamCommand(string name, params string[] kinds)
        : base(name, usesJobs: true)
    {
        Input = CommonOptions.Input(kinds);
        Arguments.Add(File);
        Options.Add(Input);
    }

    /// <summary><c>FILE</c>.</summary>
    protected Argument<string?> File { get; } = CommonOptions.File();

    /// <summary><c>--input</c>.</summary>
    protected Option<string?> Input { get; }

    /// <summary><c>--strict</c>.</summary>
    protected Option<bool> Strict { get; } = CommonOptions.Strict();

    /// <summary>The file to read.</summary>
    /// <exception cref="UsageException">None is named, and standard input is a terminal where nobody may know that it waits.</exception>
    protected string Path(Invocation invocation)
    {
        var path = invocation.Value(File);
        if (path is null && invocation.Terminal.InputIsTerminal)
            throw new UsageException($"nothing to read: name a FILE, or - to type it in and end with Ctrl-D");
        return path ?? DocumentFile.StandardInput;
    }

    /// <summary>What the input is taken for.</summary>
    protected InputKind Kind(Invocation invocation) => CommonOptions.Kind(invocation.Value(Input));

    /// <summary>Reads a line of JSON as a record.</summary>
    /// <exception cref="InputException">It is not the JSON that is expected; the message says where.</exception>
    protected static T Parse<T>(StreamInput input, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(input.Bytes.Span, type)
                ?? throw new InputException(ErrorCodes.InvalidJson, $"line {input.Line}: expected a JSON object, got null");
        }
        catch (JsonException invalid)
        {
            // A path means that the JSON itself is sound up to there and the value is of the wrong kind.
            var inField = invalid.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) && IsJson(input.Bytes.Span);
            throw inField
                ? new InputException(ErrorCodes.InvalidField, $"line {input.Line}: {invalid.Path![2..]} is not of the kind expected", invalid)
                : new InputException(
                    ErrorCodes.InvalidJson, $"line {input.Line}: not a JSON object: wrong at byte {invalid.BytePositionInLine + 1}", invalid);
        }
        catch (InvalidOperationException invalid)
        {
            throw new InputException(ErrorCodes.InvalidJson, $"line {input.Line}: a string holds no valid characters", invalid);
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
                // Only whether it can be read matters.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
