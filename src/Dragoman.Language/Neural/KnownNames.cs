using System.Collections.Frozen;
using Dragoman.Records;

namespace Dragoman.Language.Neural;

/// <summary>
/// Names of bodies that stand in <c>data/knowledge/bodies.tsv</c>: they correct what the network took for something else, or for two names. A name of
/// one token says only of what kind a name is that the network found; one of several is a name by itself. Immutable after loading; thread-safe.
/// </summary>
internal sealed class KnownNames
{
    private const string First = "B-ORG";
    private const string Further = "I-ORG";

    private static readonly Lazy<KnownNames> Shipped = new(static () => new KnownNames(
        TableFile.Read("bodies.tsv").SelectMany(static row => row[1].Split('|').Prepend(row[0]))));

    private readonly FrozenDictionary<string, string[]> _names;
    private readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _byWord;

    /// <summary>Makes a list.</summary>
    /// <param name="names">Names in the writing of texts, one space between words; what begins with no capital letter is left out.</param>
    public KnownNames(IEnumerable<string> names)
    {
        _names = names.Where(static name => name.Length > 1 && char.IsUpper(name[0])).Distinct(StringComparer.Ordinal)
            .GroupBy(static name => name[..Letters(name)])
            .ToFrozenDictionary(static group => group.Key, static group => group.OrderByDescending(static name => name.Length).ThenBy(static name => name, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        _byWord = _names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The list of this version.</summary>
    public static KnownNames Default => Shipped.Value;

    /// <summary>Corrects the names of the tokens of a sentence.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">The tokens of the sentence, with the network's names.</param>
    public void Correct(string text, Span<Token> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var start = tokens[i].Start;
            if (!char.IsUpper(text[start])) continue;
            var end = Find(text, tokens, i);
            if (end == i + 1)
            {
                if (tokens[i].Name is not ("" or First) && IsBegin(tokens, i) && IsBehind(tokens, end)) tokens[i] = tokens[i] with { Name = First };
            }
            else if (end > i)
            {
                Take(tokens, i, end);
                i = end - 1;
            }
        }
    }

    /// <summary>Index behind the last token of the longest name that begins at a token; −1 for none.</summary>
    private int Find(string text, ReadOnlySpan<Token> tokens, int first)
    {
        var rest = text.AsSpan(tokens[first].Start);
        if (!_byWord.TryGetValue(rest[..Letters(rest)], out var names)) return -1;
        foreach (var name in names)
        {
            if (!rest.StartsWith(name, StringComparison.Ordinal)) continue;
            var end = tokens[first].Start + name.Length;
            var i = first;
            while (i < tokens.Length && tokens[i].End < end) i++;
            if (i < tokens.Length && tokens[i].End == end) return i + 1;
        }

        return -1;
    }

    private static void Take(Span<Token> tokens, int first, int end)
    {
        // A longer name of a body stays: "the Cairo office of the Arab League".
        var from = first;
        while (from > 0 && !IsBegin(tokens, from)) from--;
        var to = end;
        while (!IsBehind(tokens, to)) to++;
        if (tokens[from].Name == First)
        {
            var whole = true;
            for (var i = from + 1; i < to; i++) whole &= tokens[i].Name == Further;
            if (whole) return;
        }

        for (var i = from; i < to; i++) tokens[i] = tokens[i] with { Name = i == first ? First : i > first && i < end ? Further : "" };
    }

    /// <summary>Whether no name goes on at a token from the one in front.</summary>
    private static bool IsBegin(ReadOnlySpan<Token> tokens, int i) => i == 0 || tokens[i].Name.Length == 0 || tokens[i].Name[0] == 'B' || tokens[i - 1].Name.Length == 0;

    /// <summary>Whether no name goes on behind a token.</summary>
    private static bool IsBehind(ReadOnlySpan<Token> tokens, int end) => end >= tokens.Length || tokens[end].Name.Length == 0 || tokens[end].Name[0] == 'B';

    private static int Letters(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetter(text[length])) length++;
        return length;
    }
}
