using System.Globalization;
using System.Text;

namespace Dragoman.Web.Views;

/// <summary>
/// The style rules that make an article page point both ways without script: whatever item of the margin is under the pointer,
/// has the focus or was jumped to lights its words in the text, and the words light the item. The rules depend on nothing but the
/// range of keys, so they are a stylesheet of their own that may be kept forever, and the page needs no inline style.
/// </summary>
public static class PointingStyle
{
    /// <summary>The most items that one stylesheet covers, all kinds together.</summary>
    public const int MaxItems = 5 * (ArticleView.MaxItems + Step);

    /// <summary>Ranges are widened to multiples of this, so that pages share stylesheets.</summary>
    private const int Step = 16;

    /// <summary>The kinds of keys: events, statements, times, amounts, actors.</summary>
    public const string Kinds = "estna";

    /// <summary>The address of the stylesheet that covers a page.</summary>
    /// <param name="view">The page.</param>
    /// <returns>A path with the ranges of keys: <c>/assets/pointing.css?k=e1-16.s1-16</c>.</returns>
    public static string Address(ArticleView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var ranges = new List<string>();
        Add(view.Events.Select(item => item.Key));
        Add(view.Statements.Select(item => item.Key));
        Add(view.Times.Select(item => item.Key));
        Add(view.Quantities.Select(item => item.Key));
        Add(view.Actors.Select(item => item.Key));
        return "/assets/pointing.css?k=" + string.Join('.', ranges);

        void Add(IEnumerable<string> keys)
        {
            int least = int.MaxValue, most = 0;
            var kind = '\0';
            foreach (var key in keys)
            {
                kind = key[0];
                var number = int.Parse(key.AsSpan(1), CultureInfo.InvariantCulture);
                least = Math.Min(least, number);
                most = Math.Max(most, number);
            }

            if (most == 0) return;
            least = ((least - 1) / Step * Step) + 1;
            most = (most + Step - 1) / Step * Step;
            ranges.Add(string.Create(CultureInfo.InvariantCulture, $"{kind}{least}-{most}"));
        }
    }

    /// <summary>Writes the stylesheet for ranges of keys.</summary>
    /// <param name="ranges">Ranges as in <see cref="Address"/>: <c>e1-16.s1-16</c>; empty for none.</param>
    /// <returns>The rules; null where the ranges are not well formed or cover more than <see cref="MaxItems"/> items.</returns>
    public static string? Write(string ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var style = new StringBuilder();
        var items = 0;
        foreach (var range in ranges.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            if (dash < 2 || !Kinds.Contains(range[0], StringComparison.Ordinal)
                || !int.TryParse(range.AsSpan(1, dash - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var least)
                || !int.TryParse(range.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                || least < 1 || most < least || most - least >= MaxItems || (items += most - least + 1) > MaxItems)
            {
                return null;
            }

            for (var number = least; number <= most; number++)
                Rule(style, string.Create(CultureInfo.InvariantCulture, $"{range[0]}{number}"));
        }

        return style.ToString();
    }

    private static void Rule(StringBuilder style, string key)
    {
        // Pointing is the stronger sign, a jump the lasting one: two variables that the main stylesheet turns into looks.
        style.Append(".doc:has(#").Append(key).Append(":is(:hover,:focus-within),.i-").Append(key).Append(":is(:hover,:focus)) :is(.i-")
            .Append(key).Append(",#").Append(key).Append("){--lit:var(--mark)}\n")
            .Append(".doc:has(#").Append(key).Append(":target,#at-").Append(key).Append(":target) :is(.i-")
            .Append(key).Append(",#").Append(key).Append("){--kept:var(--mark)}\n");
    }
}
