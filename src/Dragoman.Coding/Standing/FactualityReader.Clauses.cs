using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Statements;
using Dragoman.Records;

namespace Dragoman.Coding.Standing;

/// <content>What lists, marks, conditions, negations and questions say of a clause.</content>
internal sealed partial class FactualityReader
{
    /// <summary>What a verb hangs on with no tense of its own it shares with the verb in front: "will leave … and open".</summary>
    private Factuality Shared(int at, int head, Factuality standing, bool conflict)
    {
        if (standing != Factuality.Happened || tree.Child(at, "nsubj") >= 0 || tree.Child(at, "aux") >= 0 || tree.ChildExactly(at, "nsubj:pass") >= 0)
            return standing;
        if (_tokens[at].Xpos is not ("VB" or "VBN" or "VBD" or "VBG"))
            return standing;
        var first = Own(head, conflict);
        if (_tokens[at].Xpos is "VBD" && !(tree.Child(head, "aux") is >= 0 and var aux && _tokens[aux].Xpos == "MD"))
            return standing;
        return first is Factuality.Possible or Factuality.Planned or Factuality.Threatened or Factuality.Hypothetical or Factuality.Ongoing ? first : standing;
    }

    /// <summary>What the word that leads a clause in does to it: "if", "without", "instead of", "to" of purpose.</summary>
    private bool Marked(int at, out Effect effect)
    {
        effect = Effect.Same;
        var left = tree.Left(at);
        for (var child = tree.FirstChild(at); child >= 0 && child < at; child = tree.Next(child))
        {
            var part = _tokens[child];
            if (part.Relation is "mark" or "case" or "advmod" or "cc" or "nmod" or "fixed" && table.Mark(Lower(child), out effect))
                return effect != Effect.Possible || !IsInfinitive(at) && (effect = Effect.Hypothetical) == Effect.Hypothetical;
            if (part.Relation is "mark" or "case" or "cc" && Lower(child) is "instead" or "rather" or "far")
            {
                effect = Effect.Denied;
                return true;
            }
        }

        // "as long as", "in case", "in the event that", "rather than", "instead of".
        var first = Lower(left);
        var second = left + 1 < _tokens.Length ? Lower(left + 1) : "";
        if (first is "instead" or "far" || (first == "rather" && second == "than"))
        {
            effect = Effect.Denied;
            return true;
        }

        var before = left > 0 ? Lower(left - 1) : "";
        if ((first == "in" && second is "case" || first == "as" && second == "long" || before is "case" or "event" && first is "the" or "that") && _tokens[at].Relation != "acl:relcl"
            || (before == "event" && first == "that"))
        {
            effect = Effect.Hypothetical;
            return true;
        }

        if (Inverted(at))
        {
            effect = Effect.Hypothetical;
            return true;
        }

        if (TextTree.Is(_tokens[at].Relation, "advcl") && IsInfinitive(at) && !GovernsInfinitive(_tokens[at].Head))
        {
            effect = Effect.Planned;
            return true;
        }

        return false;
    }

    private bool GovernsInfinitive(int head) => head >= 0 && (_tokens[head].Upos == "VERB" ? table.Verb(_tokens[head].Lemma, out var effect, out _) && effect is not (Effect.Said) || cues.Verb(_tokens[head].Lemma) is { } cue && cue.Has(CueFrames.Infinitive)
        : _tokens[head].Upos is "ADJ" && table.Adjective(_tokens[head].Lemma, out _, out _));

    /// <summary>"Had the army attacked, …", "Should they leave, …".</summary>
    private bool Inverted(int at)
    {
        var left = tree.Left(at);
        return TextTree.Is(_tokens[at].Relation, "advcl") && left < at && Lower(left) is "had" or "should" or "were" && _tokens[left].Head == at
            && tree.Child(at, "nsubj") is >= 0 and var subject && subject > left;
    }

