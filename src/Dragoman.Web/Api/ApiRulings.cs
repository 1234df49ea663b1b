using System.ComponentModel;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Review;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>Happenings and stories merged and split by hand.</summary>
internal static class ApiRulings
{
    private const string Tag = "Happenings";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/rulings", Rulings).Answers<RulingsAnswer>(Tag, "Decisions by hand about happenings or stories, the latest first", 400);
        api.MapPost("/happenings/{id}/merge", (RulingDesk desk, HttpContext context, string id, MergeRequest request) => Merge(desk, context, HistorySubject.Happening, id, request))
            .AnswersEditors<Ruling>(Tag, "Makes one happening of two: this one goes into the other", 400, 404);
        api.MapPost("/stories/{id}/merge", (RulingDesk desk, HttpContext context, string id, MergeRequest request) => Merge(desk, context, HistorySubject.Story, id, request))
            .AnswersEditors<Ruling>(Tag, "Makes one story of two: this one goes into the other", 400, 404);
        api.MapPost("/happenings/{id}/split", (RulingDesk desk, HttpContext context, string id, SplitRequest request) =>
                Answer(() => desk.Split(context, id, [.. (request.Reports ?? []).Select(report => new ReportName(report.Document ?? "", report.Event ?? ""))], request.Reason)))
            .AnswersEditors<Ruling>(Tag, "Takes reports out of a happening", 400, 404);
        api.MapPost("/stories/{id}/split", (RulingDesk desk, HttpContext context, string id, SplitRequest request) => Answer(() => desk.Split(context, id, request.Documents ?? [], request.Reason)))
            .AnswersEditors<Ruling>(Tag, "Takes documents, with their reprints, out of a story", 400, 404);
        api.MapPost("/rulings/{id}/undo", (RulingDesk desk, HttpContext context, string id) => ApiProblems.Found(desk.Undo(context, id), "There is no decision of this id that holds."))
            .AnswersEditors<Ruling>(Tag, "Takes a decision back", 404);
    }

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
            return ApiProblems.Found(rule(), "There is none of this id, or of the other.");
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
