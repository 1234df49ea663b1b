using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>A node of a network picture.</summary>
/// <param name="Code">Actor code.</param>
/// <param name="X">Units from the left.</param>
/// <param name="Y">Units from the top.</param>
/// <param name="Radius">Radius in units, by the number of events.</param>
/// <param name="Events">Events that it takes part in.</param>
public sealed record GraphNode(string Code, double X, double Y, double Radius, long Events);

/// <summary>A line of a network picture: what one did to another.</summary>
/// <param name="Dyad">The pair and its counts.</param>
/// <param name="From">Where the actor stands.</param>
/// <param name="To">Where the recipient stands.</param>
/// <param name="Width">Width of the line in units, by the number of events.</param>
/// <param name="Both">Whether there is a line the other way too.</param>
public sealed record GraphEdge(DyadCount Dyad, GraphNode From, GraphNode To, double Width, bool Both);

/// <summary>Pairs as a network, laid out by springs from fixed beginnings: the same pairs give the same picture.</summary>
public sealed class GraphView
{
    /// <summary>Width of the picture, in units.</summary>
    public const double Width = 1000;

    /// <summary>Height of the picture, in units.</summary>
    public const double Height = 640;

    /// <summary>The most nodes that can be told apart.</summary>
    public const int MaxNodes = 36;

    private const int Rounds = 260;
    private const double Edge = 46;

    /// <summary>Nodes nearer to a side than this have their labels turned inwards.</summary>
    public const double Margin = 90;

    /// <summary>How far such a label reaches beyond the middle of its node.</summary>
    public const double Overhang = 16;

    /// <summary>Half the width of a letter of a label, as large as it is on a narrow screen, and the least half of a label with its room, in units.</summary>
    private const double LetterHalf = 5.5;
    private const double LeastHalf = 36;

    private GraphView(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges, int leftOut)
    {
        Nodes = nodes;
        Edges = edges;
        LeftOut = leftOut;
    }

    /// <summary>The nodes, the largest first.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>The lines, the thinnest first, so that thick ones lie on top.</summary>
    public IReadOnlyList<GraphEdge> Edges { get; }

    /// <summary>Pairs that were not drawn, for want of room; the table has them.</summary>
    public int LeftOut { get; }

    /// <summary>Lays out pairs.</summary>
    /// <param name="dyads">The pairs, the most frequent first.</param>
    /// <param name="middle">Code of a node to keep in the middle; null for none.</param>
    /// <returns>The picture; nothing in it for no pairs.</returns>
    public static GraphView Of(IReadOnlyList<DyadCount> dyads, string? middle = null)
    {
        ArgumentNullException.ThrowIfNull(dyads);
        var shown = new List<DyadCount>();
        var events = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var dyad in dyads)
        {
            var fresh = (events.ContainsKey(dyad.Actor) ? 0 : 1) + (events.ContainsKey(dyad.Recipient) || dyad.Recipient == dyad.Actor ? 0 : 1);
            if (events.Count + fresh > MaxNodes) continue;
            shown.Add(dyad);
            events[dyad.Actor] = events.GetValueOrDefault(dyad.Actor) + dyad.Quads.Total;
            if (dyad.Recipient != dyad.Actor) events[dyad.Recipient] = events.GetValueOrDefault(dyad.Recipient) + dyad.Quads.Total;
        }

