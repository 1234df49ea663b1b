using System.Reflection;
using Dragoman.Coding.Actors;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Lexicon;

/// <summary>
/// Who does not do what a frame reads (<c>data/coding/unfit-subjects.tsv</c>): troops that march hold no demonstration, teachers who strike attack nobody. A row names a
/// type; a mode, or <c>+</c> for any and <c>*</c> for any or none; whether the frame asks for an object (<c>some</c>, <c>none</c>, <c>*</c>); and the codes of sectors and bodies.
/// </summary>
internal static class UnfitSubjects
{
    private static readonly Row[] Rows = [.. TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/unfit-subjects.tsv", ["type", "mode", "object", "codes", "source"]).Rows
        .Select(row => new Row(Enum.Parse<EventType>(row[0], ignoreCase: true), row[1], row[2], TableFile.List(row[3])))];

    /// <summary>Whether a subject does not do what a frame reads.</summary>
    /// <param name="actor">The subject.</param>
    /// <param name="frame">The frame.</param>
    public static bool Has(ActorReading actor, Frame frame)
    {
        foreach (var row in Rows)
        {
            if (row.Type == frame.Type && Fits(row.Mode, frame.Mode) && (row.Object == "*" || row.Object == "some" == frame.Objects.Length > 0) && Names(row.Codes, actor))
                return true;
        }

        return false;
    }

    private static bool Fits(string asked, string? mode) => asked == "*" || (asked == "+" ? mode is not null : asked == mode);

    private static bool Names(string[] codes, ActorReading actor)
    {
        foreach (var code in codes)
        {
            if (actor.Country == code || actor.Sectors.Contains(code))
                return true;
        }

        return false;
    }

    private readonly record struct Row(EventType Type, string Mode, string Object, string[] Codes);
}
