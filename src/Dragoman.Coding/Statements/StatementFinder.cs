using Dragoman.Records;

namespace Dragoman.Coding.Statements;

/// <summary>
/// Finds who said what over trees and quotation marks: every cue of a sentence with its source and its content, then the quotations that no
/// cue introduces, then what stands in what. Time is linear in the text.
/// </summary>
internal sealed partial class StatementFinder
{
    /// <summary>How many statements back one is looked for that another may stand in.</summary>
    private const int Window = 12;

    private readonly TextTree _tree;
    private readonly Token[] _tokens;
    private readonly List<QuoteSpan> _quotes;
    private readonly CueTable _cues;
    private readonly int[] _quoteOf;
    private readonly HashSet<int> _cued = [];
    private readonly Dictionary<int, int> _nicknames = [];
    private readonly Dictionary<int, Draft> _fronted = [];
    private int _first;
    private int _last;

    public StatementFinder(TextTree tree, List<QuoteSpan> quotes, CueTable cues)
    {
        (_tree, _tokens, _quotes, _cues) = (tree, tree.Tokens, quotes, cues);
        _quoteOf = new int[_tokens.Length];
        var q = 0;
        for (var i = 0; i < _tokens.Length; i++)
        {
            while (q < quotes.Count && quotes[q].End <= _tokens[i].Start)
                q++;
            _quoteOf[i] = q < quotes.Count && quotes[q].Start <= _tokens[i].Start ? q : -1;
        }

        DropNicknames();
    }

    /// <summary>The statements in the order of their contents.</summary>
    public List<Draft> Drafts { get; } = [];

    /// <summary>Index of the quotation around a token; −1 for none, and for nicknames in quotation marks.</summary>
    public int QuoteOf(int token) => _quoteOf[token];

    /// <summary>Reads the whole text.</summary>
    /// <param name="skip">Whether a sentence is to be left out (captions).</param>
    /// <param name="ct">Looked at once per sentence.</param>
    public void Read(Func<Sentence, bool> skip, CancellationToken ct)
    {
        var sentences = _tree.Source.Sentences;
        for (var s = 0; s < sentences.Count; s++)
        {
            ct.ThrowIfCancellationRequested();
            var sentence = sentences[s];
            if (skip(sentence))
                continue;
            (_first, _last) = (sentence.FirstToken, sentence.FirstToken + sentence.TokenCount - 1);
            var before = Drafts.Count;
            _fronted.Clear();
            Cued();
            for (var i = _first; i <= _last; i++)
            {
                switch (_tokens[i].Upos)
                {
                    case "VERB":
                        if (_tokens[i].Lemma is "accord" or "according" && According(i))
                            break;
                        Verb(i);
                        break;
                    case "NOUN":
                        Noun(i);
                        break;
                    case "ADJ":
                        Adjective(i);
                        break;
                    case "PUNCT":
                        if (_tree.Form(i) is ":")
                            Colon(i);
                        break;
                    default:
                        if (_tokens[i].Lemma is "according" or "accord")
                            According(i);
                        break;
                }
            }

            Sort(before);
            Unique(before);
            Uncued(s);
            Remember(s, before);
        }

        Nest();
    }

    private void Sort(int from)
    {
        // A handful at most: insertion keeps the order of equals.
        for (var i = from + 1; i < Drafts.Count; i++)
        {
            var draft = Drafts[i];
            var k = i - 1;
            while (k >= from && (Drafts[k].Start > draft.Start || (Drafts[k].Start == draft.Start && Drafts[k].End < draft.End)))
                Drafts[k + 1] = Drafts[k--];
            Drafts[k + 1] = draft;
        }
    }

