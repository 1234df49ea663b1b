using System.ComponentModel;
using Dragoman.Store;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>The sentences that pages give to take along: an event, a quotation, what several reports tell together, each with who says so and where.</summary>
internal static class ApiCitations
{
    private const string NoDocument = "This document is not in the store.";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/documents/{id}/events/{event}/citation", Event)
            .Answers<CitationAnswer>("Documents", "An event as a sentence to take along: who did what to whom, when, on whose word, in which words of which outlet", 404);
        api.MapGet("/documents/{id}/statements/{statement}/citation", Quote)
            .Answers<CitationAnswer>("Statements", "A statement as a sentence to take along: its words, its speaker, its source", 404);
        api.MapGet("/happenings/{id}/citation", Happening)
            .Answers<CitationAnswer>("Happenings", "A happening as a sentence to take along: its best report, and how far it is borne out", 404);
    }

    private static IResult Event(EventStore store, string id, [Description("Id of the event in the document: e1.")] string @event)
    {
        if (store.Get(id) is not { } document) return ApiProblems.NotFound(NoDocument);
        return document.Coded.Events.FirstOrDefault(one => one.Id == @event) is { } item
            ? Cited(id, item.Id, Citation.Event(document, item))
            : ApiProblems.NotFound("The document has no event of this id.");
    }

    private static IResult Quote(EventStore store, string id, [Description("Id of the statement in the document: s1.")] string statement)
    {
        if (store.Get(id) is not { } document) return ApiProblems.NotFound(NoDocument);
        return document.Coded.Statements.FirstOrDefault(one => one.Id == statement) is { } item
            ? Cited(id, item.Id, Citation.Quote(document, item))
            : ApiProblems.NotFound("The document has no statement of this id.");
    }

    private static IResult Happening(EventStore store, string id) => store.Happening(id) is { Happening: { } row }
        ? Cited(row.Best.Document, row.Best.Event, Citation.Event(row.Best, StandingText.Sentence(row)))
        : ApiProblems.NotFound("There is no happening of this id.");

    private static Ok<CitationAnswer> Cited(string document, string item, string text) =>
        TypedResults.Ok(new CitationAnswer(document, item, text, $"/documents/{Uri.EscapeDataString(document)}#{item}"));
}

/// <summary>A sentence to take along.</summary>
/// <param name="Document">Id of the document that it cites.</param>
/// <param name="Item">Id of the event or the statement in it.</param>
/// <param name="Citation">The sentence.</param>
/// <param name="Page">Where on this server it can be seen: path and place.</param>
public sealed record CitationAnswer(string Document, string Item, string Citation, string Page);
