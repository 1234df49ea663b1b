using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>POLECAT: 40 columns, tab-separated, with a header; 39 in files without the intensity.</summary>
internal sealed class PolecatImport : HeadedImport
{
    /// <inheritdoc/>
    public override string Origin => "polecat";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Needed { get; } = ["Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name"];

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> firstLine) =>
        firstLine.IndexOf("Event ID"u8) is >= 0 and < 8 && firstLine.IndexOf("Event Type"u8) > 0 && firstLine.IndexOf("Recipient Name"u8) > 0;

    /// <inheritdoc/>
    public override ForeignEvent? Read(ReadOnlySpan<byte> line, TextPool pool, out string? reason)
    {
        var cells = new ForeignLine(line, pool);
        if (!Fits(cells, out reason)) return null;
        if (cells.Single(At("Event ID")) is not { } id)
        {
            reason = "Event ID is empty";
            return null;
        }

        var day = cells.Day(At("Event Date"));
        if (day == 0)
        {
            reason = "Event Date is no day";
            return null;
        }

        var type = cells.Text(At("Event Type"))?.ToUpperInvariant();
        if (type is null || !Vocabulary.Types.Contains(type))
        {
            reason = $"Event Type \"{type}\" is none of PLOVER's sixteen";
            return null;
        }

        var intensity = At("Intensity") is >= 0 and var place ? place : At("Event Intensity");
        return new ForeignEvent
        {
            Key = ForeignKey.Of(Origin, day, Hash(id)),
            Id = id,
            Type = type,
            Mode = Cell(cells, "Event Mode"),
            Contexts = Cell(cells, "Contexts") is { } contexts ? string.Join(' ', List(contexts)) : null,
            Quad = Quad(Cell(cells, "Quad Code"), type),
            Goldstein = intensity >= 0 ? cells.Real(intensity) : null,
            Actor = Actor(cells, "Actor") ?? ForeignActors.Party("", null, null, []),
            Recipient = Actor(cells, "Recipient"),
            Day = day,
            PublishedAt = (At("Publication Date") is >= 0 and var published && cells.Day(published) is > 0 and var dated ? dated - 1 : day - 1) * 86_400L,
            Place = PlaceOf(cells),
            Publisher = Cell(cells, "Source"),
        };
    }

    /// <summary>Where several actors share a cell, they stay together as words; the code is that of the first.</summary>
    private Party? Actor(in ForeignLine cells, string side)
    {
        if ((Cell(cells, side + " Name") ?? Cell(cells, side + " Name Raw")) is not { } name) return null;
        var sectors = List(Cell(cells, side + " Sectors") ?? Cell(cells, $"Primary {side} Sector") ?? "");
        var country = List(Cell(cells, side + " Country") ?? "") is [var first, ..] ? first : null;
        return ForeignActors.Party(name, ForeignActors.Country(country), country is not null && ForeignActors.Country(country) is null ? ForeignActors.Body(country) : null, sectors);
    }

    private Place? PlaceOf(in ForeignLine cells)
    {
        if ((Cell(cells, "Placename") ?? Cell(cells, "City") ?? Cell(cells, "Province") ?? Cell(cells, "Country")) is not { } name) return null;
        var geonames = At("GeoNames ID");
        var (latitude, longitude) = (At("Latitude"), At("Longitude"));
        return new Place
        {
            Name = name,
            Country = ForeignActors.Country(Cell(cells, "Country")),
            Admin1 = Cell(cells, "Province"),
            Geonames = geonames >= 0 ? cells.Whole(geonames) ?? (long?)cells.Real(geonames) : null,
            Lat = latitude >= 0 ? cells.Real(latitude) : null,
            Lon = longitude >= 0 ? cells.Real(longitude) : null,
        };
    }

    private string? Cell(in ForeignLine cells, string column) => At(column) is >= 0 and var at ? cells.Text(at) : null;

    private static string[] List(string cell) => cell.Split([';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static int Quad(string? code, string type)
    {
        if (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 4) return number;
        var at = 0;
        while (Vocabulary.Types[at] != type) at++;

        // Types stand in the order of their classes: four of words of cooperation, three of deeds, four of words of conflict, five of deeds.
        return at switch { < 4 => 1, < 7 => 2, < 11 => 3, _ => 4 };
    }

    private static long Hash(string id)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
