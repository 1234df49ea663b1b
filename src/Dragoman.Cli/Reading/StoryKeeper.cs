using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Dragoman.Articles;
using Dragoman.Coding;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Stories;
using Dragoman.Stories.Reprints;

namespace Dragoman.Cli.Reading;

/// <summary>
/// Whose text is this, which matter is it about, and which happening does it report? Asks those who find it, and keeps the answers in the store. What texts are found by is
/// loaded from the store at the first look.
/// </summary>
internal sealed class StoryKeeper : IDisposable
{
    private const int DocumentsAtOnce = 64;

    // What thousands of reports tell together is placed as a whole. It is put off until the reading has gone on for so many times as long as it took the last time, and then takes
    // in what has come meanwhile at once: so that a set twice as large takes twice as long and not four times.
    private const int Rest = 4;
    private const int MostAtOnce = 2_048;
    private static readonly TimeSpan Cheap = TimeSpan.FromMilliseconds(300);
    private const int LeastWords = 12;

    private readonly EventStore _store;
    private readonly TimeProvider _clock;
    private readonly DocumentCoder? _coder;
    private readonly ReprintFinder _reprints;
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private readonly Lock _looking = new();
    private readonly Lock _settling = new();
    private readonly Stopwatch _sinceSettled = new();
    private TimeSpan _cost;
    private StoryBoard? _board;
    private long _boardVersion = -1;
    private long _lastKey;
    private volatile bool _isLoaded;

    /// <summary>Makes a keeper.</summary>
    /// <param name="store">The store, open for writing.</param>
    /// <param name="coder">Reads what is new in a reprint whose origin comes after it; null for the one without options, made when it is needed.</param>
    /// <param name="clock">Says when something was found; null for the system's.</param>
    public StoryKeeper(EventStore store, DocumentCoder? coder = null, TimeProvider? clock = null)
    {
        _store = store;
        _coder = coder;
        _clock = clock ?? TimeProvider.System;
        _reprints = new ReprintFinder(archive: Archived);
    }

    /// <summary>Does what needs no other text; may run on any thread.</summary>
    public static PreparedText Prepare(ArticleText article, Document document) => ReprintFinder.Prepare(Described(article.Article, document.Id!, document.Source, document.Date));

    /// <summary>Looks a text up among all that came before, then keeps it. One at a time, in the order of the inputs.</summary>
    /// <param name="text">The text, prepared.</param>
    /// <param name="article">The article that it is the body of.</param>
    /// <param name="versions">Ids of earlier versions of it: those it stands in for, and is no reprint of.</param>
    public LookUp LookUp(PreparedText text, ArticleText article, IReadOnlyList<string> versions)
    {
        if (!_isLoaded) Settle([], CancellationToken.None);
        lock (_looking)
        {
            Load();
            var found = _reprints.Add(text);
            var print = Print(text);
            var id = text.Document.Id;

            // A line or two is read sooner than it is folded, and known by too few words; a document that comes twice before it is stored is no reprint of itself.
            if (text.WordCount < LeastWords || found.Reuse == Reuse.None || found.Of is not { Length: > 0 } other || other == id || _lost.Contains(other) || versions.Contains(other)) return new LookUp(print, null, null);
            var passages = _reprints.Passages(found, article.Text, Body(article.Parts));
            var kind = found.Reuse switch { Reuse.Reprint => ReuseKind.Reprint, Reuse.Series => ReuseKind.Series, _ => ReuseKind.Passage };
            var reuse = new TextReuse(id, kind, other, found.Origin, Math.Round(found.Share, 3), passages);
            return new LookUp(print, reuse, kind == ReuseKind.Reprint && found.Origin != id ? passages : null);
        }
    }

    /// <summary>Says that a text that was looked up will not be stored: nothing is folded under it.</summary>
    public void Lose(string id)
    {
        lock (_looking) _lost.Add(id);
    }

