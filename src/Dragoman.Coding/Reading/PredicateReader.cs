using Dragoman.Coding.Lexicon;

namespace Dragoman.Coding.Reading;

/// <summary>Finds the verbs of a sentence and linked adjectives and nouns, and reads off the tree what stands around each.</summary>
internal static partial class PredicateReader
{
    public static void Read(SentenceReading sentence, CodingLexicon lexicon)
    {
        Find(sentence);
        Clauses(sentence);
        var predicates = sentence.Predicates;
        Span<byte> state = predicates.Count <= 256 ? stackalloc byte[predicates.Count] : new byte[predicates.Count];
        for (var i = 0; i < predicates.Count; i++)
            Place(sentence, lexicon, predicates[i], state, 0);
        Adjuncts(sentence);
        foreach (var predicate in predicates)
            Share(sentence, predicate);
    }

    private static void Find(SentenceReading sentence)
    {
        var words = sentence.Words;
        for (var i = 0; i < words.Length; i++)
        {
            ref var word = ref words[i];
            if (word.Given != 0 && word.Upos is not "VERB")
                continue;
            var copular = false;
            var verb = word.Role == WordRole.Verb;
            if (!verb && word.Role is WordRole.Auxiliary or WordRole.Modal)
            {
                if (word.Relation is Dependency.Aux or Dependency.AuxPass or Dependency.Cop)
                    continue;
                verb = true;
            }

            if (!verb)
            {
                foreach (var child in sentence.Tree.Children(i))
                    copular |= words[child].Relation == Dependency.Cop;

                // "Peru critical of Chile": headlines leave the verb out.
                if (!copular && word.Role is WordRole.Adjective && word.Relation is Dependency.Root or Dependency.Ccomp)
                {
                    foreach (var child in sentence.Tree.Children(i))
                        copular |= words[child].Relation == Dependency.Nsubj;
                }

                if (!copular && !(word.Role == WordRole.Adjective && word.Relation is Dependency.Xcomp or Dependency.Acl or Dependency.Advcl))
                    continue;
                copular = true;
            }
            else if (word.Given != 0)
            {
                continue;
            }

            var predicate = Group(sentence, i, copular);
            sentence.Predicates.Add(predicate);
            sentence.PredicateAt[i] = predicate;
        }

        foreach (var predicate in sentence.Predicates)
        {
            foreach (var child in sentence.Tree.Children(predicate.Head))
            {
                if (words[child].Relation is Dependency.Aux or Dependency.AuxPass or Dependency.Cop
                    || (words[child].Relation is Dependency.Mark && words[child].Role == WordRole.To)
                    || words[child].Role == WordRole.Negation)
                    sentence.PredicateAt[child] ??= predicate;
            }
        }
    }

