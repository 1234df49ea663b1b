using Dragoman.Records;

namespace Dragoman.Coding.Statements;

/// <summary>Where contents begin and end.</summary>
internal sealed partial class StatementFinder
{
    private bool IsClosing(int token) => _tree.Form(token) is "”" or "\"" or "»" or "’" or "'" or "''" && QuoteOf(token) is >= 0 and var quote
        && _quotes[quote].End <= _tokens[token].End && _quotes[quote].Closed;

    private bool IsOpening(int token) => QuoteOf(token) is >= 0 and var quote && _quotes[quote].Start == _tokens[token].Start;

    /// <summary>Offset of the sentence's first word; of the quotation that it stands in, where that began before it.</summary>
    private int SentenceStart()
    {
        var start = _tokens[_first].Start;
        return QuoteOf(_first) is >= 0 and var quote && _quotes[quote].Start < start ? _quotes[quote].Start : start;
    }

    /// <summary>Takes "that", "whether" or "if" in front of a clause to it.</summary>
    private int WithThat(int start, int end)
    {
        for (var i = end + 1; i <= _last && _tokens[i].Start < start; i++)
        {
            if (_tree.IsForm(i, "that") || _tree.IsForm(i, "whether"))
                return _tokens[i].Start;
        }

        return start;
    }

