using System.Globalization;
using Dragoman.Coding.Actors;
using Dragoman.Coding.Coreference;
using Dragoman.Coding.Documents;
using Dragoman.Coding.Reading;
using Dragoman.Coding.Standing;
using Dragoman.Records;

namespace Dragoman.Coding.Statements;

/// <summary>The statements of a document, and what the other layers ask of them.</summary>
internal sealed class StatementReader
{
    private readonly List<QuoteSpan> _quotes;
    private readonly List<Draft> _drafts;
    private readonly Dictionary<string, StatementSpeaker> _speakers = new(StringComparer.Ordinal);
    private readonly string _text;
    private readonly TextTree _tree;
    private readonly FactualityReader _standing;

    /// <summary>Reads the statements of a text with trees.</summary>
    /// <param name="text">The text.</param>
    /// <param name="blocks">The pieces of it that tell something.</param>
    /// <param name="skip">Whether a sentence is to be left out.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    public StatementReader(AnnotatedText text, IReadOnlyList<TextSpan> blocks, Func<Sentence, bool> skip, CancellationToken ct)
    {
        _text = text.Text;
        _quotes = QuoteFinder.Find(text.Text, blocks);
        _tree = new TextTree(text);
        _standing = new FactualityReader(_tree, FactualityTable.Default, CueTable.Default);
        var finder = new StatementFinder(_tree, _quotes, CueTable.Default);
        finder.Read(skip, ct);
        _drafts = finder.Drafts;
        for (var i = 0; i < _drafts.Count; i++)
        {
            _drafts[i].Id = "s" + (i + 1).ToString(CultureInfo.InvariantCulture);
            if (_drafts[i].SpeakerStart >= 0) _bySpeaker.Add((_drafts[i].SpeakerStart, i));
        }

        _bySpeaker.Sort();
    }

    private readonly List<(int Start, int Index)> _bySpeaker = [];
    private int _nextSpeaker;

    /// <summary>Who speaks a statement, as read in its sentence; null when nobody is named.</summary>
    public StatementSpeaker? SpeakerOf(string id) => _speakers.GetValueOrDefault(id);

    /// <summary>Whether a place lies inside quotation marks.</summary>
    public bool InQuote(int offset) => QuoteFinder.At(_quotes, offset) >= 0;

