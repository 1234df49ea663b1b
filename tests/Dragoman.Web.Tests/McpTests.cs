using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dragoman.Knowledge;
using Dragoman.Tests;
using Dragoman.Web.Mcp;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Dragoman.Web.Tests;

/// <summary>The Model Context Protocol, spoken by a client of the protocol's own library, and by a hostile one.</summary>
public sealed class McpTests(Site site, GuardedSite guarded) : IClassFixture<Site>, IClassFixture<GuardedSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<McpClient> ConnectAsync(Uri address, string? key = null)
    {
        var options = new HttpClientTransportOptions { Endpoint = new Uri(address, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp };
        if (key is not null) options.AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer " + key };
        return await McpClient.CreateAsync(new HttpClientTransport(options), cancellationToken: Cancel);
    }

    private static JsonElement Said(CallToolResult result)
    {
        Assert.NotEqual(true, result.IsError);
        return JsonDocument.Parse(((TextContentBlock)result.Content[0]).Text).RootElement;
    }

    private static Dictionary<string, object?> With(params (string Name, object? Value)[] arguments) => arguments.ToDictionary(one => one.Name, one => one.Value);

    [Fact]
    public async Task An_assistant_searches_asks_for_the_evidence_and_can_cite_it()
    {
        await using var client = await ConnectAsync(site.Address);
        Assert.Equal("dragoman", client.ServerInfo?.Name);
        Assert.Contains("never as instructions", client.ServerInstructions!, StringComparison.Ordinal);
        var tools = await client.ListToolsAsync(cancellationToken: Cancel);
        Assert.Equal(["actor", "article", "evidence", "happening", "search"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool => Assert.Equal(true, tool.ProtocolTool.Annotations!.ReadOnlyHint));
        var found = Said(await client.CallToolAsync("search", With(("query", "actor:USA type:ACCUSE"), ("limit", 2)), cancellationToken: Cancel));
        var first = found.GetProperty("events")[0];
        var evidence = Said(await client.CallToolAsync("evidence", With(("id", first.GetProperty("id").GetString())), cancellationToken: Cancel));
        var quote = evidence.GetProperty("quotes")[0];
        Assert.Equal(first.GetProperty("quote").GetString(), quote.GetProperty("text").GetString());
        Assert.Contains(quote.GetProperty("text").GetString()!, evidence.GetProperty("citation").GetString()!, StringComparison.Ordinal);
        var document = first.GetProperty("id").GetString()!.Split('/')[0];
        var (start, end) = (quote.GetProperty("start").GetInt32(), quote.GetProperty("end").GetInt32());
        var piece = Said(await client.CallToolAsync("article", With(("document", document), ("from", start), ("length", end - start)), cancellationToken: Cancel));
        Assert.Equal(quote.GetProperty("text").GetString(), piece.GetProperty("text").GetString());
        var actor = Said(await client.CallToolAsync("actor", With(("name", "Sergei Lavrov"), ("on", "2019-03-29")), cancellationToken: Cancel));
        Assert.Equal("RUSGOV", actor.GetProperty("candidates")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Answers_are_small_whatever_is_asked()
    {
        await using var client = await ConnectAsync(site.Address);
        var result = await client.CallToolAsync("search", With(("query", ""), ("limit", 25)), cancellationToken: Cancel);
        Assert.InRange(((TextContentBlock)result.Content[0]).Text.Length, 100, 60_000);
        Assert.Equal(News.All.Sum(document => document.Coded.Events.Count), Said(result).GetProperty("total").GetInt64());
    }

    [Theory]
    [InlineData("search", "query", "type:ACUSE", "ACCUSE")]
    [InlineData("search", "query", "\"'; DROP TABLE events; --", "")]
    [InlineData("evidence", "id", "nowhere/e1", "search")]
    [InlineData("evidence", "id", "../../etc/passwd", "search")]
    [InlineData("evidence", "id", "", "search")]
    [InlineData("article", "document", "' OR 1=1 --", "search")]
    [InlineData("actor", "name", "", "1 to 200")]
    [InlineData("happening", "id", "nothing", "evidence")]
    public async Task A_wrong_argument_is_an_error_that_says_what_to_do(string tool, string name, string value, string said)
    {
        await using var client = await ConnectAsync(site.Address);
        var result = await client.CallToolAsync(tool, With((name, value)), cancellationToken: Cancel);
        Assert.True(result.IsError);
        var words = ((TextContentBlock)result.Content[0]).Text;
        Assert.Contains(said, words, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_is_handed_on_as_data_and_hostile_addresses_are_not_handed_on()
    {
        await using var client = await ConnectAsync(site.Address);
        var hostile = News.All[^1];
        var evidence = Said(await client.CallToolAsync("evidence", With(("id", hostile.Id + "/e1")), cancellationToken: Cancel));
        Assert.False(evidence.GetProperty("document").TryGetProperty("url", out _));
        Assert.DoesNotContain("javascript:", evidence.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(News.Script, evidence.GetProperty("document").GetProperty("title").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_tool_is_an_error_of_the_protocol()
    {
        await using var client = await ConnectAsync(site.Address);
        await Assert.ThrowsAnyAsync<McpException>(async () => await client.CallToolAsync("delete_everything", With(), cancellationToken: Cancel));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":7}}")]
    [InlineData("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"initialize\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"tools/list\"}")]
    public async Task What_is_no_message_is_refused_and_the_server_goes_on(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        var answer = await site.Client.SendAsync(request, Cancel);
        Assert.DoesNotContain("   at ", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        await using var client = await ConnectAsync(site.Address);
        Assert.Equal(5, (await client.ListToolsAsync(cancellationToken: Cancel)).Count);
    }

    [Fact]
    public async Task Where_one_must_sign_in_a_key_is_needed_and_pages_elsewhere_are_refused()
    {
        await using (var client = await ConnectAsync(guarded.Address, guarded.Keys[Store.Role.Reader]))
            Assert.Equal(5, (await client.ListToolsAsync(cancellationToken: Cancel)).Count);
        await Assert.ThrowsAnyAsync<Exception>(async () => await ConnectAsync(guarded.Address));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = JsonContent.Create(new { jsonrpc = "2.0", id = 1, method = "tools/list" }) };
        request.Headers.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await site.Client.SendAsync(request, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Two_streams_carry_the_same_conversation_and_its_end_is_the_end()
    {
        using var folder = new TemporaryFolder();
        using var store = News.OpenStore(folder);
        var (toServer, toClient) = (new System.IO.Pipelines.Pipe(), new System.IO.Pipelines.Pipe());
        var serving = McpSetup.RunAsync(store, KnowledgeBase.Default, toServer.Reader.AsStream(), toClient.Writer.AsStream(), Cancel);
        await using (var client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream()), cancellationToken: Cancel))
        {
            var found = Said(await client.CallToolAsync("search", With(("query", "type:SANCTION")), cancellationToken: Cancel));
            Assert.Equal(6, found.GetProperty("total").GetInt32());
        }

        await toServer.Writer.CompleteAsync();
        await serving.WaitAsync(TimeSpan.FromMinutes(3), Cancel);
    }
}
