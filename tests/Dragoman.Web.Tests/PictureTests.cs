using CsCheck;
using Dragoman.Store;
using Dragoman.Web.Views;

namespace Dragoman.Web.Tests;

/// <summary>What maps, networks and comparisons claim, and what they must not.</summary>
public class PictureTests
{
    private static QuadCounts Fights(long count) => new(0, 0, 0, count);

    private static PlaceCount Place(string name, string? country, double? lat = null, double? lon = null, string? admin1 = null, long count = 1) =>
        new(name, country, admin1, null, lat, lon, Fights(count));

    [Theory]
    [InlineData(0, 0, 500)]
    [InlineData(0, 180, 1000)]
    [InlineData(0, -180, 0)]
    public void The_sheet_is_a_thousand_units_wide_at_the_equator(double lat, double lon, double x) =>
        Assert.Equal(x, EqualEarth.Project(lat, lon).X, 6);

    [Fact]
    public void The_projection_keeps_areas()
    {
        // A square degree at 60 degrees north covers half of one at the equator.
        static double Area(double lat)
        {
            var (west, east) = (EqualEarth.Project(lat, 10), EqualEarth.Project(lat, 11));
            var north = EqualEarth.Project(lat + 1, 10.5);
            return (east.X - west.X) * (west.Y - north.Y);
        }

        Assert.Equal(Math.Cos(60.5 * Math.PI / 180) / Math.Cos(.5 * Math.PI / 180), Area(60) / Area(0), 1);
    }

    [Fact]
    public void Every_point_of_the_earth_between_the_ends_lies_on_the_sheet() =>
        Gen.Select(Gen.Double[EqualEarth.South, EqualEarth.North], Gen.Double[-180, 180]).Sample((lat, lon) =>
        {
            var (x, y) = EqualEarth.Project(lat, lon);
            Assert.InRange(x, 0, EqualEarth.Width);
            Assert.InRange(y, -1e-9, EqualEarth.Height + 1e-9);
        });

    [Theory]
    [InlineData("UKR", 48.4, 35.0)]
    [InlineData("BRA", -10, -52)]
    [InlineData("XKX", 42.6, 20.9)]
    [InlineData("FRA", 47, 2)]
    public void A_country_lies_around_its_middle(string code, double lat, double lon)
    {
        var (x, y) = EqualEarth.Project(lat, lon);
        Assert.True(WorldShapes.Fine[code].Bounds.Contains(x, y));
        Assert.True(WorldShapes.Coarse[code].Bounds.Contains(x, y));
    }

    [Fact]
    public void The_outlines_are_whole_and_light()
    {
        Assert.InRange(WorldShapes.Fine.Count, 220, 250);
        Assert.All(WorldShapes.Fine.Values.Concat(WorldShapes.Coarse.Values), shape => Assert.Matches("^M[0-9. -]+l[0-9. -]+z", shape.Path));
        Assert.All(WorldShapes.Fine.Values, shape => Assert.DoesNotContain("NaN", shape.Path, StringComparison.Ordinal));
        Assert.InRange(WorldShapes.Coarse.Values.Sum(shape => shape.Path.Length), 20_000, 60_000);
        Assert.InRange(WorldShapes.Fine.Values.Sum(shape => shape.Path.Length), 60_000, 200_000);
    }

    [Theory]
    [InlineData("RUS")]
    [InlineData("USA")]
    [InlineData("FJI")]
    public void What_crosses_the_edge_of_the_sheet_is_drawn_on_both_sides_and_not_across_it(string code)
    {
        // A step from one edge to the other would be a stroke over the whole map.
        Assert.DoesNotMatch("l[^Mz]*(^|[ l-])[3-9][0-9][0-9]", WorldShapes.Fine[code].Path);
    }

    [Fact]
    public void Crimea_is_drawn_where_the_gazetteer_counts_it()
    {
        var (x, y) = EqualEarth.Project(45.3, 34.2);
        Assert.True(WorldShapes.Fine["UKR"].Path.Split('M', StringSplitOptions.RemoveEmptyEntries).Any(ring =>
        {
            var start = ring[..ring.IndexOf('l', StringComparison.Ordinal)].Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            return Math.Abs(start[0] - x) < 8 && Math.Abs(start[1] - y) < 6;
        }));
    }

    [Fact]
    public void What_is_known_of_a_country_alone_shades_it_and_is_no_point()
    {
        var map = MapView.Of([Place("Ukraine", "UKR", 49, 32, count: 7), Place("Kyiv", "UKR", 50.45, 30.52, count: 2)]);
        var ukraine = Assert.Single(map.Countries);
        Assert.Equal((7, 2, 5), (ukraine.Bare.Total, ukraine.Within.Total, ukraine.Shade));
        Assert.Equal("Kyiv", Assert.Single(map.Spots).Place.Name);
    }

    [Theory]
    [InlineData("Ukraine", "UKR", 49.0, 32.0, null, PlacePrecision.Country)]
    [InlineData("Kharkiv", "UKR", 49.98, 36.25, "Kharkiv Oblast", PlacePrecision.Point)]
    [InlineData("Zaporizhzhia Oblast", "UKR", 47.3, 35.3, "Zaporizhzhia Oblast", PlacePrecision.Region)]
    [InlineData("Black Sea", null, 43.0, 34.0, null, PlacePrecision.Region)]
    [InlineData("Nowhere", "UKR", null, null, null, PlacePrecision.Country)]
    public void A_place_is_as_narrow_as_the_tables_know(string name, string? country, double? lat, double? lon, string? admin1, PlacePrecision precision) =>
        Assert.Equal(precision, MapView.PrecisionOf(Place(name, country, lat, lon, admin1)));

