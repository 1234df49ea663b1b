using System.Runtime.InteropServices;

namespace Dragoman.Knowledge.Places;

/// <summary>What kind of place a row of the gazetteer is.</summary>
public enum PlaceKind : byte
{
    /// <summary>A country or territory.</summary>
    Country,

    /// <summary>A continent.</summary>
    Continent,

    /// <summary>A part of the world or of a country that no authority draws: "Middle East", "Donbas".</summary>
    Region,

    /// <summary>A first-order division of a country: state, province, governorate.</summary>
    Division,

    /// <summary>A second-order division: county, district.</summary>
    District,

    /// <summary>The capital of a country.</summary>
    Capital,

    /// <summary>The seat of a division.</summary>
    Seat,

    /// <summary>Another city, town or village.</summary>
    City,

    /// <summary>A part of a city.</summary>
    Quarter,

    /// <summary>An ocean, sea, gulf or bay.</summary>
    Sea,

    /// <summary>A strait.</summary>
    Strait,

    /// <summary>A canal.</summary>
    Canal,

    /// <summary>A river.</summary>
    River,

    /// <summary>A lake.</summary>
    Lake,

    /// <summary>A mountain or range.</summary>
    Mountain,

    /// <summary>An island or group of islands.</summary>
    Island,

    /// <summary>A peninsula.</summary>
    Peninsula,

    /// <summary>A military base, test site, nuclear plant or launch site.</summary>
    Base,

    /// <summary>An airport.</summary>
    Airport,

    /// <summary>A border crossing.</summary>
    Crossing,

    /// <summary>A square, street, park or building.</summary>
    Site,

    /// <summary>A refugee camp.</summary>
    Camp,
}

/// <summary>A place as it lies in the compiled gazetteer.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct PlaceRecord
{
    /// <summary>Degrees north × 10,000.</summary>
    public int Lat;

    /// <summary>Degrees east × 10,000.</summary>
    public int Lon;

    /// <summary>People who live there, or for other places how often they are meant, on the same scale.</summary>
    public int Weight;

    /// <summary>Id in GeoNames; 0 for none.</summary>
    public int Geonames;

    /// <summary>Number of its name.</summary>
    public int Name;

    /// <summary>Number of its first-order division, 0 for none.</summary>
    public ushort Admin1;

    /// <summary>Number of its second-order division, 0 for none.</summary>
    public ushort Admin2;

    /// <summary>Number of its country, 0 for none.</summary>
    public byte Country;

    /// <summary>What kind of place it is.</summary>
    public PlaceKind Kind;

    /// <summary>Number of its feature code.</summary>
    public byte Feature;

    /// <summary>Unused; keeps the size at a multiple of four.</summary>
    public byte Reserved;
}

/// <summary>How a name belongs to a place.</summary>
internal enum PlaceNameKind
{
    /// <summary>Its name.</summary>
    Main,

    /// <summary>Another name, or its name in another language or spelling.</summary>
    Variant,

    /// <summary>An abbreviation that names it only behind a comma: "Springfield, Ill.".</summary>
    Short,
}
