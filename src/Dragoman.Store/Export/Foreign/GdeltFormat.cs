using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>
/// The event table of GDELT 2.0: 61 columns, tab-separated, without a header. Tone, known ethnic groups and religions, the places of the actors and GNS feature numbers are not
/// read by Dragoman and stay empty.
/// </summary>
public sealed class GdeltFormat : TabbedFormat
{
    /// <inheritdoc/>
    public override string Name => "gdelt";

    /// <inheritdoc/>
    public override string Extension => ".CSV";

    /// <inheritdoc/>
    public override EventDetail Detail => EventDetail.Whole;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns { get; } =
    [
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        .. Actor("Actor1"), .. Actor("Actor2"),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
        .. Geo("Actor1Geo"), .. Geo("Actor2Geo"), .. Geo("ActionGeo"),
        "DATEADDED", "SOURCEURL",
    ];

    /// <inheritdoc/>
    protected override bool HasHeader => false;

    /// <inheritdoc/>
    protected override IEnumerable<string?[]> Lines(EventRow row)
    {
        foreach (var (source, target, cameo, isMirror) in ForeignRow.CameoRecords(row))
        {
            var day = ForeignRow.Day(row);
            var added = ForeignRow.Day(row.Published) ?? day;
            string?[] none = [null, null, null, null, null, null, null, null];
            yield return
            [
                ForeignRow.Text(isMirror ? ForeignRow.Number(row.Document + "/" + row.Event + "/mirror") : ForeignRow.EventNumber(row)),
                day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
                day?.ToString("yyyyMM", CultureInfo.InvariantCulture),
                day?.ToString("yyyy", CultureInfo.InvariantCulture),
                day is { } date ? (date.Year + (((date.Month * 30) + date.Day) / 365.0)).ToString("0.0000", CultureInfo.InvariantCulture) : null,
                .. Actor(source),
                .. Actor(target),
                row.Origin is null ? row.Whole?.Evidence.Sentence <= 1 ? "1" : "0" : null,
                cameo,
                cameo.Length > 3 ? cameo[..3] : cameo,
                cameo[..2],
                Quad(cameo),
                ForeignRow.Text(row.Goldstein),
                ForeignRow.Text(row.Report?.Mentions ?? 1 + (row.Whole?.Also.Count ?? 0)),
                ForeignRow.Text(row.Report?.Sources ?? 1),
                ForeignRow.Text(row.Report?.Articles ?? 1),
                ForeignRow.Text(row.Report?.Tone),
                .. none,
                .. none,
                .. Geo(row),
                added is { } moment ? moment.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + TimeOfDay(row.Published) : null,
                row.Url,
            ];
        }
    }

    /// <summary>HHMMSS of a moment in UTC; midnight where only its day is known.</summary>
    private static string TimeOfDay(string? published) =>
        published is { Length: > 10 } && DateTimeOffset.TryParse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.Offset == TimeSpan.Zero
            ? moment.ToString("HHmmss", CultureInfo.InvariantCulture)
            : "000000";

    /// <summary>GDELT's quad class goes by the root alone.</summary>
    internal static string Quad(string cameo) => int.Parse(cameo.AsSpan(0, 2), CultureInfo.InvariantCulture) switch
    {
        <= 5 => "1",
        <= 8 => "2",
        <= 13 => "3",
        _ => "4",
    };

    private static string[] Actor(string name) =>
    [
        name + "Code", name + "Name", name + "CountryCode", name + "KnownGroupCode", name + "EthnicCode", name + "Religion1Code", name + "Religion2Code",
        name + "Type1Code", name + "Type2Code", name + "Type3Code",
    ];

    private static string[] Geo(string name) =>
    [
        name + "_Type", name + "_FullName", name + "_CountryCode", name + "_ADM1Code", name + "_ADM2Code", name + "_Lat", name + "_Long", name + "_FeatureID",
    ];

