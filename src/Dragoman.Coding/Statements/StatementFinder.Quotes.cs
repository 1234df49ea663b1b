using Dragoman.Records;

namespace Dragoman.Coding.Statements;

/// <summary>Quotations that no cue of their sentence introduces.</summary>
internal sealed partial class StatementFinder
{
    /// <summary>A quotation of fewer code units inside a sentence is a word in quotation marks, and nobody's statement.</summary>
    private const int ShortestUncued = 24;

    /// <summary>The same at the beginning of a sentence.</summary>
    private const int ShortestLeading = 9;

    /// <summary>Most words between a quotation and the verb that ascribes it: a name with a long description.</summary>
    private const int LongestDescription = 45;

    private int _nextQuote;
    private int _firstQuote;
    private Draft? _spoken;
    private int _spokenSentence = -2;

    /// <summary>"“…,” Hugh Hill, a doctor, said", "“…?” asked she": quotations with their cue behind them, by their order alone.</summary>
    private void Cued()
    {
        int start = _tokens[_first].Start, end = _tokens[_last].End;
        while (_firstQuote < _quotes.Count && _quotes[_firstQuote].End <= start)
            _firstQuote++;
        for (var q = _firstQuote; q < _quotes.Count && _quotes[q].Start < end && _quotes[q].End < end; q++)
        {
            var quote = _quotes[q];
            var inner = quote.End - (_tree.Text[quote.End - 1] == '\'' && _tree.Text[quote.End - 2] == '\'' ? 3 : 2);
            if (!quote.Closed || quote.End - quote.Start < 6 || _tree.Text[inner] is not (',' or '?' or '!' or '…' or '—' or '-' or '.' or '–'))
                continue;
            var mark = TokenAt(quote.End);
            if (QuoteOf(mark) == q)
                mark++;
            if (mark > _last || QuoteOf(mark) >= 0 || (mark > _first && QuoteOf(mark - 1) != q))
                continue;
            var v = CueBehind(mark, out var inverted);
            if (v < 0)
                continue;
            var (head, first, last) = inverted ? Inverted(v) : Named(mark, v);
            if (head < 0 || (quote.End - quote.Start < 32 && !inverted && HasClause(v)))
                continue;
            var left = SentenceStart();
            var lead = left < quote.Start && quote.Start > start && !IsCuedLead(quote) ? FirstOfClause(mark - 1, quote.Start, v) : quote.Start;
            var particle = _tree.ChildExactly(v, "compound:prt");
            var cue = _cues.Verb(_tokens[v].Lemma);
            var draft = Quoted(v, cue!, CueFirst(v), particle > v ? particle : v, head, first, last, q, Math.Min(lead, quote.Start));
            if (draft is not null)
                _fronted[v] = draft;
        }
    }

    private bool HasClause(int v) => _tree.Child(v, "ccomp") is >= 0 and var clause && clause > v;

    /// <summary>Whether the words in front of a quotation ascribe it already: "she said, “…,” …".</summary>
    private bool IsCuedLead(QuoteSpan quote)
    {
        for (var i = _first; i <= _last && _tokens[i].Start < quote.Start; i++)
        {
            if (_tokens[i].Upos == "VERB" && _cues.Verb(_tokens[i].Lemma) is { } cue && cue.Has(CueFrames.Quote) && _tokens[i].Xpos != "VBG")
                return true;
        }

        return false;
    }

    private int CueBehind(int mark, out bool inverted)
    {
        inverted = false;
        var relative = false;
        for (var k = mark; k <= Math.Min(_last, mark + LongestDescription); k++)
        {
            var token = _tokens[k];
            if (QuoteOf(k) >= 0 || _tree.Form(k) is ":" or ";")
                return -1;
            if (_tree.IsComma(k))
                relative = false;
            if (token.Xpos is "WP" or "WDT" || token.Upos == "SCONJ" || token.Lemma is "that")
                relative = true;
            if (token.Upos is not ("VERB" or "AUX"))
                continue;
            if (token.Upos == "VERB" && token.Xpos is "VBD" or "VBZ" or "VBP" or "VBN" && _cues.Verb(token.Lemma) is { } cue && cue.Has(CueFrames.Quote) && !relative
                && !(token.Xpos == "VBN" && _tree.Child(k, "aux") < 0 && k > mark && _tokens[k - 1].Upos is not ("PROPN" or "PRON")))
            {
                inverted = true;
                for (var i = mark; i < k; i++)
                    inverted &= _tokens[i].Upos is "ADV" or "AUX" || _tree.IsPunct(i);
                return k;
            }

            if (token.Upos == "VERB" && !relative && token.Xpos is "VBD" or "VBZ" or "VBP")
                return -1;
        }

        return -1;
    }

