using System.Text.Json.Serialization;
using Dragoman.Records.Json;

namespace Dragoman.Records;

/// <summary>
/// A half-open piece of a text, <c>[Start, End)</c>, in UTF-16 code units of the text that the enclosing record carries.
/// Written in JSON as an array of two numbers.
/// </summary>
/// <param name="Start">Offset of the first code unit; 0 or more.</param>
/// <param name="End">Offset behind the last code unit; at least <paramref name="Start"/>.</param>
[JsonConverter(typeof(TextSpanConverter))]
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Number of UTF-16 code units; 0 for an empty span.</summary>
    [JsonIgnore]
    public int Length => End - Start;
}

/// <summary>The same half-open piece of a text, written in JSON as an object with <c>start</c> and <c>end</c>.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset behind the last UTF-16 code unit.</param>
public sealed record Extent(int Start, int End);
