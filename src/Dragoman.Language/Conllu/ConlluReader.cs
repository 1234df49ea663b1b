using System.IO.Compression;
using System.Text;
using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>
/// Reads CoNLL-U (universaldependencies.org/format.html): sentences of words with their comments and multiword tokens.
/// Memory is bounded by <see cref="ConlluSentenceReader.MaxLineLength"/> and <see cref="ConlluSentenceReader.MaxWords"/>.
/// </summary>
public static class ConlluReader
{
    /// <summary>Reads all sentences, one at a time.</summary>
    /// <param name="input">The characters; not closed.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <exception cref="InputException">
    /// <see cref="ErrorCodes.InvalidConllu"/>: a line is not well formed; the message names it. Use <see cref="ConlluSentenceReader"/>
    /// to go on behind a bad sentence.
    /// </exception>
    public static IEnumerable<ConlluSentence> Read(TextReader input, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Enumerate(input, ct);
    }

    /// <summary>Reads all sentences of a string.</summary>
    /// <param name="conllu">The file's content.</param>
    /// <exception cref="InputException"><see cref="ErrorCodes.InvalidConllu"/>: a line is not well formed; the message names it.</exception>
    public static IReadOnlyList<ConlluSentence> Parse(string conllu)
    {
        using var reader = new StringReader(conllu);
        return [.. Read(reader)];
    }

    /// <summary>Reads the sentences of a UTF-8 file, one at a time; a name that ends in <c>.gz</c> is decompressed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <exception cref="InputException"><see cref="ErrorCodes.InvalidConllu"/>: a line is not well formed; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<ConlluSentence> ReadFile(string path, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return EnumerateFile(path, ct);
    }

    private static IEnumerable<ConlluSentence> EnumerateFile(string path, CancellationToken ct)
    {
        using var file = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : (Stream)file;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        foreach (var sentence in Enumerate(reader, ct)) yield return sentence;
    }

    private static IEnumerable<ConlluSentence> Enumerate(TextReader input, CancellationToken ct)
    {
        var stream = new ConlluSentenceReader(input);
        while (stream.Read(ct) is { } sentence) yield return sentence;
    }
}
