using System.Runtime.InteropServices;
using Dragoman.Records;

namespace Dragoman.Language.Neural;

/// <summary>
/// The engine with a model: sentences and tokens by rule, then tags, lemmas, features, dependency trees and names by a network. Every
/// sentence's tree has exactly one root. Thread-safe; the same text gives the same result on any thread. Time is linear in the text's length.
/// </summary>
/// <example>
/// <code>
/// var text = NeuralAnalyzer.English.Analyze("The fleet sailed home.", []);
/// foreach (var token in text.Tokens) Console.WriteLine($"{text.Text[token.Start..token.End]} {token.Upos} {token.Relation}");
/// </code>
/// </example>
public sealed class NeuralAnalyzer : ITextAnalyzer
{
    /// <summary>Most tokens that are parsed together; a longer sentence is parsed in pieces, which are then joined.</summary>
    public const int MaxSentence = 150;

    private const int BatchTokens = 1200;

    // A shorter text is read before another thread has woken.
    private const int DividedTokens = 400;

    private const string EnglishResource = "models/english.dlm";
    private static readonly Lazy<NeuralAnalyzer> Shipped = new(LoadShipped);
    private readonly LanguageNetwork _network;
    private readonly LearnedLemmatizer _lemmatizer;
    private readonly Segmenter _segmenter;
    private readonly AnalyzerPool _pool;
    private readonly string[] _upos;
    private readonly string[] _xpos;
    private readonly string[] _names;
    private long _tokensRead;
    private int _occupied;

    /// <summary>Makes an engine.</summary>
    /// <param name="model">The model.</param>
    /// <param name="segmenter">Finds sentences and tokens; null for the English one.</param>
    public NeuralAnalyzer(LanguageModel model, Segmenter? segmenter = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _network = model.Network;
        _lemmatizer = model.Lemmatizer;
        _segmenter = segmenter ?? Segmenter.English;
        _pool = new AnalyzerPool(_network);
        _upos = [.. model.Labels.Tags.Select(t => t[..t.IndexOf('\t', StringComparison.Ordinal)])];
        _xpos = [.. model.Labels.Tags.Select(t => t[(t.IndexOf('\t', StringComparison.Ordinal) + 1)..])];
        _names = [.. model.Labels.Names.Select(n => n[0] switch { 'O' => "", 'B' or 'U' => "B" + n[1..], _ => "I" + n[1..] })];
    }

    /// <summary>The engine with the English model that is part of this library; loaded at the first use, once.</summary>
    /// <exception cref="ModelFormatException">The library was built without its model.</exception>
    public static NeuralAnalyzer English => Shipped.Value;

    /// <summary>The model.</summary>
    public LanguageModel Model { get; }

    /// <summary>Tokens that this engine has read on all threads since it was made; those of a text that was given up half-way are not among them.</summary>
    public long TokensRead => Interlocked.Read(ref _tokensRead);

    /// <inheritdoc/>
    public string Name => Model.Origin.Name;

    /// <summary>Reads a model file and makes an engine of it.</summary>
    /// <param name="path">The model file.</param>
    /// <exception cref="ModelFormatException">The file is no model, damaged, cut off, or made for a newer version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NeuralAnalyzer Load(string path) => new(ModelFile.Load(path));

