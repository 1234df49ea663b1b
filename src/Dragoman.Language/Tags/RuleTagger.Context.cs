namespace Dragoman.Language;

/// <summary>Choices by what stands beside a word.</summary>
internal ref partial struct RuleTagger
{
    /// <summary>Whether a function word in capitals inside a sentence is part of a name (May, Will, US).</summary>
    private readonly bool IsNameLike(int index, ReadOnlySpan<char> lower, Tag[] functions)
    {
        if (_allCapitals || !char.IsUpper(Form(index)[0])) return false;
        if (lower is "us" or "it" or "who" && Form(index).Length > 1 && char.IsUpper(Form(index)[1])) return true;
        if (lower is "may" or "will" or "mark") return index > 0 && (Previous(index).Xpos is "IN" or "DT" or "TO" || Previous(index).IsNominal) && lower is not "will";
        return false;
    }

    private readonly Tag FunctionTag(int index, ReadOnlySpan<char> lower, Tag[] tags)
    {
        var usual = tags[0];
        if (usual.Upos == "AUX" && lower is "have" or "has" or "had" or "do" or "does" or "did") return Helper(index, lower, usual);
        if (usual.Upos == "AUX" && usual.Xpos is not "MD" && Previous(index).Xpos == "EX") return usual with { Upos = "VERB" };
        if (tags.Length == 1) return usual is { Upos: "ADP", Xpos: "IN" } && GerundFollows(index) ? new("SCONJ", "IN") : usual;
        Span<char> buffer = stackalloc char[MaxWord];
        var next = Lower(index + 1, buffer);
        var previous = Previous(index);
        switch (lower)
        {
            case "that":
                if (index == 0 || previous.Upos is "ADP" or "CCONJ" || previous.Upos == "VERB")
                    return NextIsVerb(index) ? new("PRON", "DT") : NextOpensClause(index) ? usual : previous.Upos == "VERB" ? usual : new("DET", "DT");
                if (previous.IsNominal) return NextIsVerb(index) || NextOpensClause(index) ? new("PRON", "WDT") : usual;
                return NextIsVerb(index) ? new("PRON", "DT") : usual;
            case "this" or "these" or "those":
                return index + 1 >= _tokens.Length || NextIsVerb(index) || NextIsMark(index) || NextIsPreposition(index) ? new("PRON", "DT") : new("DET", "DT");
            case "to":
                return NextIsBase(index) ? usual : new("ADP", "IN");
            case "her" or "his":
                return index + 1 >= _tokens.Length || NextIsMark(index) || NextIsPreposition(index) || NextIsDeterminer(index) ? new("PRON", "PRP") : new("PRON", "PRP$");
            case "'s":
                if (previous.Upos is "PRON" && previous.Xpos is not "NN" || previous.Xpos is "WRB" or "EX") return new("AUX", "VBZ");
                if (previous.IsNominal && (NextIsDeterminer(index) || next is "not" or "been" or "going" or "a" or "the")) return new("AUX", "VBZ");
                return new("PART", "POS");
            case "there":
                return next is "is" or "are" or "was" or "were" or "'s" or "has" or "have" or "will" or "would" or "may" or "can" or "could" or "should" or "had" or "might" or "must" or "been"
                    ? new("PRON", "EX") : usual;
            case "like":
                return previous.Xpos is "TO" or "MD" or "PRP" ? Language.Tag.Verb : usual;
            case "before" or "after" or "since" or "until" or "as" or "than" or "for" or "so":
                if (lower is "so" && index > 0 && !NextOpensClause(index)) return usual;
                if (lower is "so" && index == 0) return usual;
                if (NextOpensClause(index) || (_forms.Classes(next) & (WordClasses.Ing | WordClasses.Known)) == (WordClasses.Ing | WordClasses.Known)) return lower is "for" ? usual : new("SCONJ", "IN");
                return usual;
            case "up" or "out" or "down" or "off" or "back" or "away" or "over" or "about" or "around":
                if (previous.Upos == "VERB" && lower is "up" or "out" or "down" or "off") return new("ADP", "RP");
                return usual.Xpos == "RP" ? new("ADP", index + 1 < _tokens.Length && !NextIsMark(index) ? "IN" : "RP") : usual;
            case "more" or "less" or "most" or "least":
                return (_forms.Classes(next) & WordClasses.Adjective) != 0 || (_forms.Classes(next) & WordClasses.Adverb) != 0 || next is "than"
                    ? new("ADV", lower is "more" or "less" ? "RBR" : "RBS") : new("ADJ", lower is "more" or "less" ? "JJR" : "JJS");
            case "better" or "later" or "earlier" or "longer":
                return previous.Upos is "VERB" or "NOUN" || NextIsMark(index) ? new("ADV", "RBR") : new("ADJ", "JJR");
            case "one":
                return previous.Xpos is "DT" or "JJ" or "WDT" ? Language.Tag.Noun : usual;
            case "no":
                return index == 0 && NextIsMark(index) ? new("INTJ", "UH") : usual;
            case "all" or "half" or "such":
                return NextIsDeterminer(index) ? new("DET", "PDT") : lower is "such" ? new("ADJ", "JJ") : usual;
            case "both" or "either" or "neither":
                return usual;
            default:
                return usual;
        }
    }

    /// <summary>Whether a verb in -ing follows that is no noun: "of shelling a village".</summary>
    private readonly bool GerundFollows(int index)
    {
        Span<char> buffer = stackalloc char[MaxWord];
        var word = Lower(index + 1, buffer);
        if (word.IsEmpty || !word.EndsWith("ing", StringComparison.Ordinal) || _forms.Function(word) is not null) return false;
        var classes = _forms.Classes(word);
        return (classes & WordClasses.Ing) != 0 && (classes & WordClasses.Known) != 0 && (NextIsDeterminer(index + 1) || NextIsName(index + 1) || NextIsPronoun(index + 1) || NextIsPreposition(index + 1) || NextIsNominal(index + 1));
    }

    private readonly bool NextIsPronoun(int index) => NextIs(index, static tag => tag.Upos == "PRON");

    /// <summary>have and do: an auxiliary where a verb form follows, a verb otherwise.</summary>
    private readonly Tag Helper(int index, ReadOnlySpan<char> lower, Tag usual)
    {
        Span<char> buffer = stackalloc char[MaxWord];
        var wanted = lower[0] == 'h' ? WordClasses.Participle : WordClasses.Base;
        var finite = lower is "have" or "do" && Before(index).Xpos is "TO" or "MD" ? "VB" : usual.Xpos;
        for (var next = index + 1; next < Math.Min(_tokens.Length, index + 5); next++)
        {
            var word = Lower(next, buffer);
            if (word is "n't" or "not") return new("AUX", finite);
            var functions = _forms.Function(word);
            if (functions is not null)
            {
                if (word is "been" or "had" or "have" or "be") return new("AUX", finite);
                if (functions[0].Upos is "ADV" || (functions[0].Xpos == "PRP" && next == index + 1) || word is "you" or "they") continue;
                break;
            }

            var classes = _forms.Classes(word);
            if ((classes & wanted) != 0 && !(wanted == WordClasses.Base && (classes & WordClasses.Noun) != 0 && next == index + 1)) return new("AUX", finite);
            if ((classes & WordClasses.Adverb) == 0) break;
        }

        return new("VERB", finite);
    }

    private readonly bool NextIsMark(int index) => index + 1 < _tokens.Length && !char.IsLetterOrDigit(Form(index + 1)[0]);

    private readonly bool NextIs(int index, Func<Tag, bool> test)
    {
        Span<char> buffer = stackalloc char[MaxWord];
        var functions = _forms.Function(Lower(index + 1, buffer));
        return functions is not null && test(functions[0]);
    }

    private readonly bool NextIsDeterminer(int index) => NextIs(index, static tag => tag.Upos == "DET" || tag.Xpos is "PRP$");

    private readonly bool NextIsPreposition(int index) => NextIs(index, static tag => tag.Upos is "ADP" or "SCONJ" || tag.Xpos is "TO");

    /// <summary>Whether a pronoun, determiner or name follows, as at the start of a clause.</summary>
    private readonly bool NextOpensClause(int index)
    {
        if (index + 2 >= _tokens.Length) return false;
        if (NextIs(index, static tag => tag.Xpos is "PRP" or "EX")) return true;
        // A noun phrase counts only where a finite verb follows within a few words.
        Span<char> buffer = stackalloc char[MaxWord];
        for (var next = index + 2; next < Math.Min(_tokens.Length, index + 7); next++)
        {
            if (NextIsMark(next - 1) && Form(next)[0] is ',' or '.') return false;
            var word = Lower(next, buffer);
            var functions = _forms.Function(word);
            if (functions is not null && functions[0].Upos == "AUX") return true;
            if (functions is not null && functions[0].Upos is "ADP") return false;
            if (functions is null && (_forms.Classes(word) & (WordClasses.Past | WordClasses.Participle)) == WordClasses.Past) return true;
        }

        return false;
    }

    private readonly bool NextIsVerb(int index)
    {
        Span<char> buffer = stackalloc char[MaxWord];
        var word = Lower(index + 1, buffer);
        if (word.IsEmpty) return false;
        var functions = _forms.Function(word);
        if (functions is not null) return functions[0].Upos is "AUX" && word is not "'s";
        var classes = _forms.Classes(word);
        return (classes & WordClasses.Known) != 0 && (classes & (WordClasses.Third | WordClasses.Past | WordClasses.Base)) != 0
            && ((classes & (WordClasses.Noun | WordClasses.Plural | WordClasses.Adjective)) == 0 || (classes & WordClasses.VerbFirst) != 0);
    }

    private readonly bool NextIsBase(int index)
    {
        Span<char> buffer = stackalloc char[MaxWord];
        var word = Lower(index + 1, buffer);
        if (word is "be" or "have" or "do") return true;
        if (word.IsEmpty || _forms.Function(word) is { } functions)
        {
            // "to further restrict", "to not answer"
            return !word.IsEmpty && _forms.Function(word) is { } adverb && adverb[0].Upos is "ADV" or "PART" && index + 2 < _tokens.Length && word is not "to"
                && (_forms.Classes(Lower(index + 2, buffer)) & WordClasses.Base) != 0;
        }

        var classes = _forms.Classes(word);
        if ((classes & WordClasses.Base) != 0) return !char.IsUpper(Form(index + 1)[0]) || _allCapitals;
        if ((classes & WordClasses.Adverb) != 0 && index + 2 < _tokens.Length) return (_forms.Classes(Lower(index + 2, buffer)) & WordClasses.Base) != 0;
        return false;
    }

    private readonly Tag OpenTag(int index, ReadOnlySpan<char> lower)
    {
        var classes = _forms.Classes(lower);
        var form = Form(index);
        if (char.IsUpper(form[0]) && !_allCapitals && IsName(index, classes, form)) return NameTag(index, lower, form);
        var previous = Before(index);
        var verb = VerbTag(index, classes, previous);
        if (verb.Upos is not null) return verb;
        if ((classes & WordClasses.Adverb) != 0) return Language.Tag.Adverb;
        if ((classes & WordClasses.Comparative) != 0) return Language.Tag.Comparative;
        if ((classes & WordClasses.Superlative) != 0) return Language.Tag.Superlative;
        if ((classes & WordClasses.Adjective) != 0)
        {
            if ((classes & (WordClasses.Noun | WordClasses.Base)) == 0) return Language.Tag.Adjective;
            return NextIsNominal(index) || (classes & WordClasses.Noun) == 0 ? Language.Tag.Adjective : Language.Tag.Noun;
        }

        if ((classes & WordClasses.Plural) != 0) return Language.Tag.Nouns;
        if ((classes & WordClasses.Ing) != 0) return Previous(index).OpensNoun && !NextIsNominal(index) ? Language.Tag.Noun : Language.Tag.VerbIng;
        if ((classes & (WordClasses.Past | WordClasses.Participle)) != 0) return Language.Tag.VerbParticiple;
        return Language.Tag.Noun;
    }

    private readonly bool IsName(int index, WordClasses classes, ReadOnlySpan<char> form)
    {
        var opens = index == 0 || Previous(index).Xpos is "``" || (index == 1 && Previous(index).Upos == "PUNCT") || Previous(index).Xpos == ":";
        if (!opens) return true;
        if (form.Length > 1 && char.IsUpper(form[1])) return true;
        var nextIsName = index + 1 < _tokens.Length && char.IsUpper(Form(index + 1)[0]);
        if ((classes & WordClasses.Known) != 0) return nextIsName && (classes & (WordClasses.Adjective | WordClasses.Noun)) != 0 && (classes & WordClasses.Past) == 0;
        return nextIsName || (classes & ~(WordClasses.Noun | WordClasses.Plural)) == 0;
    }

    private readonly Tag NameTag(int index, ReadOnlySpan<char> lower, ReadOnlySpan<char> form)
    {
        // Russian forces, Syrian army: an adjective of origin in front of a common noun.
        var next = index + 1 < _tokens.Length && char.IsLower(Form(index + 1)[0]) && NextIsNominal(index);
        if (next && form.Length > 3 && ((_forms.Classes(lower) & WordClasses.Adjective) != 0
            || lower.EndsWith("an", StringComparison.Ordinal) || lower.EndsWith("ish", StringComparison.Ordinal) || lower.EndsWith("ese", StringComparison.Ordinal)))
            return Language.Tag.Adjective;
        if (lower.Length > 3 && lower[^1] == 's' && lower[^2] is not ('s' or 'u' or 'i' or '\'') && char.IsLower(form[^1]) && (_forms.Classes(lower) & (WordClasses.Plural | WordClasses.Known)) == (WordClasses.Plural | WordClasses.Known))
            return Language.Tag.Names;
        if (lower.Length > 4 && (lower.EndsWith("ians", StringComparison.Ordinal) || lower.EndsWith("icans", StringComparison.Ordinal) || lower.EndsWith("ists", StringComparison.Ordinal)))
            return Language.Tag.Names;
        return Language.Tag.Name;
    }

    /// <summary>Whether a noun or adjective may follow, so that this word may stand in front of a noun.</summary>
    private readonly bool NextIsNominal(int index)
    {
        Span<char> buffer = stackalloc char[MaxWord];
        var word = Lower(index + 1, buffer);
        if (word.IsEmpty || !char.IsLetter(word[0]) || _forms.Function(word) is not null) return false;
        var classes = _forms.Classes(word);
        return (classes & (WordClasses.Noun | WordClasses.Plural | WordClasses.Adjective)) != 0 && (classes & WordClasses.Adverb) == 0;
    }

    /// <summary>The tag as a verb; an empty one where the word is none here.</summary>
    private readonly Tag VerbTag(int index, WordClasses classes, Tag previous)
    {
        const WordClasses Other = WordClasses.Noun | WordClasses.Plural | WordClasses.Adjective;
        var nominal = (classes & Other) != 0;
        var helper = HelperBefore(index);
        if ((classes & WordClasses.Base) != 0 && previous.Xpos is "TO" or "MD" && previous.Upos is "PART" or "AUX") return Language.Tag.Verb;
        if ((classes & WordClasses.Base) != 0 && helper == 'd' && !Previous(index).OpensNoun) return Language.Tag.Verb;
        if ((classes & WordClasses.Participle) != 0)
        {
            if (helper is 'h' or 'b' || previous.OpensNoun || previous.Upos is "ADP" or "ADV") return (classes & WordClasses.Adjective) != 0 && helper != 'h' ? Language.Tag.Adjective : Language.Tag.VerbParticiple;
            if ((classes & WordClasses.Past) != 0) return IsReduced(index) ? Language.Tag.VerbParticiple : Language.Tag.VerbPast;
            return Language.Tag.VerbParticiple;
        }

        if ((classes & WordClasses.Past) != 0 && !(nominal && previous.OpensNoun)) return Language.Tag.VerbPast;
        if ((classes & WordClasses.Ing) != 0 && !((classes & WordClasses.Noun) != 0 && (classes & WordClasses.Known) != 0 && previous.OpensNoun))
        {
            if (previous.OpensNoun && !NextIsNominal(index)) return default;
            return Language.Tag.VerbIng;
        }

        if ((classes & WordClasses.Third) != 0)
        {
            if (!nominal) return Language.Tag.VerbThird;
            if (previous.OpensNoun || previous.Upos is "ADP" or null) return default;
            if (previous.Upos is "PRON") return Language.Tag.VerbThird;
            if (previous.IsNominal && previous.Xpos is not "NNS" && !HasFinite(index) && (NextIsDeterminer(index) || NextIsName(index))) return Language.Tag.VerbThird;
            return (classes & WordClasses.VerbFirst) != 0 && previous.IsNominal && !HasFinite(index) ? Language.Tag.VerbThird : default;
        }

        if ((classes & WordClasses.Base) != 0)
        {
            if (!nominal) return previous.Upos is null or "CCONJ" or "PUNCT" or "AUX" or "PART" ? Language.Tag.Verb : previous.OpensNoun ? default : Language.Tag.VerbPresent;
            if (previous.OpensNoun || previous.Upos is "ADP") return default;
            if (previous.Xpos is "PRP" or "WP" or "WDT") return Language.Tag.VerbPresent;
            if (previous.Xpos is "NNS" or "NNPS" && !HasFinite(index) && (NextIsDeterminer(index) || (classes & WordClasses.VerbFirst) != 0)) return Language.Tag.VerbPresent;
            if (previous.Upos is null or "CCONJ" or "INTJ" && (NextIsDeterminer(index) || (classes & WordClasses.VerbFirst) != 0)) return Language.Tag.Verb;
        }

        return default;
    }

    private readonly bool NextIsName(int index) => index + 1 < _tokens.Length && char.IsUpper(Form(index + 1)[0]);

    /// <summary>The helping verb in front, adverbs passed over: h for have, b for be, d for do; else a space.</summary>
    private readonly char HelperBefore(int index)
    {
        Span<char> buffer = stackalloc char[MaxWord];
        for (var back = index - 1; back >= Math.Max(0, index - 4); back--)
        {
            if (_tags[back].Upos is "ADV" || _tags[back].Xpos is "RB" || (_tags[back].Xpos is "PRP" && back == index - 1)) continue;
            if (_tags[back].Upos is not ("AUX" or "VERB")) return ' ';
            return Lower(back, buffer) switch
            {
                "have" or "has" or "had" or "'ve" or "having" => 'h',
                "be" or "is" or "are" or "was" or "were" or "been" or "being" or "am" or "'s" or "'re" or "'m" or "get" or "got" or "gets" => 'b',
                "do" or "does" or "did" => 'd',
                _ => ' ',
            };
        }

        return ' ';
    }

    /// <summary>Whether a finite verb stands in front in the same clause.</summary>
    private readonly bool HasFinite(int index)
    {
        for (var back = index - 1; back >= 0; back--)
        {
            var tag = _tags[back];
            if (tag.Upos is "SCONJ" or "CCONJ" || tag.Xpos is "WDT" or "WP" or "WRB" or "," or ":" or "." or "``") return false;
            if (tag.Xpos is "VBD" or "VBZ" or "VBP" or "MD") return true;
        }

        return false;
    }

    /// <summary>Whether a form that is past or participle stands behind a noun like a shortened relative clause: "held by".</summary>
    private readonly bool IsReduced(int index)
    {
        Span<char> buffer = stackalloc char[MaxWord];
        var next = Lower(index + 1, buffer);
        var previous = Previous(index);
        if (previous.Upos is "PRON" && previous.Xpos is not "NN") return false;
        if (next is "by") return true;
        if (previous.Upos is null) return true;
        return previous.Upos is "NOUN" or "PUNCT" && HasFinite(index) && NextIsPreposition(index);
    }

    /// <summary>A second look where what follows decides: nothing finite found, the likeliest noun becomes the verb.</summary>
    private readonly void Repair()
    {
        var participle = -1;
        for (var index = 0; index < _tags.Length; index++)
        {
            var tag = _tags[index];
            if (tag.Upos == "AUX" || tag.Xpos is "VBD" or "VBZ" or "VBP" || (tag.Xpos == "VB" && index == 0)) return;
            if (tag.Xpos == "VBN" && participle < 0 && index > 0 && (_tags[index - 1].IsNominal || _tags[index - 1].Xpos == "PRP")) participle = index;
        }

        if (participle > 0 && (_forms.Classes(Lower(participle, stackalloc char[MaxWord])) & WordClasses.Past) != 0) _tags[participle] = Language.Tag.VerbPast;
    }
}
