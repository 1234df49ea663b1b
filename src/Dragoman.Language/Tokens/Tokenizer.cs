namespace Dragoman.Language;

/// <summary>
/// Divides a text into tokens from left to right. No character is looked at more than a bounded number of times: whatever
/// looks ahead is bounded by a constant, or remembers what it found.
/// </summary>
internal ref partial struct Tokenizer
{
    /// <summary>Longest token, in UTF-16 code units; what is longer is cut.</summary>
    public const int MaxToken = 1000;

    private readonly EnglishTables _tables;
    private readonly ReadOnlySpan<char> _text;
    private readonly int _begin;
    private readonly List<TokenExtent> _tokens;

    /// <summary>Where the next token starts.</summary>
    private int _position;

    /// <summary>Single quotation marks that were opened and not closed.</summary>
    private int _openSingle;

    /// <summary>Up to here is known that no address (e-mail, host, file name) starts.</summary>
    private int _noAddressBefore;

    /// <param name="tables">What divides English.</param>
    /// <param name="text">The text up to the end of the block.</param>
    /// <param name="begin">Where the block starts.</param>
    /// <param name="tokens">Where tokens are added.</param>
    public Tokenizer(EnglishTables tables, ReadOnlySpan<char> text, int begin, List<TokenExtent> tokens)
    {
        _tables = tables;
        _text = text;
        _begin = begin;
        _tokens = tokens;
        _position = begin;
        _noAddressBefore = begin;
    }

    /// <summary>Where reading stands: behind the last token.</summary>
    public readonly int Position => _position;

    /// <summary>Adds the next token, or the words of the next multiword token. False at the end of the block.</summary>
    public bool Next()
    {
        var breaks = 0;
        while (_position < _text.Length && CharKinds.IsSpace(_text[_position]))
        {
            if (_text[_position] == '\n') breaks++;
            _position++;
        }

        if (breaks > 1) _openSingle = 0;
        if (_position >= _text.Length) return false;
        var start = _position;
        switch (CharKinds.Of(_text[start]))
        {
            case CharKind.Letter or CharKind.Digit or CharKind.Glue:
                ReadWord(start);
                break;
            case CharKind.Dot:
                ReadDot(start);
                break;
            case CharKind.Ender:
                Emit(start, EnderEnd(start));
                break;
            case CharKind.Apostrophe:
                ReadApostrophe(start);
                break;
            case CharKind.Surrogate:
                ReadSurrogate(start);
                break;
            default:
                ReadSymbol(start);
                break;
        }

        return true;
    }

    /// <summary>The character at a place of the block, or a space outside it.</summary>
    private readonly char At(int index) => index >= _begin && index < _text.Length ? _text[index] : ' ';

    private readonly bool IsWordAt(int index) =>
        index < _text.Length
        && (CharKinds.IsWord(_text[index]) || (char.IsHighSurrogate(_text[index]) && CharKinds.IsWordPair(_text, index)));

    private readonly bool IsSpaceAt(int index) => index >= _text.Length || CharKinds.IsSpace(_text[index]);

    /// <summary>Adds a token, and cuts it where it is too long.</summary>
    private void Emit(int start, int end, bool inMultiword = false)
    {
        // What is invisible stays with the token in front of it.
        if (!inMultiword)
        {
            while (end < _text.Length && CharKinds.Of(_text[end]) == CharKind.Glue) end++;
        }

        while (end - start > MaxToken)
        {
            var cut = start + MaxToken;
            if (char.IsLowSurrogate(_text[cut]) && char.IsHighSurrogate(_text[cut - 1])) cut--;
            Add(start, cut, inMultiword: false);
            start = cut;
        }

        Add(start, end, inMultiword);
        _position = end;
    }

    private readonly void Add(int start, int end, bool inMultiword)
    {
        var joins = start > _begin && !CharKinds.IsSpace(_text[start - 1]);
        _tokens.Add(new TokenExtent(start, end, joins, inMultiword));
    }

    /// <summary>
    /// Copies a piece of text in lower case, with straight apostrophes and without invisible characters. Empty where it is
    /// longer than any form of the tables.
    /// </summary>
    private readonly ReadOnlySpan<char> Lower(int start, int end, Span<char> buffer) => Plain(start, end, buffer, lower: true);

    private readonly ReadOnlySpan<char> Plain(int start, int end, Span<char> buffer, bool lower)
    {
        if (end - start > buffer.Length) return default;
        var length = 0;
        for (var index = start; index < end; index++)
        {
            var character = _text[index];
            switch (CharKinds.Of(character))
            {
                case CharKind.Glue: continue;
                case CharKind.Apostrophe: buffer[length++] = '\''; continue;
                case CharKind.Hyphen: buffer[length++] = '-'; continue;
                default: buffer[length++] = lower ? char.ToLowerInvariant(character) : character; continue;
            }
        }

        return buffer[..length];
    }

    /// <summary>The first character behind white space (one line break at most), or a space where there is none in reach.</summary>
    private readonly int NextVisible(int index)
    {
        const int Reach = 32;
        var breaks = 0;
        var limit = Math.Min(_text.Length, index + Reach);
        while (index < limit && CharKinds.IsSpace(_text[index]))
        {
            if (_text[index] == '\n' && ++breaks > 1) return _text.Length;
            index++;
        }

        return index < limit ? index : _text.Length;
    }
}
