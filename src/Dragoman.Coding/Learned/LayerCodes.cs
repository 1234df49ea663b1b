using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>
/// CAMEO codes of events that no frame reads, from <c>data/coding/learned-codes.tsv</c>: by type, mode, the lemma of the trigger or of what
/// hangs on it, and factuality. The most specific line wins; without one the default of type and mode holds.
/// </summary>
internal static class LayerCodes
{
    private const string Any = "*";
    private static readonly string[] Columns = ["type", "mode", "word", "factuality", "cameo", "source"];

    private static readonly FrozenDictionary<(string Type, string Mode, string Word, string Factuality), string> Lines = Load();

    /// <summary>The code of an event.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="trigger">Index of the word that names the act.</param>
    /// <param name="type">The type.</param>
    /// <param name="mode">The mode; null for none.</param>
    /// <param name="factuality">The factuality.</param>
    public static string Of(SentenceReading sentence, int trigger, EventType type, string? mode, Factuality factuality)
    {
        var (name, state) = (EventTypes.Name(type), factuality.ToString().ToLowerInvariant());
        if (Word(trigger) is { } own)
            return own;
        foreach (var child in sentence.Tree.Children(trigger))
        {
            if (sentence.Words[child].Relation is Dependency.Obj or Dependency.Nmod or Dependency.Xcomp or Dependency.NsubjPass or Dependency.Obl
                && Word(child) is { } inside)
                return inside;
        }

        return Find(name, mode ?? "", Any, state) ?? Find(name, mode ?? "", Any, Any) ?? Ontology.Current.DefaultCameo(type, mode);

        string? Word(int i)
        {
            var lemma = sentence.Words[i].Base is { Length: > 0 } word ? word.ToLowerInvariant() : sentence.Words[i].Form;
            return Find(name, mode ?? "", lemma, state) ?? Find(name, mode ?? "", lemma, Any);
        }
    }

    private static string? Find(string type, string mode, string word, string factuality) =>
        Lines.TryGetValue((type, mode, word, factuality), out var code) || Lines.TryGetValue((type, Any, word, factuality), out code) ? code : null;

    private static FrozenDictionary<(string Type, string Mode, string Word, string Factuality), string> Load()
    {
        var lines = new Dictionary<(string Type, string Mode, string Word, string Factuality), string>();
        foreach (var row in TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/learned-codes.tsv", Columns).Rows)
            lines.Add((row[0], row[1], row[2], row[3]), row[4]);
        return lines.ToFrozenDictionary();
    }
}
