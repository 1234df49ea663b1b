namespace Dragoman.Tests;

/// <summary>
/// Golden files: what a piece of the program wrote when somebody last looked at it. Set <c>DRAGOMAN_UPDATE_GOLDEN=1</c>
/// to write them anew, then review the difference.
/// </summary>
internal static class Golden
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("DRAGOMAN_UPDATE_GOLDEN") == "1";

    /// <summary>Compares with the file <c>tests/PROJECT/Golden/NAME</c>.</summary>
    public static void Matches(string project, string name, string actual)
    {
        var path = Repository.Path("tests", project, "Golden", name);
        actual = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing: run once with DRAGOMAN_UPDATE_GOLDEN=1 and review what it wrote");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
