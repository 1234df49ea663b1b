using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dragoman.Store;

/// <summary>
/// Counts what a query finds over columns in memory. A condition becomes a table that says of each number of a value whether it fits; a row is found where all tables say so.
/// Null where a condition is on something else: words, names, documents, stories, happenings, other data sets.
/// </summary>
internal sealed class ColumnQuery
{
    private readonly CountedColumns _columns;
    private readonly ColumnView _view;
    private readonly EventQuery _query;
    private readonly string _text;

    // Names of the outlets that a condition is on.
    private readonly Dictionary<FieldTerm, HashSet<string>> _outlets;
    private bool _areTablesMade;

    // For each value 1 where it fits; null where any does.
    private byte[]? _dates;
    private byte[]? _natures;
    private byte[]? _actors;
    private byte[]? _recipients;
    private byte[]? _countries;
    private byte[]? _publishers;

    // A party on either side.
    private readonly List<byte[]> _either = [];

    private ColumnQuery(CountedColumns columns, ColumnView view, EventQuery query, Dictionary<FieldTerm, HashSet<string>> outlets)
    {
        _columns = columns;
        _view = view;
        _query = query;
        _outlets = outlets;
        _text = query.ToString();
    }

    /// <summary>Reads a query; null where it cannot be answered from what is in memory, or nothing is yet.</summary>
    public static ColumnQuery? For(SqlSession session, CountedColumns? columns, EventQuery query)
    {
        if (columns is null || !query.Terms.All(IsKnown)) return null;
        using var snapshot = new Snapshot(session);
        if (columns.View(session) is not { } view) return null;
        var outlets = new Dictionary<FieldTerm, HashSet<string>>();
        foreach (var term in query.Terms.OfType<FieldTerm>().Where(static term => term.Field == QueryField.Source))
        {
            var names = outlets[term] = new HashSet<string>(StringComparer.Ordinal);
            if (!PairQuery.TryOutlets(session, [.. term.Values.Items.Where(static item => item.Kind != ValueKind.None)], names)) return null;
        }

        return new ColumnQuery(columns, view, query, outlets);
    }

    /// <summary>Whether a query has a condition on days, which makes counts that the store keeps slow.</summary>
    public static bool HasDays(EventQuery query) => query.Terms.Any(term => term is FieldTerm field && IsOfDays(field.Field));

    /// <summary>Number of events.</summary>
    public long Count() => Values(static sums => (long)sums.Total);

    /// <summary>Events by a value, as <see cref="FacetKind"/> sorts them.</summary>
    public IReadOnlyList<Facet> Facets(FacetKind kind, int limit)
    {
        var set = _view.Set;
        var by = Values(sums => kind switch
        {
            FacetKind.Type => Sum(sums.Natures, set.Natures, static nature => nature.Type),
            FacetKind.Factuality => Sum(sums.Natures, set.Natures, static nature => nature.Factuality),
            FacetKind.Actor => Sum(sums.Actors, set.Parties, static party => party.Code),
            FacetKind.Recipient => Sum(sums.Recipients, set.Parties, static party => party.Code),
            FacetKind.ActorCountry => Sum(sums.Actors, set.Parties, static party => Root(party.Code)),
            FacetKind.RecipientCountry => Sum(sums.Recipients, set.Parties, static party => Root(party.Code)),
            FacetKind.Country => Sum(sums.Countries, set.Countries, static country => country),
            FacetKind.Publisher => Sum(sums.Publishers, set.Publishers, static name => name),
            FacetKind.Day => Sum(sums.Dates, set.Dates, static date => IsDay(date) ? DateBounds.Format(date.Day) : null),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of facet"),
        });
        return kind == FacetKind.Day
            ? [.. by.OrderByDescending(item => item.Key, StringComparer.Ordinal).Take(limit).Select(item => new Facet(item.Key, item.Value))]
            : [.. by.OrderByDescending(item => item.Value).ThenBy(item => item.Key, StringComparer.Ordinal).Take(limit).Select(item => new Facet(item.Key, item.Value))];
    }

