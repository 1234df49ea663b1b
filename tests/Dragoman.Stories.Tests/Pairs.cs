using System.Globalization;
using Dragoman.Records;
using Dragoman.Stories.Happenings;
using Dragoman.Tests;

namespace Dragoman.Stories.Tests;

/// <summary>The pairs of reports of <c>Pairs/*.txt</c>; <c>Pairs/README.md</c> tells their form.</summary>
internal static class Pairs
{
    /// <summary>Two reports, and how they stand to each other.</summary>
    public sealed record Pair(string Name, ReportRelation Relation, EventReport One, EventReport Other);

    /// <summary>All pairs.</summary>
    public static IReadOnlyList<Pair> All()
    {
        var pairs = new List<Pair>();
        foreach (var file in Directory.GetFiles(Repository.Path("tests/Dragoman.Stories.Tests/Pairs"), "pairs-*.txt").Order(StringComparer.Ordinal))
        {
            var first = new Dictionary<string, string>();
            var number = 0;
            foreach (var line in File.ReadAllLines(file))
            {
                number++;
                if (line.Length == 0) continue;
                if (line[0] == '*')
                {
                    first = Fields(line[1..]);
                    continue;
                }

                var end = line.IndexOf(' ', StringComparison.Ordinal);
                var relation = line[..end] switch { "same" => ReportRelation.Same, "contradict" => ReportRelation.Contradictory, _ => ReportRelation.Different };
                var own = Fields(line[(line.IndexOf(';', StringComparison.Ordinal) + 1)..]);
                var second = new Dictionary<string, string>(first);
                foreach (var (key, value) in own) second[key] = value;
                if (own.ContainsKey("d") is false && own.ContainsKey("pub") is false) second["pub"] = Published(first);
                var name = $"{Path.GetFileNameWithoutExtension(file)}:{number}";
                pairs.Add(new Pair(name, relation, Report(first, 1), Report(second, 2)));
            }
        }

        return pairs;
    }

    private static Dictionary<string, string> Fields(string line)
    {
        var fields = new Dictionary<string, string>();
        foreach (var field in line.Split(" ; "))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            fields[field[..equals].Trim()] = field[(equals + 1)..].Trim();
        }

        return fields;
    }

    private static string Published(Dictionary<string, string> fields) => fields.TryGetValue("pub", out var day) ? day : fields["d"];

    private static EventReport Report(Dictionary<string, string> fields, int number)
    {
        var (first, last) = Days(fields["d"]);
        var (actorCode, actor) = Party(fields["a"]);
        var (recipientCode, recipient) = Party(fields.GetValueOrDefault("r", ""));
        var (speakerCode, speaker) = Party(fields.GetValueOrDefault("by", ""));
        var place = fields.GetValueOrDefault("p", "").Split(',');
        return new EventReport
        {
            Key = number,
            Document = "d" + number.ToString(CultureInfo.InvariantCulture),
            Event = "e1",
            Type = Enum.Parse<EventType>(fields["t"], ignoreCase: true),
            ActorCode = actorCode,
            Actor = actor!,
            RecipientCode = recipientCode,
            Recipient = recipient,
            Day = first,
            LastDay = last,
            PublishedAt = Published(fields) is { Length: 10 } published ? DateOnly.Parse(published, CultureInfo.InvariantCulture).DayNumber * 86_400L : 0,
            Place = place[0].Length == 0 ? null : place[0],
            PlaceCountry = place.Length < 2 || place[1].Length == 0 ? null : place[1],
            Factuality = fields.TryGetValue("f", out var status) ? Enum.Parse<Factuality>(status, ignoreCase: true) : Factuality.Happened,
            Speaker = speaker,
            SpeakerCode = speakerCode,
            Magnitude = new Magnitude(Amount(fields, "k"), Amount(fields, "i"), Amount(fields, "ar"), Amount(fields, "n")),
            Sentence = fields["s"],
            Trigger = "",
            Origin = "o" + number.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static (int First, int Last) Days(string text)
    {
        if (text.Length == 0) return (0, 0);
        var first = DateOnly.Parse(text.Length == 7 ? text + "-01" : text, CultureInfo.InvariantCulture);
        return (first.DayNumber + 1, (text.Length == 7 ? first.AddMonths(1).DayNumber - 1 : first.DayNumber) + 1);
    }

    private static (string? Code, string? Name) Party(string text)
    {
        if (text.Length == 0) return (null, null);
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        var code = blank < 0 ? text : text[..blank];
        return code.All(char.IsAsciiLetterUpper) ? (code, text[(blank + 1)..]) : (null, text);
    }

    private static Amount? Amount(Dictionary<string, string> fields, string key)
    {
        if (fields.GetValueOrDefault(key, "") is not { Length: > 0 } text) return null;
        if (text.StartsWith(">=", StringComparison.Ordinal)) return new Amount(null, Number(text[2..]), null);
        return text.Split('-') is [var low, var high] ? new Amount(null, Number(low), Number(high)) : new Amount(Number(text), null, null);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
