using System.ComponentModel;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Review;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>Happenings and stories merged and split by hand.</summary>
internal static class ApiRulings
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/rulings", Rulings)
            .WithTags("Happenings")
            .WithSummary("Decisions by hand about happenings or stories, the latest first")
            .Produces<RulingsAnswer>()
            .Problems(400);
        Post(api, "/happenings/{id}/merge", "Makes one happening of two: this one goes into the other (editor)", (RulingDesk desk, HttpContext context, string id, MergeRequest request) =>
            Merge(desk, context, HistorySubject.Happening, id, request));
        Post(api, "/stories/{id}/merge", "Makes one story of two: this one goes into the other (editor)", (RulingDesk desk, HttpContext context, string id, MergeRequest request) =>
            Merge(desk, context, HistorySubject.Story, id, request));
        Post(api, "/happenings/{id}/split", "Takes reports out of a happening (editor)", (RulingDesk desk, HttpContext context, string id, SplitRequest request) =>
            Answer(() => desk.Split(context, id, [.. (request.Reports ?? []).Select(report => new ReportName(report.Document ?? "", report.Event ?? ""))], request.Reason)));
        Post(api, "/stories/{id}/split", "Takes documents, with their reprints, out of a story (editor)", (RulingDesk desk, HttpContext context, string id, SplitRequest request) =>
            Answer(() => desk.Split(context, id, request.Documents ?? [], request.Reason)));
        api.MapPost("/rulings/{id}/undo", (RulingDesk desk, HttpContext context, string id) =>
                desk.Undo(context, id) is { } undone ? TypedResults.Ok(undone) : ApiProblems.NotFound("There is no decision of this id that holds."))
            .RequireAuthorization(RoleNames.Editor)
            .WithTags("Happenings")
            .WithSummary("Takes a decision back (editor)")
            .Produces<Ruling>()
            .Problems(403, 404);
    }

    private static void Post(IEndpointRouteBuilder api, string path, string summary, Delegate handler) => api.MapPost(path, handler)
        .RequireAuthorization(RoleNames.Editor)
        .WithTags("Happenings")
        .WithSummary(summary)
        .Produces<Ruling>()
        .Problems(400, 403, 404);

    private static IResult Rulings(
        EventStore store,
        [Description("happening (the default) or story.")] string? subject = null,
        [Description("Id of a happening or story; absent for all.")] string? id = null)
    {
        HistorySubject? of = subject switch { null or "" or "happening" => HistorySubject.Happening, "story" => HistorySubject.Story, _ => null };
        return of is { } one
            ? TypedResults.Ok(new RulingsAnswer(store.Rulings(one, ApiRequest.Given(id))))
            : ApiProblems.Wrong("subject", "subject is happening or story.");
    }

    private static IResult Merge(RulingDesk desk, HttpContext context, HistorySubject subject, string id, MergeRequest request) => string.IsNullOrWhiteSpace(request.Into)
        ? ApiProblems.Wrong("into", "into is the id of the one that goes on.")
        : Answer(() => desk.Merge(context, subject, id, request.Into.Trim(), request.Reason));

    private static IResult Answer(Func<Ruling?> rule)
    {
        try
        {
            return rule() is { } ruling ? TypedResults.Ok(ruling) : ApiProblems.NotFound("There is none of this id, or of the other.");
        }
        catch (ArgumentException wrong)
        {
            var words = wrong.Message.Split(" (Parameter", 2)[0];
            return ApiProblems.Make(StatusCodes.Status400BadRequest, char.ToUpperInvariant(words[0]) + words[1..] + ".", "value", "A value cannot be read.");
        }
    }
}

/// <summary>Decisions by hand.</summary>
/// <param name="Rulings">The decisions, those taken back among them, the latest first; 500 at most.</param>
public sealed record RulingsAnswer(IReadOnlyList<Ruling> Rulings);

/// <summary>Two are one.</summary>
/// <param name="Into">Id of the one that goes on.</param>
/// <param name="Reason">Why, at most 500 characters.</param>
public sealed record MergeRequest(string? Into, string? Reason);

/// <summary>A part is another one.</summary>
/// <param name="Reports">Of a happening: the reports to take out, 200 at most.</param>
/// <param name="Documents">Of a story: ids of the documents to take out, 200 at most.</param>
/// <param name="Reason">Why, at most 500 characters.</param>
public sealed record SplitRequest(IReadOnlyList<ReportReference>? Reports, IReadOnlyList<string>? Documents, string? Reason);

/// <summary>A report of a happening.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Event">Id of the event in it: <c>e1</c>.</param>
public sealed record ReportReference(string? Document, string? Event);
