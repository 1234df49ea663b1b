using System.Globalization;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>Dates events: by the nearest time expression of the sentence, else by the document, else by the dateline.</summary>
internal sealed class DocumentDates(IReadOnlyList<TimeExpression> times, string? date, string? dateline)
{
    private int _first;

    public (string? Date, DatePrecision Precision, DateOrigin? Origin) Of(SentenceReading sentence, int trigger, Factuality factuality)
    {
        int start = sentence.Words[0].Start, end = sentence.Words[^1].End;
        while (_first < times.Count && times[_first].End <= start)
            _first++;
        var best = -1;
        var distance = int.MaxValue;
        var future = factuality is Factuality.Planned or Factuality.Threatened or Factuality.Possible or Factuality.Hypothetical;
        for (var i = _first; i < times.Count && times[i].Start < end; i++)
        {
            var time = times[i];
            if (!time.Resolved || time.Type is not (TimeType.Date or TimeType.Time) || Precision(time.Value) == DatePrecision.Unknown)
                continue;

            // An act told as done is not dated by a day that is yet to come: that day belongs to what was promised or asked for.
            // "In February" without a year is then the last one, and anything else no date of this act.
            if (!future && IsLater(time.Value) && (IsLimit(sentence.Text, time.Start) || LastYears(sentence.Text, time) is null))
                continue;
            var away = time.Start >= trigger ? time.Start - trigger : trigger - time.End + 5;
            if (away < distance)
                (best, distance) = (i, away);
        }

        if (best >= 0)
        {
            var value = times[best].Value;
            var day = value.IndexOf('T', StringComparison.Ordinal);
            value = day > 0 ? value[..day] : value;
            if (!future && IsLater(value)) value = LastYears(sentence.Text, times[best]) ?? value;
            return (value, Precision(value), DateOrigin.Time(best));
        }

        if (future)
            return (null, DatePrecision.Unknown, null);
        if (date is not null)
            return (date[..Math.Min(10, date.Length)], DatePrecision.Day, DateOrigin.Document);
        return dateline is not null ? (dateline, DatePrecision.Day, DateOrigin.Dateline) : (null, DatePrecision.Unknown, null);
    }

    /// <summary>Whether a day, month or year lies wholly behind the day of the report.</summary>
    private bool IsLater(string value)
    {
        if ((date ?? dateline) is not { } known) return false;
        var length = Math.Min(Math.Min(value.Length, known.Length), 10);
        return string.CompareOrdinal(value, 0, known, 0, length) > 0;
    }

    /// <summary>The month of the year before, where the words name a month and no year; null for other expressions.</summary>
    private static string? LastYears(string text, TimeExpression time) =>
        time.Value.Length == 7 && !text.AsSpan(time.Start, time.End - time.Start).ContainsAnyInRange('0', '9')
        && int.TryParse(time.Value.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? string.Create(CultureInfo.InvariantCulture, $"{year - 1:D4}{time.Value.AsSpan(4)}") : null;

    /// <summary>Whether a time is the end of a span: "until July".</summary>
    private static bool IsLimit(string text, int start)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        return before.EndsWith(" until", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" till", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith(" by", StringComparison.OrdinalIgnoreCase);
    }

    private static DatePrecision Precision(string value)
    {
        var day = value.IndexOf('T', StringComparison.Ordinal);
        var date = day > 0 ? value.AsSpan(0, day) : value;
        foreach (var c in date)
        {
            if (c != '-' && !char.IsAsciiDigit(c))
                return DatePrecision.Unknown;
        }

        return date.Length switch
        {
            10 => DatePrecision.Day,
            7 => DatePrecision.Month,
            4 => DatePrecision.Year,
            _ => DatePrecision.Unknown,
        };
    }
}
