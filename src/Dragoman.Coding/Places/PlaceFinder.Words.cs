using Dragoman.Knowledge;
using Dragoman.Knowledge.Places;
using Dragoman.Records;

namespace Dragoman.Coding.Places;

/// <content>Questions about the words at and around a name.</content>
internal sealed partial class PlaceFinder
{
    /// <summary>Whether a name stands in a list behind a place: "Suba, Migori and Rongo".</summary>
    private bool IsListed(int i, int first)
    {
        if (_found.Count == 0 || i - 2 < first)
            return false;
        var link = Form(i - 1);
        if (link is "and" or "or" && Form(i - 2) == ",")
            return _found[^1].EndToken == i - 2;
        return link is "," or "and" or "or" && _found[^1].EndToken == i - 1;
    }

    /// <summary>Whether a token belongs to a name that its neighbour may be a part of: "Bank", "Post", "Mr.".</summary>
    private bool IsNamePart(int i)
    {
        var token = _text.Tokens[i];
        return char.IsUpper(_text.Text[token.Start]) && token.Upos is "PROPN" or "NOUN" or "ADJ"
            && (_found.Count == 0 || _found[^1].EndToken <= i || _found[^1].FirstToken > i);
    }

    private bool IsRole(int i)
    {
        KnownAt(_text.Tokens[i].Start, out var entries);
        return entries.Length > 0 && entries[0].Kind is NameKind.Role or NameKind.Person;
    }

    private bool IsRenowned(int i)
    {
        Span<PlaceMatch> one = stackalloc PlaceMatch[1];
        return _gazetteer.FindFrom(_text.Text, _text.Tokens[i].Start, one) == 1;
    }

    private bool IsCommon(int i, int last) => last == i + 1 && _words.Is(PlaceWordClass.Common, Form(i));

    private bool IsCapitals(int i)
    {
        var token = _text.Tokens[i];
        for (var k = token.Start; k < token.End; k++)
        {
            if (char.IsLower(_text.Text[k]))
                return false;
        }

        return token.End - token.Start > 1;
    }

    /// <summary>Phrases of the tables that a place's name may begin, and that are none: bodies, outlets, people.</summary>
    private static bool IsNobodysPlace(NameEntry[] entries) =>
        entries.Length > 0 && entries[0].Kind is NameKind.Body or NameKind.Media or NameKind.Person or NameKind.Seat or NameKind.Nationality;

    private static bool IsNationalityOnly(NameEntry[] entries)
    {
        var nationality = false;
        foreach (var entry in entries)
        {
            if (entry.Kind is NameKind.Country or NameKind.Capital)
                return false;
            nationality |= entry.Kind == NameKind.Nationality;
        }

        return nationality;
    }

    private bool IsAllKnown(NameEntry[] entries, int known, int end) =>
        entries.Length > 0 && entries[0].Kind is not (NameKind.Country or NameKind.Capital) && known >= _text.Tokens[end - 1].End;

    private void Nationality(NameEntry[] entries)
    {
        foreach (var entry in entries)
        {
            if (entry is { Country.Length: 3, Kind: NameKind.Nationality or NameKind.Seat or NameKind.Body })
            {
                _resolver.AddCountry(entry.Country, 0.7);
                return;
            }
        }
    }

    /// <summary>Takes a nationality word before a noun, "Turkish officials", as one that points to its country.</summary>
    /// <returns>Index of the token behind it; 0 where there is none.</returns>
    private int NationalityAt(int sentence, int i, int end, int known, NameEntry[] entries)
    {
        if (!IsNationalityOnly(entries) || TokenEndingAt(i, end, known) is var last && last < 0)
            return 0;
        var token = _text.Tokens[last - 1];
        if (token.Upos != "ADJ" && token.Relation is not ("amod" or "compound") && token.Xpos != "JJ")
            return 0;
        foreach (var entry in entries)
        {
            if (entry is not { Kind: NameKind.Nationality, Adjective: true, Country: { } country }
                || _gazetteer.CountryPlace(country, 0.6, "a nationality word, which points to its country") is not { } place)
                continue;
            _found.Add(new Toponym
            {
                Start = _text.Tokens[i].Start,
                End = token.End,
                FirstToken = i,
                EndToken = last,
                Sentence = sentence,
                IsNationality = true,
                Place = place,
            });
            return last;
        }

        return 0;
    }

    private int KnownAt(int start, out NameEntry[] entries)
    {
        Span<PhraseMatch> one = stackalloc PhraseMatch[1];
        entries = [];
        if (_knowledge.FindFrom(_folded, start, one) == 0)
            return -1;
        entries = _knowledge.EntriesOf(one[0]);
        return one[0].End;
    }

    private bool IsWrittenAsName(int i, int last)
    {
        for (var k = i; k < last; k++)
        {
            var c = _text.Text[_text.Tokens[k].Start];
            if (char.IsLower(c) && !HasCapital(_text.Tokens[k]) && (k == last - 1 || !_words.Is(PlaceWordClass.Inner, Form(k))) && !(k == i && IsArticle(_text.Tokens[k])))
                return false;
        }

        return true;
    }

    /// <summary>"d'Ivoire", "el-Oued".</summary>
    private bool HasCapital(Token token)
    {
        for (var k = token.Start; k < token.End; k++)
        {
            if (char.IsUpper(_text.Text[k]))
                return true;
        }

        return false;
    }

    private bool IsArticle(Token token) => _words.Is(PlaceWordClass.Article, _folded.AsSpan(token.Start, token.End - token.Start));

    private int TokenEndingAt(int i, int end, int offset)
    {
        for (var k = i; k < end && _text.Tokens[k].Start < offset; k++)
        {
            if (_text.Tokens[k].End == offset || (_text.Tokens[k].End == offset + 1 && _text.Text[offset] == '.'))
                return k + 1;
        }

        return -1;
    }

    private int TokenBehind(int i, int end, int offset)
    {
        while (i < end && _text.Tokens[i].Start < offset)
            i++;
        return i;
    }

    private ReadOnlySpan<char> Slice(int i) => _folded.AsSpan(_text.Tokens[i].Start, _text.Tokens[i].End - _text.Tokens[i].Start);

    private string Form(int i) => Slice(i).ToString();

    private bool IsTitleCase(int first, int end)
    {
        int letters = 0, capitals = 0;
        for (var i = first; i < end; i++)
        {
            var token = _text.Tokens[i];
            if (token.End - token.Start < 4 || !char.IsLetter(_text.Text[token.Start]))
                continue;
            letters++;
            if (char.IsUpper(_text.Text[token.Start]))
                capitals++;
        }

        return letters >= 4 && capitals * 10 >= letters * 8;
    }

    /// <summary>The name of the model's that a token lies in.</summary>
    private Entity EntityAt(int i, int first, int end)
    {
        var name = _text.Tokens[i].Name;
        if (name.Length < 3)
            return new Entity(i, i + 1, "");
        var from = i;
        while (from > first && _text.Tokens[from].Name[0] == 'I' && _text.Tokens[from - 1].Name.Length > 2)
            from--;
        var to = i + 1;
        while (to < end && _text.Tokens[to].Name is ['I', ..])
            to++;
        return new Entity(from, to, name[2..]);
    }

    private enum Locative
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>"to", "from", "of": people and bodies stand there too.</summary>
        To,

        /// <summary>"in", "near".</summary>
        In,

        /// <summary>"the village of".</summary>
        KindOf,
    }

    private readonly record struct Entity(int First, int End, string Label);
}
