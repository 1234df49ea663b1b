using Dragoman.Articles;
using Dragoman.Records;

namespace Dragoman.Tests;

public sealed class PageTests
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en-GB"><head><title>Quay reopens to ships | Harbour News</title>
        <meta property="og:site_name" content="Harbour News"><meta property="og:title" content="Quay reopens to ships">
        <link rel="canonical" href="https://example.org/quay">
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Quay reopens to ships",
          "datePublished":"2019-03-29T10:30:00+01:00","dateModified":"2019-03-30","author":[{"@type":"Person","name":"The Harbour Desk"}],"publisher":{"name":"Harbour News"}}]}</script>
        <style>p { color: red }</style><script>document.write("<p>Never seen by anybody, this long sentence of a script.</p>")</script></head>
        <body>
        <header><a href="/">Harbour News</a><nav><ul><li><a href="/world">World</a></li><li><a href="/sea">Sea and weather reports</a></li></ul></nav></header>
        <div class="cookie-consent"><p>We and our partners store information on your device, and you can change this at any time in the settings.</p></div>
        <div id="content"><div class="story">
          <h1>Quay reopens to ships</h1>
          <div class="share-bar"><a href="#">Share</a> <a href="#">Tweet</a></div>
          <figure><img src="q.jpg"><figcaption>A ship enters the harbour on 28 March 2019. <span class="credit">Photo: Coast Guard</span></figcaption></figure>
          <p>PORT EXAMPLE (AP) — The north quay reopened on Friday, the council said, after a year of repairs that had cost more than planned.</p>
          <p>Two ships waited outside. “We are glad,” a sailor said, and <a href="/x">many others</a> agreed with him.</p>
          <blockquote class="twitter-tweet"><p>The quay is open again.</p>— Harbour Council (@example) March 29, 2019</blockquote>
          <aside class="related"><h3>Related</h3><ul><li><a href="/1">Council votes on dues for the harbour</a></li></ul></aside>
          <ul><li>The quay is 200 metres long.</li><li>It was closed in March 2018.</li></ul>
          <p>More ships are expected next week, when the second crane will be ready for work again.</p>
          <p>Correction: An earlier version of this article gave the wrong length.</p>
          <p>This story first appeared on Coast Radio.</p>
          <h3>More from Harbour News</h3>
          <p><a href="/2">Storm damages the lighthouse and several boats in the old harbour</a></p>
        </div>
        <div class="comments"><p>First! This is a comment that somebody wrote below the report, and it is quite long too.</p></div></div>
        <footer><p>Harbour News is published by the harbour council. All rights reserved. Imprint and terms.</p></footer>
        </body></html>
        """;

    [Fact]
    public void A_page_gives_its_report_and_nothing_around_it()
    {
        var article = Reading.Page(Page);
        Assert.Equal(
            [
                "Headline: Quay reopens to ships",
                "Caption: A ship enters the harbour on 28 March 2019.",
                "Credit: Photo: Coast Guard",
                "Dateline: PORT EXAMPLE (AP) —",
                "Body: The north quay reopened on Friday, the council said, after a year of repairs that had cost more than planned.",
                "Body: Two ships waited outside. “We are glad,” a sailor said, and many others agreed with him.",
                "Body: The quay is open again.",
                "Body: — Harbour Council (@example) March 29, 2019",
                "Body: The quay is 200 metres long.",
                "Body: It was closed in March 2018.",
                "Body: More ships are expected next week, when the second crane will be ready for work again.",
                "Correction: Correction: An earlier version of this article gave the wrong length.",
                "Syndication: This story first appeared on Coast Radio.",
            ],
            article.Parts());
    }

    [Fact]
    public void A_page_says_who_published_it_when_and_where()
    {
        var article = Reading.Page(Page).Article;
        Assert.Equal("Quay reopens to ships", article.Title);
        Assert.Equal("The Harbour Desk", article.Byline);
        Assert.Equal("Harbour News", article.Publisher);
        Assert.Equal("2019-03-29T10:30:00+01:00", article.Published);
        Assert.Equal("2019-03-30", article.Updated);
        Assert.Equal("https://example.org/quay", article.Canonical);
        Assert.Equal("en", article.Language);
        Assert.Equal(new Caption("A ship enters the harbour on 28 March 2019.", "Coast Guard", "2019-03-28"), Assert.Single(article.Captions));
        Assert.Equal("Coast Radio", article.Origin?.Publisher);
    }

    [Fact]
    public void What_the_caller_says_goes_before_what_the_page_says()
    {
        var article = ArticleReader.Read(
            new Document { Id = "7", Html = Page, Title = "Another title", Date = "2019-04-01", Source = "Valley Wire", Author = "A desk", Url = "https://example.org/other" }, TestContext.Current.CancellationToken).Article;
        Assert.Equal(("7", "Another title", "2019-04-01", "Valley Wire", "A desk", "https://example.org/other"), (article.Id, article.Title, article.Published, article.Publisher, article.Byline, article.Url));
    }

    [Theory]
    [InlineData("<p>Short.</p>", "Short.")]
    [InlineData("Plain words & no markup < at all.", "Plain words & no markup < at all.")]
    [InlineData("<p>He resigned.</p><p>The minister left office on Monday, his party said in a statement.</p><p>Nobody was surprised.</p>", "He resigned.\n\nThe minister left office on Monday, his party said in a statement.\n\nNobody was surprised.")]
    [InlineData("<ul><li><a href='/1'>Only a link</a></li></ul>", "Only a link")]
    [InlineData("<nav>Menu words</nav>", "Menu words")]
    [InlineData("<p>One.<br><br>Two.<p>Three<br>and more.", "One.\n\nTwo.\n\nThree and more.")]
    [InlineData("<div>The <b>council</b> vot<i>ed</i>&nbsp;on Monday.</div>", "The council voted on Monday.")]
    [InlineData("<table><tr><td>Votes</td><td>12</td></tr></table>", "Votes\n\n12")]
    public void A_page_that_shows_words_never_comes_out_without_them(string html, string body) => Assert.Equal(body, Reading.Page(html).Article.Text);

    [Theory]
    [InlineData("<div></div>")]
    [InlineData("<script>var x = 'words';</script><img src='a.png'>")]
    [InlineData("<!-- words -->")]
    public void A_page_without_words_is_empty(string html) => Assert.Equal(ErrorCodes.Empty, Assert.Throws<InputException>(() => Reading.Page(html)).Code);

    [Fact]
    public void A_title_from_a_feed_stands_over_the_entry()
    {
        var article = Reading.Page("<p>The council met on Monday and agreed.</p>", title: "Council meets");
        Assert.Equal("Council meets\n\nThe council met on Monday and agreed.", article.Text);
        Assert.Equal([PartKind.Headline, PartKind.Body], article.Parts.Select(part => part.Kind));
    }

    [Fact]
    public void The_body_in_the_page_s_data_serves_where_the_page_shows_only_its_beginning()
    {
        const string shown = "The council met on Monday and agreed to reopen the quay.";
        var rest = string.Join("\\n\\n", Enumerable.Range(1, 8).Select(index => $"Paragraph {index} tells more about the meeting and the vote."));
        var article = Reading.Page($"<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{shown}\\n\\n{rest}\"}}</script><p>{shown}</p><p>Log in to read on.</p>").Article;
        Assert.Equal(9, article.Paragraphs.Count);
        Assert.Equal(shown, article.Paragraphs[0]);
    }

    [Fact]
    public void A_class_that_names_more_than_it_holds_does_not_hide_the_report()
    {
        const string sentence = "<p>The council met on Monday and agreed to reopen the quay.</p>";
        var article = Reading.Page($"<body class='has-sidebar comments-open'><div class='share-enabled article-wrap'>{sentence}{sentence.Replace("Monday", "Tuesday", StringComparison.Ordinal)}</div></body>").Article;
        Assert.Equal(2, article.Paragraphs.Count);
    }

    [Fact]
    public void Paragraphs_that_break_off_beside_links_are_other_reports()
    {
        var teasers = string.Concat(Enumerable.Range(1, 6).Select(index => $"<li><a href='/{index}'>Report {index}</a> <span>The ministry said on Monday that report number {index} was being looked at, and that it...</span></li>"));
        var article = Reading.Page($"<body><div><ul>{teasers}</ul><div><p>The council met on Monday and agreed to reopen the quay after repairs.</p><p>Ships will come again next week, it said in a statement.</p></div></div></body>").Article;
        Assert.Equal(2, article.Paragraphs.Count);
    }

    [Fact]
    public void Broken_data_in_a_page_are_passed_over() =>
        Assert.Equal("Words.", Reading.Page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":[</script><p>Words.</p>").Article.Text);
}
