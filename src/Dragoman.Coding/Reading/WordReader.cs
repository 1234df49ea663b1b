using Dragoman.Coding.Lexicon;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Reading;

/// <summary>Gives each word of a sentence its role: from the lists, the tables, its neighbours and, last, the tagger.</summary>
internal sealed class WordReader(CodingLexicon lexicon, KnowledgeBase knowledge)
{
    /// <summary>Words of a sentence, hyphened ones joined.</summary>
    /// <param name="text">The annotated text.</param>
    /// <param name="folded">The same text folded by <see cref="KnowledgeBase.Fold"/>.</param>
    /// <param name="firstToken">Index of the first token.</param>
    /// <param name="count">Number of tokens.</param>
    /// <param name="given">Spans that are to be taken as one name each.</param>
    public Word[] Read(AnnotatedText text, string folded, int firstToken, int count, ReadOnlySpan<TextSpan> given)
    {
        var words = Join(text, folded, firstToken, count, given);
        var titleCase = IsTitleCase(text.Text, words);
        for (var i = 0; i < words.Length; i++)
        {
            var c = text.Text[words[i].Start];
            words[i].Capital = char.IsUpper(c) && !(titleCase && words[i].Info is not null);
        }

        FindNames(text.Text, folded, words, titleCase);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Role == WordRole.Other)
                words[i].Role = First(text.Text, words, i, titleCase);
        }

        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Role == WordRole.Other)
                Decide(text.Text, words, i);
        }

        return words;
    }

    private Word[] Join(AnnotatedText text, string folded, int firstToken, int count, ReadOnlySpan<TextSpan> given)
    {
        var words = new List<Word>(count);
        var wordOf = new int[count];
        for (var t = firstToken; t < firstToken + count; t++)
        {
            var token = text.Tokens[t];
            var word = new Word
            {
                Start = token.Start,
                End = token.End,
                Upos = token.Upos,
                Xpos = token.Xpos,
                Base = token.Lemma,
                Features = token.Features,
                NameTag = token.Name,
                Head = -1,
                Lemma = "",
            };
            var first = t;
            wordOf[t - firstToken] = words.Count;

            // Treebank English divides "war-torn" at its hyphen; here the compound is one word.
            while (t + 2 < firstToken + count
                && text.Tokens[t + 1] is { JoinsPrevious: true } hyphen && hyphen.End - hyphen.Start == 1
                && folded[hyphen.Start] == '-' && text.Text[hyphen.Start] != '–'
                && text.Tokens[t + 2] is { JoinsPrevious: true } second
                && char.IsLetterOrDigit(folded[word.End - 1]) | folded[word.End - 1] == '.' && char.IsLetterOrDigit(folded[second.Start]))
            {
                word.End = second.End;
                word.Upos = second.Upos;
                word.Xpos = second.Xpos;
                word.Features = second.Features;
                t += 2;
                wordOf[t - 1 - firstToken] = wordOf[t - firstToken] = words.Count;
            }

            if (t > first)
                word.Base = folded[word.Start..word.End];
            word.Info = lexicon.Find(folded.AsSpan(word.Start, word.End - word.Start));
            for (var g = 0; g < given.Length; g++)
            {
                if (word.Start < given[g].End && given[g].Start < word.End)
                {
                    word.Given = (byte)(g + 1);
                    break;
                }
            }

            words.Add(word);
        }

        var joined = words.ToArray();
        if (text.HasTrees)
            Hang(text, joined, wordOf, firstToken);
        return joined;
    }

    /// <summary>Takes the tree over: a compound hangs where the one of its tokens hangs whose head lies outside it.</summary>
    private static void Hang(AnnotatedText text, Word[] words, int[] wordOf, int firstToken)
    {
        for (var t = 0; t < wordOf.Length; t++)
        {
            var token = text.Tokens[firstToken + t];
            ref var word = ref words[wordOf[t]];
            var head = token.Head - firstToken;
            if (token.Head < 0 || head < 0 || head >= wordOf.Length)
            {
                word.Head = -1;
                word.Relation = Dependencies.Of(token.Head < 0 ? token.Relation : "root");
            }
            else if (wordOf[head] != wordOf[t] && word.Relation == Dependency.None)
            {
                word.Head = wordOf[head];
                word.Relation = Dependencies.Of(token.Relation);
            }
        }
    }

    private static bool IsTitleCase(string text, Word[] words)
    {
        int letters = 0, capitals = 0;
        foreach (var word in words)
        {
            if (word.End - word.Start < 4 || !char.IsLetter(text[word.Start]))
                continue;
            letters++;
            if (char.IsUpper(text[word.Start]))
                capitals++;
        }

        return letters >= 4 && capitals * 10 >= letters * 8;
    }

    private void FindNames(string text, string folded, Word[] words, bool titleCase)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var longest = knowledge.LongestFrom(folded, words[i].Start);
            if (longest == 0)
                continue;
            for (var j = Math.Min(words.Length, i + 9) - 1; j >= i; j--)
            {
                var length = words[j].End - words[i].Start;
                if (length > longest)
                    continue;
                var entries = knowledge.Find(folded.AsSpan(words[i].Start, length));
                if (entries.Length == 0 || !Fits(text, words, i, j, entries, titleCase))
                    continue;
                words[i].Entries = entries;
                words[i].EntryEnd = j + 1;
                var proper = entries[0].Kind != NameKind.Role;
                for (var k = i; k <= j; k++)
                {
                    if (proper)
                        words[k].Role = WordRole.Name;
                    else if (j > i)
                        words[k].Role = WordRole.Noun;
                }

                i = j;
                break;
            }
        }
    }

    private static bool Fits(string text, Word[] words, int i, int j, NameEntry[] entries, bool titleCase)
    {
        if (entries[0].Kind == NameKind.Role)
            return i < j || !words[i].Is(WordClasses.Closed);
        if (!char.IsUpper(text[words[i].Start]) && !text.AsSpan(words[i].Start).StartsWith("al-", StringComparison.Ordinal)
            && !text.AsSpan(words[i].Start).StartsWith("el-", StringComparison.Ordinal))
            return false;
        if (i < j)
            return true;

        // "US", "WHO", "IS", "Polish", "March": a word that is also a common one needs its capitals where capitals mean something.
        if (words[i].Info is not { } info || ((info.Classes & WordClasses.Closed) == 0 && info.Verbs.Length == 0))
            return true;
        if (titleCase)
            return (info.Classes & WordClasses.Closed) == 0;
        var capitals = true;
        for (var k = words[i].Start; k < words[i].End; k++)
            capitals &= !char.IsLower(text[k]);
        return capitals ? words[i].End - words[i].Start > 1 : (info.Classes & WordClasses.Closed) == 0 && i > 0;
    }

    /// <summary>Roles that need no neighbours.</summary>
    private static WordRole First(string text, Word[] words, int i, bool titleCase)
    {
        ref var word = ref words[i];
        if (word.Given != 0)
            return WordRole.Name;
        var c = text[word.Start];
        if (!char.IsLetterOrDigit(c))
        {
            switch (c)
            {
                case ',':
                    return WordRole.Comma;
                case ';' or ':' or '.' or '!' or '?' or '—' or '–' or '-' or '…' or '/' or '|':
                    return word.End - word.Start == 1 && c == '-' ? WordRole.Comma : WordRole.Stop;
                case '"' or '“' or '”' or '«' or '»':
                    return WordRole.Quote;
                case '(' or '[' or '{':
                    return WordRole.Open;
                case ')' or ']' or '}':
                    return WordRole.Close;
                case '\'' or '’' or '‘':
                    if (word.End - word.Start == 2)
                        return i > 0 && words[i - 1].Role is WordRole.Pronoun ? WordRole.Auxiliary : WordRole.Genitive;
                    return i > 0 && words[i - 1].Role is WordRole.Name or WordRole.Noun && words[i - 1].End == word.Start
                        && text[word.Start - 1] is 's' ? WordRole.Genitive : WordRole.Quote;
                case '$' or '€' or '£' or '¥':
                    return WordRole.Number;
                default:
                    return word.Info is null ? WordRole.Other : Closed(words, i);
            }
        }

        if (char.IsDigit(c))
            return WordRole.Number;
        if (word.Is(WordClasses.Time) && word.Capital)
            return WordRole.Time;
        if (word.Is(WordClasses.Closed) && !(word.Capital && i > 0 && word.End - word.Start > 1 && AllCapitals(text, word)))
            return Closed(words, i);
        if (word.Capital && (i > 0 || word.Info is null) && !titleCase)
            return i == 0 && word.Upos is "VERB" or "ADV" or "ADJ" or "NOUN" or "SCONJ" ? WordRole.Other : WordRole.Name;
        if (word.Capital && titleCase && word.Info is null && word.Entries is null && word.Upos is "PROPN")
            return WordRole.Name;
        return WordRole.Other;
    }

    private static bool AllCapitals(string text, in Word word)
    {
        for (var k = word.Start; k < word.End; k++)
        {
            if (!char.IsUpper(text[k]))
                return false;
        }

        return true;
    }

    private static WordRole Closed(Word[] words, int i)
    {
        ref var word = ref words[i];
        var next = i + 1 < words.Length ? words[i + 1] : default;
        switch (word.Form)
        {
            case "that":
                // "said that he", "the army that": a determiner only before a noun.
                return next.Is(WordClasses.Closed & ~WordClasses.Adverb) || next.Info?.Verbs.Length > 0 || next.Capital || next.Entries is not null
                    ? WordRole.Subordinator
                    : WordRole.Determiner;
            case "to":
                return next.Info is { } info && info.Verbs.Any(reading => (reading.Forms & VerbForms.Base) != 0) && !next.Capital
                    && !next.Is(WordClasses.Determiner) ? WordRole.To
                    : next.Is(WordClasses.Be | WordClasses.Have | WordClasses.Do) || next.Upos is "VERB" or "AUX" ? WordRole.To
                    : next.Is(WordClasses.Adverb) && i + 2 < words.Length && words[i + 2].Info?.Verbs.Length > 0 ? WordRole.To
                    : WordRole.Preposition;
            case "her":
                return WordRole.Possessive;
            case "no":
                return WordRole.Determiner;
            case "like" or "as" or "than":
                return WordRole.Preposition;
            case "'s":
                return i > 0 && words[i - 1].Role is WordRole.Pronoun ? WordRole.Auxiliary : WordRole.Genitive;
            case "both" or "either" or "neither":
                return WordRole.Determiner;
            case "before" or "after" or "since" or "until" or "till":
                return WordRole.Preposition;
            default:
                break;
        }

        var classes = word.Info!.Classes;
        if ((classes & WordClasses.Modal) != 0)
            return WordRole.Modal;
        if ((classes & WordClasses.Auxiliary) != 0)
            return WordRole.Auxiliary;
        if ((classes & WordClasses.Negation) != 0)
            return WordRole.Negation;
        if ((classes & WordClasses.Relative) != 0)
            return WordRole.Relative;
        if ((classes & WordClasses.Preposition) != 0)
            return WordRole.Preposition;
        if ((classes & WordClasses.Conjunction) != 0)
            return WordRole.Conjunction;
        if ((classes & WordClasses.Subordinator) != 0)
            return WordRole.Subordinator;
        if ((classes & WordClasses.Pronoun) != 0)
            return WordRole.Pronoun;
        if ((classes & WordClasses.Possessive) != 0)
            return WordRole.Possessive;
        if ((classes & WordClasses.Determiner) != 0)
            return WordRole.Determiner;
        return (classes & WordClasses.Time) != 0 ? WordRole.Time : WordRole.Adverb;
    }

    /// <summary>Verb, noun or adjective, from the neighbours.</summary>
    private static void Decide(string text, Word[] words, int i)
    {
        ref var word = ref words[i];
        var p = i - 1;
        while (p >= 0 && words[p].Role is WordRole.Adverb or WordRole.Negation)
            p--;
        var previous = p >= 0 ? words[p].Role : WordRole.Stop;
        var next = i + 1 < words.Length ? words[i + 1] : default;
        var info = word.Info;
        var forms = VerbForms.None;
        var lemma = "";
        if (info is not null)
        {
            foreach (var reading in info.Verbs)
            {
                if (forms == VerbForms.None)
                    lemma = reading.Lemma;
                forms |= reading.Forms;
            }
        }

        if (forms == VerbForms.None)
        {
            (forms, lemma) = (Unlisted(text, word), "");
            if (forms == VerbForms.None)
            {
                word.Role = NominalRole(text, word);
                return;
            }
        }

        var allowed = Allowed(words, i, p, previous, next, forms, info?.Noun is not null || word.Entries is not null, word.Upos);
        if (allowed == VerbForms.None)
        {
            word.Role = NominalRole(text, word);
            if ((forms & (VerbForms.Participle | VerbForms.Gerund)) != 0 && info?.Noun is null && word.Entries is null)
                word.Role = WordRole.Adjective;
            return;
        }

        if (info is not null)
        {
            foreach (var reading in info.Verbs)
            {
                if ((reading.Forms & allowed) != 0)
                {
                    lemma = reading.Lemma;
                    break;
                }
            }
        }

        word.Role = WordRole.Verb;
        word.Lemma = lemma;
        word.Forms = allowed;
    }

    private static VerbForms Unlisted(string text, in Word word)
    {
        if (word.Entries is not null || word.Info?.Noun is not null || word.Info?.Adjective == true)
            return VerbForms.None;
        if (word.Upos is "VERB")
        {
            var end = text.AsSpan(word.Start, word.End - word.Start);
            return end.EndsWith("ing", StringComparison.Ordinal) ? VerbForms.Gerund
                : end.EndsWith("ed", StringComparison.Ordinal) ? VerbForms.Past | VerbForms.Participle
                : end.EndsWith("s", StringComparison.Ordinal) ? VerbForms.Third : VerbForms.Base;
        }

        if (word.Upos is not ("X" or "" or null))
            return VerbForms.None;
        var form = text.AsSpan(word.Start, word.End - word.Start);
        return form.Length > 5 && form.EndsWith("ed", StringComparison.Ordinal) ? VerbForms.Past | VerbForms.Participle
            : form.Length > 6 && form.EndsWith("ing", StringComparison.Ordinal) ? VerbForms.Gerund
            : VerbForms.None;
    }

    private static WordRole NominalRole(string text, in Word word)
    {
        if (word.Entries is not null || word.Info?.Noun is not null)
            return WordRole.Noun;
        if (word.Info?.Adjective == true)
            return WordRole.Adjective;
        var form = text.AsSpan(word.Start, word.End - word.Start);
        if (form.Length > 4 && form.EndsWith("ly", StringComparison.Ordinal) && word.Upos is not "NOUN")
            return WordRole.Adverb;
        return word.Upos switch
        {
            "ADJ" => WordRole.Adjective,
            "ADV" => WordRole.Adverb,
            "PROPN" => WordRole.Name,
            "NUM" => WordRole.Number,
            _ => form.IndexOf('-') > 0 && char.IsLower(form[^1]) ? WordRole.Adjective : WordRole.Noun,
        };
    }

    /// <summary>Which of its forms the word can have between its neighbours; none where it is no verb there.</summary>
    private static VerbForms Allowed(
        Word[] words, int i, int p, WordRole previous, in Word next, VerbForms forms, bool noun, string upos)
    {
        switch (previous)
        {
            case WordRole.Modal or WordRole.To:
                return forms & VerbForms.Base;
            case WordRole.Auxiliary:
                return words[p].Is(WordClasses.Be) || words[p].Form == "'s" ? forms & (VerbForms.Participle | VerbForms.Gerund)
                    : words[p].Is(WordClasses.Have) ? forms & VerbForms.Participle
                    : forms & VerbForms.Base;
            case WordRole.Determiner or WordRole.Possessive or WordRole.Genitive or WordRole.Number:
                return VerbForms.None;
            case WordRole.Adjective:
                return (forms & VerbForms.Past) != 0 && !Nominal(next) ? forms & VerbForms.Past : VerbForms.None;
            case WordRole.Preposition:
                return (forms & VerbForms.Gerund) != 0 && !(noun && (next.Is(WordClasses.Preposition) || next.Info is null)) ? VerbForms.Gerund
                    : VerbForms.None;
            default:
                break;
        }

        if ((forms & (VerbForms.Past | VerbForms.Participle)) != 0 && (forms & (VerbForms.Base | VerbForms.Third)) == 0)
        {
            // "wounded soldiers left": before a bare noun and with no subject in front it is an adjective.
            var subject = previous is WordRole.Noun or WordRole.Name or WordRole.Pronoun or WordRole.Relative or WordRole.Close or WordRole.Quote
                or WordRole.Comma or WordRole.Time or WordRole.Conjunction or WordRole.Subordinator;
            if (!subject && Bare(next))
                return VerbForms.None;
            if (previous is WordRole.Conjunction or WordRole.Subordinator && Bare(next) && upos is "ADJ")
                return VerbForms.None;
            return forms & (VerbForms.Past | VerbForms.Participle);
        }

        if ((forms & VerbForms.Gerund) != 0 && (forms & VerbForms.Finite) == 0)
        {
            return noun && previous is WordRole.Noun or WordRole.Name && (upos is "NOUN" || next.Is(WordClasses.Preposition)) ? VerbForms.None
                : VerbForms.Gerund;
        }

        var finite = forms & (VerbForms.Base | VerbForms.Third | VerbForms.Past);
        if (previous == WordRole.Verb)
            finite &= ~(VerbForms.Base | VerbForms.Third);
        if (previous is WordRole.Noun or WordRole.Name && words[p].Given == 0)
            finite &= Agrees(words, p);
        if (finite == VerbForms.None)
            return VerbForms.None;
        if (!noun)
        {
            return upos is "NOUN" or "ADJ" or "PROPN" && !Opens(next) ? VerbForms.None
                : previous is WordRole.Verb && (finite & VerbForms.Third) != 0 ? VerbForms.None
                : finite | (forms & VerbForms.Participle);
        }

        // Noun or verb: "Oman visits Fiji", "the visits of Oman".
        if (previous is WordRole.Pronoun or WordRole.Relative && words[p].Form is not ("him" or "them" or "us" or "me"))
            return finite;
        if (previous is not (WordRole.Name or WordRole.Noun or WordRole.Close or WordRole.Comma or WordRole.Conjunction or WordRole.Time))
            return VerbForms.None;
        if (next.Is(WordClasses.Auxiliary) || next.Info?.Verbs.Length > 0 && next.Info.Noun is null && !next.Is(WordClasses.Closed))
            return VerbForms.None;
        if (next.Is(WordClasses.Determiner | WordClasses.Possessive) || (next.Is(WordClasses.Pronoun) && !next.Is(WordClasses.Adverb)))
            return finite;
        if (previous is WordRole.Comma or WordRole.Conjunction or WordRole.Time)
            return upos is "VERB" ? finite : VerbForms.None;
        if (!OtherVerb(words, i))
            return finite;

        // "carried out air strikes": behind a noun that a verb already governs, the next noun goes on with it.
        if (previous == WordRole.Noun && Governed(words, p))
            return VerbForms.None;
        if (next.Capital || (next.Entries is { } entries && entries[0].Kind != NameKind.Role))
            return finite;
        if (next.Form == "to" && upos is not "NOUN")
            return finite;
        return upos is "VERB" ? finite : VerbForms.None;
    }

    /// <summary>Which forms agree in number with the noun in front: "an air strike" is no sentence.</summary>
    private static VerbForms Agrees(Word[] words, int p)
    {
        ref var noun = ref words[p];
        var entry = -1;
        for (var k = p; k >= 0 && k > p - 9 && entry < 0; k--)
        {
            if (words[k].Entries is not null && words[k].EntryEnd == p + 1)
                entry = k;
        }

        var all = VerbForms.Base | VerbForms.Third | VerbForms.Past;
        for (var k = p; k >= 0 && k > p - 7; k--)
        {
            // "demanded that Iraq lift": the subjunctive has no number.
            if (words[k].Form == "that")
                return all;
        }

        if (entry >= 0)
        {
            var known = words[entry].Entries![0];
            return known.Kind is NameKind.Body or NameKind.Media || known.Name.EndsWith("police", StringComparison.Ordinal) ? all
                : known.Role == RoleKind.Group ? VerbForms.Base | VerbForms.Past
                : VerbForms.Third | VerbForms.Past;
        }

        if (noun.Info is { Noun: not null } info)
            return info.Plural ? VerbForms.Base | VerbForms.Past : VerbForms.Third | VerbForms.Past;
        return all;
    }

    /// <summary>Whether another word of the sentence can carry its tense.</summary>
    private static bool OtherVerb(Word[] words, int i)
    {
        for (var k = 0; k < words.Length; k++)
        {
            if (k == i || words[k].Given != 0)
                continue;
            if (words[k].Role is WordRole.Modal or WordRole.Auxiliary)
                return true;
            if (words[k].Role == WordRole.Verb ? (words[k].Forms & VerbForms.Finite) != 0
                : words[k].Role == WordRole.Other && words[k].Info is { Verbs.Length: > 0, Noun: null } info
                    && info.Verbs.Any(reading => (reading.Forms & (VerbForms.Past | VerbForms.Third)) != 0))
                return true;
        }

        return false;
    }

    private static bool Governed(Word[] words, int p)
    {
        for (var k = p; k >= 0; k--)
        {
            if (words[k].Role == WordRole.Verb)
                return true;
            if (words[k].Role is WordRole.Stop or WordRole.Subordinator or WordRole.Relative or WordRole.Comma)
                return false;
        }

        return false;
    }

    private static bool Opens(in Word next) => next.Is(WordClasses.Determiner | WordClasses.Possessive | WordClasses.Preposition) || next.Capital;

    private static bool Nominal(in Word next) =>
        next.Info?.Noun is not null || next.Entries is not null || (next.Info is null && next.End > next.Start && next.Upos is not ("PUNCT" or null));

    private static bool Bare(in Word next) =>
        next.Info is { Noun: not null } info ? (info.Classes & WordClasses.Closed) == 0
            : next.Entries is { } entries && entries[0].Kind == NameKind.Role;
}
