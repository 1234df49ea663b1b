using Dragoman.Coding.Statements;
using Dragoman.Records;

namespace Dragoman.Coding.Standing;

/// <summary>
/// How an act stands that a word names: done, under way, planned, threatened, possible, hypothetical or denied, by its own auxiliaries and
/// adverbs and by every word that it hangs on, up to the sentence's root. Whoever says it is not judged here but by <see cref="Through"/>.
/// </summary>
internal sealed partial class FactualityReader(TextTree tree, FactualityTable table, CueTable cues)
{
    /// <summary>How many governors are looked at; nobody tells of more.</summary>
    private const int MostGovernors = 12;

    private readonly Token[] _tokens = tree.Tokens;

    /// <summary>How the act stands that a word names.</summary>
    /// <param name="token">Index of the word.</param>
    /// <param name="outwards">False to look at the word's own clause alone.</param>
    public Factuality Of(int token, bool outwards = true)
    {
        var conflict = table.IsConflict(_tokens[token].Lemma);
        var standing = Own(token, conflict);
        if (!outwards)
            return standing;
        var at = token;
        for (var depth = 0; depth < MostGovernors; depth++)
        {
            var head = _tokens[at].Head;
            if (head < 0 || head == at)
                break;
            var relation = _tokens[at].Relation;
            if (relation == "conj")
            {
                standing = Shared(at, head, standing, conflict);
                at = head;
                continue;
            }

            var told = relation == "acl:relcl" && _tokens[head].Upos == "NOUN" && tree.Left(at) < at && tree.IsForm(tree.Left(at), "that") && Beside(at);
            if (!told && relation is "parataxis" or "acl:relcl" or "appos" or "list" or "discourse" or "vocative")
                break;
            if (relation == "acl" && !IsInfinitive(at) && _tokens[at].Xpos is "VBN" or "VBG" && tree.Left(at) == at)
                break;

            if (TextTree.Is(relation, "advcl") || relation == "acl" || TextTree.Is(relation, "obl") && _tokens[at].Xpos == "VBG")
            {
                if (Marked(at, out var mark))
                {
                    standing = mark == Effect.Denied && Before(token) == Effect.Denied ? Factuality.Denied : Apply(mark, standing, conflict);
                    break;
                }
            }

            var embedding = told || relation is "ccomp" or "xcomp" or "acl" || (at != token && _tokens[at].Upos == "NOUN" && (relation == "obj" || TextTree.Is(relation, "nsubj") && _tokens[head].Upos == "ADJ"
                || TextTree.Is(relation, "obl") && Effects(head, out var tells, out _) && tells is Effect.Denied or Effect.Possible)) || TextTree.Is(relation, "csubj")
                || (TextTree.Is(relation, "advcl") || TextTree.Is(relation, "obl") || relation == "nmod") && (_tokens[at].Xpos == "VBG" || IsInfinitive(at) || _tokens[at].Upos is "NOUN" or "PROPN" && at == token)
                || relation is "obj" or "nsubj:pass" && at == token && _tokens[at].Upos == "NOUN";
            if (!embedding)
            {
                if (relation is "obj" && Effects(head, out var about, out _) && about is not (Effect.Said or Effect.Same))
                    standing = Govern(head, standing, conflict, at);
                break;
            }

            standing = Govern(head, standing, conflict, at);
            at = head;
        }

        if (standing is Factuality.Happened or Factuality.Ongoing or Factuality.Possible && _tokens[token].Upos is "VERB" or "AUX" && Segment(token) is var led && led != Effect.Same)
            standing = Apply(led, standing, conflict);
        if (standing is Factuality.Happened or Factuality.Ongoing && IsQuestion(token))
            standing = Factuality.Possible;
        return standing;
    }

