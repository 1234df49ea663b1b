using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Dragoman.Stories;
using Dragoman.Stories.Reprints;

namespace Dragoman.Benchmarks;

/// <summary>
/// How finding reprints grows: articles made of the sentences of real ones, in new order and with other words put in, one in twenty of them a shortened copy of an
/// earlier one. Prints, for each power of ten, texts a second, the times of one look-up, memory, and the share of copies found.
/// </summary>
internal static class ReprintGrowth
{
    private const int CopyEvery = 20;
    private const int Chunk = 500;

    public static int Run(ReadOnlySpan<string> arguments, TextWriter output)
    {
        if (arguments.Length < 1 || arguments[0] is not { } path || !File.Exists(path))
        {
            output.WriteLine("usage: -- reprints TEXTS.jsonl.gz [NUMBER OF ARTICLES, default 1000000]");
            return 2;
        }

        var count = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1_000_000;
        var sentences = Sentences(path);
        var words = sentences.SelectMany(sentence => sentence.Split(' ')).Distinct().ToArray();
        var random = new Random(1);
        using var finder = new ReprintFinder();
        var kept = new List<(string Text, int Number)>();
        var (planted, found, wrong) = (0, 0, 0);
        var times = new List<double>();
        var (busy, since) = (0d, 0);
        var pending = new List<(StoryDocument Document, int Copy)>(Chunk);
        output.WriteLine("articles\ttexts a second of processor time (this step)\tmedian µs\tp99 µs\tbytes a text\tcopies found\tfalse");
        for (var i = 1; i <= count; i++)
        {
            var copy = i % CopyEvery == 0 && kept.Count > 0 ? random.Next(kept.Count) : -1;
            var text = copy < 0 ? Article(sentences, words, random) : Shorten(kept[copy].Text, sentences, random);
            pending.Add((new StoryDocument { Id = i.ToString(CultureInfo.InvariantCulture), Text = text }, copy < 0 ? 0 : kept[copy].Number));
            if (copy < 0)
            {
                if (kept.Count < 20_000) kept.Add((text, i));
                else if (random.Next(100) == 0) kept[random.Next(kept.Count)] = (text, i);
            }

            // Making the articles is not measured: processor time is taken around a chunk of them, so that other programs make no difference.
            if (pending.Count < Chunk && !IsMark(i) && i < count) continue;
            var before = Environment.CpuUsage.TotalTime;
            foreach (var (document, number) in pending)
            {
                var start = Stopwatch.GetTimestamp();
                var verdict = finder.Add(ReprintFinder.Prepare(document));
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                if (number > 0) planted++;
                if (number > 0 && verdict.Of == number.ToString(CultureInfo.InvariantCulture)) found++;
                if (number == 0 && verdict.Reuse == Reuse.Reprint) wrong++;
            }

            busy += (Environment.CpuUsage.TotalTime - before).TotalMicroseconds;
            since += pending.Count;
            pending.Clear();
            if (!IsMark(i) && i < count) continue;
            times.Sort();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{i}\t{since / busy * 1e6:0}\t{times[times.Count / 2]:0.0}\t{times[times.Count * 99 / 100]:0.0}\t{(double)finder.Bytes / i:0.0}\t{(double)found / Math.Max(1, planted):0.000}\t{wrong}"));
            output.Flush();
            times.Clear();
            (busy, since) = (0, 0);
        }

        return 0;
    }

    private static bool IsMark(int number)
    {
        while (number % 10 == 0) number /= 10;
        return number is 1 or 2 or 5;
    }

    private static string Article(string[] sentences, string[] words, Random random)
    {
        var text = new System.Text.StringBuilder(4096);
        var length = 12 + random.Next(24);
        for (var i = 0; i < length; i++)
        {
            var sentence = sentences[random.Next(sentences.Length)].Split(' ');
            // A third of the words are others: real reports share words, not sentences.
            for (var w = 0; w < sentence.Length; w++) text.Append(random.Next(3) == 0 ? words[random.Next(words.Length)] : sentence[w]).Append(' ');
            text.Append(".\n");
        }

        return text.ToString();
    }

    private static string Shorten(string text, string[] sentences, Random random)
    {
        var lines = text.Split('\n');
        var keep = Math.Max(3, lines.Length * (20 + random.Next(80)) / 100);
        return sentences[random.Next(sentences.Length)] + "\n" + string.Join('\n', lines.Take(keep));
    }

    private static string[] Sentences(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        var sentences = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            foreach (var sentence in json.RootElement.GetProperty("text").GetString()!.Split(['.', '\n'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (sentence.Count(' ') is > 6 and < 50) sentences.Add(sentence.Trim());
            }
        }

        return [.. sentences];
    }
}
