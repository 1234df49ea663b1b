using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>
/// Light part-of-speech tags: tables for closed classes, forms and endings for the rest, and what stands beside a word to
/// choose. Reads a sentence once from left to right.
/// </summary>
internal ref partial struct RuleTagger
{
    private const int MaxWord = 48;
    private readonly WordForms _forms;
    private readonly ReadOnlySpan<char> _text;
    private readonly ReadOnlySpan<Token> _tokens;
    private readonly Span<Tag> _tags;

    /// <summary>Whether the sentence is written in capitals throughout, so that they tell nothing.</summary>
    private bool _allCapitals;

    /// <summary>Whether a quotation in straight marks is open.</summary>
    private bool _inQuote;

    /// <param name="forms">The vocabulary.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="tokens">The tokens of one sentence.</param>
    /// <param name="tags">One tag a token, to be filled.</param>
    public RuleTagger(WordForms forms, ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, Span<Tag> tags)
    {
        _forms = forms;
        _text = text;
        _tokens = tokens;
        _tags = tags;
    }

    /// <summary>Fills the tags.</summary>
    public void Tag()
    {
        _allCapitals = IsAllCapitals();
        for (var index = 0; index < _tokens.Length; index++) _tags[index] = TagOf(index);
        Repair();
    }

    private readonly bool IsAllCapitals()
    {
        var letters = 0;
        foreach (var token in _tokens)
        {
            foreach (var character in _text[token.Start..token.End])
            {
                if (char.IsLower(character)) return false;
                if (char.IsUpper(character)) letters++;
            }
        }

        return letters > 12;
    }

    private readonly ReadOnlySpan<char> Form(int index) => _text[_tokens[index].Start.._tokens[index].End];

    private readonly ReadOnlySpan<char> Lower(int index, Span<char> buffer)
    {
        if (index < 0 || index >= _tokens.Length) return default;
        var form = Form(index);
        if (form.Length > buffer.Length) return default;
        var length = 0;
        foreach (var character in form)
        {
            var kind = CharKinds.Of(character);
            if (kind == CharKind.Glue) continue;
            buffer[length++] = kind == CharKind.Apostrophe ? '\'' : char.ToLowerInvariant(character);
        }

        return buffer[..length];
    }

    private Tag TagOf(int index)
    {
        Span<char> buffer = stackalloc char[MaxWord];
        var form = Form(index);
        var first = form[0];
        var kind = CharKinds.Of(first);
        if (kind == CharKind.Digit || (kind is CharKind.Dot or CharKind.Apostrophe or CharKind.Run && form.Length > 1 && char.IsAsciiDigit(form[1])))
            return NumberTag(form);
        var lower = Lower(index, buffer);
        if (lower.IsEmpty) return form.Length > MaxWord && form.IndexOfAny('/', '@') >= 0 ? Language.Tag.Address : Language.Tag.Noun;
        var functions = _forms.Function(lower);
        if (functions is not null && !IsNameLike(index, lower, functions)) return FunctionTag(index, lower, functions);
        if (kind is not (CharKind.Letter or CharKind.Glue) && !(form.Length > 1 && HasLetter(form))) return Punctuation(index, form);
        if (form.Contains('@') || form.Contains("://", StringComparison.Ordinal) || (form.Contains('.') && form.Length > 6 && form.Contains('/')) || form.StartsWith("www."))
            return Language.Tag.Address;
        return OpenTag(index, lower);
    }

    private static bool HasLetter(ReadOnlySpan<char> form)
    {
        foreach (var character in form)
        {
            if (CharKinds.IsLetter(character)) return true;
        }

        return false;
    }

    private static Tag NumberTag(ReadOnlySpan<char> form)
    {
        if (form.Length > 2 && char.IsAsciiDigit(form[0]) && form[^1] is 't' or 'h' or 'd' or 'T' or 'H' or 'D' && char.IsLetter(form[^2])) return Language.Tag.Adjective;
        if (form[^1] == 's') return Language.Tag.Nouns;
        return HasLetter(form) && !form.Contains('x') ? Language.Tag.Name : Language.Tag.Number;
    }

    private Tag Punctuation(int index, ReadOnlySpan<char> form)
    {
        switch (form[0])
        {
            case '.' or '!' or '?' or '\u2026':
                return form.Length > 1 && form[0] is '.' or '\u2026' && index + 1 < _tokens.Length ? Language.Tag.Comma : Language.Tag.Stop;
            case ',':
                return Language.Tag.Comma;
            case ':' or ';' when form.Length == 1:
                return form[0] == ':' ? Language.Tag.Colon : Language.Tag.Comma;
            case '"':
                _inQuote = !_inQuote;
                return _inQuote ? Language.Tag.QuoteOpen : Language.Tag.QuoteClose;
            case '\'':
                return _tokens[index].JoinsPrevious ? Language.Tag.QuoteClose : Language.Tag.QuoteOpen;
            case '\u201C' or '\u2018' or '`' or '\u00AB':
                return Language.Tag.QuoteOpen;
            case '\u201D' or '\u2019' or '\u00BB':
                return Language.Tag.QuoteClose;
            case '(' or '[' or '{' or '<' when form.Length <= 2:
                return Language.Tag.BracketOpen;
            case ')' or ']' or '}' or '>' when form.Length <= 2:
                return Language.Tag.BracketClose;
            case '-' or '\u2010' or '\u2011' when form.Length == 1:
                return _tokens[index].JoinsPrevious && index + 1 < _tokens.Length && _tokens[index + 1].JoinsPrevious ? Language.Tag.Hyphen : Language.Tag.Comma;
            case '-' or '\u2013' or '\u2014' or '/':
                return Language.Tag.Comma;
            case '$' or '\u20AC' or '\u00A3' or '\u00A5':
                return Language.Tag.Currency;
            case '*' or '_' or '~' or '=' or '|' or '\u2022' or '\u00B7' or '#':
                return form[0] == '#' ? Language.Tag.Symbol : Language.Tag.OtherPunctuation;
            default:
                return char.IsPunctuation(form[0]) && form[0] is not ('%' or '&' or '@') && CharKinds.Of(form[0]) != CharKind.Colon
                    ? Language.Tag.OtherPunctuation
                    : Language.Tag.Symbol;
        }
    }

    /// <summary>The tag in front, passing over adverbs and not.</summary>
    private readonly Tag Before(int index)
    {
        for (var back = index - 1; back >= 0 && back >= index - 4; back--)
        {
            if (_tags[back].Upos != "ADV" && _tags[back].Xpos is not "RB") return _tags[back];
        }

        return default;
    }

    private readonly Tag Previous(int index) => index > 0 ? _tags[index - 1] : default;
}
