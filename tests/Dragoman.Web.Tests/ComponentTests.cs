using AngleSharp.Dom;
using Bunit;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Components;
using Dragoman.Web.Views;

namespace Dragoman.Web.Tests;

public sealed class ComponentTests : BunitContext
{
    private static readonly EventRow Row = new()
    {
        Document = "d1",
        Event = "e2",
        Type = EventType.Accuse,
        Mode = "disapprove",
        Quad = 3,
        ActorText = "Washington",
        ActorCode = "USAGOV",
        ActorName = "United States",
        RecipientText = "Moscow",
        Date = "2019-03",
        DatePrecision = DatePrecision.Month,
        PlaceName = "Caracas",
        PlaceCountry = "VEN",
        Sentence = "Washington condemned Moscow.",
        SentenceStart = 100,
        Trigger = new TextSpan(111, 120),
        Publisher = "Harbour Daily",
    };

    private IElement Line(params EventRow[] rows) =>
        Render<EventLine>(parameters => parameters.Add(line => line.Rows, rows).Add(line => line.Query, "type:ACCUSE")).Find("li");

    [Fact]
    public void A_line_marks_the_words_that_name_the_act_and_leads_to_them()
    {
        var line = Line(Row);
        Assert.Equal("condemned", line.QuerySelector("mark")!.TextContent);
        Assert.Equal("/documents/d1/events/e2", line.QuerySelector(".evidence-line a")!.GetAttribute("href"));
        Assert.EndsWith("Washington condemned Moscow.", line.QuerySelector(".evidence-line")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.example.org/a", "https://www.example.org/a")]
    [InlineData("javascript:alert(1)", null)]
    public void A_row_of_another_data_set_shows_its_own_facts_and_leads_to_no_document(string url, string? link)
    {
        var line = Line(new EventRow
        {
            Origin = "gdelt",
            Document = "gdelt",
            Event = "838",
            Type = EventType.Accuse,
            Cameo = "112",
            ActorText = "RUSSIA",
            Sentence = "",
            Url = url,
            Report = new ForeignReport("20190329.export.CSV", null, 10, 1, 3, -2.25),
        });
        Assert.Equal("GDELT 838 · CAMEO 112 · 3 articles · 1 source · tone -2.3. No text is kept of it.", line.QuerySelector(".evidence-line")!.TextContent);
        Assert.DoesNotContain("/documents/", line.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(link, line.QuerySelector("a.outlet")?.GetAttribute("href"));
    }

    [Fact]
    public void A_line_tells_parties_with_names_codes_and_what_could_not_be_resolved()
    {
        var line = Line(Row);
        Assert.Equal("Washington United States USAGOV → to Moscow unresolved", string.Join(' ', line.QuerySelector(".dyad")!.TextContent.Replace("→", "→ ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("/search?q=type%3AACCUSE%20actor%3AUSAGOV", line.QuerySelector("a.code")!.GetAttribute("href"));
    }

    [Fact]
    public void A_quad_class_is_told_by_sign_and_word_and_not_by_colour_alone()
    {
        var label = Line(Row).QuerySelector(".type")!;
        Assert.NotNull(label.QuerySelector("svg path.outline"));
        Assert.Contains("verbal conflict", label.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_says_on_whose_word_it_stands()
    {
        Assert.Contains("the text’s own voice", Line(Row).TextContent, StringComparison.Ordinal);
        var said = new EventRow { Document = "d", Event = "e", Type = EventType.Aid, ActorText = "x", Sentence = "x", AssertedBy = "s1" };
        Assert.Contains("a speaker not named", Line(said).TextContent, StringComparison.Ordinal);
        var named = new EventRow { Document = "d", Event = "e", Type = EventType.Aid, ActorText = "x", Sentence = "x", AssertedBy = "s1", SpeakerText = "Abrams" };
        Assert.Equal("says Abrams", Line(named).QuerySelector(".says")!.TextContent);
    }

    [Fact]
    public void A_line_says_when_it_was_reported_unless_that_is_the_day_itself()
    {
        static EventRow Dated(string? date, string published) =>
            new() { Document = "d", Event = "e", Type = EventType.Aid, ActorText = "x", Sentence = "x", Date = date, Published = published };
        Assert.Contains("reported 29 March 2019", Line(Dated("2019-03", "2019-03-29")).TextContent, StringComparison.Ordinal);
        Assert.Contains("reported 29 March 2019", Line(Dated(null, "2019-03-29")).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("reported", Line(Dated("2019-03-29", "2019-03-29T10:00:00Z")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_plainly_happened_carries_no_badge_and_what_did_not_does()
    {
        Assert.Null(Line(Row).QuerySelector(".badge"));
        var denied = new EventRow { Document = "d", Event = "e", Type = EventType.Aid, ActorText = "x", Sentence = "x", Factuality = Factuality.Denied };
        Assert.Equal("denied", Line(denied).QuerySelector(".badge")!.TextContent);
    }

    [Fact]
    public void Events_of_the_same_words_share_one_sentence()
    {
        var line = Line(Row, Row);
        Assert.Equal(2, line.QuerySelectorAll(".dyad").Length);
        Assert.Single(line.QuerySelectorAll(".evidence-line"));
    }

    [Fact]
    public void The_text_on_the_page_is_the_text_of_the_document()
    {
        var view = ArticleView.Of(News.Reprint.Coded);
        var text = Render<ArticleBody>(parameters => parameters.Add(body => body.Blocks, view.Blocks));
        foreach (var label in text.FindAll(".part-label")) label.Remove();
        static string Plain(string words) => string.Concat(words.Where(character => !char.IsWhiteSpace(character)));
        Assert.Equal(Plain(News.Reprint.Coded.Text), Plain(string.Concat(text.Nodes.Select(node => node.TextContent))));
        Assert.Contains("Washington has condemned Russia’s dispatch of soldiers to Venezuela, and senior officials said that their presence", text.Nodes.Select(node => node.TextContent).Aggregate(string.Concat), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_of_the_margin_leads_to_an_id_of_the_page()
    {
        var view = ArticleView.Of(News.Reprint.Coded);
        var text = Render<ArticleBody>(parameters => parameters.Add(body => body.Blocks, view.Blocks));
        var margin = Render<ArticleMargin>(parameters => parameters.Add(one => one.View, view));
        var ids = text.FindAll("[id]").Concat(margin.FindAll("[id]")).Select(element => element.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var links = text.FindAll("a[href^='#']").Concat(margin.FindAll("a[href^='#']")).Select(link => link.GetAttribute("href")![1..]).ToList();
        Assert.NotEmpty(links);
        Assert.Empty(links.Except(ids));
    }

    [Fact]
    public void A_card_shows_everything_that_was_coded_of_its_event()
    {
        var item = ArticleView.Of(News.Reprint.Coded).Events[5];
        var card = Render<EventCard>(parameters => parameters.Add(one => one.Item, item)).Find("li");
        foreach (var shown in new[] { "THREATEN", "restrict", "possible", "Elliott Abrams", "USAGOV", "RUSGOV", "30 March 2019", "the document’s date", "1312", "−5.8", "0.41", "0.17", "Sanctions threaten", "economic" })
            Assert.Contains(shown, card.TextContent, StringComparison.Ordinal);
        Assert.Equal("#s6", card.QuerySelector("dd a")!.GetAttribute("href"));
        Assert.Equal("e6", card.Id);
    }

    [Fact]
    public void A_mistake_in_a_query_is_pointed_at()
    {
        var bar = Render<FilterBar>(parameters => parameters.Add(one => one.Query, "a type:ACUSE").Add(one => one.Error, new QueryError("No such type", 7, 5, "ACCUSE")));
        Assert.Equal("a type:ACUSE\n       ^^^^^", bar.Find("pre").TextContent.ReplaceLineEndings("\n"));
        Assert.Equal("query-error", bar.Find("#q").GetAttribute("aria-describedby"));
    }

    [Fact]
    public void Each_condition_can_be_taken_out_by_itself()
    {
        var bar = Render<FilterBar>(parameters => parameters.Add(one => one.Query, "actor:RUS type:AID \"two words\""));
        Assert.Equal(
            ["/search?q=type%3AAID%20%22two%20words%22", "/search?q=actor%3ARUS%20%22two%20words%22", "/search?q=actor%3ARUS%20type%3AAID"],
            bar.FindAll(".term a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void A_bar_of_the_timeline_narrows_the_time()
    {
        var view = TimelineView.Of([new DayCount(new DateOnly(2019, 3, 29), new QuadCounts(2, 1, 0, 0), 6, 3), new DayCount(new DateOnly(2019, 3, 31), new QuadCounts(0, 0, 0, 1), -9, 1)])!;
        var timeline = Render<Timeline>(parameters => parameters.Add(one => one.View, view).Add(one => one.Query, "actor:RUS"));
        var links = timeline.FindAll("svg a");
        Assert.Equal(2, links.Count);
        Assert.Equal("/search?q=actor%3ARUS%20since%3A2019-03-29%20until%3A2019-03-29", links[0].GetAttribute("href"));
        Assert.Equal("29 March 2019: 3 cooperation, 0 conflict", links[0].GetAttribute("aria-label"));
        Assert.Equal(2, links[0].QuerySelectorAll("rect.q1, rect.q2").Length);
    }

    [Fact]
    public void A_range_of_the_timeline_is_chosen_by_its_first_and_its_last_bar()
    {
        var view = TimelineView.Of([.. Enumerable.Range(1, 4).Select(day => new DayCount(new DateOnly(2019, 3, day), new QuadCounts(1, 0, 0, 0), 0, 0))])!;
        string Target(string brush, int bar) =>
            Render<Timeline>(parameters => parameters.Add(one => one.View, view).Add(one => one.Query, "actor:RUS").Add(one => one.Brush, brush)).FindAll("svg a")[bar].GetAttribute("href")!;
        Assert.Equal("/search?q=actor%3ARUS&brush=2019-03-03", Target("from", 2));
        Assert.Equal("/search?q=actor%3ARUS%20since%3A2019-03-03%20until%3A2019-03-04", Target("2019-03-03", 3));
        Assert.Equal("/search?q=actor%3ARUS%20since%3A2019-03-01%20until%3A2019-03-03", Target("2019-03-03", 0));
    }
}