    /// <summary>How something stands in the words of whoever says it: governors up to the cue, the cue itself left aside.</summary>
    /// <param name="token">Index of the word.</param>
    /// <param name="cue">Index of the cue; −1 for none.</param>
    public Factuality Within(int token, int cue)
    {
        if (cue >= 0 && _tokens[token].Head == cue)
        {
            var own = Own(token, table.IsConflict(_tokens[token].Lemma));
            return own is Factuality.Happened or Factuality.Ongoing && MarkOf(token) is "whether" or "if" ? Factuality.Possible : own;
        }

        return Of(token, cue < 0 || !Above(token, cue));
    }

    /// <summary>Whether an act is negated in its own clause.</summary>
    public bool Negated(int token) => HasNegation(token);

    private bool Above(int token, int cue)
    {
        for (var depth = 0; depth < MostGovernors && token >= 0; depth++)
        {
            if (token == cue)
                return true;
            token = _tokens[token].Head;
        }

        return false;
    }

    /// <summary>How something stands that a source tells in a way.</summary>
    /// <param name="own">How it stands in the source's words.</param>
    /// <param name="stance">How the source stands to it.</param>
    /// <param name="negated">Whether the cue is negated.</param>
    /// <param name="threat">Whether the cue is a threat.</param>
    public static Factuality Through(Factuality own, Stance stance, bool negated, bool threat) => stance switch
    {
        Stance.Asserts or Stance.Reports or Stance.Knows or Stance.Accuses => negated ? Factuality.Possible : own,
        Stance.Denies or Stance.Rejects => negated ? Factuality.Possible : own == Factuality.Denied ? Factuality.Happened : Factuality.Denied,
        Stance.Refuses => negated ? Factuality.Possible : Factuality.Denied,
        Stance.Intends => own == Factuality.Denied || negated ? Factuality.Denied : threat ? Factuality.Threatened : Factuality.Planned,
        Stance.Believes or Stance.Expects or Stance.Wishes => own == Factuality.Denied || negated ? Factuality.Denied : Factuality.Possible,
        _ => own == Factuality.Denied ? Factuality.Denied : Factuality.Possible,
    };

    private static Factuality Apply(Effect effect, Factuality standing, bool conflict) => effect switch
    {
        Effect.Ongoing or Effect.Still => standing == Factuality.Happened ? Factuality.Ongoing : standing,
        Effect.Ended => standing is Factuality.Ongoing ? Factuality.Happened : standing,
        Effect.Planned => standing == Factuality.Denied ? standing : conflict ? Factuality.Threatened : Factuality.Planned,
        Effect.Threatened => standing == Factuality.Denied ? standing : Factuality.Threatened,
        Effect.Possible => standing is Factuality.Denied or Factuality.Hypothetical ? standing : Factuality.Possible,
        Effect.Hypothetical => Factuality.Hypothetical,
        Effect.Denied => standing == Factuality.Denied ? Factuality.Happened : Factuality.Denied,
        _ => standing,
    };

