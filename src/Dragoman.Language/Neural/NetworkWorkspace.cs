namespace Dragoman.Language.Neural;

/// <summary>The memory that one thread needs to run a network: kept and used again, so that reading allocates nothing after a while.</summary>
internal sealed class NetworkWorkspace
{
    /// <summary>Makes an empty workspace.</summary>
    /// <param name="shape">Sizes of the network.</param>
    /// <param name="labels">Its answers.</param>
    /// <param name="form">Which instructions the network multiplies with.</param>
    public NetworkWorkspace(NetworkShape shape, LanguageLabels labels, ProductForm form)
    {
        Quantized = new QuantizedRows(form);
        Recurrent = new RecurrentScratch(form);
        Words = new WordCache(shape.Width);
        Windows = new WindowCache(shape.Width, form);
        Names = new NameDecoder(labels.Names);
    }

    /// <summary>The sentences of the batch.</summary>
    public SentenceBatch Batch { get; } = new();

    /// <summary>Inputs by form.</summary>
    public WordCache Words { get; }

    /// <summary>What words bring into the first convolution.</summary>
    public WindowCache Windows { get; }

    /// <summary>Finds trees.</summary>
    public TreeDecoder Trees { get; } = new();

    /// <summary>Finds names.</summary>
    public NameDecoder Names { get; }

    /// <summary>One sentence's heads as a right operand.</summary>
    public PackedMatrix Heads { get; } = new();

    /// <summary>The current layer's rows in whole numbers.</summary>
    public QuantizedRows Quantized { get; }

    /// <summary>Scratch of the recurrent layers.</summary>
    public RecurrentScratch Recurrent { get; }

    /// <summary>The current layer's rows.</summary>
    public float[] State = [];

    /// <summary>The next layer's rows.</summary>
    public float[] Next = [];

    /// <summary>The parser's views.</summary>
    public float[] Views = [];

    /// <summary>Dependents turned by the bilinear form.</summary>
    public float[] Turned = [];

    /// <summary>Scores of a head.</summary>
    public float[] Scores = [];

    /// <summary>Scores of one sentence's arcs.</summary>
    public float[] Arcs = [];

    /// <summary>By row: number of the form in the cache, −1 for none.</summary>
    public int[] Items = [];

    /// <summary>By row: what the form is by its characters.</summary>
    public byte[] Kinds = [];

    /// <summary>Scratch of the sentence's context: two numbers a word.</summary>
    public int[] Contexts = [];

    /// <summary>By row: number of the tag.</summary>
    public int[] Tags = [];

    /// <summary>By row: number of the features.</summary>
    public int[] Morphology = [];

    /// <summary>By row: 0 for the root, else 1 + the head's index in its sentence.</summary>
    public int[] HeadsOf = [];

    /// <summary>By row: number of the relation.</summary>
    public int[] Relations = [];

    /// <summary>By row: number of the name tag.</summary>
    public int[] NameTags = [];

    /// <summary>Sentences whose best heads were no tree, since the workspace was made.</summary>
    public long Repaired;

    /// <summary>Sentences read since the workspace was made.</summary>
    public long Sentences;

    /// <summary>Makes an array at least this long; what it held is lost.</summary>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="array">The array.</param>
    /// <param name="length">How long it must be.</param>
    public static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length) array = new T[length + length / 4];
    }
}
