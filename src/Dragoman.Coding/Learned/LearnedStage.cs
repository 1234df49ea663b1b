namespace Dragoman.Coding.Learned;

/// <summary>Brings the layer's answers to the events of a sentence.</summary>
internal static class LearnedStage
{
    /// <summary>Rule of an event that no frame reads.</summary>
    public const string Rule = "learned";
}