    [Fact]
    public void A_place_without_point_and_country_is_counted_and_not_drawn()
    {
        var map = MapView.Of([Place("the front", null, count: 4)]);
        Assert.Equal((0, 0, 4), (map.Spots.Count, map.Countries.Count, map.Nowhere));
    }

    [Fact]
    public void A_small_country_has_a_mark_of_its_own()
    {
        var map = MapView.Of([Place("Singapore", "SGP", 1.35, 103.8), Place("Brazil", "BRA", -10, -55)]);
        Assert.NotNull(map.Countries.Single(country => country.Code == "SGP").Middle);
        Assert.Null(map.Countries.Single(country => country.Code == "BRA").Middle);
    }

    private static readonly string[] Codes = ["RUS", "USA", "UKR", "CHN", "TWN", "IRN", "ISR", "FRA"];

    private static readonly Gen<string> Code = Gen.Int[0, Codes.Length - 1].Select(i => Codes[i]);

    private static readonly Gen<DyadCount> Dyads = Gen.Select(
        Code, Code, Gen.Long[1, 900],
        (actor, recipient, count) => new DyadCount(actor, recipient, Fights(count), -5, null));

    [Fact]
    public void The_same_pairs_give_the_same_picture_and_all_of_it_lies_on_the_paper() => Dyads.List[1, 40].Sample(pairs =>
    {
        var dyads = pairs.DistinctBy(pair => (pair.Actor, pair.Recipient)).ToList();
        var (one, other) = (GraphView.Of(dyads), GraphView.Of(dyads));
        Assert.Equal(one.Nodes, other.Nodes);
        Assert.All(one.Nodes, node => Assert.InRange(node.X, 0, GraphView.Width));
        Assert.All(one.Nodes, node => Assert.InRange(node.Y, 0, GraphView.Height));
        Assert.Equal(one.Nodes.Count, one.Nodes.Select(node => (node.X, node.Y)).Distinct().Count());
    });

    [Fact]
    public void A_crowd_of_actors_is_drawn_as_far_as_it_can_be_told_apart_and_the_rest_is_counted()
    {
        var pairs = Enumerable.Range(0, 100).Select(i => new DyadCount($"A{i:00}", $"B{i:00}", Fights(200 - i), null, null)).ToList();
        var graph = GraphView.Of(pairs);
        Assert.Equal(GraphView.MaxNodes, graph.Nodes.Count);
        Assert.Equal(100 - (GraphView.MaxNodes / 2), graph.LeftOut);
    }

    [Fact]
    public void A_pair_that_fell_silent_is_a_change_too()
    {
        var now = new DyadCount("RUS", "UKR", new QuadCounts(2, 0, 0, 6), -4, null);
        var before = new DyadCount("RUS", "UKR", new QuadCounts(6, 0, 0, 2), 1, null);
        var silent = new DyadCount("CHN", "TWN", Fights(5), -5, null);
        var changes = DyadChange.Of([now], [before, silent], 10);
        Assert.Equal([0, -5], changes.Select(change => change.Difference));
        Assert.Equal(.5, changes[0].ConflictShift!.Value, 9);
        Assert.Null(changes[1].ConflictShift);
    }

    [Theory]
    [InlineData("", "2019-03-01", "2019-03-30")]
    [InlineData("since:2019-03-11", "2019-03-11", "2019-03-30")]
    [InlineData("on:2018", "2018-01-01", "2018-12-31")]
    [InlineData("until:2018-02 actor:RUS", "2018-01-30", "2018-02-28")]
    [InlineData("since:2020", "2019-03-30", "2019-03-30")]
    public void A_stretch_of_time_is_that_of_the_query_else_the_last_days(string query, string from, string to)
    {
        var window = TimeWindow.Of(query, new DateOnly(2019, 3, 30), 30);
        Assert.Equal((from, to), (DateText.Iso(window.From), DateText.Iso(window.To)));
    }

    [Fact]
    public void The_stretch_before_is_as_long_and_ends_the_day_before()
    {
        var window = TimeWindow.Of("", new DateOnly(2019, 3, 30), 30);
        Assert.Equal((30, new DateOnly(2019, 2, 28)), (window.Before.Days, window.Before.To));
        Assert.Equal("actor:RUS since:2019-03-01 until:2019-03-30", window.In("actor:RUS on:2018"));
    }

    [Theory]
    [InlineData("VEN", "2019-03-30", "Juan Guaid")]
    [InlineData("VEN", "2019-03-30", "Nicol")]
    public void A_contested_office_names_all_who_claim_it(string code, string on, string name)
    {
        var holder = KnownActors.Holders(code, DateText.Parse(on)!.Value).First(one => one.Name.StartsWith(name, StringComparison.Ordinal));
        Assert.True(holder.Contested);
    }

    [Theory]
    [InlineData("USA", "2019-03-30", "Donald Trump")]
    [InlineData("USA", "2014-03-30", "Barack Obama")]
    [InlineData("USAGOV", "2022-03-30", "Joe Biden")]
    public void The_holder_of_an_office_is_that_of_the_day(string code, string on, string name) =>
        Assert.Equal(name, KnownActors.Holders(code, DateText.Parse(on)!.Value).First(one => one.Office == "president").Name);

    [Theory]
    [InlineData("RUS", true)]
    [InlineData("RUSGOV", true)]
    [InlineData("REB", true)]
    [InlineData("RU", false)]
    [InlineData("rus", false)]
    [InlineData("QQQGOV", false)]
    [InlineData("RUS/..", false)]
    public void A_code_is_known_by_its_first_letters(string text, bool known) => Assert.Equal(known, ActorCodes.IsCode(text));
}
