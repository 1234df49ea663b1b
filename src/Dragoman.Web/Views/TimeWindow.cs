namespace Dragoman.Web.Views;

/// <summary>A stretch of days.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public readonly record struct TimeWindow(DateOnly From, DateOnly To)
{
    /// <summary>Number of days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The equally long stretch before; one that would reach before the year 1 begins there.</summary>
    public TimeWindow Before
    {
        get
        {
            var to = From.DayNumber == 0 ? From : From.AddDays(-1);
            return new TimeWindow(DateOnly.FromDayNumber(Math.Max(0, From.DayNumber - Days)), to);
        }
    }

    /// <summary>The stretch of a query, else the last days up to a day.</summary>
    /// <param name="query">The query; its <c>since</c>, <c>until</c> and <c>on</c> count.</param>
    /// <param name="newest">The last day that counts.</param>
    /// <param name="days">How many days where the query says none, 1 or more.</param>
    public static TimeWindow Of(string query, DateOnly newest, int days)
    {
        var on = First("on");
        var since = First("since") ?? on;
        var until = First("until") ?? on;
        var to = (until is null ? null : Last(until)) ?? newest;
        var from = DateText.Parse(since) ?? DateOnly.FromDayNumber(Math.Max(0, to.DayNumber - days + 1));
        return from > to ? new TimeWindow(to, to) : new TimeWindow(from, to);

        string? First(string field) => QueryText.Values(query, field) is [var value, ..] ? value : null;
    }

    /// <summary>The query held to this stretch.</summary>
    /// <param name="query">The query; its own times are replaced.</param>
    public string In(string query) =>
        QueryText.With(QueryText.With(QueryText.With(query, "on"), "since", DateText.Iso(From)), "until", DateText.Iso(To));

    /// <summary>The stretch in words: <c>1 March 2019 – 30 March 2019</c>; one day where it is one.</summary>
    public override string ToString() =>
        From == To ? DateText.Words(DateText.Iso(From)) : $"{DateText.Words(DateText.Iso(From))} – {DateText.Words(DateText.Iso(To))}";

    private static DateOnly? Last(string date) => DateText.Parse(date) is not { } first ? null : date.Length switch
    {
        4 => new DateOnly(first.Year, 12, 31),
        7 => first.AddMonths(1).AddDays(-1),
        _ => first,
    };
}