    /// <summary>Events by day, the newest first; those dated to a day.</summary>
    public IReadOnlyList<DayCount> Days(int limit) => _columns.Answer("days " + _text, _view, static () => new DateSums(), Walk, sums =>
    {
        var days = new Dictionary<int, DayCount>();
        var dates = _view.Set.Dates.All;
        for (var i = 1; i < sums.All.Length; i++)
        {
            ref readonly var of = ref sums.All[i];
            if (of.Total == 0 || !IsDay(dates[i]!)) continue;
            var day = DateOnly.FromDayNumber(dates[i]!.Day - 1);
            var known = days.GetValueOrDefault(day.DayNumber);
            days[day.DayNumber] = new DayCount(day, known.Quads + of.Quads, known.Goldstein + of.Sum, known.Rated + of.Rated);
        }

        return (List<DayCount>)[.. days.Values.OrderByDescending(static day => day.Day).Take(limit)];
    });

    /// <summary>Pairs of an actor and a recipient with what passed between them, the most frequent first.</summary>
    /// <param name="whole">Whether pairs are of whole codes rather than of their first three letters.</param>
    /// <param name="limit">Most pairs.</param>
    public IReadOnlyList<DyadCount> Dyads(bool whole, int limit) => _columns.Answer((whole ? "codes " : "pairs ") + _text, _view, () => new DyadSums(whole), Walk, sums => (List<DyadCount>)
    [
        .. sums.All.OrderByDescending(static pair => pair.Sums.Total).ThenBy(static pair => pair.Actor, StringComparer.Ordinal).ThenBy(static pair => pair.Recipient, StringComparer.Ordinal)
            .Take(limit)
            .Select(static pair => new DyadCount(
                pair.Actor, pair.Recipient, pair.Sums.Quads, pair.Sums.Rated == 0 ? null : pair.Sums.Sum / pair.Sums.Rated,
                pair.Sums.LastDay > 0 ? DateOnly.FromDayNumber(pair.Sums.LastDay - 1) : null)),
    ]);

    /// <summary>Keys of the places with the most events, and what took place there; of equally many the smaller key first.</summary>
    public IReadOnlyList<QuadRow> Places(int limit) => _columns.Answer("places " + _text, _view, static () => new PlaceSums(), Walk, sums => (List<QuadRow>)
    [
        .. sums.All.OrderByDescending(static place => place.Total).ThenBy(static place => place.Key).Take(limit),
    ]);

    private static bool IsOfDays(QueryField field) => field == QueryField.Since || field == QueryField.Until || field == QueryField.On;

    private static bool IsDay(EventDate date) => date is { Day: > 0, Precision: "day" };

    internal static string? Root(string? code) => code is null ? null : code[..Math.Min(3, code.Length)];

    /// <summary>Whether a condition is on what is in memory.</summary>
    private static bool IsKnown(QueryTerm term)
    {
        if (term is not FieldTerm condition) return false;
        var (field, items) = (condition.Field, condition.Values.Items);
        if (field == QueryField.Actor || field == QueryField.Recipient || field == QueryField.With) return items.All(item => item.Kind is ValueKind.Code or ValueKind.None);
        if (field == QueryField.Place) return items.All(item => item.Kind == ValueKind.Code);
        if (field == QueryField.Source) return items.All(item => item.Kind is ValueKind.Words or ValueKind.None);
        if (field == QueryField.AssertedBy) return items.All(item => item.Kind == ValueKind.None);
        return IsOfDays(field) || field == QueryField.Type || field == QueryField.Mode || field == QueryField.Factuality || field == QueryField.Quad || field == QueryField.Cameo
            || field == QueryField.Precision || field == QueryField.Goldstein;
    }

    private void MakeTables()
    {
        if (_areTablesMade) return;
        foreach (var term in _query.Terms) Take((FieldTerm)term);
        _areTablesMade = true;
    }

