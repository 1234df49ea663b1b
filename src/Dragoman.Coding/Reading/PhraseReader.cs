using Dragoman.Coding.Lexicon;

namespace Dragoman.Coding.Reading;

/// <summary>Groups words to noun phrases by the tree, and phrases to lists and explanations.</summary>
internal static class PhraseReader
{
    public static void Read(SentenceReading sentence, CodingLexicon lexicon)
    {
        var words = sentence.Words;
        Span<int> cores = words.Length <= 512 ? stackalloc int[words.Length] : new int[words.Length];
        Cores(words, cores);
        Chunk(sentence, lexicon, cores);
        Attach(sentence);
        Relate(sentence);
    }

    /// <summary>For each word the word on top of the noun phrase that it stands in; itself where it builds none.</summary>
    private static void Cores(Word[] words, Span<int> cores)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var at = i;
            for (var steps = 0; steps < 12 && words[at].Head >= 0 && Climbs(words, at); steps++)
                at = words[at].Head;
            cores[i] = at;
        }

        // A name of several words, and a span that was given, is one phrase whatever hangs on what inside it.
        for (var i = 0; i < words.Length; i++)
        {
            var end = words[i].Given != 0 ? GivenEnd(words, i) : words[i].Entries is not null ? words[i].EntryEnd : i;
            if (end <= i + 1)
                continue;
            var top = i;
            for (var k = i; k < end; k++)
            {
                if (words[k].Head < i || words[k].Head >= end)
                {
                    top = k;
                    if (words[k].Relation is not (Dependency.Case or Dependency.Punct or Dependency.Det))
                        break;
                }
            }

            var core = cores[top];
            for (var k = i; k < end; k++)
            {
                var was = cores[k];
                cores[k] = core;
                if (was == core || was < i || was >= end)
                    continue;
                for (var other = Math.Max(0, i - 6); other < Math.Min(words.Length, end + 6); other++)
                {
                    if (cores[other] == was)
                        cores[other] = core;
                }
            }

            i = end - 1;
        }
    }

    private static int GivenEnd(Word[] words, int i)
    {
        var end = i + 1;
        while (end < words.Length && words[end].Given == words[i].Given)
            end++;
        return end;
    }

    /// <summary>Whether a word is a part of the noun phrase of its head.</summary>
    private static bool Climbs(Word[] words, int at)
    {
        var head = words[at].Head;
        switch (words[at].Relation)
        {
            case Dependency.Det or Dependency.Amod or Dependency.Compound or Dependency.Nummod or Dependency.NmodPoss or Dependency.NmodDesc
                or Dependency.Flat or Dependency.Goeswith or Dependency.NmodUnmarked:
                return true;
            case Dependency.Case:
                return words[at].Role == WordRole.Genitive;
            case Dependency.Advmod:
                return at < head && words[head].Role is not (WordRole.Verb or WordRole.Auxiliary);
            case Dependency.Appos:
                // "adviser John Bolton": without a mark between them name and office are one phrase.
                for (var k = Math.Min(head, at) + 1; k < Math.Max(head, at); k++)
                {
                    if (words[k].Role is WordRole.Number or WordRole.Determiner or WordRole.Comma or WordRole.Stop or WordRole.Open or WordRole.Close or WordRole.Quote)
                        return false;
                }

                return true;
            case Dependency.Conj:
                // "foreign and defence minister": modifiers in a row.
                return words[head].Relation is Dependency.Amod or Dependency.Compound && words[head].Head > at;
            case Dependency.Cc:
                return words[head].Relation == Dependency.Conj && words[words[head].Head].Relation is Dependency.Amod or Dependency.Compound;
            default:
                return false;
        }
    }

    private static void Chunk(SentenceReading sentence, CodingLexicon lexicon, ReadOnlySpan<int> cores)
    {
        var words = sentence.Words;
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].IsNominal || IsOutcome(words, i))
                continue;
            var first = i;
            var given = words[i].Given;
            if (words[i].Role == WordRole.Genitive && given == 0 && (i == 0 || sentence.PhraseAt[i - 1] is null))
                continue;
            i++;
            while (i < words.Length && words[i].Given == given && (given != 0 || (cores[i] == cores[first] && Builds(words[i], words[i - 1]))))
                i++;
            var end = i;
            i--;
            while (end > first + 1 && words[end - 1].Role is WordRole.Genitive or WordRole.Determiner or WordRole.Adverb or WordRole.Comma or WordRole.Conjunction
                && given == 0 && !(end < words.Length && words[end - 1].Role == WordRole.Genitive))
                end--;
            if (end < words.Length && words[end].Given != 0 && given == 0 && AreDeterminers(words, first, end))
                continue;
            var head = cores[first] >= first && cores[first] < end ? cores[first] : end - 1;
            while (head > first && words[head].Role is WordRole.Genitive or WordRole.Adverb)
                head--;
            if (given == 0 && end - first == 1 && words[head].Role is WordRole.Adjective or WordRole.Determiner
                && words[head].Relation is not (Dependency.Nsubj or Dependency.NsubjPass or Dependency.Obj or Dependency.Obl or Dependency.OblAgent or Dependency.Nmod))
                continue;
            if (words[head].Role is WordRole.Possessive or WordRole.Genitive && given == 0)
                continue;
            var phrase = new Phrase
            {
                Index = sentence.Phrases.Count,
                First = first,
                End = end,
                Head = head,
                Given = given,
                IsPronoun = given == 0 && words[head].Role == WordRole.Pronoun,
                IsThing = given == 0 && words[head].Role == WordRole.Pronoun && words[head].Form is "it" or "this" or "that",
            };
            phrase.ListHead = phrase;
            phrase.Classes = ClassesOf(sentence, lexicon, phrase);
            for (var k = first; k < end && given != 0; k++)
            {
                if (words[k].Info?.Noun is { } held)
                    phrase.HeldClasses |= lexicon.ClassesOf(held);
            }

            sentence.Phrases.Add(phrase);
            for (var k = first; k < end; k++)
                sentence.PhraseAt[k] = phrase;
        }
    }

    /// <summary>"shot <u>dead</u> two farmers", "took <u>hostage</u> the crew".</summary>
    private static bool IsOutcome(Word[] words, int i) => i > 0 && i + 1 < words.Length && words[i].Given == 0 && words[i - 1].Role == WordRole.Verb
        && words[i + 1].Role is WordRole.Number or WordRole.Determiner or WordRole.Possessive && SmallWords.Outcome.Contains(words[i].Form);

    private static bool Builds(in Word word, in Word last) => word.IsNominal
        ? last.Role != WordRole.Pronoun
        : word.Role is WordRole.Adverb or WordRole.Conjunction or WordRole.Time || (word.Role == WordRole.Comma && last.Role == WordRole.Adjective);

    private static bool AreDeterminers(Word[] words, int first, int end)
    {
        for (var k = first; k < end; k++)
        {
            if (words[k].Role is not (WordRole.Determiner or WordRole.Possessive or WordRole.Adverb))
                return false;
        }

        return true;
    }

    private static UInt128 ClassesOf(SentenceReading sentence, CodingLexicon lexicon, Phrase phrase)
    {
        ref var head = ref sentence.Words[phrase.Head];
        for (var k = phrase.First; k < phrase.End; k++)
        {
            if (sentence.Words[k].Role == WordRole.Number && sentence.Text[sentence.Words[k].Start] is '$' or '€' or '£' or '¥')
                return lexicon.ClassBit("money");
        }

        if (head.Info?.Noun is not { } noun)
            return 0;

        // "air strike" is listed for itself: what "strike" alone may be does not hold then.
        if (phrase.Head > phrase.First && sentence.Words[phrase.Head - 1].Info is { } before)
        {
            var compound = lexicon.ClassesOf(before.Form, noun);
            if (compound != 0)
                return compound;
        }

        return lexicon.ClassesOf(noun);
    }

    /// <summary>Finds each phrase's preposition and the phrase that it hangs on.</summary>
    private static void Attach(SentenceReading sentence)
    {
        var words = sentence.Words;
        foreach (var phrase in sentence.Phrases)
        {
            var before = phrase.First - 1;
            if (words[phrase.First].Role == WordRole.Genitive && before >= 0 && sentence.PhraseAt[before] is { } owner)
            {
                owner.Complement = null;
                phrase.Of = owner;
                phrase.Preposition = owner.Preposition;
                continue;
            }

            foreach (var child in sentence.Tree.Children(phrase.Head))
            {
                if (child < phrase.First && words[child].Relation == Dependency.Case && words[child].Role is WordRole.Preposition)
                    phrase.Preposition = child;
            }

            // A given span may hold the word that carries the preposition's phrase.
            if (phrase.Preposition < 0 && before >= 0 && words[before].Role == WordRole.Preposition && words[before].Relation is Dependency.Case)
                phrase.Preposition = before;
            if (words[phrase.Head].Relation is Dependency.Nmod or Dependency.NmodUnmarked && words[phrase.Head].Head >= 0
                && sentence.PhraseAt[words[phrase.Head].Head] is { } host && host != phrase && phrase.Preposition >= 0)
            {
                phrase.Of = host;
                (host.Inner ??= []).Add(phrase);
                if (words[phrase.Preposition].Form is "of" or "for" or "in" && host.Complement is null)
                    host.Complement = phrase;
            }
        }
    }

    /// <summary>Lists ("A, B and C") and explanations ("X, the Y").</summary>
    private static void Relate(SentenceReading sentence)
    {
        var words = sentence.Words;
        foreach (var phrase in sentence.Phrases)
        {
            if (words[phrase.Head].Head < 0 || sentence.PhraseAt[words[phrase.Head].Head] is not { } other || other == phrase || other.First > phrase.First)
                continue;
            if (words[phrase.Head].Relation == Dependency.Conj)
            {
                var first = other.ListHead;
                phrase.ListHead = first;
                if (phrase.Preposition < 0)
                    phrase.Preposition = first.Preposition;
                (first.List ??= [first]).Add(phrase);
            }
            else if (words[phrase.Head].Relation == Dependency.Appos)
            {
                phrase.Explains = other;
            }
        }
    }
}
