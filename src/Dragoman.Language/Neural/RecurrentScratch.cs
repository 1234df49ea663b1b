namespace Dragoman.Language.Neural;

/// <summary>The memory of a recurrent layer's steps.</summary>
/// <param name="form">Which instructions the products use.</param>
internal sealed class RecurrentScratch(ProductForm form)
{
    /// <summary>Rows of words that the gates are computed for at once, at least while there are any.</summary>
    private const int Rows = 32;

    private float[] _gates = [];
    private float[] _cells = [];

    /// <summary>Words of some steps in whole numbers, step by step.</summary>
    public QuantizedRows Words { get; } = new(form);

    /// <summary>Outputs of a step in whole numbers.</summary>
    public QuantizedRows Outputs { get; } = new(form);

    /// <summary>The gates of <see cref="Words"/>.</summary>
    public float[] Gates => _gates;

    /// <summary>The cells of all sentences.</summary>
    public float[] Cells => _cells;

    /// <summary>Makes room.</summary>
    /// <param name="sentences">Sentences of the batch.</param>
    /// <param name="width">Numbers a word and direction.</param>
    public void Begin(int sentences, int width)
    {
        NetworkWorkspace.Grow(ref _gates, (Rows + sentences) * 4 * width);
        NetworkWorkspace.Grow(ref _cells, sentences * width);
        Words.Begin(2 * width, Rows + sentences);
    }

    /// <summary>Collects the words of the next steps, until there are enough.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="backward">Whether from the last word to the first.</param>
    /// <param name="step">The first step.</param>
    /// <param name="active">A number that is not smaller than that of the sentences that have it.</param>
    /// <param name="words">All words, by row of the batch.</param>
    /// <returns>How many words, and the step behind the last.</returns>
    public (int Count, int End) Gather(SentenceBatch batch, bool backward, int step, int active, QuantizedRows words)
    {
        var count = 0;
        while (step < batch.Longest && count < Rows)
        {
            active = batch.Active(step, active);
            for (var s = 0; s < active; s++) Words.CopyRow(count++, words, Recurrence.Row(batch, s, step, backward));
            step++;
        }

        return (count, step);
    }
}