    /// <summary>Brings together what was stored, and whatever others have stored or changed meanwhile.</summary>
    /// <param name="added">What was stored just now; the rest is read from the store.</param>
    /// <param name="cancellation">Ends it between two steps, each of which is kept.</param>
    /// <param name="mayWait">Whether it may be put off, because it took long the last time: whoever says so calls again.</param>
    /// <returns>False where it was put off: the store knows what is left to do.</returns>
    public bool Settle(IReadOnlyList<StoredDocument> added, CancellationToken cancellation, bool mayWait = false)
    {
        if (mayWait && _sinceSettled.IsRunning && _cost > Cheap && _sinceSettled.Elapsed < _cost * Rest)
        {
            Follow(added);
            return false;
        }

        var atHand = new Dictionary<string, StoredDocument>(StringComparer.Ordinal);
        foreach (var document in added) atHand.TryAdd(document.Id, document);
        lock (_settling)
        {
            try
            {
                for (var (most, before) = (DocumentsAtOnce, Stopwatch.GetTimestamp()); ; before = Stopwatch.GetTimestamp())
                {
                    var done = _store.Settle(most, _clock.GetUtcNow(), settlement => Settle(settlement, atHand), cancellation);
                    _cost = Stopwatch.GetElapsedTime(before);
                    if (done < most) break;
                    cancellation.ThrowIfCancellationRequested();
                    most = _cost > Cheap ? Math.Min(MostAtOnce, most * 2) : DocumentsAtOnce;
                }

                _sinceSettled.Restart();
            }
            catch
            {
                // What was undone in the store is undone here.
                _board = null;
                throw;
            }
        }

        Follow(added);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _reprints.Dispose();

    private void Settle(Settlement settlement, Dictionary<string, StoredDocument> atHand)
    {
        var documents = new Dictionary<string, StoredDocument>(StringComparer.Ordinal);
        foreach (var id in settlement.Documents)
        {
            if ((atHand.GetValueOrDefault(id) ?? settlement.Load(id)) is not { } document) continue;
            if (Turned(settlement, document) is { } folded)
            {
                document = folded;
                atHand.Remove(id);
            }

            documents.Add(id, document);
            if (document.Print is null && !settlement.HasPrint(id) && document.Article.Text.Length > 0)
                settlement.Keep(id, Print(ReprintFinder.Prepare(Described(document.Article, id, document.Coded.Source, document.Coded.Date))));
        }

        StoryRulings.Carry(settlement, () => Board(settlement), id => documents.GetValueOrDefault(id) ?? atHand.GetValueOrDefault(id) ?? settlement.Load(id), document => Described(document.Article, document.Id, document.Coded.Source, document.Coded.Date), ref _boardVersion);
        Assign(settlement, documents.Values);
        if (StoryMending.Carry(settlement, () => Board(settlement), ids => Prepared(ids.Select(id => documents.GetValueOrDefault(id) ?? atHand.GetValueOrDefault(id) ?? settlement.Load(id)))))
            _boardVersion = settlement.RaiseStoriesVersion();
        HappeningKeeper.Settle(settlement, documents);
    }

    /// <summary>
    /// A reprint that was read whole, because its origin had not come yet, is folded now that it has: its events are those of its new sentences, as if the origin had been
    /// first. Null where there is nothing to fold.
    /// </summary>
    private StoredDocument? Turned(Settlement settlement, StoredDocument document)
    {
        var coded = document.Coded;
        if (coded.Events.Count + coded.Statements.Count == 0 || document.Article.Text.Length == 0) return null;

        // Read whole, or folded under a text that has turned out to be a reprint itself.
        if (settlement.ReuseOf(document.Id) is not { Kind: ReuseKind.Reprint, Origin: { } origin } reuse || origin == document.Id || (reuse.Passages.Count > 0 && reuse.Other == origin)) return null;
        if (settlement.Load(origin) is not { } whole) return null;
        var words = ReprintFinder.Prepare(Described(whole.Article, origin, whole.Coded.Source, whole.Coded.Date));
        var passages = ReprintFinder.Passages(words.PrintBytes, coded.Text, Body(coded.Parts));
        if (passages.Count == 0) return null;
        var folded = new StoredDocument
        {
            Id = document.Id,
            GivenId = document.GivenId,
            Locator = document.Locator,
            MediaType = document.MediaType,
            ReadAt = document.ReadAt,
            Article = document.Article,
            Coded = (_coder ?? DocumentCoder.Default).CodeNew(
                Rereading.StoredArticle(document), Rereading.Described(document) with { Id = document.Id }, passages, CancellationToken.None),
        };
        settlement.Fold(folded, origin, passages);
        return folded;
    }

    private static List<PreparedStory> Prepared(IEnumerable<StoredDocument?> documents) =>
        [.. documents.OfType<StoredDocument>().Select(document => StoryFinder.Prepare(Described(document.Article, document.Id, document.Coded.Source, document.Coded.Date)))];

    private static List<Extent> Body(IEnumerable<Part> parts) => [.. parts.Where(part => part.Kind == PartKind.Body).Select(part => new Extent(part.Start, part.End))];

    /// <summary>Finds the stories of documents, in order of arrival; those that have one keep it.</summary>
    private void Assign(Settlement settlement, IEnumerable<StoredDocument> documents)
    {
        var assigned = new List<(string Document, string Story)>();
        var storyOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in documents.Select(document => (Stored: document, About: Described(document.Article, document.Id, document.Coded.Source, document.Coded.Date))))
        {
            var id = document.Stored.Id;
            if (settlement.StoryOf(id) is not null) continue;
            var board = Board(settlement);
            string? story = null;
            if (settlement.ReuseOf(id) is { Kind: ReuseKind.Reprint } reuse && (storyOf.GetValueOrDefault(reuse.Origin ?? reuse.Other) ?? settlement.StoryOf(reuse.Origin ?? reuse.Other)) is { } known)
                story = board.AddReprint(known, document.About.Published) ?? known;
            story ??= board.Add(StoryFinder.Prepare(document.About));
            storyOf[id] = story;
            assigned.Add((id, story));
        }

        if (assigned.Count == 0) return;
        var (stories, merges) = _board!.Changes();
        foreach (var state in stories) settlement.Keep(state);

        // A story that ended within this very batch was never written.
        foreach (var (document, story) in assigned)
        {
            var name = story;
            foreach (var (id, into) in merges)
            {
                if (name == id) name = into;
            }

            settlement.Assign(document, name);
        }

        foreach (var (id, into) in merges)
        {
            if (settlement.HasStory(id)) settlement.MergeStories(id, into);
        }

        _boardVersion = settlement.RaiseStoriesVersion();
    }

