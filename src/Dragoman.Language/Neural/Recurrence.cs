namespace Dragoman.Language.Neural;

/// <summary>The part of a recurrent layer that goes from word to word: all sentences of a batch take each step together.</summary>
internal static class Recurrence
{
    /// <summary>Runs one direction.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="backward">Whether from the last word to the first.</param>
    /// <param name="weights">[width × 4 width]: what the output before adds to the gates.</param>
    /// <param name="gates">[rows × 8 width]: both directions' gates from the words themselves; replaced by their values.</param>
    /// <param name="cells">[rows × 2 width]; rows between sentences are zeros.</param>
    /// <param name="outputs">[rows × 2 width]; rows between sentences are zeros.</param>
    /// <param name="width">Numbers a word and direction.</param>
    /// <param name="scratch">At least sentences × 5 width.</param>
    public static void Run(
        SentenceBatch batch,
        bool backward,
        PackedMatrix weights,
        Span<float> gates,
        Span<float> cells,
        Span<float> outputs,
        int width,
        Span<float> scratch) =>
        Run(batch, backward, weights, null, null, gates, cells, outputs, width, scratch);

    /// <summary>Runs one direction in whole numbers; outputs lie within ±1, so one step of theirs is 1/127.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="backward">Whether from the last word to the first.</param>
    /// <param name="weights">[width × 4 width].</param>
    /// <param name="rows">Scratch for the outputs in whole numbers.</param>
    /// <param name="gates">[rows × 8 width].</param>
    /// <param name="cells">[rows × 2 width].</param>
    /// <param name="outputs">[rows × 2 width].</param>
    /// <param name="width">Numbers a word and direction.</param>
    /// <param name="scratch">At least sentences × 5 width.</param>
    public static void Run(
        SentenceBatch batch,
        bool backward,
        QuantizedMatrix weights,
        QuantizedRows rows,
        Span<float> gates,
        Span<float> cells,
        Span<float> outputs,
        int width,
        Span<float> scratch) =>
        Run(batch, backward, null, weights, rows, gates, cells, outputs, width, scratch);

    private static void Run(
        SentenceBatch batch,
        bool backward,
        PackedMatrix? plain,
        QuantizedMatrix? quantized,
        QuantizedRows? rows,
        Span<float> gates,
        Span<float> cells,
        Span<float> outputs,
        int width,
        Span<float> scratch)
    {
        var side = backward ? 1 : 0;
        var before = backward ? 1 : -1;
        var active = batch.Count;
        var stepGates = scratch[..(batch.Count * 4 * width)];
        var stepOutputs = scratch.Slice(batch.Count * 4 * width, batch.Count * width);
        for (var step = 0; step < batch.Longest; step++)
        {
            active = batch.Active(step, active);
            for (var s = 0; s < active; s++)
            {
                var row = Row(batch, s, step, backward);
                gates.Slice(row * 8 * width + side * 4 * width, 4 * width).CopyTo(stepGates[(s * 4 * width)..]);
                outputs.Slice((row + before) * 2 * width + side * width, width).CopyTo(stepOutputs[(s * width)..]);
            }

            if (plain is not null)
            {
                MatrixKernels.Multiply(stepOutputs, width, active, plain, stepGates, 4 * width, accumulate: true);
            }
            else if (step > 0)
            {
                rows!.SetWithinOne(stepOutputs, width, active);
                quantized!.Multiply(rows, 0, active, stepGates, 4 * width, accumulate: true);
            }

            for (var s = 0; s < active; s++)
            {
                var row = Row(batch, s, step, backward);
                var at = row * 2 * width + side * width;
                var values = stepGates.Slice(s * 4 * width, 4 * width);
                RowKernels.Step(
                    values, cells.Slice(at + before * 2 * width, width), cells.Slice(at, width), outputs.Slice(at, width));
                // Only training looks at the gates again.
                if (plain is not null) values.CopyTo(gates[(row * 8 * width + side * 4 * width)..]);
            }
        }
    }

    /// <summary>The row that a sentence reads at a step.</summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="sentence">Which.</param>
    /// <param name="step">0 … length − 1.</param>
    /// <param name="backward">Whether from the last word to the first.</param>
    public static int Row(SentenceBatch batch, int sentence, int step, bool backward) =>
        batch.Start(sentence) + (backward ? batch.Length(sentence) - 1 - step : step);
}
