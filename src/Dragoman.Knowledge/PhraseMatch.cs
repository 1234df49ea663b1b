namespace Dragoman.Knowledge;

/// <summary>A phrase of the tables that stands in a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Phrase">Which phrase it is: what the base that found it gives entries by.</param>
public readonly record struct PhraseMatch(int Start, int End, int Phrase);
