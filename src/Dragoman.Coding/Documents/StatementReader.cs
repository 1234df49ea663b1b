using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>Finds who said what: quotations with their speakers, and told content behind verbs of saying and "according to".</summary>
internal sealed class StatementReader(string text, IReadOnlyList<TextSpan> blocks)
{
    private const int ShortestQuote = 12;

    private readonly List<TextSpan> _quotes = FindQuotes(text, blocks);
    private readonly Dictionary<string, StatementSpeaker> _speakers = new(StringComparer.Ordinal);
    private int _nextQuote;
    private Statement? _last;
    private int _lastEnd = -1;

    /// <summary>The statements in the order in which they were found.</summary>
    public List<Statement> All { get; } = [];

    /// <summary>Who speaks a statement, as read in its sentence; null when nobody is named.</summary>
    public StatementSpeaker? SpeakerOf(string id) => _speakers.GetValueOrDefault(id);

    /// <summary>Whether a place lies inside quotation marks.</summary>
    public bool InQuote(int offset) => QuoteAt(offset) >= 0;

    /// <summary>Reads the statements of a piece of a sentence.</summary>
    public void Read(SentenceReading sentence, Mentions mentions)
    {
        if (sentence.Words.Length == 0)
            return;
        int start = sentence.Words[0].Start, end = sentence.Words[^1].End;
        while (_nextQuote < _quotes.Count && _quotes[_nextQuote].End <= start)
            _nextQuote++;
        var before = All.Count;
        According(sentence, mentions, end);
        foreach (var predicate in sentence.Predicates)
        {
            if (predicate.Lemma is "accuse" or "suspect" or "blame" && predicate.Complement is { Form: PredicateForm.Gerund, Preposition: >= 0 } deed
                && !InQuote(sentence.StartOf(predicate.Head)))
            {
                // "accused rebels of burning the mill": the charge is the accuser's word for the deed.
                var accuser = predicate.Passive ? predicate.Adjuncts.Find(adjunct => sentence.Words[adjunct.Preposition].Form == "by").Phrase : predicate.Subject;
                var last = Math.Max(deed.Head + 1, Math.Min(deed.Reach, sentence.Words.Length));
                Add(sentence, mentions, accuser, new Extent(sentence.StartOf(predicate.First), sentence.Words[predicate.Head].End), sentence.StartOf(deed.First), Trim(sentence.StartOf(deed.First), sentence.EndBefore(last)), null);
                continue;
            }

            if (Saying.IsSaying(predicate.Lemma) && !InQuote(sentence.StartOf(predicate.Head)))
                Reported(sentence, predicate, mentions, start, end);
        }

        if (All.Count == before)
            Uncued(start, end);
        else
            (_last, _lastEnd) = (All[^1], end);
    }

    /// <summary>The innermost statement whose content holds a place; null for the text's own voice.</summary>
    /// <param name="offset">The place.</param>
    /// <param name="from">Index of the first statement to look at.</param>
    public Statement? Around(int offset, int from)
    {
        Statement? innermost = null;
        for (var i = from; i < All.Count; i++)
        {
            var statement = All[i];
            if (statement.Content.Start <= offset && offset < statement.Content.End
                && (innermost is null || statement.Content.End - statement.Content.Start <= innermost.Content.End - innermost.Content.Start))
                innermost = statement;
        }

        return innermost;
    }

    private static List<TextSpan> FindQuotes(string text, IReadOnlyList<TextSpan> blocks)
    {
        var quotes = new List<TextSpan>();
        foreach (var block in blocks)
        {
            var open = -1;
            for (var i = block.Start; i < block.End; i++)
            {
                var c = text[i];
                var paragraph = c == '\n' && i + 1 < block.End && text[i + 1] is '\n' or '\r';
                if (c is '“' or '«' || (c == '"' && open < 0))
                {
                    open = i + 1;
                }
                else if (open >= 0 && (c is '”' or '»' or '"' || paragraph || i + 1 == block.End))
                {
                    var end = c is '”' or '»' or '"' || paragraph ? i : i + 1;
                    if (end > open)
                        quotes.Add(new TextSpan(open, end));
                    open = -1;
                }
            }
        }

        return quotes;
    }

