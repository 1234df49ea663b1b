using Dragoman.Records;

namespace Dragoman.Coding.Statements;

/// <summary>Quotations that no cue of their sentence introduces.</summary>
internal sealed partial class StatementFinder
{
    /// <summary>A quotation of fewer code units inside a sentence is a word in quotation marks, and nobody's statement.</summary>
    private const int ShortestUncued = 24;

    private int _nextQuote;

    private void Uncued(int sentence)
    {
        int start = _tokens[_first].Start, end = _tokens[_last].End;
        while (_nextQuote < _quotes.Count && _quotes[_nextQuote].End <= start)
            _nextQuote++;
        for (var q = _nextQuote; q < _quotes.Count && _quotes[q].Start < end; q++)
        {
            var quote = _quotes[q];
            if (quote.Start < start || _cued.Contains(q) || quote.End - quote.Start < ShortestUncued || Covered(quote) || CuedLater(sentence, quote))
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
        var previous = Drafts.Count > 0 ? Drafts[^1] : null;
        for (var i = Drafts.Count - 1; i >= Math.Max(0, Drafts.Count - Window); i--)
        {
            // The last who was quoted, of those in the sentence before.
            if (Drafts[i].Kind != StatementKind.Indirect && Drafts[i].Speaker >= 0 && (previous is null || previous.Kind == StatementKind.Indirect))
            {
                if (_first > 0 && _tree.SentenceOf(_first - 1) == _tree.SentenceOf(Math.Max(0, Drafts[i].Word)))
                    previous = Drafts[i];
                break;
            }
        }

        var between = previous is null ? int.MaxValue : quote.Start - Math.Max(previous.End, Math.Max(previous.CueEnd, previous.SpeakerEnd));
        var near = _first > 0 && previous is not null && (between < 90
            || (previous.Word >= 0 && _tree.SentenceOf(previous.Word) == _tree.SentenceOf(_first - 1)));
        if (near && previous!.Frame is CueFrames.Quote or CueFrames.Clause && (SameParagraph(previous.End, quote.Start) || quote.Continues >= 0
            || previous.Kind != StatementKind.Indirect || EndsWithColon()))
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

        if (Trailing(quote) is { Head: >= 0 } named)
        {
            draft.Speaker = named.Head;
            (draft.SpeakerStart, draft.SpeakerEnd) = (_tokens[named.First].Start, _tokens[named.Last].End);
        }

        return draft;
    }

    /// <summary>"“…” — Anna Lind, minister": a name behind a dash.</summary>
    private (int Head, int First, int Last) Trailing(QuoteSpan quote)
    {
        for (var i = _first; i <= _last; i++)
        {
            if (_tokens[i].Start < quote.End)
                continue;
            if (!_tree.IsDash(i) || i == _last)
                return Nobody;
            for (var k = i + 1; k <= _last; k++)
            {
                if (_tokens[k].Upos == "PROPN")
                    return (Top(k, i + 1, _last), i + 1, PhraseLast(Top(k, i + 1, _last), i));
            }
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
                Word = i, Speaker = subject, SpeakerStart = _tokens[first].Start, SpeakerEnd = _tokens[last].End, Start = quote.Start, End = quote.End,
                CueStart = _tokens[i].Start, CueEnd = _tokens[i].End, Frame = CueFrames.Quote,
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
