using System.Globalization;
using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>One bar of the timeline.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Quads">Events by quad class.</param>
/// <param name="Goldstein">Sum of the Goldstein values of its events.</param>
/// <param name="Rated">Events that have such a value.</param>
public readonly record struct TimelineBar(DateOnly From, DateOnly To, QuadCounts Quads, double Goldstein, long Rated)
{
    /// <summary>All events of the bar.</summary>
    public long Total => Quads.Total;

    /// <summary>Mean of the Goldstein values, −10 to 10; null where no event has one.</summary>
    public double? Intensity => Rated == 0 ? null : Goldstein / Rated;
}

/// <summary>Events over time in as many bars as can be told apart: days, else weeks, months, years.</summary>
public sealed class TimelineView
{
    /// <summary>The most bars that are drawn.</summary>
    public const int MaxBars = 180;

    private TimelineView(string unit, IReadOnlyList<TimelineBar> bars)
    {
        Unit = unit;
        Bars = bars;
    }

    /// <summary>What a bar stands for: <c>day</c>, <c>week</c>, <c>month</c>, <c>year</c>.</summary>
    public string Unit { get; }

    /// <summary>The bars from the first with events to the last, empty ones between them included.</summary>
    public IReadOnlyList<TimelineBar> Bars { get; }

    /// <summary>The highest of either side of a bar; 1 or more.</summary>
    public long Peak => Math.Max(1, Bars.Max(bar => Math.Max(bar.Quads.Cooperation, bar.Quads.Conflict)));

    /// <summary>Makes a timeline from counts by day.</summary>
    /// <param name="counts">Events by day, in any order.</param>
    /// <returns>The timeline; null where no event is dated to a day.</returns>
    public static TimelineView? Of(IReadOnlyList<DayCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count == 0) return null;
        var days = counts.OrderBy(count => count.Day).ToList();
        var (first, last) = (days[0].Day, days[^1].Day);
        var unit = Fitting(first, last);
        var bars = new List<TimelineBar>();
        for (var from = Floor(first, unit); ;)
        {
            var next = Next(from, unit);
            bars.Add(new TimelineBar(from, next?.AddDays(-1) ?? DateOnly.MaxValue, default, 0, 0));
            // Centuries apart can only be a misread date; the newest bars are kept.
            if (bars.Count > 2 * MaxBars) bars.RemoveAt(0);
            if (next is null || next > last) break;
            from = next.Value;
        }

        if (bars.Count > MaxBars) bars.RemoveRange(0, bars.Count - MaxBars);
        var at = 0;
        foreach (var day in days)
        {
            if (day.Day < bars[0].From) continue;
            while (day.Day > bars[at].To) at++;
            bars[at] = bars[at] with
            {
                Quads = bars[at].Quads + day.Quads,
                Goldstein = bars[at].Goldstein + day.Goldstein,
                Rated = bars[at].Rated + day.Rated,
            };
        }

        return new TimelineView(unit, bars);
    }

    /// <summary>A bar's days in words.</summary>
    /// <param name="bar">The bar.</param>
    /// <returns><c>29 March 2019</c>, <c>week of 25 March 2019</c>, <c>March 2019</c>, <c>2019</c>.</returns>
    public string Label(TimelineBar bar) => Unit switch
    {
        "day" => DateText.Words(DateText.Iso(bar.From)),
        "week" => "week of " + DateText.Words(DateText.Iso(bar.From)),
        "month" => bar.From.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => bar.From.Year.ToString(CultureInfo.InvariantCulture),
    };

    private static string Fitting(DateOnly first, DateOnly last)
    {
        var days = last.DayNumber - first.DayNumber + 1;
        return days <= MaxBars ? "day" : days <= 7 * (MaxBars - 2) ? "week" : days <= 30 * (MaxBars - 2) ? "month" : "year";
    }

    private static DateOnly Floor(DateOnly day, string unit) => unit switch
    {
        "day" => day,
        "week" => day.DayNumber < 7 ? day : day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        "month" => new DateOnly(day.Year, day.Month, 1),
        _ => new DateOnly(day.Year, 1, 1),
    };

    private static DateOnly? Next(DateOnly from, string unit)
    {
        if (from.Year >= 9998) return null;
        return unit switch
        {
            "day" => from.AddDays(1),
            "week" => from.AddDays(7),
            "month" => from.AddMonths(1),
            _ => from.AddYears(1),
        };
    }
}