    private void Take(FieldTerm term)
    {
        var (set, field, items) = (_view.Set, term.Field, term.Values.Items);
        if (field == QueryField.With)
        {
            var fits = Table<EventParty>(null, set.Parties, party => items.Any(item => Fits(party, item)), isNegated: false);
            if (!term.Negated)
            {
                _either.Add(fits);
                return;
            }

            // On neither side.
            for (var i = 0; i < fits.Length; i++) fits[i] ^= 1;
            _actors = Both(_actors, fits);
            _recipients = Both(_recipients, fits);
            return;
        }

        if (field == QueryField.Actor) _actors = Table<EventParty>(_actors, set.Parties, party => items.Any(item => Fits(party, item)), term.Negated);
        else if (field == QueryField.Recipient) _recipients = Table<EventParty>(_recipients, set.Parties, party => items.Any(item => Fits(party, item)), term.Negated);
        else if (field == QueryField.Place) _countries = Table<string>(_countries, set.Countries, country => country is not null && items.Any(item => item.Text == country), term.Negated);
        else if (IsOfDays(field)) _dates = Table<EventDate>(_dates, set.Dates, date => items.Any(item => Fits(date!, field, item)), term.Negated);
        else if (field == QueryField.Precision) _dates = Table<EventDate>(_dates, set.Dates, date => items.Any(item => item.Text == date!.Precision), term.Negated);
        else if (field == QueryField.Source)
        {
            var names = _outlets[term];
            var isNone = items.Any(item => item.Kind == ValueKind.None);
            _publishers = Table<string>(_publishers, set.Publishers, name => name is null ? isNone : names.Contains(name), term.Negated);
        }
        else
        {
            _natures = Table<EventNature>(_natures, set.Natures, nature => items.Any(item => Fits(nature!, term, item)), term.Negated);
        }
    }

    private static bool Fits(EventParty? party, QueryValue value)
    {
        if (value.Kind == ValueKind.None) return party is null;
        if (party is null) return false;
        return value.Text.Length == 3 && Vocabulary.Sectors.Contains(value.Text)
            ? party.Sectors.Contains(value.Text, StringComparer.Ordinal)
            : party.Code is { } code && code.StartsWith(value.Text, StringComparison.Ordinal);
    }

    private static bool Fits(EventDate date, QueryField field, QueryValue value)
    {
        if (value.Kind == ValueKind.None) return date.Day == 0;
        if (!DateBounds.TryParse(value.Text, out var bounds)) throw new InvalidOperationException($"the parser let the date {value.Text} through");
        if (date.Day < (field == QueryField.Until ? 1 : bounds.First)) return false;
        return field == QueryField.Since || (date.Day <= bounds.Last && date.LastDay <= bounds.Last);
    }

    private static bool Fits(EventNature nature, FieldTerm term, QueryValue value)
    {
        var field = term.Field;
        var isNone = value.Kind == ValueKind.None;
        if (field == QueryField.Type) return nature.Type == value.Text;
        if (field == QueryField.Mode) return isNone ? nature.Mode is null : nature.Mode == value.Text;
        if (field == QueryField.Factuality) return nature.Factuality == value.Text;
        if (field == QueryField.AssertedBy) return !nature.IsAsserted;
        if (field == QueryField.Cameo) return isNone ? nature.Cameo is null : nature.Cameo?.StartsWith(value.Text, StringComparison.Ordinal) == true;
        var number = isNone ? 0 : double.Parse(value.Text, CultureInfo.InvariantCulture);
        if (field == QueryField.Quad) return nature.Quad == number;
        if (isNone) return nature.Goldstein is null;
        return nature.Goldstein is { } goldstein && term.Operator switch
        {
            QueryOperator.AtLeast => goldstein >= number,
            QueryOperator.AtMost => goldstein <= number,
            QueryOperator.Above => goldstein > number,
            QueryOperator.Below => goldstein < number,
            _ => goldstein == number,
        };
    }

    private static byte[] Table<T>(byte[]? known, ColumnValues<T> values, Func<T?, bool> fits, bool isNegated)
        where T : class
    {
        var all = values.All;
        var table = new byte[all.Length];
        for (var i = 0; i < table.Length; i++)
        {
            // Dates and what events are have no "none".
            if (i == 0 && typeof(T) != typeof(EventParty) && typeof(T) != typeof(string)) continue;
            table[i] = (byte)(fits(all[i]) != isNegated ? 1 : 0);
        }

        return Both(known, table);
    }

