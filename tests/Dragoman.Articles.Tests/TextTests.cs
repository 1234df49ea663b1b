using CsCheck;
using Dragoman.Articles;
using Dragoman.Records;

namespace Dragoman.Tests;

public sealed class TextTests
{
    private const string Reprint = """
        Subscribe to our Telegram channel for reports as they come in!

        Harbour council votes to reopen the north quay

        Workers unload the first ship at the north quay of Port Example after the repairs on May 4, 2017. (Ministry of Transport)

        This article was originally published by Coast Radio/Inland Radio and is reprinted with permission.

        The harbour council voted on Tuesday to reopen the north quay, officials said.

        “We have waited for this,” the harbour master told reporters. The quay was closed in March.

        © 2017 Port Example Media. All rights reserved.
        """;

    [Fact]
    public void A_bare_reprint_is_cut_into_its_parts()
    {
        var article = Reading.Text(Reprint);
        Assert.Equal(
            [
                "Promotion: Subscribe to our Telegram channel for reports as they come in!",
                "Headline: Harbour council votes to reopen the north quay",
                "Caption: Workers unload the first ship at the north quay of Port Example after the repairs on May 4, 2017.",
                "Credit: (Ministry of Transport)",
                "Syndication: This article was originally published by Coast Radio/Inland Radio and is reprinted with permission.",
                "Body: The harbour council voted on Tuesday to reopen the north quay, officials said.",
                "Body: “We have waited for this,” the harbour master told reporters. The quay was closed in March.",
                "Copyright: © 2017 Port Example Media. All rights reserved.",
            ],
            article.Parts());
        Assert.Equal("Harbour council votes to reopen the north quay", article.Article.Title);
        Assert.Equal(
            new Caption("Workers unload the first ship at the north quay of Port Example after the repairs on May 4, 2017.", "Ministry of Transport", "2017-05-04"),
            Assert.Single(article.Article.Captions));
        Assert.Equal("2017-05-04", article.Parts[2].Date);
        Assert.Equal(
            new Origin("Coast Radio/Inland Radio", "reprinted with permission", "This article was originally published by Coast Radio/Inland Radio and is reprinted with permission."),
            article.Article.Origin);
        Assert.Equal([NoticeKind.Promotion, NoticeKind.Syndication, NoticeKind.Copyright], article.Article.Notices.Select(notice => notice.Kind));
    }

    [Theory]
    [InlineData("PARIS (Reuters) - Ministers met on Monday.", "PARIS (Reuters) -", "Reuters")]
    [InlineData("(Reuters) — Ministers met on Monday.", "(Reuters) —", "Reuters")]
    [InlineData("CARACAS, Venezuela (AP) — Ministers met on Monday.", "CARACAS, Venezuela (AP) —", "The Associated Press")]
    [InlineData("MOSCOW, March 29. /TASS/. Ministers met on Monday.", null, null)]
    [InlineData("MOSCOW, March 29 /TASS/ - Ministers met on Monday.", "MOSCOW, March 29 /TASS/ -", "TASS")]
    [InlineData("BEIJING, March 29 (Xinhua) -- Ministers met on Monday.", "BEIJING, March 29 (Xinhua) --", "Xinhua News Agency")]
    [InlineData("Brussels, 29 March 2019 (AFP) – Ministers met on Monday.", "Brussels, 29 March 2019 (AFP) –", "Agence France-Presse")]
    [InlineData("WASHINGTON — Ministers met on Monday.", "WASHINGTON —", null)]
    [InlineData("ST. JOHN'S, Antigua - Ministers met on Monday.", "ST. JOHN'S, Antigua -", null)]
    [InlineData("PORT-AU-PRINCE, Haiti — Ministers met on Monday.", "PORT-AU-PRINCE, Haiti —", null)]
    [InlineData("KABUL: Ministers met on Monday.", "KABUL:", null)]
    [InlineData("UPDATE: Ministers met on Monday.", null, null)]
    [InlineData("Ministers — all of them — met on Monday.", null, null)]
    [InlineData("NATO said on Monday - without more - that it had met.", null, null)]
    [InlineData("The UN (United Nations) - met on Monday.", null, null)]
    [InlineData("U.S. officials met on Monday.", null, null)]
    public void A_dateline_is_a_part_of_its_own(string paragraph, string? dateline, string? agency)
    {
        var article = Reading.Text("Ministers meet again\n\n" + paragraph + "\n\nThey will meet again, officials said.");
        var part = article.Parts.SingleOrDefault(part => part.Kind == PartKind.Dateline);
        Assert.Equal(dateline, part is null ? null : article.Text[part.Start..part.End]);
        Assert.Equal(agency, article.Article.Origin?.Publisher);
        Assert.Equal(paragraph, article.Article.Paragraphs[0]);
    }

