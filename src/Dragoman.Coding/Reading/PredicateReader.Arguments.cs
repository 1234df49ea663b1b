using Dragoman.Coding.Lexicon;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Reading;

/// <content>Subjects and objects: those that the tree gives, and those that control, raising, lists and relative clauses leave unsaid.</content>
internal static partial class PredicateReader
{
    private const int Deepest = 40;

    private static void Place(SentenceReading sentence, CodingLexicon lexicon, Predicate predicate, Span<byte> state, int depth)
    {
        if (state[predicate.Index] != 0 || depth > Deepest)
            return;
        state[predicate.Index] = 1;
        var above = Above(sentence, predicate);
        if (above is not null)
            Place(sentence, lexicon, above, state, depth + 1);
        var relative = Own(sentence, lexicon, predicate);
        switch (predicate.Relation)
        {
            case Dependency.Conj:
                Conjunct(sentence, predicate, above);
                break;
            case Dependency.Xcomp:
                Infinitive(sentence, lexicon, predicate, above, false);
                break;
            case Dependency.Ccomp or Dependency.Csubj or Dependency.CsubjPass:
                Content(sentence, lexicon, predicate, above);
                break;
            case Dependency.Advcl:
                Adverbial(sentence, lexicon, predicate, above);
                break;
            case Dependency.Acl or Dependency.AclRelcl:
                AboutNoun(sentence, predicate, above, relative);
                break;
            case Dependency.Parataxis:
                Beside(predicate, above);
                break;
            default:
                predicate.Governor = above;
                if (above is not null && predicate.Subject is null && predicate.Form is PredicateForm.Gerund)
                    predicate.Subject = above.Subject;
                break;
        }

        if (predicate.Passive && predicate.Form == PredicateForm.Participle && predicate.Subject is null)
            predicate.Subject = predicate.Host;
    }

    /// <summary>What the tree hangs on the verb itself. Returns the word of a relative pronoun among it, or −1.</summary>
    private static int Own(SentenceReading sentence, CodingLexicon lexicon, Predicate predicate)
    {
        var words = sentence.Words;
        var relative = -1;
        Phrase? indirect = null, direct = null;
        foreach (var child in sentence.Tree.Children(predicate.Head))
        {
            var relation = words[child].Relation;
            if (words[child].Role == WordRole.Relative)
            {
                relative = child;
                continue;
            }

            var phrase = sentence.PhraseAt[child];
            switch (relation)
            {
                case Dependency.Nsubj or Dependency.NsubjPass when phrase is not null:
                    predicate.Subject ??= phrase.ListHead;
                    break;
                case Dependency.Obj when phrase is not null:
                    if (direct is null)
                        direct = phrase.ListHead;
                    else if (phrase.ListHead != direct)
                        predicate.SecondObject ??= phrase.ListHead;
                    break;
                case Dependency.Iobj when phrase is not null:
                    indirect ??= phrase.ListHead;
                    break;
                case Dependency.OblUnmarked or Dependency.NmodUnmarked when phrase is { Preposition: < 0 } && child > predicate.Head
                    && words[phrase.First].Role == WordRole.Number && (phrase.Classes & lexicon.ClassBit("jailterm")) != 0:
                    // "gave him nine years".
                    predicate.SecondObject ??= phrase.ListHead;
                    break;
                case Dependency.Obl or Dependency.OblUnmarked when phrase is { Preposition: < 0 } && child > predicate.Head && child <= predicate.Head + 8
                    && !words[child].Is(WordClasses.Time) && relation == Dependency.Obl:
                    // "released at least 19 pilots".
                    direct ??= phrase.ListHead;
                    break;
                case Dependency.Xcomp when phrase is not null && sentence.PredicateAt[child]?.Head != child && child > predicate.Head:
                    // "named her envoy", "became a member": what it is called.
                    predicate.SecondObject ??= phrase.ListHead;
                    break;
                default:
                    break;
            }
        }

        predicate.Object = indirect ?? direct;
        if (indirect is not null)
            predicate.SecondObject = direct;
        else if (predicate.Object is null && predicate.SecondObject is not null && !predicate.Passive)
            (predicate.Object, predicate.SecondObject) = (predicate.SecondObject, null);
        if (predicate.Copular && sentence.PhraseAt[predicate.Head] is { } noun && noun.ListHead != predicate.Subject)
            predicate.Object ??= noun.ListHead;
        return relative;
    }

