using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests.Failures;

/// <summary>
/// How other coders fail, one file of sentences a class: text, the events that must come out and no others (<c>TYPE ACTOR>RECIPIENT factuality</c>, divided by
/// semicolons; <c>*</c> stands for anything, also at an end of a code), and a note. A line whose note begins with <c>known</c> is one that fails today.
/// </summary>
public sealed class FailureTests
{
    private static string Folder => Repository.Path("tests", "Dragoman.Coding.Tests", "Failures");

    public static TheoryData<string, string, string> Cases(bool known)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var file in Directory.GetFiles(Folder, "*.tsv").Order(StringComparer.Ordinal))
        {
            foreach (var cells in File.ReadAllLines(file).Skip(1).Select(line => line.Split('\t')))
            {
                if (cells[2].StartsWith("known", StringComparison.Ordinal) == known)
                    data.Add(Path.GetFileNameWithoutExtension(file), cells[0], cells[1].Trim());
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases), false)]
    public void The_sentence_is_read_as_it_should_be(string group, string text, string events) => Assert.True(Reads(text, events, out var made), $"{group}: {made}");

    /// <summary>A known failure that passes is to be taken off the list.</summary>
    [Theory]
    [MemberData(nameof(Cases), true)]
    public void A_known_failure_still_fails(string group, string text, string events) => Assert.False(Reads(text, events, out var made), $"{group}: no longer a failure: {made}");

    private static bool Reads(string text, string events, out string made)
    {
        var told = Tests.Reading.CodeFully(text).Events;
        made = string.Join("; ", told.Select(Tests.Reading.Line));
        var asked = events.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();
        return told.Count == asked.Count && asked.TrueForAll(line => told.Any(one => Fits(one, line)));
    }

    private static bool Fits(PoliticalEvent told, string[] line)
    {
        var sides = line[1].Split('>');
        var mutual = told.Type is EventType.Consult or EventType.Support or EventType.Cooperate or EventType.Assault or EventType.Concede && told.Recipient is not null;
        return Is(EventTypes(told), line[0]) && Is(told.Factuality.ToString().ToLowerInvariant(), line[2])
            && ((Is(Code(told.Actor), sides[0]) && Is(Code(told.Recipient), sides[1])) || (mutual && Is(Code(told.Actor), sides[1]) && Is(Code(told.Recipient), sides[0])));
    }

    private static string EventTypes(PoliticalEvent told) => Knowledge.EventTypes.Name(told.Type);

    private static string Code(Participant? side) => side is null ? "-" : side.Code ?? "?";

    private static bool Is(string made, string asked) => asked switch
    {
        "*" => true,
        ['*', .. var end] => made.EndsWith(end, StringComparison.Ordinal),
        [.. var start, '*'] => made.StartsWith(start, StringComparison.Ordinal),
        _ => made == asked,
    };
}