    /// <summary>The stories as the store has them, read again where somebody else has changed them.</summary>
    private StoryBoard Board(Settlement settlement)
    {
        if (_board is not null && _boardVersion == settlement.StoriesVersion) return _board;
        _board = new StoryBoard(settlement.LiveStories());
        _board.KeepApart(settlement.StoriesApart());
        _boardVersion = settlement.StoriesVersion;
        return _board;
    }

    private void Load()
    {
        if (_isLoaded) return;
        _isLoaded = true;
        var recent = _store.LastFingerprint() - ReprintFinder.RecentTexts;
        foreach (var fingerprint in _store.Fingerprints(0)) Recall(fingerprint, fingerprint.Key > recent);
    }

    /// <summary>Takes up what other programs have stored since.</summary>
    private void Follow(IReadOnlyList<StoredDocument> added)
    {
        lock (_looking)
        {
            if (!_isLoaded) return;
            var own = added.Select(document => _store.KeyOf(document.Id)).OfType<long>().ToHashSet();
            foreach (var fingerprint in _store.Fingerprints(_lastKey))
            {
                if (own.Contains(fingerprint.Key)) _lastKey = fingerprint.Key;
                else Recall(fingerprint, isRecent: true);
            }
        }
    }

    private void Recall(Fingerprint fingerprint, bool isRecent)
    {
        _lastKey = fingerprint.Key;
        _reprints.Recall(checked((int)fingerprint.Key), checked((int)fingerprint.Origin), MemoryMarshal.Cast<byte, ulong>(fingerprint.Hashes.Span), isRecent);
    }

    private static KeptPrint Print(PreparedText text) => new()
    {
        Words = text.WordCount,
        IsAgency = text.Document.IsAgency,
        Hashes = MemoryMarshal.AsBytes(text.Lasting).ToArray(),
        Print = text.PrintBytes.ToArray(),
    };

    private ArchivedText? Archived(int key) => _store.Print(key) is not { } print
        ? null
        : new ArchivedText(
            new StoryDocument
            {
                Id = print.Document,
                Text = "",
                Publisher = print.Publisher,
                OriginPublisher = print.OriginPublisher,
                IsAgency = print.IsAgency,
                Published = print.Published,
            },
            print.Words,
            print.Print);

    private static StoryDocument Described(Article article, string id, string? source, string? date) => new()
    {
        Id = id,
        Text = article.Text,
        Title = article.Title,
        Publisher = article.Publisher ?? source,
        OriginPublisher = article.Origin?.Publisher,
        IsAgency = NewsAgencies.Contains(article.Publisher ?? source),
        Published = DateTimeOffset.TryParse(article.Published ?? date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.UtcDateTime : null,
    };
}

/// <summary>What was found about a text.</summary>
/// <param name="Print">What it is found and compared by from now on.</param>
/// <param name="Reuse">What it has from another text; null for nothing.</param>
/// <param name="Folded">Where the words of the other text stand in it, if it is folded under that one and those are not read again; null else.</param>
internal sealed record LookUp(KeptPrint Print, TextReuse? Reuse, IReadOnlyList<Extent>? Folded);
