using System.Reflection;
using Dragoman.Records;

namespace Dragoman.Knowledge;

/// <summary>The tables of the ontology: types, modes, CAMEO codes, contexts and sectors (ONTOLOGY.md).</summary>
public sealed class Ontology
{
    private static readonly string[] RankOrder =
        ["PRE", "REB", "SPY", "JUD", "OPP", "GOV", "LEG", "MIL", "COP", "PRM", "ELI", "PTY", "BUS", "UAF", "CRM", "LAB",
         "MED", "SOC", "EDU", "JRN", "UNK", "REF", "AGR", "CVL", "REL"];

    private readonly Dictionary<string, CameoCode> _cameo;
    private readonly Dictionary<(EventType Type, string Mode), EventMode> _modes;
    private readonly Dictionary<string, Sector> _sectors;

    private Ontology(Assembly assembly)
    {
        var cameo = TableFile.FromResource(
            assembly, "ontology/cameo.tsv", "code", "label", "plover_type", "plover_mode", "quad", "goldstein");
        _cameo = new Dictionary<string, CameoCode>(cameo.Rows.Count, StringComparer.Ordinal);
        foreach (var row in cameo.Rows)
        {
            EventType? type = row[2].Length == 0 ? null : EventTypes.Parse(row[2]);
            double? goldstein = row[5].Length == 0
                ? null
                : double.Parse(row[5], System.Globalization.CultureInfo.InvariantCulture);
            _cameo.Add(row[0], new CameoCode(row[0], row[1], type, row[3].Length == 0 ? null : row[3], goldstein));
        }

        var modes = TableFile.FromResource(assembly, "ontology/modes.tsv", "type", "mode", "meaning", "score", "cameo");
        _modes = new Dictionary<(EventType, string), EventMode>(modes.Rows.Count);
        foreach (var row in modes.Rows)
        {
            var type = EventTypes.Parse(row[0]);
            double? score = row[3].Length == 0
                ? null
                : double.Parse(row[3], System.Globalization.CultureInfo.InvariantCulture);
            _modes.Add((type, row[1]), new EventMode(type, row[1].Length == 0 ? null : row[1], row[2], score, row[4]));
        }

        Contexts = [.. TableFile.FromResource(assembly, "ontology/contexts.tsv", "context", "meaning", "limits")
            .Rows.Select(row => row[0])];
        var sectors = TableFile.FromResource(assembly, "ontology/sectors.tsv", "code", "kind", "status", "meaning", "cameo");
        _sectors = new Dictionary<string, Sector>(sectors.Rows.Count, StringComparer.Ordinal);
        foreach (var row in sectors.Rows)
        {
            var order = _sectors.Count;
            var rank = Array.IndexOf(RankOrder, row[0]);
            _sectors.Add(row[0], new Sector(row[0], row[1] == "international", row[2] == "current", row[3], order, rank));
        }
    }

    /// <summary>The ontology that this version was built with.</summary>
    public static Ontology Current { get; } = new(typeof(Ontology).Assembly);

    /// <summary>The 37 contexts, sorted.</summary>
    public IReadOnlyList<string> Contexts { get; }

    /// <summary>Every CAMEO code, roots included.</summary>
    public IReadOnlyCollection<CameoCode> CameoCodes => _cameo.Values;

    /// <summary>Every type and mode; <see cref="EventMode.Mode"/> null for the type itself.</summary>
    public IReadOnlyCollection<EventMode> Modes => _modes.Values;

    /// <summary>The sectors and international codes, older ones included.</summary>
    public IReadOnlyCollection<Sector> Sectors => _sectors.Values;

    /// <summary>A CAMEO code; null when there is none of that name.</summary>
    /// <param name="code">The code as text: <c>020</c> and <c>20</c> differ.</param>
    public CameoCode? Cameo(string code) => _cameo.GetValueOrDefault(code);

    /// <summary>A mode of a type; null when the type has no such mode.</summary>
    /// <param name="type">The type.</param>
    /// <param name="mode">The mode; null or empty for the type itself.</param>
    public EventMode? Mode(EventType type, string? mode) => _modes.GetValueOrDefault((type, mode ?? ""));

    /// <summary>The code that a type and mode start from (<c>modes.tsv</c>).</summary>
    /// <param name="type">The type.</param>
    /// <param name="mode">The mode; null for none.</param>
    public string DefaultCameo(EventType type, string? mode) =>
        (Mode(type, mode) ?? Mode(type, null))?.Cameo ?? throw new ArgumentException($"no mode {mode} of {type}", nameof(mode));

    /// <summary>A sector or international code; null when there is none of that name.</summary>
    /// <param name="code">Three letters.</param>
    public Sector? Sector(string code) => _sectors.GetValueOrDefault(code);

    /// <summary>
    /// The quad class of a type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    /// </summary>
    /// <param name="type">The type.</param>
    public static int Quad(EventType type) => type switch
    {
        EventType.Agree or EventType.Consult or EventType.Support or EventType.Concede => 1,
        EventType.Cooperate or EventType.Aid or EventType.Retreat => 2,
        EventType.Request or EventType.Accuse or EventType.Reject or EventType.Threaten => 3,
        _ => 4,
    };
}

/// <summary>A CAMEO code (<c>cameo.tsv</c>).</summary>
/// <param name="Code">The code as text.</param>
/// <param name="Label">What it stands for.</param>
/// <param name="Type">The PLOVER type that it leads to; null for mere statements and for a root that splits.</param>
/// <param name="Mode">The mode that it leads to.</param>
/// <param name="Goldstein">Value on the Goldstein scale, −10 to 10; null where the scale has none.</param>
public sealed record CameoCode(string Code, string Label, EventType? Type, string? Mode, double? Goldstein);

/// <summary>A mode of a type (<c>modes.tsv</c>).</summary>
/// <param name="Type">The type.</param>
/// <param name="Mode">The mode; null for the type itself.</param>
/// <param name="Meaning">What it stands for.</param>
/// <param name="Score">Value on PLOVER's own scale; null where it has none.</param>
/// <param name="Cameo">The CAMEO code that it starts from.</param>
public sealed record EventMode(EventType Type, string? Mode, string Meaning, double? Score, string Cameo);

/// <summary>A sector or international code (<c>sectors.tsv</c>).</summary>
/// <param name="Code">Three letters.</param>
/// <param name="International">Whether it stands in place of a country.</param>
/// <param name="Current">False for an older code that is only read.</param>
/// <param name="Meaning">What it stands for.</param>
/// <param name="Order">Row in the table, 0 the first.</param>
/// <param name="Rank">Rank when more than three fit, 0 the first to stay; −1 for none.</param>
public sealed record Sector(string Code, bool International, bool Current, string Meaning, int Order, int Rank);
