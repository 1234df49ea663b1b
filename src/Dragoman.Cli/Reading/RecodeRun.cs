using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Cli.Reading;

/// <summary>Reads the documents of an open recoding on all cores, and keeps what it has in batches, so that a kill costs no more than a batch.</summary>
internal sealed class RecodeRun
{
    private const int BatchDocuments = 64;
    private const long BatchBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan BatchAge = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);

    private readonly List<RecodedDocument> _batch = [];
    private readonly Stopwatch _sinceKept = Stopwatch.StartNew();
    private readonly Stopwatch _running = Stopwatch.StartNew();
    private readonly Dictionary<RecodeOutcome, long> _outcomes = [];
    private TimeSpan _said;
    private long _batchBytes;
    private long _done;
    private long _fromArticle;

    /// <summary>The store, open for writing.</summary>
    public required EventStore Store { get; init; }

    /// <summary>What reads the events.</summary>
    public required DocumentCoder Coder { get; init; }

    /// <summary>Number of worker threads.</summary>
    public required int Jobs { get; init; }

    /// <summary>The recoding.</summary>
    public required Recoding Recoding { get; init; }

    /// <summary>Documents of each outcome, of this run.</summary>
    public long Count(RecodeOutcome outcome) => _outcomes.GetValueOrDefault(outcome);

    /// <summary>Documents whose stored article was coded, because their bytes did not give them back; of this run.</summary>
    public long FromArticle => Interlocked.Read(ref _fromArticle);

    /// <summary>What is read with, as one hash: engine, tables, models, options.</summary>
    public static string Fingerprint(string? knowledge, string? lexicon, string layers)
    {
        var written = new StringBuilder(EngineVersion.Current).Append('\n').Append(layers).Append('\n');
        foreach (var (name, sum) in CoderChecksums.Of(knowledge, lexicon)) written.Append(name).Append(' ').Append(sum).Append('\n');

        // The articles' tables and code are part of their assembly, which has one identity a build.
        written.Append(typeof(Articles.ArticleReader).Module.ModuleVersionId).Append('\n').Append(typeof(DocumentCoder).Module.ModuleVersionId);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written.ToString())));
    }

    /// <summary>Reads all documents that are left.</summary>
    /// <exception cref="OperationCanceledException">It was ended; what was read is kept.</exception>
    /// <exception cref="StoreException">The store cannot be read or written; what it took before is kept.</exception>
    public void Run(CancellationToken cancellation)
    {
        var pipeline = new OrderedPipeline<StoredInput, RecodedDocument>
        {
            Jobs = Jobs,
            InputSize = static input => (3L * input.Raw.Length) + (16L * input.Document.Coded.Text.Length),
            OutputSize = static document => 16L * (document.Coded?.Text.Length ?? 0),
            Work = (input, token) =>
            {
                var document = Rereading.Read(input, Coder, token, out var fromBytes);
                if (!fromBytes && document.Outcome is RecodeOutcome.Same or RecodeOutcome.Different) Interlocked.Increment(ref _fromArticle);
                return document;
            },
            Write = Write,
        };
        try
        {
            pipeline.Run(Store.RecodingInputs(cancellation), cancellation);
        }
        finally
        {
            Keep();
        }
    }

    private void Write(RecodedDocument document)
    {
        _batch.Add(document);
        _batchBytes += document.Input.Raw.Length + (16L * (document.Coded?.Text.Length ?? 0));
        _outcomes[document.Outcome] = Count(document.Outcome) + 1;
        _done++;
        if (_batch.Count >= BatchDocuments || _batchBytes >= BatchBytes || _sinceKept.Elapsed >= BatchAge) Keep();
        if (_running.Elapsed - _said < SayEvery) return;
        _said = _running.Elapsed;
        var (done, all) = (Recoding.Done + _done, Recoding.Documents);
        var rate = _done / _running.Elapsed.TotalSeconds;
        var left = rate > 0 ? TimeSpan.FromSeconds((all - done) / rate) : TimeSpan.Zero;
        Invocation.Say(string.Create(
            CultureInfo.InvariantCulture, $"{done:N0} of {all:N0} read again ({100.0 * done / Math.Max(1, all):0} %), {rate:0.0}/s, about {Math.Ceiling(left.TotalMinutes):0} min left"));
    }

    private void Keep()
    {
        _sinceKept.Restart();
        if (_batch.Count == 0) return;
        Store.KeepRecoded(_batch);
        _batch.Clear();
        _batchBytes = 0;
    }
}
