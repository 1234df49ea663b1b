using System.ComponentModel;
using Dragoman.Store;
using Dragoman.Web.Review;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>What readers say is wrong with events, and what editors decided. Nothing of it changes what was read.</summary>
internal static class ApiCorrections
{
    private const string Tag = "Corrections";
    private const string Missing = "There is no correction of this id.";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/corrections", Corrections).Answers<CorrectionsAnswer>(Tag, "Corrections, the latest first", 400);
        api.MapPost("/corrections", Add)
            .RequireAuthorization(RoleNames.Reader)
            .WithTags(Tag)
            .WithSummary("Says what is wrong with an event, or that one was missed; kept and shown to editors, never applied")
            .Produces<EventCorrection>(StatusCodes.Status201Created)
            .Problems(400, 404);
        api.MapGet("/corrections/export", Export)
            .WithTags(Tag)
            .WithSummary("All corrections as JSON Lines, the latest first")
            .Produces<string>(StatusCodes.Status200OK, "application/jsonl");
        api.MapGet("/corrections/{id}", (EventStore store, string id) => ApiProblems.Found(store.FindCorrection(id), Missing))
            .Answers<EventCorrection>(Tag, "One correction", 404);
        api.MapPost("/corrections/{id}/decision", Decide)
            .AnswersEditors<EventCorrection>(Tag, "Accepts or rejects a correction, or takes a decision back", 400, 404, 409);
    }

    private static IResult Corrections(
        EventStore store, HttpContext context, CancellationToken cancel,
        [Description("open, accepted or rejected; absent for all.")] string? state = null,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit,
        [Description(ApiRequest.AfterHelp)] string? after = null)
    {
        if (ApiRequest.WrongLimit(limit) is { } wrong) return wrong;
        if (!ApiRequest.TryNumber(after, out var before)) return ApiProblems.Cursor();
        CorrectionState? only = state switch
        {
            "open" => CorrectionState.Open,
            "accepted" => CorrectionState.Accepted,
            "rejected" => CorrectionState.Rejected,
            _ => null,
        };
        if (only is null && !string.IsNullOrEmpty(state)) return ApiProblems.Wrong("state", "state is one of open, accepted, rejected.");
        var page = store.EventCorrections(only, limit, before, cancel);
        ApiRequest.LinkNext(context, ApiRequest.Write(page.Next));
        return TypedResults.Ok(new CorrectionsAnswer(page.Rows, ApiRequest.Write(page.Next)));
    }

    private static IResult Add(CorrectionDesk desk, EventStore store, HttpContext context, CorrectionRequest request)
    {
        if (string.IsNullOrEmpty(request.Document)) return ApiProblems.Wrong("document", "document is the id of a document in the store.");
        if (request.Aspect == CorrectionAspect.Missed)
        {
            if (store.Get(request.Document) is not { } document) return ApiProblems.NotFound("This document is not in the store.");
            if (CorrectionDesk.WrongWithMissed(request, document.Coded) is { } missing) return ApiProblems.Wrong(missing.Field, missing.Words);
            var kept = desk.AddMissed(context, document, request);
            return TypedResults.Created("/api/v1/corrections/" + kept.Id, kept);
        }

        if (string.IsNullOrEmpty(request.Event)) return ApiProblems.Wrong("event", "event is the id of an event in its document: e1.");
        if (CorrectionDesk.WrongWith(request.Aspect, request.Value, request.Note) is { } wrong) return ApiProblems.Wrong(wrong.Field, wrong.Words);
        return desk.Add(context, request) is { } made
            ? TypedResults.Created("/api/v1/corrections/" + made.Id, made)
            : ApiProblems.NotFound("This event is not in the store.");
    }

    private static IResult Decide(CorrectionDesk desk, EventStore store, HttpContext context, string id, DecisionRequest request)
    {
        if (request.Reason is { Length: > EventCorrection.MaximumNote })
            return ApiProblems.Wrong("reason", $"reason is longer than {EventCorrection.MaximumNote} characters.");
        if (store.FindCorrection(id) is null) return ApiProblems.NotFound(Missing);
        return desk.Decide(context, id, request.Accepted, request.Reason)
            ? TypedResults.Ok(store.FindCorrection(id))
            : ApiProblems.Make(StatusCodes.Status409Conflict, "Somebody has decided already; take that decision back first (a decision without accepted).");
    }

    private static IResult Export(EventStore store, Auditing audit, HttpContext context)
    {
        audit.Record(context, "correction.export", null);
        return Results.Stream(
            stream => CorrectionExport.WriteAsync(store, stream, context.RequestAborted), "application/jsonl", "corrections.jsonl");
    }
}
