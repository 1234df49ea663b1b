namespace Dragoman.Records;

/// <summary>
/// The stable codes of everything that can be wrong with an input. They stand in error lines, in the summary of <c>read</c>
/// and in the store. Codes may be added; none changes its meaning.
/// </summary>
public static class ErrorCodes
{
    /// <summary>The line is not JSON, or not the JSON that the command reads.</summary>
    public const string InvalidJson = "invalid-json";

    /// <summary>A field that the command needs is absent or of the wrong type.</summary>
    public const string InvalidField = "invalid-field";

    /// <summary>A span does not lie within its text.</summary>
    public const string InvalidSpan = "invalid-span";

    /// <summary>A date is not in the form 2019-03-29.</summary>
    public const string InvalidDate = "invalid-date";

    /// <summary>There is nothing to read.</summary>
    public const string Empty = "empty";

    /// <summary>Larger than the limit (<see cref="Limits"/>).</summary>
    public const string TooLarge = "too-large";

    /// <summary>The bytes are not text.</summary>
    public const string Binary = "binary";

    /// <summary>Nested deeper than the limit (<see cref="Limits.NestingDepth"/>).</summary>
    public const string TooDeep = "too-deep";

    /// <summary>The feed or XML cannot be read.</summary>
    public const string InvalidFeed = "invalid-feed";

    /// <summary>The compressed file is damaged.</summary>
    public const string InvalidArchive = "invalid-archive";

    /// <summary>Compressed data that unpack to far more than any text does; given up before that is unpacked.</summary>
    public const string CompressionBomb = "compression-bomb";

    /// <summary>The file is not there (any more).</summary>
    public const string NotFound = "not-found";

    /// <summary>The file may not be read.</summary>
    public const string NoAccess = "no-access";

    /// <summary>The file could not be read to its end.</summary>
    public const string ReadFailed = "read-failed";

    /// <summary>The file is of no kind that can be read.</summary>
    public const string UnknownFormat = "unknown-format";

    /// <summary>The CoNLL-U is not well formed.</summary>
    public const string InvalidConllu = "invalid-conllu";

    /// <summary>A defect of the program, met on this document; the stream goes on.</summary>
    public const string Internal = "internal";
}

/// <summary>Sizes above which an input is refused rather than read.</summary>
public static class Limits
{
    /// <summary>Text of one document, in bytes of UTF-8: 16 MiB.</summary>
    public const int DocumentBytes = 16 * 1024 * 1024;

    /// <summary>
    /// One line of JSON Lines, in bytes. Larger than <see cref="DocumentBytes"/> because escapes can write one byte as six.
    /// </summary>
    public const int LineBytes = 6 * DocumentBytes + 64 * 1024;

    /// <summary>Depth of nested elements that a page may have; deeper markup is read as flat.</summary>
    public const int NestingDepth = 512;
}

/// <summary>
/// An input that cannot be read. Carries one of <see cref="ErrorCodes"/> and a message for people; the stream that met it
/// turns it into an <see cref="ErrorLine"/> and goes on.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public InputException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; }
}

/// <summary>Which engine reads: written into everything that it reads, so that a later one can read it again.</summary>
public static class EngineVersion
{
    /// <summary>Name and version, such as <c>dragoman 0.1.0</c>.</summary>
    public static string Current { get; } =
        "dragoman " + (typeof(EngineVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");
}
