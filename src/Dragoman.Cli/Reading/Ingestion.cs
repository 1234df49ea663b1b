using System.Diagnostics;
using Dragoman.Articles;
using Dragoman.Cli.Streaming;
using Dragoman.Coding;
using Dragoman.Language.Neural;
using Dragoman.Records;
using Dragoman.Sources;
using Dragoman.Store;

namespace Dragoman.Cli.Reading;

/// <summary>
/// Reads documents into a store: on all cores, one writer, in batches of which each is stored whole or not at all. A document that
/// the store holds is not coded again. What cannot be read is kept in the store as a problem, and the rest goes on.
/// </summary>
internal sealed class Ingestion
{
    // A batch is what is lost by a kill: small enough to be read again in a moment, large enough that a commit to the disk is cheap.
    private const int BatchDocuments = 128;
    private const long BatchBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan BatchAge = TimeSpan.FromSeconds(1);

    private readonly List<StoredDocument> _batch = [];
    private readonly List<StoredDocument> _added = [];
    private readonly Turnstile _turnstile = new();
    private readonly List<SourceProblem> _problems = [];
    private readonly List<DocumentVersion> _versions = [];
    private readonly List<WatchedSource> _states = [];
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);
    private readonly Tally _tally = new();
    private readonly Stopwatch _sinceCommit = Stopwatch.StartNew();
    private bool _isUnsettled;
    private long _batchBytes;

    /// <summary>The store, open for writing.</summary>
    public required EventStore Store { get; init; }

    /// <summary>What reads the events.</summary>
    public required DocumentCoder Coder { get; init; }

    /// <summary>Number of worker threads.</summary>
    public required int Jobs { get; init; }

    /// <summary>Says when a document was read.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told on the caller's thread of each input that is done, and every time that the store has taken a batch.</summary>
    public Action<Tally> Progress { get; init; } = static _ => { };

    /// <summary>Told on the caller's thread of each source whose new state was kept.</summary>
    public Action<WatchedSource> Seen { get; init; } = static _ => { };

    /// <summary>
    /// Finds reprints, stories and happenings; null where every document is to be read for itself, as in measuring. A text that stands in another one is not read
    /// again: only its new passages are.
    /// </summary>
    public StoryKeeper? Stories { get; init; }

    /// <summary>Whether positions in archives are kept, so that reading can go on there another time.</summary>
    public bool KeepsPositions { get; init; }

    /// <summary>Reads everything that is handed in. What was done when the token is cancelled is stored before the call returns.</summary>
    /// <param name="items">The inputs, in order.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>What was read; <see cref="Tally.WasInterrupted"/> says whether to the end.</returns>
    /// <exception cref="StoreException">The store cannot be written; what it took before is kept.</exception>
    public Tally Run(IEnumerable<SourceItem> items, CancellationToken cancellation)
    {
        // Where texts wait for threads, none is divided among them.
        using var one = Jobs > 1 ? NeuralAnalyzer.English.Occupy() : default;
        using var other = Jobs > 1 ? NeuralAnalyzer.English.Occupy() : default;
        var pipeline = new OrderedPipeline<Numbered, Outcome>
        {
            Jobs = Jobs,
            InputSize = static input => 3L * input.Item.Document?.Bytes.Length ?? 0,
            OutputSize = static outcome => outcome.Document is { } document ? document.Raw.Length + (16L * document.Coded.Text.Length) : 0,
            Work = Work,
            Write = Write,
            Idle = () =>
            {
                if (_sinceCommit.Elapsed >= BatchAge) Commit();
                if (_isUnsettled) _isUnsettled = !Stories!.Settle([], CancellationToken.None, mayWait: true);
            },
            IdleInterval = BatchAge,
        };
        try
        {
            pipeline.Run(items.Where(item => !IsStore(item.File)).Select((item, i) => new Numbered(item, i)), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _tally.WasInterrupted = true;
        }

        Commit();
        if (_isUnsettled) Stories!.Settle([], CancellationToken.None);
        return _tally;
    }

    private bool IsStore(string file) =>
        file != DocumentFile.StandardInput && !file.Contains("://", StringComparison.Ordinal)
        && Path.GetFullPath(file) is var path
        && path.StartsWith(Store.Path, StringComparison.Ordinal)
        && path[Store.Path.Length..] is "" or "-wal" or "-shm" or "-journal";

    private Outcome Work(Numbered input, CancellationToken cancellation)
    {
        try
        {
            return Work(input.Item, input.Number, cancellation);
        }
        finally
        {
            _turnstile.Pass(input.Number);
        }
    }

    private Outcome Work(SourceItem item, long number, CancellationToken cancellation)
    {
        if (item.Failure is { } failure) return new Outcome(item, null, failure, null);
        if (item.State is not null) return new Outcome(item, null, null, null);
        var raw = item.Document ?? throw new InvalidOperationException("a source gave neither a document nor a failure");
        try
        {
            var id = DocumentId.Of(raw.Document);
            var last = item.Announcement is { } place ? Store.LatestVersion(place.Address) : null;
            if (Store.Contains(id) || Store.IsForgotten(id, raw.Document.Url)) return new Outcome(item, null, null, Version(item, last, id, null));
            var document = raw.Document with { Id = id };
            var article = ArticleReader.Read(document, cancellation);
            string? changes = null;
            if (last is not null && Store.Get(last.DocumentId) is { } before)
            {
                // What surrounds a report changes at every look; only what it says makes a version.
                changes = ArticleChanges.Between(before.Article, article.Article);
                if (changes.Length == 0) return new Outcome(item, null, null, Version(item, last, last.DocumentId, null));
            }

            // Whose text it is, in the order of the inputs.
            LookUp? found = null;
            if (Stories is not null)
            {
                IReadOnlyList<string> versions = last is null ? [] : [.. Store.Versions(last.Address).Select(version => version.DocumentId)];
                var prepared = StoryKeeper.Prepare(article, document);
                _turnstile.Wait(number, cancellation);
                found = Stories.LookUp(prepared, article, versions);
                _turnstile.Pass(number);
            }

            var coded = found?.Folded is { } taken
                ? Coder.CodeNew(article, document, taken, cancellation)
                : Coder.CodeEnglish(article, document, cancellation);
            var stored = new StoredDocument
            {
                Id = id,
                GivenId = raw.Document.Id,
                Locator = raw.Locator,
                MediaType = raw.MediaType,
                Raw = raw.Bytes,
                Given = raw.Document,
                SourceUrl = item.Announcement is not null ? item.File : null,
                Article = article.Article,
                Coded = coded,
                Print = found?.Print,
                Reuse = found?.Reuse,
                ReadAt = Clock.GetUtcNow(),
            };

            // Compressing and writing JSON here, on all cores, leaves the one writer only its transaction.
            EventStore.Prepare(stored);
            return new Outcome(item, stored, null, Version(item, last, id, changes));
        }
        catch (InputException unreadable)
        {
            return new Outcome(item, null, new SourceFailure(raw.Locator, unreadable.Code, $"{raw.Locator}: {unreadable.Message}"), null);
        }
        catch (Exception defect) when (defect is not (OperationCanceledException or StoreException))
        {
            Stories?.Lose(DocumentId.Of(raw.Document));
            return new Outcome(
                item,
                null,
                new SourceFailure(
                    raw.Locator, ErrorCodes.Internal, $"{raw.Locator}: a defect of the program met here: {defect.GetType().Name}: {defect.Message}"),
                null);
        }
    }

    private DocumentVersion? Version(SourceItem item, DocumentVersion? last, string id, string? changes) => item.Announcement is not { } place
        ? null
        : last is not null && last.DocumentId == id
            ? last with { Fingerprint = place.Fingerprint }
            : new DocumentVersion(place.Address, (last?.Number ?? 0) + 1, id, place.Fingerprint, Clock.GetUtcNow(), changes);

    private void Write(Outcome outcome)
    {
        _tally.BytesRead = Math.Max(_tally.BytesRead, outcome.Item.BytesRead);
        if (outcome.Version is { } version) _versions.Add(version);
        if (KeepsPositions && outcome.Item.ResumeAt > 0) _positions[outcome.Item.File] = outcome.Item.ResumeAt;
        if (outcome.Item.State is { } state)
        {
            _states.Add(state);
            if (_states.Count >= BatchDocuments || _sinceCommit.Elapsed >= BatchAge) Commit();
            return;
        }

        if (outcome.Failure is { } failure)
        {
            _tally.Fail(failure);
            _problems.Add(new SourceProblem(failure.Locator, failure.Code, failure.Message, Clock.GetUtcNow()));
        }
        else if (outcome.Document is { } document)
        {
            _batch.Add(document);
            _batchBytes += document.Raw.Length + (16L * document.Coded.Text.Length);
            _tally.Pending++;
        }
        else
        {
            _tally.Unchanged++;
        }

        if (_batch.Count + _problems.Count >= BatchDocuments || _batchBytes >= BatchBytes || _sinceCommit.Elapsed >= BatchAge) Commit();
        Progress(_tally);
    }

    private void Commit()
    {
        _sinceCommit.Restart();

        // Not cancelled by Ctrl-C: what was done is kept.
        if (_batch.Count > 0)
        {
            var added = Store.Add(_batch, CancellationToken.None);
            _tally.New += added;
            _tally.Unchanged += _batch.Count - added;
            _tally.Events += _batch.Sum(document => document.Coded.Events.Count);
            _tally.Reprints += _batch.Count(document => document.Reuse is { Kind: ReuseKind.Reprint } reuse && reuse.Origin != document.Id);
            _tally.Pending = 0;
            _added.AddRange(_batch);
            _batch.Clear();
            _batchBytes = 0;
        }

        if (_versions.Count + _states.Count + _positions.Count > 0)
        {
            Store.KeepSeen(_states, _versions, [.. _positions.Select(position => Position(position.Key, position.Value)).OfType<ReadingPosition>()]);
            foreach (var state in _states) Seen(state);
            _states.Clear();
            _versions.Clear();
            _positions.Clear();
        }

        if (_added.Count > 0)
        {
            _isUnsettled = Stories?.Settle(_added, CancellationToken.None, mayWait: true) == false;
            _added.Clear();
        }

        if (_problems.Count > 0)
        {
            Store.RecordFailures(_problems, CancellationToken.None);
            _problems.Clear();
        }

        Progress(_tally);
    }

    private ReadingPosition? Position(string path, long offset) => new FileInfo(path) is { Exists: true } file
        ? new ReadingPosition(file.FullName, file.Length, offset, _tally.Done, _tally.Failed)
        : null;

    private sealed record Numbered(SourceItem Item, long Number);

    /// <summary>What became of an input: a document, a failure, or neither where the store holds it.</summary>
    private sealed record Outcome(SourceItem Item, StoredDocument? Document, SourceFailure? Failure, DocumentVersion? Version);
}