    /// <summary>"condemned X and urged Y", "was held and beaten": the later verb shares what it does not say.</summary>
    private static void Conjunct(SentenceReading sentence, Predicate predicate, Predicate? above)
    {
        if (above is null)
            return;
        var words = sentence.Words;
        if (words[predicate.Head].Head != above.Head)
        {
            predicate.Governor = above;
            predicate.Subject ??= above.Subject;
            return;
        }

        predicate.InContent = above.InContent;
        predicate.Governor = above.Governor;
        if (predicate.Subject is not null)
            return;
        predicate.Subject = above.Subject;
        predicate.Host = above.Host;
        predicate.Relative = above.Relative;
        var bare = predicate.First == predicate.Head;
        var xpos = words[predicate.Head].Xpos;
        if (xpos is "VBN" && bare && above.Passive && predicate.Object is null)
        {
            predicate.Passive = true;
            predicate.Form = above.Form;
        }
        else if (predicate.Passive != above.Passive && !above.Passive && above.Object is null)
        {
            // "rose and was cheered": the subject is the same.
        }

        if (bare && xpos is "VB" or "VBN" or "VBG" or "VBP" && words[above.Head].Xpos == xpos)
        {
            predicate.Modality = above.Modality;
            predicate.Progressive |= above.Progressive;
            predicate.Perfect |= above.Perfect;
            predicate.Form = above.Form;
            predicate.NounGovernor = above.NounGovernor;
            predicate.Preposition = above.Preposition;
            predicate.Negated |= above.Negated && HasOr(sentence, predicate.Head);
            if (above.Governor?.Complement == above)
                predicate.Sibling = above;
        }
        else if (predicate.Form == PredicateForm.Infinitive && above.Form == PredicateForm.Infinitive)
        {
            predicate.NounGovernor = above.NounGovernor;
            if (above.Governor?.Complement == above)
                predicate.Sibling = above;
        }
    }

    private static bool HasOr(SentenceReading sentence, int word)
    {
        foreach (var child in sentence.Tree.Children(word))
        {
            if (sentence.Words[child].Relation == Dependency.Cc && sentence.Words[child].Form is "or" or "nor")
                return true;
        }

        return false;
    }

    /// <summary>"urged X to free Y", "wants to leave", "started shelling".</summary>
    private static void Infinitive(SentenceReading sentence, CodingLexicon lexicon, Predicate predicate, Predicate? above, bool purpose)
    {
        if (above is null)
            return;
        predicate.Governor = above;
        predicate.InContent = above.InContent;
        if (predicate.Subject is null)
        {
            predicate.Subject = above.Passive || above.Copular || lexicon.IsSubjectControl(above.Lemma) ? above.Subject
                : purpose && !lexicon.IsObjectControl(above.Lemma) ? above.Subject
                : above.Object is { } thing && thing.First > above.Head && !(predicate.Passive && above.Copular) ? thing
                : Asked(sentence, above) ?? above.Subject;
        }

        if (predicate.Head > above.Head && (!purpose || above.Copular || lexicon.IsOperator(above.Lemma)))
            above.Complement ??= predicate;

        // "is going to attack".
        if (above is { Lemma: "go", Progressive: true } && predicate.Form == PredicateForm.Infinitive)
            predicate.Modality = Modality.Future;
        if (above.Lemma == "be" && !above.Copular && predicate.Form == PredicateForm.Infinitive)
        {
            predicate.Modality = Modality.Future;
            predicate.Form = PredicateForm.Finite;
        }
    }

