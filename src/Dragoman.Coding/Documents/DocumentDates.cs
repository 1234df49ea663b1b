using System.Globalization;
using Dragoman.Coding.Reading;
using Dragoman.Records;
using NodaTime;
using NodaTime.Calendars;

namespace Dragoman.Coding.Documents;

/// <summary>Says when an act took place, how exactly that is known and from which words.</summary>
internal interface IEventDates
{
    /// <summary>The date of an act.</summary>
    /// <param name="sentence">The sentence that tells it.</param>
    /// <param name="trigger">Offset of the first word that names it.</param>
    /// <param name="factuality">Whether it is told as done or as to come.</param>
    /// <returns>Date in ISO 8601, a range with a slash; null where it is not known. Its precision, and where it is from.</returns>
    (string? Date, DatePrecision Precision, DateOrigin? Origin) Of(SentenceReading sentence, int trigger, Factuality factuality);
}

/// <summary>
/// Dates events: by the time expression that hangs on the same clause as the trigger, else by the document, else by the dateline.
/// An act told as done is never dated behind its report.
/// </summary>
internal sealed class DocumentDates(IReadOnlyList<TimeExpression> times, string? date, string? dateline) : IEventDates
{
    private const int MostSteps = 12;

    private int _first;

    /// <inheritdoc/>
    public (string? Date, DatePrecision Precision, DateOrigin? Origin) Of(SentenceReading sentence, int trigger, Factuality factuality)
    {
        int start = sentence.Words[0].Start, end = sentence.Words[^1].End;
        if (_first > 0 && _first <= times.Count && times[_first - 1].End > start)
            _first = 0;
        while (_first < times.Count && times[_first].End <= start)
            _first++;
        var future = factuality is Factuality.Planned or Factuality.Threatened or Factuality.Possible or Factuality.Hypothetical;
        var word = WordAt(sentence, trigger);
        var clause = word < sentence.ClauseOf.Length ? sentence.ClauseOf[word] : -1;
        var best = -1;
        string? chosen = null;
        var score = int.MaxValue;
        for (var i = _first; i < times.Count && times[i].Start < end; i++)
        {
            var time = times[i];
            if (time.Type is not (TimeType.Date or TimeType.Time))
                continue;
            var rank = Rank(sentence, time, word, clause);
            if (rank > 2)
                continue;

            // A vague time says at least that the day of the report is not the day of the act.
            var value = time.Value is "PAST_REF" or "FUTURE_REF" ? "" : Value(sentence.Text, time, future);
            if (value is null)
                continue;
            var away = time.Start >= trigger ? time.Start - trigger : trigger - time.End + 5;
            if (rank * 100_000 + away < score)
                (best, chosen, score) = (i, value, (rank * 100_000) + away);
        }

        if (best >= 0)
            return chosen!.Length == 0 ? (null, DatePrecision.Unknown, DateOrigin.Time(best)) : (chosen, PrecisionOf(chosen), DateOrigin.Time(best));
        if (future)
            return (null, DatePrecision.Unknown, null);
        if (date is not null)
            return (date[..Math.Min(10, date.Length)], DatePrecision.Day, DateOrigin.Document);
        return dateline is not null ? (dateline, DatePrecision.Day, DateOrigin.Dateline) : (null, DatePrecision.Unknown, null);
    }