    /// <summary>A verb with its auxiliaries: form, voice, tense, negation.</summary>
    private static Predicate Group(SentenceReading sentence, int head, bool copular)
    {
        var words = sentence.Words;
        ref var verb = ref words[head];
        var first = head;
        bool to = false, auxiliaries = false, passive = false, negated = false, progressive = false, perfect = false, subject = false, be = false;
        var modality = Modality.None;
        var mark = -1;
        foreach (var child in sentence.Tree.Children(head))
        {
            ref var word = ref words[child];
            switch (word.Relation)
            {
                case Dependency.Aux or Dependency.Cop:
                    first = Math.Min(first, child);
                    if (word.Role == WordRole.Modal || word.Is(WordClasses.Modal))
                        modality = ModalityOf(ref word, ref negated);
                    else
                        perfect |= word.Is(WordClasses.Have);
                    auxiliaries |= word.Features.Contains("VerbForm=Fin", StringComparison.Ordinal) || word.Xpos is "MD" or "VBZ" or "VBP" or "VBD";
                    be |= word.Is(WordClasses.Be) && word.Xpos is "VBZ" or "VBP" or "VBD";
                    progressive |= !copular && word.Is(WordClasses.Be) && verb.Xpos is "VBG";
                    break;
                case Dependency.AuxPass:
                    first = Math.Min(first, child);
                    passive = true;
                    auxiliaries |= word.Xpos is "VBZ" or "VBP" or "VBD";
                    if (word.Xpos is "VBG")
                        progressive = true;
                    break;
                case Dependency.NsubjPass or Dependency.CsubjPass:
                    passive = true;
                    subject = true;
                    break;
                case Dependency.Nsubj or Dependency.Csubj:
                    subject = true;
                    negated |= IsNo(sentence, child);
                    break;
                case Dependency.Expl:
                    subject = true;
                    break;
                case Dependency.Obj:
                    negated |= IsNo(sentence, child);
                    break;
                case Dependency.Mark or Dependency.Case:
                    if (word.Role == WordRole.To)
                    {
                        to = true;
                        first = Math.Min(first, child);
                    }
                    else if (child < head && mark < 0)
                    {
                        mark = child;
                    }

                    break;
                case Dependency.Advmod or Dependency.Cc or Dependency.Det:
                    // "no longer", "never", "not".
                    if (word.Role == WordRole.Negation || word.Is(WordClasses.Negation))
                        negated = true;
                    else if (word.Form is "longer" && child > 0 && words[child - 1].Form is "no" or "any")
                        negated = true;
                    if (word.Role == WordRole.Subordinator && mark < 0 && child < head)
                        mark = child;
                    break;
                default:
                    break;
            }

            if (words[child].Relation == Dependency.NsubjPass)
                negated |= IsNo(sentence, child);
        }

        // "the navy drilled alone.": without auxiliary and agent, in a whole sentence, the parser's passive is a past.
        if (passive && !auxiliaries && verb.Relation is Dependency.Root && words[^1].Role == WordRole.Stop && !HasAgent(sentence, head))
        {
            passive = false;
            verb.Forms = VerbForms.Past;
        }

        var lemma = copular ? "be" : verb.Role == WordRole.Verb ? verb.Lemma : verb.Is(WordClasses.Have) ? "have" : verb.Is(WordClasses.Do) ? "do" : "be";
        if (to && be)
        {
            // "is to visit" announces.
            to = false;
            modality = Modality.Future;
        }

        var form = to ? PredicateForm.Infinitive
            : auxiliaries || verb.Role == WordRole.Auxiliary ? PredicateForm.Finite
            : copular ? subject ? PredicateForm.Finite : PredicateForm.Participle
            : verb.Forms switch
            {
                VerbForms.Gerund => PredicateForm.Gerund,
                VerbForms.Participle => subject && !passive ? PredicateForm.Finite : PredicateForm.Participle,
                VerbForms.Base when verb.Xpos is "VB" && !subject && verb.Relation is Dependency.Xcomp or Dependency.Ccomp => PredicateForm.Infinitive,
                _ => PredicateForm.Finite,
            };

        // Headlines: "Russia to send troops", "Russia to send troops, says minister".
        if (form == PredicateForm.Infinitive && subject && (verb.Relation is Dependency.Root or Dependency.Parataxis || (verb.Relation == Dependency.Ccomp && verb.Head > head)))
        {
            form = PredicateForm.Finite;
            modality = Modality.Future;
        }

        return new Predicate
        {
            Index = sentence.Predicates.Count,
            First = first,
            Head = head,
            Lemma = lemma,
            Form = form,
            Modality = modality,
            Passive = passive,
            Progressive = progressive,
            Perfect = perfect,
            Negated = negated,
            Copular = copular,
            Relation = verb.Relation,
            Mark = mark,
            Reach = sentence.Tree.Extent(head).End,
        };
    }

    private static bool HasAgent(SentenceReading sentence, int verb)
    {
        foreach (var child in sentence.Tree.Children(verb))
        {
            if (sentence.Words[child].Relation is Dependency.OblAgent or Dependency.AuxPass)
                return true;
            if (sentence.Words[child].Relation == Dependency.Obl && sentence.PhraseAt[child] is { Preposition: >= 0 } phrase && sentence.Words[phrase.Preposition].Form is "by" or "in")
                return true;
        }

        return false;
    }

