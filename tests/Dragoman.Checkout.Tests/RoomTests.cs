using System.Xml.Linq;
using Dragoman.Tests;

namespace Dragoman.Checkout.Tests;

/// <summary>Holds the house to its plan: which room may know which (DESIGN, ARCHITECTURE.md).</summary>
public class RoomTests
{
    /// <summary>What each room may refer to, and nothing else. A room that is not listed may not exist.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Records"] = [],
        ["Sources"] = ["Records"],
        ["Articles"] = ["Records"],
        ["Language"] = ["Records"],
        ["Knowledge"] = ["Records"],
        ["Coding"] = ["Records", "Language", "Knowledge", "Articles"],
        ["Stories"] = ["Records"],
        ["Store"] = ["Records"],
        ["Web"] = ["Records", "Sources", "Knowledge", "Store"],
        ["Cli"] = ["Records", "Sources", "Articles", "Language", "Knowledge", "Coding", "Stories", "Store", "Web"],
    };

    public static TheoryData<string> Rooms =>
        new(Directory.EnumerateDirectories(Repository.Path("src")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_refers_only_to_rooms_that_the_plan_allows(string project)
    {
        var room = project["Dragoman.".Length..];
        Assert.True(Allowed.TryGetValue(room, out var allowed), $"{project} is not a room of the plan");
        var references = XDocument.Load(Repository.Path("src", project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Where(reference => reference.Attribute("ReferenceOutputAssembly")?.Value != "false") // a tool that only the build runs
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)["Dragoman.".Length..]);
        Assert.Empty(references.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Every_room_has_code_a_test_room_and_a_place_in_the_solution(string project)
    {
        Assert.NotEmpty(Directory.EnumerateFiles(Repository.Path("src", project), "*.cs", SearchOption.AllDirectories));
        Assert.NotEmpty(Directory.EnumerateFiles(Repository.Path("tests", project + ".Tests"), "*Tests.cs", SearchOption.AllDirectories));
        var solution = File.ReadAllText(Repository.Path("Dragoman.slnx"));
        Assert.Contains($"src/{project}/{project}.csproj", solution, StringComparison.Ordinal);
        Assert.Contains($"tests/{project}.Tests/{project}.Tests.csproj", solution, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Every_room_is_explained_in_the_architecture(string project) =>
        Assert.Contains($"`src/{project}`", File.ReadAllText(Repository.Path("ARCHITECTURE.md")), StringComparison.Ordinal);
}