    /// <summary>"called <u>on X</u> to", "appealed <u>to X</u> to", "waited <u>for X</u> to".</summary>
    private static Phrase? Asked(SentenceReading sentence, Predicate above)
    {
        var words = sentence.Words;
        foreach (var child in sentence.Tree.Children(above.Head))
        {
            if (words[child].Relation == Dependency.Obl && child > above.Head && sentence.PhraseAt[child] is { Preposition: >= 0 } phrase
                && words[phrase.Preposition].Form is "on" or "upon" or "to" or "for" or "with" or "at")
                return phrase.ListHead;
        }

        return null;
    }

    /// <summary>"said that …", "… , he said".</summary>
    private static void Content(SentenceReading sentence, CodingLexicon lexicon, Predicate predicate, Predicate? above)
    {
        if (above is null)
            return;
        if (predicate.Form is PredicateForm.Infinitive or PredicateForm.Gerund)
        {
            Infinitive(sentence, lexicon, predicate, above, false);
            return;
        }

        predicate.Governor = above;
        predicate.InContent = true;
        if (predicate.Relation == Dependency.Ccomp)
            above.Content ??= predicate;
        predicate.Subject ??= predicate.Passive ? null : above.Subject;
    }

    /// <summary>"unless X leaves", "after meeting Y", "…, killing nine", "accused Z of lying".</summary>
    private static void Adverbial(SentenceReading sentence, CodingLexicon lexicon, Predicate predicate, Predicate? above)
    {
        if (above is null)
            return;
        var words = sentence.Words;
        predicate.Governor = above;
        predicate.InContent = above.InContent;
        var mark = predicate.Mark >= 0 ? words[predicate.Mark].Form : "";
        if (predicate.Form == PredicateForm.Infinitive)
        {
            Infinitive(sentence, lexicon, predicate, above, true);
            return;
        }

        if (predicate.Form == PredicateForm.Gerund)
        {
            if (predicate.Mark >= 0)
                predicate.Preposition = predicate.Mark;
            else
                predicate.Subject ??= Shooter(sentence, predicate);
            var bound = mark is "of" or "for" or "from" or "with" or "into" or "against";
            predicate.Subject ??= bound && !above.Passive && above.Object is { } blamed && blamed.First > above.Head ? blamed : above.Subject;
            if (predicate.Head > above.Head && (bound || mark is "on" or "in" or "to" or "at"))
                above.Complement ??= predicate;
            return;
        }

        predicate.Subject ??= above.Subject;
        if (mark is "if" or "unless" or "whether" && predicate.Modality is Modality.None or Modality.Future)
            predicate.Modality = Modality.Condition;
    }

    /// <summary>"died in <u>police</u> firing": what the parser takes for a verb beside a noun is the deed of whoever stands in front, where that one is of arms or the law.</summary>
    private static Phrase? Shooter(SentenceReading sentence, Predicate predicate)
    {
        if (predicate.First == 0 || sentence.PhraseAt[predicate.First - 1] is not { Preposition: >= 0 } phrase || phrase.End != predicate.First
            || sentence.Words[phrase.Preposition].Form is not ("in" or "during" or "of" or "from" or "after" or "by")
            || sentence.Words[phrase.Head].Entries is not [{ Kind: NameKind.Role } role, ..])
            return null;
        foreach (var sector in role.Sectors)
        {
            if (sector is "COP" or "MIL" or "REB" or "PRM" or "UAF")
                return phrase;
        }

        return null;
    }

