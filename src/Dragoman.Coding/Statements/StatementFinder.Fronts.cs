namespace Dragoman.Coding.Statements;

/// <summary>Told words in front of the verb of saying, or on both sides of it: "…, she said", "Prices, the bank says, will fall".</summary>
internal sealed partial class StatementFinder
{
    /// <summary>Words in front of the cue: "…, she said", "“…,” said Hill".</summary>
    private Draft? Fronted(int v, Cue cue, int first, int end, int subject, int from, int to, bool inverted)
    {
        if (!cue.Has(CueFrames.Quote) && !(cue.Stance is Stance.Believes or Stance.Reports && cue.Has(CueFrames.Clause)))
            return null;
        if (_tokens[v].Xpos is "VBG" or "VB" && _tree.Child(v, "aux") < 0)
            return null;
        var start = !inverted && subject >= 0 && from < first && from >= _first ? from : first;
        var before = start - 1;
        while (before >= _first && _tokens[before].Upos is "ADV" or "CCONJ" or "SCONJ" && before > _first && (IsClosing(before - 1) || _tree.IsComma(before - 1)))
            before--;
        var asClause = start > _first && _tree.IsForm(start - 1, "as") || before + 1 < start && _tree.IsForm(before + 1, "as");
        if (before < _first)
        {
            // “…?” she asked: the mark ended the sentence.
            if (_first > 0 && IsClosing(_first - 1) && _tokens[_first].Start - _tokens[_first - 1].End < 2 && QuoteOf(_first - 1) is >= 0 and var ended && start == _first && cue.Has(CueFrames.Quote) && subject >= 0)
                return Quoted(v, cue, first, end, subject, from, to, ended, _quotes[ended].Start);
            return null;
        }

        var closing = IsClosing(before) && (_tree.Text[Math.Max(0, _quotes[QuoteOf(before)].End - 2)] is ',' or '?' or '!' or '…' or '.' or '—' or '-' || before + 1 < start);
        if (!closing && !_tree.IsComma(before) && !_tree.IsDash(before) && _tree.Form(before) is not ("?" or "!"))
            return null;
        if (QuoteOf(v) >= 0 && QuoteOf(before) != QuoteOf(v) && !closing)
            return null;
        var content = -1;
        for (var child = _tree.FirstChild(v); child >= 0; child = _tree.Next(child))
        {
            if (TextTree.Is(_tokens[child].Relation, "ccomp") || _tokens[child].Relation == "parataxis")
            {
                content = child;
                break;
            }
        }

        var parenthetical = Parenthetical(end, inverted ? to : end);
        if (closing)
        {
            var quote = QuoteOf(before);
            if (quote < 0 || (_tokens[v].Relation is "acl:relcl" or "acl"))
                return null;
            var quoteStart = _quotes[quote].Start;

            // Told words in front of the quoted ones belong to it, unless they tell something else.
            var left = SentenceStart();
            var lead = left < quoteStart && quoteStart > _tokens[_first].Start ? FirstOfClause(before, quoteStart, v) : quoteStart;
            return Quoted(v, cue, first, end, subject, from, to, quote, Math.Min(lead, quoteStart));
        }

        if ((!cue.Has(CueFrames.Clause) && !cue.Has(CueFrames.Quote)) || _tokens[_first].Xpos == "VBN")
            return null;
        if (subject < 0 && !asClause)
            return null;
        var right = HasRight(v, end);
        if (right && !parenthetical)
            return null;
        if (!HasVerb(_first, before) && !(parenthetical && before - _first >= 1 && !IsOwn(v, before)))
            return null;
        if (_tokens[v].Relation is "acl:relcl" or "acl" || (_tokens[v].Relation == "conj" && content < 0))
            return null;
        if (_tokens[v].Relation == "advcl" && !asClause)
            return null;
        if (right && IsOwn(v, before))
            return null;
        var endOffset = TrimEnd(_tokens[before].Start);
        var startOffset = SentenceStart();
        return endOffset - startOffset < 3 ? null : Add(new Draft
        {
            Word = v,
            Cue = cue,
            Speaker = subject,
            Start = startOffset,
            End = endOffset,
            Head = content >= 0 && content < v ? content : HeadAbove(v),
            Stance = cue.Stance,
            Negated = IsNegated(v),
            Frame = CueFrames.Clause,
        }, first, end, from, to);
    }

    /// <summary>"Prices, the bank says, will fall": both pieces of what a name and a verb between commas part.</summary>
    private bool Inserted(int v, Cue cue, int first, int end)
    {
        if (!cue.Has(CueFrames.Quote) && !cue.Has(CueFrames.Clause) || end + 2 > _last || !_tree.IsComma(end + 1) || _tokens[v].Xpos is not ("VBD" or "VBZ" or "VBP"))
            return false;
        var comma = first - 1;
        while (comma > _first && first - comma < 14 && !_tree.IsComma(comma) && !IsClosing(comma) && _tokens[comma].Upos is "PROPN" or "NOUN" or "PRON" or "DET" or "ADJ" or "ADP" or "NUM" or "PART")
            comma--;
        if (comma <= _first || comma == first - 1 || !_tree.IsComma(comma) || QuoteOf(comma) != QuoteOf(v) || IsOpening(end + 2) || _tokens[comma + 1].Upos == "ADP"
            || _tokens[comma + 1].Xpos is "WP" or "WDT")
            return false;
        var last = first - 1;
        while (last > comma + 1 && _tokens[last].Upos == "ADV")
            last--;
        if (_tokens[last].Upos is not ("PROPN" or "NOUN" or "PRON"))
            return false;
        if (_tokens[_first].Xpos == "VBN" || _tokens[end + 2].Xpos is "VBG" or "WP" or "WDT" or "WRB" || !HasVerb(end + 2, _last) || _tree.IsForm(comma + 1, "as"))
            return false;
        var head = Top(last, comma + 1, last);
        if (IsAnybody(head, cue) || (QuoteOf(v) >= 0 && _tokens[head].Lemma is "I" or "we"))
            return false;
        var start = SentenceStart();
        var stop = TrimEnd(_tokens[comma].Start);
        if (stop - start < 3)
            return false;
        var frontal = Add(new Draft
        {
            Word = v,
            Cue = cue,
            Speaker = head,
            Start = TrimStart(start, stop),
            End = stop,
            Head = -1,
            Stance = QuoteStance(cue),
            Negated = IsNegated(v),
            Frame = CueFrames.Clause,
        }, first, end, comma + 1, last);
        if (Span(v, cue, first, end, head, comma + 1, last, end + 2, _last, -1, CueFrames.Clause) is { } rest)
            rest.Continues = frontal;
        return true;
    }

