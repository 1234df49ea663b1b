using Dragoman.Records;

namespace Dragoman.Coding.Actors;

/// <summary>Words that name somebody, and who that is.</summary>
internal sealed class ActorReading
{
    /// <summary>Index of the first word.</summary>
    public required int First { get; init; }

    /// <summary>Index behind the last word.</summary>
    public required int End { get; init; }

    /// <summary>Country or international code; null when unknown.</summary>
    public string? Country { get; set; }

    /// <summary>Sectors, primary first.</summary>
    public List<string> Sectors { get; set; } = [];

    /// <summary>Name of the person, body or state.</summary>
    public string? Name { get; set; }

    /// <summary>Words of the office or function.</summary>
    public string? Role { get; set; }

    public bool Contested { get; set; }

    public MentionKind Kind { get; set; } = MentionKind.Other;

    /// <summary>The words name a place that stands for a government.</summary>
    public bool Metonym { get; set; }

    /// <summary>An outlet: it reports, and acts only in its own affairs.</summary>
    public bool Media { get; set; }

    /// <summary>Only capital letters speak for it: nothing is known.</summary>
    public bool Unknown { get; set; }

    /// <summary>The code, <c>USAGOV</c>; null when nothing is known.</summary>
    public string? Code => Country is null && Sectors.Count == 0 ? null : Country + string.Concat(Sectors);
}
