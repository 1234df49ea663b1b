using Dragoman.Coding.Actors;
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
                words[i].Role = RoleOf(text.Text, words, i, titleCase);
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
        {
            Hang(text, joined, wordOf, firstToken);
            TreeRepair.Mend(joined, lexicon);
        }

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
                var entries = NameForms.Fitting(text, words, i, j, knowledge.Find(folded.AsSpan(words[i].Start, length)), titleCase);
                if (entries.Length == 0)
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

    /// <summary>The role of a word: from its first character, the lists, and the tagger.</summary>
    private static WordRole RoleOf(string text, Word[] words, int i, bool titleCase)
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
                    if (word.Upos is "AUX")
                        return (word.Info?.Classes & WordClasses.Modal) != 0 ? WordRole.Modal : WordRole.Auxiliary;
                    if (word.End - word.Start == 1 && word.Upos is not "PART")
                        return i > 0 && words[i - 1].Role is WordRole.Name or WordRole.Noun && words[i - 1].End == word.Start
                            && text[word.Start - 1] is 's' ? WordRole.Genitive : WordRole.Quote;
                    return word.Upos is "PRON" ? WordRole.Pronoun : word.End - word.Start > 2 ? WordRole.Other : WordRole.Genitive;
                case '$' or '€' or '£' or '¥':
                    return WordRole.Number;
                default:
                    return word.Is(WordClasses.Conjunction) ? WordRole.Conjunction : c == '%' ? WordRole.Noun : WordRole.Other;
            }
        }

        if (char.IsDigit(c) && word.Upos is not ("NOUN" or "ADJ" or "PROPN"))
            return WordRole.Number;
        if (word.Is(WordClasses.Time) && word.Upos is "PROPN" or "NOUN" or "ADV" && (word.Capital || (word.Info!.Classes & WordClasses.Closed) == 0))
            return WordRole.Time;
        switch (word.Upos)
        {
            case "PROPN":
                return WordRole.Name;
            case "NOUN":
                return word.Capital && i > 0 && !titleCase ? WordRole.Name : WordRole.Noun;
            case "ADJ" when i > 0 && words[i - 1] is { Xpos: "MD" } or { Xpos: "TO", Relation: Dependency.Mark } && word.Info is { Verbs.Length: > 0 }:
                // "would free", "to clear": behind these stands no adjective.
                (word.Upos, word.Xpos) = ("VERB", "VB");
                return VerbRole(ref word);
            case "ADJ":
                return word.Capital && i > 0 && !titleCase ? WordRole.Name
                    : word.Relation is Dependency.Case && word.Is(WordClasses.Preposition) ? WordRole.Preposition : WordRole.Adjective;
            case "VERB":
                return VerbRole(ref word);
            case "AUX":
                return word.Xpos is "MD" ? WordRole.Modal : WordRole.Auxiliary;
            case "PART":
                return word.Xpos is "TO" ? WordRole.To : word.Xpos is "POS" ? WordRole.Genitive : WordRole.Negation;
            case "ADP":
                return word.Relation == Dependency.CompoundPrt ? WordRole.Adverb : WordRole.Preposition;
            case "SCONJ":
                return word.Is(WordClasses.Preposition) && !word.Is(WordClasses.Subordinator) ? WordRole.Preposition : WordRole.Subordinator;
            case "CCONJ":
                return WordRole.Conjunction;
            case "DET":
                return word.Relation is Dependency.Nsubj or Dependency.NsubjPass or Dependency.Obj or Dependency.Obl && word.Form is "those" or "these" or "this" or "that" or "others"
                    ? WordRole.Pronoun : WordRole.Determiner;
            case "PRON":
                if (word.Xpos is "PRP$")
                    return WordRole.Possessive;
                if (word.Xpos is "WP" or "WDT" or "WP$" || word.Form is "who" or "which" or "whom" or "whose" || (word.Form == "that" && word.Features.Contains("Rel", StringComparison.Ordinal)))
                    return WordRole.Relative;
                return word.Form is "no" or "another" ? WordRole.Determiner : WordRole.Pronoun;
            case "NUM":
                return WordRole.Number;
            case "ADV":
                return word.Is(WordClasses.Negation) ? WordRole.Negation : word.Xpos is "WRB" ? WordRole.Subordinator : WordRole.Adverb;
            default:
                return word.Upos is "PUNCT" ? WordRole.Stop : word.Capital ? WordRole.Name : WordRole.Noun;
        }
    }

    /// <summary>A verb with its infinitive and forms; "wounded soldiers" has an adjective.</summary>
    private static WordRole VerbRole(ref Word word)
    {
        if (word.Relation == Dependency.Amod && word.Xpos is "VBN" or "VBG" or "JJ")
            return WordRole.Adjective;
        if (word.Relation is Dependency.Case)
            return WordRole.Preposition;
        word.Forms = word.Xpos switch
        {
            "VB" or "VBP" => VerbForms.Base,
            "VBZ" => VerbForms.Third,
            "VBD" => VerbForms.Past,
            "VBN" => VerbForms.Participle,
            "VBG" => VerbForms.Gerund,
            _ => VerbForms.Base,
        };
        word.Lemma = word.Base;
        if (word.Info is { } info)
        {
            foreach (var reading in info.Verbs)
            {
                if ((reading.Forms & word.Forms) == 0)
                    continue;
                word.Lemma = reading.Lemma;
                if (reading.Lemma == word.Base)
                    return WordRole.Verb;
            }

            if (info.Verbs.Length > 0 && word.Lemma == word.Base && word.Base == info.Form)
                word.Lemma = info.Verbs[0].Lemma;
        }

        return WordRole.Verb;
    }

}
