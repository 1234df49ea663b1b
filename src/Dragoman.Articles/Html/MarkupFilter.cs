using System.Buffers;
using System.Text;
using Dragoman.Records;

namespace Dragoman.Articles.Html;

/// <summary>What is left of a page for the parser.</summary>
/// <param name="Html">Markup that nests no deeper than <see cref="Limits.NestingDepth"/>.</param>
/// <param name="JsonLd">The page's JSON-LD scripts, as they stand.</param>
internal sealed record FilteredMarkup(string Html, IReadOnlyList<string> JsonLd);

/// <summary>
/// One linear pass over a page in front of the HTML parser. A tree builder walks over its open elements at many tags, opens
/// unclosed formatting again in every block, and compares each attribute with those before it: hostile markup makes that
/// quadratic. So scripts, pictures and formatting go, attributes that nobody reads go, and markup deeper than the limit is flat.
/// </summary>
internal sealed class MarkupFilter
{
    private const int LongestValue = 4000;
    private const int LongestContent = 64 * 1024;
    private const int MostScripts = 64;

    /// <summary>
    /// What the parser may spend on walks over its open elements: the open elements, counted at every tag. Ordinary pages take
    /// under a hundredth of it. Once it is spent, depth is cut to <see cref="SpentDepth"/>.
    /// </summary>
    private const long DepthBudget = 10_000_000;
    private const int SpentDepth = 24;

    /// <summary>
    /// Links that are closed across the bounds of blocks: a tree builder opens each again in every block behind it. Real pages have a
    /// handful; behind this many, links are left out, and their words stay.
    /// </summary>
    private const int MostCrossedLinks = 500;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>=");

    private readonly string html;
    private readonly StringBuilder output;
    private readonly List<string> open = [];
    private readonly Dictionary<string, int> flattened = new(StringComparer.Ordinal);
    private readonly HashSet<string> neverClosed = new(StringComparer.Ordinal);
    private readonly List<string> jsonLd = [];
    private readonly List<KeyValuePair<string, string>> attributes = [];
    private int at;
    private bool hasTitle;
    private bool inLink;
    private int blocksInLink;
    private int crossedLinks;
    private long depthSpent;
    private int deepest = Limits.NestingDepth;

    private MarkupFilter(string html)
    {
        this.html = html;
        output = new StringBuilder(Math.Min(html.Length, 1 << 20));
    }

    /// <summary>Steps taken, for tests that cost grows with the input and no faster.</summary>
    internal long Steps { get; private set; }

    /// <summary>Filters a page.</summary>
    public static FilteredMarkup Filter(string html, CancellationToken ct) => new MarkupFilter(html).Run(ct);

    /// <summary>Filters a page and gives the steps that it took.</summary>
    internal static long CountSteps(string html)
    {
        var filter = new MarkupFilter(html);
        filter.Run(CancellationToken.None);
        return filter.Steps;
    }

    private FilteredMarkup Run(CancellationToken ct)
    {
        while (at < html.Length)
        {
            ct.ThrowIfCancellationRequested();
            Steps++;
            var length = html.AsSpan(at).IndexOf('<');
            if (length < 0)
            {
                output.Append(html, at, html.Length - at);
                break;
            }

            output.Append(html, at, length);
            at += length;
            Markup();
        }

        return new FilteredMarkup(output.ToString(), jsonLd);
    }

    private void Markup()
    {
        var next = at + 1 < html.Length ? html[at + 1] : '\0';
        if (next == '!') SkipDeclaration();
        else if (next == '?') SkipTo(">");
        else if (char.IsAsciiLetter(next)) StartTag();
        else if (next == '/' && at + 2 < html.Length && char.IsAsciiLetter(html[at + 2])) EndTag();
        else if (next == '/') SkipTo(">");
        else Escape();
    }

    private void Escape()
    {
        output.Append("&lt;");
        at++;
    }

