using System.Globalization;
using Dragoman.Sources;

namespace Dragoman.Cli.Reading;

/// <summary>What a reading has done so far.</summary>
internal sealed class Tally
{
    private const int ExamplesPerCode = 3;

    private readonly SortedDictionary<string, List<SourceFailure>> _examples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Documents that the store did not hold before.</summary>
    public long New { get; set; }

    /// <summary>Documents that the store held already.</summary>
    public long Unchanged { get; set; }

    /// <summary>Documents that are read and not stored yet.</summary>
    public long Pending { get; set; }

    /// <summary>Inputs that could not be read.</summary>
    public long Failed { get; private set; }

    /// <summary>Events of the documents that were stored.</summary>
    public long Events { get; set; }

    /// <summary>Documents that were stored and are reprints: only what is new in them was read.</summary>
    public long Reprints { get; set; }

    /// <summary>Bytes of input that are done.</summary>
    public long BytesRead { get; set; }

    /// <summary>Whether the reading was ended before its end.</summary>
    public bool WasInterrupted { get; set; }

    /// <summary>Inputs that are done, whatever became of them.</summary>
    public long Done => New + Unchanged + Pending + Failed;

    /// <summary>Places that could not be read, the first few of each code.</summary>
    public IEnumerable<SourceFailure> Examples => _examples.Values.SelectMany(failures => failures);

    /// <summary>Counts an input that could not be read.</summary>
    public void Fail(SourceFailure failure)
    {
        Failed++;
        _counts[failure.Code] = _counts.GetValueOrDefault(failure.Code) + 1;
        if (!_examples.TryGetValue(failure.Code, out var examples)) _examples[failure.Code] = examples = [];
        if (examples.Count < ExamplesPerCode) examples.Add(failure);
    }

    private string Folded() => Reprints == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Reprints:N0} reprint{(Reprints == 1 ? "" : "s")} folded)");

    /// <summary>The final account: read, new, unchanged, failed, and why.</summary>
    /// <param name="elapsed">How long it took.</param>
    public IEnumerable<string> Summary(TimeSpan elapsed)
    {
        var interrupted = WasInterrupted ? "interrupted; " : "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{interrupted}{Done:N0} read in {elapsed.TotalSeconds:0.0} s: {New:N0} new with {Events:N0} events{Folded()}, {Unchanged:N0} unchanged, {Failed:N0} failed");
        foreach (var (code, examples) in _examples)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {_counts[code]:N0} {code}:");
            foreach (var example in examples) yield return $"    {example.Message}";
            if (_counts[code] > examples.Count)
                yield return string.Create(CultureInfo.InvariantCulture, $"    … and {_counts[code] - examples.Count:N0} more");
        }
    }
}
