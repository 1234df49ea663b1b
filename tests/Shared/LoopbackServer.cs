using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dragoman.Tests;

/// <summary>A small HTTP server on loopback whose answers a test writes byte by byte, faults included. All of 127.0.0.0/8 reaches it.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Any, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Func<Request, Stream, CancellationToken, Task> answer;
    private readonly Task accepting;
    private int open;

    public LoopbackServer(Func<Request, Stream, CancellationToken, Task> answer)
    {
        this.answer = answer;
        listener.Start(1024);
        accepting = AcceptAsync();
    }

    /// <summary>One request: method aside, what the tests ask for.</summary>
    internal sealed record Request(string Path, string Host, IReadOnlyDictionary<string, string> Headers);

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}";

    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>Connections that are open at this moment.</summary>
    public int Open => open;

    public static Task Text(Stream stream, int status, string body, string type = "text/html", string headers = "") => Bytes(stream, status, Encoding.UTF8.GetBytes(body), type, headers);

    public static async Task Bytes(Stream stream, int status, byte[] body, string type, string headers = "")
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n{headers}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!ending.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(ending.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref open);
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                while (await reader.ReadLineAsync(ending.Token) is { Length: > 0 } first)
                {
                    var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                    while (await reader.ReadLineAsync(ending.Token) is { Length: > 0 } line)
                    {
                        var colon = line.IndexOf(':', StringComparison.Ordinal);
                        headers[line[..colon]] = line[(colon + 1)..].Trim();
                    }

                    var request = new Request(first.Split(' ')[1], headers.GetValueOrDefault("Host", ""), headers);
                    Requests.Enqueue(request);
                    await answer(request, stream, ending.Token);
                    await stream.FlushAsync(ending.Token);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The other side has had enough.
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