    [Fact]
    public void An_agency_that_publishes_its_own_text_is_no_origin() =>
        Assert.Null(Reading.Text("PARIS (Reuters) - Ministers met on Monday.", source: "Reuters").Article.Origin);

    [Theory]
    [InlineData("This story first appeared on The Valley Wire.", "The Valley Wire", null)]
    [InlineData("Originally published at Example.org", "Example.org", null)]
    [InlineData("This article is republished from The Conversation under a Creative Commons license. Read the original article.", "The Conversation", "under a Creative Commons license")]
    [InlineData("This report was first published by the Valley Wire, which covers the coast.", "Valley Wire", null)]
    [InlineData("Republished with permission from Coast Radio. More at their site.", "Coast Radio", "Republished with permission from Coast Radio")]
    [InlineData("The post Quay reopens appeared first on Harbour News.", "Harbour News", null)]
    public void A_syndication_notice_names_the_first_publisher(string notice, string publisher, string? permission)
    {
        var article = Reading.Text("Quay reopens\n\nThe quay reopened on Tuesday, the council said.\n\n" + notice).Article;
        Assert.Equal(publisher, article.Origin?.Publisher);
        Assert.Equal(permission, article.Origin?.Permission);
        Assert.Contains(article.Origin!.Evidence, notice, StringComparison.Ordinal);
        Assert.Equal(NoticeKind.Syndication, Assert.Single(article.Notices).Kind);
    }

    [Theory]
    [InlineData("Correction: An earlier version of this article gave the wrong year.", PartKind.Correction)]
    [InlineData("An earlier version of this story misstated the size of the quay.", PartKind.Correction)]
    [InlineData("Editor's note: The names of the workers were changed.", PartKind.Other)]
    [InlineData("Read more: Council to vote on harbour dues", PartKind.Promotion)]
    [InlineData("Advertisement", PartKind.Promotion)]
    [InlineData("(Reporting by the harbour desk; editing by the night desk)", PartKind.Byline)]
    [InlineData("The virus first appeared in the west of the country at the end of August.", PartKind.Body)]
    [InlineData("The letter was originally published by the ministry in 2016, the lawyer said, and has been quoted ever since.", PartKind.Body)]
    [InlineData("Follow-up talks are planned for Monday, the ministry said.", PartKind.Body)]
    [InlineData("Correctional officers were charged on Monday.", PartKind.Body)]
    public void A_line_about_the_text_is_told_from_the_text(string line, PartKind kind)
    {
        var article = Reading.Text("Quay reopens\n\nThe quay reopened on Tuesday, the council said.\n\nShips came on Wednesday.\n\n" + line);
        Assert.Equal(kind, article.Parts[^1].Kind);
    }

