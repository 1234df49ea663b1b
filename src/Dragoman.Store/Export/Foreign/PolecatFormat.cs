using System.Globalization;
using System.Text;

namespace Dragoman.Store;

/// <summary>
/// The columns of POLECAT: 40, tab-separated, with a header, in Latin-1 as its readers open it; what is missing is <c>None</c>. Letters that Latin-1 lacks lose their marks, signs of other
/// scripts become a question mark. Wikipedia ids, titles of actors and the story's other names are not written.
/// </summary>
public sealed class PolecatFormat : TabbedFormat
{
    /// <inheritdoc/>
    public override string Name => "polecat";

    /// <inheritdoc/>
    public override string Extension => ".txt";

    /// <inheritdoc/>
    public override EventDetail Detail => EventDetail.Whole;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns { get; } =
    [
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW",
        "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
        "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
        "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
        "Story Locations", "Language", "Version",
    ];

    /// <inheritdoc/>
    protected override Encoding Encoding { get; } = Encoding.GetEncoding("iso-8859-1", new Latin1Fallback(), DecoderFallback.ReplacementFallback);

    /// <inheritdoc/>
    protected override bool HasHeader => true;

    /// <inheritdoc/>
    protected override string Missing => "None";

    /// <inheritdoc/>
    protected override IEnumerable<string?[]> Lines(EventRow row)
    {
        if (!row.HasType) yield break;
        var day = ForeignRow.Day(row);
        var (actor, recipient) = (ForeignRow.Actor(row), ForeignRow.Recipient(row));
        var place = row.Whole?.Place;
        var article = (ForeignRow.Day(row.Published) ?? day)?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "00000000";
        yield return
        [
            // What stands before the line is the article.
            row.Origin == "polecat" ? row.Event : $"{article}-{row.Document[..Math.Min(12, row.Document.Length)]}_{EventExport.Name(row.Type)}_{row.Event}",
            day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            EventExport.Name(row.Type),
            row.Mode,
            ForeignRow.Text(row.Origin == "polecat" ? row.Goldstein : Intensities.Of(row)),
            row.Quad == 0 ? null : ForeignRow.Text(row.Quad),
            string.Join(";", row.Contexts),
            actor.Name,
            actor.Country,
            ForeignCodes.Cow(actor.Country),
            actor.Sectors is [var first, ..] ? first : null,
            string.Join(";", actor.Sectors),
            null,
            actor.Words,
            null,
            recipient?.Name,
            recipient?.Country,
            ForeignCodes.Cow(recipient?.Country),
            recipient?.Sectors is [var second, ..] ? second : null,
            recipient is null ? null : string.Join(";", recipient.Sectors),
            null,
            recipient?.Words,
            null,
            row.PlaceName,
            place is { Precision: "city" or "point" or null } ? place.Name : null,
            place?.Admin2,
            row.PlaceAdmin1,
            row.PlaceCountry,
            ForeignRow.Text(row.PlaceLat),
            ForeignRow.Text(row.PlaceLon),
            place?.Geonames is { } id ? ForeignRow.Text(id) : null,
            row.PlaceName,
            place?.Feature,
            row.Publisher,
            ForeignRow.Day(row.Published)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            null,
            null,
            null,
            "English",
            "PLOVER 2.0",
        ];
    }

    /// <summary>A letter with marks is written without them, anything else as a question mark.</summary>
    private sealed class Latin1Fallback : EncoderFallback
    {
        public override int MaxCharCount => 1;

        public override EncoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        private sealed class Buffer : EncoderFallbackBuffer
        {
            private char _replacement;
            private bool _left;

            public override int Remaining => _left ? 1 : 0;

            public override bool Fallback(char charUnknown, int index)
            {
                return Give(charUnknown switch
                {
                    '\u2018' or '\u2019' => '\'',
                    '\u201C' or '\u201D' => '"',
                    '\u2013' or '\u2014' => '-',
                    _ => ForeignCodes.PlainLetter(charUnknown) ?? '?',
                });
            }

            public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) => Give('?');

            public override char GetNextChar()
            {
                if (!_left) return '\0';
                _left = false;
                return _replacement;
            }

            public override bool MovePrevious() => false;

            public override void Reset() => _left = false;

            private bool Give(char replacement)
            {
                _replacement = replacement;
                _left = true;
                return true;
            }
        }
    }
}
