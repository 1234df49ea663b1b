using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Review;

/// <summary>Takes the forms by which editors merge and split happenings and stories. Each must carry the token that its page gave it.</summary>
internal static class RulingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/happenings/{id}/merge", (RulingDesk desk, HttpContext context, string id, [FromForm] string? other, [FromForm] string? reason) =>
            Merge(desk, context, HistorySubject.Happening, id, other, reason)).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
        routes.MapPost("/stories/{id}/merge", (RulingDesk desk, HttpContext context, string id, [FromForm] string? other, [FromForm] string? reason) =>
            Merge(desk, context, HistorySubject.Story, id, other, reason)).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
        routes.MapPost("/happenings/{id}/split", SplitHappening).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
        routes.MapPost("/stories/{id}/split", SplitStory).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
        routes.MapPost("/rulings/{id}/undo", Undo).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
    }

    private static IResult Merge(RulingDesk desk, HttpContext context, HistorySubject subject, string id, string? other, string? reason)
    {
        // The other one goes into the one whose page the form is on. Its address may be given in place of its id.
        var from = (other ?? "").Trim().TrimEnd('/');
        from = from[(from.LastIndexOf('/') + 1)..];
        if (from.Length == 0) return Said(subject, id, "which");
        return Answered(subject, id, () => desk.Merge(context, subject, Uri.UnescapeDataString(from), id, reason));
    }

    private static IResult SplitHappening(RulingDesk desk, HttpContext context, string id, [FromForm] string? reason, IFormCollection form)
    {
        var part = new List<ReportName>();
        foreach (var value in form["part"])
        {
            var colon = value?.LastIndexOf(':') ?? -1;
            if (colon <= 0) return Results.BadRequest();
            part.Add(new ReportName(value![..colon], value[(colon + 1)..]));
        }

        return Answered(HistorySubject.Happening, id, () => desk.Split(context, id, part, reason));
    }

    private static IResult SplitStory(RulingDesk desk, HttpContext context, string id, [FromForm] string? reason, IFormCollection form) =>
        Answered(HistorySubject.Story, id, () => desk.Split(context, id, [.. form["part"].OfType<string>()], reason));

    private static IResult Undo(RulingDesk desk, HttpContext context, string id) =>
        desk.Undo(context, id) is { } undone ? Said(undone.Subject, undone.One, "undone") : Results.NotFound();

    private static IResult Answered(HistorySubject subject, string id, Func<Ruling?> rule)
    {
        try
        {
            return rule() is { } ruling ? Said(subject, ruling.One, ruling.Kind == RulingKind.Merge ? "merged" : "split") : Said(subject, id, "missing");
        }
        catch (ArgumentException)
        {
            return Said(subject, id, "wrong");
        }
    }

    private static IResult Said(HistorySubject subject, string id, string word) =>
        Results.LocalRedirect($"/{(subject == HistorySubject.Story ? "stories" : "happenings")}/{Uri.EscapeDataString(id)}?said={word}#by-hand");
}
