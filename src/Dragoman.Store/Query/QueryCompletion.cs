namespace Dragoman.Store;

/// <summary>What a suggestion puts into a query.</summary>
public enum SuggestionKind
{
    /// <summary>A field with what comes behind its name: <c>actor:</c>, <c>confidence>=</c>.</summary>
    Field,

    /// <summary>A value of a closed list, or <c>none</c>.</summary>
    Value,

    /// <summary>A code of an actor, sector or country.</summary>
    Code,

    /// <summary>Words of a name.</summary>
    Name,

    /// <summary>A year, month or day.</summary>
    Date,

    /// <summary>A saved query.</summary>
    SavedQuery,
}

/// <summary>Something that may stand at the caret.</summary>
/// <param name="Text">What to put there.</param>
/// <param name="Start">Where what it replaces begins, in UTF-16 code units.</param>
/// <param name="Length">How much it replaces; it may reach behind the caret.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Description">What it means, in one line; null where the text says it.</param>
/// <param name="Count">How many events of the store have it; null where that is not known.</param>
public sealed record QuerySuggestion(string Text, int Start, int Length, SuggestionKind Kind, string? Description = null, long? Count = null)
{
    /// <summary>The query with the suggestion in it, and the caret behind it.</summary>
    /// <param name="query">The query that it was asked for.</param>
    public (string Query, int Caret) Apply(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return (string.Concat(query.AsSpan(0, Start), Text, query.AsSpan(Start + Length)), Start + Text.Length);
    }
}

