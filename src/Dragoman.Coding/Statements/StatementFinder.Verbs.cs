namespace Dragoman.Coding.Statements;

internal sealed partial class StatementFinder
{
    /// <summary>What a verb of saying or thinking tells.</summary>
    private void Verb(int v)
    {
        var token = _tokens[v];
        var relation = token.Relation;
        if (relation is "amod" or "compound" or "case")
            return;
        var particle = _tree.ChildExactly(v, "compound:prt");
        var cue = particle >= 0 ? _cues.Verb(token.Lemma, _tokens[particle].Lemma) : _cues.Verb(token.Lemma);
        if (cue is null)
            return;
        var passive = IsPassive(v);
        var first = CueFirst(v);
        var end = particle > v ? particle : v;
        var (subject, from, to) = passive ? Agent(v) : Subject(v);
        if (passive)
        {
            Passive(v, cue, first, end, subject, from, to);
            return;
        }

        var inverted = subject > v;
        if (_fronted.TryGetValue(v, out var made))
            (subject, from, to, inverted) = (made.Speaker, TokenAt(made.SpeakerStart), TokenEnding(made.SpeakerEnd), made.Speaker > v);
        else if (Inserted(v, cue, first, end))
            return;
        else
            made = Fronted(v, cue, first, end, subject, from, to, inverted);
        made ??= Tailed(v, cue, first, end);
        if (made is not null && !Parenthetical(end, inverted ? to : end))
            return;
        if (subject < 0 || IsAnybody(subject, cue))
            return;
        var draft = Following(v, cue, first, Math.Max(end, inverted ? to : end), subject, from, to, made is not null);
        if (draft is not null)
            draft.Continues = made;
    }

    /// <summary>Whether only a comma or a dash parts the cue from what goes on behind it: "…, she said, …".</summary>
    private bool Parenthetical(int end, int last)
    {
        var next = Math.Max(end, last) + 1;
        while (next <= _last && _tokens[next].Upos == "ADV")
            next++;
        return next < _last && (_tree.IsComma(next) || _tree.IsDash(next));
    }

    private bool IsPassive(int v) => _tokens[v].Xpos is "VBN" or "VBD" or "" && (_tree.ChildExactly(v, "aux:pass") >= 0
        || _tree.ChildExactly(v, "nsubj:pass") >= 0 || (_tokens[v].Xpos == "VBN" && _tokens[v].Relation == "acl"));

    /// <summary>First word of the verb with its auxiliaries and adverbs.</summary>
    private int CueFirst(int v)
    {
        var first = v;
        while (first > _first && _tokens[first - 1] is { } before && (before.Head == v || before.Head == first) && before.Upos is "AUX" or "ADV" or "PART")
            first--;
        return first;
    }

    private bool IsNegated(int v)
    {
        for (var child = _tree.FirstChild(v); child >= 0 && child < v; child = _tree.Next(child))
        {
            if (_tokens[child].Lemma is "not" or "never" or "n't" or "no" || _tree.IsForm(child, "n't") || _tree.IsForm(child, "n’t"))
                return true;
        }

        return false;
    }

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