    /// <summary>Two cues for the same words are one statement: the stronger stays.</summary>
    private void Unique(int from)
    {
        for (var i = Drafts.Count - 1; i > from; i--)
        {
            for (var k = Math.Max(from, i - Window); k < i; k++)
            {
                Draft one = Drafts[k], other = Drafts[i];
                var shared = Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start);
                if (shared <= 0 || shared * 10 < 8 * Math.Max(one.End - one.Start, other.End - other.Start))
                    continue;
                if (one.Continues == other || other.Continues == one)
                    continue;

                // What stands inside is another's statement, however much of the words it takes.
                if ((other.CueStart >= one.Start && other.CueEnd <= one.End) || (one.CueStart >= other.Start && one.CueEnd <= other.End))
                    continue;
                var keep = one.IsStrong || !other.IsStrong ? one : other;
                if (keep == other)
                    Drafts[k] = other;
                Drafts.RemoveAt(i);
                break;
            }
        }
    }

    /// <summary>Says which statement stands in which, and leaves out what is too little inside another.</summary>
    private void Nest()
    {
        Sort(0, Drafts);
        var open = new List<Draft>();
        var kept = new List<Draft>(Drafts.Count);
        foreach (var draft in Drafts)
        {
            while (open.Count > 0 && open[^1].End <= draft.Start)
                open.RemoveAt(open.Count - 1);
            Draft? parent = null;
            for (var k = open.Count - 1; k >= Math.Max(0, open.Count - Window); k--)
            {
                if (open[k].Start <= draft.Start && open[k].End >= draft.End && open[k] != draft)
                {
                    parent = open[k];
                    break;
                }
            }

            if (parent is not null)
            {
                // The cue of what stands inside stands inside too; otherwise both tell the same words.
                var inside = draft.CueStart >= parent.Start && draft.CueEnd <= parent.End;
                if (!inside || !draft.IsStrong || draft.Speaker < 0 || IsSelf(draft) || !IsVoice(draft))
                    continue;
                draft.Parent = parent;
            }

            open.Add(draft);
            kept.Add(draft);
        }

        foreach (var draft in kept)
        {
            if (draft.Continues is { } from && !kept.Holds(from))
                draft.Continues = null;
        }

        Drafts.Clear();
        Drafts.AddRange(kept);
    }

    /// <summary>"I think", "we know" in somebody's words: no voice of another.</summary>
    private bool IsSelf(Draft draft) => _tokens[draft.Speaker].Upos == "PRON" && _tokens[draft.Speaker].Lemma is "I" or "we" or "you" or "one" or "who";

    /// <summary>What is kept inside another's words: sayings and reports, and beliefs of somebody who is named.</summary>
    private bool IsVoice(Draft draft) => draft.Stance is Stance.Asserts or Stance.Reports or Stance.Denies or Stance.Accuses
        || (draft.Stance is Stance.Believes or Stance.Doubts && _tokens[draft.Speaker].Upos != "PRON");

    private static void Sort(int from, List<Draft> drafts) => drafts.Sort(from, drafts.Count - from, Comparer<Draft>.Create((one, other) =>
        one.Start != other.Start ? one.Start.CompareTo(other.Start)
        : one.End != other.End ? other.End.CompareTo(one.End) : one.CueStart.CompareTo(other.CueStart)));

    private void DropNicknames()
    {
        for (var i = 1; i + 2 < _tokens.Length; i++)
        {
            var quote = _quoteOf[i];
            if (quote < 0 || _quoteOf[i - 1] == quote || _tokens[i - 1].Upos != "PROPN")
                continue;
            var end = i;
            while (end + 1 < _tokens.Length && _quoteOf[end + 1] == quote && end - i < 6)
                end++;
            if (end + 1 >= _tokens.Length || _quoteOf[end + 1] == quote || _tokens[end + 1].Upos != "PROPN" || end - i > 4)
                continue;
            Array.Fill(_quoteOf, -1, i, end - i + 1);
            _nicknames[i] = end;
        }
    }
}

/// <summary>Look-ups in a sorted list of statements.</summary>
internal static class DraftList
{
    /// <summary>Whether a list in the order of contents holds a statement of the same place.</summary>
    public static bool Holds(this List<Draft> drafts, Draft wanted) =>
        drafts.BinarySearch(wanted, Comparer<Draft>.Create((one, other) =>
            one.Start != other.Start ? one.Start.CompareTo(other.Start)
            : one.End != other.End ? other.End.CompareTo(one.End) : one.CueStart.CompareTo(other.CueStart))) >= 0;
}
