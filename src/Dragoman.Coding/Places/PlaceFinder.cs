using Dragoman.Coding.Documents;
using Dragoman.Knowledge;
using Dragoman.Knowledge.Places;
using Dragoman.Records;

namespace Dragoman.Coding.Places;

/// <summary>
/// Finds the words that name places, and which places those are. The gazetteer proposes; the names that the language model found, the neighbours
/// of the words and what the tables know of bodies, people and nationalities decide whether a place is meant.
/// </summary>
internal sealed partial class PlaceFinder
{
    private const double Renowned = 5.6;
    private const double Known = 4.7;

    private readonly AnnotatedText _text;
    private readonly string _folded;
    private readonly KnowledgeBase _knowledge;
    private readonly Gazetteer _gazetteer;
    private readonly PlaceWords _words;
    private readonly PlaceResolver _resolver;
    private readonly List<Toponym> _found = [];
    private readonly HashSet<string> _persons = new(StringComparer.Ordinal);
    private bool _titleCase;

    private PlaceFinder(AnnotatedText text, string folded, KnowledgeBase knowledge, Gazetteer gazetteer)
    {
        _text = text;
        _folded = folded;
        _knowledge = knowledge;
        _gazetteer = gazetteer;
        _words = PlaceWords.Current;
        _resolver = new PlaceResolver(gazetteer);
    }

