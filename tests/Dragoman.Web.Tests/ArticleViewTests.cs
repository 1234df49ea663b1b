using Dragoman.Records;
using Dragoman.Web.Views;

namespace Dragoman.Web.Tests;

public class ArticleViewTests
{
    private static readonly ArticleView View = ArticleView.Of(News.Reprint.Coded);

    [Fact]
    public void Every_item_of_the_margin_has_words_and_an_anchor_in_the_text()
    {
        var segments = View.Blocks.SelectMany(block => block.Segments).ToList();
        var anchors = segments.SelectMany(segment => segment.Anchors).ToList();
        string[] keys =
        [
            .. View.Events.Select(item => item.Key), .. View.Statements.Select(item => item.Key), .. View.Times.Select(item => item.Key),
            .. View.Quantities.Select(item => item.Key), .. View.Actors.Select(item => item.Key),
        ];
        Assert.Equal(6 + 6 + 3 + 1, keys.Length - View.Actors.Count);
        Assert.All(keys, key =>
        {
            Assert.Contains("at-" + key, anchors);
            Assert.Contains(segments, segment => segment.Classes?.Split(' ').Contains("i-" + key) == true);
        });
        Assert.Equal(anchors.Count, anchors.Distinct().Count());
    }

    [Fact]
    public void Mentions_of_one_actor_are_one_item()
    {
        var abrams = Assert.Single(View.Actors, item => item.Name == "Elliott Abrams");
        Assert.Equal(2, abrams.Count);
    }

    [Fact]
    public void An_event_says_who_asserts_it_and_where_its_date_came_from()
    {
        Assert.Null(View.Events[0].Asserted);
        Assert.Equal("the document’s date", View.Events[0].DateFrom);
        Assert.Equal("from “March 29”", View.Events[2].DateFrom);
        Assert.Equal(new AssertedBy("Elliott Abrams", "s3"), View.Events[3].Asserted);
        Assert.Equal(["e4"], View.Statements[2].Events);
    }

    [Fact]
    public void A_long_text_comes_in_windows_that_together_hold_all_of_it()
    {
        var text = string.Join("\n\n", Enumerable.Range(0, 4000).Select(i => $"Paragraph {i} says a little about nothing much."));
        var coded = new CodedDocument { Text = text, Engine = "test" };
        var from = 0;
        var pages = 0;
        var seen = new List<string>();
        while (true)
        {
            var view = ArticleView.Of(coded, from);
            Assert.Equal(from, view.Window.Start);
            Assert.True(view.Window.Length <= ArticleView.WindowLength);
            seen.AddRange(view.Blocks.Select(block => string.Concat(block.Segments.Select(segment => segment.Text))));
            pages++;
            if (view.Next is not { } next) break;
            from = next;
        }

        Assert.Equal(text.Length / ArticleView.WindowLength + 1, pages);
        Assert.Equal(text.Split("\n\n"), seen);
    }

    [Fact]
    public void Codings_that_point_outside_the_text_do_no_harm()
    {
        var coded = new CodedDocument
        {
            Text = "Short.",
            Engine = "test",
            Mentions = [new Mention { Id = "m1", Start = -4, End = 900, Kind = MentionKind.Person, Corefers = "m1" }],
            Events =
            [
                new PoliticalEvent
                {
                    Id = "e1", Type = EventType.Aid, Quad = 2, Actor = new Participant { Text = "x", Start = 50, End = 60, Mention = "m9" },
                    Evidence = new Evidence(7, 2, 700, new TextSpan(400, 500)), AssertedBy = "s99", DateFrom = DateOrigin.Time(12), Date = "2019-13-45",
                },
            ],
            Times = [new TimeExpression(3, 900, TimeType.Date, "2019", true)],
        };
        var view = ArticleView.Of(coded, int.MaxValue);
        Assert.Equal("Short.", string.Concat(view.Blocks.SelectMany(block => block.Segments).Select(segment => segment.Text)));
        Assert.Equal("a speaker not named", Assert.Single(view.Events).Asserted!.Speaker);
    }

    [Fact]
    public void The_margin_is_bounded_and_says_so()
    {
        var text = string.Concat(Enumerable.Repeat("now ", 1000));
        var coded = new CodedDocument
        {
            Text = text,
            Engine = "test",
            Times = [.. Enumerable.Range(0, 1000).Select(i => new TimeExpression(4 * i, (4 * i) + 3, TimeType.Date, "PRESENT_REF", true))],
        };
        var view = ArticleView.Of(coded);
        Assert.Equal(ArticleView.MaxItems, view.Times.Count);
        Assert.True(view.Shortened);
    }

    [Theory]
    [InlineData("e1.s", true)]
    [InlineData("e1-16.s1-32", false)]
    [InlineData("e1-999999999", true)]
    [InlineData("x1-2", true)]
    [InlineData("e0-2", true)]
    [InlineData("e1-2}body{display:none", true)]
    public void The_pointing_stylesheet_takes_only_ranges_of_known_keys(string ranges, bool refused) =>
        Assert.Equal(refused, PointingStyle.Write(ranges) is null);

    [Fact]
    public void The_pointing_stylesheet_covers_every_key_of_its_page()
    {
        var address = PointingStyle.Address(View);
        var style = PointingStyle.Write(address[(address.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        Assert.NotNull(style);
        foreach (var key in View.Events.Select(item => item.Key).Concat(View.Actors.Select(item => item.Key)))
            Assert.Contains($"#at-{key}:target", style, StringComparison.Ordinal);
    }
}
