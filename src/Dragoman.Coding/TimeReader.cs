using Dragoman.Coding.Times;
using Dragoman.Records;
using NodaTime;
using NodaTime.Text;

namespace Dragoman.Coding;

/// <summary>
/// Finds time expressions in English text and gives them TIMEX3 values. Relative ones count from the given date;
/// without it they stay unresolved, in TIMEX3's <c>X</c> writing, and no date is guessed.
/// </summary>
public static class TimeReader
{
    /// <summary>Pieces of text that are read one by one, in UTF-16 code units, so that memory stays bounded.</summary>
    private const int Piece = 1 << 16;

    [ThreadStatic]
    private static List<TimeWord>? _scratch;

    /// <summary>Reads the time expressions of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="date">The day that relative expressions count from, <c>2019-03-29</c>, with a time of day or not; null for none.</param>
    /// <param name="ct">Looked at once per piece of 64 Ki code units.</param>
    /// <returns>The expressions in text order, without overlap.</returns>
    /// <exception cref="InputException">The date is not in the form 2019-03-29.</exception>
    public static IReadOnlyList<TimeExpression> Read(string text, string? date, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (reference, time) = Reference(date);
        var grammar = TimeGrammar.Default;
        var numbers = new TimeNumbers(grammar.Vocabulary);
        var resolver = new TimeResolver(grammar.Vocabulary, numbers, reference, time);
        var matcher = new TimeMatcher(grammar, numbers, resolver);
        var words = _scratch ??= new List<TimeWord>(1024);
        var times = new List<TimeExpression>();
        for (var start = 0; start < text.Length;)
        {
            ct.ThrowIfCancellationRequested();
            var end = Math.Min(text.Length, start + Piece);
            if (end < text.Length)
            {
                // A piece ends between words, if there is room for that.
                var space = text.AsSpan(end - 1000, 1000).LastIndexOfAny(' ', '\n');
                if (space >= 0)
                    end = end - 1000 + space + 1;
            }

            TimeWords.Read(text, start, end, grammar.Vocabulary, words);
            Read(words, matcher, resolver, times);
            start = end;
        }

        return times;
    }

    private static void Read(List<TimeWord> words, TimeMatcher matcher, TimeResolver resolver, List<TimeExpression> times)
    {
        matcher.Reset(words);
        resolver.SentenceDay = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (resolver.Ends(i))
                resolver.SentenceDay = null;
            if (matcher.At(i) is not { } found)
                continue;
            var sense = resolver.WithDay(found);
            var last = i + sense.Words - 1;
            times.Add(new TimeExpression(words[i].Start, words[last].End, sense.Type, sense.Value, sense.Resolved));
            if (sense is { Day: { } day, Resolved: true } && (sense.Grain == Grain.Day || sense.Type == TimeType.Time))
                resolver.SentenceDay = day;
            if (sense is { Day: { } named, Resolved: true, Type: not TimeType.Set })
                resolver.Anchor = named;
            i = last;
        }
    }

    private static (LocalDate? Date, LocalTime? Time) Reference(string? date)
    {
        if (date is null)
            return (null, null);
        if (date.Length >= 10 && (date.Length == 10 || date[10] is 'T' or ' ')
            && LocalDatePattern.Iso.Parse(date[..10]) is { Success: true } parsed)
        {
            var clock = date.Length >= 19 ? LocalTimePattern.ExtendedIso.Parse(date[11..19]) : null;
            return (parsed.Value, clock is { Success: true } ? clock.Value : null);
        }

        throw new InputException(ErrorCodes.InvalidDate, $"'{date}' is no date; write it as 2019-03-29");
    }
}
