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

    /// <summary>An address that the file names, for those who may fetch; null elsewhere.</summary>
    public FoundAddress? Address { get; init; }

    /// <summary>Bytes of the file, as it lies on disk, behind which reading can go on another time; 0 where it cannot.</summary>
    public long ResumeAt { get; init; }

    /// <summary>What stands behind a document that can change: its address and a hash of what announced it; null for files.</summary>
    public Announcement? Announcement { get; init; }

    /// <summary>The new state of a source, to be kept when what came before it is; null elsewhere.</summary>
    public WatchedSource? State { get; init; }

    /// <summary>Number of the line in JSON Lines, 1 the first; 0 for everything else.</summary>
    public long Line { get; init; }

    /// <summary>The id on a JSON line that failed, where it could still be read; null elsewhere.</summary>
    public string? Id { get; init; }
}

/// <summary>How much there is to read, without having opened any of it.</summary>
/// <param name="Files">Number of files.</param>
/// <param name="Bytes">Their sizes on disk, together.</param>
public sealed record SourceSurvey(int Files, long Bytes);

/// <summary>An address that a list, sitemap or OPML file names.</summary>
/// <param name="Url">The address, http or https.</param>
/// <param name="Kind">What is expected there.</param>
/// <param name="Title">Its name or headline, where the list says it.</param>
/// <param name="Category">Folder in an OPML file, parts joined by a slash.</param>
/// <param name="Date">Day or moment of publication that a news sitemap says.</param>
/// <param name="Publisher">Name of the outlet that a news sitemap says.</param>
/// <param name="IsSource">True for what is to be watched, false for a page that is read once.</param>
public sealed record FoundAddress(
    string Url, SourceKind Kind, string? Title = null, string? Category = null, string? Date = null, string? Publisher = null, bool IsSource = false);

/// <summary>What stands behind a document that can change.</summary>
/// <param name="Address">Where it stands: the page's address, or the feed's and the entry's id.</param>
/// <param name="Fingerprint">Hash of what announced it.</param>
public sealed record Announcement(string Address, string Fingerprint);
