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

            MatrixKernels.Multiply(stepOutputs, width, active, weights, stepGates, 4 * width, accumulate: true);
            for (var s = 0; s < active; s++)
            {
                var row = Row(batch, s, step, backward);
                var at = row * 2 * width + side * width;
                var values = stepGates.Slice(s * 4 * width, 4 * width);
                RowKernels.Step(
                    values, cells.Slice(at + before * 2 * width, width), cells.Slice(at, width), outputs.Slice(at, width));
                values.CopyTo(gates[(row * 8 * width + side * 4 * width)..]);
            }
        }
    }

    /// <summary>
    /// Runs one direction in whole numbers; outputs lie within ±1, so one step of theirs is 1/127. Each output is put into whole numbers for the next step while it lies in
    /// the first cache. The gates of a step are copied side by side: added to where they lie, they would be fetched line by line from far away.
    /// </summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="backward">Whether from the last word to the first.</param>
    /// <param name="weights">[width × 4 width].</param>
    /// <param name="rows">Scratch for the outputs in whole numbers.</param>
    /// <param name="gates">[rows × 8 width].</param>
    /// <param name="outputs">[rows × 2 width].</param>
    /// <param name="width">Numbers a word and direction.</param>
    /// <param name="scratch">At least sentences × 5 width.</param>
    public static void Run(
        SentenceBatch batch,
        bool backward,
        QuantizedMatrix weights,
        QuantizedRows rows,
        ReadOnlySpan<float> gates,
        Span<float> outputs,
        int width,
        Span<float> scratch)
    {
        var side = backward ? 1 : 0;
        var active = batch.Count;
        var stepGates = scratch[..(active * 4 * width)];
        var cells = scratch.Slice(active * 4 * width, active * width);
        cells.Clear();
        rows.Begin(width, active);
        for (var step = 0; step < batch.Longest; step++)
        {
            active = batch.Active(step, active);
            for (var s = 0; s < active; s++)
                gates.Slice((Row(batch, s, step, backward) * 8 + side * 4) * width, 4 * width).CopyTo(stepGates[(s * 4 * width)..]);
            if (step > 0) weights.Multiply(rows, 0, active, stepGates, 4 * width, accumulate: true);
            for (var s = 0; s < active; s++)
            {
                var output = outputs.Slice((Row(batch, s, step, backward) * 2 + side) * width, width);
                RowKernels.Step(stepGates.Slice(s * 4 * width, 4 * width), cells.Slice(s * width, width), output);
                rows.SetRowWithinOne(s, output);
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
