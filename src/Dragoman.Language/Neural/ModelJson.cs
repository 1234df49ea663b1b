using System.Text.Json.Serialization;

namespace Dragoman.Language.Neural;

/// <summary>The section META: sizes and origin.</summary>
/// <param name="Shape">Sizes of the network.</param>
/// <param name="Origin">Where the model comes from.</param>
internal sealed record ModelMeta(NetworkShape Shape, ModelOrigin Origin);

/// <summary>JSON of the section META.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ModelMeta))]
internal sealed partial class ModelJson : JsonSerializerContext;
