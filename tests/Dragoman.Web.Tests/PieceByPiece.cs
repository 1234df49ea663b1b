using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dragoman.Web.Tests;

/// <summary>A way to a site that hands a page over in pieces, the next one only when it is asked to: what a slow line does, without waiting for time.</summary>
internal sealed class PieceByPiece : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _next = new(0);
    private readonly Uri _site;
    private readonly int _piece;
    private readonly Task _serving;

    /// <param name="site">The site behind.</param>
    /// <param name="piece">Bytes of a piece.</param>
    public PieceByPiece(Uri site, int piece)
    {
        (_site, _piece) = (site, piece);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Whether the last page was handed over to its end.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Lets the next piece go.</summary>
    public void Next() => _next.Release();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _serving;
        _client.Dispose();
        _next.Dispose();
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
        catch (Exception ended) when (_closing.IsCancellationRequested && ended is OperationCanceledException or InvalidOperationException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task AnswerAsync(TcpClient caller)
    {
        using var _ = caller;
        try
        {
            await using var stream = caller.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
            var first = await reader.ReadLineAsync(_closing.Token);
            if (first is null) return;
            while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 })
            {
            }

            using var answer = await _client.GetAsync(new Uri(_site, first.Split(' ')[1]), _closing.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(_closing.Token);
            var type = answer.Content.Headers.ContentType?.ToString();
            var head = $"HTTP/1.1 {(int)answer.StatusCode} x\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), _closing.Token);
            var isPage = type?.StartsWith("text/html", StringComparison.Ordinal) == true;
            for (var start = 0; start < body.Length; start += isPage ? _piece : body.Length)
            {
                if (isPage && start > 0) await _next.WaitAsync(_closing.Token);
                await stream.WriteAsync(body.AsMemory(start, Math.Min(isPage ? _piece : body.Length, body.Length - start)), _closing.Token);
            }

            IsWhole |= isPage;
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // The browser went on, or the test is over.
        }
    }
}
