using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Contexts;

/// <summary>Words that speak for a context.</summary>
/// <param name="Rest">What must follow the first word, in order; empty for a single word.</param>
/// <param name="Context">Index of the context among <see cref="Ontology.Contexts"/>.</param>
/// <param name="Weight">1 where the words are enough alone, else less.</param>
/// <param name="Number">Number of the entry: words that are said twice count once.</param>
internal sealed record ContextWords(string[] Rest, int Context, double Weight, int Number);

/// <summary>Acts that speak for a context; an empty list asks for nothing.</summary>
/// <param name="Context">Index of the context among <see cref="Ontology.Contexts"/>.</param>
/// <param name="Type">The type; null for any.</param>
/// <param name="Modes">One of these modes.</param>
/// <param name="Codes">CAMEO codes, or beginnings of them.</param>
/// <param name="Actors">One of these sectors, or <c>STATE</c>, of the actor.</param>
/// <param name="Recipients">So of the recipient.</param>
/// <param name="Weight">1 where the act is enough alone, else less.</param>
internal sealed record ContextAct(int Context, EventType? Type, string[] Modes, string[] Codes, string[] Actors, string[] Recipients, double Weight)
{
    private const string State = "STATE";

    /// <summary>Whether an event is such an act.</summary>
    public bool Holds(PoliticalEvent told) =>
        (Type is null || Type == told.Type)
        && (Modes.Length == 0 || (told.Mode is not null && Modes.Contains(told.Mode)))
        && (Codes.Length == 0 || Array.Exists(Codes, code => told.Cameo?.StartsWith(code, StringComparison.Ordinal) == true))
        && Is(told.Actor, Actors) && Is(told.Recipient, Recipients);

    private static bool Is(Participant? side, string[] asked)
    {
        if (asked.Length == 0)
            return true;
        if (side?.Code is not { } code)
            return false;
        foreach (var sector in asked)
        {
            // A state, its government or its parliament speaks for it; codes are pieces of three letters.
            if (sector == State ? IsState(code) : Holds(code, sector))
                return true;
        }

        return false;
    }

    private static bool IsState(string code) => code.Length >= 3 && Ontology.Current.Sector(code[..3]) is null
        && (code.Length == 3 || code.AsSpan(3, 3) is "GOV" or "MIL" or "LEG" || code is "UNO" or "EUR" or "IGO");

    private static bool Holds(string code, string sector)
    {
        for (var i = 0; i + 3 <= code.Length; i += 3)
        {
            if (code.AsSpan(i, 3).SequenceEqual(sector))
                return true;
        }

        return false;
    }
}

/// <summary>
/// The tables that contexts are read by: <c>context-words.tsv</c> (words that speak for a context), <c>context-acts.tsv</c> (acts that do) and
/// <c>context-limits.tsv</c> (which context steps back before which), all under <c>data/coding</c>. Immutable.
/// </summary>
internal static class ContextTables
{
    /// <summary>Entries by their first word.</summary>
    public static FrozenDictionary<string, ContextWords[]> Words { get; } = ReadWords();

    /// <summary>All acts.</summary>
    public static ContextAct[] Acts { get; } = [.. Table("context-acts", "context", "type", "mode", "cameo", "actor", "recipient", "weight", "source").Select(row => new ContextAct(
        Index(row[0]), row[1].Length == 0 ? null : EventTypes.Parse(row[1]), TableFile.List(row[2]), TableFile.List(row[3]), TableFile.List(row[4]), TableFile.List(row[5]), Number(row[6])))];

    /// <summary>A context, and those before which it steps back.</summary>
    public static (int Context, int[] Before)[] Limits { get; } = [.. Table("context-limits", "context", "gives_way_to", "source").Select(row => (Index(row[0]), TableFile.List(row[1]).Select(Index).ToArray()))];

    private static FrozenDictionary<string, ContextWords[]> ReadWords()
    {
        var entries = new Dictionary<string, List<ContextWords>>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var row in Table("context-words", "context", "words", "weight", "source"))
        {
            foreach (var words in TableFile.List(row[1]))
            {
                var parts = words.Split(' ');
                if (!entries.TryGetValue(parts[0], out var list))
                    entries.Add(parts[0], list = []);
                list.Add(new ContextWords(parts[1..], Index(row[0]), Number(row[2]), number++));
            }
        }

        return entries.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    private static IReadOnlyList<string[]> Table(string name, params ReadOnlySpan<string> columns) =>
        TableFile.FromResource(Assembly.GetExecutingAssembly(), $"coding/{name}.tsv", columns).Rows;

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static int Index(string context)
    {
        for (var i = 0; i < Ontology.Current.Contexts.Count; i++)
        {
            if (Ontology.Current.Contexts[i] == context)
                return i;
        }

        throw new InvalidDataException($"there is no context '{context}'");
    }
}
