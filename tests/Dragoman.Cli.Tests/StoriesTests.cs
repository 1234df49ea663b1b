using System.Globalization;
using System.Text.Json.Nodes;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>The command <c>stories</c>: links, and what it says when its temporary file cannot be kept.</summary>
public sealed class StoriesTests : IDisposable
{
    private const string Report =
        "Two spillway gates at Kariba will remain open into next week, officials in Harare and Lusaka said, while crews prepare to mend the basin beneath the dam.";

    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_reprint_names_the_document_before_it_and_shares_its_story()
    {
        var lines = string.Concat(new[] { "a", "b" }.Select(id => $$"""{"id":"{{id}}","text":"{{Report}}"}""" + "\n"));
        var answers = _dragoman.Pipe(lines, "stories", "-").Lines.Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal([null, "a"], answers.Select(answer => (string?)answer["reprint_of"]));
        Assert.Equal(["a", "a"], answers.Select(answer => (string?)answer["story"]));
    }

    [Fact]
    public void A_temporary_file_that_cannot_be_written_is_named_with_the_reason_and_the_way_out()
    {
        // More words than are held in memory, and a folder that is not there.
        var words = string.Join(' ', Enumerable.Range(0, 15_000).Select(number => "w" + number.ToString(CultureInfo.InvariantCulture)));
        var file = _folder.Write("many.jsonl", string.Concat(Enumerable.Range(0, 60).Select(id => $$"""{"id":"{{id}}","text":"{{words}} {{id}}"}""" + "\n")));
        var outcome = _dragoman.With("TMPDIR", _folder.File("gone")).Run("stories", file);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("gone", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("there is no such file or folder; TMPDIR names another folder", outcome.Error, StringComparison.Ordinal);
    }
}
