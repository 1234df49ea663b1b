using Dragoman.Coding.Actors;
using Dragoman.Coding.Acts;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>Words that may be a side of an event.</summary>
/// <param name="First">Index of the first word.</param>
/// <param name="End">Index behind the last word.</param>
/// <param name="Head">Index of the word that the rest hangs on.</param>
/// <param name="Actor">Who it is; null where the tables do not know.</param>
internal readonly record struct LayerSpan(int First, int End, int Head, ActorReading? Actor)
{
    /// <summary>A span of words; its head is the word whose own head lies outside.</summary>
    public static LayerSpan Of(Word[] words, int first, int end, ActorReading? actor)
    {
        var head = end - 1;
        for (var i = first; i < end; i++)
        {
            if (words[i].Head >= 0 && words[i].Head >= first && words[i].Head < end)
                continue;
            if (words[i].Relation is Dependency.Punct or Dependency.Case or Dependency.Det or Dependency.Cc or Dependency.Mark)
                continue;
            head = i;
            break;
        }

        return new LayerSpan(first, end, head, actor);
    }
}

/// <summary>What the frames say of a pair.</summary>
/// <param name="Type">Type of the act that fits best; −1 for none.</param>
/// <param name="Strength">0 to 3: how well both sides stand in its places.</param>
internal readonly record struct RuleSignal(int Type, int Strength)
{
    /// <summary>Steps of <see cref="Strength"/>.</summary>
    public const int Steps = 4;

    /// <summary>Number of different signals.</summary>
    public const int Count = (16 * Steps) + 1;

    /// <summary>No act fits.</summary>
    public static RuleSignal None => new(-1, 0);

    /// <summary>Its number.</summary>
    public int Index => Type < 0 ? 0 : 1 + (Type * Steps) + Strength;

    /// <summary>The signal of a type whose reading has a score from 0 to 1.</summary>
    public static RuleSignal Of(EventType type, double score) => new((int)type, score > 0.55 ? 3 : score > 0.25 ? 2 : score > 0.06 ? 1 : 0);
}

/// <summary>A sentence as the network sees it: rows of tables for each word, and the tree.</summary>
internal sealed class LayerInput
{
    private const int DeepestPath = 3;

    /// <summary>Rows of a table of paths.</summary>
    public const int PathRows = (DeepestPath + 1) * (DeepestPath + 1) * Relations;

    private const int Relations = 48;
    private Word[] _words = [];
    private SentenceTree _tree = null!;
    private int[] _chain = [];

    /// <summary>The sentence.</summary>
    public SentenceReading Sentence { get; private set; } = null!;

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>Row of the word vectors for each word; −1 for none, and for names.</summary>
    public int[] Vectors { get; private set; } = [];

    /// <summary>Head of each word; −1 for none.</summary>
    public int[] Heads { get; private set; } = [];

    /// <summary>Object of each word; −1 for none.</summary>
    public int[] Objects { get; private set; } = [];

    /// <summary>Where the features of a word begin in <see cref="Keys"/>.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>Features of all words.</summary>
    public List<ulong> Keys { get; } = [];

    /// <summary>Where in <see cref="Keys"/> the features of a word begin that come from frames: the network may be told to look away.</summary>
    public int[] FrameStarts { get; private set; } = [];

    /// <summary>Makes the input of a sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="acts">What the frames found in it.</param>
    /// <param name="vectors">The word vectors.</param>
    public static LayerInput Of(SentenceReading sentence, List<Act> acts, ILayerVectors vectors)
    {
        var input = new LayerInput();
        input.Fill(sentence, acts, vectors);
        return input;
    }

    /// <summary>Takes another sentence, in the same memory.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="acts">What the frames found in it.</param>
    /// <param name="vectors">The word vectors.</param>
    public void Fill(SentenceReading sentence, List<Act> acts, ILayerVectors vectors)
    {
        Sentence = sentence;
        _words = sentence.Words;
        _tree = sentence.Tree;
        Count = _words.Length;
        Keys.Clear();
        if (Vectors.Length < Count)
        {
            Vectors = new int[Count];
            Heads = new int[Count];
            Objects = new int[Count];
            Starts = new int[Count + 1];
            FrameStarts = new int[Count];
            _chain = new int[Count];
        }

        for (var i = 0; i < Count; i++)
        {
            ref var word = ref _words[i];
            Heads[i] = word.Head;
            Objects[i] = -1;
            foreach (var child in _tree.Children(i))
            {
                if (_words[child].Relation is Dependency.Obj or Dependency.NsubjPass or Dependency.Xcomp or Dependency.Ccomp)
                {
                    Objects[i] = child;
                    break;
                }
            }

            var name = IsName(_words, i);
            Vectors[i] = name ? -1 : vectors.Find(sentence.Text.AsSpan(word.Start, word.End - word.Start));
            Starts[i] = Keys.Count;
            Words(i, name, acts);
        }

        Starts[Count] = Keys.Count;
    }

