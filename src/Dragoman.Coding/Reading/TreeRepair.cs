using Dragoman.Coding.Lexicon;

namespace Dragoman.Coding.Reading;

/// <summary>
/// Mends the trees of short and headline sentences, where a parser takes the verb for a participle in front of its object: "Britain
/// suspended aid". Only a clause that would be left without any verb is touched.
/// </summary>
internal static class TreeRepair
{
    /// <summary>Mends the heads, relations and tags of a sentence's words in place.</summary>
    /// <param name="words">The words.</param>
    /// <param name="lexicon">Tells nouns for people from others.</param>
    public static void Mend(Word[] words, CodingLexicon lexicon)
    {
        var before = new (int Head, Dependency Relation)[words.Length];
        for (var i = 0; i < words.Length; i++)
            before[i] = (words[i].Head, words[i].Relation);
        Change(words, lexicon);
        if (IsTree(words))
            return;
        for (var i = 0; i < words.Length; i++)
            (words[i].Head, words[i].Relation) = before[i];
    }

    /// <summary>Whether every word leads to a root.</summary>
    private static bool IsTree(Word[] words)
    {
        // 0 not seen, 1 on the way, 2 leads to a root.
        var state = new byte[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var at = i;
            while (at >= 0 && state[at] == 0)
            {
                state[at] = 1;
                at = words[at].Head;
            }

            if (at >= 0 && state[at] == 1)
                return false;
            for (at = i; at >= 0 && state[at] == 1; at = words[at].Head)
                state[at] = 2;
        }

        return true;
    }

    private static void Change(Word[] words, CodingLexicon lexicon)
    {
        var root = -1;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Head < 0)
            {
                if (root >= 0)
                    return;
                root = i;
            }

            // "let aid convoys in": two bare nouns in a row are one.
            if (i > 0 && words[i].Relation == Dependency.Obj && words[i - 1].Relation == Dependency.Obj && words[i].Head == words[i - 1].Head
                && words[i].Head < i && words[i].Upos is "NOUN" && words[i - 1].Upos is "NOUN")
            {
                words[i - 1].Relation = Dependency.Compound;
                words[i - 1].Head = i;
            }

            // "called Togo's toll reckless": the noun in front of what it is called is the object.
            if (words[i].Relation == Dependency.Compound && words[i].Head > i && words[words[i].Head] is { Upos: "ADJ", Relation: Dependency.Xcomp } called && called.Head >= 0 && called.Head < i)
            {
                var adjective = words[i].Head;
                for (var k = called.Head + 1; k < i; k++)
                {
                    if (words[k].Head == adjective)
                        words[k].Head = i;
                }

                words[i].Head = called.Head;
                words[i].Relation = Dependency.Obj;
            }

            // "Ecowas issued": a name is no auxiliary.
            if (words[i].Relation is Dependency.Aux or Dependency.AuxPass && words[i].Upos is "PROPN" or "NOUN" && words[i].Head > i)
            {
                words[i].Relation = Dependency.Nsubj;
                if (words[words[i].Head].Xpos is "VBN")
                    words[words[i].Head].Xpos = "VBD";
            }