    /// <summary>Whether a main clause hangs on a condition.</summary>
    private bool Conditional(int token)
    {
        for (var child = tree.FirstChild(token); child >= 0; child = tree.Next(child))
        {
            if (!TextTree.Is(_tokens[child].Relation, "advcl"))
                continue;
            if (MarkOf(child) is "if" or "unless" || Inverted(child) || Lower(tree.Left(child)) is "if" or "unless" or "even")
                return true;
        }

        return false;
    }

    private bool Reported(int token)
    {
        var at = token;
        for (var depth = 0; depth < 4; depth++)
        {
            if (_tokens[at].Relation is "ccomp" or "acl:relcl" or "acl" or "parataxis" || HasReporter(at))
                return true;
            if (_tokens[at].Relation is not ("conj" or "xcomp") || _tokens[at].Head < 0)
                return false;
            at = _tokens[at].Head;
        }

        return false;
    }

    private bool HasReporter(int token)
    {
        for (var child = tree.FirstChild(token); child >= 0; child = tree.Next(child))
        {
            if (_tokens[child].Relation == "parataxis" && cues.Verb(_tokens[child].Lemma) is { } cue && cue.Has(CueFrames.Quote))
                return true;
        }

        return false;
    }

    private string MarkOf(int at)
    {
        for (var child = tree.FirstChild(at); child >= 0 && child < at; child = tree.Next(child))
        {
            if (_tokens[child].Relation == "mark" && _tokens[child].Upos != "PART")
                return Lower(child);
        }

        return "";
    }

    private bool IsInfinitive(int verb)
    {
        for (var child = tree.FirstChild(verb); child >= 0 && child < verb; child = tree.Next(child))
        {
            if (_tokens[child].Upos == "PART" && tree.IsForm(child, "to"))
                return true;
        }

        return false;
    }

    private bool HasBeing(int token)
    {
        for (var child = tree.FirstChild(token); child >= 0 && child < token; child = tree.Next(child))
        {
            if (tree.IsForm(child, "being"))
                return true;
        }

        return false;
    }

    private bool IsNegation(int child)
    {
        var form = tree.Form(child);
        return _tokens[child].Relation is "advmod" or "det" or "neg" or "cc:preconj" or "cc" or "mark" or "aux" or "discourse"
            && (_tokens[child].Lemma is "not" or "never" or "no" or "neither" or "nor" or "n't" || form is "n't" or "n’t" || form.Equals("never", StringComparison.OrdinalIgnoreCase)
            || form.Equals("neither", StringComparison.OrdinalIgnoreCase));
    }

    private bool IsOnly(int negation) => negation + 1 < _tokens.Length && _tokens[negation + 1].Lemma is "only" or "just" or "merely";

    private bool IsNoneNoun(int noun)
    {
        if (SmallWords.Nobody.Contains(_tokens[noun].Lemma.ToLowerInvariant()))
            return true;
        for (var child = tree.FirstChild(noun); child >= 0 && child < noun; child = tree.Next(child))
        {
            if (_tokens[child].Relation is "det" or "advmod" && tree.Form(child) is "no" or "No" or "neither" or "Neither")
                return true;
        }

        return false;
    }

    private bool HasNegation(int token)
    {
        for (var child = tree.FirstChild(token); child >= 0; child = tree.Next(child))
        {
            if (IsNegation(child) && !IsOnly(child) || _tokens[child].Relation is "obj" or "nsubj" or "nsubj:pass" && IsNoneNoun(child))
                return true;
        }

        return false;
    }

    private bool NegatedSubject(int token)
    {
        for (var child = tree.FirstChild(token); child >= 0 && child < token; child = tree.Next(child))
        {
            if (_tokens[child].Relation is "nsubj" or "nsubj:pass" && IsNoneNoun(child))
                return true;
        }

        return false;
    }

    private bool IsQuestion(int token)
    {
        var sentence = tree.Source.Sentences[tree.SentenceOf(token)];
        var last = sentence.FirstToken + sentence.TokenCount - 1;
        while (last > sentence.FirstToken && tree.Form(last) is "”" or "\"" or "’" or "''")
            last--;
        return tree.Form(last) is "?";
    }
}
