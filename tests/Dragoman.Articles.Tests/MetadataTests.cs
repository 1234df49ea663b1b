using Dragoman.Articles;
using Dragoman.Records;

namespace Dragoman.Tests;

public sealed class MetadataTests
{
    private const string Body = "<p>The council met on Monday and agreed to reopen the quay after the repairs.</p>";

    [Theory]
    [InlineData("29 March 2019", true)]
    [InlineData("Sept. 3", true)]
    [InlineData("The ministry", false)]
    public void Looking_for_a_month_in_front_of_a_line_allocates_nothing(string line, bool found)
    {
        Assert.Equal(found, Dates.PublicationDate.StartsWithMonth(line));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Dates.PublicationDate.StartsWithMonth(line);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Dates_that_agree_leave_no_trace()
    {
        var article = Read("<meta property='article:published_time' content='2019-03-29T23:30:00-05:00'><time datetime='2019-03-30'></time>", "https://example.org/2019/03/30/quay");
        Assert.Equal(("2019-03-29T23:30:00-05:00", null), (article.Published, article.DateCandidates));
    }

    [Fact]
    public void Of_dates_that_differ_the_one_that_agrees_with_the_address_is_taken_and_all_are_kept()
    {
        var article = Read(
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2021-01-05\"}</script><meta property='article:published_time' content='2019-03-29T10:00:00Z'>",
            "https://example.org/2019/03/29/quay");
        Assert.Equal("2019-03-29T10:00:00+00:00", article.Published);
        Assert.Equal(
            [("2021-01-05", "json-ld", false), ("2019-03-29T10:00:00+00:00", "meta", true), ("2019-03-29", "url", false)],
            article.DateCandidates!.Select(date => (date.Value, date.From, date.Chosen)));
        Assert.Contains("address", article.DateCandidates![1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_address_most_places_decide_and_then_trust()
    {
        var most = Read("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2021-01-05\"}</script><meta name='date' content='2019-03-29'><time datetime='2019-03-29T10:00:00Z'></time>", null);
        Assert.Equal("2019-03-29", most.Published);
        var trust = Read("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2021-01-05\"}</script><meta name='date' content='2019-03-29'>", null);
        Assert.Equal("2021-01-05", trust.Published);
        Assert.Equal(2, trust.DateCandidates!.Count);
    }

    [Theory]
    [InlineData("https://example.org/2019/03/29/quay", "2019-03-29")]
    [InlineData("https://example.org/news/2019-03-29-quay.html", "2019-03-29")]
    [InlineData("https://example.org/20190329/quay", "2019-03-29")]
    [InlineData("https://example.org/2019/03/quay", null)]
    [InlineData("https://example.org/news/201903291", null)]
    [InlineData("https://example.org/2019/13/45/", null)]
    [InlineData(null, null)]
    public void The_day_in_an_address_is_found(string? url, string? day) => Assert.Equal(day, DateChoice.OfAddress(url));

    [Theory]
    [InlineData("https://apnews.com/abc", "The Associated Press")]
    [InlineData("https://www.coastradio.example/quay", "coastradio.example")]
    [InlineData("https://www.harbour.example/quay", null)]
    [InlineData("https://amp.harbour.co.uk/quay", null)]
    [InlineData("https://web.archive.org/x", null)]
    public void A_page_that_names_another_address_as_its_own_is_another_s(string canonical, string? publisher) =>
        Assert.Equal(publisher, Read($"<link rel='canonical' href='{canonical}'>", "https://harbour.example/quay").Origin?.Publisher);

    [Theory]
    [InlineData("The council met on Monday and agreed to reopen the quay after the repairs.", "en")]
    [InlineData("Der Rat hat am Montag beschlossen, den Kai nach der Reparatur wieder zu öffnen, und die Schiffe werden in der nächsten Woche erwartet.", "de")]
    [InlineData("Le conseil a décidé lundi de rouvrir le quai après les travaux, et les navires sont attendus la semaine prochaine dans le port.", "fr")]
    [InlineData("El consejo decidió el lunes reabrir el muelle después de las obras, y los barcos llegarán la próxima semana según las autoridades.", "es")]
    [InlineData("O conselho decidiu na segunda-feira reabrir o cais depois das obras, e os navios são esperados na próxima semana, segundo a autoridade.", "pt")]
    [InlineData("Совет решил в понедельник открыть причал после ремонта, и корабли ожидаются на следующей неделе, как заявил капитан порта.", "ru")]
    [InlineData("Рада вирішила в понеділок відкрити причал після ремонту, і кораблі очікуються на наступному тижні, як заявив капітан порту.", "uk")]
    [InlineData("قرر المجلس يوم الاثنين إعادة فتح الرصيف بعد الإصلاحات، ومن المتوقع أن تصل السفن في الأسبوع المقبل كما قال المسؤول.", "ar")]
    [InlineData("議会は月曜日に埠頭を再開することを決めた。", "ja")]
    [InlineData("委员会星期一决定在修复后重新开放码头。", "zh")]
    [InlineData("의회는 월요일에 부두를 다시 열기로 결정했다.", "ko")]
    [InlineData("Meclis bu iskelenin onarımdan sonra yeniden açılması için karar verdi ve gemiler gelecek hafta daha çok olarak bekleniyor.", "tr")]
    [InlineData("Rada zdecydowała w poniedziałek, że nabrzeże będzie otwarte po remoncie, a statki są oczekiwane w przyszłym tygodniu.", "pl")]
    [InlineData("Rada v pondělí rozhodla, že nábřeží se po opravách znovu otevře, a lodě jsou očekávány příští týden, jak uvedl kapitán přístavu.", "cs")]
    [InlineData("A tanács hétfőn úgy döntött, hogy a rakpart a javítás után újra megnyílik, és a hajók már a jövő héten jönnek, de a kapitány szerint nem mind.", "hu")]
    [InlineData("Consiliul a decis luni că cheiul va fi redeschis după reparații, iar navele sunt așteptate săptămâna viitoare, a spus căpitanul portului.", "ro")]
    [InlineData("De raad besloot maandag dat de kade na het herstel weer open gaat, en de schepen worden volgens de havenmeester volgende week verwacht.", "nl")]
    [InlineData("Il consiglio ha deciso lunedì di riaprire il molo dopo i lavori, e le navi sono attese la settimana prossima, secondo il comandante del porto.", "it")]
    [InlineData("A mayor has to go to a court to get a permit for a quay.", "en")]
    [InlineData("So a ship, a tug, a barge and a ferry came to a quay.", "en")]
    [InlineData("I do, I do, I do, a captain told a council.", "en")]
    [InlineData("Port reopens", null)]
    [InlineData("12, 15, 2019", null)]
    [InlineData("A female commander has surrendered to a force.", "en")]
    public void The_language_of_a_text_is_found(string text, string? language) => Assert.Equal(language, LanguageIdentifier.Identify(text));

    [Fact]
    public void What_changed_between_two_versions_is_said()
    {
        var before = Reading.Text("Quay reopens\n\nThe quay reopened on Tuesday, the council said.\n\nTwo ships came.\n\nMore will come.").Article;
        var after = Reading.Text("Quay reopens\n\nThe quay reopened on Tuesday, the council said.\n\nThree ships came.\n\nMore will come.\n\nCorrection: Three ships came, not two.").Article;
        Assert.Equal("- Two ships came.\n+ Three ships came.\n+ Correction: Three ships came, not two.", ArticleChanges.Between(before, after));
        Assert.Equal("", ArticleChanges.Between(after, after));
    }

    private static Article Read(string head, string? url) =>
        ArticleReader.Read(new Document { Html = $"<html><head>{head}</head><body>{Body}</body></html>", Url = url }, TestContext.Current.CancellationToken).Article;
}
