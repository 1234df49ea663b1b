using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>Rows of events put together as lists show them.</summary>
public static class EventRows
{
    /// <summary>Rows by date.</summary>
    /// <param name="rows">Rows that are sorted by date.</param>
    public static IEnumerable<(string? Date, IReadOnlyList<EventRow> Rows)> Days(IReadOnlyList<EventRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Runs(rows, static (one, other) => one.Date == other.Date).Select(run => (run[0].Date, run));
    }

    /// <summary>Rows next to each other that were read from the same words: "A and B expelled diplomats" is one act of two actors.</summary>
    /// <param name="rows">The rows.</param>
    public static IEnumerable<IReadOnlyList<EventRow>> SameWords(IReadOnlyList<EventRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Runs(rows, AreSame);

        static bool AreSame(EventRow one, EventRow other) =>
            (one.Document, one.Type, one.Mode, one.Trigger, one.Factuality, one.AssertedBy, one.PlaceName)
            == (other.Document, other.Type, other.Mode, other.Trigger, other.Factuality, other.AssertedBy, other.PlaceName);
    }

    private static IEnumerable<IReadOnlyList<EventRow>> Runs(IReadOnlyList<EventRow> rows, Func<EventRow, EventRow, bool> same)
    {
        var run = new List<EventRow>();
        foreach (var row in rows)
        {
            if (run.Count > 0 && !same(run[0], row))
            {
                yield return run;
                run = [];
            }

            run.Add(row);
        }

        if (run.Count > 0) yield return run;
    }
}
