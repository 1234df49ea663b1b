using System.Globalization;
using Dragoman.Coding.Documents;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Statements;

/// <summary>The statements of a document, and what the other layers ask of them.</summary>
internal sealed class StatementReader
{
    private readonly List<QuoteSpan> _quotes;
    private readonly List<Draft> _drafts;
    private readonly Dictionary<string, StatementSpeaker> _speakers = new(StringComparer.Ordinal);
    private readonly string _text;

    /// <summary>Reads the statements of a text with trees.</summary>
    /// <param name="text">The text.</param>
    /// <param name="blocks">The pieces of it that tell something.</param>
    /// <param name="skip">Whether a sentence is to be left out.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    public StatementReader(AnnotatedText text, IReadOnlyList<TextSpan> blocks, Func<Sentence, bool> skip, CancellationToken ct)
    {
        _text = text.Text;
        _quotes = QuoteFinder.Find(text.Text, blocks);
        var tree = new TextTree(text);
        var finder = new StatementFinder(tree, _quotes, CueTable.Default);
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
    public Statement? Around(int offset, int from)
    {
        _ = from;
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
            if (draft.Carries && draft.Start <= offset && offset < draft.End && (innermost is null || draft.End - draft.Start < innermost.End - innermost.Start))
                innermost = draft;
        }

        return innermost is null ? null : Make(innermost, null);
    }

    /// <summary>Finds the phrases of a sentence that speak.</summary>
    public void Read(SentenceReading sentence)
    {
        if (sentence.Words.Length == 0)
            return;
        var end = sentence.Words[^1].End;
        for (; _nextSpeaker < _bySpeaker.Count && _bySpeaker[_nextSpeaker].Start < end; _nextSpeaker++)
        {
            var draft = _drafts[_bySpeaker[_nextSpeaker].Index];
            foreach (var phrase in sentence.Phrases)
            {
                if (sentence.StartOf(phrase.First) < draft.SpeakerEnd && sentence.EndBefore(phrase.End) > draft.SpeakerStart && phrase is { IsPronoun: false, Actor: not null })
                {
                    _speakers.TryAdd(draft.Id, new StatementSpeaker(sentence, phrase));
                    break;
                }
            }
        }
    }

    /// <summary>The statements, once all mentions are known.</summary>
    public IReadOnlyList<Statement> Finish(Mentions mentions) => [.. _drafts.Select(draft => Make(draft, mentions))];

    private Statement Make(Draft draft, Mentions? mentions)
    {
        return new Statement
        {
            Id = draft.Id,
            Kind = draft.Kind,
            Speaker = draft.Speaker < 0 ? null : new Speaker(mentions?.IdAt(draft.SpeakerStart, draft.SpeakerEnd), _text[draft.SpeakerStart..draft.SpeakerEnd], draft.SpeakerStart, draft.SpeakerEnd),
            Cue = draft.CueStart < 0 ? null : new Extent(draft.CueStart, draft.CueEnd),
            Content = new Extent(draft.Start, draft.End),
            Parent = draft.Parent?.Id,
            Continues = draft.Continues?.Id,
        };
    }
}

/// <summary>Who speaks, as read in the sentence that names the speaker.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Phrase">The phrase.</param>
internal sealed record StatementSpeaker(SentenceReading Sentence, Phrase Phrase);
