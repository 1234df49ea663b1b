using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Views;

namespace Dragoman.Web.Tests;

public class CitationTests
{
    [Fact]
    public void A_citation_names_who_did_what_to_whom_where_it_stands_and_on_whose_word()
    {
        var document = News.Reprint;
        var text = Citation.Event(document, document.Coded.Events[0]);
        Assert.StartsWith("United States (USAGOV): ACCUSE disapprove → Russia (RUS), ", text, StringComparison.Ordinal);
        Assert.Contains("In Harbour Daily (first published by Radio Free Europe/Radio Liberty), “Washington condemns Russian troops in Venezuela”, 30 March 2019, https://news.example/world/venezuela-troops: “Washington has condemned", text, StringComparison.Ordinal);
        Assert.EndsWith($"Coded by {EngineVersion.Current}, confidence 0.86; {document.Id}, e1.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_on_somebodys_word_is_cited_so()
    {
        var document = News.Reprint;
        Assert.Contains("According to Elliott Abrams, in Harbour Daily", Citation.Event(document, document.Coded.Events.First(item => item.AssertedBy == "s3")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotation_keeps_its_words_its_speaker_and_his_office()
    {
        var document = News.Reprint;
        var text = Citation.Quote(document, document.Coded.Statements.First(item => item.Id == "s3"));
        Assert.StartsWith("Elliott Abrams, special envoy for Venezuela: “extremely pernicious”, ", text, StringComparison.Ordinal);
        var told = Citation.Quote(document, document.Coded.Statements.First(item => item.Id == "s2"));
        Assert.StartsWith("Elliott Abrams, special envoy for Venezuela said that about 100 Russian military personnel are in the country", told, StringComparison.Ordinal);
        Assert.Contains("A speaker who is not named", Citation.Quote(document, document.Coded.Statements[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_addresses_are_not_cited_and_endless_sentences_are_cut()
    {
        var row = new EventRow { Document = "d", Event = "e", Type = EventType.Aid, ActorText = "x", Sentence = new string('a', 5000), Url = "javascript:alert(1)" };
        var text = Citation.Event(row);
        Assert.DoesNotContain("javascript", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 600, 900);
    }

    [Theory]
    [InlineData(Standing.Alone, "single")]
    [InlineData(Standing.Corroborated, "corroborated")]
    [InlineData(Standing.Disputed, "disputed")]
    [InlineData(Standing.Retracted, "retracted")]
    public void A_standing_is_written_as_in_queries(Standing standing, string word)
    {
        Assert.Equal(word, StandingText.Word(standing));
        Assert.True(EventQuery.TryParse("standing:" + word, out _, out _));
    }
}