    private void SkipDeclaration()
    {
        if (html.AsSpan(at).StartsWith("<!--")) SkipTo("-->");
        else if (html.AsSpan(at).StartsWith("<![CDATA[")) SkipTo("]]>");
        else SkipTo(">");
    }

    /// <summary>Goes behind the next such string; to the end of the page where there is none, as a browser does.</summary>
    private void SkipTo(string end)
    {
        var found = html.AsSpan(at).IndexOf(end, StringComparison.Ordinal);
        at = found < 0 ? html.Length : at + found + end.Length;
    }

    private void StartTag()
    {
        at++;
        var name = Name();
        var closesItself = Attributes();
        Spend();
        if (name == "title")
        {
            Title();
            return;
        }

        if (TagSets.Skipped.Contains(name))
        {
            if (!closesItself || name is "script" or "style" or "iframe" or "textarea") SkipElement(name);
            return;
        }

        if (TagSets.Dropped.Contains(name))
        {
            // The page's language stands on its root.
            if (name is "html" or "body") Emit(name);
            return;
        }

        if (name == "a")
        {
            if (!Has("href") || !BeginLink()) return;
        }
        else if (inLink && !TagSets.Void.Contains(name) && !TagSets.IsInline(name))
        {
            blocksInLink++;
        }

        if (TagSets.Void.Contains(name) || TagSets.OptionalEnd.Contains(name))
        {
            Emit(name);
            return;
        }

        if (open.Count >= deepest)
        {
            flattened[name] = flattened.GetValueOrDefault(name) + 1;
            if (!TagSets.IsInline(name)) output.Append("<br><br>");
            return;
        }

        open.Add(name);
        Emit(name);
    }

    private void EndTag()
    {
        at += 2;
        var name = Name();
        Attributes();
        if (name is "title" or "html" or "body" || TagSets.Skipped.Contains(name) || TagSets.Dropped.Contains(name) || TagSets.Void.Contains(name))
        {
            // A stray end tag of a line break is a line break.
            if (name == "br") output.Append("<br>");
            return;
        }

        if (name == "a")
        {
            EndLink();
            return;
        }

        if (inLink && !TagSets.IsInline(name)) blocksInLink--;
        if (TagSets.OptionalEnd.Contains(name))
        {
            Close(name);
            return;
        }

        if (flattened.GetValueOrDefault(name) is var deeper and > 0)
        {
            flattened[name] = deeper - 1;
            if (!TagSets.IsInline(name)) output.Append("<br><br>");
            return;
        }

        var inline = TagSets.IsInline(name);
        for (var index = open.Count - 1; index >= 0; index--)
        {
            Steps++;
            if (open[index] == name)
            {
                open.RemoveRange(index, open.Count - index);
                Close(name);
                return;
            }

            // No end tag reaches out of a table, and none of a line's element out of a block.
            if (open[index] == "table" || (inline && !TagSets.IsInline(open[index]))) return;
        }
    }

    private bool BeginLink()
    {
        if (inLink && blocksInLink != 0) crossedLinks++;
        inLink = crossedLinks <= MostCrossedLinks;
        blocksInLink = 0;
        return inLink;
    }

    private void EndLink()
    {
        if (!inLink) return;
        if (blocksInLink != 0) crossedLinks++;
        inLink = false;
        Close("a");
    }

    private void Spend()
    {
        depthSpent += open.Count;
        if (depthSpent <= DepthBudget || deepest == SpentDepth) return;
        deepest = SpentDepth;
        for (var index = open.Count - 1; index >= SpentDepth; index--)
        {
            flattened[open[index]] = flattened.GetValueOrDefault(open[index]) + 1;
            Close(open[index]);
        }

        if (open.Count > SpentDepth) open.RemoveRange(SpentDepth, open.Count - SpentDepth);
    }

