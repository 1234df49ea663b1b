using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Dragoman.Web.Api;

/// <summary>
/// Writes the answers of the API: JSON of bounded length with an entity tag, which is a hash of what is said, so that it changes exactly when
/// the answer does; whoever has it already gets 304.
/// </summary>
internal static class ApiAnswer
{
    /// <summary>Longest answer, in bytes. Lists never come near; a document's coding may.</summary>
    public const int MaximumBytes = 32 * 1024 * 1024;

    /// <summary>The filter of the API's endpoints.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var result = await next(invocation);
        if (result is not IValueHttpResult { Value: { } value } || result is IStatusCodeHttpResult { StatusCode: not (null or StatusCodes.Status200OK) }
            || !(HttpMethods.IsGet(invocation.HttpContext.Request.Method) || HttpMethods.IsHead(invocation.HttpContext.Request.Method)))
        {
            return result;
        }

        return new Answer(value);
    }

    private sealed class Answer(object value) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            using var buffer = new BoundedStream(MaximumBytes);
            try
            {
                JsonSerializer.Serialize(buffer, value, options.GetTypeInfo(value.GetType()));
            }
            catch (AnswerTooLongException)
            {
                await ApiProblems.Make(
                    StatusCodes.Status422UnprocessableEntity,
                    $"It has more than {MaximumBytes / (1024 * 1024)} MiB. Ask for less: a smaller limit, or /text, /events and /statements of the document.").ExecuteAsync(context);
                return;
            }

            var bytes = buffer.Written;
            var tag = new EntityTagHeaderValue('"' + Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(0, 12)) + '"', isWeak: true);
            var headers = context.Response.GetTypedHeaders();
            headers.ETag = tag;
            // Kept, and asked about each time: what is shown changes when something is read.
            headers.CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
            if (context.Request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false)))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private sealed class AnswerTooLongException : Exception;

    /// <summary>A stream into pooled memory that takes so much and no more.</summary>
    private sealed class BoundedStream(int most) : Stream
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
        private int _length;

        public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (buffer.Length > most - _length) throw new AnswerTooLongException();
            if (_length + buffer.Length > _bytes.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + buffer.Length, Math.Min(most, _bytes.Length * 2)));
                _bytes.AsSpan(0, _length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = larger;
            }

            buffer.CopyTo(_bytes.AsSpan(_length));
            _length += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && _bytes.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = [];
            }

            base.Dispose(disposing);
        }
    }
}