    private int TrimStart(int start, int end)
    {
        var text = _tree.Text;
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is ',' or ':' or ';' or '—' or '–' or '-'))
            start++;
        return start;
    }

    private int TrimEnd(int end)
    {
        var text = _tree.Text;
        while (end > 0 && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is ',' or ':' or ';' or '—' or '–' or '-'))
            end--;
        return end;
    }

    /// <summary>An end inside a quotation is the quotation's.</summary>
    private int Extend(int end)
    {
        var quote = QuoteFinder.At(_quotes, end - 1);
        return quote >= 0 ? Math.Max(end, _quotes[quote].End) : end;
    }

    /// <summary>The quotation that a cue leads in: it begins behind it, and nothing else is told between the two.</summary>
    private int NextQuote(int v, int end, int clause, int @object)
    {
        for (var i = end + 1; i <= _last; i++)
        {
            if (QuoteOf(i) is >= 0 and var quote && (QuoteOf(v) < 0 || QuoteOf(v) != quote))
            {
                if (!IsOpening(i))
                    return -1;
                if (clause >= 0 && _tree.Left(clause) <= i && i <= _tree.Right(clause) + 1)
                    return InnerHolds(quote, clause) ? quote : -1;
                if (@object >= 0 && _tree.Left(@object) <= i && i <= _tree.Right(@object))
                    return _tree.Left(@object) == i ? quote : -1;
                var before = i - 1;
                return before == end || _tree.IsComma(before) || _tree.Form(before) is ":" || _tree.IsForm(before, "that") || _tree.IsDash(before)
                    || _quotes[quote].End - _quotes[quote].Start > 40 && _tokens[i].Start - _tokens[end].End < 60 ? quote : -1;
            }

            if (_tokens[i].Upos == "VERB" && _tokens[i].Relation is not ("acl" or "advcl" or "amod" or "xcomp") && clause < 0)
                return -1;
        }

        return -1;
    }

    /// <summary>Whether a quotation is the clause, or its beginning; a few quoted words inside told ones are not.</summary>
    private bool InnerHolds(int quote, int clause) => _quotes[quote].Start <= _tokens[_tree.Left(clause)].Start + 8;

    /// <summary>First word behind a cue that is neither who hears it nor when and where it is said; at most <paramref name="at"/>.</summary>
    private int Gap(int v, int end, int at)
    {
        var i = end + 1;
        while (i < at)
        {
            if (_tree.IsPunct(i) && QuoteOf(i) < 0 || _tokens[i].Upos == "ADV" && _tokens[i].Head == v)
            {
                i++;
                continue;
            }

            var top = Under(i, v);
            if (top >= 0 && (_tokens[top].Relation is "iobj" or "obj" or "advmod" or "discourse" || TextTree.Is(_tokens[top].Relation, "obl")) && _tree.Right(top) >= i
                && (_tokens[top].Relation is not ("obj" or "iobj") || _cues.Verb(_tokens[v].Lemma) is { } cue && cue.Has(CueFrames.Addressee)))
            {
                i = _tree.Right(top) + 1;
                continue;
            }

            break;
        }

        return Math.Min(i, at);
    }

    /// <summary>The child of a verb that a word stands under; −1 where it stands elsewhere.</summary>
    private int Under(int token, int v)
    {
        for (var depth = 0; depth < 40; depth++)
        {
            var head = _tokens[token].Head;
            if (head == v)
                return token;
            if (head < _first || head > _last)
                return -1;
            token = head;
        }

        return -1;
    }

    /// <summary>Where told words end that a tree may have cut short: before a comma, a conjunction with a verb of its own, or the sentence's end.</summary>
    private int Stop(int v, int stop, bool thing)
    {
        while (stop < _last)
        {
            var next = stop + 1;
            if (_tree.IsPunct(next) && QuoteOf(next) < 0)
            {
                if (!_tree.IsComma(next) || next + 1 > _last)
                    break;
                var goes = Under(next + 1, v);
                if (goes < 0 || goes <= v || !(_tokens[goes].Relation is "ccomp" or "parataxis" or "xcomp") || _tokens[goes].Xpos == "VBG")
                    break;
                stop = Math.Max(next, _tree.Right(goes));
                continue;
            }

            if (QuoteOf(next) >= 0 && QuoteOf(next) != QuoteOf(v) && IsOpening(next) && QuoteOf(stop) < 0)
            {
                // Quoted words inside told ones.
                var quote = QuoteOf(next);
                while (next < _last && QuoteOf(next + 1) == quote)
                    next++;
                stop = next;
                continue;
            }

            if (QuoteOf(v) >= 0 && QuoteOf(next) != QuoteOf(v))
                break;
            if (_tokens[next].Upos is "CCONJ" || _tree.IsForm(next, "according"))
            {
                var joined = _tokens[next].Head;
                if (joined < _first || joined > _last || !Inside(joined, v) || _tokens[joined].Relation == "conj" && _tokens[joined].Head == v || _tree.IsVerb(joined))
                    break;
            }

            var top = Under(next, v);
            if (top < 0)
                break;
            if (top <= v || _tokens[top].Relation is "conj" or "cc" || (_tokens[top].Relation == "advcl" && _tokens[top].Xpos == "VBG" && _tree.IsComma(Math.Max(_first, _tree.Left(top) - 1))))
                break;
            if (thing && (TextTree.Is(_tokens[top].Relation, "obl") || _tokens[top].Relation is "advmod" or "advcl") && !Completes(top))
                break;
            stop = Math.Max(next, Math.Min(_last, _tree.Right(top)));
        }

        return Math.Min(stop, _last);
    }

    /// <summary>"blasted him for …", "linked it to …" against "attacked her on Monday".</summary>
    private bool Completes(int top) => _tree.Left(top) < top && _cues.ClassOf(_tree.Form(_tree.Left(top)).ToString().ToLowerInvariant()) == "completing";

    /// <summary>Ends told words at a semicolon; a thing also where a comma leads to more about it.</summary>
    private int Cut(int start, int stop, CueFrames frame)
    {
        for (var i = start + 1; i <= stop; i++)
        {
            if (!_tree.IsPunct(i) || QuoteOf(i) >= 0)
                continue;
            if (_tree.Form(i) is ";")
                return i - 1;
            if (frame == CueFrames.Object && _tree.IsComma(i) && i < stop && (_tokens[i + 1].Xpos is "WP" or "WDT" or "WP$" or "WRB" or "VBG" || _tokens[i + 1].Upos == "SCONJ"))
                return i - 1;

            // "said the road was closed, citing floods": the speaker goes on speaking.
            if (_tree.IsComma(i) && i < stop && _tokens[i + 1].Xpos == "VBG" && _cues.Verb(_tokens[i + 1].Lemma) is not null)
                return i - 1;
        }

        return stop;
    }

    private bool Inside(int token, int v) => token == v || Under(token, v) >= 0;

    private int TokenAt(int offset)
    {
        int low = _first, high = _last;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_tokens[middle].End <= offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private int TokenEnding(int end) => TokenAt(end - 1);

    private bool Punctuated(int clause)
    {
        var before = _tree.Left(clause) - 1;
        return before >= _first && (_tree.Form(before) is ":" || _tree.IsComma(before)) || (_tree.Left(clause) is var left && _tree.Form(left) is ":");
    }

    private bool IsInfinitive(int verb)
    {
        for (var child = _tree.FirstChild(verb); child >= 0 && child < verb; child = _tree.Next(child))
        {
            if (_tokens[child].Upos == "PART" && _tree.IsForm(child, "to"))
                return true;
        }

        return false;
    }

    /// <summary>A told clause that a tree hangs on who hears it: "told veterans that the army is small".</summary>
    private int Hung(int listener)
    {
        for (var child = _tree.FirstChild(listener); child >= 0; child = _tree.Next(child))
        {
            if (child > listener && _tokens[child].Relation is "acl:relcl" or "acl" or "ccomp" && _tree.IsForm(_tree.Left(child), "that") && HasSubjectBesideThat(child))
                return child;
        }

        return -1;
    }

    private int Infinitive(int v)
    {
        for (var child = _tree.FirstChild(v); child >= 0; child = _tree.Next(child))
        {
            if (child > v && _tokens[child].Relation is "xcomp" or "advcl" or "ccomp" && IsInfinitive(child))
                return child;
        }

        return -1;
    }

    /// <summary>What a verb says behind a preposition; −1 for nothing.</summary>
    private int Oblique(int v, string preposition)
    {
        for (var child = _tree.FirstChild(v); child >= 0; child = _tree.Next(child))
        {
            var left = _tree.Left(child);
            while (left < child && _tree.IsPunct(left))
                left++;
            if (child <= v || left >= child)
                continue;
            if (_tree.IsForm(left, preposition) && (TextTree.Is(_tokens[child].Relation, "obl") || _tokens[child].Relation == "advcl"))
                return child;
        }

        return -1;
    }

    /// <summary>The deed behind "of" or "for" that somebody is accused of.</summary>
    private int Charge(int v, int @object)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            var head = pass == 0 ? v : @object;
            if (head < 0)
                continue;
            for (var child = _tree.FirstChild(head); child >= 0; child = _tree.Next(child))
            {
                if (child <= v || _tree.Left(child) >= child || _tree.Left(child) <= v)
                    continue;
                if (_tree.Form(_tree.Left(child)) is "of" or "for" or "with" && (_tokens[child].Relation is "acl" or "advcl" or "nmod" || TextTree.Is(_tokens[child].Relation, "obl"))
                    && (pass == 0 || _tokens[child].Relation != "nmod"))
                    return child;
            }
        }

        return -1;
    }

    private StatementKind KindOf(int start, int end)
    {
        var quoted = 0;
        var quote = QuoteFrom(start);
        for (; quote < _quotes.Count && _quotes[quote].Start < end; quote++)
            quoted += Math.Max(0, Math.Min(end, _quotes[quote].End) - Math.Max(start, _quotes[quote].Start));
        return quoted == 0 ? StatementKind.Indirect : quoted >= end - start - 4 ? StatementKind.Direct : StatementKind.Mixed;
    }

    private int QuoteFrom(int offset)
    {
        int low = 0, high = _quotes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_quotes[middle].End <= offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
