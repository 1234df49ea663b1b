using Dragoman.Records;

namespace Dragoman.Stories.Happenings;

/// <summary>How far a happening is borne out: who stands behind its reports, who denies it, and what that makes it on the Admiralty scale.</summary>
public static class HappeningStandings
{
    private const char Unreliable = 'E';
    private const char Unknown = 'F';

    /// <summary>Weighs a happening.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="component">Number of the set of reports that it was found in.</param>
    /// <param name="reports">Its reports in order of publication, at least one.</param>
    public static HappeningState Of(string id, long component, IReadOnlyList<PreparedReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);

        // What no version tells any more counts for nothing, unless that is all there is.
        var current = reports.Where(report => !report.Report.IsSuperseded).ToList();
        var isRetracted = current.Count == 0;
        if (isRetracted) current = [.. reports];
        var asserting = current.Where(report => PositionOf(report) == ReportPosition.Asserts).ToList();
        var denied = current.Exists(report => PositionOf(report) == ReportPosition.Denies || report.Report.DeniedBy is not null);
        var expecting = current.Where(report => PositionOf(report) == ReportPosition.Expects).ToList();
        var backing = asserting.Count > 0 ? asserting : expecting;
        var origins = backing.Where(report => report.Report.Reliability != Unreliable).Select(report => report.Report.Origin).Distinct(StringComparer.Ordinal).Count();
        var isReversed = IsReversed(current);
        var standing = isRetracted ? Standing.Retracted
            : isReversed || (denied && backing.Count > 0) ? Standing.Disputed
            : origins >= 2 ? Standing.Corroborated
            : Standing.Alone;
        return new HappeningState
        {
            Id = id,
            Component = component,
            Best = Best(current),
            Reports = [.. reports.Select(report => (report.Report, PositionOf(report)))],
            Publishers = current.Where(report => !report.Report.IsReprint || current.TrueForAll(other => other.Report.IsReprint)).Select(report => report.Report.Publisher ?? report.Report.Origin).Distinct(StringComparer.Ordinal).Count(),
            Independent = origins,
            Standing = standing,
            Credibility = Credibility(standing, origins, asserting, current, denied),
            Reliability = backing.Count == 0 ? Unknown : backing.Min(report => report.Report.Reliability),
            NumbersDiffer = NumbersDiffer(current),
        };
    }

    /// <summary>What a report says of its happening.</summary>
    public static ReportPosition PositionOf(PreparedReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Report.Factuality switch
        {
            Factuality.Denied => ReportPosition.Denies,
            Factuality.Happened or Factuality.Ongoing => ReportPosition.Asserts,
            _ => ReportPosition.Expects,
        };
    }

    /// <summary>
    /// Credibility of the information, from the reports alone and not from the worth of who made them: 1 confirmed by three origins, 2 by two; 3 told by one in its own
    /// voice; 4 told by one on somebody's word, or disputed with more for it than against; 5 disputed with as much against it, or retracted; 6 nothing is said to have happened.
    /// </summary>
    private static int Credibility(Standing standing, int origins, List<PreparedReport> asserting, List<PreparedReport> current, bool denied)
    {
        if (standing == Standing.Retracted) return 5;
        if (asserting.Count == 0) return denied ? 5 : 6;
        if (standing == Standing.Disputed)
        {
            var against = current.Where(report => PositionOf(report) == ReportPosition.Denies || report.Report.DeniedBy is not null)
                .Select(report => report.Report.Origin).Distinct(StringComparer.Ordinal).Count();
            return origins > against ? 4 : 5;
        }

        if (origins >= 2) return origins >= 3 ? 1 : 2;
        return asserting.Exists(report => report.Report.Speaker is null) ? 3 : 4;
    }

    // The report that says most: dated to the day, both sides known, a place; then the surest, then the first.
    private static EventReport Best(List<PreparedReport> reports) => reports
        .Select(report => report.Report)
        .OrderByDescending(report => (report.Factuality == Factuality.Denied ? 0 : 8) + (report.Day > 0 && report.Day == report.LastDay ? 4 : 0)
            + (report.ActorCode is null ? 0 : 2) + (report.RecipientCode is null ? 0 : 1) + (report.Place is null ? 0 : 1))
        .ThenByDescending(report => report.Confidence)
        .First();

    private static bool NumbersDiffer(List<PreparedReport> reports)
    {
        var counted = reports.Where(report => report.Report.Magnitude is not null).Take(64).ToList();
        for (var i = 0; i < counted.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Numbers.Differ(counted[j], counted[i])) return true;
            }
        }

        return false;
    }

    // Each side says that the other did it.
    private static bool IsReversed(List<PreparedReport> reports)
    {
        for (var i = 1; i < Math.Min(reports.Count, 24); i++)
        {
            if (reports[i].Report.Document == reports[0].Report.Document) continue;
            ReportMatcher.Score(reports[0], reports[i], out var isReversed, out var isOpposite);
            if (isReversed || isOpposite) return true;
        }

        return false;
    }
}
