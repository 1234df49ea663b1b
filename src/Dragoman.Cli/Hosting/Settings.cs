using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Dragoman.Cli.Hosting;

/// <summary>
/// What the user has settled once and for all. The command line wins over the environment (<c>DRAGOMAN__STORE</c>), that
/// over <c>appsettings.json</c> in the user's settings folder, that over <c>appsettings.json</c> beside the executable.
/// A file holds one object, <c>{"Dragoman": {"Store": "…", "Jobs": 4, "Urls": "…"}}</c>; names are read in any case. The
/// file in the working folder is not read: a folder of downloaded news must not be able to redirect the store.
/// </summary>
/// <remarks>
/// The layers are those of Microsoft.Extensions.Configuration; read by hand because the libraries take longer to load than
/// an article takes to be read.
/// </remarks>
internal sealed class Settings
{
    /// <summary>Name of the settings file in each of its folders.</summary>
    public const string FileName = "appsettings.json";

    private const string EnvironmentPrefix = "DRAGOMAN__";

    /// <summary>The settings that exist. Others are reported by <c>dragoman doctor</c>.</summary>
    public static readonly IReadOnlyList<string> Known = ["Store", "Jobs", "Urls", "Proxy", "Contact"];

    private readonly Dictionary<string, Setting> _values = new(StringComparer.OrdinalIgnoreCase);

    private Settings()
    {
    }

    /// <summary>The settings files that exist, the weaker first.</summary>
    public IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>The settings that are set and mean something.</summary>
    public IReadOnlyList<Setting> All => [.. Known.Select(Find).OfType<Setting>()];

    /// <summary>Settings that were found under names that mean nothing.</summary>
    public IReadOnlyList<Setting> Unknown => [.. _values.Values.Where(setting => !Known.Contains(setting.Name, StringComparer.OrdinalIgnoreCase))];

    /// <summary>The store's path; null where the user has not chosen one.</summary>
    public Setting? Store => Find("Store");

    /// <summary>The addresses that <c>serve</c> listens at.</summary>
    public Setting? Urls => Find("Urls");

    /// <summary>The proxy that pages and feeds are fetched through.</summary>
    public Setting? Proxy => Find("Proxy");

    /// <summary>How sites reach who runs this: sent with every request.</summary>
    public Setting? Contact => Find("Contact");

    /// <summary>Number of worker threads.</summary>
    /// <exception cref="UsageException">It is not a whole number of 1 or more.</exception>
    public int? Jobs
    {
        get
        {
            if (Find("Jobs") is not { } setting) return null;
            return int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs >= 1
                ? jobs
                : throw new UsageException($"{setting.Origin}: Jobs must be a whole number of 1 or more, not '{setting.Value}'");
        }
    }

    /// <summary>The places where a settings file is looked for, the weaker first.</summary>
    public static IReadOnlyList<string> Places { get; } =
        [Path.Combine(AppContext.BaseDirectory, FileName), Path.Combine(Folders.Configuration, FileName)];

    /// <summary>Reads the files and the environment.</summary>
    /// <param name="files">Files, the weaker first; one that is not there is passed over.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <exception cref="UsageException">A file is not the JSON described above.</exception>
    public static Settings Load(IEnumerable<string> files, IDictionary environment)
    {
        var found = files.Where(File.Exists).ToList();
        var settings = new Settings { Files = found };
        foreach (var file in found) settings.ReadFile(file);
        foreach (DictionaryEntry variable in environment)
        {
            if (variable is { Key: string name, Value: string value }
                && name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase) && value.Length > 0)
            {
                settings.Set(name[EnvironmentPrefix.Length..], value, name);
            }
        }

        return settings;
    }

    private Setting? Find(string name) => _values.GetValueOrDefault(name);

    private void Set(string name, string value, string origin) => _values[name] = new Setting(name, value, origin);

    private void ReadFile(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllBytes(file),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new UsageException($"{file}: expected a JSON object");
            foreach (var section in json.RootElement.EnumerateObject())
            {
                if (!section.Name.Equals("Dragoman", StringComparison.OrdinalIgnoreCase)) continue;
                if (section.Value.ValueKind != JsonValueKind.Object)
                    throw new UsageException($"{file}: expected \"Dragoman\" to be an object");
                foreach (var entry in section.Value.EnumerateObject())
                {
                    if (entry.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                        Set(entry.Name, entry.Value.ToString(), file);
                    else if (entry.Value.ValueKind != JsonValueKind.Null)
                        throw new UsageException($"{file}: expected Dragoman.{entry.Name} to be a string or a number");
                }
            }
        }
        catch (JsonException invalid)
        {
            throw new UsageException(
                $"{file}: not valid JSON at line {invalid.LineNumber + 1}, byte {invalid.BytePositionInLine + 1}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: {Failures.Reason(unreadable)}");
        }
    }
}

/// <summary>One setting, and where it was found.</summary>
/// <param name="Name">Its name, as written there.</param>
/// <param name="Value">Its value, as written.</param>
/// <param name="Origin">The file or the variable.</param>
internal sealed record Setting(string Name, string Value, string Origin);
