using System.Globalization;
using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>What a page says of a row of another data set, of which there is no document.</summary>
public static class ForeignText
{
    /// <summary>Name of a data set, as its makers write it.</summary>
    /// <param name="origin">As <see cref="EventRow.Origin"/>.</param>
    public static string Name(string origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return origin.ToUpperInvariant();
    }

    /// <summary>The row's own facts: its number there, CAMEO code, counts of reports, tone.</summary>
    /// <param name="row">A row with an <see cref="EventRow.Origin"/>.</param>
    public static string Of(EventRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var facts = new List<string> { $"{Name(row.Origin!)} {row.Event}" };
        if (row.Cameo is { } cameo) facts.Add("CAMEO " + cameo);
        if (row.Goldstein is { } goldstein) facts.Add("intensity " + goldstein.ToString("0.#", CultureInfo.InvariantCulture));
        if (row.Report is { } report)
        {
            if (report.Articles is { } articles) facts.Add(Count(articles, "article"));
            if (report.Sources is { } sources) facts.Add(Count(sources, "source"));
            if (report.Tone is { } tone) facts.Add("tone " + tone.ToString("0.#", CultureInfo.InvariantCulture));
            if (report.SentenceNumber is { } sentence) facts.Add("sentence " + sentence.ToString(CultureInfo.InvariantCulture));
        }

        return string.Join(" · ", facts) + ". No text is kept of it.";
    }

    private static string Count(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
