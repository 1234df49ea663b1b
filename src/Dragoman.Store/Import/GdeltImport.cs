using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>The event table of GDELT 2.0: 61 columns, tab-separated, without a header.</summary>
internal sealed class GdeltImport : ForeignFormat
{
    private const int Columns = 61;
    private const int Actor1 = 5;
    private const int Actor2 = 15;
    private const int ActionGeo = 51;

    /// <inheritdoc/>
    public override string Origin => "gdelt";

    /// <inheritdoc/>
    public override bool HasHeader => false;

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> firstLine)
    {
        var cells = new ForeignLine(firstLine, new TextPool());
        return cells.Count == Columns && cells.Whole(0) is > 0 && cells.Day(1) > 0 && cells.Whole(59) is > 0;
    }

    /// <inheritdoc/>
    public override ForeignEvent? Read(ReadOnlySpan<byte> line, TextPool pool, out string? reason)
    {
        var cells = new ForeignLine(line, pool);
        if (cells.Count != Columns)
        {
            reason = $"{cells.Count} columns where {Columns} are needed";
            return null;
        }

        if (cells.Whole(0) is not { } id || id <= 0 || id > (1L << 59))
        {
            reason = "GLOBALEVENTID (column 1) is no number";
            return null;
        }

        var day = cells.Day(1);
        if (day == 0)
        {
            reason = "SQLDATE (column 2) is no day";
            return null;
        }

        if (cells.Text(26) is not { } cameo || cameo.Length > 4 || cameo.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            reason = "EventCode (column 27) is no CAMEO code";
            return null;
        }

        reason = null;
        var act = Act(cameo);
        var quad = cells.Whole(29);
        return new ForeignEvent
        {
            Key = ForeignKey.Of(Origin, id),
            Id = id.ToString(CultureInfo.InvariantCulture),
            Type = act.Type,
            Mode = act.Mode,
            Cameo = act.Code,
            Quad = quad is >= 1 and <= 4 ? (int)quad : act.Quad,
            Goldstein = cells.Real(30) ?? act.Goldstein,
            Actor = Actor(cells, Actor1) ?? ForeignActors.Party("", null, null, []),
            Recipient = Actor(cells, Actor2),
            Day = day,
            PublishedAt = Added(cells) ?? ((day - 1) * 86_400L),
            Place = PlaceOf(cells),
            Mentions = cells.Whole(31),
            Sources = cells.Whole(32),
            Articles = cells.Whole(33),
            Tone = cells.Real(34),
            Url = cells.Single(60),
        };
    }

    private static Party? Actor(in ForeignLine cells, int at)
    {
        var name = cells.Text(at + 1);
        if (name is null && cells[at].IsEmpty) return null;
        var group = cells.Text(at + 3);
        var body = group switch
        {
            null => null,
            "UNO" => "UNO",
            "EEC" => "EUR",
            _ => null,
        };
        return ForeignActors.Party(
            name ?? cells.Text(at)!, ForeignActors.Country(cells.Text(at + 2)), body, [cells.Text(at + 7), cells.Text(at + 8), cells.Text(at + 9)]);
    }

    private static Place? PlaceOf(in ForeignLine cells)
    {
        if (cells.Text(ActionGeo + 1) is not { } full) return null;
        var parts = full.Split(", ");
        var isCountry = cells.Whole(ActionGeo) == 1;
        var (lat, lon) = (cells.Real(ActionGeo + 5), cells.Real(ActionGeo + 6));
        var isPoint = lat is >= -90 and <= 90 && lon is >= -180 and <= 180;
        return new Place
        {
            Name = parts[0],
            Country = ForeignActors.OfFips(cells.Text(ActionGeo + 2)),
            Admin1 = !isCountry && parts.Length > 2 ? parts[1] : null,
            Lat = isPoint ? lat : null,
            Lon = isPoint ? lon : null,
        };
    }

    /// <summary>DATEADDED, YYYYMMDDHHMMSS, in seconds.</summary>
    private static long? Added(in ForeignLine cells)
    {
        if (cells.Whole(59) is not { } number || number < 10_000_000_000_000) return null;
        var time = number % 1_000_000;
        var date = (int)(number / 1_000_000);
        var (year, month, dayOfMonth) = (date / 10_000, date / 100 % 100, date % 100);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month)) return null;
        return (new DateOnly(year, month, dayOfMonth).DayNumber * 86_400L) + (time / 10_000 * 3_600) + (time / 100 % 100 * 60) + (time % 100);
    }
}
