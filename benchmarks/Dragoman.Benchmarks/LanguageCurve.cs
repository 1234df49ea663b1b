using System.Globalization;
using System.Text;
using Dragoman.Language.Neural;

namespace Dragoman.Benchmarks;

/// <summary>
/// Accuracy against speed, one point a model: labelled attachment as the model file states it (mean of the two development parts), and tokens a
/// second of the whole engine, the best of several rounds by processor time. Writes a table, and a picture as SVG.
/// </summary>
internal static class LanguageCurve
{
    private const int Rounds = 6;
    private const int Width = 760;
    private const int Height = 420;
    private const int Left = 70;
    private const int Right = 30;
    private const int Top = 30;
    private const int Bottom = 60;
    private const double SlowestFloor = 60_000;
    private const double LowestFloor = 85.5;

    /// <summary>Measures and draws.</summary>
    /// <param name="arguments">The file of documents, the picture to write, then model files, each with a name in front as in <c>name=path</c>.</param>
    /// <param name="output">Where to print the table.</param>
    public static int Run(string[] arguments, TextWriter output)
    {
        if (arguments.Length < 3)
        {
            output.WriteLine("language-curve DOCUMENTS PICTURE.svg NAME=MODEL...");
            return 2;
        }

        var texts = LanguageTexts.Read(arguments[0]);
        var points = new List<(string Name, double Speed, double Las, double Megabytes)>();
        var analyzers = new List<(string Name, NeuralAnalyzer Analyzer, double Megabytes)>();
        foreach (var argument in arguments.Skip(2))
        {
            var at = argument.IndexOf('=', StringComparison.Ordinal);
            var path = argument[(at + 1)..];
            analyzers.Add((argument[..at], NeuralAnalyzer.Load(path), new FileInfo(path).Length / 1e6));
        }

        // Round by round through all models, so that what disturbs the machine disturbs them alike.
        var best = new double[analyzers.Count];
        var document = new LanguageDocument();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < analyzers.Count; i++)
            {
                long tokens = 0;
                var busy = Environment.CpuUsage.TotalTime;
                foreach (var text in texts)
                {
                    analyzers[i].Analyzer.Read(text, [], document);
                    tokens += document.Tokens.Length;
                }

                best[i] = Math.Max(best[i], tokens / (Environment.CpuUsage.TotalTime - busy).TotalSeconds);
            }
        }

        output.WriteLine("model\tMB\tLAS ewt\tLAS gum\ttokens/s");
        for (var i = 0; i < analyzers.Count; i++)
        {
            var (name, analyzer, megabytes) = analyzers[i];
            var scores = analyzer.Model.Origin.Scores;
            var (ewt, gum) = (100 * scores["ewt-dev.las"], 100 * scores["gum-dev.las"]);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{megabytes:F1}\t{ewt:F2}\t{gum:F2}\t{best[i]:F0}"));
            points.Add((name, best[i], (ewt + gum) / 2, megabytes));
        }

        File.WriteAllText(arguments[1], Draw(points));
        return 0;
    }

    private static string Draw(List<(string Name, double Speed, double Las, double Megabytes)> points)
    {
        var fastest = 50_000 * Math.Ceiling(points.Max(p => p.Speed) / 50_000);
        var low = Math.Floor(2 * Math.Min(LowestFloor, points.Min(p => p.Las))) / 2 - 0.5;
        var high = Math.Ceiling(2 * points.Max(p => p.Las)) / 2 + 0.5;
        double X(double speed) => Left + (Width - Left - Right) * speed / fastest;
        double Y(double las) => Top + (Height - Top - Bottom) * (high - las) / (high - low);
        var svg = new StringBuilder();
        void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">");
        Add($"<title>Accuracy against speed of the language models</title><rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>");
        for (var speed = 0.0; speed <= fastest; speed += 50_000)
        {
            Add($"<path d=\"M{X(speed):F0} {Top}V{Height - Bottom}\" stroke=\"#ddd\"/>");
            Add($"<text x=\"{X(speed):F0}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\" fill=\"#333\">{speed:N0}</text>");
        }

        for (var las = low; las <= high; las += 0.5)
        {
            Add($"<path d=\"M{Left} {Y(las):F0}H{Width - Right}\" stroke=\"#ddd\"/>");
            Add($"<text x=\"{Left - 8}\" y=\"{Y(las) + 4:F0}\" text-anchor=\"end\" fill=\"#333\">{las:F1}</text>");
        }

        Add($"<path d=\"M{X(SlowestFloor):F0} {Top}V{Height - Bottom}M{Left} {Y(LowestFloor):F0}H{Width - Right}\" stroke=\"#a33\" stroke-dasharray=\"5 4\"/>");
        Add($"<text x=\"{X(SlowestFloor) + 6:F0}\" y=\"{Height - Bottom - 8}\" fill=\"#a33\">floors</text>");
        foreach (var (index, (name, speed, las, megabytes)) in points.Index())
        {
            var letter = (char)('A' + index);
            Add($"<circle cx=\"{X(speed):F0}\" cy=\"{Y(las):F0}\" r=\"5\" fill=\"#14557b\"/>");
            Add($"<text x=\"{X(speed):F0}\" y=\"{Y(las) - 10:F0}\" text-anchor=\"middle\" font-weight=\"bold\" fill=\"#111\">{letter}</text>");
            Add($"<text x=\"{Width - Right - 290}\" y=\"{Top + 20 + 20 * index}\" fill=\"#111\">{letter}: {name}, {megabytes:F0} MB</text>");
        }

        Add($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 14}\" text-anchor=\"middle\" fill=\"#111\">tokens a second on one core, everything on</text>");
        Add($"<text transform=\"translate(18 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\" fill=\"#111\">LAS, mean of EWT and GUM development parts</text>");
        Add($"</svg>");
        return svg.ToString();
    }
}
