using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dragoman.Articles;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Benchmarks;

/// <summary>Pages a second beside SmartReader, and bytes a second of archives, on one thread each.</summary>
internal static class SourcesThroughput
{
    private const int MemberRecords = 1;

    /// <summary>Reads pages with both readers, in turns: <c>pages FILE.jsonl.gz [ROUNDS]</c>.</summary>
    public static int Pages(string[] arguments, TextWriter output)
    {
        var pages = ReadPages(arguments[0]);
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 4;
        for (var round = 1; round <= rounds; round++)
        {
            var own = Measure(pages, page => ArticleReader.Read(new Document { Html = page.Html, Url = page.Url }).Article.Text.Length);
            var other = Measure(pages, page => new SmartReader.Reader(page.Url, page.Html) { CharThreshold = 500 }.GetArticle().TextContent?.Length ?? 0);
            Print(output, $"round {round}: Dragoman {own.Clock:F0} pages/s by the clock, {own.Busy:F0} by processor time; SmartReader {other.Clock:F0}, {other.Busy:F0}; ratio {own.Clock / other.Clock:F2}, {own.Busy / other.Busy:F2}");
        }

        return 0;
    }

    /// <summary>Reads an archive that is made while it is read: <c>warc MEGABYTES [gzip]</c>.</summary>
    public static int Archive(string[] arguments, TextWriter output)
    {
        var bytes = long.Parse(arguments[0], CultureInfo.InvariantCulture) * 1_000_000;
        using var stream = new EndlessArchive(bytes, arguments.Contains("gzip"));
        var busy = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        long records = 0, blocks = 0, most = 0;
        var reader = WarcReader.Open(stream);
        while (reader.Read() is { } record)
        {
            records++;
            blocks += record.Block.Length;
            if (records % 20_000 == 0) most = Math.Max(most, Environment.WorkingSet);
        }

        var elapsed = watch.Elapsed.TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - busy).TotalSeconds;
        Print(
            output,
            $"{records} records, {stream.Unpacked / 1e6:F0} MB unpacked: {stream.Unpacked / 1e6 / elapsed:F0} MB/s by the clock, {stream.Unpacked / 1e6 / used:F0} by processor time; blocks {blocks / 1e6:F0} MB; at most {most / 1e6:F0} MB of memory");
        return 0;
    }

    internal static (double Clock, double Busy) Measure(List<(string? Url, string Html)> pages, Func<(string Url, string Html), int> read)
    {
        var watch = Stopwatch.StartNew();
        var busy = Environment.CpuUsage.TotalTime;
        var sum = 0L;
        foreach (var (url, html) in pages) sum += read((url ?? "https://example.org/", html));
        if (sum == 0) throw new InvalidOperationException("nothing was read");
        return (pages.Count / watch.Elapsed.TotalSeconds, pages.Count / (Environment.CpuUsage.TotalTime - busy).TotalSeconds);
    }

    internal static List<(string? Url, string Html)> ReadPages(string file)
    {
        var pages = new List<(string?, string)>();
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            pages.Add((json.RootElement.GetProperty("url").GetString(), json.RootElement.GetProperty("html").GetString()!));
        }

        return pages;
    }

    private static void Print(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Gives the same few records again and again, up to a size, without a file.</summary>
    private sealed class EndlessArchive : Stream
    {
        private readonly byte[] members;
        private readonly long unpackedOfAll;
        private readonly long repetitions;
        private long repetition;
        private int at;

        public EndlessArchive(long bytes, bool packed)
        {
            using var all = new MemoryStream();
            for (var record = 0; record < 64; record++)
            {
                var words = string.Join(' ', Enumerable.Range(0, 2_000 + (record * 150)).Select(word => $"word{(word * 7919) + record}"));
                var block = $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>{words}</p></body></html>";
                var text = Encoding.ASCII.GetBytes(
                    $"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2019-03-29T12:00:00Z\r\nWARC-Target-URI: https://example.org/{record}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {block.Length}\r\n\r\n{block}\r\n\r\n");
                unpackedOfAll += text.Length;
                if (packed)
                {
                    using var gzip = new GZipStream(all, CompressionLevel.Optimal, leaveOpen: true);
                    gzip.Write(text);
                }
                else
                {
                    all.Write(text);
                }
            }

            members = all.ToArray();
            repetitions = Math.Max(MemberRecords, bytes / unpackedOfAll);
        }

        public long Unpacked => unpackedOfAll * repetitions;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (at == members.Length)
            {
                at = 0;
                repetition++;
            }

            if (repetition == repetitions) return 0;
            var length = Math.Min(count, members.Length - at);
            members.AsSpan(at, length).CopyTo(buffer.AsSpan(offset));
            at += length;
            return length;
        }

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