    /// <summary>"the army that …", "a man held by police", "a plan to attack".</summary>
    private static void AboutNoun(SentenceReading sentence, Predicate predicate, Predicate? above, int relative)
    {
        var words = sentence.Words;
        predicate.Governor = above;
        predicate.InContent = above?.InContent ?? false;
        var host = words[predicate.Head].Head >= 0 ? sentence.PhraseAt[words[predicate.Head].Head] : null;
        predicate.Host = host;
        predicate.Relative = true;
        if (host is null)
            return;
        var whole = host.List is { } list && list[^1].First < predicate.First ? host : host;
        if (predicate.Form == PredicateForm.Infinitive)
        {
            predicate.NounGovernor = host;
            predicate.Subject ??= above?.Subject == host.ListHead ? Possessor(sentence, host) ?? Inside(host) : above?.Subject;
            if (above is not null && predicate.Head > above.Head && above.Object == host.ListHead)
                above.Complement ??= predicate;
            return;
        }

        if (relative >= 0)
        {
            var role = words[relative].Head == predicate.Head ? words[relative].Relation : Dependency.None;
            if (role is Dependency.Nsubj or Dependency.NsubjPass)
                predicate.Subject = whole;
            else if (role is Dependency.Obj or Dependency.Iobj)
                predicate.Object ??= whole;
            else if (role is Dependency.Obl or Dependency.OblAgent)
                Behind(sentence, predicate, relative, whole);
            return;
        }

        if (predicate.Form == PredicateForm.Gerund)
        {
            if (predicate.Mark >= 0)
            {
                predicate.NounGovernor = host;
                predicate.Preposition = predicate.Mark;
                predicate.Subject ??= above?.Object == host.ListHead ? above.Subject : Possessor(sentence, host);
                return;
            }

            predicate.Subject ??= whole;
            return;
        }

        if (words[predicate.Head].Xpos is "VBN" or "VBD" && predicate.Form is PredicateForm.Participle || predicate.Passive)
        {
            predicate.Passive = true;
            predicate.Subject ??= whole;
        }
        else if (predicate.Subject is null)
        {
            predicate.Subject = whole;
        }
        else if (predicate.Object is null && predicate.Relation == Dependency.AclRelcl && !predicate.Copular)
        {
            // "the soldiers they captured".
            predicate.Object = whole;
        }
    }

    private static Phrase? Inside(Phrase host) => host.Inner is { Count: > 0 } inner ? inner[0] : null;

    /// <summary>"to <u>whom</u> it gave": the noun stands behind the pronoun's preposition.</summary>
    private static void Behind(SentenceReading sentence, Predicate predicate, int relative, Phrase host)
    {
        foreach (var child in sentence.Tree.Children(relative))
        {
            if (sentence.Words[child].Relation == Dependency.Case)
                predicate.Adjuncts.Add(new Adjunct(child, host, 0.9));
        }
    }

    /// <summary>"<u>the rebels'</u> plan to attack".</summary>
    private static Phrase? Possessor(SentenceReading sentence, Phrase host)
    {
        foreach (var child in sentence.Tree.Children(host.Head))
        {
            if (sentence.Words[child].Relation == Dependency.NmodPoss && sentence.PhraseAt[child] is { } owner && owner != host)
                return owner;
        }

        return host.Of is { } of && sentence.Words[host.First].Role == WordRole.Genitive ? of : null;
    }

    /// <summary>"…, X said": a verb of saying beside what it reports; or a sentence behind a colon.</summary>
    private static void Beside(Predicate predicate, Predicate? above)
    {
        if (above is null)
            return;
        if (SayingVerbs.Has(predicate.Lemma) && predicate.Subject is not null && predicate.Content is null)
        {
            predicate.Content = above;
            above.Governor ??= predicate;
            above.InContent = true;
            return;
        }

        if (SayingVerbs.Has(above.Lemma) && above.Content is null && predicate.Form == PredicateForm.Finite)
        {
            above.Content = predicate;
            predicate.Governor = above;
            predicate.InContent = true;
        }
        else if (predicate.Form is PredicateForm.Gerund or PredicateForm.Participle)
        {
            predicate.Governor = above;
            predicate.Subject ??= above.Subject;
        }
    }
}