    private static byte[] Both(byte[]? known, byte[] table)
    {
        if (known is null) return table;
        var both = new byte[Math.Min(known.Length, table.Length)];
        for (var i = 0; i < both.Length; i++) both[i] = (byte)(known[i] & table[i]);
        return both;
    }

    private T Values<T>(Func<ValueSums, T> read) => _columns.Answer("values " + _text, _view, static () => new ValueSums(), Walk, read);

    /// <summary>Adds the rows that the query finds from a row on, chunk by chunk.</summary>
    private void Walk(ColumnSums sums, int from)
    {
        MakeTables();
        var chunks = _view.Set.Chunks;
        var size = _view.Set.ChunkRows;
        var rows = new ushort[size];
        for (var first = from / size * size; first < _view.Rows; first += size)
        {
            var chunk = chunks[first / size];
            var begin = Math.Max(0, from - first);
            var count = Math.Min(size, _view.Rows - first);
            var isFirst = begin == 0;
            if (!isFirst)
            {
                for (var i = begin; i < count; i++) rows[i - begin] = (ushort)i;
                count -= begin;
            }

            Keep(chunk.Dates, _dates, rows, ref count, ref isFirst);
            Keep(chunk.Natures, _natures, rows, ref count, ref isFirst);
            Keep(chunk.Actors, _actors, rows, ref count, ref isFirst);
            Keep(chunk.Recipients, _recipients, rows, ref count, ref isFirst);
            Keep(chunk.Countries, _countries, rows, ref count, ref isFirst);
            Keep(chunk.Publishers, _publishers, rows, ref count, ref isFirst);
            if (isFirst)
            {
                for (var i = 0; i < count; i++) rows[i] = (ushort)i;
            }

            foreach (var either in _either)
            {
                var kept = 0;
                for (var i = 0; i < count; i++)
                {
                    var row = rows[i];
                    rows[kept] = row;
                    kept += either[chunk.Actors[row]] | either[chunk.Recipients[row]];
                }

                count = kept;
            }

            if (_view.Earlier is { } earlier) LeaveOut(earlier.Rows, first, size, rows, ref count);
            if (count > 0) sums.Add(chunk, rows.AsSpan(0, count));
        }
    }

    /// <summary>Keeps the rows whose value fits.</summary>
    private static void Keep(ushort[] column, byte[]? table, ushort[] rows, ref int count, ref bool isFirst)
    {
        if (table is null) return;
        // No bounds are looked at: a row's number is below the chunk's size, and a table is as long as the list of values was when the rows were there.
        var kept = 0;
        ref var fits = ref MemoryMarshal.GetArrayDataReference(table);
        ref var values = ref MemoryMarshal.GetArrayDataReference(column);
        ref var found = ref MemoryMarshal.GetArrayDataReference(rows);
        if (isFirst)
        {
            for (var i = 0; i < count; i++)
            {
                Unsafe.Add(ref found, kept) = (ushort)i;
                kept += Unsafe.Add(ref fits, Unsafe.Add(ref values, i));
            }
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                var row = Unsafe.Add(ref found, i);
                Unsafe.Add(ref found, kept) = row;
                kept += Unsafe.Add(ref fits, Unsafe.Add(ref values, row));
            }
        }

        isFirst = false;
        count = kept;
    }

    private static void LeaveOut(int[] earlier, int first, int size, ushort[] rows, ref int count)
    {
        var at = Array.BinarySearch(earlier, first);
        if (at < 0) at = ~at;
        if (at == earlier.Length || earlier[at] >= first + size) return;
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var row = first + rows[i];
            while (at < earlier.Length && earlier[at] < row) at++;
            if (at < earlier.Length && earlier[at] == row) continue;
            rows[kept++] = rows[i];
        }

        count = kept;
    }

    private static Dictionary<string, long> Sum<T>(int[] counts, ColumnValues<T> values, Func<T, string?> name)
        where T : class
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        var all = values.All;
        for (var i = 1; i < counts.Length; i++)
        {
            if (counts[i] == 0 || name(all[i]!) is not { } text) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(sums, text, out _) += counts[i];
        }

        return sums;
    }
}
