using Dragoman.Tests;

namespace Dragoman.Language.Tests;

/// <summary>Tables of cases: one a line, tab-separated, comments with # on top, then a header.</summary>
internal static class Cases
{
    public static TheoryData<string, string, string> Read(string name)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Repository.Path("tests", "Dragoman.Language.Tests", "Cases", name)).SkipWhile(line => line.StartsWith('#')).Skip(1))
        {
            var columns = line.Split('\t');
            data.Add(columns[0], columns[1], columns[2]);
        }

        return data;
    }
}
