using Dragoman.Records;

namespace Dragoman.Web.Views;

/// <summary>The words for whether an act took place.</summary>
public static class FactualityText
{
    /// <summary>The word of the records.</summary>
    /// <param name="factuality">The status.</param>
    /// <returns><c>happened</c>, <c>planned</c> ….</returns>
    public static string Word(Factuality factuality) => factuality switch
    {
        Factuality.Happened => "happened",
        Factuality.Ongoing => "ongoing",
        Factuality.Planned => "planned",
        Factuality.Threatened => "threatened",
        Factuality.Possible => "possible",
        Factuality.Hypothetical => "hypothetical",
        _ => "denied",
    };

    /// <summary>What the word means, in a line.</summary>
    /// <param name="factuality">The status.</param>
    /// <returns>The line.</returns>
    public static string Meaning(Factuality factuality) => factuality switch
    {
        Factuality.Happened => "It took place.",
        Factuality.Ongoing => "It is taking place.",
        Factuality.Planned => "The actor means to do it.",
        Factuality.Threatened => "The actor holds it out as a harm.",
        Factuality.Possible => "It may have taken place, or may take place.",
        Factuality.Hypothetical => "It would take place under a condition.",
        _ => "It is said not to have taken place.",
    };
}
