namespace Dragoman.Coding.Statements;

/// <summary>Nouns of saying, "according to", colons and dashes.</summary>
internal sealed partial class StatementFinder
{
    /// <summary>Most words of a name in front of a colon.</summary>
    private const int LongestTurn = 7;

    /// <summary>"the claim that …", "its plan to …", "a report by the bank that …".</summary>
    private void Noun(int n)
    {
        var cue = _cues.Noun(_tokens[n].Lemma);
        if (cue is null)
            return;
        int clause = -1, infinitive = -1, oblique = -1;
        for (var child = _tree.FirstChild(n); child >= 0; child = _tree.Next(child))
        {
            if (child <= n)
                continue;
            var relation = _tokens[child].Relation;
            if (relation is "acl" or "ccomp" or "acl:relcl" or "advcl")
            {
                if (IsInfinitive(child))
                    infinitive = infinitive < 0 ? child : infinitive;
                else if (_tree.IsForm(_tree.Left(child), "that") && _tree.Left(child) > n && (relation != "acl:relcl" || HasSubjectBesideThat(child)))
                    clause = clause < 0 ? child : clause;
                else if (_tokens[child].Xpos == "VBG" && oblique < 0 && IsBehind(child, n, cue))
                    oblique = child;
            }
            else if (relation == "nmod" && _tree.Left(child) is var left && left > n && left < child)
            {
                foreach (var preposition in cue.Prepositions)
                {
                    if (_tree.IsForm(left, preposition))
                        oblique = oblique < 0 ? child : oblique;
                }
            }
        }

        var content = clause >= 0 && cue.Has(CueFrames.Clause) ? clause : infinitive >= 0 && cue.Has(CueFrames.Infinitive) ? infinitive : -1;
        var frame = content < 0 ? CueFrames.Object : content == clause ? CueFrames.Clause : CueFrames.Infinitive;
        if (content < 0)
            content = oblique >= 0 ? oblique : BehindVerb(n, cue);
        if (content < 0)
            return;
        var (speaker, from, to, first) = Owner(n);
        if (speaker < 0 && frame != CueFrames.Clause)
            return;
        var start = frame == CueFrames.Object ? _tree.Left(content) + 1 : _tree.Left(content);
        Span(n, cue, first, n, speaker, from, to, start, _tree.Right(content), content, frame);
    }

    /// <summary>"issued warnings to Oman about the strait": the tree hangs what a noun is about on its verb; −1 for nothing.</summary>
    private int BehindVerb(int noun, Cue cue)
    {
        var verb = _tokens[noun].Head;
        if (_tokens[noun].Relation != "obj" || verb < _first || verb > noun)
            return -1;
        for (var child = _tree.FirstChild(verb); child >= 0; child = _tree.Next(child))
        {
            if (child > noun && (TextTree.Is(_tokens[child].Relation, "obl") || (_tokens[child].Relation == "advcl" && _tokens[child].Xpos == "VBG")) && IsBehind(child, noun, cue))
                return child;
        }

        return -1;
    }

    /// <summary>"warnings about becoming involved": a gerund behind one of the noun's prepositions.</summary>
    private bool IsBehind(int gerund, int noun, Cue cue)
    {
        var left = _tree.Left(gerund);
        if (left <= noun || left >= gerund)
            return false;
        foreach (var preposition in cue.Prepositions)
        {
            if (_tree.IsForm(left, preposition))
                return true;
        }

        return false;
    }

    /// <summary>"is worried that …", "willing to …", "critical of …".</summary>
    private void Adjective(int a)
    {
        var cue = _cues.Adjective(_tokens[a].Lemma);
        if (cue is null || _tokens[a].Relation == "amod")
            return;
        var (subject, from, to) = Subject(a);
        if (subject < 0 || subject > a || IsAnybody(subject, cue) || _tokens[subject].Lemma is "it" or "there")
            return;
        var first = _tree.Child(a, "cop") is >= 0 and var copula && copula < a ? CueFirst(copula) : a;
        Following(a, cue, first, a, subject, from, to, false);
    }

