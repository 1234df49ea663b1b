using CsCheck;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;

namespace Dragoman.Web.Tests;

public class ViewTests
{
    [Theory]
    [InlineData("2019-03-29", "29 March 2019")]
    [InlineData("2019-03-29T10:00:00Z", "29 March 2019")]
    [InlineData("2019-03", "March 2019")]
    [InlineData("2019", "2019")]
    [InlineData("2019-03-03/2019-03-05", "3 March 2019 – 5 March 2019")]
    [InlineData("2019-13-40", "2019-13-40")]
    [InlineData(null, "date not known")]
    public void A_date_is_never_shown_more_precise_than_it_is(string? date, string words) => Assert.Equal(words, DateText.Words(date));

    [Fact]
    public void A_day_heads_its_events_with_the_weekday() => Assert.Equal("Friday 29 March 2019", DateText.Heading("2019-03-29"));

    [Theory]
    [InlineData("https://news.example/a?b=c", "https://news.example/a?b=c")]
    [InlineData("http://news.example", "http://news.example/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData(" JaVaScRiPt:alert(1)", null)]
    [InlineData("data:text/html,<script>", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("//news.example/a", null)]
    [InlineData("https://user:secret@news.example/", null)]
    [InlineData("/relative", null)]
    [InlineData("", null)]
    public void Only_addresses_of_the_web_become_links(string url, string? link) => Assert.Equal(link, SafeLink.Web(url));

    [Fact]
    public void The_sixteen_types_stand_in_their_quad_classes()
    {
        Assert.Equal(16, EventTypes.All.Count);
        Assert.Equal(
            [(1, 4), (2, 3), (3, 4), (4, 5)],
            EventTypes.All.GroupBy(row => row.Quad).Select(group => (group.Key, group.Count())));
        Assert.Equal(2, EventTypes.Of(EventType.Retreat).Quad);
        Assert.Equal(1, EventTypes.Of(EventType.Concede).Quad);
        Assert.Contains(EventTypes.Of(EventType.Accuse).Modes, mode => mode.Name == "disapprove");
    }

    [Theory]
    [InlineData("RUSGOV", "Russia")]
    [InlineData("UNO", "United Nations")]
    [InlineData("REB", "Armed opposition")]
    [InlineData("XXX", null)]
    public void Actor_codes_have_readable_names(string code, string? name) => Assert.Equal(name, ActorCodes.Name(code));

    [Theory]
    [InlineData("USAGOVMIL", "United States, national or local executive, state armed forces")]
    [InlineData("MIL", "State armed forces")]
    [InlineData("QQQGO", "QQQ, GO")]
    [InlineData("", "")]
    public void Actor_codes_are_spelt_out(string code, string words) => Assert.Equal(words, ActorCodes.Explain(code));

    [Fact]
    public void The_span_of_a_store_claims_no_days() => Assert.Equal("March 2019 – July 2026", DateText.Span("2019-03-29", "2026-07-01"));

    [Theory]
    [InlineData("", "type", "ACCUSE", "type:ACCUSE")]
    [InlineData("type:ACCUSE", "type", "ACCUSE", "")]
    [InlineData("type:ACCUSE,AID words", "type", "accuse", "type:AID words")]
    [InlineData("\"type:ACCUSE\" -type:AID", "type", "AID", "\"type:ACCUSE\" -type:AID type:AID")]
    [InlineData("source:\"Radio X\"", "source", "Radio X", "")]
    [InlineData("", "source", "Radio \"Free\" X", "source:\"Radio \"\"Free\"\" X\"")]
    public void Choosing_a_value_twice_is_choosing_nothing(string query, string field, string value, string expected) =>
        Assert.Equal(expected, QueryText.Toggle(query, field, value));

    [Fact]
    public void Words_and_fields_of_a_query_are_told_apart()
    {
        const string query = "actor:RUS \"air defense\" -type:AID confidence>=0.8 asserted-by:none pipe* -word";
        Assert.Equal("\"air defense\" pipe* -word", QueryText.Words(query));
        Assert.Equal("actor:RUS -type:AID confidence>=0.8 asserted-by:none gas", QueryText.WithWords(query, "gas"));
        Assert.Equal("actor:RUS", QueryText.Parts("actor:RUS gas")[1].Without);
    }

    [Fact]
    public void A_value_set_in_a_query_is_read_back_and_the_store_can_read_the_query() =>
        Gen.Char["aZ9 :\",-é()*"].Array[1, 12].Select(characters => new string(characters)).Where(value => value.Trim().Length == value.Length && value.Any(char.IsLetterOrDigit))
            .Sample(value =>
            {
                var query = QueryText.With("type:AID", "source", value);
                Assert.Equal([value], QueryText.Values(query, "source"));
                Assert.True(EventQuery.TryParse(query, out _, out var error), $"{query}: {error}");
            });

    [Fact]
    public void A_timeline_keeps_every_dated_event_and_few_bars()
    {
        var days = Enumerable.Range(0, 3000)
            .Select(i => new DayCount(new DateOnly(2015, 1, 1).AddDays(i), new QuadCounts(1, 1, 0, 0), 4, 2))
            .Append(new DayCount(new DateOnly(2016, 2, 29), new QuadCounts(0, 0, 2, 3), -30, 5))
            .ToList();
        var timeline = TimelineView.Of(days);
        Assert.NotNull(timeline);
        Assert.Equal("month", timeline.Unit);
        Assert.InRange(timeline.Bars.Count, 90, TimelineView.MaxBars);
        Assert.Equal(6000, timeline.Bars.Sum(bar => bar.Quads.Cooperation));
        Assert.Equal(5, timeline.Bars.Sum(bar => bar.Quads.Conflict));
        var february = timeline.Bars.Single(bar => bar.Quads.Conflict == 5);
        Assert.Equal(new DateOnly(2016, 2, 1), february.From);
        Assert.Equal(((29 * 4) - 30) / 63.0, february.Intensity!.Value, 9);
    }

    [Theory]
    [InlineData("2019-03-29", "2019-04-30", "day")]
    [InlineData("2019-03-29", "2020-04-30", "week")]
    [InlineData("2014-03-29", "2026-04-30", "month")]
    [InlineData("0001-01-01", "9999-12-31", "year")]
    public void A_timeline_fits_its_unit_to_its_span(string first, string last, string unit)
    {
        var timeline = TimelineView.Of([new DayCount(DateText.Parse(first)!.Value, new QuadCounts(1, 0, 0, 0), 0, 0), new DayCount(DateText.Parse(last)!.Value, new QuadCounts(1, 0, 0, 0), 0, 0)]);
        Assert.Equal(unit, timeline!.Unit);
        Assert.InRange(timeline.Bars.Count, 1, TimelineView.MaxBars);
    }

    [Fact]
    public void No_dates_make_no_timeline() => Assert.Null(TimelineView.Of([]));

    [Theory]
    [InlineData(100, "≈\u00A0100 soldiers")]
    [InlineData(1500.5, "≈\u00A01\u202F500.5 soldiers")]
    public void An_amount_says_that_it_is_about(double value, string words) =>
        Assert.Equal(words, QuantityText.Of(new Quantity { Start = 0, End = 1, Value = value, Approximate = true, Of = "soldiers" }));

    [Fact]
    public void A_long_sentence_is_cut_around_its_words()
    {
        var sentence = string.Concat(Enumerable.Repeat("before ", 200)) + "struck" + string.Concat(Enumerable.Repeat(" after", 200));
        var (before, words, after) = EvidenceText.Cut(sentence, 1400, 1406, 300);
        Assert.Equal("struck", words);
        Assert.StartsWith("… before", before, StringComparison.Ordinal);
        Assert.EndsWith("after …", after, StringComparison.Ordinal);
        Assert.InRange(before.Length + words.Length + after.Length, 200, 320);
    }

    [Fact]
    public void Offsets_outside_a_sentence_are_clipped() => Assert.Equal(("abc", "", ""), EvidenceText.Cut("abc", 90, 95, 100));

    [Theory]
    [InlineData("http://127.0.0.1:5170", "127.0.0.1", true)]
    [InlineData("http://localhost:0", "localhost", true)]
    [InlineData("http://[::1]:80", "[::1]", true)]
    [InlineData("http://*:5170", "*", false)]
    [InlineData("http://0.0.0.0:5170", "*", false)]
    [InlineData("http://192.168.1.4:80", "192.168.1.4", false)]
    public void Addresses_to_listen_on_are_read(string url, string host, bool loopback)
    {
        Assert.Equal(host, HostNames.Parse(url).Host);
        Assert.Equal(loopback, HostNames.IsLoopback(host));
    }

    [Theory]
    [InlineData("5170")]
    [InlineData("ftp://localhost")]
    [InlineData("http://localhost/path")]
    public void A_wrong_address_to_listen_on_is_named(string url) =>
        Assert.Contains(url, Assert.Throws<ArgumentException>(() => HostNames.Parse(url)).Message, StringComparison.Ordinal);
}
