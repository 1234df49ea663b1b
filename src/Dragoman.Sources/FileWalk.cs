using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>A file found under the paths given, or a folder or path that could not be looked at.</summary>
/// <param name="Path">Its path, beginning as the given one does.</param>
/// <param name="Failure">What was wrong; null for a file.</param>
internal readonly record struct FoundFile(string Path, SourceFailure? Failure);

/// <summary>
/// Files under paths, folders recursively in ordinal order of names. Hidden files and folders are left out unless they were
/// given by name; a linked folder inside a folder is never entered, so that no loop is possible.
/// </summary>
internal static class FileWalk
{
    /// <summary>Finds the files, lazily.</summary>
    public static IEnumerable<FoundFile> Find(IReadOnlyList<string> paths, CancellationToken ct)
    {
        foreach (var path in paths)
        {
            ct.ThrowIfCancellationRequested();
            if (!Directory.Exists(path))
            {
                yield return path == DocumentFile.StandardInput || File.Exists(path)
                    ? new FoundFile(path, null)
                    : new FoundFile(path, new SourceFailure(path, ErrorCodes.NotFound, $"{path}: there is no such file or folder"));
                continue;
            }

            foreach (var found in Walk(path, ct)) yield return found;
        }
    }

    private static IEnumerable<FoundFile> Walk(string root, CancellationToken ct)
    {
        var open = new Stack<string>();
        open.Push(root);
        while (open.TryPop(out var path))
        {
            ct.ThrowIfCancellationRequested();
            if (!IsFolder(path))
            {
                yield return RegularFile.IsRegular(path)
                    ? new FoundFile(path, null)
                    : new FoundFile(path, new SourceFailure(path, ErrorCodes.UnknownFormat, $"{path}: a pipe, socket or device, not a file; give it by name if it is to be read"));
                continue;
            }

            if (!TryList(path, out var names, out var failure))
            {
                yield return new FoundFile(path, failure);
                continue;
            }

            // Backwards, since a stack gives the last first.
            for (var index = names.Length - 1; index >= 0; index--) open.Push(names[index]);
        }

        bool IsFolder(string path) => path == root || (Directory.Exists(path) && !IsLink(path));
    }

    private static bool TryList(string folder, out string[] paths, out SourceFailure? failure)
    {
        try
        {
            paths = [.. Directory.EnumerateFileSystemEntries(folder).Where(path => !IsHidden(path) && !(Directory.Exists(path) && IsLink(path)))];
            Array.Sort(paths, string.CompareOrdinal);
            failure = null;
            return true;
        }
        catch (Exception exception) when (DocumentFile.FailureOf(exception, folder) is not null)
        {
            paths = [];
            failure = exception is UnauthorizedAccessException
                ? new SourceFailure(folder, ErrorCodes.NoAccess, $"{folder}: the folder may not be listed; check its permissions")
                : DocumentFile.FailureOf(exception, folder);
            return false;
        }
    }

    private static bool IsHidden(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        return name.StartsWith(".") || (OperatingSystem.IsWindows() && HasAttribute(path, FileAttributes.Hidden));
    }

    private static bool IsLink(string path) => HasAttribute(path, FileAttributes.ReparsePoint);

    private static bool HasAttribute(string path, FileAttributes attribute)
    {
        try
        {
            return (File.GetAttributes(path) & attribute) != 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone since it was listed: opening it will say so.
            return false;
        }
    }
}