    /// <summary>"claim that rebels burned it" against "claim that worried him".</summary>
    private bool HasSubjectBesideThat(int verb) => _tree.Child(verb, "nsubj") is >= 0 and var subject && !_tree.IsForm(subject, "that")
        || _tree.ChildExactly(verb, "nsubj:pass") is >= 0 and var patient && !_tree.IsForm(patient, "that");

    /// <summary>Whose claim it is: the possessor, who it is "by", or the subject of "made the claim".</summary>
    private (int Head, int First, int Last, int CueFirst) Owner(int n)
    {
        for (var child = _tree.FirstChild(n); child >= 0; child = _tree.Next(child))
        {
            if (_tokens[child].Relation == "nmod:poss")
            {
                var last = _tree.Right(child);
                while (last > child && (_tree.IsPunct(last) || _tokens[last].Relation == "case"))
                    last--;
                return (child, PhraseFirst(child, n), last, n);
            }
        }

        for (var child = _tree.FirstChild(n); child >= 0; child = _tree.Next(child))
        {
            if (child > n && _tokens[child].Relation == "nmod" && _tree.Left(child) < child && _tree.Form(_tree.Left(child)) is "by" or "from"
                && _tokens[child].Upos is "PROPN" or "NOUN" or "PRON")
                return (child, _tree.Left(child) + 1, PhraseLast(child, n), n);
        }

        var governor = _tokens[n].Head;
        if (governor >= _first && governor <= _last && _tree.IsVerb(governor) && _cues.ClassOf(_tokens[governor].Lemma) == "light"
            && _tokens[n].Relation is "obj" or "xcomp" or "conj" && governor < n)
        {
            var (head, first, last) = IsPassive(governor) ? Agent(governor) : Subject(governor);
            if (head >= 0)
                return (head, first, last, CueFirst(governor));
        }

        for (var child = _tree.FirstChild(n); child >= 0 && child < n; child = _tree.Next(child))
        {
            // "The governor plans to visit": a verb that the tree takes for a noun.
            if (_tokens[n].Head < 0 && _tokens[n].Xpos == "NNS" && child == n - 1 && _tokens[child].Relation == "compound" && _tokens[child].Upos is "NOUN" or "PROPN")
                return (child, Math.Max(_first, _tree.Left(n)), child, n);
            if (_tokens[child].Upos == "PROPN" && _tokens[child].Relation == "compound")
                return (child, Math.Max(_first, _tree.Left(child)), child, n);
        }

        return (-1, -1, -1, n);
    }

    /// <summary>"according to X, …" and "…, according to X".</summary>
    private bool According(int i)
    {
        if (i + 2 > _last || !_tree.IsForm(i, "according") || !_tree.IsForm(i + 1, "to"))
            return false;
        var head = i + 2;
        for (var depth = 0; depth < 20; depth++)
        {
            var above = _tokens[head].Head;
            if (above <= i + 1 || above > _last || (_tree.Left(above) < i && !(_tree.Left(above) == i - 1 && _tree.IsPunct(i - 1))))
                break;
            head = above;
        }

        var first = i + 2;
        var last = Math.Max(first, PhraseLast(head, i));
        for (var k = first + 1; k <= last; k++)
        {
            if (_tree.IsComma(k) && !(k + 1 <= last && ListComma(k, head)) || _tokens[k].Upos == "VERB" && _tokens[k].Xpos is "VBD" or "VBZ" or "VBP")
            {
                last = k - 1;
                break;
            }
        }

        head = head > last ? Top(first, first, last) : head;
        var next = last + 1;
        int start, stop;
        var fronted = i == _first || (i - _first <= 2 && !HasVerb(_first, i));
        if (fronted)
        {
            while (next <= _last && !_tree.IsComma(next))
                next++;
            start = next + 1;
            stop = _last;
        }
        else
        {
            start = _first;
            stop = i - 1;
            for (var k = i - 1; k > _first; k--)
            {
                if (_tree.Form(k) is ";")
                {
                    start = k + 1;
                    break;
                }
            }
        }

        if (start > stop)
            return true;
        while (stop > start && _tree.IsPunct(stop) && !IsClosing(stop))
            stop--;
        var startOffset = start == _first ? SentenceStart() : _tokens[start].Start;
        if (QuoteOf(i) >= 0)
            startOffset = Math.Max(startOffset, _quotes[QuoteOf(i)].Start);
        var endOffset = _tokens[stop].End;
        if (QuoteOf(stop) is >= 0 and var quote && QuoteOf(i) != quote)
        {
            _cued.Add(quote);
            endOffset = Math.Max(endOffset, _quotes[quote].End);
        }

        startOffset = TrimStart(startOffset, endOffset);
        if (endOffset - startOffset < 3)
            return true;
        Add(new Draft
        {
            Word = i,
            Speaker = head,
            Start = startOffset,
            End = endOffset,
            Head = -1,
            Stance = Stance.Asserts,
            Frame = CueFrames.Clause,
        }, i, i + 1, first, last);
        return true;
    }