    private void Words(int i, bool name, List<Act> acts)
    {
        ref var word = ref _words[i];
        var lemma = Lemma(i, name);
        Keys.Add(FeatureTable.Key(1, lemma));
        Keys.Add(FeatureTable.Key(2, word.Xpos ?? ""));
        Keys.Add(FeatureTable.Key(3, (int)word.Relation));
        if (word.Head >= 0)
            Keys.Add(FeatureTable.Key(4, Lemma(word.Head, IsName(_words, word.Head))));
        foreach (var child in _tree.Children(i))
        {
            switch (_words[child].Relation)
            {
                case Dependency.Aux or Dependency.AuxPass or Dependency.Case or Dependency.Mark or Dependency.CompoundPrt or Dependency.Cop
                    or Dependency.Det or Dependency.Advmod:
                    Keys.Add(FeatureTable.Key(10 + (int)_words[child].Relation, Lemma(child, false)));
                    break;
                case Dependency.Obj or Dependency.Xcomp or Dependency.Ccomp or Dependency.Amod or Dependency.Compound or Dependency.Obl
                    or Dependency.Nmod or Dependency.NsubjPass:
                    if (!IsName(_words, child))
                        Keys.Add(FeatureTable.Key(70 + (int)_words[child].Relation, Lemma(child, false)));
                    break;
                default:
                    break;
            }
        }

        FrameStarts[i] = Keys.Count;
        foreach (var act in acts)
        {
            if (i < act.TriggerFirst || i >= act.TriggerEnd)
                continue;
            Keys.Add(FeatureTable.Key(130, (int)act.Type, act.Contained ? 1 : 0));
            Keys.Add(FeatureTable.Key(131, (int)act.Type, (int)act.Factuality));
        }
    }

    private ReadOnlySpan<char> Lemma(int i, bool name)
    {
        ref var word = ref _words[i];
        if (name)
            return word.NameTag is { Length: > 2 } tag ? tag.AsSpan(2) : "<name>";
        if (word.Upos == "NUM")
            return "<number>";
        return word.Base is { Length: > 0 } lemma ? lemma : Sentence.Text.AsSpan(word.Start, word.End - word.Start);
    }

    /// <summary>Names say who, not what: the network does not see them.</summary>
    private static bool IsName(Word[] words, int i) => words[i].Upos == "PROPN" || (words[i].Capital && words[i].Upos is "ADJ" or "NOUN" && i > 0)
        || words[i].Entries is { } entries && entries[0].Kind == NameKind.Country;

    /// <summary>Rows of the two tables of paths from a span to every word: up and down to the meeting point, with the relation on each side.</summary>
    /// <param name="span">The span.</param>
    /// <param name="up">Receives a row for each word.</param>
    /// <param name="down">Receives a row for each word.</param>
    public void Paths(LayerSpan span, Span<int> up, Span<int> down)
    {
        var head = span.Head;

        // In a list or an explanation, what holds for the first holds for all.
        for (var guard = 0; guard < 6 && _words[head].Relation is Dependency.Conj or Dependency.Appos or Dependency.Flat && _words[head].Head >= 0
            && IsNominal(_words[head].Head); guard++)
            head = _words[head].Head;
        var relation = (int)_words[head].Relation;

        // Steps from the span's head up to a word, plus one; 0 for a word that does not stand above it.
        var chain = _chain.AsSpan(0, Count);
        chain.Clear();
        var length = 0;
        for (var at = head; at >= 0 && length < 32; at = _words[at].Head)
            chain[at] = ++length;
        for (var i = 0; i < Count; i++)
        {
            int d = 0, u = DeepestPath, last = 0;
            for (var at = i; at >= 0 && d < 32; at = _words[at].Head)
            {
                if (chain[at] > 0)
                {
                    u = chain[at] - 1;
                    break;
                }

                last = (int)_words[at].Relation;
                d++;
            }

            var cell = ((Math.Min(u, DeepestPath) * (DeepestPath + 1)) + Math.Min(d, DeepestPath)) * Relations;
            up[i] = cell + relation;
            down[i] = cell + last;
        }
    }

    private bool IsNominal(int i) => _words[i].Upos is "NOUN" or "PROPN" or "PRON" or "ADJ" or "NUM" or "X";