    private static Modality ModalityOf(ref Word word, ref bool negated)
    {
        negated |= word.Form == "cannot";
        return word.Is(WordClasses.Future | WordClasses.Would) ? Modality.Future
            : word.Is(WordClasses.Must) ? Modality.Must
            : word.Is(WordClasses.May) ? (word.Form == "could" ? Modality.Ability : Modality.Possible)
            : Modality.Ability;
    }

    private static bool IsNo(SentenceReading sentence, int word)
    {
        foreach (var child in sentence.Tree.Children(word))
        {
            if (sentence.Words[child].Relation == Dependency.Det && sentence.Words[child].Form is "no" or "neither")
                return true;
        }

        return sentence.Words[word].Form is "nobody" or "none" or "nothing";
    }

    /// <summary>For each word the predicate whose clause it stands in.</summary>
    private static void Clauses(SentenceReading sentence)
    {
        var words = sentence.Words;
        var clauses = new int[words.Length];
        Array.Fill(clauses, -2);
        for (var i = 0; i < words.Length; i++)
        {
            var at = i;
            var steps = 0;
            while (clauses[at] == -2 && sentence.PredicateAt[at]?.Head != at && words[at].Head >= 0 && steps++ < words.Length)
                at = words[at].Head;
            var clause = clauses[at] != -2 ? clauses[at] : sentence.PredicateAt[at]?.Head == at ? sentence.PredicateAt[at]!.Index : -1;
            for (var back = i; back != at && clauses[back] == -2; back = words[back].Head)
                clauses[back] = clause;
            clauses[at] = clause;
        }

        sentence.ClauseOf = clauses;
    }

    /// <summary>The predicate whose clause the head of a predicate stands in; null for the uppermost.</summary>
    private static Predicate? Above(SentenceReading sentence, Predicate predicate)
    {
        var head = sentence.Words[predicate.Head].Head;
        if (head < 0 || sentence.ClauseOf[head] < 0)
            return null;
        var above = sentence.Predicates[sentence.ClauseOf[head]];
        return above == predicate ? null : above;
    }

    /// <summary>The phrases behind prepositions in a predicate's clause.</summary>
    private static void Adjuncts(SentenceReading sentence)
    {
        var words = sentence.Words;
        foreach (var phrase in sentence.Phrases)
        {
            if (phrase.Preposition < 0 || phrase.ListHead != phrase || words[phrase.First].Role == WordRole.Genitive)
                continue;
            var clause = sentence.ClauseOf[phrase.Head];
            if (clause < 0 || sentence.Predicates[clause] is not { } predicate || predicate.Head == phrase.Head)
                continue;
            var weight = 1.0;
            var at = phrase.Head;
            var behindSubject = false;
            for (var steps = 0; steps < 8 && words[at].Head >= 0 && words[at].Head != predicate.Head; steps++)
            {
                at = words[at].Head;
                weight *= 0.9;
            }

            behindSubject = words[at].Relation is Dependency.Nsubj && at != phrase.Head;
            if (behindSubject)
                continue;
            if (words[at].Relation is Dependency.NsubjPass && at != phrase.Head)
                weight *= 0.9;
            if (phrase.First < predicate.First && words[at].Relation is not Dependency.NsubjPass)
                weight *= 0.6;
            predicate.Adjuncts.Add(new Adjunct(phrase.Preposition, phrase, weight));
        }
    }

    /// <summary>"attacked and killed X", "met and talked with Y": the later verb's object is also that of the earlier.</summary>
    private static void Share(SentenceReading sentence, Predicate predicate)
    {
        if (predicate.Object is not null || predicate.Adjuncts.Count > 0 || predicate.Complement is not null || predicate.Content is not null || predicate.Passive)
            return;
        foreach (var child in sentence.Tree.Children(predicate.Head))
        {
            if (sentence.Words[child].Relation != Dependency.Conj || child > predicate.Head + 3 || child < predicate.Head
                || sentence.PredicateAt[child] is not { Passive: false } later || later.Head != child)
                continue;
            predicate.Object = later.Object;
            predicate.SecondObject = later.SecondObject;
            foreach (var adjunct in later.Adjuncts)
                predicate.Adjuncts.Add(adjunct with { Weight = adjunct.Weight * 0.8 });
            return;
        }
    }
}
