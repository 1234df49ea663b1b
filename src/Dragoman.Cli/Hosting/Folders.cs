namespace Dragoman.Cli.Hosting;

/// <summary>Where the user's data and settings lie: the XDG folders on Linux, the system's own folders elsewhere.</summary>
internal static class Folders
{
    private const string Name = "dragoman";

    /// <summary>
    /// The user's data: <c>$XDG_DATA_HOME/dragoman</c> or <c>~/.local/share/dragoman</c>; on macOS
    /// <c>~/Library/Application Support/dragoman</c>; on Windows <c>%LOCALAPPDATA%\dragoman</c>.
    /// </summary>
    public static string Data { get; } = Path.Combine(DataHome(), Name);

    /// <summary>The user's settings: <c>$XDG_CONFIG_HOME/dragoman</c> or <c>~/.config/dragoman</c>; elsewhere as <see cref="Data"/>.</summary>
    public static string Configuration { get; } = Path.Combine(ConfigurationHome(), Name);

    /// <summary>The store that commands use when none is named.</summary>
    public static string DefaultStore => Path.Combine(Data, "dragoman.db");

    private static string DataHome()
    {
        if (OperatingSystem.IsWindows()) return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        if (OperatingSystem.IsMacOS()) return Path.Combine(Home(), "Library", "Application Support");
        return FromEnvironment("XDG_DATA_HOME") ?? Path.Combine(Home(), ".local", "share");
    }

    private static string ConfigurationHome()
    {
        if (OperatingSystem.IsWindows()) return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        if (OperatingSystem.IsMacOS()) return Path.Combine(Home(), "Library", "Application Support");
        return FromEnvironment("XDG_CONFIG_HOME") ?? Path.Combine(Home(), ".config");
    }

    /// <summary>The specification has relative paths ignored.</summary>
    private static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { } path && Path.IsPathRooted(path) ? path : null;

    private static string Home()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 ? home : Path.GetTempPath();
    }
}
