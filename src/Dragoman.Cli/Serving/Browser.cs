using System.ComponentModel;
using System.Diagnostics;

namespace Dragoman.Cli.Serving;

/// <summary>Opens an address in the user's browser, where there is one to see.</summary>
internal static class Browser
{
    /// <summary>Opens it, or does nothing: in CI, over ssh, and without a display. A browser that cannot be started is no failure.</summary>
    /// <param name="url">The address.</param>
    public static void Open(string url)
    {
        if (!HasDisplay()) return;
        try
        {
            using var opener = Process.Start(Opener(url));
        }
        catch (Exception missing) when (missing is Win32Exception or IOException or InvalidOperationException)
        {
            // The address has been printed.
        }
    }

    private static bool HasDisplay()
    {
        if (IsSet("CI") || IsSet("SSH_CONNECTION") || IsSet("SSH_TTY")) return false;
        return OperatingSystem.IsWindows() ? Environment.UserInteractive : OperatingSystem.IsMacOS() || IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");
    }

    private static ProcessStartInfo Opener(string url)
    {
        if (OperatingSystem.IsWindows()) return new ProcessStartInfo(url) { UseShellExecute = true };

        // What a browser says about itself does not belong between our lines.
        var opener = new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open") { RedirectStandardOutput = true, RedirectStandardError = true };
        opener.ArgumentList.Add(url);
        return opener;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