    [Theory]
    [InlineData("FILE - The parliament building stands empty in the capital, May 4, 2017. (AP Photo/Press Pool)", "AP Photo/Press Pool", "2017-05-04")]
    [InlineData("Ships wait outside the harbour. Photo: Coast Guard", "Coast Guard", null)]
    [InlineData("A worker repairs the quay on 4 May 2017 [File: Harbour Council/Reuters]", "File: Harbour Council/Reuters", "2017-05-04")]
    public void A_caption_in_front_of_the_body_is_known(string line, string credit, string? date)
    {
        var article = Reading.Text("Quay reopens to ships\n\n" + line + "\n\nThe quay reopened on Tuesday, the council said.").Article;
        Assert.Equal([(credit, date)], article.Captions.Select(caption => (caption.Credit, caption.Date)));
    }

    [Theory]
    [InlineData("The party won the vote of May 4, 2017 (its third victory).")]
    [InlineData("He joined the North Atlantic Treaty Organization (NATO).")]
    public void A_sentence_that_ends_in_brackets_is_no_caption(string sentence)
    {
        var article = Reading.Text("Quay reopens to ships\n\nThe quay reopened on Tuesday, the council said.\n\n" + sentence);
        Assert.Equal("Body: " + sentence, article.Parts()[^1]);
    }

    [Fact]
    public void Lines_wrapped_by_hand_are_one_paragraph()
    {
        var article = Reading.Text("Council reopens the north quay of the harbour\n\nThe harbour council voted on Tuesday to reopen the north quay, which\nhad been closed since the storm in March, officials said after a long\nmeeting in the town hall.\n\nShips came on Wednesday.\nMore are on the way.");
        Assert.Equal(3, article.Article.Paragraphs.Count);
        Assert.EndsWith("town hall.", article.Article.Paragraphs[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_byline_and_a_day_above_the_text_are_no_body()
    {
        var article = Reading.Text("Quay reopens to ships\nBy the Harbour Desk | AFP\n29 March 2019, 10:30\n\nThe quay reopened on Tuesday, the council said.");
        Assert.Equal([PartKind.Headline, PartKind.Byline, PartKind.Dateline, PartKind.Body], article.Parts.Select(part => part.Kind));
        Assert.Equal("Agence France-Presse", article.Article.Origin?.Publisher);
        Assert.Equal("2019-03-29T10:30:00", article.Article.Published);
    }

    [Fact]
    public void One_sentence_alone_is_body() => Assert.Equal(["Body: Ministers met on Monday"], Reading.Text("Ministers met on Monday").Parts());

    [Fact]
    public void A_line_of_20_MB_is_too_large() => Assert.Equal(
        ErrorCodes.TooLarge, Assert.Throws<InputException>(() => Reading.Text(new string('x', 20_000_000))).Code);

    [Fact]
    public void A_line_as_long_as_a_document_may_be_is_read() => Assert.Single(Reading.Text(new string('x', Limits.DocumentBytes)).Parts);

    [Theory]
    [InlineData(null, ErrorCodes.InvalidField)]
    [InlineData("", ErrorCodes.Empty)]
    [InlineData(" \n\t", ErrorCodes.Empty)]
    public void Nothing_to_read_is_an_error(string? text, string code) =>
        Assert.Equal(code, Assert.Throws<InputException>(() => ArticleReader.Read(new Document { Text = text }, TestContext.Current.CancellationToken)).Code);

    [Fact]
    public void Any_text_comes_back_as_it_was_with_all_words_in_parts() => Check.Sample(
        Gen.OneOf(
            Gen.String,
            Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[1, 20].Select(pieces => string.Concat(pieces))),
        text =>
        {
            if (string.IsNullOrWhiteSpace(text)) return true;
            return Reading.Text(text).Text == text;
        });

    private static readonly string[] Pieces =
    [
        "\n", "\n\n", "\r\n", " ", "By ", "PARIS ", "(Reuters) ", "- ", "— ", "Correction: ", "on May 4, 2017. ", "(AP Photo)", "[", "(", ")", "The council met. ", "Photo: ", "originally published by ",
        "©", "\u2028", "…", "/", ",", ":", "Subscribe to ", "A", "\u00A0", "😀", "29 March 2019", "first appeared on ", "with permission",
    ];
}