        var codes = events.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Key).ToList();
        if (codes.Count == 0) return new GraphView([], [], dyads.Count);
        var places = Place(codes, shown, middle);
        var most = (double)events.Values.Max();
        var nodes = codes.ToDictionary(
            code => code,
            code => new GraphNode(code, places[code].X, places[code].Y, 6 + (14 * Math.Sqrt(events[code] / most)), events[code]),
            StringComparer.Ordinal);
        var pairs = shown.Select(dyad => (dyad.Actor, dyad.Recipient)).ToHashSet();
        var thickest = (double)shown.Max(dyad => dyad.Quads.Total);
        var edges = shown
            .Where(dyad => dyad.Actor != dyad.Recipient)
            .Select(dyad => new GraphEdge(
                dyad, nodes[dyad.Actor], nodes[dyad.Recipient], 1 + (6 * Math.Sqrt(dyad.Quads.Total / thickest)), pairs.Contains((dyad.Recipient, dyad.Actor))))
            .OrderBy(edge => edge.Width)
            .ToList();
        return new GraphView([.. codes.Select(code => nodes[code])], edges, dyads.Count - shown.Count);
    }

    /// <summary>Springs pull what has to do with each other together, everything pushes everything else away (Fruchterman and Reingold).</summary>
    private static Dictionary<string, (double X, double Y)> Place(List<string> codes, List<DyadCount> dyads, string? middle)
    {
        var count = codes.Count;
        var (x, y) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            // A spiral in the order of size: the golden angle puts no two in one direction.
            var (angle, radius) = (i * 2.39996322972865, Math.Sqrt((i + .5) / count));
            (x[i], y[i]) = (radius * Math.Cos(angle), radius * Math.Sin(angle));
        }

        var index = codes.Select((code, i) => (code, i)).ToDictionary(one => one.code, one => one.i, StringComparer.Ordinal);
        var fixedAt = middle is not null && index.TryGetValue(middle, out var held) ? held : -1;
        if (fixedAt >= 0) (x[fixedAt], y[fixedAt]) = (0, 0);
        var springs = dyads.Where(dyad => dyad.Actor != dyad.Recipient)
            .Select(dyad => (From: index[dyad.Actor], To: index[dyad.Recipient], Pull: 1 + Math.Log(dyad.Quads.Total)))
            .ToList();
        var ideal = 1.5 / Math.Sqrt(count);
        var (dx, dy) = (new double[count], new double[count]);
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(dx);
            Array.Clear(dy);
            for (var i = 0; i < count; i++)
            {
                for (var j = i + 1; j < count; j++)
                {
                    var (ex, ey) = (x[i] - x[j], y[i] - y[j]);
                    var square = Math.Max(1e-6, (ex * ex) + (ey * ey));
                    var push = ideal * ideal / square;
                    (dx[i], dy[i]) = (dx[i] + (ex * push), dy[i] + (ey * push));
                    (dx[j], dy[j]) = (dx[j] - (ex * push), dy[j] - (ey * push));
                }

                // A weak pull to the middle keeps pieces that hang on nothing in the picture.
                (dx[i], dy[i]) = (dx[i] - (x[i] * .12), dy[i] - (y[i] * .12));
            }

            foreach (var (from, to, strength) in springs)
            {
                var (ex, ey) = (x[from] - x[to], y[from] - y[to]);
                var pull = Math.Sqrt((ex * ex) + (ey * ey)) / ideal * .28 * Math.Min(3, strength);
                (dx[from], dy[from]) = (dx[from] - (ex * pull), dy[from] - (ey * pull));
                (dx[to], dy[to]) = (dx[to] + (ex * pull), dy[to] + (ey * pull));
            }

            var heat = .12 * (1 - ((double)round / Rounds));
            for (var i = 0; i < count; i++)
            {
                if (i == fixedAt) continue;
                var length = Math.Max(1e-9, Math.Sqrt((dx[i] * dx[i]) + (dy[i] * dy[i])));
                var step = Math.Min(length, heat) / length;
                (x[i], y[i]) = (x[i] + (dx[i] * step), y[i] + (dy[i] * step));
            }
        }

        return Fit(codes, x, y);
    }

    private static Dictionary<string, (double X, double Y)> Fit(List<string> codes, double[] x, double[] y)
    {
        var (left, right, top, bottom) = (x.Min(), x.Max(), y.Min(), y.Max());
        double Along(double value, double from, double to, double room) =>
            to - from < 1e-6 ? room / 2 : Edge + ((room - (2 * Edge)) * (value - from) / (to - from));
        var placed = codes.Select((_, i) => (X: Along(x[i], left, right, Width), Y: Along(y[i], top, bottom, Height))).ToArray();

        // Labels need room: what lies closer than its labels are wide is pushed apart, mostly up and down.
        var half = codes.Select(code => Math.Max(LeastHalf, ActorCodes.Label(code).Length * LetterHalf)).ToArray();
        var moved = true;
        for (var round = 0; round < 160 && moved; round++)
        {
            moved = false;
            for (var i = 0; i < placed.Length; i++)
            {
                for (var j = i + 1; j < placed.Length; j++)
                {
                    var (ex, ey) = (Centre(placed[j].X, half[j]) - Centre(placed[i].X, half[i]), placed[j].Y - placed[i].Y);
                    if (Math.Abs(ex) >= half[i] + half[j] || Math.Abs(ey) >= 46) continue;
                    moved = true;
                    var (px, py) = (ex < 0 ? -2.0 : 2.0, ey < 0 ? -3.0 : 3.0);
                    placed[i] = Clip(placed[i].X - px, placed[i].Y - py);
                    placed[j] = Clip(placed[j].X + px, placed[j].Y + py);
                }
            }
        }

        return codes.Select((code, i) => (code, placed[i])).ToDictionary(one => one.code, one => one.Item2, StringComparer.Ordinal);
    }

    /// <summary>The middle of the label of a node.</summary>
    private static double Centre(double x, double half) => x < Margin ? x - Overhang + half : x > Width - Margin ? x + Overhang - half : x;

    private static (double X, double Y) Clip(double x, double y) => (Math.Clamp(x, Edge, Width - Edge), Math.Clamp(y, Edge, Height - Edge));
}