    private static NeuralAnalyzer LoadShipped()
    {
        using var stream = typeof(NeuralAnalyzer).Assembly.GetManifestResourceStream(EnglishResource)
            ?? throw new ModelFormatException("The library was built without models/english.dlm: build it from a whole checkout.");
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)stream.Length));
        stream.ReadExactly(bytes);
        return new NeuralAnalyzer(ModelFile.ReadTogether(bytes));
    }

    /// <summary>
    /// Says that a text is in work until the scope is disposed of. A longer text is read by two threads where no more than one text is in work: one article is
    /// answered sooner, and many at once take no more processor time. What comes out is the same.
    /// </summary>
    public OccupiedScope Occupy()
    {
        Interlocked.Increment(ref _occupied);
        return new OccupiedScope(this);
    }

    /// <summary>A text that is in work; see <see cref="Occupy"/>.</summary>
    public readonly struct OccupiedScope : IDisposable
    {
        private readonly NeuralAnalyzer? _analyzer;

        internal OccupiedScope(NeuralAnalyzer analyzer) => _analyzer = analyzer;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_analyzer is not null) Interlocked.Decrement(ref _analyzer._occupied);
        }
    }

    /// <inheritdoc/>
    public AnnotatedText Analyze(string text, IReadOnlyList<TextSpan> blocks, CancellationToken ct = default)
    {
        var state = _pool.Rent();
        try
        {
            Read(text, blocks, state.Document, state, ct);
            return state.Document.ToAnnotatedText();
        }
        finally
        {
            _pool.Return(state);
        }
    }

    /// <inheritdoc/>
    public AnnotatedText Annotate(AnnotatedText tokenized, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(tokenized);
        var tokens = tokenized.Tokens.ToArray();
        var sentences = tokenized.Sentences.ToArray();
        var state = _pool.Rent();
        try
        {
            Annotate(tokenized.Text, sentences, tokens, state, ct);
        }
        finally
        {
            _pool.Return(state);
        }

        return new AnnotatedText { Text = tokenized.Text, Sentences = sentences, Tokens = tokens, HasTrees = true };
    }

    /// <summary>Reads a text into a document that is used again: no memory is asked for a token once words and sizes have been met.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="blocks">Pieces that no sentence crosses; empty for the whole text.</param>
    /// <param name="document">Receives sentences and tokens; what it held is lost.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <exception cref="ArgumentException">A block does not lie within the text, or lies before the block in front of it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public void Read(string text, IReadOnlyList<TextSpan> blocks, LanguageDocument document, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        var state = _pool.Rent();
        try
        {
            Read(text, blocks, document, state, ct);
        }
        finally
        {
            _pool.Return(state);
        }
    }

    private void Read(string text, IReadOnlyList<TextSpan> blocks, LanguageDocument document, AnalyzerState state, CancellationToken ct)
    {
        document.Text = text;
        _segmenter.Segment(text, blocks, document.Segmentation, ct);
        var extents = document.Segmentation.Tokens;
        CollectionsMarshal.SetCount(document.TokenList, extents.Length);
        var tokens = CollectionsMarshal.AsSpan(document.TokenList);
        for (var i = 0; i < extents.Length; i++)
        {
            var extent = extents[i];
            tokens[i] = new Token(extent.Start, extent.End, "X", "", "", "", -1, "", "", extent.JoinsPrevious, extent.InMultiword);
        }

        var sentences = document.Segmentation.Sentences;
        if (tokens.Length < DividedTokens || sentences.Length < 2 || Environment.ProcessorCount < 2 || Volatile.Read(ref _occupied) > 1)
        {
            Annotate(text, sentences, tokens, state, ct);
            return;
        }

        var half = 1;
        while (half < sentences.Length - 1 && sentences[half].FirstToken < tokens.Length / 2) half++;
        var rest = state.Rest ??= new RestOfText(this);
        rest.Begin(document, half, ct);
        var isRead = false;
        try
        {
            Annotate(text, sentences[..half], tokens, state, ct);
            isRead = true;
        }
        finally
        {
            rest.End(isRead);
        }
    }

    /// <summary>Reads the sentences of a document from one on.</summary>
    internal void AnnotateFrom(LanguageDocument document, int sentence, CancellationToken ct)
    {
        var state = _pool.Rent();
        try
        {
            Annotate(document.Text, document.Segmentation.Sentences[sentence..], CollectionsMarshal.AsSpan(document.TokenList), state, ct);
        }
        finally
        {
            _pool.Return(state);
        }
    }

    private void Annotate(string text, ReadOnlySpan<Sentence> sentences, Span<Token> tokens, AnalyzerState state, CancellationToken ct)
    {
        state.Count = 0;
        var waiting = 0;
        foreach (var sentence in sentences)
        {
            ct.ThrowIfCancellationRequested();
            var start = sentence.FirstToken;
            var left = sentence.TokenCount;
            while (left > 0)
            {
                var length = left <= MaxSentence ? left : Cut(text, tokens.Slice(start, MaxSentence));
                state.Add(start, length);
                waiting += length;
                start += length;
                left -= length;
                if (waiting < BatchTokens) continue;
                Flush(text, tokens, state);
                waiting = 0;
            }
        }

        Flush(text, tokens, state);
        foreach (var sentence in sentences)
            if (sentence.TokenCount > MaxSentence) Join(tokens, sentence);
        if (sentences.Length > 0) Interlocked.Add(ref _tokensRead, sentences[^1].FirstToken + sentences[^1].TokenCount - sentences[0].FirstToken);
    }

    /// <summary>Length of the piece that a sentence too long to be parsed at once starts with: it ends behind a mark where there is one.</summary>
    private static int Cut(string text, ReadOnlySpan<Token> tokens)
    {
        for (var length = tokens.Length; length > tokens.Length / 2; length--)
        {
            var token = tokens[length - 1];
            if (token.End - token.Start == 1 && text[token.Start] is ';' or '.' or ',' or ':' or '!' or '?') return length;
        }

        return tokens.Length;
    }

    /// <summary>Hangs the roots of the later pieces of a sentence onto that of the first.</summary>
    private static void Join(Span<Token> tokens, Sentence sentence)
    {
        var root = -1;
        for (var i = sentence.FirstToken; i < sentence.FirstToken + sentence.TokenCount; i++)
        {
            if (tokens[i].Head >= 0) continue;
            if (root < 0) root = i;
            else tokens[i] = tokens[i] with { Head = root, Relation = "parataxis" };
        }
    }

    private void Flush(string text, Span<Token> tokens, AnalyzerState state)
    {
        if (state.Count == 0) return;
        var space = state.Space;
        state.Keys.AsSpan(0, state.Count).Sort();
        space.Batch.Clear();
        for (var i = 0; i < state.Count; i++) space.Batch.Add(int.MaxValue - (int)(state.Keys[i] >> 32));
        _network.Reserve(space);
        for (var i = 0; i < state.Count; i++)
        {
            var first = state.Starts[(int)(uint)state.Keys[i]];
            var row = space.Batch.Start(i);
            for (var t = 0; t < space.Batch.Length(i); t++)
            {
                var token = tokens[first + t];
                _network.SetWord(space, row + t, text.AsSpan(token.Start, token.End - token.Start));
            }
        }

        _network.Run(space);
        for (var i = 0; i < state.Count; i++)
            Write(text, tokens, state.Starts[(int)(uint)state.Keys[i]], space, space.Batch.Start(i), space.Batch.Length(i));
        state.Count = 0;
    }

    private void Write(string text, Span<Token> tokens, int first, NetworkWorkspace space, int start, int length)
    {
        for (var i = 0; i < length; i++)
        {
            ref var token = ref tokens[first + i];
            var row = start + i;
            var tag = space.Tags[row];
            var head = space.HeadsOf[row];
            token = token with
            {
                Upos = _upos[tag],
                Xpos = _xpos[tag],
                Lemma = Lemma(text.AsSpan(token.Start, token.End - token.Start), tag, space, row),
                Features = _network.Labels.Morphology[space.Morphology[row]],
                Head = head == 0 ? -1 : first + head - 1,
                Relation = _network.Labels.Relations[space.Relations[row]],
                Name = _names[space.NameTags[row]],
            };
        }

        KnownNames.Default.Correct(text, tokens.Slice(first, length));
    }

    private string Lemma(ReadOnlySpan<char> form, int tag, NetworkWorkspace space, int row)
    {
        var item = space.Items[row];
        if (item < 0) return _lemmatizer.Lemma(form, _xpos[tag]);
        var lemma = space.Words.Lemma(item, tag);
        if (lemma is not null) return lemma;
        lemma = _lemmatizer.Lemma(form, _xpos[tag]);
        space.Words.KeepLemma(item, tag, lemma);
        return lemma;
    }
}