    /// <summary>"Minister: …" in front of what is said, and "And from Chairwoman X:".</summary>
    private void Colon(int colon)
    {
        var origin = IsOpening(_first) ? _first + 1 : _first;
        if (colon == origin || colon >= _last || (QuoteOf(colon) >= 0 && origin == _first) || colon - origin > LongestTurn)
            return;
        if (_tokens[colon - 1].End != _tokens[colon].Start || !StartsParagraph(_first))
            return;
        var head = -1;
        var named = false;
        for (var k = origin; k < colon; k++)
        {
            var alone = colon - origin == 1;
            if (!alone && (_tokens[k].Upos is "VERB" or "AUX" || (_tokens[k].Upos == "ADP" && k > origin + 1 && !_tree.IsForm(k, "of") && !_tree.IsForm(k, "for"))))
                return;
            if (alone && char.IsUpper(_tree.Form(k)[0]))
            {
                (named, head) = (_tokens[k].Upos == "PROPN" || _tokens[k].Name.Length > 0 || IsUpper(k) && _tokens[k].End - _tokens[k].Start > 2, k);
                continue;
            }

            if (_tokens[k].Upos == "PROPN" || (IsUpper(k) && _tokens[k].End - _tokens[k].Start > 2))
                named = true;
            if (_tokens[k].Upos is "PROPN" or "NOUN")
                head = k;
        }

        if (head < 0)
            return;
        var lemma = _tokens[head].Lemma.ToLowerInvariant();
        var kind = _cues.ClassOf(lemma);
        if (kind == "label" || (!named && kind is not ("document" or "speaker" or "audience")))
            return;
        var from = origin;
        while (from < head && _tokens[from].Upos is "CCONJ" or "ADP")
            from++;
        head = Top(head, from, colon - 1);
        var start = _tokens[colon + 1].Start;
        var end = ParagraphEnd(start);
        if (origin > _first && QuoteOf(_first) is >= 0 and var whole)
        {
            // A turn of a dialogue that stands in marks as a whole.
            _cued.Add(whole);
            end = Math.Min(end, _quotes[whole].Closed ? _quotes[whole].End - 1 : _quotes[whole].End);
        }
        else if (QuoteOf(colon + 1) is >= 0 and var quote)
        {
            _cued.Add(quote);
            end = _quotes[quote].End;
        }

        end = TrimStop(start, end);
        if (end - start < 8)
            return;
        Add(new Draft
        {
            Word = colon,
            Speaker = head,
            Start = start,
            End = end,
            Head = -1,
            Stance = Stance.Asserts,
            Frame = CueFrames.Quote,
        }, colon, colon, from, colon - 1);
    }

    private bool IsUpper(int token)
    {
        foreach (var c in _tree.Form(token))
        {
            if (!char.IsUpper(c))
                return false;
        }

        return true;
    }

    private bool StartsParagraph(int token)
    {
        for (var i = _tokens[token].Start - 1; i >= 0; i--)
        {
            if (_tree.Text[i] == '\n')
                return true;
            if (!char.IsWhiteSpace(_tree.Text[i]))
                return false;
        }

        return true;
    }

    private int ParagraphEnd(int offset)
    {
        var line = _tree.Text.IndexOf('\n', offset);
        return line < 0 ? _tree.Text.Length : line;
    }

    /// <summary>Leaves out white space and a full stop at an end.</summary>
    private int TrimStop(int start, int end)
    {
        while (end > start && (char.IsWhiteSpace(_tree.Text[end - 1]) || _tree.Text[end - 1] == '.'))
            end--;
        return end;
    }
}