    private (int Head, int First, int Last) Inverted(int v)
    {
        var first = v + 1;
        var particle = _tree.ChildExactly(v, "compound:prt");
        if (particle == first)
            first++;
        if (first > _last || _tokens[first].Upos is not ("PROPN" or "NOUN" or "DET" or "PRON" or "ADJ" or "NUM"))
            return Subject(v);
        var head = Top(first, first, _last);
        var last = first;
        for (var k = first; k <= _last && !_tree.IsComma(k) && !_tree.IsVerb(k) && QuoteOf(k) < 0 && !_tree.IsDash(k) && _tokens[k].Xpos is not ("WP" or "WDT"); k++)
        {
            if (_tree.IsPunct(k) && _tree.Form(k) is not ("(" or ")" or "." or "-" or "’" or "'"))
                break;
            if (_tokens[k].Upos is "ADP" && !(_tokens[k].Head is var noun && Inside(noun, head) && noun != v) && k > first)
                break;
            last = k;
        }

        while (last > first && _tree.IsPunct(last) && _tree.Form(last) is not ")")
            last--;
        if (head > last)
            head = Top(first, first, last);
        return (head, first, Math.Min(last, Math.Max(first, PhraseLast(head, v))));
    }

    private (int Head, int First, int Last) Named(int mark, int v)
    {
        var first = mark;
        while (first < v && (_tokens[first].Upos is "ADV" or "CCONJ" or "SCONJ" || _tree.IsPunct(first)))
            first++;
        var last = first;
        for (var k = first; k < v && !_tree.IsComma(k) && !_tree.IsDash(k) && _tokens[k].Xpos is not ("WP" or "WDT") && _tokens[k].Upos is not ("VERB" or "AUX"); k++)
            last = k;
        while (last > first && (_tokens[last].Upos is "ADV" or "AUX" || _tree.Form(last) is "."))
            last--;
        if (first >= v || _tokens[first].Upos is not ("PROPN" or "NOUN" or "DET" or "PRON" or "ADJ" or "NUM" or "X" or "VERB"))
            return Nobody;
        return (Top(Nominal(first, last), first, last), first, last);
    }

    private int Nominal(int first, int last)
    {
        for (var k = last; k > first; k--)
        {
            if (_tokens[k].Upos is "PROPN" or "NOUN" or "PRON")
                return k;
        }

        return first;
    }

    /// <summary>Keeps who was heard last: an uncued quotation in the next sentence goes on from there.</summary>
    private void Remember(int sentence, int before)
    {
        Draft? best = null;
        for (var i = before; i < Drafts.Count; i++)
        {
            var draft = Drafts[i];
            if (draft.Speaker < 0 || !draft.IsStrong || (best is not null && best.Start <= draft.CueStart && draft.CueEnd <= best.End && draft.CueStart >= 0))
                continue;
            if (best is null || (best.Kind == StatementKind.Indirect && draft.Kind != StatementKind.Indirect)
                || (draft.Kind != StatementKind.Indirect && !(best.Start <= draft.Start && draft.End <= best.End)))
                best = draft;
        }

        if (best is not null)
        {
            (_spoken, _spokenSentence) = (best, sentence);
        }
        else if (_spoken is not null && _tokens[_last].End <= _spoken.End)
        {
            // Still inside the quotation.
            _spokenSentence = sentence;
        }
    }

