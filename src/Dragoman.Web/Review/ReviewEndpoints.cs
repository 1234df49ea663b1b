using System.Globalization;
using Dragoman.Store;
using Dragoman.Web.Api;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Review;

/// <summary>Takes the forms of the pages of review. Each must carry the token that its page gave it.</summary>
internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/corrections", Add).RequireAuthorization(RoleNames.Reader).ExcludeFromDescription();
        routes.MapPost("/corrections/missed", AddMissed).RequireAuthorization(RoleNames.Reader).ExcludeFromDescription();
        routes.MapPost("/corrections/{id}", Decide).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
    }

    private static IResult Add(
        CorrectionDesk desk, HttpContext context,
        [FromForm] string? document, [FromForm(Name = "event")] string? eventId, [FromForm] string? aspect, [FromForm] string? value, [FromForm] string? note)
    {
        var form = $"/documents/{Uri.EscapeDataString(document ?? "")}/events/{Uri.EscapeDataString(eventId ?? "")}/wrong";
        if (Aspects.Read(aspect) is not { } what) return Results.LocalRedirect(form + "?said=aspect");
        if (CorrectionDesk.WrongWith(what, value, note) is { } wrong) return Results.LocalRedirect($"{form}?said={wrong.Field}");
        return desk.Add(context, new CorrectionRequest(document, eventId, what, value, note)) is { } made
            ? Results.LocalRedirect($"/documents/{Uri.EscapeDataString(made.Document)}/events/{Uri.EscapeDataString(made.Event!)}/wrong?made={made.Id}")
            : Results.NotFound();
    }

    private static IResult AddMissed(
        CorrectionDesk desk, EventStore store, HttpContext context,
        [FromForm] string? document, [FromForm] string? sentence, [FromForm] string? words, [FromForm] string? type, [FromForm] string? actor, [FromForm] string? recipient, [FromForm] string? note)
    {
        if (store.Get(document ?? "") is not { } found) return Results.NotFound();
        var form = $"/documents/{Uri.EscapeDataString(found.Id)}/missed";
        if (!int.TryParse(sentence, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= found.Coded.Sentences.Count) return Results.LocalRedirect(form + "?said=sentence");
        // Without words of its own it is the sentence that tells of it.
        var (start, end) = (found.Coded.Sentences[index].Start, found.Coded.Sentences[index].End);
        if (words?.Trim() is { Length: > 0 } told)
        {
            var at = found.Coded.Text.AsSpan(start, end - start).IndexOf(told, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return Results.LocalRedirect($"{form}?said=words&at={index}");
            (start, end) = (start + at, start + at + told.Length);
        }

        var request = new CorrectionRequest(found.Id, null, CorrectionAspect.Missed, null, note, start, end, type, actor, recipient);
        if (CorrectionDesk.WrongWithMissed(request, found.Coded) is { } wrong) return Results.LocalRedirect($"{form}?said={wrong.Field}&at={index}");
        return Results.LocalRedirect($"{form}?made={desk.AddMissed(context, found, request).Id}");
    }

    private static IResult Decide(
        CorrectionDesk desk, EventStore store, HttpContext context, string id, [FromForm] string? decision, [FromForm] string? reason, [FromForm] string? state)
    {
        if (store.FindCorrection(id) is null) return Results.NotFound();
        var back = "/review" + (state is "accepted" or "rejected" ? "?state=" + state : "");
        var join = back.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        if (reason is { Length: > EventCorrection.MaximumNote }) return Results.LocalRedirect($"{back}{join}said=long");
        bool? accepted = decision switch { "accept" => true, "reject" => false, _ => null };
        if (accepted is null && decision != "reopen") return Results.LocalRedirect($"{back}{join}said=unclear");
        return Results.LocalRedirect(desk.Decide(context, id, accepted, reason) ? $"{back}{join}said={decision}#main" : $"{back}{join}said=before");
    }
}
