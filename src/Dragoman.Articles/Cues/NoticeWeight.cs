using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Articles.Cues;

/// <summary>What a row of <c>notice-weights.tsv</c> means.</summary>
/// <param name="Kind">The kind of notice that it speaks for.</param>
/// <param name="IsPerson">True for words that address the reader.</param>
/// <param name="AtStart">True where it counts at the start of a line alone.</param>
/// <param name="IsAnchor">True where the kind may be taken on its account.</param>
/// <param name="Weight">How much; below zero it speaks against.</param>
/// <param name="Row">Number of the row, 0 the first.</param>
/// <param name="Words">The words, as the table writes them.</param>
internal sealed record NoticeWeight(PartKind Kind, bool IsPerson, bool AtStart, bool IsAnchor, double Weight, int Row, string Words)
{
    private const string PersonKind = "promotion-person";

    /// <summary>True for a mark of the line as a whole.</summary>
    public static bool IsOfTheWhole(string words) => words is "{open}" or "{short}" or "{long}" or "{tells}" or "{named}" or "{question}";

    /// <summary>Takes a row.</summary>
    public static NoticeWeight Of(string[] row, int index) =>
        new(
            row[0] == PersonKind ? PartKind.Promotion : NoticeCue.KindOf(row[0]), row[0] == PersonKind, row[1] == "start", row[1] is "start" or "anchor",
            double.Parse(row[3], CultureInfo.InvariantCulture), index, row[2]);
}
