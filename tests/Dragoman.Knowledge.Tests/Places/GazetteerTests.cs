using System.Text;
using Dragoman.Knowledge.Places;
using Dragoman.Knowledge.Tables;
using Dragoman.Tests;

namespace Dragoman.Knowledge.Tests.Places;

/// <summary>Names of places and what lies where.</summary>
public class GazetteerTests
{
    private static readonly Gazetteer Gazetteer = Gazetteer.Default;

    private static Records.Place? Where(string name, string? within = null, params string[] near)
    {
        var resolver = new PlaceResolver(Gazetteer);
        Assert.True(Gazetteer.TryFind(name, out var match), name);
        var group = resolver.Add(match);
        if (within is not null)
        {
            Assert.True(Gazetteer.TryFind(within, out var container), within);
            resolver.Add(match, 0, container);
            resolver.Add(container);
        }

        foreach (var other in near)
        {
            Assert.True(Gazetteer.TryFind(other, out var beside), other);
            resolver.Add(beside);
        }

        resolver.Resolve();
        return resolver.PlaceOf(group);
    }

    [Theory]
    [InlineData("Accra", "GHA", "PPLC")]
    [InlineData("Ghana", "GHA", "PCLI")]
    [InlineData("Port-Au-Prince", "HTI", "PPLC")]
    [InlineData("port au prince", "HTI", "PPLC")]
    [InlineData("Reykjavik", "ISL", "PPLC")]
    [InlineData("Reykjavík", "ISL", "PPLC")]
    [InlineData("Córdoba", null, null)]
    [InlineData("Helmand", "AFG", "ADM1")]
    [InlineData("Strait of Hormuz", null, "STRT")]
    [InlineData("Black Sea", null, "SEA")]
    [InlineData("Mindanao", "PHL", "RGN")]
    [InlineData("Bagram", "AFG", "INSM")]
    [InlineData("Scandinavia", null, "RGN")]
    [InlineData("Oceania", null, "CONT")]
    [InlineData("Rhodesia", "ZWE", "RGN")]
    [InlineData("Puerto Rico", "PRI", "PCLI")]
    [InlineData("Leningrad", "RUS", "PPLA")]
    [InlineData("Calcutta", "IND", "PPLA")]
    [InlineData("St. Petersburg", null, null)]
    public void A_name_leads_to_its_best_known_place(string name, string? country, string? feature)
    {
        var place = Where(name);
        Assert.NotNull(place);
        Assert.Equal(country ?? place.Country, place.Country);
        Assert.Equal(feature ?? place.Feature, place.Feature);
        Assert.InRange(place.Score!.Value, 0.01, 1);
        Assert.NotEmpty(place.Reason!);
    }

    [Theory]
    [InlineData("Springfield", "Illinois", "Illinois")]
    [InlineData("Springfield", "Missouri", "Missouri")]
    [InlineData("Springfield", "Mass", "Massachusetts")]
    [InlineData("Portland", "Maine", "Maine")]
    [InlineData("Paris", "Texas", "Texas")]
    [InlineData("Victoria", "British Columbia", "British Columbia")]
    [InlineData("Crawford County", "Pennsylvania", "Pennsylvania")]
    public void What_stands_behind_the_comma_decides(string name, string within, string division) =>
        Assert.Equal(division, Where(name, within)?.Admin1);

    [Theory]
    [InlineData("New York", "Buffalo", "ADM1")]
    [InlineData("New York", null, "PPL")]
    [InlineData("Georgia", "Atlanta", "ADM1")]
    [InlineData("Georgia", "Tbilisi", "PCLI")]
    public void What_something_lies_in_is_the_one_that_has_it(string name, string? inside, string feature)
    {
        var resolver = new PlaceResolver(Gazetteer);
        Assert.True(Gazetteer.TryFind(name, out var match));
        if (inside is not null)
        {
            Assert.True(Gazetteer.TryFind(inside, out var town));
            resolver.Add(town, 1, match);
        }

        var group = resolver.Add(match);
        resolver.Resolve();
        Assert.Equal(feature, resolver.PlaceOf(group)?.Feature);
    }

