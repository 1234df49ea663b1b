using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Quantities;

/// <summary>Words that tell what befell those whom an amount counts, by their dictionary form.</summary>
internal sealed class CasualtyWords
{
    private static readonly Lazy<CasualtyWords> LazyDefault = new(() => new CasualtyWords());

    private readonly FrozenDictionary<string, AmountRole> _roles;

    private CasualtyWords()
    {
        var roles = new Dictionary<string, AmountRole>(StringComparer.Ordinal);
        foreach (var row in TableFile.FromResource(Assembly.GetExecutingAssembly(), "coding/quantities.tsv", "class", "word", "value", "source").Rows)
        {
            var role = row[0] switch
            {
                "killed" => AmountRole.Killed,
                "injured" => AmountRole.Injured,
                "arrested" => AmountRole.Arrested,
                "taking part" => AmountRole.Part,
                _ => AmountRole.None,
            };
            if (role != AmountRole.None)
                roles.TryAdd(row[1], role);
        }

        _roles = roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The words of this version.</summary>
    public static CasualtyWords Default => LazyDefault.Value;

    /// <summary>What a word tells.</summary>
    public AmountRole Of(string lemma) => _roles.GetValueOrDefault(lemma);
}
