namespace Dragoman.Coding.Learned;

/// <summary>Sizes of the network, and where each matrix lies in the one array of its numbers.</summary>
internal sealed class LayerShape
{
    /// <summary>No event, and the sixteen types.</summary>
    public const int Types = 17;

    /// <summary>Values of factuality.</summary>
    public const int Factualities = 7;

    /// <summary>Looks at the words: one for the trigger, one for whatever else helps, and one at all alike, for what the sentence is about.</summary>
    public const int Looks = 3;

    /// <summary>Where a word stands to both sides.</summary>
    public const int Orders = 16;

    /// <summary>Makes a shape.</summary>
    /// <param name="vectorWidth">Numbers of a word vector.</param>
    /// <param name="wordFeatures">Rows of the table of words.</param>
    /// <param name="pairFeatures">Rows of the table of pairs.</param>
    /// <param name="modes">Number of modes, all types together.</param>
    /// <param name="inner">Numbers a word vector is cut down to.</param>
    /// <param name="hidden">Numbers a word has inside.</param>
    /// <param name="outer">Numbers a pair has inside.</param>
    public LayerShape(int vectorWidth, int wordFeatures, int pairFeatures, int modes, int inner = 32, int hidden = 40, int outer = 48)
    {
        VectorWidth = vectorWidth;
        WordFeatures = wordFeatures;
        PairFeatures = pairFeatures;
        Modes = modes;
        Inner = inner;
        Hidden = hidden;
        Outer = outer;
        var at = 0;
        Project = Take(ref at, vectorWidth * inner);
        Self = Take(ref at, inner * hidden);
        Head = Take(ref at, inner * hidden);
        Object = Take(ref at, inner * hidden);
        Bias = Take(ref at, hidden);
        Look = Take(ref at, Looks * hidden);
        Combine = Take(ref at, Looks * hidden * outer);
        OuterBias = Take(ref at, outer);
        TypeOut = Take(ref at, outer * Types);
        TypeBias = Take(ref at, Types);
        Rules = Take(ref at, RuleSignal.Count * Types);
        ModeOut = Take(ref at, outer * modes);
        ModeBias = Take(ref at, modes);
        FactOut = Take(ref at, outer * Factualities);
        FactBias = Take(ref at, Factualities);
        Dense = at;
        Order = Take(ref at, Orders * hidden);
        ActorUp = Take(ref at, LayerInput.PathRows * hidden);
        ActorDown = Take(ref at, LayerInput.PathRows * hidden);
        RecipientUp = Take(ref at, LayerInput.PathRows * hidden);
        RecipientDown = Take(ref at, LayerInput.PathRows * hidden);
        Word = Take(ref at, wordFeatures * hidden);
        Pair = Take(ref at, pairFeatures * outer);
        Total = at;
    }

    public int VectorWidth { get; }

    public int WordFeatures { get; }

    public int PairFeatures { get; }

    public int Modes { get; }

    public int Inner { get; }

    public int Hidden { get; }

    public int Outer { get; }

    public int Project { get; }

    public int Self { get; }

    public int Head { get; }

    public int Object { get; }

    public int Bias { get; }

    public int Look { get; }

    public int Combine { get; }

    public int OuterBias { get; }

    public int TypeOut { get; }

    public int TypeBias { get; }

    public int Rules { get; }

    public int ModeOut { get; }

    public int ModeBias { get; }

    public int FactOut { get; }

    public int FactBias { get; }

    /// <summary>Numbers before this index are matrices, from it on rows of tables.</summary>
    public int Dense { get; }

    public int Order { get; }

    public int ActorUp { get; }

    public int ActorDown { get; }

    public int RecipientUp { get; }

    public int RecipientDown { get; }

    public int Word { get; }

    public int Pair { get; }

    /// <summary>All numbers.</summary>
    public int Total { get; }

    private static int Take(ref int at, int length)
    {
        var start = at;
        at += length;
        return start;
    }
}
