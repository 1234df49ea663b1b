using System.Diagnostics.CodeAnalysis;

namespace Dragoman.Sources;

/// <summary>
/// Documents out of files and folders: text, HTML, JSON Lines, RSS and Atom, each compressed with gzip or not. Files are read in
/// the order of the paths, folders recursively in ordinal order of names; one document is in memory at a time.
/// </summary>
/// <param name="options">What the files are taken for, and the metadata of bare ones.</param>
public sealed class FileSource(SourceOptions options)
{
    /// <summary>Counts the files and their sizes without opening any. What cannot be looked at counts for nothing.</summary>
    /// <param name="paths">Files and folders; <c>-</c> is standard input, of unknown size.</param>
    /// <param name="ct">Ends the counting, by an exception.</param>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Which files count is this source's to say, as soon as an option leaves some out.")]
    public SourceSurvey Survey(IReadOnlyList<string> paths, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = 0;
        var bytes = 0L;
        foreach (var found in FileWalk.Find(paths, ct))
        {
            if (found.Failure is not null) continue;
            files++;
            bytes += Size(found.Path);
        }

        return new SourceSurvey(files, bytes);
    }

    /// <summary>
    /// Reads the documents, lazily. What is wrong with a file, folder, line or entry is an item with a
    /// <see cref="SourceItem.Failure"/>; the reading goes on behind it. Only a cancellation is thrown.
    /// </summary>
    /// <param name="paths">Files and folders; <c>-</c> is standard input.</param>
    /// <param name="ct">Ends the reading, by an exception.</param>
    public IEnumerable<SourceItem> Read(IReadOnlyList<string> paths, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Items(paths, ct);
    }

    private IEnumerable<SourceItem> Items(IReadOnlyList<string> paths, CancellationToken ct)
    {
        var bytesBefore = 0L;
        foreach (var found in FileWalk.Find(paths, ct))
        {
            ct.ThrowIfCancellationRequested();
            if (found.Failure is { } failure)
            {
                yield return new SourceItem { File = found.Path, Failure = failure, BytesRead = bytesBefore };
                continue;
            }

            // A file counts by its size once it is done with, so that one refused unread does not hold the bar back.
            var bytesAfter = bytesBefore + Size(found.Path);
            foreach (var item in DocumentFile.Read(found.Path, options, bytesBefore, ct))
            {
                bytesAfter = Math.Max(bytesAfter, item.BytesRead);
                yield return item;
            }

            bytesBefore = bytesAfter;
        }
    }

    private static long Size(string path)
    {
        try
        {
            return path == DocumentFile.StandardInput ? 0 : new FileInfo(path).Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
