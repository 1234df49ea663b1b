using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>Why a document or file could not be read.</summary>
/// <param name="Locator">The path, with the line or entry behind a <c>#</c> where the file holds many.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">For people: what was wrong, in which file, and what to do.</param>
public sealed record SourceFailure(string Locator, string Code, string Message);

/// <summary>One thing that came out of a file: a document, or the reason why there is none.</summary>
public sealed class SourceItem
{
    /// <summary>Path of the file that it came from, as given or found.</summary>
    public required string File { get; init; }

    /// <summary>The document; null for a failure.</summary>
    public RawDocument? Document { get; init; }

    /// <summary>What was wrong; null for a document.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>Bytes read of all input so far, as they lie on disk (compressed where they are), for a progress bar.</summary>
    public long BytesRead { get; init; }

    /// <summary>Number of the line in JSON Lines, 1 the first; 0 for everything else.</summary>
    public long Line { get; init; }

    /// <summary>The id on a JSON line that failed, where it could still be read; null elsewhere.</summary>
    public string? Id { get; init; }
}

/// <summary>How much there is to read, without having opened any of it.</summary>
/// <param name="Files">Number of files.</param>
/// <param name="Bytes">Their sizes on disk, together.</param>
public sealed record SourceSurvey(int Files, long Bytes);