    /// <summary>What a governor does to what it governs.</summary>
    private Factuality Govern(int head, Factuality standing, bool conflict, int below)
    {
        if (!Effects(head, out var effect, out var whenNegated))
            return standing;
        var own = Own(head, false);
        if (below > 0 && MarkOf(below) is "whether" or "if" && effect is not Effect.Denied)
            return Apply(Effect.Possible, standing, conflict);
        if (own == Factuality.Denied && HasNegation(head))
        {
            // "No one denies that …" tells that it is so.
            if (effect == Effect.Denied && NegatedSubject(head))
                return standing;
            return effect == Effect.Same && whenNegated == Effect.Same ? standing : Apply(whenNegated, standing, conflict);
        }

        var relation = below >= 0 ? _tokens[below].Relation : "";
        if (effect is Effect.Said or Effect.Threatened or Effect.Asked && below >= 0 && tree.Left(below) < below && tree.IsForm(tree.Left(below), "against"))
            return Factuality.Possible;
        if (effect == Effect.Said)
            return relation == "xcomp" && IsInfinitive(below) && tree.ChildExactly(head, "aux:pass") >= 0 ? Apply(Effect.Possible, standing, conflict) : standing;
        if (effect == Effect.Threatened && !IsInfinitive(below) && _tokens[head].Upos == "VERB" && standing is Factuality.Happened or Factuality.Ongoing or Factuality.Possible)
            return standing;
        if (effect == Effect.Asked)
            return !IsInfinitive(below) && cues.Verb(_tokens[head].Lemma) is { Stance: Stance.Asserts } ? standing : Factuality.Possible;
        if (effect == Effect.Wanted)
            return Apply(tree.Child(head, "obj") is >= 0 and var other && other < below ? Effect.Possible : Effect.Planned, standing, conflict);
        if (effect == Effect.Planned && below >= 0 && tree.Left(below) < below && tree.IsForm(tree.Left(below), "against"))
            return Factuality.Denied;
        if (effect == Effect.Denied && standing == Factuality.Denied && below >= 0 && cues.Verb(_tokens[below].Lemma) is { Stance: Stance.Denies })
            return Factuality.Possible;
        if (effect is Effect.Same or Effect.Ongoing)
        {
            // "may try to", "will help to": what can be of the one can be of the other.
            var done = Apply(effect, standing, conflict);
            return own is Factuality.Happened or Factuality.Ongoing || standing == Factuality.Denied ? done
                : own is Factuality.Planned or Factuality.Threatened ? Apply(Effect.Planned, standing, conflict) : own;
        }

        if (effect is Effect.Planned or Effect.Threatened && own is Factuality.Possible or Factuality.Hypothetical && standing != Factuality.Denied)
            return own;
        if (effect == Effect.Denied && own is Factuality.Possible or Factuality.Hypothetical or Factuality.Planned)
            return Factuality.Possible;
        return Apply(effect, standing, conflict);
    }

    private bool Effects(int word, out Effect effect, out Effect negated)
    {
        var token = _tokens[word];
        switch (token.Upos)
        {
            case "VERB":
                var particle = tree.ChildExactly(word, "compound:prt");
                if (particle < 0 && word + 1 < _tokens.Length && _tokens[word + 1].Upos is "ADP" or "ADV" && table.Particle(token.Lemma, Lower(word + 1), out effect, out negated))
                    return true;
                if (particle >= 0)
                {
                    if (table.Particle(token.Lemma, _tokens[particle].Lemma, out effect, out negated))
                        return true;
                    if (cues.Verb(token.Lemma, _tokens[particle].Lemma) is null)
                    {
                        (effect, negated) = (Effect.Same, Effect.Denied);
                        return true;
                    }
                }
                else if (token.Lemma == "look" && word + 1 < _tokens.Length && tree.IsForm(word + 1, "into"))
                {
                    (effect, negated) = (Effect.Possible, Effect.Possible);
                    return true;
                }

                // "had to": a verb that does otherwise in the past stands in that form.
                if ((token.Xpos == "VBD" && table.Verb(Lower(word), out effect, out negated)) || table.Verb(token.Lemma, out effect, out negated))
                    return true;
                break;
            case "ADJ" or "ADV":
                if (table.Adjective(token.Lemma, out effect, out negated))
                    return true;
                break;
            case "NOUN":
                if (table.Noun(token.Lemma, out effect, out negated))
                    return true;
                break;
            default:
                break;
        }

        if ((token.Upos == "VERB" ? cues.Verb(token.Lemma) : token.Upos == "NOUN" ? cues.Noun(token.Lemma) : token.Upos == "ADJ" ? cues.Adjective(token.Lemma) : null) is { } cue)
        {
            (effect, negated) = cue.Stance switch
            {
                Stance.Believes or Stance.Expects or Stance.Wishes => (Effect.Possible, Effect.Denied),
                Stance.Doubts or Stance.Asks or Stance.Requests => (Effect.Possible, Effect.Possible),
                Stance.Denies or Stance.Rejects => (Effect.Denied, Effect.Possible),
                Stance.Refuses => (Effect.Denied, Effect.Same),
                Stance.Intends => (Effect.Planned, Effect.Denied),
                Stance.Knows => (Effect.Said, Effect.Said),
                _ => (Effect.Said, Effect.Possible),
            };
            return true;
        }

        (effect, negated) = (Effect.Same, Effect.Denied);
        return token.Upos is "VERB";
    }