    private void Uncued(int sentence)
    {
        int start = _tokens[_first].Start, end = _tokens[_last].End;
        while (_nextQuote < _quotes.Count && _quotes[_nextQuote].End <= start)
            _nextQuote++;
        for (var q = _nextQuote; q < _quotes.Count && _quotes[q].Start < end; q++)
        {
            var quote = _quotes[q];
            if (quote.Start < start || _cued.Contains(q) || quote.End - quote.Start < (quote.Start <= start + 1 ? ShortestLeading : ShortestUncued) || Covered(quote) || CuedLater(sentence, quote))
                continue;
            var leads = quote.Start <= start + 1;
            var draft = leads ? Leading(quote) : Within(quote);
            if (draft is null)
                continue;
            _cued.Add(q);
            draft.Kind = StatementKind.Direct;
            Drafts.Add(draft);
        }
    }

    private bool Covered(QuoteSpan quote)
    {
        for (var i = Drafts.Count - 1; i >= Math.Max(0, Drafts.Count - Window); i--)
        {
            if (Drafts[i].Start <= quote.Start && Drafts[i].End >= quote.End)
                return true;
        }

        return false;
    }

    /// <summary>A quotation that closes in a later sentence is read with the cue behind it, if one stands there.</summary>
    private bool CuedLater(int sentence, QuoteSpan quote)
    {
        var sentences = _tree.Source.Sentences;
        if (!quote.Closed)
            return false;
        for (var s = sentence; s < sentences.Count && s < sentence + 40; s++)
        {
            if (sentences[s].End < quote.End)
                continue;

            // The words behind the mark in its sentence, or right behind it: "…?” she asked."
            for (var i = sentences[s].FirstToken; i < sentences[s].FirstToken + sentences[s].TokenCount; i++)
            {
                if (_tokens[i].Start >= quote.End && _tokens[i].Start - quote.End < 60 && _tokens[i].Upos == "VERB" && s > sentence && _cues.Verb(_tokens[i].Lemma) is { } cue && cue.Has(CueFrames.Quote))
                    return true;
            }

            if (s + 1 < sentences.Count && sentences[s + 1].Start - quote.End <= 2 && sentences[s].End <= quote.End)
            {
                for (var i = sentences[s + 1].FirstToken; i < sentences[s + 1].FirstToken + Math.Min(6, sentences[s + 1].TokenCount); i++)
                {
                    if (char.IsLower(_tree.Text[sentences[s + 1].Start]) && _tokens[i].Upos == "VERB" && _cues.Verb(_tokens[i].Lemma) is { } cue && cue.Has(CueFrames.Quote))
                        return true;
                }
            }

            return false;
        }

        return false;
    }

    /// <summary>A quotation at the beginning of a sentence: it goes on from the one before, or the sentence before names who speaks.</summary>
    private Draft? Leading(QuoteSpan quote)
    {
        var draft = new Draft { Word = -1, Start = quote.Start, End = quote.End, Frame = CueFrames.Quote };
        if (Trailing(quote) is { Head: >= 0 } signed)
        {
            draft.Speaker = signed.Head;
            (draft.SpeakerStart, draft.SpeakerEnd) = (_tokens[signed.First].Start, _tokens[signed.Last].End);
            return draft;
        }

        if (_spoken is { } previous && _first > 0 && _spokenSentence >= _tree.SentenceOf(_first) - 1
            && (SameParagraph(Math.Max(previous.End, previous.CueEnd), quote.Start) || quote.Continues >= 0 || previous.Kind != StatementKind.Indirect || EndsWithColon()))
        {
            (draft.Speaker, draft.SpeakerStart, draft.SpeakerEnd) = (previous.Speaker, previous.SpeakerStart, previous.SpeakerEnd);
            draft.Continues = previous;
            return draft;
        }

        // "The minister took the floor. “…”"
        if (_first > 0 && Teller(_tree.SentenceOf(_first - 1)) is { Head: >= 0 } teller)
        {
            draft.Speaker = teller.Head;
            (draft.SpeakerStart, draft.SpeakerEnd) = (_tokens[teller.First].Start, _tokens[teller.Last].End);
            return draft;
        }

        return draft;
    }