/// <summary>Says what may stand at a place of a query, the most frequent first. Whatever is typed so far, it answers and does not throw.</summary>
public static class QueryCompletion
{
    /// <summary>What may stand at the caret.</summary>
    /// <param name="store">The store that is asked; null for the language alone, without names and counts.</param>
    /// <param name="text">The query so far.</param>
    /// <param name="caret">Where the caret stands: 0 before the first character.</param>
    /// <param name="limit">Most suggestions, 1 or more.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static IReadOnlyList<QuerySuggestion> Suggest(EventStore? store, string text, int caret, int limit = 20)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        caret = Math.Clamp(caret, 0, text.Length);
        var place = CompletionPlace.Of(text, caret);
        var suggestions = place.Field is { } field ? Values(store, field, place, limit) : Beginnings(store, place);
        return [.. suggestions.Take(limit)];
    }

    /// <summary>Where a condition begins: fields, saved queries.</summary>
    private static IEnumerable<QuerySuggestion> Beginnings(EventStore? store, CompletionPlace place)
    {
        if (place.Typed.StartsWith('@'))
        {
            foreach (var saved in store?.SavedQueries() ?? [])
            {
                if (saved.Name.StartsWith(place.Typed[1..], StringComparison.OrdinalIgnoreCase))
                    yield return place.Suggest("@" + saved.Name, SuggestionKind.SavedQuery, saved.Query.ToString());
            }

            yield break;
        }

        if (place.IsQuoted) yield break;
        foreach (var field in QueryField.All)
        {
            if (!field.Name.StartsWith(place.Typed, StringComparison.OrdinalIgnoreCase)) continue;
            yield return place.Suggest(field.Name + (field.Shape == FieldShape.Number ? ">=" : ":"), SuggestionKind.Field, field.Description);
        }

        if (place.Typed.Length > 0) yield break;
        foreach (var saved in store?.SavedQueries() ?? [])
            yield return place.Suggest("@" + saved.Name, SuggestionKind.SavedQuery, saved.Query.ToString());
    }

    private static IEnumerable<QuerySuggestion> Values(EventStore? store, QueryField field, CompletionPlace place, int limit)
    {
        var suggestions = field.Shape switch
        {
            FieldShape.Closed => Closed(store, field, place),
            FieldShape.Date => store?.CompleteDates(place.Typed, limit).Select(found => place.Suggest(found.Value, SuggestionKind.Date, null, found.Count)) ?? [],
            FieldShape.CodeOrWords => CodesAndNames(store, field, place, limit),
            FieldShape.Words => store?.CompletePublishers(place.Typed, limit).Select(found => place.Suggest(Quoted(found.Value), SuggestionKind.Name, null, found.Count)) ?? [],
            _ => [],
        };
        foreach (var suggestion in suggestions) yield return suggestion;
        if (field.AllowsNone && !place.IsQuoted && "none".StartsWith(place.Typed, StringComparison.OrdinalIgnoreCase))
            yield return place.Suggest("none", SuggestionKind.Value, "Events that have nothing there.");
    }

    private static IEnumerable<QuerySuggestion> Closed(EventStore? store, QueryField field, CompletionPlace place)
    {
        var counts = store?.CountsOf(field);
        return field.Values
            .Where(value => value.StartsWith(place.Typed, StringComparison.OrdinalIgnoreCase))
            .Select(value => place.Suggest(value, SuggestionKind.Value, null, counts is null ? null : counts.GetValueOrDefault(value)))
            .OrderByDescending(suggestion => suggestion.Count ?? 0);
    }

    private static IEnumerable<QuerySuggestion> CodesAndNames(EventStore? store, QueryField field, CompletionPlace place, int limit)
    {
        if (!place.IsQuoted && place.Typed.All(char.IsAsciiLetter))
        {
            // Small letters may become a code too: that is what completion is for.
            var typed = place.Typed.ToUpperInvariant();
            var codes = (store?.CompleteCodes(field, typed, limit) ?? []).Select(found => place.Suggest(found.Value, SuggestionKind.Code, CodeDescription(found.Value), found.Count)).ToList();
            foreach (var suggestion in codes) yield return suggestion;
            if (field != QueryField.Place)
            {
                foreach (var sector in Vocabulary.Sectors.Where(sector => sector.StartsWith(typed, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
                {
                    if (codes.All(known => known.Text != sector)) yield return place.Suggest(sector, SuggestionKind.Code, ForeignCodes.SectorName(sector));
                }
            }
        }

        if (place.Typed.Length == 0 || store is null) yield break;
        foreach (var name in store.CompleteNames(field, place.Typed, limit)) yield return place.Suggest(Quoted(name), SuggestionKind.Name);
    }

    private static string? CodeDescription(string code) =>
        string.Join(", ", new[] { code }.Concat(code.Length > 3 ? code[3..].Chunk(3).Select(part => new string(part)) : [])
            .Select((part, i) => i == 0 ? ForeignCodes.CountryName(code[..Math.Min(3, code.Length)]) ?? ForeignCodes.SectorName(code[..Math.Min(3, code.Length)]) : ForeignCodes.SectorName(part))
            .Where(part => part is not null)) is { Length: > 0 } text ? text : null;

    private static string Quoted(string value) => EventQuery.Quote(value);
}

/// <summary>What stands at the caret: the field, if one is written, and what is typed of its value, or of a condition.</summary>
/// <param name="Field">The field; null where a condition begins.</param>
/// <param name="Typed">What is typed, up to the caret, without an opening quote.</param>
/// <param name="Start">Where what a suggestion replaces begins.</param>
/// <param name="Length">Its length.</param>
/// <param name="IsQuoted">Whether it stands in quotes.</param>
internal sealed record CompletionPlace(QueryField? Field, string Typed, int Start, int Length, bool IsQuoted)
{
    public static CompletionPlace Of(string text, int caret)
    {
        // The condition that the caret stands in, quotes and all.
        var (start, quote) = (0, -1);
        for (var i = 0; i < caret; i++)
        {
            if (text[i] == '"') quote = quote < 0 ? i : -1;
            else if (quote < 0 && char.IsWhiteSpace(text[i])) start = i + 1;
        }

        if (start < caret && text[start] == '-') start++;
        QueryField? field = null;
        var nameEnd = start;
        while (nameEnd < caret && (char.IsAsciiLetter(text[nameEnd]) || (nameEnd > start && text[nameEnd] == '-'))) nameEnd++;
        if (nameEnd > start && nameEnd < caret && text[nameEnd] is ':' or '>' or '<')
        {
            field = QueryField.Find(text[start..nameEnd]);
            if (field is not null)
            {
                start = nameEnd + 1;
                if (start < caret && text[start] == '=') start++;
                for (var i = start; i < caret; i++)
                {
                    if (text[i] == ',' && (quote < 0 || i < quote)) start = i + 1;
                }
            }
        }

        var end = caret;
        if (quote >= 0)
        {
            var close = text.IndexOf('"', caret);
            end = close < 0 ? caret : close + 1;
        }
        else
        {
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && (field is null || text[end] != ',')) end++;
        }

        var typed = text[start..caret];
        return new CompletionPlace(field, typed.StartsWith('"') ? typed[1..] : typed, start, end - start, typed.StartsWith('"'));
    }

    public QuerySuggestion Suggest(string text, SuggestionKind kind, string? description = null, long? count = null) => new(text, Start, Length, kind, description, count);
}
