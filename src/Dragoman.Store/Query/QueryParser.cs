using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Dragoman.Store;

/// <summary>
/// Reads the query language by hand in one pass. Whatever comes in, the answer is a list of terms or an error that points at
/// characters of the query; nothing is thrown.
/// </summary>
internal ref struct QueryParser
{
    private readonly string _query;
    private int _position;
    private QueryError? _error;

    private readonly IReadOnlyDictionary<string, EventQuery>? _saved;

    private QueryParser(string query, IReadOnlyDictionary<string, EventQuery>? saved)
    {
        _query = query;
        _saved = saved;
    }

    private readonly bool AtEnd => _position >= _query.Length;

    public static bool TryParse(
        string query, IReadOnlyDictionary<string, EventQuery>? saved, [NotNullWhen(true)] out IReadOnlyList<QueryTerm>? terms,
        [NotNullWhen(false)] out QueryError? error)
    {
        terms = null;
        if (query.Length > EventQuery.MaximumLength)
        {
            error = new QueryError(
                $"the query has {query.Length} characters; the most is {EventQuery.MaximumLength}",
                EventQuery.MaximumLength, query.Length - EventQuery.MaximumLength);
            return false;
        }

        var parser = new QueryParser(query, saved);
        var list = new List<QueryTerm>();
        while (parser.SkipSpace())
        {
            var start = parser._position;
            IReadOnlyList<QueryTerm> read = parser.IsAtSaved() ? parser.ReadSaved() : parser.ReadTerm() is { } term ? [term] : [];
            if (list.Count + read.Count > EventQuery.MaximumTerms)
                parser.Fail($"more than {EventQuery.MaximumTerms} conditions", start, parser._position - start);
            if (parser._error is not null)
            {
                error = parser._error;
                return false;
            }

            list.AddRange(read);
        }

        error = null;
        terms = list;
        return true;
    }

    /// <summary>Whether unquoted text asks for nothing.</summary>
    public static bool IsNone(string text) => text.Equals("none", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether unquoted text is a code: three capital letters, for actors followed by sectors.</summary>
    public static bool IsCode(string text, QueryField field)
    {
        if (text.Length is not (3 or 6 or 9 or 12) || text.AsSpan().ContainsAnyExceptInRange('A', 'Z')) return false;
        if (field == QueryField.Place) return text.Length == 3;
        for (var i = 3; i < text.Length; i += 3)
        {
            if (!Vocabulary.Sectors.Contains(text.Substring(i, 3))) return false;
        }

        return true;
    }

    /// <summary>Whether a text can be the name of a saved query: a letter, then letters, digits, <c>-</c> and <c>_</c>, 64 at most.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 64 || !char.IsAsciiLetter(text[0])) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return false;
        }

        return true;
    }

    /// <summary>Whether a saved query stands here: <c>@name</c>, or <c>-@name</c>, which is an error of its own.</summary>
    private readonly bool IsAtSaved()
    {
        var at = _query[_position] == '-' ? _position + 1 : _position;
        return at + 1 < _query.Length && _query[at] == '@' && char.IsAsciiLetter(_query[at + 1]);
    }

    private IReadOnlyList<QueryTerm> ReadSaved()
    {
        var start = _position;
        while (!AtEnd && !char.IsWhiteSpace(_query[_position])) _position++;
        var written = _query[start.._position];
        var name = written.TrimStart('-')[1..];
        if (written[0] == '-') Fail("a saved query cannot be turned round; write its conditions out", start, written.Length);
        else if (!IsName(name)) Fail($"\"{name}\" is no name of a saved query; to search for these words, put them in quotes", start, written.Length);
        else if (_saved is null) Fail("saved queries are not known here; write the conditions out, or put the words in quotes", start, written.Length);
        else if (_saved.TryGetValue(name, out var query)) return query.Terms;
        else Fail($"no query is saved as {name}; to search for these words, put them in quotes", start, written.Length, Nearest(name, _saved.Keys) is { } near ? "@" + near : null);
        return [];
    }

    private QueryTerm? ReadTerm()
    {
        var negated = _query[_position] == '-';
        if (negated) _position++;
        if (AtEnd || char.IsWhiteSpace(_query[_position]))
            return Fail("a condition is missing behind the minus", _position - 1, 1);
        if (_query[_position] == '"') return ReadQuotedWord(negated);

        var start = _position;
        var nameEnd = start;
        while (nameEnd < _query.Length && (char.IsAsciiLetter(_query[nameEnd]) || (nameEnd > start && _query[nameEnd] == '-'))) nameEnd++;
        if (nameEnd > start && nameEnd < _query.Length && ReadOperator(nameEnd) is { } found)
        {
            var name = _query[start..nameEnd];
            if (QueryField.Find(name) is { } field)
            {
                _position = nameEnd + found.Length;
                return ReadField(field, found.Operator, start, negated);
            }

            var suggestion = Nearest(name, QueryField.All.Select(candidate => candidate.Name));
            if (found.Operator == QueryOperator.Has || suggestion is not null)
            {
                return Fail(
                    $"there is no field \"{name}\"; to search for these words, put them in quotes", start, nameEnd - start, suggestion);
            }
        }

        return ReadBareWord(negated);
    }

    private readonly (QueryOperator Operator, int Length)? ReadOperator(int at) => _query[at] switch
    {
        ':' => (QueryOperator.Has, 1),
        '>' => at + 1 < _query.Length && _query[at + 1] == '=' ? (QueryOperator.AtLeast, 2) : (QueryOperator.Above, 1),
        '<' => at + 1 < _query.Length && _query[at + 1] == '=' ? (QueryOperator.AtMost, 2) : (QueryOperator.Below, 1),
        _ => null,
    };

    private WordTerm? ReadQuotedWord(bool negated)
    {
        var start = _position;
        if (ReadQuoted() is not { } text) return null;
        if (!HasToken(text)) return FailWord(text, start);
        var prefix = TryTake('*');
        if (!AtEnd && !char.IsWhiteSpace(_query[_position])) return FailWord("a space is missing behind the quote", _position, 1);
        return new WordTerm(text, Quoted: true, prefix, negated);
    }

    private WordTerm? ReadBareWord(bool negated)
    {
        var start = _position;
        while (!AtEnd && !char.IsWhiteSpace(_query[_position]))
        {
            if (_query[_position] == '"') return FailWord("a space is missing before the quote", _position, 1);
            if (char.IsControl(_query[_position])) return FailWord("a control character", _position, 1);
            _position++;
        }

        var text = _query[start.._position];
        var prefix = text.EndsWith('*');
        if (prefix) text = text[..^1];
        return HasToken(text) ? new WordTerm(text, Quoted: false, prefix, negated) : FailWord(text, start);
    }

    private FieldTerm? ReadField(QueryField field, QueryOperator comparison, int start, bool negated)
    {
        if (field.Shape == FieldShape.Number && comparison == QueryOperator.Has)
            return FailField($"{field.Name} is a number: write {field.Name}>=0.5 or {field.Name}<0.5", start, _position - start);
        if (field.Shape != FieldShape.Number && comparison != QueryOperator.Has)
            return FailField($"{field.Name} is not compared: write {field.Name}:", start, _position - start);

        var values = new List<QueryValue>();
        do
        {
            var valueStart = _position;
            if (ReadValue(field) is not { } value) return null;
            if (values.Count == EventQuery.MaximumTerms)
                return FailField($"more than {EventQuery.MaximumTerms} values", valueStart, _position - valueStart);
            if (values.Count == 1 && (field.Shape == FieldShape.Number || field == QueryField.Since || field == QueryField.Until))
                return FailField($"{field.Name} takes one value", valueStart, _position - valueStart);
            if (!values.Contains(value)) values.Add(value);
        }
        while (TryTake(','));

        if (!AtEnd && !char.IsWhiteSpace(_query[_position]))
            return FailField("a space or a comma is missing", _position, 1);
        return new FieldTerm(field, comparison, new QueryValueList(values), negated);
    }

    private QueryValue? ReadValue(QueryField field)
    {
        var start = _position;
        var quoted = !AtEnd && _query[_position] == '"';
        string text;
        if (quoted)
        {
            if (ReadQuoted() is not { } inside) return null;
            text = inside;
        }
        else
        {
            while (!AtEnd && !char.IsWhiteSpace(_query[_position]) && _query[_position] is not (',' or '"' or '*'))
            {
                if (char.IsControl(_query[_position])) return FailValue("a control character", _position, 1);
                _position++;
            }

            text = _query[start.._position];
        }

        if (text.Length == 0)
            return FailValue($"a value is missing behind {field.Name}", start, _position - start, field.Values.Count > 0 ? field.Values[0] : null);
        if (!quoted && field.AllowsNone && IsNone(text)) return new QueryValue(ValueKind.None, "none");
        return field.Shape switch
        {
            FieldShape.CodeOrWords when !quoted && IsCode(text, field) => new QueryValue(ValueKind.Code, text),
            FieldShape.Words or FieldShape.CodeOrWords => Words(text, start),
            FieldShape.Closed => Closed(field, text, start),
            FieldShape.Digits => text.Length <= 4 && !text.AsSpan().ContainsAnyExceptInRange('0', '9')
                ? new QueryValue(ValueKind.Exact, text)
                : FailValue($"{field.Name} takes up to four digits", start, _position - start),
            FieldShape.Date => text.Length <= 10 && !text.Contains('/', StringComparison.Ordinal) && DateBounds.TryParse(text, out _)
                ? new QueryValue(ValueKind.Date, text)
                : FailValue("a date is a day, a month or a year: 2019-03-29, 2019-03 or 2019", start, _position - start),
            FieldShape.Number => Number(field, text, start),
            _ => DocumentId.IsWellFormed(text)
                ? new QueryValue(ValueKind.Exact, text)
                : FailValue($"a {field.Name}'s id has {DocumentId.Length} characters of a to z and 2 to 7", start, _position - start),
        };
    }

    private QueryValue? Words(string text, int start)
    {
        var prefix = TryTake('*');
        return HasToken(text)
            ? new QueryValue(ValueKind.Words, text, prefix)
            : FailValue("there is no letter or digit to search for", start, _position - start);
    }

    private QueryValue? Closed(QueryField field, string text, int start)
    {
        foreach (var candidate in field.Values)
        {
            if (candidate.Equals(text, StringComparison.OrdinalIgnoreCase)) return new QueryValue(ValueKind.Exact, candidate);
        }

        var listed = field.Values.Count <= 16 ? $"; it is one of {string.Join(", ", field.Values)}" : "";
        return FailValue($"{field.Name} has no value \"{text}\"{listed}", start, _position - start, Nearest(text, field.Values));
    }

    private QueryValue? Number(QueryField field, string text, int start) =>
        text.Length <= 12
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? new QueryValue(ValueKind.Exact, number.ToString(CultureInfo.InvariantCulture))
            : FailValue($"{field.Name} is compared with a number such as 0.5", start, _position - start);

    private string? ReadQuoted()
    {
        var start = _position++;
        var text = new StringBuilder();
        while (!AtEnd)
        {
            var c = _query[_position++];
            if (c == '"' && !TryTake('"')) return text.ToString();
            if (char.IsControl(c))
            {
                Fail("a control character", _position - 1, 1);
                return null;
            }

            text.Append(c);
        }

        Fail("the closing quote is missing", start, _query.Length - start);
        return null;
    }

    private bool SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(_query[_position])) _position++;
        return !AtEnd;
    }

    private bool TryTake(char c)
    {
        if (AtEnd || _query[_position] != c) return false;
        _position++;
        return true;
    }

    /// <summary>Whether the full-text index would find a token in it: letters and numbers are tokens, all else is between them.</summary>
    internal static bool HasToken(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune) || Rune.IsNumber(rune)) return true;
        }

        return false;
    }

    private QueryTerm? Fail(string message, int position, int length, string? suggestion = null)
    {
        _error ??= new QueryError(message, position, length, suggestion);
        return null;
    }

    private FieldTerm? FailField(string message, int position, int length)
    {
        Fail(message, position, length);
        return null;
    }

    private WordTerm? FailWord(string text, int start)
    {
        Fail($"there is no letter or digit to search for in {EventQuery.Quote(text)}", start, _position - start);
        return null;
    }

    private WordTerm? FailWord(string message, int position, int length)
    {
        Fail(message, position, length);
        return null;
    }

    private QueryValue? FailValue(string message, int position, int length, string? suggestion = null)
    {
        Fail(message, position, length, suggestion);
        return null;
    }

    /// <summary>The candidate that fewest edits make of a text: two at most, and fewer than half of its letters.</summary>
    internal static string? Nearest(string text, IEnumerable<string> candidates)
    {
        if (text.Length > 40) return null;
        string? nearest = null;
        var least = Math.Min(2, (text.Length - 1) / 2) + 1;
        foreach (var candidate in candidates)
        {
            var distance = Distance(text, candidate);
            if (distance >= least) continue;
            least = distance;
            nearest = candidate;
        }

        return nearest;
    }

    /// <summary>Letters to put in, leave out, change, or swap with their neighbour (optimal string alignment).</summary>
    private static int Distance(string left, string right)
    {
        var (before, last, row) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++) row[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = last[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), changed);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }

        return row[right.Length];
    }

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
