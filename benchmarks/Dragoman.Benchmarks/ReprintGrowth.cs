using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dragoman.Stories;
using Dragoman.Stories.Reprints;

namespace Dragoman.Benchmarks;

/// <summary>
/// How finding reprints grows: the index is filled to a number of texts by the way that a store's texts are recalled, the newest of them as recent ones; then new texts are read, half of
/// them shortened copies of any of those before. Prints, for each number, texts a second, the times of one look-up, memory, how many known texts are read for one, and the share of copies found; draws the curve.
/// </summary>
internal static class ReprintGrowth
{
    private const int Asked = 2_000;
    private const int Round = 100;
    private static readonly int[] Steps = [1, 2, 5];

    /// <summary>One step of the curve: texts known, what was measured there.</summary>
    private sealed record Step(int Texts, double Rate, double Median, double P99, double BytesPerText, double Read, double Found, int Wrong);

    public static int Run(ReadOnlySpan<string> arguments, TextWriter output)
    {
        if (arguments.Length < 1 || arguments[0] is not { } path || !File.Exists(path))
        {
            output.WriteLine("usage: -- reprints TEXTS.jsonl.gz [NUMBER OF TEXTS, default 1000000, or several: 100000,1000000] [PICTURE.svg]");
            return 2;
        }

        var numbers = arguments.Length > 1 ? arguments[1].Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray() : [1_000_000];
        var reads = 0L;
        var texts = new ReprintTexts(path);
        var words = new List<int>();
        if (!IsFaithful(texts, words)) throw new InvalidOperationException("words and marks made of numbers are not those that reading the text gives");
        var steps = new List<Step>();
        output.WriteLine("texts\ttexts a second of processor time\tmedian µs\tp99 µs\tbytes a text\ttexts read for one\tcopies found\tfalse");
        foreach (var mark in numbers.Length == 1 ? Marks(numbers[0]) : numbers)
        {
            // Anew for each number, as a reading of a store of so many texts begins.
            using var finder = new ReprintFinder(archive: Archived);
            for (var number = 0; number < mark; number++)
            {
                texts.Make(number, words);
                var (print, length) = texts.Print(words);
                finder.Recall(number, number, ReprintFinder.LastingOf(print, length), isRecent: mark - number <= ReprintFinder.RecentTexts);
            }

            reads = 0;
            steps.Add(Ask(finder, texts, mark, words) with { Read = (double)reads / Asked });
            var step = steps[^1];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{step.Texts}\t{step.Rate:0}\t{step.Median:0}\t{step.P99:0}\t{step.BytesPerText:0.0}\t{step.Read:0.00}\t{step.Found:0.000}\t{step.Wrong}"));
            output.Flush();
        }

        if (arguments.Length > 2) File.WriteAllText(arguments[2], Draw(steps));
        return 0;

        ArchivedText? Archived(int number)
        {
            reads++;
            var made = new List<int>();
            texts.Make(number, made);
            var (print, length) = texts.Print(made);
            return new ArchivedText(new StoryDocument { Id = "k" + number.ToString(CultureInfo.InvariantCulture), Text = "" }, length, print);
        }
    }

    private static Step Ask(ReprintFinder finder, ReprintTexts texts, int mark, List<int> words)
    {
        var random = new Random(mark);
        var times = new List<double>(Asked);
        var (busy, found, wrong) = (0d, 0, 0);
        var bytes = (double)finder.Bytes / mark;
        for (var round = 0; round < Asked / Round; round++)
        {
            var documents = new List<(StoryDocument Document, string? Of)>(Round);
            for (var i = 0; i < Round; i++)
            {
                var seed = mark + (round * Round) + i;
                var of = i % 2 == 0 ? random.Next(mark) : -1;
                texts.Make(of < 0 ? int.MaxValue - seed : of, words);
                if (of >= 0) texts.Shorten(words, seed);
                documents.Add((new StoryDocument { Id = string.Create(CultureInfo.InvariantCulture, $"n{seed}"), Text = texts.Text(words) }, of < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"k{of}")));
            }

            // Processor time, so that other programs make no difference; making the texts is not measured.
            var before = Environment.CpuUsage.TotalTime;
            foreach (var (document, of) in documents)
            {
                var start = Stopwatch.GetTimestamp();
                var verdict = finder.Add(ReprintFinder.Prepare(document));
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                if (of is not null && verdict.Reuse == Reuse.Reprint) found++;
                if (of is null && verdict.Reuse == Reuse.Reprint) wrong++;
            }

            busy += (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }

        times.Sort();
        return new Step(mark, Asked / busy, times[Asked / 2], times[Asked * 99 / 100], bytes, 0, found * 2d / Asked, wrong);
    }

