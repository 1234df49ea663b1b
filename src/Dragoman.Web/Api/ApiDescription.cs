using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Dragoman.Web.Api;

/// <summary>The OpenAPI description: what the API is, how one signs in, and examples of what one may ask.</summary>
internal static class ApiDescription
{
    private const string About =
        "Sourced political events: who did what to whom, on whose word, and the words themselves. Lists come in pages: give next of one page as after of the next; "
        + "the header Link names it too. Answers have an ETag; with If-None-Match, what has not changed is 304. Every error is a problem of RFC 9457 with a stable code; "
        + "one of a query has the position of the fault. RateLimit and RateLimit-Policy say how much one client may ask. Where one must sign in, give a key: Authorization: Bearer dgm_….";

    /// <summary>What parameters may look like, by their name.</summary>
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["q"] = "actor:RUS recipient:USA type:ACCUSE since:2019-03 \"air defense\"",
        ["kind"] = "type",
        ["format"] = "csv",
        ["unit"] = "month",
        ["code"] = "USAGOV",
        ["speaker"] = "USAGOV",
        ["name"] = "Sergei Lavrov",
        ["on"] = "2019-03-29",
        ["side"] = "actor",
        ["state"] = "open",
        ["event"] = "e1",
        ["url"] = "https://news.example/feed.xml",
    };

    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", openApi =>
    {
        openApi.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Dragoman", Version = "v1", Description = About };
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key of \"dragoman key add\". Needed where one must sign in.",
            };
            return Task.CompletedTask;
        });
        openApi.AddOperationTransformer(static (operation, _, _) =>
        {
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            {
                if (parameter.Name is { } name && Examples.TryGetValue(name, out var example)) parameter.Example = example;
            }

            return Task.CompletedTask;
        });
    });
}
