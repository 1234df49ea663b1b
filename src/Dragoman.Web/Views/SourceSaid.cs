using System.Globalization;

namespace Dragoman.Web.Views;

/// <summary>What a page says about what was done just now. Addresses carry a word of this list and a number, never text.</summary>
public static class SourceSaid
{
    /// <summary>The words for what was done.</summary>
    /// <param name="said">The word of the address; null for nothing.</param>
    /// <param name="count">The number of the address.</param>
    /// <returns>The words, and whether they tell of a problem; null for an unknown word.</returns>
    public static (string Text, bool IsProblem)? Words(string? said, string? count)
    {
        _ = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return said switch
        {
            "added" => ("The source is watched from now on; it is looked at within seconds where sources are watched.", false),
            "known" => ("This source was watched already.", false),
            "imported" => ($"{DateText.Count(number)} {(number == 1 ? "source is" : "sources are")} new.", false),
            "changed" => ("Done.", false),
            "removed" => ("The source is watched no more. What came from it stays.", false),
            "graded" => ($"The grade is kept. It counts for {DateText.Count(number)} {(number == 1 ? "document" : "documents")}; standings follow as they are weighed anew.", false),
            "address" => ("That is no address of the web: write http or https, a host and a path, without name and password.", true),
            "opml" => ("That file is no list of feeds: an OPML file is expected, as other feed readers write it.", true),
            "large" => ("That file is larger than 2 MB.", true),
            "missing" => ("This source is not watched.", true),
            "saved" => ("The query is saved.", false),
            "unsaved" => ("The query is no longer saved.", false),
            "name" => ("That is no name for a query: a letter, then letters, digits, - and _, 64 at most.", true),
            "query" => ("That query cannot be read, so it was not saved.", true),
            "merged" => ("Both are one now, and stay so when standings are weighed anew.", false),
            "split" => ("The report stands apart now, and stays so when standings are weighed anew.", false),
            _ => null,
        };
    }
}
