using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>The coded event data of ICEWS: 20 columns, tab-separated, with a header; quotes are not special.</summary>
internal sealed class IcewsImport : HeadedImport
{
    /// <inheritdoc/>
    public override string Origin => "icews";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Needed { get; } = ["Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name"];

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> firstLine) =>
        firstLine.IndexOf("Event ID\t"u8) is >= 0 and < 8 && firstLine.IndexOf("CAMEO Code"u8) > 0 && firstLine.IndexOf("Source Name"u8) > 0;

    /// <inheritdoc/>
    public override ForeignEvent? Read(ReadOnlySpan<byte> line, TextPool pool, out string? reason)
    {
        var cells = new ForeignLine(line, pool);
        if (!Fits(cells, out reason)) return null;
        if (cells.Whole(At("Event ID")) is not { } id || id <= 0 || id >= 1L << 44)
        {
            // Exports of ours have numbers of 52 bits.
            if (cells.Whole(At("Event ID")) is not { } large || large <= 0 || large >= 1L << 53)
            {
                reason = "Event ID is no number";
                return null;
            }

            id = large;
        }

        var day = cells.Day(At("Event Date"));
        if (day == 0)
        {
            reason = "Event Date is no day";
            return null;
        }

        if (cells.Text(At("CAMEO Code")) is not { } cameo || cameo.Length > 4 || cameo.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            reason = "CAMEO Code is no CAMEO code";
            return null;
        }

        var act = Act(cameo);
        var (name, number) = (cells.Text(At("Source Name")), id.ToString(CultureInfo.InvariantCulture));
        return new ForeignEvent
        {
            // The id is unique on its day only.
            Key = ForeignKey.Of(Origin, day, (long)((ulong)id * 0x9E3779B97F4A7C15UL >> 20)),
            Id = number,
            Type = act.Type,
            Mode = act.Mode,
            Cameo = act.Code,
            Quad = act.Quad,
            Goldstein = At("Intensity") >= 0 ? cells.Real(At("Intensity")) : act.Goldstein,
            Actor = Actor(cells, name ?? "", "Source"),
            Recipient = cells.Text(At("Target Name")) is { } target ? Actor(cells, target, "Target") : null,
            Day = day,
            PublishedAt = (day - 1) * 86_400L,
            Place = PlaceOf(cells),
            Publisher = Cell(cells, "Publisher"),
            Sentence = At("Sentence Number") >= 0 ? cells.Whole(At("Sentence Number")) : null,
        };
    }

    private Party Actor(in ForeignLine cells, string name, string side)
    {
        var sectors = Cell(cells, side + " Sectors")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var body = name is "United Nations" ? "UNO" : name is "European Union" ? "EUR" : null;
        return ForeignActors.Party(name, ForeignActors.Country(Cell(cells, side + " Country")), body, sectors);
    }

    private Place? PlaceOf(in ForeignLine cells)
    {
        var country = Cell(cells, "Country");
        if ((Cell(cells, "City") ?? Cell(cells, "District") ?? Cell(cells, "Province") ?? country) is not { } name) return null;
        var (latitude, longitude) = (At("Latitude"), At("Longitude"));
        return new Place
        {
            Name = name,
            Country = ForeignActors.Country(country),
            Admin1 = Cell(cells, "Province") is { } province && province != name ? province : null,
            Lat = latitude >= 0 ? cells.Real(latitude) : null,
            Lon = longitude >= 0 ? cells.Real(longitude) : null,
        };
    }

    private string? Cell(in ForeignLine cells, string column) => At(column) is >= 0 and var at ? cells.Text(at) : null;
}
