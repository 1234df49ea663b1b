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
    /// Runs one direction in whole numbers; outputs lie within ±1, so one step of theirs is 1/63. What the words add to the gates is computed for some steps at once, in
    /// the order of the steps: enough rows to read the weights for, few enough for the nearer caches, and nothing to copy when the outputs' part is added.
    /// </summary>
    /// <param name="batch">The sentences.</param>
    /// <param name="backward">Whether from the last word to the first.</param>
    /// <param name="inputs">[2 width × 4 width]: what a word adds to the gates.</param>
    /// <param name="weights">[width × 4 width]: what the output before adds.</param>
    /// <param name="words">The words in whole numbers, by row of the batch.</param>
    /// <param name="space">Scratch.</param>
    /// <param name="outputs">[rows × 2 width].</param>
    public static void Run(
        SentenceBatch batch, bool backward, QuantizedMatrix inputs, QuantizedMatrix weights, QuantizedRows words, RecurrentScratch space, Span<float> outputs)
    {
        var width = weights.Depth;
        var side = backward ? width : 0;
        var active = batch.Count;
        space.Begin(active, width);
        var cells = space.Cells.AsSpan(0, active * width);
        cells.Clear();
        var rows = space.Outputs;
        rows.Begin(width, active);
        for (var first = 0; first < batch.Longest;)
        {
            var (count, end) = space.Gather(batch, backward, first, active, words);
            inputs.Multiply(space.Words, 0, count, space.Gates, 4 * width);
            var gates = space.Gates.AsSpan(0, count * 4 * width);
            for (; first < end; first++)
            {
                active = batch.Active(first, active);
                if (first > 0) weights.Multiply(rows, 0, active, gates, 4 * width, accumulate: true);
                for (var s = 0; s < active; s++)
                {
                    var output = outputs.Slice(Row(batch, s, first, backward) * 2 * width + side, width);
                    RowKernels.Step(gates.Slice(s * 4 * width, 4 * width), cells.Slice(s * width, width), output);
                    rows.SetRowWithinOne(s, output);
                }

                gates = gates[(active * 4 * width)..];
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
