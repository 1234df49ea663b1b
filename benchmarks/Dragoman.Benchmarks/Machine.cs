using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Benchmarks;

/// <summary>What figures were measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, instructions, memory, system and runtime.</summary>
    public static string Words() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}; {Environment.ProcessorCount} cores for this program; {Products()}; {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0:F0} GiB of memory; {RuntimeInformation.OSDescription.Split('#')[0].Trim()}; {RuntimeInformation.FrameworkDescription}");

    /// <summary>How many programs wanted a core in the last minute; empty where the system does not say.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";

    private static string Products() => AvxVnni.IsSupported ? "byte products (AVX-VNNI)" : Avx2.IsSupported ? "byte products summed in 16 bits (AVX2, no AVX-VNNI)" : "products of floats";

    private static string Processor()
    {
        if (!File.Exists("/proc/cpuinfo")) return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines("/proc/cpuinfo"))
            if (line.Split(':', 2) is [var name, var value]) facts.TryAdd(name.Trim(), value.Trim());
        var model = facts.GetValueOrDefault("model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        return facts.TryGetValue("cpu family", out var family) ? $"{model} (family {family}, model {facts.GetValueOrDefault("model")})" : model;
    }
}