            // "Akar criticised": a name that the tagger has not met is no adverb where the verb lacks a subject.
            if (IsNameAsAdverb(words, i))
            {
                words[i].Upos = "PROPN";
                words[i].Xpos = "NNP";
                words[i].Relation = Dependency.Nsubj;
            }
        }

        if (root < 0)
            return;
        if (words[root] is { Upos: "VERB", Xpos: "VBP" or "VBD" or "VB" })
            Pair(words, root);
        if (words[root].Upos is "VERB" && First(words, root) is var told and >= 0 && Announced(words, told, lexicon) is var plan and >= 0)
            Announce(words, told, plan);
        else if (words[root].Upos is "VERB")
            Subject(words, root);
        else if (Announced(words, root, lexicon) is var verb and >= 0)
            Announce(words, root, verb);
        else if (words[root].Upos is "NOUN" or "PROPN" or "ADJ" && !Has(words, root, Dependency.Cop))
            Verb(words, root, lexicon);
    }

    /// <summary>"Oman, Yemen reach deal": a second name behind one comma, and right in front of the verb, explains nothing.</summary>
    private static void Pair(Word[] words, int verb)
    {
        for (var i = 1; i < verb; i++)
        {
            if (words[i] is { Relation: Dependency.Appos, Upos: "PROPN" } && words[i].Head is var first and >= 0 && first < i && words[first].Head == verb
                && words[first] is { Relation: Dependency.Nsubj, Upos: "PROPN" } && Comma(words, first, i))
            {
                words[i].Relation = Dependency.Conj;
                return;
            }
        }
    }

    private static bool IsNameAsAdverb(Word[] words, int i) =>
        words[i] is { Relation: Dependency.Advmod or Dependency.Discourse, Upos: "ADV" or "INTJ" or "X", Info: null } word
        && i + 1 == word.Head && words[i + 1] is { Upos: "VERB", Xpos: "VBD" or "VBZ" }
        && !word.Base.EndsWith("ly", StringComparison.Ordinal) && !word.Is(WordClasses.Time)
        && !Has(words, word.Head, Dependency.Nsubj) && !Has(words, word.Head, Dependency.NsubjPass);

    private static bool Has(Word[] words, int head, Dependency relation)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Head == head && words[i].Relation == relation)
                return true;
        }

        return false;
    }

    /// <summary>"France plans to visit": what stands as a compound in front of a verb is its subject.</summary>
    private static void Subject(Word[] words, int root)
    {
        if (words[root].Xpos is not ("VBZ" or "VBP" or "VBD" or "VBN") || Has(words, root, Dependency.Nsubj) || Has(words, root, Dependency.NsubjPass) || Has(words, root, Dependency.AuxPass))
            return;
        for (var i = root - 1; i >= 0; i--)
        {
            if (words[i].Head != root)
                continue;
            if (words[i].Relation is Dependency.Compound or Dependency.NmodDesc && words[i].Upos is "PROPN" or "NOUN")
            {
                words[i].Relation = Dependency.Nsubj;
                break;
            }

            if (words[i].Relation is not (Dependency.Advmod or Dependency.Punct))
                return;
        }

        for (var i = root + 1; i < words.Length; i++)
        {
            if (words[i].Head == root && words[i].Relation == Dependency.Acl)
                words[i].Relation = Dependency.Xcomp;
        }
    }

    /// <summary>
    /// "Peru to send troops": the infinitive that hangs on somebody who is all of the line in front of it; "plan to send troops" is a thing. −1 for none.
    /// </summary>
    private static int Announced(Word[] words, int root, CodingLexicon lexicon)
    {
        if (words[root].Upos is not "PROPN" && (words[root].Info?.Noun is not { } noun || (lexicon.ClassesOf(noun) & lexicon.PersonBit) == 0))
            return -1;
        var verb = -1;
        for (var i = root + 1; i < words.Length; i++)
        {
            if (words[i].Head != root)
                continue;
            if (words[i] is { Upos: "VERB", Xpos: "VB", Relation: Dependency.Acl })
            {
                verb = i;
                break;
            }

            if (words[i].Relation is not (Dependency.Flat or Dependency.Conj or Dependency.Appos or Dependency.Nmod or Dependency.Compound or Dependency.Punct))
                return -1;
        }

        if (verb < 1)
            return -1;
        var to = -1;
        for (var i = 0; i < verb; i++)
        {
            if (words[i].Head == verb && words[i].Relation == Dependency.Mark)
                to = i;
            else if (words[i].Upos is "VERB" && words[i].Xpos is not ("VBN" or "VBG"))
                return -1;
            else if (words[i].Head == root && words[i].Relation == Dependency.Case)
                return -1;
        }

        return to >= 0 && words[to].Form == "to" ? verb : -1;
    }

    /// <summary>"Peru to send troops, says minister": the first of two subjects of a verb. −1 where it has not two.</summary>
    private static int First(Word[] words, int root)
    {
        var first = -1;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Head != root || words[i].Relation != Dependency.Nsubj)
                continue;
            if (first >= 0)
                return first < root ? first : -1;
            first = i;
        }

        return -1;
    }

    /// <summary>Makes a sentence of them: the infinitive is the verb, and who stands in front its subject; "Oman, Yemen to talk" names two.</summary>
    private static void Announce(Word[] words, int root, int verb)
    {
        words[verb].Head = words[root].Head;
        words[verb].Relation = words[root].Head < 0 ? Dependency.Root : Dependency.Ccomp;
        words[root].Head = verb;
        words[root].Relation = Dependency.Nsubj;
        for (var i = root + 1; i < words.Length; i++)
        {
            if (words[i].Head != root)
                continue;
            if (i > verb)
                words[i].Head = verb;
            else if (words[i].Relation == Dependency.Appos && words[i].Upos is "PROPN" && words[root].Upos is "PROPN" && Comma(words, root, i))
                words[i].Relation = Dependency.Conj;
        }
    }

    /// <summary>Whether a comma, and nothing else but the parts of a name, stands between two words, and none behind the second.</summary>
    private static bool Comma(Word[] words, int first, int second)
    {
        var commas = 0;
        for (var i = first + 1; i < second; i++)
        {
            if (words[i].Relation == Dependency.Punct)
                commas++;
            else if (words[i].Upos is not ("PROPN" or "ADJ"))
                return false;
        }

        return commas == 1 && second + 1 < words.Length && words[second + 1].Relation != Dependency.Punct;
    }

    /// <summary>Makes a sentence of a noun with a participle: the participle becomes the verb, the noun its object.</summary>
    private static void Verb(Word[] words, int root, CodingLexicon lexicon)
    {
        var verb = -1;
        var verbless = true;
        foreach (ref var word in words.AsSpan())
            verbless &= word.Upos is not ("VERB" or "AUX");
        for (var i = 1; i < words.Length && verb < 0; i++)
        {
            if (IsCandidate(words, i) || (verbless && (IsHeadlineVerb(words, i) || IsPluralVerb(words, i, lexicon))))
                verb = i;
        }

        if (verb < 0)
            return;
        var thing = words[verb].Head > verb ? words[verb].Head : root > verb ? root : -1;
        for (var i = verb + 1; i < words.Length && thing < 0; i++)
        {
            if (words[i].Head == verb && words[i].Relation is Dependency.Appos or Dependency.Nmod or Dependency.Flat or Dependency.Dep or Dependency.NmodUnmarked && words[i].Upos is "PROPN" or "NOUN" && !Has(words, i, Dependency.Case))
                thing = i;
        }

        var subject = Before(words, verb);
        if (subject < 0)
            return;
        for (var steps = 0; steps < words.Length && words[subject].Head >= 0 && words[subject].Head < verb; steps++)
            subject = words[subject].Head;
        if (root < subject && words[root].Upos is "PROPN" && words[subject].Upos is "PROPN" && Comma(words, root, subject))
        {
            // "Oman, Yemen veto plan".
            words[subject].Head = root;
            words[subject].Relation = Dependency.Conj;
            subject = root;
        }

        for (var i = 0; i < verb; i++)
        {
            var head = words[i].Head;
            if (i == subject || (head >= 0 && head < verb))
                continue;
            if (i == root)
                continue;
            words[i].Head = words[i].Relation is Dependency.Det or Dependency.Amod or Dependency.Compound or Dependency.Nummod or Dependency.NmodPoss
                or Dependency.Cc or Dependency.Flat or Dependency.NmodDesc && i < subject ? subject : verb;
        }

        if (root != subject && root != verb)
        {
            words[root].Head = verb;
            words[root].Relation = root > verb ? Dependency.Obj : Dependency.Dep;
        }

        words[verb].Head = -1;
        words[verb].Relation = Dependency.Root;
        words[verb].Upos = "VERB";
        if (words[verb].Xpos is not "VBZ")
            words[verb].Xpos = "VBD";
        words[verb].Base = words[verb].Info!.Verbs[0].Lemma;
        words[subject].Head = verb;
        words[subject].Relation = Dependency.Nsubj;
        if (thing >= 0 && thing != subject)
        {
            words[thing].Head = verb;
            words[thing].Relation = Dependency.Obj;
        }

        for (var i = verb + 1; i < words.Length; i++)
        {
            if (words[i].Head != subject)
                continue;
            words[i].Head = verb;
            if (words[i].Relation == Dependency.Nmod)
                words[i].Relation = Dependency.Obl;
        }
    }

    /// <summary>The noun in front of a verb; adverbs and "on Tuesday" may stand between. −1 for none.</summary>
    private static int Before(Word[] words, int verb)
    {
        var at = verb - 1;
        while (at > 0 && words[at].Upos is "ADV")
            at--;
        if (at > 1 && words[at].Is(WordClasses.Time))
            at = words[at - 1].Upos is "ADP" ? at - 2 : at - 1;
        return at >= 0 && words[at].Upos is "PROPN" or "NOUN" or "PRON" or "ADJ" ? at : -1;
    }

    /// <summary>"Peru rebukes Ecuador": a plural noun between two names in a line without any verb.</summary>
    private static bool IsHeadlineVerb(Word[] words, int i)
    {
        if (i + 1 >= words.Length || words[i].Upos is not ("NOUN" or "PROPN") || words[i].Info is not { Verbs.Length: > 0 } info || words[i + 1].Is(WordClasses.Time))
            return false;
        var third = false;
        foreach (var reading in info.Verbs)
            third |= (reading.Forms & VerbForms.Third) != 0;
        return third && words[i - 1].Upos is "PROPN" or "NOUN" && words[i - 1].Relation is not (Dependency.Case or Dependency.Nmod)
            && words[i + 1].Upos is "PROPN" or "DET" or "ADJ" or "PRON" or "NOUN" or "NUM";
    }

    /// <summary>"Police clash with crowd", "Oman, Yemen veto plan": an act's bare form behind several, in a line without any verb.</summary>
    private static bool IsPluralVerb(Word[] words, int i, CodingLexicon lexicon)
    {
        if (i + 1 >= words.Length || words[i].Upos is not "NOUN" || words[i].Xpos is "NNS" || words[i].Info is not { Verbs.Length: > 0 } info
            || (info.Verbs[0].Forms & VerbForms.Base) == 0 || lexicon.VerbFrames(info.Verbs[0].Lemma) is null)
            return false;
        var several = words[i - 1].Xpos is "NNS" or "NNPS" || words[i - 1].Form is "police" || (i > 2 && words[i - 1].Upos is "PROPN" && words[i - 2].Relation == Dependency.Punct && words[i - 3].Upos is "PROPN");
        return several && (words[i + 1].Form is "with" || words[i + 1].Upos is "PROPN" or "DET" or "ADJ");
    }

    /// <summary>Whether a word may be the verb that a sentence lacks.</summary>
    private static bool IsCandidate(Word[] words, int i)
    {
        if (words[i].Info is not { Verbs.Length: > 0 } info || (info.Classes & WordClasses.Closed) != 0)
            return false;
        var forms = VerbForms.None;
        foreach (var reading in info.Verbs)
            forms |= reading.Forms;
        var past = (forms & VerbForms.Past) != 0 && (words[i].Xpos is "VBN" or "VBD" or "JJ" || info.Noun is null);
        var present = (forms & VerbForms.Third) != 0 && words[i].Xpos is "VBZ";
        if (!past && !present)
            return false;
        if (words[i].Relation is not (Dependency.Amod or Dependency.Compound or Dependency.Case or Dependency.Dep or Dependency.Acl) || words[i].Head < i && words[i].Relation != Dependency.Dep)
            return false;
        var before = Before(words, i);
        if (before < 0 || words[before].Relation is Dependency.Case || words[before].Relation == Dependency.Amod && words[before].Upos is "ADJ" && words[before].Head != words[i].Head)
            return false;

        // What stands in front must be a whole phrase: "the wounded soldiers" is none.
        return words[before].Upos is not "ADJ" || words[before].Info?.Noun is not null;
    }
}
