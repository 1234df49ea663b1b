using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dragoman.Records.Json;

/// <summary>
/// The JSON of all records, generated at build time: camelCase, absent for null, unknown fields ignored on input.
/// Use <see cref="RecordsJson.Default"/>, which writes letters of all scripts as themselves.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    MaxDepth = 64)]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(CodedDocument))]
[JsonSerializable(typeof(PoliticalEvent))]
[JsonSerializable(typeof(Statement))]
[JsonSerializable(typeof(RelateRequest))]
[JsonSerializable(typeof(RelateAnswer))]
[JsonSerializable(typeof(TimesRequest))]
[JsonSerializable(typeof(TimesAnswer))]
[JsonSerializable(typeof(StoryAnswer))]
[JsonSerializable(typeof(ErrorLine))]
[JsonSerializable(typeof(WatchedSource))]
[JsonSerializable(typeof(Magnitude))]
public sealed partial class RecordsJsonContext : JsonSerializerContext;

/// <summary>The one way in which Dragoman reads and writes its records as JSON.</summary>
public static class RecordsJson
{
    /// <summary>Generated serializers with letters of all scripts unescaped, one line a record.</summary>
    public static RecordsJsonContext Default { get; } = new(new JsonSerializerOptions(RecordsJsonContext.Default.Options)
    {
        // The output is JSON Lines and an API, never markup inside a page: no need to escape letters or quotes beyond JSON's own rules.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