    private static int WordAt(SentenceReading sentence, int offset)
    {
        var words = sentence.Words;
        int low = 0, high = words.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (words[middle].Start <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>How closely a time belongs to a trigger: 0 on its clause, 1 on a clause that it shares times with, 2 nearby without a tree, 9 not at all.</summary>
    private static int Rank(SentenceReading sentence, in TimeExpression time, int trigger, int clause)
    {
        if (!sentence.Tree.IsWhole || clause < 0)
            return 2;
        var words = sentence.Words;
        var first = WordAt(sentence, time.Start);
        var last = WordAt(sentence, time.End - 1);

        // The word of the expression that the others hang on.
        var top = first;
        for (var i = first; i <= last; i++)
        {
            if (words[i].Head < first || words[i].Head > last)
            {
                top = i;
                if (words[i].Relation is not (Dependency.Case or Dependency.Punct))
                    break;
            }
        }

        // "Monday's vote", "the 2018 election": the time of that noun, and of no clause.
        var head = words[top].Head;
        var before = first > 0 ? words[first - 1].Role : WordRole.Stop;
        if (head > last && words[top].Relation is Dependency.Nmod or Dependency.NmodPoss or Dependency.NmodUnmarked or Dependency.NmodDesc or Dependency.Compound or Dependency.Amod or Dependency.Nummod
            && before is not WordRole.Preposition)
            return head == trigger ? 0 : 9;
        if (head == trigger)
            return 0;
        var on = -1;
        var at = top;
        for (var steps = 0; steps < MostSteps && at >= 0; steps++)
        {
            if (at == trigger)
                return 0;
            if (sentence.PredicateAt[at] is { } predicate && (predicate.Head == at || predicate.Copular))
            {
                on = predicate.Index;
                break;
            }

            at = words[at].Head;
        }

        if (on < 0)
            on = first < sentence.ClauseOf.Length ? sentence.ClauseOf[first] : -1;
        if (on == clause)
            return 0;
        if (on < 0 || on >= sentence.Predicates.Count || clause >= sentence.Predicates.Count)
            return 9;

        // "On Monday X met Y and signed …", "attacked on Friday, killing …": clauses beside each other, or one that goes with the other.
        var mine = sentence.Predicates[clause];
        var its = sentence.Predicates[on];
        var beside = mine.Relation switch
        {
            Dependency.Conj => time.Start < words[its.Head].Start,
            Dependency.Advcl => mine.Form is PredicateForm.Gerund or PredicateForm.Participle,
            Dependency.Xcomp => mine.Form is PredicateForm.Infinitive or PredicateForm.Gerund,
            _ => false,
        };
        return beside && IsUnder(words, mine.Head, its.Head) ? 1 : 9;
    }

    private static bool IsUnder(Word[] words, int low, int high)
    {
        for (var steps = 0; steps < MostSteps && low >= 0; steps++)
        {
            low = words[low].Head;
            if (low == high)
                return true;
        }

        return false;
    }

    /// <summary>The date of an expression for an act done or to come; null where it cannot be that of the act.</summary>
    private string? Value(string text, in TimeExpression time, bool future)
    {
        if (time.Value == "PRESENT_REF")
            return future ? null : date is not null ? date[..Math.Min(10, date.Length)] : dateline;
        if (!time.Resolved || Calendar(time.Value) is not { } value)
            return null;

        // An act told as done is not dated by a day that is yet to come: that day belongs to what was promised or asked for.
        // "In February" without a year is then the last one, "on Friday" that of the week before.
        if (!future && IsLater(value))
            return IsLimit(text, time.Start) ? null : Earlier(text, time, value);
        if (future && IsPast(value) && value.Length == 10 && IsWeekdayAlone(text, time) && Parse(value) is { } day)
            return Iso(day.PlusDays(7));
        return value;
    }

    /// <summary>The day, month, year or range that a TIMEX3 value names; null for others.</summary>
    private static string? Calendar(string value)
    {
        var clock = value.IndexOf('T', StringComparison.Ordinal);
        if (clock > 0)
            value = value[..clock];
        if (value.Contains('/', StringComparison.Ordinal) || PrecisionOf(value) != DatePrecision.Unknown)
            return value.Contains('X', StringComparison.Ordinal) ? null : value;
        if (value.Length == 3 && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var decade))
            return string.Create(CultureInfo.InvariantCulture, $"{decade}0/{decade}9");
        if (value.Length < 7 || !int.TryParse(value.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1 or > 9000)
            return null;
        switch (value[5])
        {
            case 'W' when value.Length >= 8 && int.TryParse(value.AsSpan(6, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var week)
                && week >= 1 && week <= WeekYearRules.Iso.GetWeeksInWeekYear(year):
                {
                    var monday = WeekYearRules.Iso.GetLocalDate(year, week, IsoDayOfWeek.Monday);
                    return value.Length > 8 ? Iso(monday.PlusDays(5)) + "/" + Iso(monday.PlusDays(6)) : Iso(monday) + "/" + Iso(monday.PlusDays(6));
                }

            case 'Q' when value[6] is >= '1' and <= '4':
                return Months(year, ((value[6] - '1') * 3) + 1, 3);
            case 'H' when value[6] is '1' or '2':
                return Months(year, ((value[6] - '1') * 6) + 1, 6);
            case 'S' or 'F' or 'W':
                return value[5..] switch { "SP" => Months(year, 3, 3), "SU" => Months(year, 6, 3), "FA" => Months(year, 9, 3), "WI" => Months(year, 12, 3), _ => null };
            default:
                return null;
        }
    }

    private static string Months(int year, int month, int count)
    {
        var from = new LocalDate(year, month, 1);
        return Iso(from) + "/" + Iso(from.PlusMonths(count).PlusDays(-1));
    }

    private static string Iso(LocalDate day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}-{day.Month:00}-{day.Day:00}");

    private static LocalDate? Parse(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day) is { Success: true } parsed ? parsed.Value : null;

    /// <summary>Whether a day, month or year lies wholly behind the day of the report.</summary>
    private bool IsLater(string value) => Compare(value) > 0;

    private bool IsPast(string value) => Compare(value) < 0;

    private int Compare(string value)
    {
        if ((date ?? dateline) is not { } known)
            return 0;
        var length = Math.Min(Math.Min(value.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? slash : value.Length, known.Length), 10);
        return string.CompareOrdinal(value, 0, known, 0, length);
    }

    /// <summary>The same words one week or year before, where they leave that open; null for other expressions.</summary>
    private string? Earlier(string text, in TimeExpression time, string value)
    {
        var words = text.AsSpan(time.Start, time.End - time.Start);
        if (IsWeekdayAlone(text, time))
            return value.Length == 10 && Parse(value) is { } day && Iso(day.PlusDays(-7)) is var before && !IsLater(before) ? before : null;
        if (value.Length is not (7 or 10) || HasYear(words) || words.StartsWith("next", StringComparison.OrdinalIgnoreCase) || words.Contains("tomorrow", StringComparison.OrdinalIgnoreCase)
            || !char.IsUpper(words[0]) && !char.IsDigit(words[0]) || !int.TryParse(value.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return null;
        return string.Create(CultureInfo.InvariantCulture, $"{year - 1:D4}{value.AsSpan(4)}");
    }

    private static bool HasYear(ReadOnlySpan<char> words)
    {
        var digits = 0;
        foreach (var c in words)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : 0;
            if (digits == 4)
                return true;
        }

        return false;
    }

    private static bool IsWeekdayAlone(string text, in TimeExpression time)
    {
        var words = text.AsSpan(time.Start, time.End - time.Start);
        return words.EndsWith("day", StringComparison.OrdinalIgnoreCase) && words.IndexOf(' ') < 0 && char.IsUpper(words[0]);
    }

    /// <summary>Whether a time is the end of a span: "until July".</summary>
    private static bool IsLimit(string text, int start)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        return before.EndsWith(" until", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" till", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith(" by", StringComparison.OrdinalIgnoreCase);
    }

    private static DatePrecision PrecisionOf(string value)
    {
        if (value.Contains('/', StringComparison.Ordinal))
            return DatePrecision.Range;
        foreach (var c in value)
        {
            if (c != '-' && !char.IsAsciiDigit(c))
                return DatePrecision.Unknown;
        }

        return value.Length switch
        {
            10 => DatePrecision.Day,
            7 => DatePrecision.Month,
            4 => DatePrecision.Year,
            _ => DatePrecision.Unknown,
        };
    }
}
