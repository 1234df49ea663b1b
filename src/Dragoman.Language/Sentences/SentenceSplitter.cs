using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>
/// Groups the tokens of one block into sentences: at full stops, question and exclamation marks, behind abbreviations that
/// may end a sentence, at blank lines, and at those line breaks that the text gives evidence for.
/// </summary>
internal ref partial struct SentenceSplitter
{
    /// <summary>Most tokens of a sentence; a longer one is cut at a comma or bracket, else anywhere between words.</summary>
    public const int MaxTokens = 400;

    private readonly EnglishTables _tables;
    private readonly ReadOnlySpan<char> _text;
    private readonly Segmentation _result;
    private readonly ReadOnlySpan<TokenExtent> _tokens;

    /// <summary>First token of the sentence being read.</summary>
    private int _first;

    /// <summary>Whether a straight quotation mark is open.</summary>
    private bool _inQuote;

    public SentenceSplitter(EnglishTables tables, ReadOnlySpan<char> text, Segmentation result)
    {
        _tables = tables;
        _text = text;
        _result = result;
        _tokens = result.Tokens;
    }

    /// <summary>Adds the sentences of the tokens from a first one to the last.</summary>
    public void Split(int firstToken, CancellationToken ct)
    {
        _first = firstToken;
        for (var index = firstToken; index < _tokens.Length; index++)
        {
            if (_tokens[index].InMultiword) continue;
            if (Is(index, '"')) _inQuote = !_inQuote;
            var next = SentenceEnd(index);
            if (next > 0)
            {
                for (var absorbed = index + 1; absorbed < next; absorbed++)
                {
                    if (Is(absorbed, '"')) _inQuote = !_inQuote;
                }

                Close(next, ct);
                index = next - 1;
            }
            else if (index + 1 - _first >= MaxTokens)
            {
                Close(CutBefore(index + 1), ct);
            }
        }

        Close(_tokens.Length, ct);
    }

    /// <summary>Ends the sentence in front of a token.</summary>
    private void Close(int next, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (next <= _first) return;
        _result.SentenceList.Add(new Sentence(_tokens[_first].Start, _tokens[next - 1].End, _first, next - _first));
        _first = next;
    }

    /// <summary>A place to cut a sentence that is too long: behind the last comma or bracket of its last quarter.</summary>
    private readonly int CutBefore(int next)
    {
        for (var index = next - 1; index > next - MaxTokens / 4; index--)
        {
            if (Length(index) == 1 && _text[_tokens[index].Start] is ',' or ';' or ':' or ')' or ']') return index + 1;
        }

        return next;
    }

    /// <summary>The first token of the next sentence where one ends with this token and what closes behind it; else 0.</summary>
    private readonly int SentenceEnd(int index)
    {
        if (index + 1 == _tokens.Length) return 0;
        var gap = BreaksBehind(index);
        if (gap > 1) return index + 1;
        var kind = EndKind(index);
        if (kind != EndingKind.None)
        {
            var next = Absorb(index);
            if (next == _tokens.Length || BreaksBehind(next - 1) > 1) return next;
            if (IsBoundary(kind, index, next)) return next;
        }

        if (gap == 1 && IsLineBoundary(index)) return index + 1;
        return IsUnmarkedBoundary(index) ? index + 1 : 0;
    }

    /// <summary>Number of line breaks behind a token, 2 for any more and for a paragraph or page break.</summary>
    private readonly int BreaksBehind(int index)
    {
        var breaks = 0;
        var end = _tokens[index + 1].Start;
        for (var position = _tokens[index].End; position < end; position++)
        {
            switch (_text[position])
            {
                case '\n' or '\u0085' or '\u2028' or '\v':
                case '\r' when position + 1 >= end || _text[position + 1] != '\n':
                    breaks++;
                    break;
                case '\f' or '\u2029':
                    return 2;
            }
        }

        return Math.Min(breaks, 2);
    }

    private readonly int Length(int index) => _tokens[index].End - _tokens[index].Start;

    private readonly bool Is(int index, char character) => index < _tokens.Length && Length(index) == 1 && _text[_tokens[index].Start] == character;

    private readonly ReadOnlySpan<char> Form(int index) => _text[_tokens[index].Start.._tokens[index].End];

    /// <summary>A token in lower case with straight apostrophes; empty where it is too long to be in a table.</summary>
    private readonly ReadOnlySpan<char> Lower(int index, Span<char> buffer)
    {
        var form = Form(index);
        if (form.Length > buffer.Length) return default;
        for (var position = 0; position < form.Length; position++)
            buffer[position] = form[position] == '\u2019' ? '\'' : char.ToLowerInvariant(form[position]);
        return buffer[..form.Length];
    }
}
