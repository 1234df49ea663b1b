using Dragoman.Records;

namespace Dragoman.Coding.Tests.Places;

/// <summary>Which words of a text name places, which places those are, and where events happened.</summary>
public class PlaceTests
{
    private static List<string> Named(string text) =>
        [.. Reading.Code(text).Mentions.Where(mention => mention.Place is not null || mention.Kind == MentionKind.Place).Select(mention => text[mention.Start..mention.End])];

    private static Place? PlaceOf(string text, string name) =>
        Reading.Code(text).Mentions.FirstOrDefault(mention => text[mention.Start..mention.End] == name && mention.Place is not null)?.Place;

    [Theory]
    [InlineData("Floods cut off three villages near Mombasa on Sunday.", "Mombasa")]
    [InlineData("The ferry left Piraeus for Crete at noon.", "Piraeus", "Crete")]
    [InlineData("A convoy crossed the Strait of Hormuz without incident.", "Strait of Hormuz")]
    [InlineData("The talks were held in Springfield, Illinois.", "Springfield", "Illinois")]
    [InlineData("Prices rose in Ghana, Togo and Benin.", "Ghana", "Togo", "Benin")]
    [InlineData("Troops left the province of Helmand for Kabul.", "Helmand", "Kabul")]
    public void Places_are_found(string text, params string[] names)
    {
        var found = Named(text);
        Assert.All(names, name => Assert.Contains(found, span => span == name || span.EndsWith(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("The Washington Post reported the deal.", "Washington")]
    [InlineData("She deposited the money at Bank of America last week.", "America")]
    [InlineData("Researchers at the University of Chicago wrote the study.", "Chicago")]
    [InlineData("Paris Hilton opened the shop.", "Paris")]
    [InlineData("Michael Jordan retired. Jordan thanked his team.", "Jordan")]
    [InlineData("The Lagos virus was first described decades ago.", "Lagos")]
    [InlineData("The report appeared on Tuesday in March.", "March")]
    public void Names_that_only_look_like_places_are_none(string text, string name) =>
        Assert.DoesNotContain(Named(text), span => span == name);

    [Theory]
    [InlineData("Fighting broke out in Tripoli. Lebanon sent soldiers, and Beirut called for calm.", "Tripoli", "LBN")]
    [InlineData("Fighting broke out in Tripoli, the Libyan capital.", "Tripoli", "LBY")]
    [InlineData("The bridge in Birmingham, Alabama, was closed.", "Birmingham", "USA")]
    [InlineData("The bridge in Birmingham was closed, police in England said.", "Birmingham", "GBR")]
    [InlineData("A crowd gathered in Cartagena. Colombia had declared a day of mourning.", "Cartagena", "COL")]
    public void The_text_says_which_place_is_meant(string text, string name, string country)
    {
        var place = PlaceOf(text, name);
        Assert.Equal(country, place?.Country);
        Assert.NotNull(place!.Score);
        Assert.NotNull(place.Reason);
    }

    [Fact]
    public void A_country_that_acts_stays_an_actor_and_has_its_point()
    {
        const string text = "Peru condemned the attack.";
        var mention = Assert.Single(Reading.Code(text).Mentions, mention => text[mention.Start..mention.End] == "Peru");
        Assert.Equal("PER", mention.Actor?.Code);
        Assert.Equal("country", mention.Place?.Precision);
    }

    [Fact]
    public void A_nationality_word_points_to_its_country_and_is_no_place()
    {
        const string text = "Turkish officials met reporters.";
        Assert.Equal("TUR", PlaceOf(text, "Turkish")?.Country);
        Assert.DoesNotContain(Reading.Code(text).Mentions, mention => mention.Kind == MentionKind.Place);
    }

    [Theory]
    [InlineData("Police arrested dozens of protesters in Khartoum on Friday.", EventType.Coerce, "Khartoum")]
    [InlineData("Soldiers attacked rebels near Goma, in the east of Congo.", EventType.Assault, "Goma")]
    public void What_is_done_happens_where_the_sentence_says(string text, EventType type, string place) =>
        Assert.Contains(Reading.Code(text).Events, made => made.Type == type && made.Place?.Name == place);

    [Fact]
    public void What_is_only_said_has_no_place() =>
        Assert.All(
            Reading.Code("Speaking in Geneva, the foreign minister of Oman accused Yemen of breaking the truce.").Events.Where(made => made.Type == EventType.Accuse),
            made => Assert.Null(made.Place));

    [Fact]
    public void The_dateline_serves_where_one_of_the_parties_is_at_home()
    {
        const string text = "QUITO — Police in Ecuador arrested two men. Chile arrested a banker.";
        var coded = Reading.Code(text, null, new Part(0, 8, PartKind.Dateline), new Part(8, text.Length, PartKind.Body));
        Assert.Contains(coded.Mentions, mention => mention is { Start: 0, End: 5, Place.Country: "ECU" });
        Assert.All(coded.Events.Where(made => made.Actor.Code?.StartsWith("CHL", StringComparison.Ordinal) == true), made => Assert.NotEqual("Quito", made.Place?.Name));
    }

    [Fact]
    public void Mentions_stay_in_text_order_with_ids_of_their_own()
    {
        var mentions = Reading.Code("Kenya and Uganda met in Kampala. Kenya left. The Kenyan envoy stayed in Kampala.").Mentions;
        Assert.Equal(mentions.Select(mention => mention.Start).Order(), mentions.Select(mention => mention.Start));
        Assert.Equal(mentions.Count, mentions.Select(mention => mention.Id).Distinct().Count());
    }
}
