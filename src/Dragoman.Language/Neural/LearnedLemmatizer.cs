namespace Dragoman.Language.Neural;

/// <summary>
/// Finds lemmas from form and part of speech: exceptions by whole form, else the rule of the longest known ending. A rule cuts characters
/// off the end and puts others there. Learned from a treebank. Thread-safe.
/// </summary>
internal sealed class LearnedLemmatizer
{
    /// <summary>Longest ending that a rule looks at.</summary>
    public const int LongestEnding = 6;

    /// <summary>Longest key: the tag, a tab, and the form.</summary>
    private const int LongestKey = 160;

    private readonly StringTable _exceptionKeys;
    private readonly string[] _exceptions;
    private readonly StringTable _ruleKeys;
    private readonly LemmaRule[] _rules;

    /// <summary>Makes the lemmatizer.</summary>
    /// <param name="exceptionKeys">XPOS, tab, form in lower case.</param>
    /// <param name="exceptions">Their lemmas.</param>
    /// <param name="ruleKeys">XPOS, tab, ending in lower case.</param>
    /// <param name="rules">Their rules.</param>
    public LearnedLemmatizer(StringTable exceptionKeys, string[] exceptions, StringTable ruleKeys, LemmaRule[] rules)
    {
        if (exceptionKeys.Count != exceptions.Length || ruleKeys.Count != rules.Length)
            throw new ModelFormatException("The lemma tables do not fit their keys.");
        _exceptionKeys = exceptionKeys;
        _exceptions = exceptions;
        _ruleKeys = ruleKeys;
        _rules = rules;
    }

    /// <summary>Keys of the exceptions.</summary>
    public StringTable ExceptionKeys => _exceptionKeys;

    /// <summary>Lemmas of the exceptions.</summary>
    public IReadOnlyList<string> Exceptions => _exceptions;

    /// <summary>Keys of the rules.</summary>
    public StringTable RuleKeys => _ruleKeys;

    /// <summary>The rules.</summary>
    public IReadOnlyList<LemmaRule> Rules => _rules;

    /// <summary>Finds the lemma.</summary>
    /// <param name="form">The form.</param>
    /// <param name="xpos">Its Penn tag.</param>
    public string Lemma(ReadOnlySpan<char> form, ReadOnlySpan<char> xpos)
    {
        if (form.Length + xpos.Length + 1 > LongestKey) return form.ToString();
        Span<char> key = stackalloc char[LongestKey];
        xpos.CopyTo(key);
        key[xpos.Length] = '\t';
        var lower = key.Slice(xpos.Length + 1, form.Length);
        for (var i = 0; i < form.Length; i++) lower[i] = char.ToLowerInvariant(form[i]);
        var exception = _exceptionKeys.Find(key[..(xpos.Length + 1 + form.Length)]);
        if (exception >= 0) return _exceptions[exception];
        return Apply(Find(key, xpos.Length + 1, form.Length), form, lower);
    }

    private LemmaRule Find(Span<char> key, int start, int length)
    {
        Span<char> ending = stackalloc char[LongestKey];
        key[..start].CopyTo(ending);
        for (var size = Math.Min(LongestEnding, length); size >= 0; size--)
        {
            key.Slice(start + length - size, size).CopyTo(ending[start..]);
            var rule = _ruleKeys.Find(ending[..(start + size)]);
            if (rule >= 0) return _rules[rule];
        }

        return default;
    }

    private static string Apply(LemmaRule rule, ReadOnlySpan<char> form, ReadOnlySpan<char> lower)
    {
        var kept = Math.Max(0, form.Length - rule.Cut);
        return rule.KeepsCase
            ? string.Concat(form[..kept], rule.Append)
            : string.Concat(lower[..kept], rule.Append);
    }
}

/// <summary>How a lemma is made from a form.</summary>
/// <param name="Cut">Characters that are cut off the end.</param>
/// <param name="Append">Characters that are put there; null for none.</param>
/// <param name="KeepsCase">Whether the rest keeps its case; else it becomes lower case.</param>
internal readonly record struct LemmaRule(int Cut, string? Append, bool KeepsCase);