    /// <summary>"Prices will fall, trade experts say.", where the tree lost who says it.</summary>
    private Draft? Tailed(int v, Cue cue, int first, int end)
    {
        if (!cue.Has(CueFrames.Quote) || end + 1 < _last || (end < _last && !_tree.IsPunct(_last)) || _tokens[v].Xpos is not ("VBD" or "VBZ" or "VBP") || QuoteOf(v) >= 0)
            return null;
        var comma = first - 1;
        while (comma > _first && first - comma < 10 && !_tree.IsComma(comma) && (_tokens[comma].Upos is "PROPN" or "NOUN" or "PRON" or "DET" or "ADJ" or "ADP" or "NUM" or "PART" || _tokens[comma].Xpos == "VBG"))
            comma--;
        if (comma <= _first || comma == first - 1 || !_tree.IsComma(comma) || _tokens[comma + 1].Upos == "ADP" || _tokens[first - 1].Upos is not ("PROPN" or "NOUN" or "PRON")
            || !HasVerb(_first, comma))
            return null;
        var start = SentenceStart();
        return Add(new Draft
        {
            Word = v,
            Cue = cue,
            Speaker = first - 1,
            Start = start,
            End = TrimEnd(_tokens[comma].Start),
            Head = HeadAbove(v),
            Stance = QuoteStance(cue),
            Negated = IsNegated(v),
            Frame = CueFrames.Clause,
        }, first, end, comma + 1, first - 1);
    }

    /// <summary>Whether only a comma or a dash parts the cue from what goes on behind it: "…, she said, …".</summary>
    private bool Parenthetical(int end, int last)
    {
        var next = Math.Max(end, last) + 1;
        while (next <= _last && _tokens[next].Upos == "ADV")
            next++;
        return next < _last && (_tree.IsComma(next) || _tree.IsDash(next));
    }

    private int HeadAbove(int v) => _tokens[v].Head is >= 0 and var head && head < v ? head : -1;

    /// <summary>Whether the words up to a place hang on the cue as its circumstances: "In March, she said …".</summary>
    private bool IsOwn(int v, int before)
    {
        var at = before - 1;
        while (at > _first && _tokens[at].Head != v)
        {
            if (_tokens[at].Head < _first || _tokens[at].Head > before)
                return false;
            at = _tokens[at].Head;
        }

        return _tokens[at].Head == v && (TextTree.Is(_tokens[at].Relation, "obl") || _tokens[at].Relation is "advmod" or "advcl" or "cc" or "mark");
    }

    private bool HasRight(int v, int end)
    {
        for (var child = _tree.FirstChild(v); child >= 0; child = _tree.Next(child))
        {
            if (child > end && (TextTree.Is(_tokens[child].Relation, "ccomp") || _tokens[child].Relation is "xcomp" or "obj" or "parataxis"))
                return true;
        }

        return false;
    }

    private bool HasVerb(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (_tree.IsVerb(i) || QuoteOf(i) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Index of the comma behind a thing's own words, or of the sentence's last word.</summary>
    private int SegmentEnd(int thing)
    {
        var end = Math.Min(_last, _tree.Right(thing));
        while (end < _last && !_tree.IsComma(end))
            end++;
        return end;
    }

    /// <summary>Where told words that lead to a quotation begin: the clause that holds both.</summary>
    private int FirstOfClause(int before, int quoteStart, int v)
    {
        // What the quotation's head says together with the words in front of it.
        var inside = before;
        while (inside > _first && _tokens[inside - 1].Start >= quoteStart)
            inside--;
        if (inside - 1 < _first)
            return quoteStart;
        if (_tree.IsComma(inside - 1) || _tree.Form(inside - 1) is ":" || _tree.IsDash(inside - 1))
        {
            // "He stopped, and “…,” he said": two things.
            if (_tree.Form(inside - 1) is ":")
                return quoteStart;
            if (!HasVerb(_first, inside - 1))
                return SentenceStart();
            return _tokens[v].Relation == "conj" ? quoteStart : SentenceStart();
        }

        return SentenceStart();
    }

    private Draft? Quoted(int v, Cue cue, int first, int end, int subject, int from, int to, int quote, int start)
    {
        if (!_cued.Add(quote) && subject < 0)
            return null;
        return Add(new Draft
        {
            Word = v,
            Cue = cue,
            Speaker = subject,
            Start = start,
            End = _quotes[quote].End,
            Head = HeadAbove(v),
            Stance = QuoteStance(cue),
            Negated = IsNegated(v),
            Frame = CueFrames.Quote,
        }, first, end, from, to);
    }
}
