namespace Dragoman.Knowledge.Places;

/// <summary>
/// Chooses, for the names of places in one document, which places they mean: by how many people live there, by the countries and places that the
/// document names otherwise, by a name behind a comma ("Springfield, Illinois"), by what lies near. One name means one place throughout a
/// document. Takes time in proportion to the names.
/// </summary>
public sealed class PlaceResolver
{
    private const int Rounds = 3;
    private const int MostCandidates = 60;
    private const int CellSize = 20000;

    /// <summary>Below this sum of evidence a name stays without a place.</summary>
    private const double Least = 4.05;

    /// <summary>A place of the user's own counts at least as a town that news knows.</summary>
    private const double OwnLeast = 5.5;

    private readonly Gazetteer _gazetteer;
    private readonly Dictionary<PlaceMatch, Group> _groups = [];
    private readonly List<Group> _order = [];
    private readonly Dictionary<PlaceMatch, List<Group>> _inside = [];
    private readonly Dictionary<string, double> _countries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _stated = new(StringComparer.Ordinal);
    private readonly Dictionary<int, double> _divisions = [];
    private readonly Dictionary<(int, int), double> _cells = [];
    private readonly List<(int Place, PlaceNameKind Kind)> _buffer = [];

    /// <summary>Starts on a document.</summary>
    /// <param name="gazetteer">The places there are.</param>
    public PlaceResolver(Gazetteer gazetteer)
    {
        ArgumentNullException.ThrowIfNull(gazetteer);
        _gazetteer = gazetteer;
    }

    /// <summary>Notes that the document speaks of a country other than by a place: "Kenyan police".</summary>
    /// <param name="country">ISO 3166-1 alpha-3 code.</param>
    /// <param name="weight">1 for a mention.</param>
    public void AddCountry(string country, double weight = 1) =>
        _stated[country] = _stated.GetValueOrDefault(country) + weight;

    /// <summary>Adds a name that stands for a place.</summary>
    /// <param name="match">The name.</param>
    /// <param name="weight">1 for a mention; more for one that says where the report comes from.</param>
    /// <param name="within">The name that stands behind it and says in what it lies, "Illinois" of "Springfield, Illinois"; null for none.</param>
    /// <returns>The number of its group: equal for equal names.</returns>
    public int Add(PlaceMatch match, double weight = 1, PlaceMatch? within = null)
    {
        var key = match with { Start = 0, End = 0 };
        if (!_groups.TryGetValue(key, out var group))
        {
            if (!_inside.TryGetValue(key, out var inside))
                _inside.Add(key, inside = []);
            group = new Group(_order.Count, inside);
            _buffer.Clear();
            _gazetteer.Candidates(match, _buffer);
            foreach (var (place, kind) in _buffer)
            {
                // Beyond the first ones only places of a country that the document names can win; there are never many of them.
                if (_gazetteer.Record(place).Kind == PlaceKind.Country && group.Country.Length == 0)
                    group.Country = _gazetteer.CountryOf(place);
                if (group.Candidates.Count < MostCandidates * 4)
                    group.Candidates.Add(new Candidate(place, kind, _gazetteer.CountryOf(place), Prior(place, kind)));
            }

            _groups.Add(key, group);
            _order.Add(group);
        }

        group.Weight += weight;
        if (within is { } container)
        {
            var outer = container with { Start = 0, End = 0 };
            if (!_inside.TryGetValue(outer, out var inside))
                _inside.Add(outer, inside = []);
            inside.Add(group);
            _buffer.Clear();
            _gazetteer.Candidates(container, _buffer);
            foreach (var (place, kind) in _buffer)
            {
                // "Ohio, Pennsylvania and Texas" are three states, no chain.
                var record = _gazetteer.Record(place);
                if (kind == PlaceNameKind.Short || (!group.HasKind(_gazetteer, record.Kind) && MayContain(record)))
                    group.Containers.Add(place);
            }
        }

        return group.Number;
    }

    /// <summary>Notes what kind of place the text says that a name is: "Washington state".</summary>
    /// <param name="group">What <see cref="Add"/> gave.</param>
    /// <param name="kind">The kind.</param>
    public void AddKind(int group, PlaceKind kind) => _order[group].Kinds.Add(kind);

    /// <summary>Notes that two names stand in one list: "Oregon, Washington and Idaho" are three of a kind.</summary>
    /// <param name="one">What <see cref="Add"/> gave.</param>
    /// <param name="other">What <see cref="Add"/> gave for the next one.</param>
    public void AddList(int one, int other)
    {
        if (one == other)
            return;
        _order[one].Neighbours.Add(other);
        _order[other].Neighbours.Add(one);
    }

