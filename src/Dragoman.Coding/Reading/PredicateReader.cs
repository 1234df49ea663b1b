using Dragoman.Coding.Lexicon;

namespace Dragoman.Coding.Reading;

/// <summary>Finds the verbs of a sentence, and for each what stands around it.</summary>
internal static class PredicateReader
{
    public static void Read(SentenceReading sentence)
    {
        Groups(sentence);
        var predicates = sentence.Predicates;
        for (var i = 0; i < predicates.Count; i++)
            predicates[i].Reach = Reach(sentence, predicates[i]);
        foreach (var predicate in predicates)
        {
            Objects(sentence, predicate);
            Subject(sentence, predicate);
            Condition(sentence, predicate);
        }
    }

    private static void Groups(SentenceReading sentence)
    {
        var words = sentence.Words;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Role is not (WordRole.Verb or WordRole.Auxiliary or WordRole.Modal or WordRole.To))
                continue;
            var first = i;
            var head = -1;
            var auxiliary = -1;
            for (; i < words.Length; i++)
            {
                var role = words[i].Role;
                if (role == WordRole.Verb)
                {
                    head = i;
                    break;
                }

                if (role == WordRole.To && i > first && words[i - 1].Role != WordRole.Auxiliary && words[i - 1].Role != WordRole.Negation)
                    break;
                if (role is WordRole.Auxiliary or WordRole.Modal or WordRole.To)
                    auxiliary = i;
                else if (role is not (WordRole.Adverb or WordRole.Negation))
                    break;
            }

            if (head < 0)
            {
                // "is critical of": the copula is the verb.
                if (auxiliary < 0 || words[auxiliary].Role != WordRole.Auxiliary)
                {
                    i = Math.Max(first, i - 1);
                    continue;
                }

                head = auxiliary;
                i--;
            }