    /// <summary>The innermost statement whose content holds a place; null for the text's own voice.</summary>
    public Draft? Around(int offset)
    {
        // The last that begins before the place, or one that it stands in or beside.
        int low = 0, high = _drafts.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_drafts[middle].Start <= offset) low = middle + 1;
            else high = middle;
        }

        Draft? innermost = null;
        for (var i = low - 1; i >= Math.Max(0, low - 40); i--)
        {
            var draft = _drafts[i];
            if (draft.Start <= offset && offset < draft.End && (innermost is null || draft.End - draft.Start < innermost.End - innermost.Start))
                innermost = draft;
        }

        return innermost;
    }

    /// <summary>How an act stands once everything that its sentence says of it is counted in.</summary>
    /// <param name="offset">Offset of its trigger.</param>
    /// <param name="read">How it stands by its own clause, as the coder read it.</param>
    /// <param name="type">Its type.</param>
    public Factuality Standing(int offset, Factuality read, EventType type)
    {
        if (read is not (Factuality.Happened or Factuality.Ongoing) || TokenAt(offset) is not (>= 0 and var token))
            return read;
        var standing = _standing.Of(token);
        return standing switch
        {
            Factuality.Possible or Factuality.Hypothetical => standing,
            Factuality.Denied when type != EventType.Reject && _standing.Of(token, outwards: false) != Factuality.Denied => standing,
            _ => read,
        };
    }

    private int TokenAt(int offset)
    {
        var tokens = _tree.Tokens;
        int low = 0, high = tokens.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tokens[middle].End <= offset) low = middle + 1;
            else high = middle;
        }

        return low < tokens.Length && tokens[low].Start <= offset ? low : -1;
    }

    /// <summary>Finds the phrases of a sentence that speak.</summary>
    public void Read(SentenceReading sentence, CoreferenceReader coreference)
    {
        if (sentence.Words.Length == 0)
            return;
        var end = sentence.Words[^1].End;
        for (; _nextSpeaker < _bySpeaker.Count && _bySpeaker[_nextSpeaker].Start < end; _nextSpeaker++)
        {
            var draft = _drafts[_bySpeaker[_nextSpeaker].Index];
            foreach (var phrase in sentence.Phrases)
            {
                if (sentence.StartOf(phrase.First) < draft.SpeakerEnd && sentence.EndBefore(phrase.End) > draft.SpeakerStart && coreference.ActorOf(phrase) is { } actor)
                {
                    _speakers.TryAdd(draft.Id, new StatementSpeaker(sentence, phrase, actor));
                    break;
                }
            }
        }
    }

    /// <summary>The statements, once all mentions are known.</summary>
    /// <param name="mentions">The mentions, sorted.</param>
    /// <param name="times">The time expressions, in text order.</param>
    public IReadOnlyList<Statement> Finish(Mentions mentions, IReadOnlyList<TimeExpression> times)
    {
        var statements = new Statement[_drafts.Count];
        var time = 0;
        for (var i = 0; i < statements.Length; i++)
            statements[i] = Make(_drafts[i], mentions, times, ref time);
        return statements;
    }

    private Statement Make(Draft draft, Mentions mentions, IReadOnlyList<TimeExpression> times, ref int time) => new()
    {
        Id = draft.Id,
        Kind = draft.Kind,
        Speaker = draft.Speaker < 0 ? null : new Speaker(
            mentions.IdAt(draft.SpeakerStart, draft.SpeakerEnd) ?? mentions.IdAround(_tree.Tokens[draft.Speaker].Start),
            _text[draft.SpeakerStart..draft.SpeakerEnd], draft.SpeakerStart, draft.SpeakerEnd),
        Cue = draft.CueStart < 0 ? null : new Extent(draft.CueStart, draft.CueEnd),
        Content = new Extent(draft.Start, draft.End),
        Parent = draft.Parent?.Id,
        Continues = draft.Continues?.Id,
        Factuality = FactualityOf(draft),
        Date = DateOf(draft, times, ref time),
        Venue = VenueOf(draft),
    };

    /// <summary>When it was said: the day in the cue's sentence that belongs to the cue and not to the content.</summary>
    private string? DateOf(Draft draft, IReadOnlyList<TimeExpression> times, ref int from)
    {
        if (draft.Word < 0)
            return null;
        var sentence = _tree.Source.Sentences[_tree.SentenceOf(draft.Word)];
        while (from < times.Count && times[from].End <= sentence.Start)
            from++;
        while (from > 0 && times[from - 1].Start >= sentence.Start)
            from--;
        for (var i = from; i < times.Count && times[i].Start < sentence.End; i++)
        {
            var time = times[i];
            if (!time.Resolved || time.Type is not (TimeType.Date or TimeType.Time) || (time.Start >= draft.Start && time.End <= draft.End))
                continue;
            if (TokenAt(time.Start) is not (>= 0 and var token) || !BelongsTo(token, draft.Word))
                continue;
            var day = time.Value.IndexOf('T', StringComparison.Ordinal);
            return day > 0 ? time.Value[..day] : time.Value;
        }

        return null;
    }

    private bool BelongsTo(int token, int word)
    {
        for (var depth = 0; depth < 8 && token >= 0; depth++)
        {
            if (token == word)
                return true;
            var head = _tree.Tokens[token].Head;
            if (head >= 0 && head != word && _tree.IsVerb(head))
                return false;
            token = head;
        }

        return false;
    }

    /// <summary>Where or to whom it was said: "in an interview", "told reporters".</summary>
    private Extent? VenueOf(Draft draft)
    {
        if (draft.Word < 0)
            return null;
        for (var child = _tree.FirstChild(draft.Word); child >= 0; child = _tree.Next(child))
        {
            var token = _tree.Tokens[child];
            if (child < draft.Word && !TextTree.Is(token.Relation, "obl") || token.Start >= draft.Start && token.Start < draft.End || child == draft.Speaker)
                continue;
            var place = TextTree.Is(token.Relation, "obl") && CueTable.Default.ClassOf(token.Lemma) is "venue" or "document";
            var heard = token.Relation is "iobj" or "obj" && draft.Cue is { } cue && cue.Has(CueFrames.Addressee) && token.Upos != "PRON";
            if (!place && !heard)
                continue;
            int first = _tree.Left(child), last = _tree.Right(child);
            while (last > first && (_tree.IsPunct(last) || _tree.Tokens[last].End > draft.Start && _tree.Tokens[last].Start < draft.End))
                last--;
            if (_tree.Tokens[first].Relation == "case" && first < child)
                first++;
            var extent = new Extent(_tree.Tokens[first].Start, _tree.Tokens[last].End);
            return extent.Start < draft.End && draft.Start < extent.End ? null : extent;
        }

        return null;
    }

    /// <summary>How the content stands in its source's words; null where it tells nothing that can be so or not.</summary>
    private Factuality? FactualityOf(Draft draft)
    {
        if (draft.Frame is CueFrames.Object or CueFrames.Complement && draft.Stance is not (Stance.Denies or Stance.Accuses))
            return null;
        var head = ContentHead(draft);
        if (head < 0)
            return null;
        var own = draft.Frame is CueFrames.Infinitive or CueFrames.Gerund ? _standing.Negated(head) ? Factuality.Denied : Factuality.Happened : _standing.Within(head, draft.Word);
        return FactualityReader.Through(own, draft.Stance, draft.Negated, draft.Word >= 0 && (_tree.Tokens[draft.Word].Lemma is "threaten" or "threat" || FactualityTable.Default.IsConflict(_tree.Tokens[head].Lemma)));
    }

    /// <summary>The word that tells what is said: behind "I would say that".</summary>
    private int ContentHead(Draft draft)
    {
        var head = FirstHead(draft);
        for (var depth = 0; depth < 3 && head >= 0; depth++)
        {
            var told = _tree.Child(head, "ccomp");
            if (told < head || CueTable.Default.Verb(_tree.Tokens[head].Lemma) is not { Stance: Stance.Asserts or Stance.Believes or Stance.Knows }
                || _tree.Child(head, "nsubj") is not (>= 0 and var self) || _tree.Tokens[self].Lemma is not ("I" or "we"))
                break;
            head = told;
        }

        return head;
    }

    private int FirstHead(Draft draft)
    {
        if (draft.Head >= 0 && _tree.Tokens[draft.Head].Start >= draft.Start && _tree.Tokens[draft.Head].Start < draft.End)
            return draft.Head;
        for (var i = TokenAt(draft.Start); i >= 0 && i < _tree.Tokens.Length && _tree.Tokens[i].Start < draft.End; i++)
        {
            var token = _tree.Tokens[i];
            if (token.Upos is "PUNCT" or "CCONJ" or "SCONJ")
                continue;
            var at = i;
            for (var depth = 0; depth < 60; depth++)
            {
                var head = _tree.Tokens[at].Head;
                if (head < 0 || _tree.Tokens[head].Start < draft.Start || _tree.Tokens[head].Start >= draft.End)
                    return at;
                at = head;
            }

            return at;
        }

        return -1;
    }
}

/// <summary>Who speaks, as read in the sentence that names the speaker.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Phrase">The phrase.</param>
/// <param name="Actor">Who that is.</param>
internal sealed record StatementSpeaker(SentenceReading Sentence, Phrase Phrase, ActorReading Actor);
