using System.Globalization;

namespace Dragoman.Store;

/// <summary>
/// The columns of the ICEWS coded event data: 20, tab-separated, with a header, quotes not special. A mutual act is two records, each side once the source.
/// </summary>
public sealed class IcewsFormat : TabbedFormat
{
    /// <inheritdoc/>
    public override string Name => "icews";

    /// <inheritdoc/>
    public override string Extension => ".tab";

    /// <inheritdoc/>
    public override EventDetail Detail => EventDetail.Whole;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns { get; } =
    [
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name",
        "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
    ];

    /// <inheritdoc/>
    protected override bool HasHeader => true;

    /// <inheritdoc/>
    protected override IEnumerable<string?[]> Lines(EventRow row)
    {
        foreach (var (source, target, cameo, isMirror) in ForeignRow.CameoRecords(row))
        {
            // ICEWS knows no event without a target.
            if (target is null) yield break;
            yield return
            [
                ForeignRow.Text(isMirror ? ForeignRow.Number(row.Document + "/" + row.Event + "/mirror") : ForeignRow.EventNumber(row)),
                ForeignRow.Day(row)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                source.Name,
                Sectors(source),
                ForeignCodes.CountryName(source.Country),
                ForeignCodes.ActName(cameo),
                cameo,
                ForeignRow.Text(row.Goldstein),
                target.Name,
                Sectors(target),
                ForeignCodes.CountryName(target.Country),
                ForeignRow.Text(ForeignRow.Number(row.Document)),
                row.Origin is null ? ForeignRow.Text((row.Whole?.Evidence.Sentence ?? 0) + 1) : row.Report?.SentenceNumber?.ToString(CultureInfo.InvariantCulture),
                row.Publisher,
                row.Whole?.Place is { Precision: "city" or "point" or null } place ? place.Name : null,
                row.Whole?.Place?.Admin2,
                row.PlaceAdmin1,
                ForeignCodes.CountryName(row.PlaceCountry),
                ForeignRow.Text(row.PlaceLat),
                ForeignRow.Text(row.PlaceLon),
            ];
        }
    }

    private static string Sectors(ForeignRow.Side side) =>
        string.Join(",", side.Sectors.Select(sector => ForeignCodes.SectorName(sector) ?? sector));
}
