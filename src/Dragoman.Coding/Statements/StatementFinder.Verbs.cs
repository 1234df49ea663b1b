using Dragoman.Coding.Lexicon;

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

    /// <summary>"Anyone wants", "this means": nobody who says anything.</summary>
    private bool IsAnybody(int subject, Cue cue)
    {
        var token = _tokens[subject];
        if (SmallWords.Anybody.Contains(token.Lemma))
            return QuoteOf(subject) < 0 || cue.Stance != Stance.Asserts;
        return token.Upos == "PRON" && token.Lemma is "that" or "this" or "these" or "what" && token.Xpos is not ("WDT" or "WP");
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
