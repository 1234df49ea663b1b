using Dragoman.Records;

namespace Dragoman.Coding.Tests;

/// <summary>Who is party to an act where the words do not say it plainly, and who is one and the same.</summary>
public sealed class PartyTests
{
    [Fact]
    public void Reporters_who_listen_are_no_party_to_talks() => Assert.Empty(Reading.CodeFully("Chile's envoy spoke to reporters in Quito.").Events);

    [Fact]
    public void Who_joins_those_who_do_something_does_it_too()
    {
        var events = Reading.CodeFully("Togo has joined nine states that recognise the exiled speaker as the leader of Mali.").Events;
        Assert.Contains(events, told => told is { Type: EventType.Support, Actor.Code: "TGO" });
        Assert.Contains(events, told => told is { Type: EventType.Support, Actor.Text: "nine states" });
        Assert.DoesNotContain(events, told => told.Type == EventType.Consult);
    }

    [Fact]
    public void Two_nationalities_before_one_noun_are_two_parties()
    {
        var events = Reading.CodeFully("Latvian and Estonian officials criticised Belarus.").Events;
        Assert.Equal(["ESTGOV", "LVAGOV"], events.Select(told => told.Actor.Code).Order());
        Assert.Equal("Estonian officials", events.Single(told => told.Actor.Code == "ESTGOV").Actor.Text);
    }

    [Fact]
    public void A_family_name_that_the_tagger_has_not_met_is_no_adverb() =>
        Assert.Equal("Akar", Assert.Single(Reading.CodeFully("Akar criticised Iraq.").Events).Actor.Text);

    [Theory]
    [InlineData("Peru moved troops into a state of war.")]
    [InlineData("Officials in Chad scrapped the last step of the procedure.")]
    [InlineData("The minister of Oman rejected the conclusion.")]
    public void A_state_a_step_or_a_thought_is_nobody(string text) =>
        Assert.All(Reading.CodeFully(text).Events, told => Assert.Null(told.Recipient));

    [Fact]
    public void All_of_a_list_act()
    {
        var events = Reading.CodeFully("Chile, Peru and Ecuador condemned Venezuela.").Events;
        Assert.Equal(["CHL", "ECU", "PER"], events.Select(told => told.Actor.Code).Order());
        Assert.Single(events.Select(told => told.Confidence).Distinct());
    }

    [Fact]
    public void Whom_forces_are_to_deter_they_are_against() =>
        Assert.Contains(Reading.CodeFully("The United States sent a carrier to the gulf to deter Iran.").Events, told => told is { Type: EventType.Mobilize, Recipient.Code: "IRN" });

    [Fact]
    public void A_name_says_who_the_neighbour_is() =>
        Assert.Equal("ERI", Assert.Single(Reading.CodeFully("Ethiopia accused its neighbour Eritrea of lying.").Events).Recipient?.Code);

    [Fact]
    public void The_country_is_the_state_named_before()
    {
        const string Text = "The minister of Peru spoke about Bolivia. He said rebels in Bolivia had shelled the country's army.";
        var mentions = Reading.CodeFully(Text).Mentions;
        var country = mentions.Single(mention => Text[mention.Start..mention.End] == "the country");
        Assert.Equal("BOL", country.Actor?.Code);
        Assert.Equal(mentions.First(mention => Text[mention.Start..mention.End] == "Bolivia").Id, country.Corefers);
    }

    [Fact]
    public void A_first_name_cut_short_is_the_same_person()
    {
        const string Text = "Secretary of State Michael P. Hart met the king of Oman. Mike Hart praised Qatar.";
        var mentions = Reading.CodeFully(Text).Mentions;
        Assert.NotNull(mentions.Single(mention => Text[mention.Start..mention.End] == "Mike Hart").Corefers);
    }

    [Theory]
    [InlineData("Oman recognised the exile, Ali Hadi, as the king of Yemen.", "the exile, Ali Hadi, as the king of Yemen")]
    [InlineData("Polish officials stepped up their warnings to Hungary about closing the border.", "closing the border")]
    public void What_is_recognised_or_warned_of_is_told_whole(string text, string content)
    {
        var told = Reading.CodeFully(text).Statements;
        Assert.Contains(told, statement => text[statement.Content.Start..statement.Content.End] == content);
    }

    [Theory]
    [InlineData("Algerian soldiers enforced a curfew in Tamanrasset district.", EventType.Coerce, "Tamanrasset district", null)]
    [InlineData("The rebels proclaimed a truce in northern Mali.", EventType.Concede, "northern Mali", "MLI")]
    [InlineData("Iceland granted nine million euros to open schools in Malawi.", EventType.Aid, "schools", "MWIEDU")]
    public void Who_lives_where_an_act_is_done_is_whom_it_is_done_to_when_nobody_is_named(string text, EventType type, string words, string? code)
    {
        var told = Assert.Single(Reading.CodeFully(text).Events);
        Assert.Equal((type, words, code), (told.Type, told.Recipient?.Text, told.Recipient?.Code));
    }

    [Fact]
    public void Nobody_resigns_towards_the_place_where_he_resigns() =>
        Assert.Null(Assert.Single(Reading.CodeFully("The premier stepped down on Monday in Fiji.").Events).Recipient);

    [Fact]
    public void Who_is_to_do_something_first_is_whom_it_is_refused() =>
        Assert.Contains(Reading.CodeFully("Nepal said it will not open the border until India lifts its ban.").Events, told => told is { Type: EventType.Reject, Actor.Code: "NPL", Recipient.Code: "IND" });

    [Fact]
    public void Soldiers_sent_to_keep_a_peace_are_help() =>
        Assert.Contains(Reading.CodeFully("Fiji sent a battalion to Golan on peacekeeping duty.").Events, told => told is { Type: EventType.Aid, Cameo: "074", Actor.Code: "FJI" });

    [Fact]
    public void Two_who_agree_agree_with_each_other() =>
        Assert.Contains(Reading.Acts("Fiji and Samoa agreed to lift the ban."), act => act is { Type: EventType.Concede, Symmetric: true, Actors.Count: 2, Recipients.Count: 0 });

    [Theory]
    [InlineData("Suva, Fiji - Tonga's opposition leader criticised the king on Monday.", "TONOPP")]
    [InlineData("Muscat, June 4, ONA - Oman's foreign ministry condemned Israel.", "OMNGOV")]
    [InlineData("Davao City--Fijian police have arrested three councillors.", "FJICOP")]
    [InlineData("Kampala, Nairobi and Juba signed a pact on Monday.", "UGAGOV")]
    public void A_dateline_is_no_party(string text, string actor) => Assert.Equal(actor, Reading.CodeFully(text).Events[0].Actor.Code);
}
