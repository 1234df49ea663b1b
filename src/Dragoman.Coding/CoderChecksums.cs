using System.Reflection;
using System.Security.Cryptography;
using Dragoman.Knowledge;
using Dragoman.Language.Neural;

namespace Dragoman.Coding;

/// <summary>What a coder reads with, by checksum: two runs with the same checksums and options give the same bytes.</summary>
public static class CoderChecksums
{
    /// <summary>Checksums of the tables and models that are part of this version, and of the user's own.</summary>
    /// <param name="knowledgeDirectory">The user's folder of tables; null for none.</param>
    /// <param name="lexiconDirectory">The user's folder of frames; null for none.</param>
    /// <returns>Names and SHA-256 in lower-case hexadecimal, in the order of names; the user's files under <c>knowledge:</c> and <c>lexicon:</c>.</returns>
    /// <exception cref="IOException">A file of the user's cannot be read.</exception>
    public static IReadOnlyList<(string Name, string Sha256)> Of(string? knowledgeDirectory = null, string? lexiconDirectory = null)
    {
        var sums = new List<(string Name, string Sha256)>();
        foreach (var assembly in new[] { typeof(NeuralAnalyzer).Assembly, typeof(KnowledgeBase).Assembly, typeof(DocumentCoder).Assembly })
            Embedded(assembly, sums);
        Folder("knowledge:", knowledgeDirectory, sums);
        Folder("lexicon:", lexiconDirectory, sums);
        sums.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return sums;
    }

    private static void Embedded(Assembly assembly, List<(string Name, string Sha256)> sums)
    {
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var stream = assembly.GetManifestResourceStream(name);
            if (stream is not null)
                sums.Add((name, Convert.ToHexStringLower(SHA256.HashData(stream))));
        }
    }

    private static void Folder(string prefix, string? folder, List<(string Name, string Sha256)> sums)
    {
        if (folder is null)
            return;
        foreach (var path in Directory.GetFiles(folder, "*.tsv"))
        {
            using var stream = File.OpenRead(path);
            sums.Add((prefix + Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(stream))));
        }
    }
}
