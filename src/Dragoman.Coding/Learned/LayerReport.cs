using System.Globalization;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>Measures layers on sentences that they did not see: frames alone, the layer alone, both.</summary>
internal sealed class LayerReport(DocumentReader reader, ILayerVectors vectors)
{
    private static readonly (string Name, CoderLayers Use)[] Uses = [("frames", CoderLayers.Frames), ("learned", CoderLayers.Learned), ("both", CoderLayers.Both)];
    private readonly Tally[] _tallies = [new(), new(), new()];
    private readonly int[,] _confusion = new int[16, 16];
    private readonly List<(double Confidence, bool Learned, bool Right)> _events = [];

    /// <summary>Adds the answers on held-out sentences.</summary>
    public void Add(LayerModel model, IEnumerable<(LabeledSentence Sentence, List<LayerSample> Samples)> held, CancellationToken ct)
    {
        var layer = new LearnedLayer(model, vectors);
        var coders = Uses.Select(use => DocumentCoder.With(reader, use.Use == CoderLayers.Frames ? LayerSetting.None : new LayerSetting(layer, use.Use))).ToArray();
        foreach (var (sentence, samples) in held)
        {
            foreach (var sample in samples.Where(sample => sample.Given))
                Relate(coders, sentence, sample, ct);
            for (var k = 0; k < Uses.Length; k++)
                Code(coders[k], _tallies[k], sentence, Uses[k].Use == CoderLayers.Both, ct);
        }
    }

    /// <summary>The figures, a line each.</summary>
    public IEnumerable<string> Lines()
    {
        for (var k = 0; k < Uses.Length; k++)
        {
            var tally = _tallies[k];
            yield return Format($"{Uses[k].Name,-8} relate accuracy {tally.Accuracy:F3} macro_f1 {tally.MacroF1():F3}; code P {tally.Precision:F3} R {tally.Recall:F3} F1 {tally.F1:F3}; false on sentences without events {tally.FalseSentences} of {tally.EmptySentences}");
        }

        yield return "type F1 (both): " + string.Join(", ", Enumerable.Range(0, 16).Select(t => Format($"{EventTypes.Name((EventType)t)} {_tallies[2].F1Of(t):F2}")));
        var worst = new List<(int Count, int Gold, int Said)>();
        for (var gold = 0; gold < 16; gold++)
        {
            for (var said = 0; said < 16; said++)
            {
                if (gold != said)
                    worst.Add((_confusion[gold, said], gold, said));
            }
        }

        yield return "confusions (both): " + string.Join(", ", worst.OrderByDescending(item => item.Count).Take(8)
            .Select(item => Format($"{EventTypes.Name((EventType)item.Gold)} as {EventTypes.Name((EventType)item.Said)} {item.Count}")));
        yield return Format($"calibration error before {Error(null):F3}, after {Error(Calibration()):F3}");
    }

    /// <summary>Slope and shift of the log odds: for events that a frame reads, and for those of the layer.</summary>
    public float[] Calibration()
    {
        var frames = Fit([.. _events.Where(item => !item.Learned).Select(item => (item.Confidence, item.Right))]);
        var learned = Fit([.. _events.Where(item => item.Learned).Select(item => (item.Confidence, item.Right))]);
        return [frames.Slope, frames.Shift, learned.Slope, learned.Shift];
    }

    private double Error(float[]? calibration)
    {
        const int Bins = 10;
        var sums = new double[Bins];
        var rights = new double[Bins];
        var counts = new int[Bins];
        foreach (var (confidence, learned, right) in _events)
        {
            var value = calibration is null ? confidence : LayerCalibration.Apply(calibration, confidence, learned);
            var bin = Math.Min(Bins - 1, (int)(value * Bins));
            sums[bin] += value;
            rights[bin] += right ? 1 : 0;
            counts[bin]++;
        }

        var error = 0.0;
        for (var i = 0; i < Bins; i++)
            error += Math.Abs(sums[i] - rights[i]);
        return error / Math.Max(1, _events.Count);
    }

    private static (float Slope, float Shift) Fit(List<(double Confidence, bool Right)> answers)
    {
        double slope = 1, shift = 0;
        if (answers.Count < 50)
            return (1, 0);
        for (var round = 0; round < 400; round++)
        {
            double bySlope = 0, byShift = 0;
            foreach (var (confidence, right) in answers)
            {
                var odds = LayerCalibration.Odds(confidence);
                var p = 1 / (1 + Math.Exp(-((slope * odds) + shift)));
                bySlope += (p - (right ? 1 : 0)) * odds;
                byShift += p - (right ? 1 : 0);
            }

            slope -= 0.5 * bySlope / answers.Count;
            shift -= 0.5 * byShift / answers.Count;
        }

        return ((float)slope, (float)shift);
    }

