using Dragoman.Knowledge.Places;
using Dragoman.Records;

namespace Dragoman.Coding.Places;

/// <summary>Words of a text that name a place.</summary>
internal sealed class Toponym
{
    /// <summary>Offset of the first UTF-16 code unit.</summary>
    public required int Start { get; init; }

    /// <summary>Offset behind the last UTF-16 code unit.</summary>
    public required int End { get; init; }

    /// <summary>Index of the first token in the document; −1 outside sentences.</summary>
    public required int FirstToken { get; init; }

    /// <summary>Index behind the last token.</summary>
    public required int EndToken { get; init; }

    /// <summary>Index of the sentence; −1 outside sentences.</summary>
    public required int Sentence { get; init; }

    /// <summary>The name in the gazetteer; null where it has none.</summary>
    public PlaceMatch? Match { get; init; }

    /// <summary>Number of its group in the resolver; −1 for none.</summary>
    public int Group { get; set; } = -1;

    /// <summary>Whether a preposition of place stands in front.</summary>
    public bool IsLocative { get; set; }

    /// <summary>Whether the words in front say where something is, goes to or comes from, or what it is about; less than <see cref="IsLocative"/>.</summary>
    public bool IsThere { get; set; }

    /// <summary>Whether it stands in the dateline.</summary>
    public bool IsDateline { get; init; }

    /// <summary>Whether it is a nationality word, which points to a country and names no place: "Turkish".</summary>
    public bool IsNationality { get; init; }

    /// <summary>The place; null where it could not be found.</summary>
    public Place? Place { get; set; }
}
