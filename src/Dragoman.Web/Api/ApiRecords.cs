using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Records;
using Dragoman.Store;
using Microsoft.AspNetCore.Mvc;

namespace Dragoman.Web.Api;

/// <summary>A page of events.</summary>
/// <param name="Events">The events, newest first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
public sealed record EventsAnswer(IReadOnlyList<EventRow> Events, string? Next);

/// <summary>A page of documents.</summary>
/// <param name="Documents">The documents, newest first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
public sealed record DocumentsAnswer(IReadOnlyList<DocumentRow> Documents, string? Next);

/// <summary>Counts of events by one field.</summary>
/// <param name="Kind">The field.</param>
/// <param name="Facets">Values with their counts.</param>
public sealed record FacetsAnswer(FacetKind Kind, IReadOnlyList<Facet> Facets);

/// <summary>The JSON of the API, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventsAnswer))]
[JsonSerializable(typeof(DocumentsAnswer))]
[JsonSerializable(typeof(FacetsAnswer))]
[JsonSerializable(typeof(StoreSummary))]
[JsonSerializable(typeof(CodedDocument))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;

/// <summary>The one way in which the API writes JSON.</summary>
internal static class ApiJson
{
    /// <summary>Sets options to write the records as everywhere else: camelCase, absent for null, letters of all scripts as themselves.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // Answers are application/json with nosniff, never markup: no need to escape letters beyond JSON's own rules.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter<FacetKind>(JsonNamingPolicy.CamelCase));
        options.TypeInfoResolverChain.Insert(0, ApiJsonContext.Default);
    }
}
