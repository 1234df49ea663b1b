using System.ComponentModel;
using Dragoman.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>Counts: over time, between sides, by place.</summary>
internal static class ApiFigures
{
    private const int MaxDays = 40_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/timeline", Timeline)
            .WithTags("Counts")
            .WithSummary("Events that fit a query, counted over time by quad class")
            .Produces<TimelineAnswer>()
            .Problems(400);
        api.MapGet("/dyads", Dyads)
            .WithTags("Counts")
            .WithSummary("Pairs of sides with what passed between them, the most frequent first")
            .Produces<DyadsAnswer>()
            .Problems(400);
        api.MapGet("/places", Places)
            .WithTags("Counts")
            .WithSummary("Places where events took place, the most frequent first")
            .Produces<PlacesAnswer>()
            .Problems(400);
    }

    private static IResult Timeline(
        EventStore store, CancellationToken cancel,
        [Description(ApiRequest.QueryHelp)] string? q = null,
        [Description("day, week (from Monday), month or year.")] string unit = "day")
    {
        if (!ApiRequest.TryRead(store, q, 1, out var query, out var problem)) return problem;
        if (unit is not ("day" or "week" or "month" or "year")) return ApiProblems.Wrong("unit", "unit is one of day, week, month, year.");
        var spans = store.Days(query, MaxDays, cancel)
            .GroupBy(day => Span(day.Day, unit))
            .OrderBy(group => group.Key.From)
            .Select(group =>
            {
                var quads = group.Aggregate(default(QuadCounts), (sum, day) => sum + day.Quads);
                var rated = group.Sum(day => day.Rated);
                return new TimelineSpan(group.Key.From, group.Key.To, quads, rated == 0 ? null : Math.Round(group.Sum(day => day.Goldstein) / rated, 3));
            });
        return TypedResults.Ok(new TimelineAnswer(unit, [.. spans]));
    }

    private static IResult Dyads(
        EventStore store, CancellationToken cancel,
        [Description(ApiRequest.QueryHelp)] string? q = null,
        [Description("Whether pairs are of whole codes (RUSGOV) rather than of their first three letters.")] bool whole = false,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit) =>
        ApiRequest.TryRead(store, q, limit, out var query, out var problem)
            ? TypedResults.Ok(new DyadsAnswer(store.Dyads(query, whole, limit, cancel)))
            : problem;

    private static IResult Places(
        EventStore store, CancellationToken cancel,
        [Description(ApiRequest.QueryHelp)] string? q = null,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit) =>
        ApiRequest.TryRead(store, q, limit, out var query, out var problem)
            ? TypedResults.Ok(new PlacesAnswer(store.Places(query, limit, cancel)))
            : problem;

    private static (DateOnly From, DateOnly To) Span(DateOnly day, string unit)
    {
        switch (unit)
        {
            case "week":
                var monday = day.DayNumber - Math.Min(day.DayNumber, ((int)day.DayOfWeek + 6) % 7);
                return (DateOnly.FromDayNumber(monday), DateOnly.FromDayNumber(Math.Min(monday + 6, DateOnly.MaxValue.DayNumber)));
            case "month":
                return (new DateOnly(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)));
            case "year":
                return (new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31));
            default:
                return (day, day);
        }
    }
}
