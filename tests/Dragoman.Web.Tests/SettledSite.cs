using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Web.Tests;

/// <summary>A site whose reports were brought together: one story of two documents, one happening with two reports, every other event for itself.</summary>
public sealed class SettledSite : IAsyncLifetime
{
    /// <summary>Id of the story.</summary>
    public const string Story = "storyaaaaaaaaaaaaaaaaaaaaa";

    /// <summary>Id of the happening that two outlets report.</summary>
    public const string Happening = "happeningaaaaaaaaaaaaaaaaa";

    private readonly Site _site = new();

    public Uri Address => _site.Address;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        Settle(_site.Store);
    }

    /// <summary>Brings reports together by hand; the deciding is not the subject here.</summary>
    internal static void Settle(EventStore store) => store.Settle(
        100, new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
        settlement =>
        {
            var (first, second) = (News.All[0].Id, News.All[1].Id);
            settlement.Keep(new StoryState { Id = Story, Title = News.All[0].Article.Title, Documents = 2, FirstAt = Seconds(2018, 3, 26), LastAt = Seconds(2019, 3, 30) });
            settlement.Assign(first, Story);
            settlement.Assign(second, Story);
            var reports = settlement.Reports();
            var both = new[] { reports.First(report => report.Document == first), reports.First(report => report.Document == second) };
            Keep(settlement, Happening, Standing.Corroborated, both);
            foreach (var report in reports.Except(both)) Keep(settlement, $"{report.Document[..22]}{report.Event}".PadRight(26, 'b'), Standing.Alone, report);
        },
        CancellationToken.None);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static long Seconds(int year, int month, int day) => new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerSecond;

    private static void Keep(Settlement settlement, string id, Standing standing, params EventReport[] reports) => settlement.Keep(new HappeningState
    {
        Id = id,
        Component = reports[0].Key,
        Best = reports[0],
        Reports = [.. reports.Select(report => (report, ReportPosition.Asserts))],
        Publishers = reports.Length,
        Independent = reports.Length,
        Standing = standing,
        Credibility = 3,
        Reliability = 'F',
        NumbersDiffer = false,
    });
}