    private int QuoteAt(int offset)
    {
        int low = 0, high = _quotes.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_quotes[middle].End <= offset)
                low = middle + 1;
            else if (_quotes[middle].Start > offset)
                high = middle - 1;
            else
                return middle;
        }

        return -1;
    }

    private void According(SentenceReading sentence, Mentions mentions, int end)
    {
        var words = sentence.Words;
        for (var i = 0; i + 2 < words.Length; i++)
        {
            if (words[i].Form != "according" || words[i + 1].Form != "to" || sentence.PhraseAt[i + 2] is not { } speaker)
                continue;
            var last = speaker.List is { } list ? list[^1].End : speaker.End;
            var cue = new Extent(words[i].Start, words[i + 1].End);
            if (i <= 1)
            {
                var from = last;
                while (from < words.Length && words[from].Role is not WordRole.Comma)
                    from++;
                if (from + 1 < words.Length)
                    Add(sentence, mentions, speaker, cue, words[from + 1].Start, Trim(words[0].Start, end), null);
            }
            else
            {
                Add(sentence, mentions, speaker, cue, words[0].Start, Trim(words[0].Start, words[i - 1].End), null);
            }
        }
    }

    private void Reported(SentenceReading sentence, Predicate predicate, Mentions mentions, int start, int end)
    {
        var words = sentence.Words;
        var subject = predicate.Subject is { } own && InQuote(sentence.StartOf(own.First)) ? null : predicate.Subject;
        var cue = new Extent(words[predicate.First].Start, words[predicate.Head].End);
        var after = predicate.Head + 1;
        var inverted = false;
        if (predicate.Object is { Actor: not null } or { IsPronoun: true } && predicate.Object.First == after
            && (subject is null || subject.First > predicate.Head || words[Math.Max(0, predicate.First - 1)].Role is WordRole.Quote or WordRole.Comma)
            && predicate.Lemma is "say" or "add" or "write" or "tell" or "explain" or "insist" or "warn" or "claim" or "declare" or "state")
        {
            subject = predicate.Object;
            inverted = true;
        }

        // What is said stands behind the verb ...
        var from = inverted ? (subject!.List is { } list ? list[^1].End : subject.End) : after;
        if (!inverted && predicate.Object is { Actor: not null } addressed && addressed.First >= after && predicate.Lemma is "tell" or "inform" or "warn" or "urge" or "remind")
            from = addressed.End;
        var that = -1;
        for (var k = from; k < words.Length && k < from + 12; k++)
        {
            if (words[k].Form == "that" || (words[k].Role == WordRole.Quote && k + 1 < words.Length) || (words[k].Role == WordRole.Stop && text[words[k].Start] == ':'))
            {
                that = words[k].Role == WordRole.Quote ? k : k + 1;
                break;
            }

            if (sentence.PredicateAt[k] is not null || words[k].Role == WordRole.Stop)
                break;
        }

        var first = that >= 0 ? that : from;
        while (first < words.Length && words[first].Role is WordRole.Comma or WordRole.Adverb or WordRole.Time && that < 0)
            first++;
        var told = false;
        for (var k = first; k < words.Length && !told; k++)
            told = sentence.PredicateAt[k] is { Form: PredicateForm.Finite } other && other != predicate || QuoteAt(words[k].Start) >= 0;
        Statement? added = null;
        if (first < words.Length && (that >= 0 || (told && !inverted && Starts(sentence, first))) && predicate.Form is not PredicateForm.Participle && !predicate.Passive)
            added = Add(sentence, mentions, subject, cue, words[first].Start, Trim(words[first].Start, end), null);

        // ... or in front of it: "…, X said".
        var left = Math.Min(subject?.First ?? predicate.First, predicate.First) - 1;
        while (left >= 0 && words[left].Role is WordRole.Adverb or WordRole.Time or WordRole.Conjunction or WordRole.Preposition)
            left--;
        if (left <= 1 || words[left].Role is not (WordRole.Comma or WordRole.Quote) || predicate.Form != PredicateForm.Finite || predicate.Relative)
            return;
        if (!Complete(sentence, left))
            return;
        var whole = Trim(start, words[left].End);
        if (whole - start < ShortestQuote)
            return;
        var front = Add(sentence, mentions, subject, cue, start, whole, null);
        if (added is not null && front is not null)
        {
            var index = All.IndexOf(added);
            All[index] = added with { Continues = front.Id };
        }
    }

    /// <summary>Whether what begins here can be a clause: a subject and a verb with tense.</summary>
    private static bool Starts(SentenceReading sentence, int first) =>
        sentence.PhraseAt[first] is not null || sentence.Words[first].Role is WordRole.Subordinator or WordRole.Quote or WordRole.Pronoun or WordRole.Preposition;

    /// <summary>Whether a clause stands in front of a word.</summary>
    private bool Complete(SentenceReading sentence, int before)
    {
        for (var k = 0; k < before; k++)
        {
            if (sentence.PredicateAt[k] is { Form: PredicateForm.Finite } || QuoteAt(sentence.Words[k].Start) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>A quotation without a cue of its own goes on from the statement in front of it.</summary>
    private void Uncued(int start, int end)
    {
        if (_last is null || start - _lastEnd > 4)
            return;
        var quote = QuoteAt(start + 1);
        if (quote < 0 || _quotes[quote].Start > start + 2)
            return;
        var statement = new Statement
        {
            Id = NextId(),
            Kind = StatementKind.Direct,
            Speaker = _last.Speaker,
            Content = new Extent(Math.Max(start, _quotes[quote].Start), Math.Max(Math.Min(end, _quotes[quote].End), Math.Max(start, _quotes[quote].Start) + 1)),
            Continues = _last.Id,
        };
        All.Add(statement);
        (_last, _lastEnd) = (statement, end);
    }

    private string NextId() => "s" + (All.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Statement? Add(SentenceReading sentence, Mentions mentions, Phrase? speaker, Extent cue, int from, int to, string? continues)
    {
        while (from < to && (char.IsWhiteSpace(text[from]) || text[from] is ',' or ':'))
            from++;
        if (to - from < 3)
            return null;
        var quoted = 0;
        var at = from;
        while (at < to)
        {
            var quote = QuoteAt(at);
            if (quote < 0)
            {
                at++;
                continue;
            }

            quoted += Math.Min(to, _quotes[quote].End) - at;
            at = _quotes[quote].End + 1;
        }

        var letters = to - from;
        var kind = quoted == 0 ? StatementKind.Indirect : quoted >= letters - 6 ? StatementKind.Direct : StatementKind.Mixed;
        var parent = Around(from, 0);
        var statement = new Statement
        {
            Id = NextId(),
            Kind = kind,
            Speaker = speaker is null ? null : SpeakerOf(sentence, mentions, speaker),
            Cue = cue,
            Content = new Extent(from, to),
            Parent = parent is not null && parent.Content.End >= to && parent.Content.Start < from ? parent.Id : null,
            Continues = continues,
        };
        All.Add(statement);
        if (speaker is { IsPronoun: false, Actor: not null })
            _speakers[statement.Id] = new StatementSpeaker(sentence, speaker);
        return statement;
    }

    private static Speaker SpeakerOf(SentenceReading sentence, Mentions mentions, Phrase speaker)
    {
        int start = sentence.StartOf(speaker.First), end = sentence.EndBefore(speaker.End);
        return new Speaker(mentions.IdAt(start, end), sentence.Text[start..end], start, end);
    }

    private int Trim(int start, int end)
    {
        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is ',' or '.' or '"' or '”'))
            end--;
        return end;
    }
}

/// <summary>Who speaks, as read in the sentence that names the speaker.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Phrase">The phrase.</param>
internal sealed record StatementSpeaker(SentenceReading Sentence, Phrase Phrase);