    /// <summary>
    /// The tag's name in lower case. A form is taken for a plain section: its end tag does not close what is open in it, so that
    /// forms could nest other elements without limit.
    /// </summary>
    private string Name()
    {
        var length = html.AsSpan(at).IndexOfAny(NameEnds);
        if (length < 0) length = html.Length - at;
        var name = html.AsSpan(at, Math.Min(length, 64)).ToString().ToLowerInvariant();
        at += length;
        return name == "form" ? "div" : name;
    }

    /// <summary>Reads attributes to behind the tag's end; true where the tag closes itself.</summary>
    private bool Attributes()
    {
        attributes.Clear();
        var closesItself = false;
        while (at < html.Length)
        {
            Steps++;
            var character = html[at];
            if (character == '>')
            {
                at++;
                return closesItself;
            }

            closesItself = character == '/';
            if (closesItself || char.IsWhiteSpace(character) || character is '"' or '\'' or '=')
            {
                at++;
                continue;
            }

            Attribute();
        }

        return false;
    }

    private void Attribute()
    {
        var start = at;
        var length = html.AsSpan(at).IndexOfAny(NameEnds);
        at = length < 0 ? html.Length : at + length;
        var end = at;
        while (at < html.Length && char.IsWhiteSpace(html[at])) at++;
        ReadOnlySpan<char> value = default;
        if (at < html.Length && html[at] == '=')
        {
            at++;
            while (at < html.Length && char.IsWhiteSpace(html[at])) at++;
            value = Value();
        }

        if (end - start > 24 || attributes.Count >= 16) return;
        var name = AttributeNames.Known(html.AsSpan(start, end - start));
        if (name is null || value.Length > (name == "content" ? LongestContent : LongestValue)) return;
        attributes.Add(new KeyValuePair<string, string>(name, value.ToString()));
    }

    private ReadOnlySpan<char> Value()
    {
        if (at >= html.Length) return default;
        var quote = html[at];
        var start = at;
        if (quote is '"' or '\'')
        {
            var close = html.AsSpan(at + 1).IndexOf(quote);
            at = close < 0 ? html.Length : at + close + 2;
            return html.AsSpan(start + 1, Math.Max(0, (close < 0 ? html.Length : at - 1) - start - 1));
        }

        while (at < html.Length && html[at] != '>' && !char.IsWhiteSpace(html[at])) at++;
        return html.AsSpan(start, at - start);
    }

    private bool Has(string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Key == name) return true;
        }

        return false;
    }

    private void Title()
    {
        if (neverClosed.Contains("title")) return;
        var close = html.AsSpan(at).IndexOf("</title", StringComparison.OrdinalIgnoreCase);
        if (close < 0)
        {
            neverClosed.Add("title");
            return;
        }

        // Only the first is the page's; the others belong to drawings.
        if (!hasTitle) output.Append("<title>").Append(html.AsSpan(at, close).ToString().Replace("<", "&lt;", StringComparison.Ordinal)).Append("</title>");
        hasTitle = true;
        at += close;
        SkipTo(">");
    }

    private void SkipElement(string name)
    {
        if (neverClosed.Contains(name)) return;
        var close = html.AsSpan(at).IndexOf("</" + name, StringComparison.OrdinalIgnoreCase);
        if (close < 0)
        {
            neverClosed.Add(name);

            // To a browser an open script goes to the end of the page; anything else is better read than lost.
            if (name is "script" or "style") at = html.Length;
            return;
        }

        if (name == "script" && jsonLd.Count < MostScripts && IsJsonLd()) jsonLd.Add(html.Substring(at, close));
        at += close;
        SkipTo(">");
    }

    private bool IsJsonLd()
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Key == "type" && attribute.Value.Contains("ld+json", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private void Emit(string name)
    {
        output.Append('<').Append(name);
        foreach (var (key, value) in attributes)
        {
            output.Append(' ').Append(key).Append("=\"").Append(value.Contains('"', StringComparison.Ordinal) ? value.Replace("\"", "&quot;", StringComparison.Ordinal) : value).Append('"');
        }

        output.Append('>');
    }

    private void Close(string name) => output.Append("</").Append(name).Append('>');
}