    private void Relate(DocumentCoder[] coders, LabeledSentence sentence, LayerSample sample, CancellationToken ct)
    {
        var pair = sample.Pairs[0];
        var piece = sample.Input.Sentence;
        var request = new RelateRequest
        {
            Id = "",
            Text = sentence.Text,
            Source = new TextSpan(piece.StartOf(pair.Actor.First), piece.EndBefore(pair.Actor.End)),
            Target = new TextSpan(piece.StartOf(pair.Recipient!.Value.First), piece.EndBefore(pair.Recipient.Value.End)),
        };
        for (var k = 0; k < coders.Length; k++)
        {
            var answer = coders[k].Relate(request, ct).Type;
            _tallies[k].Relation((int)pair.Event!.Type, answer is { } type ? (int)type : -1);
            if (k == 2 && answer is { } said)
                _confusion[(int)pair.Event.Type, (int)said]++;
        }
    }

    private void Code(DocumentCoder coder, Tally tally, LabeledSentence sentence, bool keep, CancellationToken ct)
    {
        var article = new ArticleText { Text = sentence.Text, Parts = [], Article = new Article { Text = "" } };
        var events = coder.Code(article, new Document { Id = "", Text = sentence.Text }, ct).Events;
        if (sentence.Events.Count == 0)
        {
            tally.EmptySentences++;
            tally.FalseSentences += events.Count > 0 ? 1 : 0;
        }

        var gold = sentence.Events.SelectMany(told => told.Actors.SelectMany(_ => told.Recipients.Count == 0 ? [0] : told.Recipients.Select(_ => 0))).Count();
        var used = new HashSet<(LabeledEvent, int, int)>();
        foreach (var found in events)
        {
            var right = Matches(sentence, found, used);
            tally.Event(right);
            if (keep)
                _events.Add((found.Confidence, found.Rule == LearnedStage.Rule, right));
        }

        tally.Gold += gold;
    }

    private static bool Matches(LabeledSentence sentence, PoliticalEvent found, HashSet<(LabeledEvent, int, int)> used)
    {
        foreach (var told in sentence.Events)
        {
            if (told.Type != found.Type)
                continue;
            var turned = LayerSamples.IsSymmetric(told);
            for (var side = 0; side < (turned ? 2 : 1); side++)
            {
                var (who, whom) = side == 0 ? (found.Actor, found.Recipient) : (found.Recipient, found.Actor);
                if (who is null)
                    continue;
                var a = told.Actors.FindIndex(span => Touches(span, who));
                if (a < 0)
                    continue;
                var r = told.Recipients.Count == 0 ? 0 : whom is null ? -1 : told.Recipients.FindIndex(span => Touches(span, whom));
                if (r >= 0 && used.Add((told, a, r)))
                    return true;
            }
        }

        return false;
    }

    private static bool Touches(TextSpan span, Participant side) => span.Start < side.End && side.Start < span.End;

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Tally
    {
        private readonly int[] _gold = new int[16];
        private readonly int[] _said = new int[16];
        private readonly int[] _right = new int[16];
        private int _pairs;
        private int _found;
        private int _correct;

        public int Gold { get; set; }

        public int EmptySentences { get; set; }

        public int FalseSentences { get; set; }

        public double Accuracy => _right.Sum() / (double)Math.Max(1, _pairs);

        public double Precision => _correct / (double)Math.Max(1, _found);

        public double Recall => _correct / (double)Math.Max(1, Gold);

        public double F1 => 2 * Precision * Recall / Math.Max(1e-9, Precision + Recall);

        public void Relation(int gold, int said)
        {
            _pairs++;
            _gold[gold]++;
            if (said >= 0)
                _said[said]++;
            if (gold == said)
                _right[gold]++;
        }

        public void Event(bool right)
        {
            _found++;
            _correct += right ? 1 : 0;
        }

        public double F1Of(int type) => 2.0 * _right[type] / Math.Max(1, _gold[type] + _said[type]);

        public double MacroF1() => Enumerable.Range(0, 16).Where(type => _gold[type] > 0).Average(F1Of);
    }
}

/// <summary>Makes confidences the share of events that are right.</summary>
internal static class LayerCalibration
{
    /// <summary>A calibrated confidence.</summary>
    public static double Apply(float[] calibration, double confidence, bool learned)
    {
        var at = learned ? 2 : 0;
        return 1 / (1 + Math.Exp(-((calibration[at] * Odds(confidence)) + calibration[at + 1])));
    }

    /// <summary>Log odds of a share.</summary>
    public static double Odds(double share)
    {
        var clamped = Math.Clamp(share, 0.005, 0.995);
        return Math.Log(clamped / (1 - clamped));
    }
}
