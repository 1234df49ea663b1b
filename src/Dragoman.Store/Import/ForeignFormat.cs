using System.Collections.Frozen;
using System.Globalization;

namespace Dragoman.Store;

/// <summary>A data set whose files are imported. One class each; <see cref="All"/> lists them.</summary>
internal abstract class ForeignFormat
{
    /// <summary>Every data set that can be imported.</summary>
    public static IReadOnlyList<ForeignFormat> All { get; } = [new GdeltImport(), new IcewsImport(), new PolecatImport()];

    /// <summary>Name, as in the field <c>origin</c>.</summary>
    public abstract string Origin { get; }

    /// <summary>Whether the first line names the columns.</summary>
    public abstract bool HasHeader { get; }

    /// <summary>Whether a file with this first line is of the data set.</summary>
    public abstract bool Recognizes(ReadOnlySpan<byte> firstLine);

    /// <summary>Takes the columns' places from the header.</summary>
    /// <returns>What is wrong with it; null where all that is needed is there.</returns>
    public virtual string? ReadHeader(ReadOnlySpan<byte> line, TextPool pool) => null;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="pool">Texts that come again.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <returns>The event; null where the line is damaged.</returns>
    public abstract ForeignEvent? Read(ReadOnlySpan<byte> line, TextPool pool, out string? reason);

    /// <summary>The act that a CAMEO code names, written with as many zeros as the codebook has.</summary>
    protected static CameoAct Act(string cameo)
    {
        if (Acts.TryGetValue(cameo, out var act)) return act;
        return new CameoAct(cameo, null, null, 0, null);
    }

    private static FrozenDictionary<string, CameoAct> Acts { get; } = LoadActs();

    // Some files have lost the zero in front of a code: 42 for 042, 311 for 0311. Roots (two digits) are written by none of them.
    private static FrozenDictionary<string, CameoAct> LoadActs()
    {
        var acts = new Dictionary<string, CameoAct>(StringComparer.Ordinal);
        var codes = ForeignCodes.Rows("ontology/cameo.tsv").Select(row => row[0]).ToList();
        foreach (var code in codes) acts[code] = Make(code);
        foreach (var code in codes.Where(code => code is ['0', _, _, ..])) acts[code[1..]] = code.Length == 3 || !acts.ContainsKey(code[1..]) ? Make(code) : acts[code[1..]];
        return acts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static CameoAct Make(string code)
    {
        var (type, mode, quad, goldstein) = ForeignCodes.Act(code)!.Value;
        return new CameoAct(
            code, type, mode, int.TryParse(quad, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
            double.TryParse(goldstein, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null);
    }

    /// <summary>What a CAMEO code says.</summary>
    protected sealed record CameoAct(string Code, string? Type, string? Mode, int Quad, double? Goldstein);
}

/// <summary>A data set whose files name their columns in the first line; columns are found by name, in any order.</summary>
internal abstract class HeadedImport : ForeignFormat
{
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private int _columns;

    /// <inheritdoc/>
    public override bool HasHeader => true;

    /// <summary>Columns without which a line says nothing.</summary>
    protected abstract IReadOnlyList<string> Needed { get; }

    /// <inheritdoc/>
    public override string? ReadHeader(ReadOnlySpan<byte> line, TextPool pool)
    {
        if (line.StartsWith("\uFEFF"u8)) line = line[3..];
        _places.Clear();
        var cells = new ForeignLine(line, pool);
        _columns = cells.Count;
        for (var i = 0; i < Math.Min(cells.Count, 128); i++)
        {
            if (cells.Single(i) is { } name) _places.TryAdd(name.Trim('"'), i);
        }

        var missing = Needed.Where(name => !_places.ContainsKey(name)).ToList();
        return missing.Count == 0 ? null : $"the first line does not name the columns {string.Join(", ", missing)}";
    }

    /// <summary>Place of a column; −1 where the file has none of this name.</summary>
    protected int At(string name) => _places.GetValueOrDefault(name, -1);

    /// <summary>Whether a line has as many cells as the header; says so where not.</summary>
    protected bool Fits(in ForeignLine cells, out string? reason)
    {
        reason = cells.Count == _columns ? null : $"{cells.Count} columns where the first line has {_columns}";
        return reason is null;
    }
}