    /// <summary>Finds the places of a document, in text order.</summary>
    /// <param name="text">Its sentences.</param>
    /// <param name="folded">The text folded.</param>
    /// <param name="parts">Its parts; datelines stand outside of sentences.</param>
    /// <param name="knowledge">Who is who.</param>
    /// <param name="gazetteer">What lies where.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    public static List<Toponym> Find(
        AnnotatedText text, string folded, IReadOnlyList<Part> parts, KnowledgeBase knowledge, Gazetteer gazetteer, CancellationToken ct)
    {
        var finder = new PlaceFinder(text, folded, knowledge, gazetteer);
        finder.Persons();
        foreach (var part in parts)
        {
            if (part.Kind == PartKind.Dateline)
                finder.Dateline(part.Start, part.End);
        }

        for (var i = 0; i < text.Sentences.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            finder.Sentence(i);
        }

        finder._resolver.Resolve();
        foreach (var toponym in finder._found)
        {
            if (toponym.Group >= 0)
                toponym.Place = finder._resolver.PlaceOf(toponym.Group);
        }

        finder._found.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        return finder._found;
    }

    /// <summary>Most words between a place and what it lies in.</summary>
    private const int LongestBetween = 7;

    /// <summary>Last words of the names of people: "Jordan" is a person where "Michael Jordan" has been named.</summary>
    private void Persons()
    {
        var tokens = _text.Tokens;
        for (var i = 1; i < tokens.Count; i++)
        {
            if (tokens[i].Name == "I-PER" && (i + 1 == tokens.Count || tokens[i + 1].Name != "I-PER"))
                _persons.Add(_text.Text[tokens[i].Start..tokens[i].End]);
        }
    }

    private void Dateline(int start, int end)
    {
        Span<PlaceMatch> one = stackalloc PlaceMatch[1];
        var text = _text.Text;
        Toponym? previous = null;
        for (var at = start; at < end; at++)
        {
            if (!char.IsUpper(text[at]) || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
                continue;
            if (_gazetteer.FindFrom(text.AsSpan(0, end), at, one) == 0 || (previous is null && _gazetteer.IsAbbreviation(one[0])))
            {
                while (at + 1 < end && char.IsLetterOrDigit(text[at + 1]))
                    at++;
                continue;
            }

            var toponym = new Toponym { Start = at, End = one[0].End, FirstToken = -1, EndToken = -1, Sentence = -1, Match = one[0], IsDateline = true };
            if (previous is not null)
                _resolver.Add(previous.Match!.Value, 0, one[0]);
            toponym.Group = _resolver.Add(one[0], 2);
            _found.Add(toponym);
            previous = toponym;
            at = one[0].End;
        }
    }

    private void Sentence(int index)
    {
        var sentence = _text.Sentences[index];
        int first = sentence.FirstToken, end = first + sentence.TokenCount;
        _titleCase = IsTitleCase(first, end);
        var before = _found.Count;
        for (var i = first; i < end; i++)
            i = Token(index, first, i, end) - 1;
        Contain(before);
    }

    /// <summary>Looks at the name that may begin at a token.</summary>
    /// <returns>Index of the token to look at next.</returns>
    private int Token(int sentence, int first, int i, int end)
    {
        var token = _text.Tokens[i];
        var text = _text.Text;
        if (!char.IsUpper(text[token.Start]) && !IsArticle(token))
            return i + 1;
        var entity = EntityAt(i, first, end);
        if (entity.First == i - 1 && Form(i - 1) == "the")
            entity = entity with { First = i };
        var known = KnownAt(token.Start, out var entries);
        Nationality(entries);
        Span<PlaceMatch> matches = stackalloc PlaceMatch[4];
        for (var k = _gazetteer.FindFrom(text, token.Start, matches) - 1; k >= 0; k--)
        {
            var match = matches[k];
            var last = TokenEndingAt(i, end, match.End);
            if (last < 0 || !IsWrittenAsName(i, last))
                continue;
            if (known > match.End && IsNobodysPlace(entries) && !(entity.Label == "LOC" && entity.End <= last))
                return TokenBehind(i, end, known);
            if (known == match.End && IsNationalityOnly(entries))
                continue;

            // A shorter name within one that is none is none either: "Las" of "Las Vegas Police".
            if (!IsPlace(match, first, i, last, end, entity, known == match.End ? entries : []))
                break;
            return Take(sentence, first, i, last, entity, match);
        }

        if (NationalityAt(sentence, i, end, known, entries) is var behind and > 0)
            return behind;
        if (entity.Label == "LOC" && entity.First == i && Form(i) != "the" && MayBeUnknownPlace(first, i, end, entity, entries, known))
            return Take(sentence, first, i, entity.End, entity, null);
        return i + 1;
    }

    private int Take(int sentence, int first, int i, int last, Entity entity, PlaceMatch? match)
    {
        // "Da Nang International Airport": the whole of what the model took for one place, where all of it is written as a name.
        if (match is not null && entity.Label == "LOC" && entity.First <= i && entity.End > last && IsAllCapital(last, entity.End)
            && _words.Is(PlaceWordClass.Kind, Form(entity.End - 1)))
            last = entity.End;
        var from = i;
        var toponym = new Toponym
        {
            Start = _text.Tokens[from].Start,
            End = _text.Tokens[last - 1].End,
            FirstToken = from,
            EndToken = last,
            Sentence = sentence,
            Match = match,
            IsLocative = LocativeBefore(from, first) is Locative.In or Locative.KindOf,
            IsThere = IsThere(from, first),
        };
        _found.Add(toponym);
        if (match is not { } name)
            return last;
        toponym.Group = _resolver.Add(name);
        if (KindBeside(first, i, last) is { } kind)
            _resolver.AddKind(toponym.Group, kind);
        return last;
    }

    /// <summary>The kind of place that a word beside the name states: "Washington state", "the province of Gauteng".</summary>
    private PlaceKind? KindBeside(int first, int i, int last)
    {
        var end = _text.Tokens.Count;
        if (last < end && _words.KindOf(Form(last)) is { } behind)
            return behind;
        var at = BeforeArticle(i - 1, first);
        return i > first && Form(at) == "of" && at > first ? _words.KindOf(Form(at - 1)) : i > first ? _words.KindOf(Form(i - 1)) : null;
    }

    private bool IsAllCapital(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (!char.IsUpper(_text.Text[_text.Tokens[i].Start]))
                return false;
        }

        return true;
    }

    /// <summary>A name that the gazetteer lacks, and that the model takes for a place: "the village of Dudescu". Alone the model is too often wrong.</summary>
    private bool MayBeUnknownPlace(int first, int i, int end, Entity entity, NameEntry[] entries, int known)
    {
        if (IsNationalityOnly(entries) || IsAllKnown(entries, known, entity.End) || _words.Is(PlaceWordClass.Never, Form(i)))
            return false;
        if (_words.Is(PlaceWordClass.Body, Form(entity.End - 1)) || (entity.End < end && _words.Is(PlaceWordClass.Thing, Form(entity.End))))
            return false;
        if (!IsWrittenAsName(i, entity.End) || (entity.End == i + 1 && IsCapitals(i)) || !char.IsLetter(_text.Text[_text.Tokens[entity.End - 1].Start]))
            return false;
        return LocativeBefore(i, first) >= Locative.In;
    }

    /// <summary>How much the words in front of a name say that it is a place.</summary>
    private Locative LocativeBefore(int i, int first)
    {
        if (i <= first)
            return Locative.None;
        var at = BeforeArticle(i - 1, first);
        var form = Form(at);
        if (form == "of" && at > first && _words.Is(PlaceWordClass.Kind, Form(at - 1)) && char.IsLower(_text.Text[_text.Tokens[at - 1].Start]))
            return Locative.KindOf;
        return _words.Is(PlaceWordClass.Inside, form) ? Locative.In : _words.Is(PlaceWordClass.Preposition, form) ? Locative.To : Locative.None;
    }

    /// <summary>"from Peru", "northern Peru", "Cusco, Peru", and what stands in a list with such a one.</summary>
    private bool IsThere(int i, int first)
    {
        if (i <= first)
            return false;
        if (_words.Is(PlaceWordClass.Direction, Form(i - 1)))
            return true;
        var at = BeforeArticle(i - 1, first);
        if ((MentionWords.Of(_text.Text.AsSpan(_text.Tokens[at].Start, _text.Tokens[at].End - _text.Tokens[at].Start)) & MentionWord.There) != 0)
            return true;
        if (Form(at) is "and" or "or" && at > first && Form(at - 1) == ",")
            at--;
        if (Form(at) is not ("and" or "or" or ",") || _found.Count == 0 || _found[^1] is not { } last || last.EndToken != at)
            return false;
        if (last.IsThere)
            return true;
        _ = KnownAt(last.Start, out var entries);
        return Form(at) == "," && entries is not [{ Kind: NameKind.Country }, ..];
    }

    private int BeforeArticle(int i, int first)
    {
        i = Math.Max(i, first);
        while (i > first && (_text.Tokens[i].Upos is "DET" or "ADJ" or "ADV" || _words.Is(PlaceWordClass.Direction, Form(i))))
            i--;
        return i;
    }

    /// <summary>Tells the resolver what lies in what: "Springfield, Illinois", "Kibera in Nairobi", "Kenya's Garissa".</summary>
    private void Contain(int from)
    {
        for (var n = from; n < _found.Count; n++)
        {
            var toponym = _found[n];
            if (toponym.Match is not { } match)
                continue;
            if (n + 1 < _found.Count && _found[n + 1] is { Match: { } within } next)
            {
                var gap = next.FirstToken - toponym.EndToken;
                var link = gap >= 1 ? Form(toponym.EndToken) : "";
                if ((gap == 1 && link is "," or "and" or "or") || (gap == 2 && link == "," && Form(toponym.EndToken + 1) is "and" or "or"))
                    _resolver.AddList(toponym.Group, next.Group);
                if (gap == 1 && link is "," or "(" or "in" || (gap == 2 && link == "," && Form(toponym.EndToken + 1) == "in"))
                    _resolver.Add(match, 0, within);
                else if (gap is 2 or 3 && link is "," or "in" && _text.Tokens[toponym.EndToken + 1].Upos is "ADJ" or "ADV" or "DET")
                    _resolver.Add(match, 0, within);
                else if (gap == 2 && _words.Is(PlaceWordClass.Kind, link) && Form(toponym.EndToken + 1) is "," or "in")
                    _resolver.Add(match, 0, within);
                else if (gap == 1 && link is "'s" or "’s")
                    _resolver.Add(within, 0, match);
                else if (LiesIn(toponym.EndToken, next.FirstToken))
                    _resolver.Add(match, 0, within);
            }
        }

    }

    /// <summary>"Fulton County <u>located in the state of</u> Illinois".</summary>
    private bool LiesIn(int from, int end)
    {
        if (end - from is < 1 or > LongestBetween)
            return false;
        var inside = false;
        for (var i = from; i < end; i++)
        {
            var form = Form(i);
            inside |= form is "in" or "within";
            if (!_words.Is(PlaceWordClass.Between | PlaceWordClass.Kind, form))
                return false;
        }

        return inside;
    }

    /// <summary>Whether a place is meant, as far as words, tables and the model's names tell.</summary>
    private bool IsPlace(PlaceMatch match, int first, int i, int last, int end, Entity entity, NameEntry[] entries)
    {
        if (_gazetteer.IsAbbreviation(match))
            return i - 2 >= first && Form(i - 1) == "," && _found.Count > 0 && _found[^1].EndToken == i - 1;
        if (last == i + 1 && _words.Is(PlaceWordClass.Never | PlaceWordClass.Body | PlaceWordClass.Kind | PlaceWordClass.Direction | PlaceWordClass.Thing, Form(i)))
            return false;
        var isCountry = entries.Length > 0 && entries[0].Kind is NameKind.Country;
        if (last < end && _words.Is(PlaceWordClass.Thing, Form(last)) && !isCountry)
            return false;
        if (last < end && _words.Is(PlaceWordClass.Body, Form(last)) && char.IsUpper(_text.Text[_text.Tokens[last].Start]) && !IsCapitals(i))
            return false;
        if (i - 2 >= first && Form(i - 1) == "of" && _words.Is(PlaceWordClass.Body, Form(i - 2)) && char.IsUpper(_text.Text[_text.Tokens[i - 2].Start]))
            return false;
        var renown = _resolver.RenownOf(_resolver.Add(match, 0));
        var inside = entity.First < i || entity.End > last;
        var owns = last < end && Form(last) is "'s" or "’s" or "'" or "’";
        var locative = LocativeBefore(i, first);
        if (locative < Locative.In && IsListed(i, first))
            locative = Locative.In;
        var contained = last + 1 < end && Form(last) is "," or "(" && char.IsUpper(_text.Text[_text.Tokens[last + 1].Start]) && IsRenowned(last + 1);
        if (entries.Length > 0 && entries[0].Kind is NameKind.Person or NameKind.Role && (entity.Label != "LOC" || renown < Renowned))
            return false;
        if (IsCommon(i, last) && entity.Label != "LOC" && !contained && (locative < Locative.In || entity.Label.Length > 0))
            return false;
        if (entries.Length > 0 && entries[0].Kind is NameKind.Body or NameKind.Media && entity.Label != "LOC" && renown < Renowned)
            return false;
        if (last == i + 1 && locative == Locative.None && !contained && !owns && _persons.Contains(_text.Text[_text.Tokens[i].Start.._text.Tokens[i].End]))
            return false;
        switch (entity.Label)
        {
            case "LOC":
                // "Hall" of "Seoul City Hall".
                return !IsCommon(i, last) || (!inside && (locative >= Locative.In || contained || renown >= Renowned));
            case "ORG":
                if (inside)
                    return (owns && renown >= Known && entity.First == i) || (isCountry && entity.First == i && IsCapitals(i));
                return isCountry || renown >= Renowned || locative >= Locative.In;
            case "PER":
                var name = _text.Text[_text.Tokens[last - 1].Start.._text.Tokens[last - 1].End];
                return !inside && (locative == Locative.KindOf || (locative == Locative.In && renown >= Known) || (contained && renown >= Known)
                    || ((isCountry || (renown >= Renowned && (locative == Locative.To || owns))) && !_persons.Contains(name)));
        }

        if (last == i + 1 && _persons.Contains(_text.Text[_text.Tokens[i].Start.._text.Tokens[i].End]) && !isCountry && locative < Locative.In)
            return false;
        if (_text.Tokens[last - 1].Upos is not ("PROPN" or "NOUN" or "X") && !_titleCase && !(isCountry && locative > Locative.None))
            return isCountry && IsCapitals(i);
        if (!_titleCase && i > first && IsNamePart(i - 1) && !_words.Is(PlaceWordClass.Direction, Form(i - 1)) && !_words.Is(PlaceWordClass.Kind, Form(i - 1)))
            return false;
        if (!_titleCase && last < end && IsNamePart(last) && !_words.Is(PlaceWordClass.Kind, Form(last)) && !IsRole(last))
            return false;
        if (renown >= Renowned)
            return true;
        if (_titleCase && entity.Label.Length == 0)
            return false;
        if (locative == Locative.KindOf)
            return true;
        return renown >= Known ? locative > Locative.None || contained || i > first : locative == Locative.In || contained;
    }
}
