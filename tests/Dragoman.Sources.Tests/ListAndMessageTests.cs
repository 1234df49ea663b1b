using System.Text;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Tests;

public sealed class ListAndMessageTests
{
    [Fact]
    public void A_list_of_feeds_is_read_with_its_folders_and_written_so_that_it_comes_back()
    {
        const string opml = """
            <?xml version="1.0"?>
            <opml version="1.0"><head><title>Mine & yours</title></head><body>
            <outline text="World"><outline text="Africa"><outline type="rss" text="Example" xmlUrl="https://example.org/feed?a=1&b=2" htmlUrl="https://example.org"/></outline>
            <outline text="Twice" xmlUrl="https://example.org/feed?a=1&amp;b=2"/></outline>
            <outline title="Loose" xmlUrl="feed://example.com/rss"/><outline text="Not ours" xmlUrl="file:///etc/passwd"/>
            """;
        var found = Opml.Read(opml, TestContext.Current.CancellationToken);
        Assert.Equal(
            [("https://example.org/feed?a=1&b=2", "World/Africa", "Example"), ("http://example.com/rss", null, "Loose")],
            found.Select(feed => (feed.Url, feed.Category, feed.Title)));
        using var written = new MemoryStream();
        Opml.Write(found.Select(feed => new WatchedSource { Url = feed.Url, Title = feed.Title, Category = feed.Category }), written);
        Assert.Equal(found.OrderBy(feed => feed.Url), Opml.Read(Encoding.UTF8.GetString(written.ToArray()), TestContext.Current.CancellationToken).OrderBy(feed => feed.Url));
        Assert.Throws<InputException>(() => Opml.Read("<html><p>x</p></html>", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_news_sitemap_names_pages_with_title_date_and_publisher()
    {
        var found = Items("""
            <?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
            <url><loc>https://example.org/1</loc><lastmod>2019-03-30</lastmod><n:news><n:publication><n:name>Example News</n:name><n:language>en</n:language></n:publication>
            <n:publication_date>2019-03-29T12:30:00Z</n:publication_date><n:title>Council meets</n:title></n:news></url><url><loc>ftp://example.org/2</loc></url></urlset>
            """, "sitemap.xml").Select(item => item.Address!).ToList();
        Assert.Equal([new FoundAddress("https://example.org/1", SourceKind.Page, "Council meets", null, "2019-03-29T12:30:00+00:00", "Example News")], found);
        Assert.Equal(SourceKind.Sitemap, Items("<sitemapindex><sitemap><loc>https://example.org/s.xml</loc></sitemap></sitemapindex>", "s.xml").Single().Address!.Kind);
    }

    [Fact]
    public void A_list_of_addresses_is_read_line_by_line()
    {
        var items = Items("# mine\nhttps://example.org/1\n\nhttps://example.org/2#top\n", "urls.txt");
        Assert.Equal(["https://example.org/1", "https://example.org/2"], items.Select(item => item.Address?.Url).OfType<string>());
        Assert.NotNull(Items("https://example.org/1 was quoted by the council.\n\nIt met.", "text.txt").Single().Document);
    }

    [Fact]
    public void Messages_of_a_Telegram_export_in_JSON_are_read()
    {
        var items = Items("""
            {
             "name": "Example Channel", "type": "public_channel", "id": 12345,
             "messages": [
              {"id": 1, "type": "service", "date": "2019-03-29T10:00:00", "action": "create_channel", "text": ""},
              {"id": 2, "type": "message", "date": "2019-03-29T12:30:00", "date_unixtime": "1553862600", "from": "Example Channel", "text": ["The council ", {"type": "bold", "text": "met"}, " on Friday."]},
              {"id": 3, "type": "message", "date": "2019-03-29T12:40:00", "from": "Another", "photo": "a.jpg", "text": ""},
              {"id": 4, "type": "message", "date": "2019-03-29T12:50:00", "from": "Another", "text": "It agreed."}
             ]
            }
            """, "result.json");
        Assert.Equal(
            [("12345/2", "The council met on Friday.", "2019-03-29T12:30:00+00:00", "Example Channel", null), ("12345/4", "It agreed.", "2019-03-29T12:50:00", "Example Channel", "Another")],
            items.Select(item => item.Document!.Document).Select(document => (document.Id, document.Text, document.Date, document.Source, document.Author)));
    }

    [Fact]
    public void Messages_of_a_Telegram_export_in_HTML_are_read()
    {
        var items = Items("""
            <!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap">
            <div class="page_header"><div class="content"><div class="text bold"> Example Channel </div></div></div>
            <div class="page_body chat_page"><div class="history">
            <div class="message service" id="message-1"><div class="body details">29 March 2019</div></div>
            <div class="message default clearfix" id="message2"><div class="body"><div class="pull_right date details" title="29.03.2019 12:30:00 UTC+01:00">12:30</div>
            <div class="from_name"> Example Channel </div><div class="text">The council met.<br><br>It <strong>agreed</strong>.</div></div></div>
            <div class="message default clearfix joined" id="message3"><div class="body"><div class="pull_right date details" title="29.03.2019 12:31:00">12:31</div><div class="media_wrap"></div></div></div>
            </div></div></div></body></html>
            """, "messages.html");
        var document = Assert.Single(items).Document!.Document;
        Assert.Equal(("2", "The council met.\n\nIt agreed.", "2019-03-29T12:30:00+01:00", "Example Channel"), (document.Id, document.Text, document.Date, document.Source));
    }

    private const string Message =
        "From: Example News <news@example.org>\r\nTo: you@example.com\r\nSubject: =?utf-8?q?Caf=C3=A9_reopens?=\r\nDate: Fri, 29 Mar 2019 12:30:00 +0100\r\nMessage-ID: <1@example.org>\r\n"
        + "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=C3=A9 reopened.\r\n"
        + "--x\r\nContent-Type: text/html\r\n\r\n<p>The caf&eacute; reopened.</p>\r\n--x--\r\n";

    [Fact]
    public void A_message_is_read_with_subject_sender_and_date()
    {
        var document = Assert.Single(Items(Message, "a.eml")).Document!.Document;
        Assert.Equal(("1@example.org", "Café reopens", "The café reopened.", "2019-03-29T12:30:00+01:00", "Example News"), (document.Id, document.Title, document.Text, document.Date, document.Source));
    }

    [Fact]
    public void Messages_of_a_mailbox_are_read_one_by_one()
    {
        const string from = "From news@example.org Fri Mar 29 12:30:00 2019\r\n";
        var items = Items(from + Message + "\r\n" + from + Message.Replace("<1@", "<2@", StringComparison.Ordinal) + "\r\n", "inbox");
        Assert.Equal(["1@example.org", "2@example.org"], items.Select(item => item.Document?.Document.Id));
    }

    [Fact]
    public void A_pipe_in_a_folder_is_named_and_the_rest_is_read()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("needs mkfifo");
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "The council met.");
        using (var made = System.Diagnostics.Process.Start("mkfifo", folder.File("b.pipe"))) made.WaitForExit();
        folder.Write("c.txt", "It agreed.");
        var items = new FileSource(new SourceOptions()).Read([folder.Path], TestContext.Current.CancellationToken).ToList();
        Assert.Equal(2, items.Count(item => item.Document is not null));
        Assert.Contains("pipe", Assert.Single(items, item => item.Failure is not null).Failure!.Message, StringComparison.Ordinal);
    }

    private static List<SourceItem> Items(string content, string name) =>
        [.. DocumentFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(content)), name, new SourceOptions(), TestContext.Current.CancellationToken)];
}