    private static bool IsFaithful(ReprintTexts texts, List<int> words)
    {
        for (var number = 0; number < 50; number++)
        {
            texts.Make(number, words);
            if (!ReprintFinder.Prepare(new StoryDocument { Id = "t", Text = texts.Text(words) }).PrintBytes.SequenceEqual(texts.Print(words).Print)) return false;
        }

        return true;
    }

    private static IEnumerable<int> Marks(int count)
    {
        for (long power = 10_000; power <= count; power *= 10)
        {
            foreach (var step in Steps)
            {
                if (power * step <= count) yield return (int)(power * step);
            }
        }
    }

    private static string Draw(List<Step> steps)
    {
        const int width = 760, height = 360, left = 64, right = 24, top = 24, bottom = 56;
        var (first, last) = (Math.Log10(steps[0].Texts), Math.Log10(steps[^1].Texts));
        var highest = 100 * Math.Ceiling(steps.Max(step => Math.Max(step.Median, 500)) / 100);
        double X(double number) => left + ((width - left - right) * (Math.Log10(number) - first) / Math.Max(0.1, last - first));
        double Y(double time) => top + ((height - top - bottom) * (highest - time) / highest);
        var svg = new StringBuilder();
        void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">");
        Add($"<title>Median time of looking one text up, by the number of texts known</title><rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>");
        for (var time = 0.0; time <= highest; time += 100)
        {
            Add($"<path d=\"M{left} {Y(time):F0}H{width - right}\" stroke=\"#ddd\"/>");
            Add($"<text x=\"{left - 8}\" y=\"{Y(time) + 4:F0}\" text-anchor=\"end\" fill=\"#333\">{time:F0}</text>");
        }

        Add($"<path d=\"M{left} {Y(500):F0}H{width - right}\" stroke=\"#a33\" stroke-dasharray=\"5 4\"/><text x=\"{left + 6}\" y=\"{Y(500) - 6:F0}\" fill=\"#a33\">2,000 texts a second</text>");
        Add($"<path d=\"{string.Join(' ', steps.Select((step, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{X(step.Texts):F0} {Y(step.Median):F0}")))}\" fill=\"none\" stroke=\"#14557b\" stroke-width=\"2\"/>");
        foreach (var step in steps)
        {
            Add($"<circle cx=\"{X(step.Texts):F0}\" cy=\"{Y(step.Median):F0}\" r=\"4\" fill=\"#14557b\"/>");
            Add($"<text x=\"{X(step.Texts):F0}\" y=\"{height - bottom + 20}\" text-anchor=\"middle\" fill=\"#333\">{(step.Texts >= 1_000_000 ? $"{step.Texts / 1_000_000} M" : $"{step.Texts / 1_000} k")}</text>");
        }

        Add($"<text x=\"{(left + width - right) / 2}\" y=\"{height - 12}\" text-anchor=\"middle\" fill=\"#111\">texts known</text>");
        Add($"<text transform=\"translate(16 {(top + height - bottom) / 2}) rotate(-90)\" text-anchor=\"middle\" fill=\"#111\">µs for one text, median</text>");
        Add($"</svg>");
        return svg.ToString();
    }
}
