using System.IO.Compression;
using System.Text.Json;

namespace Dragoman.Benchmarks;

/// <summary>Texts to measure with.</summary>
internal static class LanguageTexts
{
    /// <summary>The model that is shipped.</summary>
    public static string Model => Path.Combine(Root(), "models", "english.dlm");

    /// <summary>The texts of a file of JSON Lines documents; of the plain-text samples where there is no file.</summary>
    /// <param name="path">The file; <c>.gz</c> is decompressed. Null for the samples.</param>
    public static IReadOnlyList<string> Read(string? path)
    {
        if (path is null)
            return [.. Directory.GetFiles(Path.Combine(Root(), "samples", "text"), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        using var file = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(plain);
        var texts = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.TryGetProperty("text", out var text)) texts.Add(text.GetString() ?? "");
        }

        return texts;
    }

    /// <summary>The checkout.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Dragoman.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Dragoman.slnx: run from a checkout");
    }
}
