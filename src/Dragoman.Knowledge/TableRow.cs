namespace Dragoman.Knowledge;

/// <summary>Where a fact stands.</summary>
/// <param name="File">The table: <c>data/knowledge/offices.tsv</c> for one built in, the path of the file for one of the user's own.</param>
/// <param name="Line">Line of the row, from 1.</param>
/// <param name="Source">What the row names as its source.</param>
public sealed record TableRow(string File, int Line, string Source);
