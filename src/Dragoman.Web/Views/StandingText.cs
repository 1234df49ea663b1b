using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>Standings, positions and grades for people.</summary>
public static class StandingText
{
    /// <summary>A standing in a word, as in queries.</summary>
    /// <param name="standing">The standing.</param>
    public static string Word(Standing standing) => standing switch
    {
        Standing.Corroborated => "corroborated",
        Standing.Disputed => "disputed",
        Standing.Retracted => "retracted",
        _ => "single",
    };

    /// <summary>What a standing means.</summary>
    /// <param name="standing">The standing.</param>
    public static string Meaning(Standing standing) => standing switch
    {
        Standing.Corroborated => "Two or more independent origins report it, and nobody denies it",
        Standing.Disputed => "Somebody reports it and somebody denies it, or two sides each name the other",
        Standing.Retracted => "Every document that reported it has been replaced by a version that does not",
        _ => "One origin reports it",
    };

    /// <summary>What a report says of a happening.</summary>
    /// <param name="position">The position.</param>
    public static string Word(ReportPosition position) => position switch
    {
        ReportPosition.Denies => "denies it",
        ReportPosition.Expects => "expects it",
        _ => "reports it",
    };

    /// <summary>Credibility of information on the Admiralty scale.</summary>
    /// <param name="credibility">1 to 6.</param>
    public static string Credibility(int credibility) => credibility switch
    {
        1 => "1, confirmed",
        2 => "2, probably true",
        3 => "3, possibly true",
        4 => "4, doubtful",
        5 => "5, improbable",
        _ => "6, cannot be judged",
    };

    /// <summary>Worth of a source on the Admiralty scale.</summary>
    /// <param name="grade">A to F.</param>
    public static string Reliability(char grade) => grade switch
    {
        'A' => "A, reliable",
        'B' => "B, usually reliable",
        'C' => "C, fairly reliable",
        'D' => "D, not usually reliable",
        'E' => "E, unreliable",
        _ => "F, cannot be judged",
    };

    /// <summary>How far something is borne out, as the last sentence of a citation: <c>Corroborated: 4 reports, 3 outlets, 2 independent origins.</c></summary>
    /// <param name="row">The happening.</param>
    public static string Sentence(HappeningRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var word = Word(row.Standing);
        return $"{char.ToUpperInvariant(word[0])}{word[1..]}: {Counts(row)}.";
    }

    /// <summary>How many say so, in a sentence.</summary>
    /// <param name="row">The happening.</param>
    public static string Counts(HappeningRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var words = new List<string>
        {
            $"{DateText.Count(row.Reports)} {(row.Reports == 1 ? "report" : "reports")}",
            $"{DateText.Count(row.Publishers)} {(row.Publishers == 1 ? "outlet" : "outlets")}",
            $"{DateText.Count(row.Independent)} independent {(row.Independent == 1 ? "origin" : "origins")}",
        };
        if (row.Denials > 0) words.Add($"{DateText.Count(row.Denials)} {(row.Denials == 1 ? "denial" : "denials")}");
        return string.Join(", ", words);
    }
}
