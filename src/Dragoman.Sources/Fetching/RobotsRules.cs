using System.Globalization;
using System.Text;

namespace Dragoman.Sources;

/// <summary>What a robots.txt allows one program (RFC 9309).</summary>
internal sealed class RobotsRules
{
    private const int MostRules = 5_000;
    private readonly List<(string Pattern, bool Allow)> rules = [];

    private RobotsRules()
    {
    }

    /// <summary>Everything is allowed: there is no robots.txt.</summary>
    public static RobotsRules AllowAll { get; } = new();

    /// <summary>Nothing is allowed: the host could not say.</summary>
    public static RobotsRules DenyAll { get; } = Of("User-agent: *\nDisallow: /\n"u8, "*");

    /// <summary>Time between two requests that it asks for; null where it asks for none.</summary>
    public TimeSpan? Delay { get; private set; }

    /// <summary>Reads the rules of the group for a program, or of the group for all. Time is linear in the bytes.</summary>
    public static RobotsRules Of(ReadOnlySpan<byte> file, string program)
    {
        var own = new RobotsRules();
        var all = new RobotsRules();
        bool hasOwn = false, isOwn = false, isAll = false, inRules = true;
        foreach (var range in file.SplitAny((ReadOnlySpan<byte>)[(byte)'\n', (byte)'\r']))
        {
            var line = file[range];
            if (line.IndexOf((byte)'#') is >= 0 and var comment) line = line[..comment];
            var colon = line.IndexOf((byte)':');
            if (colon <= 0 || line.Length > 4096) continue;
            var name = Encoding.UTF8.GetString(line[..colon]).Trim().ToLowerInvariant();
            var value = Encoding.UTF8.GetString(line[(colon + 1)..]).Trim();
            if (name == "user-agent")
            {
                if (inRules) isOwn = isAll = false;
                inRules = false;
                if (value == "*") isAll = true;
                else if (program.StartsWith(value, StringComparison.OrdinalIgnoreCase) && value.Length > 0) isOwn = hasOwn = true;
                continue;
            }

            inRules = true;
            if (isOwn) own.Add(name, value);
            if (isAll) all.Add(name, value);
        }

        return hasOwn ? own : all;
    }

    /// <summary>Whether a path with its query may be fetched: the longest rule that matches decides, at a tie the one that allows.</summary>
    public bool Allows(string path)
    {
        if (path == "/robots.txt") return true;
        var longest = -1;
        var allowed = true;
        foreach (var (pattern, allow) in rules)
        {
            if (pattern.Length < longest || (pattern.Length == longest && !allow) || !Matches(pattern, path)) continue;
            longest = pattern.Length;
            allowed = allow;
        }

        return allowed;
    }

    private void Add(string name, string value)
    {
        if (rules.Count >= MostRules) return;
        switch (name)
        {
            case "allow" when value.Length > 0: rules.Add((Normal(value), true)); break;
            case "disallow" when value.Length > 0: rules.Add((Normal(value), false)); break;
            case "crawl-delay" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 86_400:
                Delay = TimeSpan.FromSeconds(seconds);
                break;
            default: break;
        }
    }

    /// <summary>Several stars side by side are one, so that matching stays cheap.</summary>
    private static string Normal(string pattern)
    {
        var normal = new StringBuilder(pattern.Length);
        foreach (var character in pattern)
        {
            if (character != '*' || normal.Length == 0 || normal[^1] != '*') normal.Append(character);
        }

        return normal.ToString();
    }

    /// <summary>Greedy matching of pieces between stars, each found once: linear in the path.</summary>
    private static bool Matches(string pattern, string path)
    {
        var toEnd = pattern.EndsWith('$');
        var body = toEnd ? pattern.AsSpan(0, pattern.Length - 1) : pattern;
        var at = 0;
        var first = true;
        foreach (var range in body.Split('*'))
        {
            var piece = body[range];
            var isLast = range.End.Value == body.Length;
            if (first)
            {
                if (!path.AsSpan().StartsWith(piece)) return false;
                at = piece.Length;
            }
            else if (isLast && toEnd)
            {
                return path.Length - piece.Length >= at && path.AsSpan().EndsWith(piece);
            }
            else
            {
                var found = path.AsSpan(at).IndexOf(piece);
                if (found < 0) return false;
                at += found + piece.Length;
            }

            first = false;
        }

        return !toEnd || at == path.Length;
    }
}