            var predicate = Group(sentence, first, head);
            sentence.Predicates.Add(predicate);
            for (var k = first; k <= head; k++)
                sentence.PredicateAt[k] = predicate;
        }
    }

    private static Predicate Group(SentenceReading sentence, int first, int head)
    {
        var words = sentence.Words;
        ref var verb = ref words[head];
        var lemma = verb.Role == WordRole.Verb ? verb.Lemma : verb.Is(WordClasses.Have) ? "have" : verb.Is(WordClasses.Do) ? "do" : "be";
        var group = new Predicate { Index = sentence.Predicates.Count, First = first, Head = head, Lemma = lemma };
        bool to = false, be = false, auxiliaries = false;
        for (var k = first; k < head; k++)
        {
            ref var word = ref words[k];
            switch (word.Role)
            {
                case WordRole.To:
                    // "is to visit" announces; "to visit" hangs on what stands in front.
                    to = !be;
                    if (be)
                        group.Modality = Modality.Future;
                    break;
                case WordRole.Negation:
                    group.Negated = true;
                    break;
                case WordRole.Modal:
                    auxiliaries = true;
                    group.Modality = word.Is(WordClasses.Future | WordClasses.Would) ? Modality.Future
                        : word.Is(WordClasses.Must) ? Modality.Must
                        : word.Is(WordClasses.May) ? (word.Form == "could" ? Modality.Ability : Modality.Possible)
                        : Modality.Ability;
                    if (word.Form == "cannot")
                        group.Negated = true;
                    break;
                case WordRole.Auxiliary:
                    auxiliaries = true;
                    be |= word.Is(WordClasses.Be);
                    group.Perfect |= word.Is(WordClasses.Have);
                    break;
                default:
                    break;
            }
        }

        if (head + 1 < words.Length && words[head + 1].Role == WordRole.Negation && verb.Role == WordRole.Auxiliary)
            group.Negated = true;
        if (be && verb.Role == WordRole.Verb)
        {
            group.Passive = (verb.Forms & VerbForms.Participle) != 0 && (verb.Forms & VerbForms.Gerund) == 0 && group.Modality != Modality.Future
                || (verb.Forms & VerbForms.Participle) != 0 && (verb.Forms & VerbForms.Base) == 0;
            group.Progressive = (verb.Forms & VerbForms.Gerund) != 0;
        }

        var before = first - 1;
        group.Form = to ? PredicateForm.Infinitive
            : auxiliaries || verb.Role != WordRole.Verb ? PredicateForm.Finite
            : (verb.Forms & VerbForms.Finite) == 0 && (verb.Forms & VerbForms.Gerund) != 0 ? PredicateForm.Gerund
            : (verb.Forms & VerbForms.Finite) == 0 ? PredicateForm.Participle
            : PredicateForm.Finite;
        if (group.Form == PredicateForm.Gerund && before >= 0 && words[before].Role == WordRole.Preposition)
            group.Preposition = before;
        return group;
    }

    /// <summary>Where the verb's part of the sentence ends: at the next verb with tense, or at a stop.</summary>
    private static int Reach(SentenceReading sentence, Predicate predicate)
    {
        var words = sentence.Words;
        for (var i = predicate.Head + 1; i < words.Length; i++)
        {
            if (words[i].Role is WordRole.Stop or WordRole.Relative)
                return i;
            if (words[i].Role == WordRole.Subordinator)
                return i;
            if (sentence.PredicateAt[i] is { } next && next.Form is PredicateForm.Finite)
                return i;
        }

        return words.Length;
    }

    private static void Objects(SentenceReading sentence, Predicate predicate)
    {
        var words = sentence.Words;
        var i = predicate.Head + 1;
        while (i < words.Length && (words[i].Role is WordRole.Adverb or WordRole.Negation or WordRole.Time or WordRole.Quote
            || (words[i].Role is WordRole.Determiner or WordRole.Possessive && sentence.PhraseAt[i] is null)))
            i++;
        if (i < words.Length && sentence.PhraseAt[i] is { } phrase && i < predicate.Reach)
        {
            predicate.Object = phrase.ListHead;
            var last = phrase.ListHead.List is { } list ? list[^1] : phrase;
            i = last.End;
            while (i < words.Length && words[i].Role is WordRole.Adverb or WordRole.Time)
                i++;
            if (i < predicate.Reach && sentence.PhraseAt[i] is { } second && second.Preposition < 0
                && words[second.First].Role != WordRole.Genitive)
                predicate.SecondObject = second.ListHead;
            else if (i < predicate.Reach && sentence.PhraseAt[i] is { } owned && words[owned.First].Role == WordRole.Genitive)
                predicate.Object = owned;
        }

        var crossed = false;
        for (i = predicate.Head + 1; i < predicate.Reach; i++)
        {
            if (sentence.PredicateAt[i] is { } other && other != predicate)
            {
                // What stands behind an infinitive or participle belongs to it first; the governing verb may still need it.
                crossed = true;
                i = Math.Max(i, other.Head);
                continue;
            }

            if (sentence.PhraseAt[i] is not { } next)
                continue;
            if (next.Preposition >= predicate.Head && words[next.First].Role != WordRole.Genitive && !crossed && next.ListHead == next)
                predicate.Adjuncts.Add((next.Preposition, next));
            i = next.End - 1;
        }
    }

    private static void Subject(SentenceReading sentence, Predicate predicate)
    {
        var words = sentence.Words;
        var before = predicate.First - 1;
        while (before >= 0 && words[before].Role is WordRole.Adverb or WordRole.Negation or WordRole.Quote or WordRole.Time)
            before--;
        predicate.InContent = Content(sentence, predicate);
        if (predicate.Form == PredicateForm.Infinitive)
        {
            Infinitive(sentence, predicate, before);
            return;
        }

        if (predicate.Form == PredicateForm.Gerund)
        {
            Gerund(sentence, predicate, before);
            return;
        }

        if (before >= 0 && words[before].Role is WordRole.Relative or WordRole.Subordinator)
        {
            predicate.Relative = true;
            var k = before - 1;
            if (k >= 0 && words[k].Role == WordRole.Comma)
                k--;
            if (k >= 0 && words[k].Role == WordRole.Preposition)
                k--;
            predicate.Subject = k >= 0 ? Antecedent(sentence, k) : null;
            return;
        }

        // "condemned X and urged Y": the verb in front shares its subject.
        if (before >= 0 && words[before].Role is WordRole.Conjunction
            || (before > 0 && words[before].Role == WordRole.Comma && words[before - 1].Role is not WordRole.Close))
        {
            var left = before;
            if (words[before].Role == WordRole.Comma && Parenthesis(sentence, before) is { } outside)
            {
                predicate.Subject = outside;
                return;
            }

            while (left > 0 && words[left].Role is WordRole.Conjunction or WordRole.Comma)
                left--;
            if (Previous(sentence, predicate) is { } earlier)
            {
                predicate.Subject = earlier.Subject;
                predicate.Passive |= false;
                if (earlier.Form == PredicateForm.Infinitive && predicate.Form == PredicateForm.Finite && (words[predicate.Head].Forms & VerbForms.Base) == 0)
                    predicate.Subject = (earlier.Governor ?? earlier).Subject;
                return;
            }
        }

        predicate.Subject = Leftward(sentence, before, predicate);
        Reduced(sentence, predicate);
    }

    /// <summary>"if X attacks", "unless X leaves": told of no fact.</summary>
    private static void Condition(SentenceReading sentence, Predicate predicate)
    {
        if (predicate.Form != PredicateForm.Finite || predicate.Modality != Modality.None)
            return;
        var k = Math.Min(predicate.First, predicate.Subject?.First ?? predicate.First) - 1;
        while (k >= 0 && sentence.Words[k].Role is WordRole.Adverb or WordRole.Determiner)
            k--;
        if (k >= 0 && sentence.Words[k].Form is "if" or "unless" or "whether")
            predicate.Modality = Modality.Condition;
    }

    /// <summary>Verb in front whose content clause this verb stands in.</summary>
    private static bool Content(SentenceReading sentence, Predicate predicate)
    {
        for (var i = predicate.Index - 1; i >= 0; i--)
        {
            var earlier = sentence.Predicates[i];
            if (!Saying.IsSaying(earlier.Lemma))
                continue;
            if (predicate.Form is PredicateForm.Finite && earlier.Form != PredicateForm.Participle)
            {
                for (var k = earlier.Head + 1; k < predicate.First; k++)
                {
                    if (sentence.Words[k].Role == WordRole.Stop)
                        return false;
                }

                earlier.Content ??= predicate;
                predicate.Governor ??= earlier;
                return true;
            }
        }

        return false;
    }

    private static void Infinitive(SentenceReading sentence, Predicate predicate, int before)
    {
        var words = sentence.Words;

        // "to meet Y and (to) urge Z": hangs where the infinitive in front hangs.
        if (before >= 0 && words[before].Role is WordRole.Conjunction or WordRole.Comma
            && Previous(sentence, predicate) is { Form: PredicateForm.Infinitive, Governor: not null } sibling)
        {
            predicate.Governor = sibling.Governor;
            predicate.NounGovernor = sibling.NounGovernor;
            predicate.Subject = sibling.Subject;
            return;
        }

        var governor = Previous(sentence, predicate);
        predicate.Governor = governor;
        if (governor is null)
            return;
        governor.Complement ??= predicate;
        if (before >= 0 && before != governor.Head && sentence.PhraseAt[before] is { } noun)
        {
            var host = noun;
            while (host.Of is { } further && further.First > governor.Head)
                host = further;
            if (host.First > governor.Head || noun.First > governor.Head)
                predicate.NounGovernor = host;
        }

        predicate.Subject = governor.Passive ? governor.Subject : governor.Object is { } thing && thing.First > governor.Head ? thing : governor.Subject;
    }

    private static void Gerund(SentenceReading sentence, Predicate predicate, int before)
    {
        var words = sentence.Words;
        var governor = Previous(sentence, predicate);
        predicate.Governor = governor;
        if (governor is not null && (before == governor.Head || predicate.Preposition >= 0))
            governor.Complement ??= predicate;
        if (before >= 0 && predicate.Preposition < 0 && words[before].Role is WordRole.Noun or WordRole.Name or WordRole.Pronoun or WordRole.Close)
        {
            predicate.Subject = Antecedent(sentence, before);
            return;
        }

        predicate.Subject = governor is null ? Following(sentence, predicate)
            : predicate.Preposition >= 0 && words[predicate.Preposition].Form is "of" or "from" or "for" or "with" && governor.Object is { } blamed
                && governor.Object.First > governor.Head ? blamed
            : governor.Subject;
    }

    /// <summary>"Having met X, Y said": the subject of the main clause.</summary>
    private static Phrase? Following(SentenceReading sentence, Predicate predicate)
    {
        for (var i = predicate.Index + 1; i < sentence.Predicates.Count; i++)
        {
            var next = sentence.Predicates[i];
            if (next.Form == PredicateForm.Finite)
                return next.Subject ?? Leftward(sentence, next.First - 1, next);
        }

        return null;
    }

    private static Predicate? Previous(SentenceReading sentence, Predicate predicate) =>
        predicate.Index > 0 ? sentence.Predicates[predicate.Index - 1] : null;

    /// <summary>The phrase that a relative clause or participle behind word <paramref name="k"/> speaks of.</summary>
    private static Phrase? Antecedent(SentenceReading sentence, int k)
    {
        if (sentence.PhraseAt[k] is not { } phrase)
            return null;
        if (phrase.Explains is { } explained)
            return explained;
        return phrase.ListHead.List is { } list && list[^1] == phrase ? phrase.ListHead : phrase;
    }

    /// <summary>For "X, the Y, met": the phrase in front of the commas.</summary>
    private static Phrase? Parenthesis(SentenceReading sentence, int comma)
    {
        var words = sentence.Words;
        for (var k = comma - 1; k > 0; k--)
        {
            if (words[k].Role is WordRole.Stop)
                return null;
            if (words[k].Role == WordRole.Comma)
            {
                // The nearest earlier comma opens the insertion when a phrase stands in front of it.
                if (sentence.PhraseAt[k - 1] is { } outside)
                {
                    if (!HasFinite(sentence, k + 1, comma) || words[k + 1].Role is WordRole.Relative or WordRole.Preposition)
                        return Hosted(sentence, outside);
                    return null;
                }

                if (words[k - 1].Role is not (WordRole.Time or WordRole.Number))
                    return null;
            }
        }

        return null;
    }

    private static bool HasFinite(SentenceReading sentence, int from, int to)
    {
        for (var k = from; k < to; k++)
        {
            if (sentence.PredicateAt[k] is { Form: PredicateForm.Finite })
                return true;
        }

        return false;
    }

    private static Phrase Hosted(SentenceReading sentence, Phrase phrase)
    {
        var steps = 0;
        while (phrase.Preposition >= 0 && phrase.Of is { } host && steps++ < 8)
            phrase = host;
        return phrase.Explains ?? phrase.ListHead;
    }

    private static Phrase? Leftward(SentenceReading sentence, int from, Predicate predicate)
    {
        var words = sentence.Words;
        var skippedVerb = false;
        Phrase? fallback = null;
        for (var k = from; k >= 0; k--)
        {
            switch (words[k].Role)
            {
                case WordRole.Close:
                    while (k >= 0 && words[k].Role != WordRole.Open)
                        k--;
                    continue;
                case WordRole.Stop:
                    return fallback;
                case WordRole.Subordinator or WordRole.Relative:
                    return fallback;
                default:
                    break;
            }

            if (sentence.PredicateAt[k] is { } other)
            {
                // "the man detained by police said", "the plan to cut aid angered": step over what modifies the subject.
                if (other.Form is PredicateForm.Infinitive or PredicateForm.Gerund or PredicateForm.Participle && other.Index == predicate.Index - 1
                    && !skippedVerb && fallback is not null && other.Form != PredicateForm.Gerund)
                {
                    skippedVerb = true;
                    fallback = null;
                    k = other.First;
                    continue;
                }

                return fallback;
            }

            if (sentence.PhraseAt[k] is not { } phrase)
            {
                if (words[k].Role == WordRole.Comma && fallback is not null && Parenthesis(sentence, k + 1) is null)
                    return fallback;
                continue;
            }

            if (phrase.Preposition < 0 || words[phrase.First].Role == WordRole.Genitive)
            {
                if (words[phrase.First].Role == WordRole.Genitive && phrase.Preposition >= 0)
                {
                    fallback ??= phrase;
                    k = phrase.Preposition;
                    continue;
                }

                if (fallback is not null && skippedVerb)
                    return phrase.ListHead;
                return phrase.Explains ?? phrase.ListHead;
            }

            fallback ??= phrase;
            if (phrase.Of is null && phrase.ListHead == phrase)
                fallback = phrase;
            k = Math.Min(k, phrase.First);
        }

        return fallback is { Of: null } && fallback.Preposition >= 0 ? null : fallback;
    }

    /// <summary>"Nine people killed by X": a form that may be past or participle is passive where "by" follows it and no object.</summary>
    private static void Reduced(SentenceReading sentence, Predicate predicate)
    {
        var words = sentence.Words;
        if (predicate.Head != predicate.First || predicate.Passive || predicate.Form == PredicateForm.Gerund)
            return;
        var forms = words[predicate.Head].Forms;
        if ((forms & VerbForms.Participle) == 0)
            return;
        var next = predicate.Head + 1;
        while (next < words.Length && words[next].Role is WordRole.Adverb or WordRole.Time)
            next++;
        var by = next < words.Length && words[next].Form == "by";
        if ((by || predicate.Form == PredicateForm.Participle) && predicate.Object is null)
        {
            predicate.Passive = true;
            predicate.Form = PredicateForm.Participle;
            if (predicate.First > 0 && sentence.PhraseAt[predicate.First - 1] is { } near)
                predicate.Subject = near.ListHead;
        }
    }
}

/// <summary>Verbs that report what somebody says.</summary>
internal static class Saying
{
    private static readonly HashSet<string> Verbs = new(
        ["say", "tell", "announce", "declare", "state", "add", "report", "claim", "note", "confirm", "insist", "warn", "stress",
         "explain", "reveal", "reiterate", "argue", "believe", "think", "admit", "acknowledge", "predict", "suggest", "indicate",
         "maintain", "assert", "allege", "write", "tweet", "vow", "pledge", "promise", "hint", "emphasize", "emphasise", "underline",
         "underscore", "recall", "remark", "comment", "complain", "deny", "estimate", "hope", "expect", "fear", "know", "learn",
         "agree", "decide", "demand", "propose", "recommend", "request", "threaten", "urge", "point", "inform", "signal", "affirm", "concede", "caution"],
        StringComparer.Ordinal);

    public static bool IsSaying(string lemma) => Verbs.Contains(lemma);
}