    /// <summary>"“…” — Anna Lind, minister": a name behind a dash.</summary>
    private (int Head, int First, int Last) Trailing(QuoteSpan quote)
    {
        var i = _first;
        while (i < _tokens.Length && _tokens[i].Start < quote.End)
            i++;
        if (i + 1 >= _tokens.Length || !_tree.IsDash(i) || !SameParagraph(quote.End, _tokens[i].Start))
            return Nobody;
        var last = i;
        while (last + 1 < _tokens.Length && last - i < 16 && SameParagraph(_tokens[last].End, _tokens[last + 1].Start))
        {
            last++;
            if (_tokens[last].Upos == "VERB")
                return Nobody;
        }

        for (var k = i + 1; k <= last; k++)
        {
            if (_tokens[k].Upos != "PROPN")
                continue;
            var end = k;
            while (end < last && _tokens[end + 1].Upos == "PROPN")
                end++;
            return (k, i + 1, end);
        }

        return Nobody;
    }

    private bool EndsWithColon() => _first > 0 && _tree.Form(_first - 1) is ":";

    private bool SameParagraph(int from, int to) => from >= to || _tree.Text.AsSpan(from, to - from).IndexOf('\n') < 0;

    /// <summary>Whoever a sentence is about, if that can speak.</summary>
    private (int Head, int First, int Last) Teller(int sentence)
    {
        var extent = _tree.Source.Sentences[sentence];
        var (first, last) = (_first, _last);
        (_first, _last) = (extent.FirstToken, extent.FirstToken + extent.TokenCount - 1);
        var found = Nobody;
        if (QuoteOf(_first) < 0)
        {
            for (var i = _first; i <= _last; i++)
            {
                if (_tokens[i].Head < 0)
                {
                    if (_tree.Child(i, "nsubj") is >= 0 and var subject && CanSpeak(subject))
                        found = (subject, PhraseFirst(subject, i), PhraseLast(subject, i));
                    break;
                }
            }

            if (found.Item1 < 0 && _tree.Form(_last) is ":")
            {
                // "And from Chairwoman X:"
                for (var i = _last - 1; i >= _first; i--)
                {
                    if (_tokens[i].Upos == "PROPN")
                    {
                        var head = Top(i, _first, _last);
                        found = (head, PhraseFirst(head, head), PhraseLast(head, head));
                        break;
                    }
                }
            }
        }

        (_first, _last) = (first, last);
        return found;
    }

    private bool CanSpeak(int token) => _tokens[token].Upos == "PROPN" || _tokens[token].Lemma is "he" or "she" or "they"
        || _cues.ClassOf(_tokens[token].Lemma) is "speaker" or "document" or "audience";

    /// <summary>Quoted words inside a told sentence without a cue: its subject's, if that can speak.</summary>
    private Draft? Within(QuoteSpan quote)
    {
        if (EndsSentenceBefore(quote))
            return Leading(quote);
        for (var i = _first; i <= _last; i++)
        {
            if (_tokens[i].Head >= 0 || QuoteOf(i) >= 0)
                continue;
            if (_tree.Child(i, "nsubj") is not (>= 0 and var subject) || !CanSpeak(subject) || IsPassive(i))
                return null;
            int first = PhraseFirst(subject, i), last = PhraseLast(subject, i);
            return new Draft
            {
                Word = i,
                Speaker = subject,
                SpeakerStart = _tokens[first].Start,
                SpeakerEnd = _tokens[last].End,
                Start = quote.Start,
                End = quote.End,
                CueStart = _tokens[i].Start,
                CueEnd = _tokens[i].End,
                Frame = CueFrames.Quote,
            };
        }

        return null;
    }

    private bool EndsSentenceBefore(QuoteSpan quote)
    {
        var k = quote.Start - 1;
        while (k >= 0 && char.IsWhiteSpace(_tree.Text[k]))
            k--;
        return k < 0 || _tree.Text[k] is '.' or '!' or '?' or '”' or '"';
    }
}
