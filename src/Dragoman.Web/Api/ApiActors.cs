using System.ComponentModel;
using System.Globalization;
using Dragoman.Knowledge;
using Dragoman.Store;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>Actors: who they are on a day, what they did, with whom.</summary>
internal static class ApiActors
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/actors", Actors)
            .WithTags("Actors")
            .WithSummary("Names behind actor codes, the most frequent first")
            .Produces<ActorsAnswer>()
            .Problems(400);
        api.MapGet("/actors/{code}", Actor)
            .WithTags("Actors")
            .WithSummary("One actor: what it did and what was done to it, its names and its relations")
            .Produces<ActorAnswer>()
            .Problems(400);
        api.MapGet("/who", Who)
            .WithTags("Actors")
            .WithSummary("Who or what a name stands for on a day, and why")
            .Produces<WhoAnswer>()
            .Problems(400);
    }

    /// <summary>Whether a text can be an actor code or the beginning of one.</summary>
    public static bool IsCode(string text) => text.Length is >= 3 and <= 12 && text.All(char.IsAsciiLetterUpper);

    /// <summary>The problem of a text that is no code.</summary>
    public static IResult NoCode(string parameter) => ApiProblems.Wrong(parameter, $"{parameter} is an actor code or its beginning: 3 to 12 capital letters, as USA or RUSGOV.");

    /// <summary>What a name stands for.</summary>
    public static WhoAnswer Find(KnowledgeBase knowledge, string name, string? on) => new(
        name,
        on,
        [
            .. WhoLookUp.Find(knowledge, name, on).Select(one =>
            {
                var row = knowledge.RowOf(one.Entry, one.Term);
                return new WhoRow(
                    one.Entry.Name,
                    one.Entry.Detail.Length > 0 ? one.Entry.Detail : one.Entry.Kind.ToString().ToLowerInvariant(),
                    one.Code,
                    one.Country,
                    one.Sectors,
                    one.Held,
                    one.Term?.Office,
                    one.Term is { } term ? term.From : one.Entry.From,
                    one.Term is { } until ? until.Until : one.Entry.Until,
                    one.Term?.Contested ?? false,
                    [.. (one.Term?.RecognizedBy ?? []).Select(recognition => recognition.By)],
                    one.Reason,
                    row is null ? null : string.Create(CultureInfo.InvariantCulture, $"{row.File} line {row.Line}, {row.Source}"));
            }),
        ]);

    /// <summary>Whether a text is a day, month or year.</summary>
    public static bool IsDate(string text) =>
        DateOnly.TryParseExact(
            text.Length switch { 4 => text + "-01-01", 7 => text + "-01", _ => text }, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>One actor.</summary>
    public static ActorAnswer Of(EventStore store, string code, EventQuery narrowed, CancellationToken cancel)
    {
        const int most = 20;
        var acts = narrowed.And(EventQuery.Parse("actor:" + code));
        var suffers = narrowed.And(EventQuery.Parse("recipient:" + code));
        var either = narrowed.And(EventQuery.Parse("with:" + code));
        return new ActorAnswer(
            code,
            ActorCodes.Explain(code),
            store.Count(either, cancel),
            store.Facets(acts, FacetKind.Type, most, cancel),
            store.Facets(suffers, FacetKind.Type, most, cancel),
            store.Names(acts, EventSide.Actor, code, most, cancel),
            store.Dyads(either, whole: false, most, cancel));
    }

    private static IResult Actors(
        EventStore store, CancellationToken cancel,
        [Description(ApiRequest.QueryHelp)] string? q = null,
        [Description("Which side: actor, recipient or speaker.")] string side = "actor",
        [Description("Only codes that begin so: USA, USAGOV.")] string? code = null,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit)
    {
        if (!ApiRequest.TryRead(store, q, limit, out var query, out var problem)) return problem;
        if (!string.IsNullOrEmpty(code) && !IsCode(code)) return NoCode("code");
        EventSide? of = side switch { "actor" => EventSide.Actor, "recipient" => EventSide.Recipient, "speaker" => EventSide.Speaker, _ => null };
        return of is { } known
            ? TypedResults.Ok(new ActorsAnswer(store.Names(query, known, string.IsNullOrEmpty(code) ? null : code, limit, cancel)))
            : ApiProblems.Wrong("side", "side is one of actor, recipient, speaker.");
    }

    private static IResult Actor(
        EventStore store,
        [Description("Actor code or its beginning: RUS, USAGOV.")] string code,
        CancellationToken cancel,
        [Description("Narrows the events that count. " + ApiRequest.QueryHelp)] string? q = null)
    {
        if (!IsCode(code)) return NoCode("code");
        return ApiRequest.TryRead(store, q, 1, out var query, out var problem) ? TypedResults.Ok(Of(store, code, query, cancel)) : problem;
    }

    private static IResult Who(
        KnowledgeBase knowledge,
        [Description("A name, short form, acronym, seat of power or role word.")] string name,
        [Description("A day, month or year: 2019-03-29. Absent for what the tables know as present.")] string? on = null)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200) return ApiProblems.Wrong("name", "name has 1 to 200 characters.");
        if (!string.IsNullOrEmpty(on) && !IsDate(on)) return ApiProblems.Wrong("on", "on is a day, month or year: 2019-03-29, 2019-03 or 2019.");
        return TypedResults.Ok(Find(knowledge, name, string.IsNullOrEmpty(on) ? null : on));
    }
}
