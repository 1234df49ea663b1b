using System.ComponentModel;
using System.Globalization;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Security;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>What pages make of the records: what is new, what changed against before, corrected articles, why an event was coded so; and what their forms do.</summary>
internal static class ApiViews
{
    private const int MaxDays = 40_000;
    private const int LongestSentence = 4_000;
    private const int LongestNote = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/new", New)
            .WithTags("Live")
            .WithSummary("Documents that came behind a mark, the earliest first; without one, the mark of now")
            .Produces<NewAnswer>()
            .Problems(400);
        api.MapGet("/changes", Changes)
            .WithTags("Counts")
            .WithSummary("Pairs of countries in a stretch of time against the equally long one before")
            .Produces<ChangesAnswer>()
            .Problems(400);
        api.MapGet("/revisions", (EventStore store, [Description(ApiRequest.LimitHelp)] int limit = 10) =>
                ApiRequest.WrongLimit(limit) is { } wrong ? wrong : TypedResults.Ok(new RevisionsAnswer(CorrectionView.Newest(store, limit))))
            .WithTags("Documents")
            .WithSummary("Articles that their outlets corrected so that an event changed, the latest first")
            .Produces<RevisionsAnswer>()
            .Problems(400);
        api.MapGet("/documents/{id}/events/{event}/why", Why)
            .WithTags("Documents")
            .WithSummary("Why an event was coded so: how its sentence is read, for people")
            .Produces<WhyAnswer>()
            .Problems(404);
        api.MapGet("/actors/{code}/offices", Offices)
            .WithTags("Actors")
            .WithSummary("Who held an office of an actor on a day, and which bodies are coded so")
            .Produces<OfficesAnswer>()
            .Problems(400);
        api.MapGet("/query/complete", Complete)
            .WithTags("Queries")
            .WithSummary("Queries that go on from one, with values that occur")
            .Produces<CompletionsAnswer>()
            .Problems(400);
        api.MapPatch("/sources", Arrange)
            .RequireAuthorization(RoleNames.Editor)
            .WithTags("Sources")
            .WithSummary("Pauses, hides or looks at a source at once; what is absent stays (editor)")
            .Produces<SourcesAnswer>()
            .Problems(400, 403, 404);
        api.MapPut("/publishers/{name}", Grade)
            .RequireAuthorization(RoleNames.Editor)
            .WithTags("Sources")
            .WithSummary("Grades an outlet, A to F (editor)")
            .Produces<ReliabilitiesAnswer>()
            .Problems(400, 403);
    }

    private static IResult New(
        EventStore store, CancellationToken cancel,
        [Description("A mark of an earlier answer, or the id of a message of /live. Absent for the mark of now, without documents.")] string? after = null,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit)
    {
        if (ApiRequest.WrongLimit(limit) is { } wrong) return wrong;
        if (!ApiRequest.TryNumber(after, out var key)) return ApiProblems.Wrong("after", "after is a mark of an earlier answer: a number.");
        if (key is not { } from) return TypedResults.Ok(new NewAnswer(0, 0, [], store.Mark().Key.ToString(CultureInfo.InvariantCulture)));
        var mark = new StoreMark(from);
        var added = store.AddedSince(mark);
        var additions = store.AdditionsBehind(mark, limit, cancel);
        return TypedResults.Ok(new NewAnswer(
            added.Documents, added.Events, [.. additions.Select(one => one.Document)],
            (additions.Count == 0 ? from : additions[^1].Mark.Key).ToString(CultureInfo.InvariantCulture)));
    }

    private static IResult Changes(
        EventStore store, TimeProvider clock, CancellationToken cancel,
        [Description("Narrows the events; it names no time. " + ApiRequest.QueryHelp)] string? q = null,
        [Description("The last day of the stretch: 2019-03-30. Absent for today, or the newest day that an event is dated to.")] string? on = null,
        [Description("Days of the stretch.")] int days = 30,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit)
    {
        if (!ApiRequest.TryRead(store, q, limit, out var query, out var problem)) return problem;
        if (days is < 1 or > MaxDays) return ApiProblems.Wrong("days", $"days is a number from 1 to {MaxDays}.");
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (ApiRequest.Given(on) is { } day && DateText.Parse(day) is null) return ApiProblems.Wrong("on", "on is a day: 2019-03-30.");
        var newest = store.Facets(EventQuery.Everything, FacetKind.Day, 1, cancel) is [var facet, ..] ? DateText.Parse(facet.Value) : null;
        var last = DateText.Parse(ApiRequest.Given(on)) ?? (newest < today ? newest.Value : today);
        var window = TimeWindow.Of("", last, days);
        var most = Math.Max(limit, 400);
        return TypedResults.Ok(new ChangesAnswer(window.From, window.To, DyadChange.Of(
            store.Dyads(EventQuery.Parse(window.In(query.ToString())), whole: false, most, cancel),
            store.Dyads(EventQuery.Parse(window.Before.In(query.ToString())), whole: false, most, cancel),
            limit)));
    }

    private static IResult Why(EventStore store, WebSettings settings, string id, string @event, CancellationToken cancel)
    {
        if (store.Get(id) is not { } document || document.Coded.Events.FirstOrDefault(one => one.Id == @event) is not { } item)
            return ApiProblems.NotFound("This event is not in the store.");
        var coded = document.Coded;
        var (start, end) = item.Evidence.Sentence >= 0 && item.Evidence.Sentence < coded.Sentences.Count
            ? (coded.Sentences[item.Evidence.Sentence].Start, coded.Sentences[item.Evidence.Sentence].End)
            : (item.Evidence.Start, item.Evidence.End);
        start = Math.Clamp(start, 0, coded.Text.Length);
        var text = coded.Text[start..Math.Clamp(end, start, coded.Text.Length)];
        return TypedResults.Ok(new WhyAnswer(
            text, item.Rule, item.Confidence, text.Length <= LongestSentence ? settings.Explain?.Invoke(new Document { Text = text, Date = coded.Date }, cancel) : null));
    }

    private static IResult Offices(
        TimeProvider clock,
        [Description("Actor code or its beginning: RUS, USAGOV.")] string code,
        [Description("The day: 2019-03-30. Absent for today.")] string? on = null)
    {
        if (!ApiActors.IsCode(code)) return ApiActors.NoCode("code");
        if (ApiRequest.Given(on) is { } given && DateText.Parse(given) is null) return ApiProblems.Wrong("on", "on is a day: 2019-03-30.");
        var day = DateText.Parse(ApiRequest.Given(on)) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return TypedResults.Ok(new OfficesAnswer(code, day, KnownActors.Holders(code, day), KnownActors.Bodies(code)));
    }

    private static IResult Complete(EventStore store, FigureDesk desk, [Description(ApiRequest.QueryHelp)] string? q = null) =>
        ApiRequest.TryRead(store, q, 1, out var query, out var problem)
            ? TypedResults.Ok(new CompletionsAnswer(Completion.Of((q ?? "").Trim(), desk.Of(query, query, store.Summarize()), store.SavedQueries())))
            : problem;

    private static IResult Arrange(EventStore store, Auditing audit, HttpContext context, ArrangeRequest request)
    {
        if (string.IsNullOrEmpty(request.Url)) return ApiProblems.Wrong("url", "url is the address of a source that is watched.");
        if (store.FindSource(request.Url) is not { } source) return ApiProblems.NotFound("This source is not watched.");
        if (request.Paused is not null || request.Hidden is not null)
        {
            store.ArrangeSource(request.Url, request.Paused ?? source.IsPaused, request.Hidden ?? source.IsHidden);
            audit.Record(context, "source.arrange", request.Url, $"paused {request.Paused ?? source.IsPaused}, hidden {request.Hidden ?? source.IsHidden}");
        }

        if (request.LookNow == true) store.HastenSource(request.Url);
        return TypedResults.Ok(new SourcesAnswer([store.FindSource(request.Url) ?? source]));
    }

    private static IResult Grade(EventStore store, Auditing audit, TimeProvider clock, HttpContext context, [Description("Its name.")] string name, GradeRequest request)
    {
        if (string.IsNullOrWhiteSpace(name)) return ApiProblems.Wrong("name", "name is an outlet's.");
        if (request.Grade is not [>= 'A' and <= 'F' and var grade]) return ApiProblems.Wrong("grade", "grade is one of A, B, C, D, E, F.");
        if (request.Note is { Length: > LongestNote }) return ApiProblems.Wrong("note", $"note is longer than {LongestNote} characters.");
        store.SetReliability(name, grade, string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), clock.GetUtcNow());
        audit.Record(context, "publisher.grade", $"{name.Trim()} {grade}");
        return TypedResults.Ok(new ReliabilitiesAnswer(store.Reliabilities()));
    }
}