    private static string?[] Actor(ForeignRow.Side? side)
    {
        if (side is null) return [null, null, null, null, null, null, null, null, null, null];
        var body = ForeignCodes.KnownGroup(side.Country);
        var types = side.Sectors.Select(ForeignCodes.CameoSector).OfType<string>();

        // A body is a type of its own (IGO, NGO …), and the two that have a name of their own are known groups.
        if (body is not null) types = types.Prepend(body[..3]);
        var first = types.Distinct(StringComparer.Ordinal).Take(3).ToArray();
        return
        [
            side.Code is null ? null : body is null ? side.Country + string.Concat(first) : body + string.Concat(first[1..]),
            side.Name.ToUpperInvariant(),
            body is null ? side.Country : body.Length > 6 ? body[3..6] : null,
            body is { Length: > 3 } ? body[^3..] : null,
            null,
            null,
            null,
            first.ElementAtOrDefault(0),
            first.ElementAtOrDefault(1),
            first.ElementAtOrDefault(2),
        ];
    }

    private static string?[] Geo(EventRow row)
    {
        if (row.PlaceName is null) return [null, null, null, null, null, null, null, null];
        var isCountry = row.PlaceAdmin1 is null && (row.Whole?.Place?.Precision == "country" || row.PlaceName == ForeignCodes.CountryName(row.PlaceCountry));
        var isDivision = row.Whole?.Place?.Precision is "admin1";
        var isAmerican = row.PlaceCountry == "USA";
        string?[] names = [row.PlaceName, isCountry || isDivision ? null : row.PlaceAdmin1, isCountry ? null : ForeignCodes.CountryName(row.PlaceCountry)];
        return
        [
            isCountry ? "1" : (isDivision, isAmerican) switch { (true, true) => "2", (true, false) => "5", (false, true) => "3", _ => "4" },
            string.Join(", ", names.Where(name => name is not null)),
            ForeignCodes.Fips(row.PlaceCountry),
            null,
            null,
            ForeignRow.Text(row.PlaceLat),
            ForeignRow.Text(row.PlaceLon),
            null,
        ];
    }
}

/// <summary>
/// The mentions table of GDELT 2.0: 16 columns, tab-separated, without a header; one line for each telling of an event in a document. Length, tone and rewriting of the document stay empty.
/// </summary>
public sealed class GdeltMentionsFormat : TabbedFormat
{
    /// <inheritdoc/>
    public override string Name => "gdelt-mentions";

    /// <inheritdoc/>
    public override string Extension => ".mentions.CSV";

    /// <inheritdoc/>
    public override EventDetail Detail => EventDetail.Whole;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns { get; } =
    [
        "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID", "Actor1CharOffset",
        "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
    ];

    /// <inheritdoc/>
    protected override bool HasHeader => false;

    /// <inheritdoc/>
    protected override IEnumerable<string?[]> Lines(EventRow row)
    {
        if (row.Cameo is null || row.Whole is not { } whole) yield break;
        var moment = (ForeignRow.Day(row.Published) ?? ForeignRow.Day(row))?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "000000";
        if (moment.Length == 6) moment = "";
        yield return Line(whole.Evidence.Sentence, whole.Evidence.Trigger, isFirst: true);
        foreach (var telling in whole.Also.Where(telling => telling.Factuality is not (Factuality.Denied or Factuality.Hypothetical or Factuality.Possible)))
            yield return Line(telling.Sentence, telling.Trigger, isFirst: false);

        string?[] Line(int sentence, TextSpan trigger, bool isFirst) =>
        [
            ForeignRow.Text(ForeignRow.EventNumber(row)),
            moment,
            moment,
            row.Url is null ? "2" : "1",
            Uri.TryCreate(row.Url, UriKind.Absolute, out var address) && address.Host.Length > 0 ? Domain(address.Host) : row.Publisher,
            row.Url ?? row.Title,
            ForeignRow.Text(sentence + 1),
            isFirst ? ForeignRow.Text(whole.Actor.Start) : "-1",
            isFirst && whole.Recipient is { } recipient ? ForeignRow.Text(recipient.Start) : "-1",
            ForeignRow.Text(trigger.Start),
            "1",
            ForeignRow.Text((long)Math.Round(row.Confidence * 100)),
            null,
            null,
            null,
            null,
        ];
    }

    /// <summary>The domain as GDELT names a source: without what only says that it is a web server's.</summary>
    private static string Domain(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
}
