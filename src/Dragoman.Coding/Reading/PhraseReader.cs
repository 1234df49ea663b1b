using Dragoman.Coding.Lexicon;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Reading;

/// <summary>Groups words to noun phrases, and phrases to lists and explanations.</summary>
internal static class PhraseReader
{
    public static void Read(SentenceReading sentence, CodingLexicon lexicon)
    {
        Chunk(sentence, lexicon);
        Attach(sentence);
        Lists(sentence);
    }

    private static void Chunk(SentenceReading sentence, CodingLexicon lexicon)
    {
        var words = sentence.Words;
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].IsNominal)
                continue;
            var first = i;
            var given = words[i].Given;
            if (words[i].Role == WordRole.Genitive && (i == 0 || sentence.PhraseAt[i - 1] is null))
                continue;
            i++;
            while (i < words.Length && Continues(words, first, i, given))
                i++;
            var end = i;
            i--;
            while (end > first + 1 && words[end - 1].Role is WordRole.Genitive or WordRole.Determiner && words[end - 1].Given == 0
                && !(end < words.Length && words[end - 1].Role == WordRole.Genitive))
                end--;
            if (end < words.Length && words[end].Given != 0 && given == 0 && AreDeterminers(words, first, end))
                continue;
            var head = end - 1;
            while (head > first && words[head].Role is WordRole.Genitive or WordRole.Adverb)
                head--;
            if (words[head].Role == WordRole.Adjective && given == 0 && end - first == 1)
                continue;
            if (words[head].Role is WordRole.Possessive or WordRole.Genitive && words[first].Given == 0)
                continue;
            var phrase = new Phrase
            {
                Index = sentence.Phrases.Count,
                First = first,
                End = end,
                Head = head,
                Given = given,
                IsPronoun = given == 0 && words[head].Role == WordRole.Pronoun,
            };
            phrase.ListHead = phrase;
            phrase.Classes = ClassesOf(sentence, lexicon, phrase);
            sentence.Phrases.Add(phrase);
            for (var k = first; k < end; k++)
                sentence.PhraseAt[k] = phrase;
        }
    }

    private static bool Continues(Word[] words, int first, int i, byte given)
    {
        ref var word = ref words[i];
        if (word.Given != given)
            return false;
        if (given != 0)
            return true;
        ref var last = ref words[i - 1];
        if (last.Role == WordRole.Pronoun || word.Role == WordRole.Pronoun)
            return false;
        switch (word.Role)
        {
            case WordRole.Adverb:
                return last.Role is WordRole.Determiner or WordRole.Possessive && i + 1 < words.Length
                    && words[i + 1].Role is WordRole.Adjective or WordRole.Noun or WordRole.Number;
            case WordRole.Determiner or WordRole.Possessive:
                return last.Role is WordRole.Determiner && last.Form is "all" or "both" or "such" or "some";
            case WordRole.Number:
                return last.Role is WordRole.Determiner or WordRole.Possessive or WordRole.Adjective or WordRole.Number or WordRole.Genitive
                    || (last.Role == WordRole.Adverb && i - 1 > first) || (last.Role == WordRole.Name && last.Entries is null && last.EntryEnd == 0 && last.Upos is "PROPN");
            case WordRole.Name:
                return !(last.Role == WordRole.Noun && last.Info is { Plural: true } && last.Entries is null);
            case WordRole.Adjective when last.Role is WordRole.Noun:
                return i + 1 < words.Length && words[i + 1].Role is WordRole.Noun or WordRole.Name or WordRole.Adjective;
            case WordRole.Noun when last.Entries is { } entries && entries[0].Kind == NameKind.Country && word.Entries is null
                && first > 0 && i - 1 == first && words[first - 1].Is(WordClasses.Ditransitive):
                // "lent Tuvalu money": the taker and the thing.
                return false;
            case WordRole.Adjective or WordRole.Noun or WordRole.Genitive:
                return true;
            default:
                return false;
        }
    }

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
        if (head.Info?.Noun is not { } noun)
            return 0;
        // "air strike" is listed for itself: what "strike" alone may be does not hold then.
        if (phrase.Head > phrase.First && sentence.Words[phrase.Head - 1].Info is { } before)
        {
            var compound = lexicon.ClassesOf(before.Form + " " + noun);
            if (compound != 0)
                return compound;
        }

        return lexicon.ClassesOf(noun);
    }

    private static void Attach(SentenceReading sentence)
    {
        var words = sentence.Words;
        foreach (var phrase in sentence.Phrases)
        {
            var before = phrase.First - 1;
            if (before >= 0 && words[before].Role == WordRole.Adverb)
                before--;
            if (words[phrase.First].Role == WordRole.Genitive && before >= 0 && sentence.PhraseAt[before] is { } owner)
            {
                owner.Complement = null;
                phrase.Of = owner;
                phrase.Preposition = owner.Preposition;
                continue;
            }

            if (before < 0 || words[before].Role != WordRole.Preposition)
                continue;
            phrase.Preposition = before;
            if (before > 0 && sentence.PhraseAt[before - 1] is { } host && host.End == before && !host.IsPronoun)
            {
                phrase.Of = host;
                if (words[before].Form is "of" or "for" or "in" && host.Complement is null)
                    host.Complement = phrase;
            }
        }
    }

    private static void Lists(SentenceReading sentence)
    {
        var words = sentence.Words;
        var phrases = sentence.Phrases;
        for (var i = 0; i + 1 < phrases.Count; i++)
        {
            var run = new List<Phrase> { phrases[i] };
            var j = i;
            var closed = false;
            while (j + 1 < phrases.Count && !closed)
            {
                var gap = Gap(words, phrases[j].End, phrases[j + 1].First);
                if (gap == ListGap.None)
                    break;
                run.Add(phrases[j + 1]);
                closed = gap == ListGap.Conjunction;
                j++;
                if (!closed && phrases[j].Complement is not null)
                    break;
            }

            if (run.Count == 1)
                continue;
            if (closed)
            {
                // "the king of Nepal and the president of India": the list is of heads, not of countries.
                var first = run.Count == 2 && run[0].Of is { } host && run[0].Preposition >= 0
                    && words[run[0].Preposition].Form is "of" or "for" or "in" && words[run[1].First].Role == WordRole.Determiner
                    && words[run[0].First].Role != WordRole.Determiner ? host : run[0];
                if (first != run[0])
                    run[0] = first;
                if (run.Exists(phrase => phrase.IsPronoun && phrase != run[0]))
                    continue;
                foreach (var member in run)
                {
                    member.ListHead = first;
                    if (member.Preposition < 0)
                        member.Preposition = first.Preposition;
                }

                first.List = run;
                i = j - 1 < i ? i : j - 1;
            }
            else if (run.Count == 2 && (phrases[j].End >= words.Length || words[phrases[j].End].Role is WordRole.Comma or WordRole.Stop or WordRole.Preposition))
            {
                run[1].Explains = run[0];
            }
        }
    }

    private static ListGap Gap(Word[] words, int from, int to)
    {
        var result = ListGap.None;
        if (to - from > 3)
            return result;
        for (var k = from; k < to; k++)
        {
            switch (words[k].Role)
            {
                case WordRole.Comma:
                    result = ListGap.Comma;
                    break;
                case WordRole.Conjunction when words[k].Form is "and" or "or" or "&" or "nor":
                    return to - k <= 2 && (k + 1 == to || words[k + 1].Role == WordRole.Adverb) ? ListGap.Conjunction : ListGap.None;
                case WordRole.Other when words[k].End - words[k].Start == 1:
                    result = ListGap.Conjunction;
                    break;
                default:
                    return ListGap.None;
            }
        }

        return result;
    }

    private enum ListGap
    {
        None,
        Comma,
        Conjunction,
    }
}
