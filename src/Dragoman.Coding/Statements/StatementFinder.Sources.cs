namespace Dragoman.Coding.Statements;

/// <summary>Who says it.</summary>
internal sealed partial class StatementFinder
{
    private static readonly (int, int, int) Nobody = (-1, -1, -1);

    /// <summary>Head, first and last word of the source of a verb that is not passive.</summary>
    private (int Head, int First, int Last) Subject(int v)
    {
        for (int at = v, depth = 0; depth < 6; depth++)
        {
            var subject = _tree.Child(at, "nsubj");
            if (subject < 0 && at != v)
                subject = _tree.Child(at, "csubj") >= 0 ? -1 : subject;
            if (subject >= 0)
            {
                if (at != v && IsPassive(at) && Agent(at) is { Head: >= 0 } agent)
                    return agent;
                if (_tokens[subject].Xpos is "WP" or "WDT" && _tokens[at].Relation == "acl:relcl" && _tokens[at].Head is >= 0 and var noun && noun < subject)
                    return (noun, PhraseFirst(noun, at), subject);
                if (_tokens[subject].Lemma is "it" or "there" && IsExpletive(at, subject))
                    return Nobody;
                var named = (Head: subject, First: PhraseFirst(subject, v), Last: PhraseLast(subject, v));
                return HoldsClause(named.First, named.Last, subject) ? Nobody : named;
            }

            var relation = _tokens[at].Relation;
            var head = _tokens[at].Head;
            if (head < _first || head > _last)
                break;
            if (relation == "conj" && _tree.IsVerb(head))
                at = head;
            else if (relation is "xcomp" or "advcl" && _tokens[at].Upos == "VERB")
                at = head;
            else if (relation is "ccomp" && _tokens[at].Xpos == "VBG")
                at = head;
            else if (relation == "acl" && at == v && _tokens[v].Xpos == "VBG")
                return (head, PhraseFirst(head, v), PhraseLast(head, v));
            else if (relation == "acl" && at == v)
                return Nobody;
            else if (relation == "acl:relcl" && at == v && v > head && _tokens[v].Xpos is "VBZ" or "VBD" or "VBP" && head == v - 1)
                return (head, PhraseFirst(head, v), PhraseLast(head, v));
            else
                break;
        }

        return Beside(v);
    }

    /// <summary>Whether words that should name somebody hold a clause: the tree has gone astray.</summary>
    private bool HoldsClause(int first, int last, int head)
    {
        for (var i = first; i <= last; i++)
        {
            if (i != head && _tokens[i].Upos == "AUX" && _tokens[i].Xpos is "MD" or "VBZ" or "VBD" or "VBP")
                return true;
        }

        return false;
    }

    /// <summary>A source that the tree does not give: the name beside the verb.</summary>
    private (int, int, int) Beside(int v)
    {
        if (_tokens[v].Xpos == "VBG" && v > _first && _tokens[v - 1].Upos is "PROPN" or "NOUN")
        {
            var named = Top(v - 1, _first, v - 1);
            return (named, PhraseFirst(named, v), v - 1);
        }

        if (_tokens[v].Xpos is "VB" or "VBG")
            return Nobody;
        var next = v + 1;
        if (next <= _last && v > _first && (IsClosing(v - 1) || _tree.IsComma(v - 1)) && _tokens[next].Upos is "PROPN" or "NOUN" or "DET" or "PRON" or "ADJ")
        {
            var head = Top(next, v + 1, _last);
            return (head, next, Math.Max(next, PhraseLast(head, v)));
        }

        var before = v - 1;
        while (before > _first && _tokens[before].Upos is "ADV" or "AUX")
            before--;
        if (before >= _first && _tokens[before].Upos is "PROPN" or "PRON" or "NOUN")
        {
            var head = Top(before, _first, before);
            return (head, PhraseFirst(head, v), before);
        }

        return Nobody;
    }

    /// <summary>The highest word above one, within bounds.</summary>
    private int Top(int token, int first, int last)
    {
        for (var depth = 0; depth < 20; depth++)
        {
            var head = _tokens[token].Head;
            if (head < first || head > last || _tree.IsVerb(head))
                break;
            token = head;
        }

        return token;
    }

    private bool IsExpletive(int v, int subject) =>
        _tokens[subject].Relation == "expl" || (_tokens[subject].Lemma == "it" && _tree.Child(v, "csubj") >= 0);

    /// <summary>Who is named behind "by".</summary>
    private (int Head, int First, int Last) Agent(int v)
    {
        for (var child = _tree.FirstChild(v); child >= 0; child = _tree.Next(child))
        {
            if (child > v && TextTree.Is(_tokens[child].Relation, "obl") && _tree.Left(child) < child && _tree.IsForm(_tree.Left(child), "by")
                && _tokens[child].Xpos != "VBG")
                return (child, _tree.Left(child) + 1, PhraseLast(child, v));
        }

        return Nobody;
    }

    /// <summary>First word of a source: what hangs on its head, up to a mark of quotation.</summary>
    private int PhraseFirst(int head, int v)
    {
        var first = Math.Max(_first, _tree.Left(head));
        if (v < head)
            first = Math.Max(first, v + 1);
        for (var i = head - 1; i >= first; i--)
        {
            if (QuoteOf(i) >= 0 && QuoteOf(i) != QuoteOf(head) || _tree.Form(i) is ":" or ";" || _tree.IsDash(i)
                || (_tree.IsComma(i) && !ListComma(i, head)))
                return i + 1;
        }

        while (first < head && (_tokens[first].Relation is "cc" or "case" or "punct" or "mark"))
            first++;
        return first;
    }

    private bool ListComma(int comma, int head)
    {
        // "A, B and C said"; "the tall, thin man".
        for (var child = _tree.FirstChild(head); child >= 0; child = _tree.Next(child))
        {
            if (child < comma && _tokens[child].Relation is "amod" or "nmod:poss" or "compound")
                return true;
        }

        return false;
    }

    /// <summary>Last word of a source: relative clauses and what a comma sets off stay out.</summary>
    private int PhraseLast(int head, int v)
    {
        var last = Math.Min(_last, _tree.Right(head));
        if (v > head)
            last = Math.Min(last, v - 1);
        for (var child = _tree.FirstChild(head); child >= 0; child = _tree.Next(child))
        {
            if (child <= head)
                continue;
            var relation = _tokens[child].Relation;
            var left = _tree.Left(child);
            var comma = left > head && (_tree.IsComma(left) || (left - 1 > head && _tree.IsComma(left - 1)));
            if (relation is "acl:relcl" or "parataxis" or "dep" or "advcl" or "discourse" || (relation is "appos" or "acl" or "nmod" or "nmod:unmarked" && comma))
                last = Math.Min(last, Math.Max(head, left - 1));
        }

        while (last > head && (_tree.IsPunct(last) && _tree.Form(last) is not (")" or "]") || _tokens[last].Upos is "AUX" or "ADV" && v > head && last > v - 3))
            last--;

        // "Chairwoman Anna Lind", where the tree has lost the name.
        while (last < _last && last + 1 != v && _tokens[last].Upos is "PROPN" or "NOUN" && _tokens[last + 1].Upos == "PROPN" && last - head < 6 && !(v > head && last + 1 >= v))
            last++;
        return last;
    }
}