    /// <summary>Weighs all names against each other.</summary>
    public void Resolve()
    {
        foreach (var group in _order)
            Choose(group, first: true);
        for (var round = 0; round < Rounds; round++)
        {
            Collect();
            foreach (var group in _order)
                Choose(group, first: false);
        }
    }

    /// <summary>The place of a group; null where nothing speaks for any.</summary>
    /// <param name="group">What <see cref="Add"/> gave.</param>
    public Records.Place? PlaceOf(int group) => _order[group] is { Best: { } best } chosen && best.Score >= Least
        ? _gazetteer.Describe(best.Place, Sureness(chosen), best.Reason) : null;

    /// <summary>How much speaks for the best place of a group, below 4 hardly anything; 0 where there is none.</summary>
    /// <param name="group">What <see cref="Add"/> gave.</param>
    public double EvidenceOf(int group) => _order[group].Best?.Score ?? 0;

    /// <summary>The weight of the name on its own, without the document: how well known the best known place of it is.</summary>
    /// <param name="group">What <see cref="Add"/> gave.</param>
    public double RenownOf(int group)
    {
        var most = 0.0;
        foreach (var candidate in _order[group].Candidates)
            most = Math.Max(most, candidate.Prior);
        return most;
    }

    /// <summary>Every place that a group may mean, the likeliest first, with what speaks for it.</summary>
    /// <param name="group">What <see cref="Add"/> gave.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<(Records.Place Place, double Evidence)> RankingOf(int group, int most)
    {
        var chosen = _order[group];
        return [.. chosen.Candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Place).Take(most)
            .Select(candidate => (_gazetteer.Describe(candidate.Place, candidate == chosen.Best ? Sureness(chosen) : Share(chosen, candidate), candidate.Reason), candidate.Score))];
    }

    private static double Sureness(Group group)
    {
        var best = group.Best!;
        return Share(group, best) * Math.Clamp((best.Score - 2.5) / 3.5, 0.1, 1);
    }

    private static double Share(Group group, Candidate one)
    {
        var sum = 0.0;
        foreach (var candidate in group.Candidates)
            sum += Math.Exp(2 * (candidate.Score - one.Score));
        return sum == 0 ? 0 : 1 / sum;
    }

    /// <summary>What is known of a place before the document is read, about the tenth logarithm of its people.</summary>
    private double Prior(int place, PlaceNameKind kind)
    {
        var record = _gazetteer.Record(place);
        var people = Math.Log10(Math.Max(record.Weight, 0) + 100.0);
        var prior = record.Kind switch
        {
            PlaceKind.Country => 7 + (people * 0.3),
            PlaceKind.Continent => 9,
            // Divisions of our own tables are there because news names them.
            PlaceKind.Division => Math.Max(people, 4.6) + (record.Geonames > 0 ? 0.4 : -0.35),
            PlaceKind.District => Math.Max(people - 0.8, 3.6),
            PlaceKind.Capital => Math.Max(people, 4) + 1,
            PlaceKind.Seat => people + 0.25,
            PlaceKind.Quarter => people - 0.7,
            PlaceKind.City => people,
            PlaceKind.Region => Math.Max(people, 5.2) - 0.2,
            PlaceKind.Sea or PlaceKind.Strait or PlaceKind.Canal => Math.Max(people, 5.5),
            PlaceKind.River or PlaceKind.Lake or PlaceKind.Mountain or PlaceKind.Peninsula => Math.Max(people, 5.2),
            PlaceKind.Island => Math.Max(people, 4.8),
            _ => 5,
        };
        prior -= kind switch
        {
            PlaceNameKind.Variant => record.Kind is PlaceKind.Country or PlaceKind.Continent or PlaceKind.Region or PlaceKind.Sea or PlaceKind.Division ? 0.1 : 0.6,
            PlaceNameKind.Short => 2,
            _ => 0,
        };
        return _gazetteer.IsOwn(place) ? Math.Max(prior + 1, OwnLeast) : prior;
    }

    /// <summary>Gathers what the places chosen so far say of each other.</summary>
    private void Collect()
    {
        _countries.Clear();
        _divisions.Clear();
        _cells.Clear();
        foreach (var (country, weight) in _stated)
            _countries[country] = weight;
        foreach (var group in _order)
        {
            group.Contribution = 0;
            if (group.Best is not { } best || best.Score < Least)
                continue;
            var weight = group.Weight * Share(group, best);
            group.Contribution = weight;
            if (best.Country.Length > 0)
                _countries[best.Country] = _countries.GetValueOrDefault(best.Country) + weight;
            var record = _gazetteer.Record(best.Place);
            if (record.Kind is PlaceKind.Country or PlaceKind.Continent)
                continue;
            if (DivisionOf(best.Place) is var division && division >= 0)
                _divisions[division] = _divisions.GetValueOrDefault(division) + weight;
            if (record.Kind is not (PlaceKind.Region or PlaceKind.Sea))
            {
                var cell = (record.Lat / CellSize, record.Lon / CellSize);
                _cells[cell] = _cells.GetValueOrDefault(cell) + weight;
            }
        }
    }

    private int DivisionOf(int place)
    {
        var division = _gazetteer.Admin1Of(place);
        return division >= 0 ? division : _gazetteer.Record(place).Kind == PlaceKind.Division ? place : -1;
    }

    private void Choose(Group group, bool first)
    {
        var before = group.Best;
        Candidate? best = null;
        foreach (var candidate in group.Candidates)
        {
            Weigh(group, candidate, first ? null : before);
            if (best is null || candidate.Score > best.Score)
                best = candidate;
        }

        group.Best = best;
    }

    private void Weigh(Group group, Candidate candidate, Candidate? before)
    {
        candidate.Score = candidate.Prior;
        candidate.Reason = candidate.NameKind == PlaceNameKind.Main ? "its name, and its size" : "another name of it, and its size";
        if (group.Containers.Count > 0 && Within(candidate.Place, group.Containers) is { } container)
        {
            candidate.Score += 4.5;
            candidate.Reason = $"lies in {container}, named beside it";
        }

        if (group.Kinds.Count > 0 && IsOfKind(group.Kinds, _gazetteer.Record(candidate.Place).Kind))
        {
            candidate.Score += 2.2;
            candidate.Reason = "of the kind that the text names";
        }

        var most = 0.0;
        if (candidate.Country.Length > 0)
        {
            var own = before is not null && before.Country == candidate.Country ? group.Contribution : 0;
            var evidence = Math.Max(0, (before is null ? _stated : _countries).GetValueOrDefault(candidate.Country) - own);
            var bonus = 2.2 * evidence / (evidence + 1.5);
            candidate.Score += bonus;
            if (bonus > 0.5)
                (most, candidate.Reason) = group.Containers.Count > 0 && candidate.Reason[0] == 'l' ? (bonus, candidate.Reason) : (bonus, $"the text speaks of {candidate.Country}");
        }

        if (before is null)
            return;
        var record = _gazetteer.Record(candidate.Place);
        foreach (var neighbour in group.Neighbours)
        {
            if (_order[neighbour].Best is { } beside && Sort(_gazetteer.Record(beside.Place).Kind) == Sort(record.Kind))
            {
                // Lists of divisions are lists of nothing else.
                candidate.Score += record.Kind == PlaceKind.Division ? 2 : 0.7;
                break;
            }
        }

        // "Buffalo, New York" and "Tbilisi, Georgia": what something lies in is the one in which it lies.
        var holds = 0;
        foreach (var inside in group.Inside)
            holds += inside.Best is { } within && inside != group && Holds(candidate.Place, record.Kind, within.Place) ? 1 : 0;
        if (holds > 0)
            candidate.Score += 3 * Math.Min(1, holds / Math.Max(1, group.Weight));

        // "Mexico" is the country, however much the text speaks of its capital, which bears that name too.
        if (record.Kind is PlaceKind.Country or PlaceKind.Continent || group.Country == candidate.Country)
            return;
        var self = group.Contribution;
        if (DivisionOf(candidate.Place) is var division && division >= 0)
        {
            var own = DivisionOf(before.Place) == division ? self : 0;
            var evidence = Math.Max(0, _divisions.GetValueOrDefault(division) - own);
            var bonus = 1.6 * evidence / (evidence + 1);
            candidate.Score += bonus;
            if (bonus > 0.5 && candidate.Reason[0] != 'l')
                (most, candidate.Reason) = (bonus, $"the text speaks of {_gazetteer.NameOf(division)}");
        }

        if (record.Kind is PlaceKind.Region or PlaceKind.Sea)
            return;
        double near = 0;
        int row = record.Lat / CellSize, column = record.Lon / CellSize;
        for (var i = row - 1; i <= row + 1; i++)
        {
            for (var k = column - 1; k <= column + 1; k++)
                near += _cells.GetValueOrDefault((i, k));
        }

        if (_gazetteer.Record(before.Place) is var old && Math.Abs((old.Lat / CellSize) - row) <= 1 && Math.Abs((old.Lon / CellSize) - column) <= 1
            && old.Kind is not (PlaceKind.Country or PlaceKind.Continent or PlaceKind.Region or PlaceKind.Sea))
            near = Math.Max(0, near - self);
        var nearness = 1.3 * near / (near + 1);
        candidate.Score += nearness;
        if (nearness > 0.6 && most < nearness && candidate.Reason[0] != 'l')
            candidate.Reason = "lies near other places of the text";
    }

    /// <summary>The kind, towns of every rank being one.</summary>
    private static PlaceKind Sort(PlaceKind kind) => kind is PlaceKind.Capital or PlaceKind.Seat or PlaceKind.Quarter ? PlaceKind.City : kind;

    private bool Holds(int place, PlaceKind kind, int inner) => inner != place
        && (kind == PlaceKind.Division ? _gazetteer.Admin1Of(inner) == place : kind == PlaceKind.Country && _gazetteer.CountryOf(inner) == _gazetteer.CountryOf(place));

    private static bool IsOfKind(HashSet<PlaceKind> kinds, PlaceKind kind) => kinds.Contains(kind)
        || (kind is PlaceKind.Capital or PlaceKind.Seat or PlaceKind.Quarter && kinds.Contains(PlaceKind.City))
        || (kind == PlaceKind.Region && kinds.Contains(PlaceKind.Division));

    /// <summary>Whether something may be said to lie in such a place: a village called Virginia is not what stands behind a comma.</summary>
    private static bool MayContain(PlaceRecord record) => record.Kind switch
    {
        PlaceKind.Capital or PlaceKind.Seat or PlaceKind.City => record.Weight >= 100_000,
        PlaceKind.Quarter or PlaceKind.Base or PlaceKind.Airport or PlaceKind.Site or PlaceKind.Camp => false,
        _ => true,
    };

    /// <summary>Name of the container that a place lies in; null for none.</summary>
    private string? Within(int place, HashSet<int> containers)
    {
        var country = _gazetteer.CountryOf(place);
        var admin1 = _gazetteer.Admin1Of(place);
        var admin2 = _gazetteer.Admin2Of(place);
        foreach (var container in containers)
        {
            if (container == place)
                continue;
            if (container == admin1 || container == admin2)
                return _gazetteer.NameOf(container);
            var record = _gazetteer.Record(container);
            if (record.Kind == PlaceKind.Country && country.Length > 0 && _gazetteer.CountryOf(container) == country)
                return _gazetteer.NameOf(container);

            // A division, region or island of our own tables knows not its cities: near its point is within it.
            if (record.Kind is PlaceKind.Division or PlaceKind.Region or PlaceKind.Island or PlaceKind.District && (admin1 < 0 || admin1 != container)
                && _gazetteer.CountryOf(container) == country && IsNear(_gazetteer.Record(place), record, record.Kind == PlaceKind.District ? 8000 : 25000))
                return _gazetteer.NameOf(container);
            if (record.Kind is PlaceKind.Capital or PlaceKind.City or PlaceKind.Seat && IsNear(_gazetteer.Record(place), record, 4000))
                return _gazetteer.NameOf(container);
        }

        return null;
    }

    private static bool IsNear(PlaceRecord one, PlaceRecord other, int limit) =>
        Math.Abs(one.Lat - other.Lat) <= limit && Math.Abs(one.Lon - other.Lon) <= limit;

    private sealed class Candidate(int place, PlaceNameKind kind, string country, double prior)
    {
        public int Place => place;

        public PlaceNameKind NameKind => kind;

        public string Country => country;

        public double Prior => prior;

        public double Score { get; set; }

        public string Reason { get; set; } = "";
    }

    private sealed class Group(int number, List<Group> inside)
    {
        public int Number => number;

        /// <summary>The names of which the text says that they lie in this one, once for each time.</summary>
        public List<Group> Inside => inside;

        public double Weight { get; set; }

        /// <summary>What the group has put into the sums over the document; taken out again before it is weighed itself.</summary>
        public double Contribution { get; set; }

        public List<Candidate> Candidates { get; } = [];

        public HashSet<int> Containers { get; } = [];

        public List<int> Neighbours { get; } = [];

        public HashSet<PlaceKind> Kinds { get; } = [];

        /// <summary>The country that bears the name; empty for none.</summary>
        public string Country { get; set; } = "";

        /// <summary>Whether a country or division of the same kind bears the name.</summary>
        public bool HasKind(Gazetteer gazetteer, PlaceKind kind)
        {
            if (kind is not (PlaceKind.Country or PlaceKind.Division))
                return false;
            foreach (var candidate in Candidates)
            {
                if (candidate.NameKind == PlaceNameKind.Main && gazetteer.Record(candidate.Place).Kind == kind)
                    return true;
            }

            return false;
        }

        public Candidate? Best { get; set; }
    }
}