    /// <summary>How an act stands by its own auxiliaries, adverbs and marks.</summary>
    private Factuality Own(int token, bool conflict)
    {
        var word = _tokens[token];
        if (word.Upos is "NOUN" or "PROPN")
            return OwnOfNoun(token, conflict);
        bool negated = false, have = false, be = false, future = false, would = false, possible = false, ability = false, must = false, still = false, later = false, yet = false;
        var hedge = Effect.Same;
        for (var child = tree.FirstChild(token); child >= 0; child = tree.Next(child))
        {
            var part = _tokens[child];
            var lemma = part.Lemma;
            if (part.Upos == "AUX" || TextTree.Is(part.Relation, "aux"))
            {
                switch (lemma)
                {
                    case "will" or "shall" or "'ll" or "’ll" or "wo":
                        future |= !IsForm(child, "would");
                        would |= IsForm(child, "would");
                        must |= IsForm(child, "should");
                        break;
                    case "would" or "'d" or "’d":
                        would = true;
                        break;
                    case "may" or "might":
                        possible = true;
                        break;
                    case "can" or "could" or "ca":
                        ability = true;
                        break;
                    case "must" or "should" or "ought":
                        must = true;
                        break;
                    case "have" or "'ve" or "’ve":
                        have = true;
                        break;
                    case "be" or "'s" or "’s":
                        be = true;
                        break;
                    default:
                        break;
                }
            }
            else if (IsNegation(child))
            {
                negated |= !IsOnly(child);
                yet |= false;
            }
            else if (part.Upos is "ADV" && Lower(child) is "longer" && child > 0 && tree.IsForm(child - 1, "no"))
            {
                negated = true;
            }
            else if (part.Upos is "ADV" && lemma == "certainly" && child > 0 && Lower(child - 1) is "almost" or "nearly")
            {
                hedge = Effect.Possible;
            }
            else if (part.Upos is "ADV" or "ADJ" && table.Adverb(Lower(child), out var effect) && child < token + 6)
            {
                still |= effect == Effect.Still;
                later |= effect == Effect.Later;
                if (effect is Effect.Possible or Effect.Denied && !(effect == Effect.Denied && Certain(child)))
                    hedge = effect;
                else if (effect == Effect.Denied)
                    hedge = Effect.Possible;
            }
            else if (part.Relation is "obj" or "nsubj" or "nsubj:pass" or "obl" && IsNoneNoun(child))
            {
                negated = true;
            }
        }

        var first = word.Upos is "VERB" or "AUX" ? Before(token) : Effect.Same;
        negated |= yet || first == Effect.Denied;
        later |= first == Effect.Later;
        var standing = Factuality.Happened;
        var infinitive = IsInfinitive(token);
        if (would && later)
            standing = Factuality.Happened;
        else if (future && negated || ability && negated || would && negated && !have)
            return Factuality.Denied;
        else if (have && would || have && ability && Conditional(token))
            return negated ? Factuality.Hypothetical : Factuality.Hypothetical;
        else if (would)
            standing = Conditional(token) || !Reported(token) ? Factuality.Hypothetical : conflict ? Factuality.Threatened : Factuality.Planned;
        else if (ability && Conditional(token))
            standing = Factuality.Hypothetical;
        else if (possible || ability || must)
            return Factuality.Possible;
        else if (future || (infinitive && be && _tokens[token].Relation is not ("xcomp" or "ccomp" or "advcl" or "acl")))
            standing = have && infinitive ? Factuality.Possible : conflict ? Factuality.Threatened : Factuality.Planned;
        else if (word.Xpos == "VBG" && be || still && word.Xpos is "VBZ" or "VBP" || word.Xpos == "VBN" && HasBeing(token))
            standing = Factuality.Ongoing;
        if (negated)
            return Factuality.Denied;
        return hedge == Effect.Same ? standing : Apply(hedge, standing, conflict);
    }

