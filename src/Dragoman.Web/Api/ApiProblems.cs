using Dragoman.Store;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Api;

/// <summary>Errors of the API: problem details of RFC 9457, with what to do.</summary>
internal static class ApiProblems
{
    /// <summary>Whether a request is of a program, which is answered with problem details, and not of a browser's page.</summary>
    public static bool Applies(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments("/mcp", StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal);

    /// <summary>A problem.</summary>
    /// <param name="status">Status.</param>
    /// <param name="detail">What was wrong, where, and what to do.</param>
    /// <param name="code">Stable name of the kind of problem; null for the one that the status has.</param>
    /// <param name="title">The kind of problem in words; null for the one that the status has.</param>
    /// <param name="more">Members beside those of the RFC.</param>
    public static IResult Make(int status, string detail, string? code = null, string? title = null, Dictionary<string, object?>? more = null)
    {
        var (name, words) = Kind(status);
        var members = more ?? [];
        members["code"] = code ?? name;
        return Results.Problem(detail, statusCode: status, title: title ?? words, type: "urn:dragoman:problem:" + (code ?? name), extensions: members);
    }

    /// <summary>A value of the request is wrong.</summary>
    public static IResult Wrong(string parameter, string detail) => Make(
        StatusCodes.Status400BadRequest, detail, "value", "A value cannot be read.", new Dictionary<string, object?> { ["parameter"] = parameter });

    /// <summary>A cursor is none.</summary>
    public static IResult Cursor() => Wrong("after", "after is no cursor of this list; take it from next of the page before.");

    /// <summary>A query cannot be read.</summary>
    public static IResult Query(QueryError error, string parameter = "q") => Make(
        StatusCodes.Status400BadRequest, error.ToString(), "query", "The query cannot be read.",
        new Dictionary<string, object?>
        {
            ["parameter"] = parameter,
            ["position"] = error.Position,
            ["length"] = error.Length,
            ["suggestion"] = error.Suggestion,
        });

    /// <summary>A thing, or that there is none.</summary>
    /// <param name="thing">The thing; null where there is none.</param>
    /// <param name="missing">What there is not, in words.</param>
    public static IResult Found<T>(T? thing, string missing)
        where T : class => thing is null ? NotFound(missing) : TypedResults.Ok(thing);

    /// <summary>There is no such thing.</summary>
    public static IResult NotFound(string what) => Make(StatusCodes.Status404NotFound, what, "not-found");

    private static (string Code, string Title) Kind(int status) => status switch
    {
        400 => ("request", "The request cannot be read."),
        401 => ("sign-in", "Nobody has signed in."),
        403 => ("forbidden", "This may not be done."),
        404 => ("not-found", "There is no such thing."),
        405 => ("method", "This address does not take this method."),
        409 => ("conflict", "It is so already."),
        413 => ("too-large", "The request is too large."),
        415 => ("media-type", "This media type is not read."),
        422 => ("answer-too-large", "The answer would be too large."),
        429 => ("too-often", "Too many requests."),
        503 => ("busy", "Not now."),
        504 => ("too-slow", "It took too long."),
        _ => ("failure", "It did not work."),
    };
}
