using System.Text;
using AngleSharp.Dom;

namespace Dragoman.Articles.Html;

/// <summary>The layout of a page: its boxes and, in page order, its blocks of text.</summary>
internal sealed record PageLayout(Box Root, IReadOnlyList<Box> Boxes, IReadOnlyList<Block> Blocks);

/// <summary>Walks once over a parsed page, without recursion, and cuts its text into blocks.</summary>
internal sealed class BlockCollector
{
    private readonly List<Box> boxes = [];
    private readonly List<Block> blocks = [];
    private readonly StringBuilder text = new();
    private int linkCharacters;
    private int linkDepth;
    private int breaks;

    /// <summary>Collects the blocks under an element.</summary>
    public static PageLayout Collect(IElement root, CancellationToken ct) => new BlockCollector().Run(root, ct);

    private PageLayout Run(IElement root, CancellationToken ct)
    {
        var rootBox = new Box(null, root.LocalName, Roles.None, 0);
        boxes.Add(rootBox);
        var stack = new Stack<Frame>();
        stack.Push(new Frame(root, rootBox, IsBlock: true, 0));
        while (stack.TryPop(out var frame))
        {
            if (frame.Next == frame.Element.ChildNodes.Length)
            {
                Leave(frame);
                continue;
            }

            stack.Push(frame with { Next = frame.Next + 1 });
            switch (frame.Element.ChildNodes[frame.Next])
            {
                case IText node:
                    Append(node.Data);
                    break;
                case IElement element when element.LocalName is "br":
                    if (++breaks > 1) Flush(frame.Box);
                    else Append(" ");
                    break;
                case IElement element when element.LocalName is "hr":
                    Flush(frame.Box);
                    break;
                case IElement element when element.LocalName is not ("head" or "title" or "meta" or "link"):
                    ct.ThrowIfCancellationRequested();
                    Enter(stack, frame, element);
                    break;
                default: break;
            }
        }

        return new PageLayout(rootBox, boxes, blocks);
    }

    private void Enter(Stack<Frame> stack, Frame frame, IElement element)
    {
        var roles = RoleFinder.Of(element);

        // A span that says it is a credit or a share bar is set apart like a block; plain ones are part of their line.
        var isBlock = !TagSets.Inline.Contains(element.LocalName) || (roles & (Roles.Caption | Roles.Credit | Roles.Byline | Roles.Hidden)) != 0
            || ((roles & Roles.Drop) != 0 && element.LocalName != "a");
        if (isBlock && text.Length > 0 && TagSets.Inline.Contains(element.LocalName) && (roles & (Roles.Drop | Roles.Hidden)) != 0 && (roles & (Roles.Caption | Roles.Credit | Roles.Body)) == 0)
        {
            // A card that opens over a name, in the middle of its sentence: the sentence goes on behind it.
            return;
        }

        if (element.LocalName == "a") linkDepth++;
        var box = frame.Box;
        if (isBlock)
        {
            Flush(frame.Box);
            box = new Box(frame.Box, element.LocalName, roles, blocks.Count);
            boxes.Add(box);
        }

        stack.Push(new Frame(element, box, isBlock, 0));
    }

    private void Leave(Frame frame)
    {
        if (frame.IsBlock)
        {
            Flush(frame.Box);
            frame.Box.End = blocks.Count;
        }

        if (frame.Element.LocalName == "a") linkDepth--;
    }

    private void Append(string data)
    {
        foreach (var character in data)
        {
            if (char.IsWhiteSpace(character) || character is '\u200B' or '\uFEFF' or '\u00AD')
            {
                if (character is '\u200B' or '\uFEFF' or '\u00AD') continue;
                if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
                continue;
            }

            breaks = 0;
            text.Append(character);
            if (linkDepth > 0) linkCharacters++;
        }
    }

    private void Flush(Box box)
    {
        breaks = 0;
        if (text.Length > 0 && text[^1] == ' ') text.Length--;
        if (text.Length > 0) blocks.Add(new Block(box, text.ToString(), linkCharacters));
        text.Clear();
        linkCharacters = 0;
    }

    private readonly record struct Frame(IElement Element, Box Box, bool IsBlock, int Next);
}
