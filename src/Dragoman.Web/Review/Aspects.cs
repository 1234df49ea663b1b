using Dragoman.Store;

namespace Dragoman.Web.Review;

/// <summary>What may be wrong with an event, in words.</summary>
internal static class Aspects
{
    /// <summary>Every aspect of an event that was read, with its name in addresses, its words, and what its right value looks like; null where it has none.</summary>
    public static IReadOnlyList<(CorrectionAspect Aspect, string Name, string Words, string? Hint)> All { get; } =
    [
        (CorrectionAspect.NoEvent, "no-event", "The words tell of no such event", null),
        (CorrectionAspect.Type, "type", "The type", "REJECT"),
        (CorrectionAspect.Mode, "mode", "The mode", "troops"),
        (CorrectionAspect.Actor, "actor", "Who acts", "words of the text, or a code: RUSGOV"),
        (CorrectionAspect.Recipient, "recipient", "To whom", "words of the text, or a code; none for nobody"),
        (CorrectionAspect.Direction, "direction", "Actor and recipient have changed places", null),
        (CorrectionAspect.Date, "date", "When", "2019-03-29"),
        (CorrectionAspect.Place, "place", "Where", "Caracas, VEN"),
        (CorrectionAspect.Factuality, "factuality", "Whether it happened", "planned"),
        (CorrectionAspect.AssertedBy, "asserted-by", "On whose word", "words of the text; none for the text’s own voice"),
        (CorrectionAspect.Numbers, "numbers", "How many", "killed 12"),
        (CorrectionAspect.Other, "other", "Something else", null),
    ];

    private const string MissedWords = "An event was missed";

    /// <summary>The aspect of a name; null where there is none.</summary>
    public static CorrectionAspect? Read(string? name)
    {
        foreach (var (aspect, known, _, _) in All)
        {
            if (known == name) return aspect;
        }

        return null;
    }

    /// <summary>An aspect in words.</summary>
    public static string Words(CorrectionAspect aspect) =>
        aspect == CorrectionAspect.Missed ? MissedWords : All.First(one => one.Aspect == aspect).Words;
}
