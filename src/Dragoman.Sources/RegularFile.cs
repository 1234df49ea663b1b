using System.Runtime.InteropServices;

namespace Dragoman.Sources;

/// <summary>Tells files from pipes, sockets and devices, which block for ever or never end when they are read.</summary>
internal static partial class RegularFile
{
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int ModeOffset = 28;
    private const int StatxBytes = 256;

    /// <summary>False for what is certainly no file. On systems other than Linux everything counts as one.</summary>
    public static bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux()) return true;
        Span<byte> answer = stackalloc byte[StatxBytes];
        answer.Clear();
        try
        {
            // What cannot be looked at is for opening to say.
            if (Statx(CurrentFolder, path, 0, TypeOnly, ref MemoryMarshal.GetReference(answer)) != 0) return true;
        }
        catch (EntryPointNotFoundException)
        {
            return true;
        }

        return (BitConverter.ToUInt16(answer[ModeOffset..]) & TypeMask) == Regular;
    }

    /// <summary>The same layout on every processor that Linux runs on (statx(2)).</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte answer);
}
