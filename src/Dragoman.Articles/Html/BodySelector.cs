using System.Buffers;
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
    private static readonly SearchValues<char> NoName = SearchValues.Create("@:0123456789");

    private readonly PageLayout layout;
    private readonly string? title;
    private readonly double[] weights;

    private BodySelector(PageLayout layout, string? title)
    {
        this.layout = layout;
        this.title = title is null ? null : Letters(title);
        weights = new double[layout.Blocks.Count];
    }

    /// <summary>The blocks to keep, in page order. A page that shows words never comes out without any.</summary>
    public static IReadOnlyList<KeptBlock> Select(PageLayout layout, string? title, CancellationToken ct)
    {
        var selector = new BodySelector(layout, title);
        selector.DropBoxes();
        selector.Weigh();
        ct.ThrowIfCancellationRequested();
        var main = selector.FindMain();
        var kept = selector.Keep(main);
        if (kept.Exists(block => block.Kind is null)) return kept;
        kept = selector.KeepAll(block => !block.Box.IsDropped && block.LinkDensity < 0.5);
        return kept.Count > 0 ? kept : selector.KeepAll(_ => true);
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
            // A quoted post is part of the report, though what it is embedded in speaks of social media.
            if ((box.Roles & Roles.Quote) != 0) continue;

            // An article inside an article is the card of another.
            var isCard = box.Tag == "article" && box.Parent is { } outer && outer.IsWithin("article");
            box.IsDropped = box.Parent is { IsDropped: true } || (((box.Roles & (Roles.Drop | Roles.Hidden)) != 0 || isCard) && (share <= limit || share == 0));
        }
    }

    private void Weigh()
    {
        for (var index = 0; index < weights.Length; index++)
        {
            var block = layout.Blocks[index];
            if (block.Box.IsDropped || Labeler.NoticeKind(block.Text) is not null) continue;
            if (IsTeaser(block)) weights[index] = -Math.Min(block.Words, 12);
            else if (block.IsProse) weights[index] = block.Words * (1 - block.LinkDensity) * (block.Box.Nearest(Roles.Weak | Roles.Caption) is null ? 1 : 0.5);
            else if (block.LinkDensity > 0.5) weights[index] = -Math.Min(block.Words, 12);
            else if (block.Words > 0 && block.EndsAsSentence) weights[index] = 1;
            else if (!block.IsHeading && block.Box.Nearest(Roles.Body) is null) weights[index] = -2;
        }
    }

    /// <summary>The beginning of another report, with a link to it.</summary>
    private static bool IsTeaser(Block block) => block.BreaksOff && (block.LinkDensity > 0.1 || block.Box.IsWithin("li"));

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

        // Nothing but crumbs: no element of them is more of a report than the whole.
        return bestValue > 0 ? best : layout.Root;
    }

    private static double Bonus(Box box) =>
        (box.Roles & Roles.Body) != 0 ? 1.3 : box.Tag switch { "article" => 1.15, "main" => 1.05, _ => 1 };

    private List<KeptBlock> Keep(Box main)
    {
        var kept = new List<KeptBlock>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (first, last) = ProseRange(main);
        for (var index = main.First; index < main.End; index++)
        {
            var block = layout.Blocks[index];
            if (block.Box.IsDropped || block.Words == 0 || IsTitle(block) || (index < first && block.Box.Tag == "h1")) continue;
            var kind = Kind(block, main);

            // Galleries print the credit and caption of a picture several times.
            if (kind is PartKind.Caption or PartKind.Credit or PartKind.Other && !seen.Add(block.Text)) continue;
            if (kind == PartKind.Other) continue;
            if (kind is null && !IsKept(block, index, first, last)) continue;
            kept.Add(new KeptBlock(block.Text, kind));
        }

        return kept;
    }

    private List<KeptBlock> KeepAll(Func<Block, bool> isKept) =>
        [.. layout.Blocks.Where(block => block.Words > 0 && !IsTitle(block) && isKept(block)).Select(block => new KeptBlock(block.Text, null))];

    /// <summary>The first block of the report, and the last. In an element that says it is the report, lists may end it.</summary>
    private (int First, int Last) ProseRange(Box main)
    {
        var isBody = (main.Roles & Roles.Body) != 0;
        int first = -1, last = -1;
        for (var index = main.First; index < main.End; index++)
        {
            var block = layout.Blocks[index];
            if (block.Box.IsDropped || IsTeaser(block)) continue;
            var isShort = block.Box.Tag == "p" && block.Words > 0 && block.LinkDensity < 0.5 && block.EndsAsSentence;
            if (block.IsProse || isShort || (isBody && block.LinkDensity < 0.5 && !block.IsHeading)) last = index;
            if (first < 0 && (block.IsProse || isShort || (isBody && block.Words > 1 && block.LinkDensity < 0.5))) first = index;
        }

        return (first < 0 ? main.First : first, last < 0 ? main.End - 1 : Math.Min(last, EndCue(main, Math.Max(first, 0), last)));
    }

    /// <summary>
    /// The block in front of a heading that announces other reports ("Related stories"), where little that reads as the report
    /// follows it; else the last.
    /// </summary>
    private int EndCue(Box main, int first, int last)
    {
        var total = 0;
        for (var index = first; index <= last; index++) total += Prose(index);
        var after = 0;
        var end = last;
        for (var index = last; index > first; index--)
        {
            var block = layout.Blocks[index];
            if (block.IsHeading && !block.Box.IsDropped && after * 2 <= total && Labeler.NoticeKind(block.Text) == PartKind.Promotion) end = index - 1;
            after += Prose(index);
            if (after * 2 > total) break;
        }

        return end;

        int Prose(int index) => layout.Blocks[index] is { IsProse: true, Box.IsDropped: false } block ? block.Words : 0;
    }

    private static bool IsKept(Block block, int index, int first, int last)
    {
        if (index < first || index > last || IsTeaser(block)) return false;
        if (block.Words > 12 && block.EndsAsSentence) return true;
        if (block.LinkDensity > 0.7) return false;
        return block.IsProse || block.IsHeading || ((block.Words > 1 || block.EndsAsSentence) && block.LinkDensity < 0.5) || block.Box.Tag is "td" or "th";
    }

    private static PartKind? Kind(Block block, Box main)
    {
        if (block.Box.Nearest(Roles.Credit) is { } credit && credit.Depth > main.Depth) return CaptionReader.IsCredit(block.Text) ? PartKind.Credit : PartKind.Caption;
        if (block.Box.Nearest(Roles.Caption) is { } caption && caption.Depth > main.Depth) return PartKind.Caption;
        if (block.Box.IsWithin("figure", main)) return PartKind.Caption;
        if (block.Box.Nearest(Roles.Byline) is { } byline && byline.Depth > main.Depth && block.Words < 20) return Byline(block.Text);
        return null;
    }

    /// <summary>What stands about the author: the name, the day, or buttons that nobody wants.</summary>
    private static PartKind Byline(string text)
    {
        if (Labeler.IsDateLine(text)) return PartKind.Dateline;
        if (BylineReader.IsByline(text)) return PartKind.Byline;
        return text.Contains(' ', StringComparison.Ordinal) && !text.AsSpan().ContainsAny(NoName) && BylineReader.IsByline("By " + text) ? PartKind.Byline : PartKind.Other;
    }

    private bool IsTitle(Block block) =>
        title is not null && block.Text.Length <= 2 * title.Length + 8 && Letters(block.Text) == title;

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
