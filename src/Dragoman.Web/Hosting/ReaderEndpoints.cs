using Dragoman.Store;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Hosting;

/// <summary>What a reader sets for himself, in cookies, and the files that he takes along.</summary>
internal static class ReaderEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/seen", Seen).ExcludeFromDescription();
        routes.MapGet("/zone", Zone).ExcludeFromDescription();
        routes.MapGet("/export/{format}", Export).ExcludeFromDescription();
    }

    private static IResult Seen(EventStore store, WebSettings settings, HttpContext context)
    {
        ReaderSeen.All(context, store.Mark(), settings.Clock.GetUtcNow());
        return Results.LocalRedirect("/");
    }

    private static IResult Zone(HttpContext context, string? zone)
    {
        if (ReaderZone.Find(zone) is { } found) ReaderZone.Keep(context, found);
        return Results.LocalRedirect("/settings");
    }

    /// <summary>Every event that a query finds as a file, streamed: the first rows leave before the last are found.</summary>
    private static IResult Export(EventStore store, HttpContext context, string format, string? q = null)
    {
        if (EventExport.Find(format) is not { } form) return Results.NotFound();
        if (!AskedQuery.TryRead(store, q ?? "", out var query, out var error))
            return Results.Problem(error!.ToString(), title: "The query cannot be read.", statusCode: StatusCodes.Status400BadRequest);
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Results.Stream(
            output => Task.Run(() => Write(store, query, form, output, context.RequestAborted), context.RequestAborted),
            // Always a file to keep: what texts say must not open as a page of this server.
            form.MediaType.StartsWith("text/html", StringComparison.Ordinal) ? "application/octet-stream" : form.MediaType,
            "dragoman-events" + form.Extension);
    }

    private static void Write(EventStore store, EventQuery query, EventFormat form, Stream output, CancellationToken cancel)
    {
        using var buffered = new SynchronousOutput(output, cancel);
        EventExport.Write(store, query, form, buffered, cancel);
    }

    /// <summary>Takes what is written at once and hands it on in pieces, waiting for each: the server's own stream refuses to be written to so.</summary>
    private sealed class SynchronousOutput(Stream output, CancellationToken cancel) : Stream
    {
        private const int Piece = 64 * 1024;

        private readonly MemoryStream _held = new(Piece);
        private long _written;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _written;

        public override long Position
        {
            get => _written;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _held.Write(buffer);
            _written += buffer.Length;
            if (_held.Length >= Piece) Send();
        }

        public override void Flush() => Send();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) Send();
            base.Dispose(disposing);
        }

        private void Send()
        {
            if (_held.Length == 0) return;
            // On a thread of the pool, not of the server: nothing waits for this one.
            output.WriteAsync(_held.GetBuffer().AsMemory(0, (int)_held.Length), cancel).AsTask().GetAwaiter().GetResult();
            _held.SetLength(0);
        }
    }
}
