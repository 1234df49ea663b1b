namespace Dragoman.Store.Tests;

/// <summary>What the crash tests did and found, a line each: in the test's output, and in the file that <c>DRAGOMAN_CRASH_LOG</c> names.</summary>
internal static class CrashLog
{
    private static readonly Lock Writing = new();

    public static void Write(string what, string found)
    {
        TestContext.Current.SendDiagnosticMessage("{0}: {1}", what, found);
        if (Environment.GetEnvironmentVariable("DRAGOMAN_CRASH_LOG") is not { Length: > 0 } file) return;
        lock (Writing) File.AppendAllText(file, $"| {what} | {found} |\n");
    }
}