    /// <summary>Lemma of the preposition in front of a span; empty for none.</summary>
    public string Preposition(LayerSpan span)
    {
        var head = span.Head;
        for (var guard = 0; guard < 6; guard++)
        {
            foreach (var child in _tree.Children(head))
            {
                if (_words[child].Relation == Dependency.Case && child < head)
                    return _words[child].Base is { Length: > 0 } lemma ? lemma : "";
            }

            if (_words[head].Relation is Dependency.Conj or Dependency.Appos or Dependency.Flat or Dependency.Compound && _words[head].Head >= 0)
                head = _words[head].Head;
            else
                break;
        }

        return "";
    }

    /// <summary>Features of a pair as a whole.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="recipient">To whom; null for nobody.</param>
    /// <param name="given">Whether both sides were given: then some relation holds.</param>
    public List<ulong> PairKeys(LayerSpan actor, LayerSpan? recipient, bool given)
    {
        Span<ulong> own = stackalloc ulong[LayerSides.KeysOfSide];
        var keys = new List<ulong> { GivenKey(given, recipient is null) };
        ActorKeys(actor, own);
        keys.AddRange(own[..LayerSides.ActorKeys]);
        if (recipient is { } other)
        {
            RecipientKeys(other, own);
            keys.AddRange(own[..(LayerSides.KeysOfSide - LayerSides.ActorKeys)]);
            keys.Add(DistanceKey(actor.First < other.First, Distance(actor, other)));
            keys.Add(SectorKey(actor, other));
            keys.Add(OverlapKey(Overlap(actor, other)));
            keys.Add(CountryKey(OneCountry(actor, other)));
        }

        return keys;
    }

    /// <summary>Features of a side as actor, <see cref="LayerSides.ActorKeys"/> of them.</summary>
    public void ActorKeys(LayerSpan actor, Span<ulong> keys)
    {
        keys[0] = FeatureTable.Key(2, Sector(actor));
        keys[1] = FeatureTable.Key(4, (int)_words[actor.Head].Relation, 0);
        keys[2] = FeatureTable.Key(6, Preposition(actor));
        keys[3] = FeatureTable.Key(8, Noun(actor));
        keys[4] = FeatureTable.Key(14, actor.Head == _tree.Root ? 1 : 0, Math.Min(Count / 8, 5));
    }

    /// <summary>Features of a side as recipient.</summary>
    public void RecipientKeys(LayerSpan recipient, Span<ulong> keys)
    {
        keys[0] = FeatureTable.Key(3, Sector(recipient));
        keys[1] = FeatureTable.Key(5, (int)_words[recipient.Head].Relation, 0);
        keys[2] = FeatureTable.Key(7, Preposition(recipient));
        keys[3] = FeatureTable.Key(9, Noun(recipient));
    }

    /// <summary>The feature of a pair whose sides are given or not, and that is an actor alone or not.</summary>
    public static ulong GivenKey(bool given, bool alone) => FeatureTable.Key(1, given ? 1 : 0, alone ? 1 : 0);

    /// <summary>The feature of the order of two sides and of the steps between them.</summary>
    public static ulong DistanceKey(bool before, int distance) => FeatureTable.Key(10, before ? 1 : 0, distance);

    /// <summary>The feature of sides that share words or not.</summary>
    public static ulong OverlapKey(bool overlap) => FeatureTable.Key(12, overlap ? 1 : 0);

    /// <summary>The feature of sides that belong to one country or not.</summary>
    public static ulong CountryKey(bool one) => FeatureTable.Key(13, one ? 1 : 0);

    /// <summary>The feature of both sectors.</summary>
    public static ulong SectorKey(LayerSpan actor, LayerSpan recipient) =>
        FeatureTable.End(FeatureTable.More(FeatureTable.More(FeatureTable.More(FeatureTable.Begin(11), Sector(actor)), ">"), Sector(recipient)));

    /// <summary>How far two sides stand apart: 0 to 6.</summary>
    public static int Distance(LayerSpan actor, LayerSpan recipient) => Math.Min(Math.Abs(recipient.First - actor.First) / 4, 6);

    /// <summary>Whether two sides share words.</summary>
    public static bool Overlap(LayerSpan actor, LayerSpan recipient) => actor.First < recipient.End && recipient.First < actor.End;

    /// <summary>Whether two sides belong to one country.</summary>
    public static bool OneCountry(LayerSpan actor, LayerSpan recipient) => actor.Actor?.Country is { } country && country == recipient.Actor?.Country;

    private static string Sector(LayerSpan span) => span.Actor is null ? "-" : span.Actor.Sectors.Count > 0 ? span.Actor.Sectors[0]
        : span.Actor.Country is null ? "?" : span.Actor.Country is "UNO" or "EUR" or "IGO" or "NGO" ? span.Actor.Country : "STATE";

    private ReadOnlySpan<char> Noun(LayerSpan span) => Lemma(span.Head, IsName(_words, span.Head));
}
