using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Dragoman.Store;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Api;

/// <summary>Reads the values that many requests have.</summary>
internal static class ApiRequest
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
    public const string QueryHelp = "A query, as in the search box: actor:RUS type:ACCUSE since:2019-03 \"air defense\". Absent for everything.";
    public const string LimitHelp = "Most rows to give, 1 to 200.";
    public const string AfterHelp = "Where to go on: next of the page before. Absent for the first page.";

    /// <summary>Reads a query and a limit; the problem where one of them is wrong.</summary>
    public static bool TryRead(EventStore store, string? q, int limit, [NotNullWhen(true)] out EventQuery? query, [NotNullWhen(false)] out IResult? problem)
    {
        query = null;
        problem = WrongLimit(limit);
        if (problem is not null) return false;
        if (store.TryReadQuery(q, out query, out var error)) return true;
        problem = ApiProblems.Query(error);
        return false;
    }

    /// <summary>The problem with a limit; null for none.</summary>
    public static IResult? WrongLimit(int limit, int most = MaxLimit) => limit >= 1 && limit <= most
        ? null
        : ApiProblems.Wrong("limit", string.Create(CultureInfo.InvariantCulture, $"limit is a number from 1 to {most}."));

    /// <summary>A cursor, or null where none is given.</summary>
    public static string? Given(string? after) => string.IsNullOrEmpty(after) ? null : after;

    /// <summary>Reads a cursor that is a number.</summary>
    public static bool TryNumber(string? after, out long? number)
    {
        number = null;
        if (string.IsNullOrEmpty(after)) return true;
        if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        number = value;
        return true;
    }

    /// <summary>A cursor that is a number, written.</summary>
    public static string? Write(long? next) => next?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Names the next page in the header <c>Link</c> too.</summary>
    public static void LinkNext(HttpContext context, string? next)
    {
        if (next is null) return;
        var values = context.Request.Query.Where(pair => pair.Key != "after").SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)))
            .Append(KeyValuePair.Create<string, string?>("after", next));
        context.Response.Headers.Link = $"<{context.Request.Path}{QueryString.Create(values)}>; rel=\"next\"";
    }
}