/// <summary>What came behind a mark.</summary>
/// <param name="TotalDocuments">Documents behind it.</param>
/// <param name="TotalEvents">Events in them.</param>
/// <param name="Documents">The first of them.</param>
/// <param name="Mark">What to give as <c>after</c> for what comes behind these.</param>
public sealed record NewAnswer(long TotalDocuments, long TotalEvents, IReadOnlyList<DocumentRow> Documents, string Mark);

/// <summary>Pairs against the time before.</summary>
/// <param name="From">First day of the stretch.</param>
/// <param name="To">Last day.</param>
/// <param name="Pairs">The pairs by the larger of both counts.</param>
public sealed record ChangesAnswer(DateOnly From, DateOnly To, IReadOnlyList<DyadChange> Pairs);

/// <summary>Corrected articles.</summary>
/// <param name="Revisions">The latest first.</param>
public sealed record RevisionsAnswer(IReadOnlyList<CorrectionView> Revisions);

/// <summary>Why an event was coded so.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Rule">The rule that fired.</param>
/// <param name="Confidence">How sure, 0 to 1.</param>
/// <param name="Explanation">Tree, frames tried and what fired, as text for people; absent where no engine is there, or for a sentence longer than 4,000 characters.</param>
public sealed record WhyAnswer(string Sentence, string? Rule, double Confidence, string? Explanation);

/// <summary>Who an actor was on a day.</summary>
/// <param name="Code">The code.</param>
/// <param name="On">The day.</param>
/// <param name="Holders">Holders of offices, the highest first; for a contested one all who claim it.</param>
/// <param name="Bodies">Bodies that are coded so.</param>
public sealed record OfficesAnswer(string Code, DateOnly On, IReadOnlyList<OfficeHolder> Holders, IReadOnlyList<KnownBody> Bodies);

/// <summary>Queries that go on from one.</summary>
/// <param name="Queries">Whole queries.</param>
public sealed record CompletionsAnswer(IReadOnlyList<string> Queries);

/// <summary>How a source is to be treated.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Paused">Whether it is left alone for now.</param>
/// <param name="Hidden">Whether its documents are left out of the start page.</param>
/// <param name="LookNow">True to look at it at once.</param>
public sealed record ArrangeRequest(string? Url, bool? Paused, bool? Hidden, bool? LookNow);

/// <summary>A grade of an outlet.</summary>
/// <param name="Grade">A (reliable) to E (unreliable), F (cannot be judged).</param>
/// <param name="Note">Why, at most 500 characters.</param>
public sealed record GradeRequest(string? Grade, string? Note);
