namespace Dragoman.Language.Neural;

/// <summary>What one thread needs while it reads a text.</summary>
internal sealed class AnalyzerState
{
    /// <summary>Makes an empty state.</summary>
    /// <param name="network">The network.</param>
    public AnalyzerState(LanguageNetwork network) => Space = network.CreateWorkspace();

    /// <summary>The network's memory.</summary>
    public NetworkWorkspace Space { get; }

    /// <summary>A document for callers who want a record.</summary>
    public LanguageDocument Document { get; } = new();

    /// <summary>Reads the second half of a text on another thread; made when it is first needed.</summary>
    public RestOfText? Rest { get; set; }

    /// <summary>First tokens of the pieces to be read.</summary>
    public int[] Starts = new int[64];

    /// <summary>Sort keys of the pieces: the longest first, equals in text order.</summary>
    public long[] Keys = new long[64];

    /// <summary>Number of pieces.</summary>
    public int Count;

    /// <summary>Appends a piece.</summary>
    /// <param name="start">Its first token.</param>
    /// <param name="length">Its tokens.</param>
    public void Add(int start, int length)
    {
        if (Count == Starts.Length)
        {
            Array.Resize(ref Starts, 2 * Count);
            Array.Resize(ref Keys, 2 * Count);
        }

        Starts[Count] = start;
        Keys[Count] = (long)(int.MaxValue - length) << 32 | (uint)Count;
        Count++;
    }
}

/// <summary>Keeps states between texts; at most one a processor and one for the rest of a divided text. Thread-safe.</summary>
internal sealed class AnalyzerPool(LanguageNetwork network)
{
    /// <summary>Tokens of the longest document whose memory is kept: one huge text must not fill the memory for good.</summary>
    private const int MaxKeptTokens = 100_000;

    private readonly Lock _lock = new();
    private readonly Stack<AnalyzerState> _idle = new();

    /// <summary>Takes a state, or makes one.</summary>
    public AnalyzerState Rent()
    {
        lock (_lock)
            if (_idle.TryPop(out var state)) return state;
        return new AnalyzerState(network);
    }

    /// <summary>Gives a state back.</summary>
    /// <param name="state">The state.</param>
    public void Return(AnalyzerState state)
    {
        state.Document.Text = "";
        if (state.Document.TokenList.Capacity > MaxKeptTokens) return;
        lock (_lock)
            if (_idle.Count <= Environment.ProcessorCount) _idle.Push(state);
    }
}
