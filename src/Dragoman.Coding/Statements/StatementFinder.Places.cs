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
            if (child <= v || _tree.Left(child) >= child)
                continue;
            if (_tree.IsForm(_tree.Left(child), preposition) && (TextTree.Is(_tokens[child].Relation, "obl") || _tokens[child].Relation == "advcl"))
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
