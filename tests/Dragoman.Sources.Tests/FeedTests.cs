using System.Text;
using CsCheck;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Tests;

public sealed class FeedTests
{
    [Fact]
    public void RSS_2_gives_content_date_author_and_publisher()
    {
        var document = Assert.Single(Documents("""
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:who="http://purl.org/dc/elements/1.1/">
            <channel><title>Harbour News</title><link>https://example.org/</link><image><title>logo</title></image>
            <item><title>Port &lt;i&gt;reopens&lt;/i&gt; &amp; ships sail</title><link>https://example.org/1</link><guid>tag:1</guid>
            <pubDate>Fri, 29 Mar 2019 12:30:00 CET</pubDate><who:creator>The harbour desk</who:creator>
            <description>Short.</description><content:encoded><![CDATA[<p>The port reopened on Friday.</p>]]></content:encoded></item>
            </channel></rss>
            """));
        Assert.Equal(
            new Document
            {
                Id = "tag:1",
                Html = "<p>The port reopened on Friday.</p>",
                Title = "Port reopens & ships sail",
                Url = "https://example.org/1",
                Date = "2019-03-29T12:30:00+01:00",
                Source = "Harbour News",
                Author = "The harbour desk",
            },
            document);
    }

    [Fact]
    public void RSS_0_91_with_a_document_type_is_read()
    {
        var document = Assert.Single(Documents("""

            <?xml version="1.0" encoding="ISO-8859-1"?>
            <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss-0.91.dtd" [ <!ENTITY x SYSTEM "file:///etc/hostname"> <!-- ]> --> ]>
            <rss version="0.91"><channel><title>Old&nbsp;News</title><item><title>Caf&eacute; R&D &x;</title><link>http://example.org/a?b=1&c=2</link><description>A vote was held.</description></item></channel></rss>
            """));
        Assert.Equal("Café R&D &x;", document.Title);
        Assert.Equal("Old News", document.Source);
        Assert.Equal("http://example.org/a?b=1&c=2", document.Url);
    }

    [Fact]
    public void Entities_that_would_expand_without_end_do_not_expand()
    {
        var declarations = string.Concat(Enumerable.Range(1, 20).Select(index => $"<!ENTITY e{index} \"&e{index - 1};&e{index - 1};\">"));
        var document = Assert.Single(Documents($"<!DOCTYPE rss [<!ENTITY e0 \"boom\">{declarations}]><rss><channel><item><title>T</title><description>x &e20; y</description></item></channel></rss>"));
        Assert.Equal("x &e20; y", document.Html);
    }

    [Fact]
    public void RSS_1_is_read()
    {
        var documents = Documents("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://example.org/"><title>Valley Wire</title><items><rdf:Seq><rdf:li resource="https://example.org/1"/></rdf:Seq></items></channel>
            <item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link><description>First report.</description><dc:date>2019-03-29T08:00:00Z</dc:date></item>
            <item rdf:about="https://example.org/2"><title>Two</title><link>https://example.org/2</link><dc:date>someday</dc:date></item>
            </rdf:RDF>
            """);
        Assert.Equal(["One", "Two"], documents.Select(document => document.Title));
        Assert.All(documents, document => Assert.Equal("Valley Wire", document.Source));
        Assert.Equal("2019-03-29T08:00:00+00:00", documents[0].Date);
        Assert.Null(documents[1].Date);
        Assert.Equal("Two", documents[1].Text);
    }

    [Fact]
    public void Atom_gives_the_page_link_and_markup_of_each_type()
    {
        var documents = Documents("""
            <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title type="html">Border &amp;amp; Coast</a:title><a:author><a:name>Newsroom</a:name></a:author>
            <a:entry><a:id>urn:1</a:id><a:title>One</a:title><a:link rel="edit" href="https://example.org/edit"/><a:link href="https://example.org/1"/>
              <a:updated>2019-03-30T00:00:00Z</a:updated><a:published>2019-03-29T00:00:00Z</a:published>
              <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Guards <b>left</b> &lt;quietly&gt;.</p><br/></div></a:content></a:entry>
            <a:entry><a:title>Two</a:title><a:content type="text">5 &lt; 6 &amp; so on</a:content><a:author><a:name>Desk</a:name></a:author></a:entry>
            <a:entry><a:title>Three</a:title><a:summary type="html">&lt;p&gt;Sum&lt;/p&gt;</a:summary></a:entry>
            </a:feed>
            """);
        Assert.Equal("<div><p>Guards <b>left</b> &lt;quietly&gt;.</p><br></div>", documents[0].Html);
        Assert.Equal("https://example.org/1", documents[0].Url);
        Assert.Equal("2019-03-29T00:00:00+00:00", documents[0].Date);
        Assert.Equal("Newsroom", documents[0].Author);
        Assert.Equal("5 &lt; 6 &amp; so on", documents[1].Html);
        Assert.Equal("Desk", documents[1].Author);
        Assert.Equal("<p>Sum</p>", documents[2].Html);
        Assert.All(documents, document => Assert.Equal("Border & Coast", document.Source));
    }

    [Fact]
    public void The_bytes_of_an_entry_are_its_own_markup()
    {
        const string entry = "<item><title>Two\r\nlines</title></item>";
        var items = Items("<rss>\r\n<channel>\r\n<item/>  " + entry + "\n</channel></rss>");
        Assert.Equal(ErrorCodes.Empty, items[0].Failure!.Code);
        Assert.Equal(entry, Encoding.UTF8.GetString(items[1].Document!.Bytes.Span));
        Assert.Equal("feed#2", items[1].Document!.Locator);
        Assert.Equal("application/xml", items[1].Document!.MediaType);
    }

    [Fact]
    public void Entries_in_front_of_broken_markup_are_kept()
    {
        var items = Items("<rss><channel><item><title>One</title></item><item><title>Two</ti");
        Assert.Equal("One", items[0].Document!.Document.Title);
        Assert.Equal(ErrorCodes.InvalidFeed, items[1].Failure!.Code);
        Assert.Contains("line 1", items[1].Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_without_entries_says_so() => Assert.Equal(ErrorCodes.Empty, Assert.Single(Items("<rss><channel><title>x</title></channel></rss>")).Failure!.Code);

    [Fact]
    public void Deep_markup_in_an_entry_does_no_harm()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 50_000)) + "word" + string.Concat(Enumerable.Repeat("</x>", 50_000));
        Assert.Contains("word", Assert.Single(Documents($"<feed><entry><content>{deep}</content></entry></feed>")).Html!, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_mixture_of_markup_gives_items_and_never_an_exception()
    {
        string[] pieces = ["<rss>", "<item>", "</item>", "<title>", "</title>", "<link", " href='a'", "/>", ">", "&amp;", "&", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE x [", "]>", "<entry>", "</entry>", "word ", "\u0001", "&#0;", "xmlns:a='b'"];
        Check.Sample(
            Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[0, 25],
            chosen => Assert.All(Items("<rss>" + string.Concat(chosen)), item => Assert.True(item.Document is null != item.Failure is null)),
            iter: 2000);
    }

    private static List<SourceItem> Items(string xml) =>
        [.. DocumentFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "feed", new SourceOptions(), TestContext.Current.CancellationToken)];

    private static List<Document> Documents(string xml)
    {
        var items = Items(xml);
        Assert.All(items, item => Assert.Null(item.Failure));
        return [.. items.Select(item => item.Document!.Document)];
    }
}
