using Dragoman.Records;

namespace Dragoman.Knowledge;

/// <summary>Names of the sixteen types, as they stand in tables and JSON.</summary>
public static class EventTypes
{
    /// <summary>The type of a name in capitals.</summary>
    /// <param name="name">Such as <c>ACCUSE</c>.</param>
    /// <exception cref="InvalidDataException">There is no such type.</exception>
    public static EventType Parse(string name) => TryParse(name, out var type)
        ? type
        : throw new InvalidDataException($"'{name}' is none of the sixteen types");

    /// <summary>The type of a name in capitals.</summary>
    /// <param name="name">Such as <c>ACCUSE</c>.</param>
    /// <param name="type">The type.</param>
    /// <returns>False when there is no such type.</returns>
    public static bool TryParse(string name, out EventType type)
    {
        for (var value = EventType.Agree; value <= EventType.Assault; value++)
        {
            if (Name(value) == name)
            {
                type = value;
                return true;
            }
        }

        type = default;
        return false;
    }

    /// <summary>The name of a type in capitals.</summary>
    /// <param name="type">The type.</param>
    public static string Name(EventType type) => type switch
    {
        EventType.Agree => "AGREE",
        EventType.Consult => "CONSULT",
        EventType.Support => "SUPPORT",
        EventType.Concede => "CONCEDE",
        EventType.Cooperate => "COOPERATE",
        EventType.Aid => "AID",
        EventType.Retreat => "RETREAT",
        EventType.Request => "REQUEST",
        EventType.Accuse => "ACCUSE",
        EventType.Reject => "REJECT",
        EventType.Threaten => "THREATEN",
        EventType.Protest => "PROTEST",
        EventType.Sanction => "SANCTION",
        EventType.Mobilize => "MOBILIZE",
        EventType.Coerce => "COERCE",
        EventType.Assault => "ASSAULT",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not one of the sixteen types"),
    };
}
