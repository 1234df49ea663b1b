using System.Text;
using CsCheck;
using Dragoman.Sources;

namespace Dragoman.Tests;

public sealed class BoundedLineReaderTests
{
    [Fact]
    public void Lines_come_out_as_they_stand_however_the_stream_cuts_them() => Check.Sample(
        Gen.Select(Gen.String[Gen.Char["ab\n\r é"], 0, 60], Gen.Int[1, 7]),
        (text, chunk) => ReadAll(Encoding.UTF8.GetBytes(text), 1000, chunk).SequenceEqual(Expected(text)));

    [Fact]
    public void A_line_over_the_limit_is_skipped_and_said_to_be()
    {
        var lines = ReadAll("short\nthis one is too long\nfine\nthe last is too long too"u8.ToArray(), 10, 3);
        Assert.Equal(["short", "(too long)", "fine", "(too long)"], lines);
    }

    [Fact]
    public void A_line_of_just_the_limit_is_read_with_either_line_end()
    {
        Assert.Equal(["0123456789", "0123456789"], ReadAll("0123456789\r\n0123456789\n"u8.ToArray(), 10, 4));
        Assert.Equal(["(too long)", "x"], ReadAll("01234567890\r\nx"u8.ToArray(), 10, 4));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_line() =>
        Assert.Equal(["a", "\uFEFFb"], ReadAll(Encoding.UTF8.GetBytes("\uFEFFa\n\uFEFFb"), 100, 100));

    [Fact]
    public void Lines_are_numbered_with_those_that_are_skipped()
    {
        using var reader = new BoundedLineReader(new MemoryStream("a\nbbbbbbbb\nc\n"u8.ToArray()), 3);
        var numbers = new List<long>();
        while (reader.TryReadLine(out _, out _, TestContext.Current.CancellationToken)) numbers.Add(reader.LineNumber);
        Assert.Equal([1, 2, 3], numbers);
    }

    [Fact]
    public void Memory_stays_bounded_by_the_limit_whatever_comes()
    {
        using var reader = new BoundedLineReader(new EndlessStream(200_000_000), 1_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(reader.TryReadLine(out var line, out var tooLong, TestContext.Current.CancellationToken));
        Assert.True(tooLong);
        Assert.True(line.IsEmpty);
        Assert.False(reader.TryReadLine(out _, out _, TestContext.Current.CancellationToken));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Reading_ends_when_it_is_told_to()
    {
        using var reader = new BoundedLineReader(new EndlessStream(long.MaxValue), 1000);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => reader.TryReadLine(out _, out _, source.Token));
    }

    private static List<string> Expected(string text)
    {
        var lines = text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line).ToList();
        if (text.Length == 0 || text.EndsWith('\n')) lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static List<string> ReadAll(byte[] bytes, int limit, int chunk)
    {
        using var reader = new BoundedLineReader(new ChunkedStream(bytes, chunk), limit);
        var lines = new List<string>();
        while (reader.TryReadLine(out var line, out var tooLong, CancellationToken.None)) lines.Add(tooLong ? "(too long)" : Encoding.UTF8.GetString(line.Span));
        return lines;
    }
}
