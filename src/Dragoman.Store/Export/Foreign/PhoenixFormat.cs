using System.Globalization;

namespace Dragoman.Store;

/// <summary>
/// The columns of Phoenix: 26, tab-separated, without a header. One line for each day, source, target and code; sentences, addresses and outlets of further reports are added to it.
/// Events come in the order of their days, so that no more than one day is held.
/// </summary>
public sealed class PhoenixFormat : TextEventFormat
{
    private const int MaxHeld = 100_000;

    private static readonly string[] Roles = ["GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"];

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole", "SourceActorAttribute", "TargetActorFull",
        "TargetActorEntity", "TargetActorRole", "TargetActorAttribute", "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat", "Lon",
        "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources",
    ];

    /// <inheritdoc/>
    public override string Name => "phoenix";

    /// <inheritdoc/>
    public override string MediaType => "text/tab-separated-values";

    /// <inheritdoc/>
    public override string Extension => ".txt";

    /// <inheritdoc/>
    public override EventDetail Detail => EventDetail.Whole;

    /// <inheritdoc/>
    public override long Write(IEnumerable<EventRow> events, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(output);
        var (count, number) = (0L, 0L);
        DateOnly? held = null;
        var lines = new List<Line>();
        var byKey = new Dictionary<(string, string, string), Line>();
        foreach (var row in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!ForeignRow.IsTold(row)) continue;
            var day = ForeignRow.Day(row);
            if (day is null) continue;
            if (day != held || lines.Count >= MaxHeld) Flush();
            held = day;
            var any = false;
            foreach (var (source, target, cameo, _) in ForeignRow.CameoRecords(row))
            {
                var key = (source.Code ?? source.Words, target?.Code ?? target?.Words ?? "", cameo);
                if (!byKey.TryGetValue(key, out var line))
                {
                    line = new Line(source, target, cameo, row);
                    byKey.Add(key, line);
                    lines.Add(line);
                }

                line.Add(row);
                any = true;
            }

            if (any) count++;
        }

        Flush();
        return count;

        void Flush()
        {
            foreach (var line in lines) line.Write(output, held!.Value, ++number);
            lines.Clear();
            byKey.Clear();
        }
    }

    /// <summary>Phoenix's class of a root, 0 to 4; not GDELT's.</summary>
    internal static string Quad(string cameo) => int.Parse(cameo.AsSpan(0, 2), CultureInfo.InvariantCulture) switch
    {
        <= 2 => "0",
        <= 5 => "1",
        <= 8 => "2",
        <= 13 or 16 => "3",
        _ => "4",
    };

    private sealed class Line(ForeignRow.Side source, ForeignRow.Side? target, string cameo, EventRow first)
    {
        private readonly List<string> _sentences = [];
        private readonly List<string> _addresses = [];
        private readonly List<string> _outlets = [];

        public void Add(EventRow row)
        {
            _sentences.Add($"{row.Document}_{ForeignRow.Text((row.Whole?.Evidence.Sentence ?? 0) + 1)}");
            if (row.Url is not null && !_addresses.Contains(row.Url)) _addresses.Add(row.Url);
            if (row.Publisher is not null && !_outlets.Contains(row.Publisher)) _outlets.Add(row.Publisher);
        }

        public void Write(TextWriter output, DateOnly day, long number)
        {
            string?[] cells =
            [
                $"{number.ToString(CultureInfo.InvariantCulture)}_dragoman",
                day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
                day.ToString("yyyy", CultureInfo.InvariantCulture),
                ForeignRow.Text(day.Month),
                ForeignRow.Text(day.Day),
                .. Actor(source),
                .. Actor(target),
                cameo,
                cameo[..2],
                Quad(cameo),
                ForeignRow.Text(first.Goldstein),
                string.Join(";", first.Contexts.Select(context => context.ToUpperInvariant() + ",1")),
                ForeignRow.Text(first.PlaceLat),
                ForeignRow.Text(first.PlaceLon),
                first.PlaceName,
                first.PlaceAdmin1,
                first.PlaceCountry,
                string.Join(";", _sentences),
                string.Join(";", _addresses),
                string.Join(";", _outlets),
            ];
            for (var i = 0; i < cells.Length; i++)
            {
                if (i > 0) output.Write('\t');
                foreach (var character in cells[i] ?? "") output.Write(char.IsControl(character) ? ' ' : character);
            }

            output.Write('\n');
        }

        private static string?[] Actor(ForeignRow.Side? side)
        {
            if (side is null) return [null, null, null, null];
            var cameo = side.Sectors.Select(ForeignCodes.CameoSector).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
            var role = cameo.FirstOrDefault(code => Roles.Contains(code));
            var entity = side.Country is { } country && ForeignCodes.KnownGroup(country) is { } group ? group[..3] : side.Country;
            return [side.Code is null ? null : entity + string.Concat(cameo), entity, role, string.Join(";", cameo.Where(code => code != role))];
        }
    }
}