    [Theory]
    [InlineData("Washington", "ADM1", "Pennsylvania", "California")]
    [InlineData("New York", "PPL", "Toronto")]
    public void A_list_names_places_of_one_kind(string name, string feature, params string[] others)
    {
        var resolver = new PlaceResolver(Gazetteer);
        Assert.True(Gazetteer.TryFind(name, out var match));
        var group = resolver.Add(match);
        var last = group;
        foreach (var other in others)
        {
            Assert.True(Gazetteer.TryFind(other, out var beside));
            var next = resolver.Add(beside);
            resolver.AddList(last, next);
            last = next;
        }

        resolver.Resolve();
        Assert.Equal(feature, resolver.PlaceOf(group)?.Feature);
    }

    [Theory]
    [InlineData("Tripoli", "LBY")]
    [InlineData("Tripoli", "LBN", "Lebanon", "Beirut")]
    [InlineData("Cartagena", "COL")]
    [InlineData("Cartagena", "ESP", "Spain", "Murcia")]
    [InlineData("Birmingham", "USA", "Alabama", "Huntsville")]
    [InlineData("Georgia", "GEO", "Tbilisi", "Armenia")]
    [InlineData("Georgia", "USA", "Atlanta", "Savannah", "Alabama")]
    [InlineData("Mexico", "MEX", "Mexico City", "Puebla")]
    public void The_places_of_the_text_decide(string name, string country, params string[] near) =>
        Assert.Equal(country, Where(name, null, near)?.Country);

    [Fact]
    public void Mexico_beside_its_capital_is_the_country() => Assert.Equal("country", Where("Mexico", null, "Mexico City", "Puebla")?.Precision);

    [Fact]
    public void Nothing_is_guessed_where_nothing_speaks_for_a_village()
    {
        Assert.True(Gazetteer.TryFind("El Tarter", out _));
        Assert.Null(Where("El Tarter"));
        Assert.Equal("AND", Where("El Tarter", null, "Andorra", "Andorra la Vella")?.Country);
    }

    [Fact]
    public void All_names_that_begin_at_a_word_are_found_in_one_walk()
    {
        Span<PlaceMatch> found = stackalloc PlaceMatch[4];
        var text = "New York City Hall";
        var count = Gazetteer.FindFrom(text, 0, found);
        var names = found[..count].ToArray().Select(match => text[match.Start..match.End]).ToList();
        Assert.Contains("New York", names);
        Assert.Equal("New York City", names[^1]);
        Assert.Equal(0, Gazetteer.FindFrom("Nowhereville-upon-Nothing", 0, found));
        Assert.Equal(0, Gazetteer.FindFrom("", 0, found));
    }

    [Fact]
    public void Finding_allocates_nothing()
    {
        var text = "Delegates from Addis Ababa, Port Moresby and the Strait of Hormuz met near Lake Victoria.";
        var found = new PlaceMatch[4];
        Walk();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var names = Walk();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(names, 4, 30);

        int Walk()
        {
            var count = 0;
            for (var i = 0; i < text.Length; i++)
            {
                if (char.IsUpper(text[i])) count += Gazetteer.FindFrom(text, i, found);
            }

            return count;
        }
    }

    [Theory]
    [InlineData("St. Marc", "st marc")]
    [InlineData("Côte d’Ivoire", "cote d ivoire")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Ðà Nẵng", "da nang")]
    [InlineData("Москва", null)]
    [InlineData("", null)]
    [InlineData("---", null)]
    [InlineData("A/B", null)]
    public void Names_are_compared_by_their_plain_letters(string name, string? key) => Assert.Equal(key, PlaceKey.Of(name));

    [Fact]
    public void Names_of_no_end_are_no_names()
    {
        Assert.Null(PlaceKey.Of(new string('a', 10_000)));
        Assert.Null(PlaceKey.Of(string.Join(' ', Enumerable.Repeat("a", 10_000))));
        Span<PlaceMatch> found = stackalloc PlaceMatch[4];
        Assert.Equal(0, Gazetteer.FindFrom(new string('A', 10_000), 0, found));
    }

    [Fact]
    public void Places_of_the_users_own_come_first_and_bad_rows_are_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "places.tsv",
            "name\tkind\tcountry\tlat\tlon\tsource\nGreenlane\tquarter\tNZL\t-36.89\t174.8\tours\nAccra\tsite\tFJI\t-18.1\t178.4\tours\nBad\tcastle\tFJI\t1\t2\tours\nWorse\tsite\tFJI\tnorth\t2\tours\n");
        var own = Gazetteer.Load(folder.Path);
        Assert.Equal([(4, 5), (5, 16)], own.Problems.Select(problem => (problem.Line, problem.Column)));
        Assert.True(own.TryFind("Greenlane", out var match));
        var resolver = new PlaceResolver(own);
        var group = resolver.Add(match);
        resolver.Resolve();
        Assert.Equal("NZL", resolver.PlaceOf(group)?.Country);
        Assert.True(own.TryFind("Accra", out var accra));
        var ranking = Rank(own, accra);
        Assert.Contains("FJI", ranking);
        Assert.Contains("GHA", ranking);