    /// <summary>"Anyone wants", "this means": nobody who says anything.</summary>
    private bool IsAnybody(int subject, Cue cue)
    {
        var token = _tokens[subject];
        if (token.Lemma is "you" or "anyone" or "someone" or "everyone" or "one" or "everybody" or "anybody" or "somebody")
            return QuoteOf(subject) < 0 || cue.Stance != Stance.Asserts;
        return token.Upos == "PRON" && token.Lemma is "that" or "this" or "these" or "what" && token.Xpos is not ("WDT" or "WP");
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

    private static Stance QuoteStance(Cue cue) => cue.Stance is Stance.Judges or Stance.Mentions or Stance.Rejects ? Stance.Asserts : cue.Stance;

    /// <summary>Words behind the cue.</summary>
    private Draft? Following(int v, Cue cue, int first, int end, int subject, int from, int to, bool hasFront)
    {
        int clause = -1, infinitive = -1, @object = -1, gerund = -1, complement = -1;
        for (var child = _tree.FirstChild(v); child >= 0; child = _tree.Next(child))
        {
            if (child <= v)
                continue;
            switch (_tokens[child].Relation)
            {
                case "ccomp" or "ccomp:relcl":
                    clause = clause < 0 ? child : clause;
                    break;
                case "xcomp":
                    if (IsInfinitive(child)) infinitive = infinitive < 0 ? child : infinitive;
                    else if (_tokens[child].Xpos == "VBG") gerund = child;
                    else complement = complement < 0 ? child : complement;
                    break;
                case "obj" or "iobj":
                    if (@object >= 0 && cue.Has(CueFrames.Complement)) complement = complement < 0 ? child : complement;
                    if (clause < 0 && cue.Has(CueFrames.Addressee)) clause = Hung(child);
                    @object = @object < 0 || _tokens[child].Relation == "obj" && _tokens[@object].Relation == "iobj" ? child : @object;
                    break;
                case "advcl" or "acl" when IsInfinitive(child) && cue.Has(CueFrames.Addressee):
                    infinitive = infinitive < 0 ? child : infinitive;
                    break;
                case "parataxis" when cue.Has(CueFrames.Quote) && child > end && clause < 0 && QuoteOf(child) < 0 && !hasFront && Punctuated(child):
                    clause = child;
                    break;
                default:
                    break;
            }
        }

        if (@object >= 0 && infinitive < 0 && cue.Has(CueFrames.Addressee) && _tree.Child(@object, "acl") is >= 0 and var hung && IsInfinitive(hung))
            infinitive = hung;
        if (clause >= 0 && IsInfinitive(clause) && cue.Has(CueFrames.Infinitive))
            (infinitive, clause) = (clause, -1);

        // Quoted words behind it.
        if (cue.Has(CueFrames.Quote) && QuoteOf(v) < 0 || hasFront)
        {
            var quote = NextQuote(v, end, clause, @object);
            if (quote >= 0)
            {
                var at = end + 1;
                while (at < _last && _tokens[at].Start < _quotes[quote].Start)
                    at++;
                var gap = Gap(v, end, at);
                var start = WithThat(_tokens[gap].Start, end);
                var stop = _quotes[quote].End;
                var lastQuoted = at;
                while (lastQuoted < _last && QuoteOf(lastQuoted + 1) == quote)
                    lastQuoted++;
                if (gap < at || (clause >= 0 && _tree.Right(clause) > lastQuoted))
                {
                    var told = Stop(v, Math.Max(lastQuoted, clause >= 0 ? _tree.Right(clause) : lastQuoted), false);
                    while (told > lastQuoted && _tree.IsPunct(told) && !IsClosing(told))
                        told--;
                    if (told > lastQuoted)
                        stop = Math.Max(stop, _tokens[told].End);
                }

                _cued.Add(quote);
                return Add(new Draft
                {
                    Word = v,
                    Cue = cue,
                    Speaker = subject,
                    Start = TrimStart(start, stop),
                    End = Extend(stop),
                    Head = clause >= 0 ? clause : -1,
                    Stance = QuoteStance(cue),
                    Negated = IsNegated(v),
                    Frame = CueFrames.Quote,
                }, first, end, from, to);
            }
        }

        if (hasFront)
        {
            // "…, she said, …": the sentence goes on.
            var next = end + 1;
            while (next <= _last && !_tree.IsComma(next) && !_tree.IsDash(next))
                next++;
            if (next + 2 > _last || subject > v || !HasVerb(next, _last))
                return null;
            if (_tokens[next + 1].Xpos is "VBG" or "WP" or "WDT" or "WRB" || _tree.IsForm(next + 1, "adding") || _tokens[next + 1].Upos is "SCONJ" && clause < 0)
                return null;
            return Span(v, cue, first, end, subject, from, to, next + 1, _last, clause, CueFrames.Clause);
        }

        if (clause < 0 && infinitive < 0 && gerund < 0 && @object >= 0 && cue.Has(CueFrames.Clause) && cue.Has(CueFrames.Quote) && cue.Stance == Stance.Asserts
            && !cue.Has(CueFrames.Object) && !cue.Has(CueFrames.Addressee) && !cue.Has(CueFrames.Complement) && HasVerb(_tree.Left(@object), SegmentEnd(@object)) && _tokens[@object].Upos is "NOUN" or "PROPN")
            return Span(v, cue, first, end, subject, from, to, Math.Max(_tree.Left(@object), end + 1), SegmentEnd(@object), @object, CueFrames.Clause);
        if (clause >= 0 && (cue.Has(CueFrames.Clause) || cue.Has(CueFrames.Quote)))
            return Span(v, cue, first, end, subject, from, to, Math.Max(_tree.Left(clause), end + 1), _tree.Right(clause), clause, CueFrames.Clause);
        if (cue.Has(CueFrames.Complement) && @object >= 0 && complement < 0 && _tree.Child(@object, "appos") is >= 0 and var said && IsOpening(_tree.Left(said)) | IsOpening(Math.Max(_first, _tree.Left(said) - 1)))
            complement = said;
        if (cue.Has(CueFrames.Complement) && @object >= 0 && (complement >= 0 || gerund >= 0))
            return Span(v, cue, first, end, subject, from, to, _tree.Left(@object), _tree.Right(complement >= 0 ? complement : gerund), complement, CueFrames.Complement);
        if (cue.Has(CueFrames.Accusation) && @object >= 0 && Charge(v, @object) is >= 0 and var charge)
            return Span(v, cue, first, end, subject, from, to, _tree.Left(charge) + 1, _tree.Right(charge), charge, CueFrames.Accusation);
        if (cue.Has(CueFrames.Infinitive) && infinitive >= 0)
            return Span(v, cue, first, end, subject, from, to, Math.Max(@object >= 0 && @object < infinitive ? Math.Min(_tree.Left(@object), _tree.Left(infinitive)) : _tree.Left(infinitive), end + 1), _tree.Right(infinitive), infinitive, CueFrames.Infinitive);
        if (cue.Has(CueFrames.Gerund) && (gerund >= 0 || (@object >= 0 && _tokens[@object].Xpos == "VBG")))
            return Span(v, cue, first, end, subject, from, to, _tree.Left(gerund >= 0 ? gerund : @object), _tree.Right(gerund >= 0 ? gerund : @object), gerund, CueFrames.Gerund);
        if ((cue.Has(CueFrames.Object) || cue.Has(CueFrames.As)) && @object >= 0 && subject >= 0 && _tokens[@object].Upos != "PRON" && infinitive < 0)
        {
            var right = _tree.Right(@object);
            if (cue.Has(CueFrames.As) && Oblique(v, "as") is >= 0 and var described && described > @object)
                right = _tree.Right(described);
            return Span(v, cue, first, end, subject, from, to, _tree.Left(@object), right, @object, CueFrames.Object);
        }

        foreach (var preposition in cue.Prepositions)
        {
            if (Oblique(v, preposition) is >= 0 and var oblique && subject >= 0 && _tokens[oblique].Upos != "PRON")
            {
                if (preposition == "on" && Infinitive(v) is >= 0 and var asked)
                    return Span(v, cue, first, end, subject, from, to, _tree.Left(asked), _tree.Right(asked), asked, CueFrames.Infinitive);
                if (preposition == "on")
                    continue;
                return Span(v, cue, first, end, subject, from, to, Math.Max(_tree.Left(oblique) + 1, end + 1), _tree.Right(oblique), oblique, CueFrames.Object);
            }
        }

        return null;
    }

    private void Passive(int v, Cue cue, int first, int end, int subject, int from, int to)
    {
        var patient = _tree.ChildExactly(v, "nsubj:pass");
        if (patient < 0 && _tokens[v].Relation != "acl")
            patient = _tree.Child(v, "nsubj");
        int clause = -1, infinitive = -1, complement = -1;
        for (var child = _tree.FirstChild(v); child >= 0; child = _tree.Next(child))
        {
            if (child <= v)
                continue;
            if (TextTree.Is(_tokens[child].Relation, "ccomp") || TextTree.Is(_tokens[child].Relation, "csubj"))
                clause = child;
            else if (_tokens[child].Relation == "xcomp" && IsInfinitive(child))
                infinitive = child;
            else if (_tokens[child].Relation == "xcomp")
                complement = child;
        }

        if (clause >= 0 && cue.Has(CueFrames.Clause))
        {
            // "It is believed that …"; "voters were told that …".
            Span(v, cue, first, end, subject, from, to, Math.Max(_tree.Left(clause), end + 1), _tree.Right(clause), clause, CueFrames.Clause);
            return;
        }

        if (infinitive >= 0 && (cue.Has(CueFrames.Clause) || cue.Has(CueFrames.Infinitive)))
        {
            // "He is believed to have left": what is believed is the rest.
            Span(v, cue, first, end, subject, from, to, _tree.Left(infinitive), _tree.Right(infinitive), infinitive, cue.Has(CueFrames.Addressee) ? CueFrames.Infinitive : CueFrames.Clause);
            return;
        }

        if (cue.Has(CueFrames.Accusation) && Charge(v, -1) is >= 0 and var charge)
        {
            Span(v, cue, first, end, subject, from, to, _tree.Left(charge) + 1, _tree.Right(charge), charge, CueFrames.Accusation);
            return;
        }

        if (cue.Has(CueFrames.Complement) && complement >= 0 && subject >= 0)
        {
            Span(v, cue, first, end, subject, from, to, complement > v ? _tree.Left(complement) : end + 1, _tree.Right(complement), complement, CueFrames.Complement);
            return;
        }

        if (subject < 0)
            return;

        // "The deal was denounced by critics"; "a plan proposed by the ministry".
        if ((cue.Has(CueFrames.Object) || cue.Has(CueFrames.Clause)) && patient >= 0 && patient < v)
            Span(v, cue, first, end, subject, from, to, _tree.Left(patient), Math.Min(_tree.Right(patient), first - 1), patient, CueFrames.Object);
        else if (cue.Has(CueFrames.Object) && _tokens[v].Relation == "acl" && _tokens[v].Head is var noun && noun >= _first && noun < v)
            Span(v, cue, first, end, subject, from, to, _tree.Left(noun), Math.Min(_tree.Right(noun), first - 1), noun, CueFrames.Object);
    }

    private Draft? Span(int v, Cue cue, int first, int end, int subject, int from, int to, int start, int stop, int head, CueFrames frame)
    {
        stop = Math.Min(stop, _last);
        start = Math.Max(start, _first);
        if (start > stop)
            return null;
        if (start > v)
        {
            stop = Math.Max(stop, Stop(v, stop, frame == CueFrames.Object));
            stop = Cut(start, stop, frame);
            if (frame == CueFrames.Clause)
                start = Math.Min(start, Gap(v, end, start));
        }

        var startOffset = _tokens[start].Start;
        if (frame == CueFrames.Clause)
            startOffset = WithThat(startOffset, end);
        while (stop > start && _tree.IsPunct(stop) && !IsClosing(stop))
            stop--;
        var endOffset = _tokens[stop].End;
        if (QuoteOf(stop) is >= 0 and var quote && (QuoteOf(v) < 0 || QuoteOf(v) != quote))
        {
            _cued.Add(quote);
            if (_quotes[quote].Start >= startOffset)
                endOffset = Math.Max(endOffset, _quotes[quote].End);
        }

        startOffset = TrimStart(startOffset, endOffset);
        if (endOffset - startOffset < 3)
            return null;
        return Add(new Draft
        {
            Word = v,
            Cue = cue,
            Speaker = subject,
            Start = startOffset,
            End = endOffset,
            Head = head,
            Stance = StanceOf(cue, frame),
            Negated = IsNegated(v),
            Frame = frame,
        }, first, end, from, to);
    }

    private static Stance StanceOf(Cue cue, CueFrames frame) => frame switch
    {
        CueFrames.Clause when cue.Stance is Stance.Judges or Stance.Mentions => Stance.Asserts,
        CueFrames.Infinitive when cue.Has(CueFrames.Addressee) => Stance.Requests,
        CueFrames.Infinitive when cue.Stance is Stance.Asserts => Stance.Intends,
        CueFrames.Accusation => Stance.Accuses,
        _ => cue.Stance,
    };

    private Draft Add(Draft draft, int first, int end, int from, int to)
    {
        if (draft.Speaker >= 0 && to + 1 < _tokens.Length && _nicknames.TryGetValue(to + 1, out var nickname) && nickname < _last)
        {
            // Juan “El Chino” Guzman
            to = nickname + 1;
            while (to < _last && _tokens[to + 1].Upos == "PROPN")
                to++;
        }

        draft.CueStart = _tokens[first].Start;
        draft.CueEnd = _tokens[end].End;
        if (draft.Speaker >= 0 && draft.CueEnd > _tokens[from].Start && draft.CueStart < _tokens[from].Start)
            draft.CueEnd = _tokens[draft.Word].End;
        if (draft.Speaker >= 0)
            (draft.SpeakerStart, draft.SpeakerEnd) = (_tokens[from].Start, _tokens[to].End);
        draft.Kind = KindOf(draft.Start, draft.End);
        Drafts.Add(draft);
        return draft;
    }
}
