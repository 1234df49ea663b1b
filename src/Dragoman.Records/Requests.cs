using System.Text.Json.Serialization;
using Dragoman.Records.Json;

namespace Dragoman.Records;

/// <summary>A line of <c>dragoman relate</c>: which relation does the text state from source to target?</summary>
public sealed record RelateRequest
{
    /// <summary>The caller's id.</summary>
    [JsonConverter(typeof(IdentityConverter))]
    public string? Id { get; init; }

    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>Words of the one who acts.</summary>
    public TextSpan? Source { get; init; }

    /// <summary>Words of the one acted upon.</summary>
    public TextSpan? Target { get; init; }
}

/// <summary>The answer to a <see cref="RelateRequest"/>.</summary>
public sealed record RelateAnswer
{
    /// <summary>The request's id.</summary>
    public string? Id { get; init; }

    /// <summary>The type; null where the text states no relation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public EventType? Type { get; init; }

    /// <summary>Mode of the type.</summary>
    public string? Mode { get; init; }

    /// <summary>CAMEO code.</summary>
    public string? Cameo { get; init; }

    /// <summary><c>positive</c>; <c>negative</c> where the act is asserted not to have happened.</summary>
    public string? Polarity { get; init; }

    /// <summary>Status of the act.</summary>
    public Factuality? Factuality { get; init; }

    /// <summary>How sure the answer is, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>Share of each type that was in play; they sum to 1. Empty without a relation.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();
}

/// <summary>A line of <c>dragoman times</c>.</summary>
public sealed record TimesRequest
{
    /// <summary>The caller's id.</summary>
    [JsonConverter(typeof(IdentityConverter))]
    public string? Id { get; init; }

    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>The day that relative expressions count from; without it they stay unresolved.</summary>
    public string? Date { get; init; }
}

/// <summary>The answer to a <see cref="TimesRequest"/>.</summary>
public sealed class TimesAnswer
{
    /// <summary>The request's id.</summary>
    public string? Id { get; init; }

    /// <summary>The expressions, in text order.</summary>
    public required IReadOnlyList<TimeExpression> Times { get; init; }
}

/// <summary>What a stream answers to a line that it cannot read.</summary>
/// <param name="Id">The line's id, where it could be read.</param>
/// <param name="Line">Number of the input line, 1 the first.</param>
/// <param name="Error">What was wrong.</param>
public sealed record ErrorLine(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Id, long Line, ErrorDetail Error);

/// <summary>What was wrong with an input.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">For people: what was wrong, where, and what to do.</param>
public sealed record ErrorDetail(string Code, string Message);

/// <summary>The answer of <c>dragoman stories</c> to one document.</summary>
public sealed record StoryAnswer
{
    /// <summary>The document's id; null where it came without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Id { get; init; }

    /// <summary>Id of the document whose text this one repeats wholly or mostly, among those that came before; null for none.</summary>
    [JsonPropertyName("reprint_of")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ReprintOf { get; init; }

    /// <summary>Id of the matter that the document is about, shared by all documents about it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Story { get; init; }

    /// <summary>For a reprint, id of the document that counts as the origin of the text as far as is known now; it may be this one.</summary>
    public string? Origin { get; init; }

    /// <summary>What this document has from another one: <c>reprint</c>, <c>series</c> (yesterday's tally), <c>passage</c>; null for nothing.</summary>
    public string? Reuse { get; init; }

    /// <summary>For <c>series</c> and <c>passage</c>, the other document.</summary>
    public string? From { get; init; }

    /// <summary>Share of this text that stands in the other one, 0 to 1.</summary>
    public double? Share { get; init; }
}