        static List<string?> Rank(Gazetteer gazetteer, PlaceMatch match)
        {
            var resolver = new PlaceResolver(gazetteer);
            var group = resolver.Add(match);
            resolver.Resolve();
            return [.. resolver.RankingOf(group, 9).Select(item => item.Place.Country)];
        }
    }

    [Fact]
    public void A_text_of_one_name_many_times_takes_time_in_proportion()
    {
        var resolver = new PlaceResolver(Gazetteer);
        Assert.True(Gazetteer.TryFind("San Antonio", out var match));
        for (var i = 0; i < 100_000; i++)
            resolver.Add(match with { Start = i, End = i + 11 });
        resolver.Resolve();
        Assert.NotNull(resolver.PlaceOf(0));
    }

    [Theory]
    [InlineData("divisions.tsv")]
    [InlineData("regions.tsv")]
    [InlineData("countries.tsv")]
    public void Tables_are_sorted_and_points_lie_on_Earth(string table)
    {
        var lines = File.ReadAllLines(Repository.Path("data", "places", table), Encoding.UTF8);
        Assert.Equal(lines.Skip(1).Order(StringComparer.Ordinal), lines.Skip(1));
        var header = lines[0].Split('\t');
        int lat = Array.IndexOf(header, "lat"), lon = Array.IndexOf(header, "lon");
        Assert.All(lines.Skip(1), line =>
        {
            var cells = line.Split('\t');
            Assert.InRange(double.Parse(cells[lat], System.Globalization.CultureInfo.InvariantCulture), -90, 90);
            Assert.InRange(double.Parse(cells[lon], System.Globalization.CultureInfo.InvariantCulture), -180, 180);
        });
    }

    [Fact]
    public void A_point_of_our_own_lies_near_a_city_of_its_country()
    {
        // A slip in a degree or a country shows as a point far from every city of the country.
        var cities = GazetteerBuilder.Unpack(Repository.Path("data", "places", "geonames.pack")).Where(line => line[0] == 'p')
            .Select(line => line.Split('\t')).GroupBy(cells => cells[7])
            .ToDictionary(group => group.Key, group => group.Select(cells => (Number(cells[4]), Number(cells[5]))).ToList());
        var iso2 = File.ReadAllLines(Repository.Path("data", "places", "countries.tsv")).Skip(1).Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => cells[1]);
        var far = new List<string>();
        foreach (var (cells, limit) in new[] { ("divisions.tsv", 320), ("regions.tsv", 600) }.SelectMany(table =>
            File.ReadAllLines(Repository.Path("data", "places", table.Item1)).Skip(1).Select(line => (line.Split('\t'), table.Item2))))
        {
            if (cells[4].Length != 3 || !cities.TryGetValue(iso2[cells[4]], out var points))
                continue;
            double lat = Number(cells[5]), lon = Number(cells[6]);
            var nearest = points.Min(point => Math.Sqrt(Math.Pow((point.Item1 - lat) * 111, 2) + Math.Pow((point.Item2 - lon) * 111 * Math.Cos(lat * Math.PI / 180), 2)));
            if (nearest > limit)
                far.Add($"{cells[0]} ({cells[4]}): {nearest:0} km");
        }

        Assert.Empty(far);

        static double Number(string cell) => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_damaged_file_is_refused() => Assert.Throws<InvalidDataException>(() => new GazetteerImage(new Blob(new byte[4096])));
}
