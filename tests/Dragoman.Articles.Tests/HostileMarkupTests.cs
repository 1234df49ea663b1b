using CsCheck;
using Dragoman.Articles;
using Dragoman.Articles.Html;
using Dragoman.Records;

namespace Dragoman.Tests;

public sealed class HostileMarkupTests
{
    private const string Sentence = "<p>The council met on Monday and agreed to reopen the quay.</p>";

    private static readonly string[] Pieces =
    [
        "<div>", "</div>", "<p>", "</p>", "<span class='credit'>", "</span>", "<a href=x>", "</a>", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "</ul>", "<b>", "</b>", "<script>", "</script>", "<style", ">", "<!--", "-->",
        "<!DOCTYPE html>", "<title>", "</title>", "<form>", "</form>", "<select>", "<option>", "<svg>", "<math>", "<template>", "<textarea>", "<figure>", "<figcaption>", "</figure>", "<h1>", "</h1>", "<br>", "<nav>", "</nav>", "<article>", "<iframe>",
        "<noscript>", "<frameset>", "<plaintext>", "&amp;", "&", "&#x110000;", "&#0;", "<", "</", "<a href=\"", "'", "=", " ", "words here. ", "The council met on Monday and agreed. ", "By Somebody", "\u0000", "é", "😀", "\uD83D", "<p hidden>", "<caption>", "<dd>", "<head>", "<body>", "<meta charset=x>", "<?xml ?>", "]]>", "<![CDATA[",
    ];

    public static TheoryData<string> Bombs =>
    [
        "<div>", "<div><p>", "<span>", "<b>", "<p><font size=1>", "<a href=x>", "<a href=x><div>", "<table><tr><td>", "<ul><li>", "<li>", "<x-y>", "<form><div></form>", "<dl><dt><dd>", "<ruby><rt>", "<table><div>x", "<tr><td>", "<h1>",
        "<svg>", "<title>", "<video>", "<!--", "<", "&", "</span>", "<a href=\"", "<select><option>", "<table><caption>", "<details><summary>", "<p class='share a-b-c-d'>", "<script>", "<script></script>", "<a href=x><p>y</a>",
    ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Tags_by_the_ten_thousand_neither_overflow_nor_take_forever(string tag)
    {
        // A thread of the size that a pool's threads have: the main thread's larger stack would hide a deep recursion.
        var failed = (Exception?)null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    Reading.Page(string.Concat(Enumerable.Repeat(tag, 30_000 / Math.Max(1, tag.Count(character => character == '<')))));
                }
                catch (Exception exception)
                {
                    failed = exception;
                }
            },
            512 * 1024);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromMinutes(5)), "the page took more than five minutes");
        Assert.True(failed is null or InputException { Code: ErrorCodes.Empty }, failed?.ToString());
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<div><p>")]
    [InlineData("<a href=x><div>")]
    [InlineData("<b>")]
    [InlineData("<form><div></form>")]
    [InlineData("<table><tr><td>")]
    public void Words_behind_a_hundred_thousand_tags_are_read(string tag) =>
        Assert.Contains("reopen the quay", Reading.Page(string.Concat(Enumerable.Repeat(tag, 30_000 / Math.Max(1, tag.Count(character => character == '<')))) + Sentence).Article.Text, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Work_grows_with_the_markup_and_no_faster(string tag)
    {
        var small = MarkupFilter.CountSteps(string.Concat(Enumerable.Repeat(tag, 20_000)));
        var large = MarkupFilter.CountSteps(string.Concat(Enumerable.Repeat(tag, 80_000)));
        Assert.InRange(large, 0, (5 * small) + 10_000);
    }

    [Fact]
    public void Memory_grows_with_the_markup_and_no_faster()
    {
        Allocated(1000);
        var small = Allocated(2000);
        var large = Allocated(8000);
        Assert.InRange(large, 2 * small, 5 * small);

        static long Allocated(int paragraphs)
        {
            var html = string.Concat(Enumerable.Repeat("<div class='a'>" + Sentence + "</div>", paragraphs));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Reading.Page(html);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Markup_for_the_parser_nests_no_deeper_than_the_limit()
    {
        var html = MarkupFilter.Filter(string.Concat(Enumerable.Repeat("<div><span>", 5000)) + "x", TestContext.Current.CancellationToken).Html;
        Assert.Equal(Limits.NestingDepth, html.Split("<div>").Length - 1 + html.Split("<span>").Length - 1);
    }

    [Fact]
    public void Ordinary_markup_reaches_the_parser_as_it_is()
    {
        const string html = "<div class=\"a\"><p>One <a href=\"/x\">two</a></p><ul><li>three</ul></div>";
        Assert.Equal(html, MarkupFilter.Filter(html, TestContext.Current.CancellationToken).Html);
    }

    [Fact]
    public void Thousands_of_attributes_are_left_out()
    {
        var html = "<div " + string.Concat(Enumerable.Range(0, 50_000).Select(index => $"a{index}=1 class=b ")) + ">" + Sentence;
        Assert.InRange(MarkupFilter.Filter(html, TestContext.Current.CancellationToken).Html.Length, Sentence.Length, 1000);
    }

    [Fact]
    public void A_page_over_the_limit_is_too_large() =>
        Assert.Equal(ErrorCodes.TooLarge, Assert.Throws<InputException>(() => Reading.Page(new string('x', Limits.DocumentBytes + 1))).Code);

    [Fact]
    public void Reading_ends_when_it_is_told_to()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => ArticleReader.Read(new Document { Html = Sentence }, source.Token));
    }

    [Fact]
    public void Any_mixture_of_markup_gives_an_article_or_says_that_there_is_none() => Check.Sample(
        Gen.OneOf(
            Gen.String,
            Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[1, 40].Select(pieces => string.Concat(pieces))),
        html =>
        {
            try
            {
                return ArticleReader.Read(new Document { Html = html }) is { } article && Reading.Checked(article) is not null;
            }
            catch (InputException exception)
            {
                return exception.Code == ErrorCodes.Empty;
            }
        },
        iter: 2000);

    [Fact]
    public void The_same_page_gives_the_same_article() => Check.Sample(
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[1, 40].Select(pieces => Sentence + string.Concat(pieces)),
        html => Reading.Page(html).Parts().SequenceEqual(Reading.Page(html).Parts()),
        iter: 200);
}
