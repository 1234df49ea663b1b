using Dragoman.Articles.Cues;
using Dragoman.Articles.Lines;
using Dragoman.Records;

namespace Dragoman.Articles.Html;

/// <summary>
/// Finds the report on a page: each block gets a weight (sentences count for, links and crumbs of text against), the element
/// whose blocks weigh most holds the report, and what in it is no report is taken out. Linear in blocks times depth.
/// </summary>
internal sealed class BodySelector
{
    private const double ProtectedShare = 0.4;

    private readonly PageLayout layout;
    private readonly string? title;
    private readonly double[] weights;

    private BodySelector(PageLayout layout, string? title)
    {
        this.layout = layout;
        this.title = title is null ? null : Folded.Of(title.Trim());
        weights = new double[layout.Blocks.Count];
    }

    /// <summary>The blocks to keep, in page order.</summary>
    public static IReadOnlyList<KeptBlock> Select(PageLayout layout, string? title, string? linkedBody, CancellationToken ct)
    {
        var selector = new BodySelector(layout, title);
        selector.DropBoxes();
        selector.Weigh();
        ct.ThrowIfCancellationRequested();
        var main = selector.FindMain();
        var kept = selector.Keep(main);
        return UseLinked(kept, linkedBody);
    }

    /// <summary>Leaves out what its class says is no report, unless most of the page's sentences are in it.</summary>
    private void DropBoxes()
    {
        var prose = new int[layout.Blocks.Count + 1];
        for (var index = 0; index < layout.Blocks.Count; index++)
            prose[index + 1] = prose[index] + (layout.Blocks[index].IsProse ? layout.Blocks[index].Text.Length : 0);

        var limit = prose[^1] * ProtectedShare;
        foreach (var box in layout.Boxes)
        {
            // Boxes come outermost first, so that what lies in a dropped one is dropped with it.
            var share = prose[box.End] - prose[box.First];
            box.IsDropped = box.Parent is { IsDropped: true } || ((box.Roles & (Roles.Drop | Roles.Hidden)) != 0 && (share <= limit || share == 0));
        }
    }

    private void Weigh()
    {
        for (var index = 0; index < weights.Length; index++)
        {
            var block = layout.Blocks[index];
            if (block.Box.IsDropped) continue;
            if (block.IsProse) weights[index] = block.Words * (1 - block.LinkDensity) * (block.Box.Nearest(Roles.Weak | Roles.Caption) is null ? 1 : 0.5);
            else if (block.LinkDensity > 0.5) weights[index] = -Math.Min(block.Words, 12);
            else if (!block.IsHeading) weights[index] = -2;
        }
    }

    private Box FindMain()
    {
        var sums = new double[weights.Length + 1];
        for (var index = 0; index < weights.Length; index++) sums[index + 1] = sums[index] + weights[index];
        var best = layout.Root;
        var bestValue = double.NegativeInfinity;
        foreach (var box in layout.Boxes)
        {
            if (box.IsDropped) continue;
            var value = (sums[box.End] - sums[box.First]) * Bonus(box);
            if (value > bestValue || (value == bestValue && box.Depth > best.Depth))
            {
                best = box;
                bestValue = value;
            }
        }

        return best;
    }

    private static double Bonus(Box box) =>
        (box.Roles & Roles.Body) != 0 ? 1.3 : box.Tag switch { "article" => 1.15, "main" => 1.05, _ => 1 };

    private List<KeptBlock> Keep(Box main)
    {
        var kept = new List<KeptBlock>();
        var last = LastProse(main);
        for (var index = main.First; index < main.End; index++)
        {
            var block = layout.Blocks[index];
            if (block.Box.IsDropped || IsTitle(block)) continue;
            var kind = Kind(block, main);
            if (kind is null && !IsKept(block, index, last)) continue;
            kept.Add(new KeptBlock(block.Text, kind));
        }

        while (kept.Count > 0 && kept[^1].Kind == PartKind.Body && !kept[^1].Text.AsSpan().ContainsAny(".!?\u201D\"")) kept.RemoveAt(kept.Count - 1);
        return kept;
    }

    private int LastProse(Box main)
    {
        for (var index = main.End - 1; index >= main.First; index--)
        {
            if (!layout.Blocks[index].Box.IsDropped && layout.Blocks[index].IsProse) return index;
        }

        return main.End - 1;
    }

    private static bool IsKept(Block block, int index, int last)
    {
        if (block.LinkDensity > 0.7 && !(block.Words > 12 && block.EndsAsSentence)) return false;
        if (block.IsProse || block.IsHeading) return index <= last;
        return index < last && block.Words >= 2 && block.LinkDensity < 0.5;
    }

    private static PartKind? Kind(Block block, Box main)
    {
        if (block.Box.Nearest(Roles.Credit) is { } credit && credit.Depth > main.Depth) return PartKind.Credit;
        if (block.Box.Nearest(Roles.Caption) is { } caption && caption.Depth > main.Depth) return PartKind.Caption;
        if (block.Box.IsWithin("figure", main)) return PartKind.Caption;
        if (block.Box.Nearest(Roles.Byline) is { } byline && byline.Depth > main.Depth && block.Words < 20) return PartKind.Byline;
        return block.IsHeading ? PartKind.Body : null;
    }

    private bool IsTitle(Block block) => title is not null && block.Text.Length <= title.Length + 2 && Folded.Of(block.Text) == title;

    /// <summary>The body that the page gives to machines, where what was found is a small part of it.</summary>
    private static List<KeptBlock> UseLinked(List<KeptBlock> kept, string? linkedBody)
    {
        if (linkedBody is null) return kept;
        var found = kept.Sum(block => block.Kind is null or PartKind.Body ? block.Text.Length : 0);
        if (found * 2 >= linkedBody.Length) return kept;
        return [.. kept.Where(block => block.Kind is PartKind.Caption or PartKind.Credit),
            .. ParagraphSplitter.Split(linkedBody).Select(piece => new KeptBlock(piece.In(linkedBody).ToString(), null))];
    }
}
