using System.Buffers;
using Dragoman.Language;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Cli.Streaming;

/// <summary>One thing to be answered: a line, a block of lines, or a document already read.</summary>
internal sealed class StreamInput
{
    private const int BytesPerWord = 128;

    private byte[]? _rented;

    private StreamInput()
    {
    }

    /// <summary>Number of its (first) line, 1 the first; 0 where the input is not made of lines.</summary>
    public long Line { get; private init; }

    /// <summary>Its bytes; empty for a document. Valid until <see cref="Release"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private init; }

    /// <summary>The document; null for lines and failures.</summary>
    public Document? Document { get; private init; }

    /// <summary>The sentence, where the input is tokenized; null elsewhere.</summary>
    public ConlluSentence? Sentence { get; private init; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public SourceFailure? Failure { get; private init; }

    /// <summary>The id of what cannot be read, where that could still be seen.</summary>
    public string? Id { get; private init; }

    /// <summary>What it takes in memory, in bytes, roughly.</summary>
    public long Size { get; private init; }

    /// <summary>Takes a copy of bytes.</summary>
    public static StreamInput OfBytes(long line, ReadOnlySpan<byte> bytes)
    {
        var rented = bytes.Length <= 1024 * 1024 ? ArrayPool<byte>.Shared.Rent(bytes.Length) : null;
        var array = rented ?? new byte[bytes.Length];
        bytes.CopyTo(array);
        return new StreamInput { Line = line, Bytes = array.AsMemory(0, bytes.Length), Size = bytes.Length, _rented = rented };
    }

    /// <summary>A line that is over the limit.</summary>
    public static StreamInput OfLongLine(string name, long line, int limit) => OfFailure(
        line,
        new SourceFailure($"{name}#{line}", ErrorCodes.TooLarge, $"{name}: line {line} is longer than the {limit:N0} bytes that are read"));

    /// <summary>A line that cannot be read.</summary>
    public static StreamInput OfFailure(long line, SourceFailure failure) => new() { Line = line, Failure = failure };

    /// <summary>A sentence that is tokenized.</summary>
    public static StreamInput Of(ConlluSentence sentence) => new()
    {
        Line = sentence.Line,
        Sentence = sentence,
        Size = sentence.Words.Count * BytesPerWord,
    };

    /// <summary>What came out of a file of documents.</summary>
    /// <param name="item">The document, or why there is none.</param>
    /// <param name="path">The file, as named on the command line.</param>
    public static StreamInput Of(SourceItem item, string path) => new()
    {
        Line = item.Line,
        Document = item.Document?.Document,
        Failure = path == DocumentFile.StandardInput ? OfStandardInput(item.Failure) : item.Failure,
        Id = item.Id,

        // The strings take two bytes a character beside the raw bytes.
        Size = 3L * item.Document?.Bytes.Length ?? 0,
    };

    private static SourceFailure? OfStandardInput(SourceFailure? failure) =>
        failure?.Message.StartsWith("-:", StringComparison.Ordinal) == true
            ? failure with { Message = "standard input" + failure.Message[1..] }
            : failure;

    /// <summary>Gives the bytes back when they are answered.</summary>
    public void Release()
    {
        if (_rented is null) return;
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
    }
}
