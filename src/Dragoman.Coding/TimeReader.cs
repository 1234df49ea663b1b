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

    /// <summary>Reads the time expressions of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="date">The day that relative expressions count from, <c>2019-03-29</c>, with a time of day or not; null for none.</param>
    /// <param name="ct">Looked at once per piece of 64 Ki code units.</param>
    /// <returns>The expressions in text order, without overlap.</returns>
    /// <exception cref="InputException">The date is not in the form 2019-03-29.</exception>
    public static IReadOnlyList<TimeExpression> Read(string text, string? date, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reference = Reference(date);
        var times = new List<TimeExpression>();
        for (var start = 0; start < text.Length;)
        {
            ct.ThrowIfCancellationRequested();
            var end = Math.Min(text.Length, start + Piece);
            if (end < text.Length)
            {
                var space = text.LastIndexOf(' ', end - 1, Math.Min(1000, end - start));
                if (space > start)
                    end = space + 1;
            }

            Read(text, start, end, reference, times);
            start = end;
        }

        return times;
    }

    private static void Read(string text, int start, int end, LocalDate? reference, List<TimeExpression> times)
    {
        var words = TimeWords.Read(text, start, end);
        var patterns = new TimePatterns(words, reference);
        for (var i = 0; i < words.Count; i++)
        {
            if (patterns.At(i) is not { } match)
                continue;
            var last = Math.Min(words.Count, i + match.Words) - 1;
            times.Add(new TimeExpression(words[i].Start, words[last].End, match.Type, match.Value, match.Resolved));
            i = last;
        }
    }

    private static LocalDate? Reference(string? date)
    {
        if (date is null)
            return null;
        if (date.Length >= 10 && (date.Length == 10 || date[10] is 'T' or ' ')
            && LocalDatePattern.Iso.Parse(date[..10]) is { Success: true } parsed)
            return parsed.Value;
        throw new InputException(ErrorCodes.InvalidDate, $"'{date}' is no date; write it as 2019-03-29");
    }
}
