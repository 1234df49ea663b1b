using System.Text.Json;
using Dragoman.Store;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Dragoman.Cli.Tests;

/// <summary>Accounts, keys, and assistants at standard input: as a user types them.</summary>
public sealed class PeopleTests : IDisposable
{
    private const string Password = "open sesame 2026";

    private readonly Executable _dragoman = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string StorePath => System.IO.Path.Combine(_dragoman.Home, "news.db");

    public void Dispose() => _dragoman.Dispose();

    [Fact]
    public void Accounts_are_made_listed_changed_and_closed()
    {
        Assert.Equal(0, _dragoman.Pipe(Password + "\n", "user", "add", "Anna", "--role", "admin", "--store", StorePath).ExitCode);
        var twice = _dragoman.Pipe(Password + "\n", "user", "add", "anna", "--store", StorePath);
        Assert.Equal(1, twice.ExitCode);
        Assert.Contains("already", twice.Error, StringComparison.Ordinal);
        Assert.Equal(0, _dragoman.Run("user", "role", "anna", "--role", "editor", "--store", StorePath).ExitCode);
        Assert.Equal(0, _dragoman.Run("user", "close", "anna", "--store", StorePath).ExitCode);
        var line = Assert.Single(_dragoman.Run("user", "list", "--store", StorePath).Lines);
        Assert.StartsWith("anna\teditor\tpassword\t", line, StringComparison.Ordinal);
        Assert.Contains("closed", line, StringComparison.Ordinal);
        // No trace of the password in the store.
        Assert.DoesNotContain(Password, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(StorePath)), StringComparison.Ordinal);
        using var store = EventStore.Open(StorePath);
        Assert.Equal(["user.close", "user.role", "user.add"], store.Audit(10).Rows.Select(row => row.Action));
        Assert.All(store.Audit(10).Rows, row => Assert.Equal("command line", row.Who));
    }

    [Theory]
    [InlineData("short\n", "at least 12", "user", "add", "bert")]
    [InlineData("open sesame 2026\n", "is no name", "user", "add", "two words")]
    [InlineData("", "needs a NAME", "user", "add")]
    [InlineData("", "needs --role", "user", "role", "bert")]
    [InlineData("", "--days must be", "key", "add", "bert", "--days", "0")]
    public void What_cannot_be_is_wrong_usage(string input, string said, params string[] words)
    {
        var outcome = _dragoman.Pipe(input, [.. words, "--store", StorePath]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_shown_once_and_taken_back()
    {
        _dragoman.Run("user", "add", "bot", "--no-password", "--store", StorePath);
        var key = Assert.Single(_dragoman.Run("key", "add", "bot", "--label", "notebook", "--days", "30", "--store", StorePath).Lines);
        Assert.Matches("^dgm_[a-z2-7]{12}_[a-z2-7]{52}$", key);
        var listed = Assert.Single(_dragoman.Run("key", "list", "--store", StorePath).Lines);
        Assert.Contains("bot\treader\tnotebook", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key[17..], listed, StringComparison.Ordinal);
        Assert.Equal(0, _dragoman.Run("key", "revoke", key, "--store", StorePath).ExitCode);
        Assert.Equal(1, _dragoman.Run("key", "revoke", key, "--store", StorePath).ExitCode);
        Assert.Equal(1, _dragoman.Run("key", "add", "nobody", "--store", StorePath).ExitCode);
    }

    [Fact]
    public void Where_others_reach_it_serve_asks_for_an_account_first()
    {
        var outcome = _dragoman.Run("serve", "--store", StorePath, "--urls", "http://0.0.0.0:0", "--no-browser");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("dragoman user add", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Corrections_are_exported()
    {
        using (EventStore.Open(StorePath))
        {
            // A new store.
        }

        var outcome = _dragoman.Run("export", "--corrections", "--store", StorePath);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal(2, _dragoman.Run("export", "type:ACCUSE", "--corrections", "--store", StorePath).ExitCode);
        Assert.Contains("--format", _dragoman.Run("export", "--store", StorePath).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assistant_that_starts_the_program_asks_it()
    {
        var text = System.IO.Path.Combine(_dragoman.Home, "a.txt");
        await File.WriteAllTextAsync(text, "The United States condemned Russia on Friday for sending troops to Venezuela.", Cancel);
        Assert.Equal(0, _dragoman.Run("read", text, "--date", "2019-03-29", "--source", "Harbour Post", "--store", StorePath).ExitCode);
        var transport = new StdioClientTransport(new StdioClientTransportOptions { Command = Executable.Path, Arguments = ["mcp", "--store", StorePath], Name = "dragoman" });
        await using var client = await McpClient.CreateAsync(transport, cancellationToken: Cancel);
        Assert.Equal("dragoman", client.ServerInfo?.Name);
        var tools = await client.ListToolsAsync(cancellationToken: Cancel);
        Assert.Contains(tools, tool => tool.Name == "evidence");
        var found = await Call(client, "search", ("query", "type:ACCUSE actor:USA"));
        var id = found.GetProperty("events")[0].GetProperty("id").GetString()!;
        var evidence = await Call(client, "evidence", ("id", id));
        Assert.Contains("Harbour Post", evidence.GetProperty("citation").GetString(), StringComparison.Ordinal);
        Assert.Contains("condemned", evidence.GetProperty("quotes")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        var wrong = await client.CallToolAsync("evidence", new Dictionary<string, object?> { ["id"] = "x" }, cancellationToken: Cancel);
        Assert.True(wrong.IsError);
    }

    [Fact]
    public async Task What_is_no_message_does_not_end_the_conversation_and_the_end_of_input_does()
    {
        using (EventStore.Open(StorePath))
        {
            // A new store.
        }

        const string hello = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
        using var process = _dragoman.Start("mcp", "--store", StorePath);
        await process.StandardInput.WriteAsync(("not json\n\n{\"jsonrpc\":\"2.0\"}\n" + hello + "\n").AsMemory(), Cancel);
        await process.StandardInput.FlushAsync(Cancel);
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync(Cancel).AsTask().WaitAsync(Executable.Patience, Cancel);
            Assert.NotNull(line);
            JsonDocument.Parse(line).Dispose();
        }
        while (!line.Contains("\"serverInfo\"", StringComparison.Ordinal));
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancel).WaitAsync(Executable.Patience, Cancel);
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<JsonElement> Call(McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(one => one.Name, one => one.Value), cancellationToken: Cancel);
        Assert.NotEqual(true, result.IsError);
        return JsonDocument.Parse(((TextContentBlock)result.Content[0]).Text).RootElement;
    }
}