    private Factuality OwnOfNoun(int token, bool conflict)
    {
        var standing = Factuality.Happened;
        for (var child = tree.FirstChild(token); child >= 0; child = tree.Next(child))
        {
            if (_tokens[child].Relation is "det" or "advmod" && IsNegation(child))
                return Factuality.Denied;
            if (child < token && (_tokens[child].Relation is "amod" or "compound") && (table.Adjective(_tokens[child].Lemma, out var effect, out _) || table.Adjective(Lower(child), out effect, out _))
                && effect != Effect.Same)
                standing = Apply(effect, standing, conflict);
        }

        return standing;
    }

    private string Lower(int token) => tree.Form(token).ToString().ToLowerInvariant();

    private bool IsForm(int token, string form) => tree.IsForm(token, form);

    /// <summary>What the words right in front of a verb do to it: "rather than", "has yet to", "would later".</summary>
    private Effect Before(int token)
    {
        if (token < 1)
            return Effect.Same;
        var one = Lower(token - 1);
        var two = token > 1 ? Lower(token - 2) : "";
        if ((one == "than" && two == "rather") || (one == "of" && two is "instead" or "short") || (one == "from" && two == "far") || (one == "to" && two == "yet"))
            return Effect.Denied;
        return table.Adverb(one, out var effect) && effect == Effect.Later ? effect : Effect.Same;
    }

    /// <summary>A condition that the tree may have lost: the word that leads in the part of the sentence that a verb stands in first.</summary>
    private Effect Segment(int token)
    {
        var sentence = tree.Source.Sentences[tree.SentenceOf(token)];
        var first = token;
        while (first > sentence.FirstToken && !tree.IsPunct(first - 1) && token - first < 25)
            first--;
        for (var i = first; i < token; i++)
        {
            if (_tokens[i].Upos == "VERB" && _tokens[i].Xpos is "VBD" or "VBZ" or "VBP" && Lower(i) is not ("suppose" or "provided" or "assuming"))
                return Effect.Same;
        }

        var word = Lower(first);
        if (first < token && (word is "even" or "and" or "but" or "or"))
            word = Lower(++first);
        if (first == token || (word == "whether" && token - first > 0 && _tokens[token].Relation == "ccomp"))
            return Effect.Same;
        var next = Lower(first + 1);
        if (table.Mark(word, out var effect) && effect is Effect.Hypothetical or Effect.Possible && _tokens[first].Upos is "SCONJ" or "VERB" or "ADV" or "ADP" or "CCONJ" && (word != "once" || next is "the" or "a" or "they"))
            return Effect.Hypothetical;
        if ((word == "as" && next == "long") || (word == "in" && next is "case" or "the" && first + 2 < token && Lower(first + 2) is "event" or "case"))
            return Effect.Hypothetical;
        return word is "had" or "should" or "were" && _tokens[first].Upos == "AUX" && _tokens[first + 1].Upos is "DET" or "PRON" or "PROPN" or "NOUN" && !IsQuestion(token) ? Effect.Hypothetical : Effect.Same;
    }

    private bool Beside(int verb) => tree.Child(verb, "nsubj") is >= 0 and var subject && !tree.IsForm(subject, "that");

    private bool Certain(int adverb) => adverb + 1 < _tokens.Length && _tokens[adverb + 1].Lemma == "certainly";
}
