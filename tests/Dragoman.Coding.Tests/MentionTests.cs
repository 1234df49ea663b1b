using Dragoman.Records;

namespace Dragoman.Coding.Tests;

/// <summary>How far the words of a mention reach, what kind of thing they name, and to which mention an event points.</summary>
public class MentionTests
{
    [Theory]
    [InlineData("Three gunmen fled to the hills.", "gunmen", MentionKind.Group)]
    [InlineData("About 40 Peruvian soldiers crossed the river.", "Peruvian soldiers", MentionKind.Group)]
    [InlineData("Half a million refugees crossed the river.", "refugees", MentionKind.Group)]
    [InlineData("The two ministers met in Lima.", "The two ministers", MentionKind.Group)]
    [InlineData("The families of the victims wrote to the court.", "The families of the victims", MentionKind.Group)]
    [InlineData("The Government of Kenya signed the treaty.", "The Government of Kenya", MentionKind.Organization)]
    [InlineData("Officials met Kenya's security forces on Monday.", "Kenya's security forces", MentionKind.Group)]
    [InlineData("The minister for trade resigned.", "The minister for trade", MentionKind.Person)]
    [InlineData("Police questioned the son of a judge.", "the son", MentionKind.Person)]
    [InlineData("His family left the town.", "His family", MentionKind.Group)]
    [InlineData("Reporters met Gen. Hernandez in Quito.", "Gen. Hernandez", MentionKind.Person)]
    public void A_mention_is_the_whole_noun_phrase_without_what_counts_it(string text, string words, MentionKind kind)
    {
        var found = Mentions(text);
        Assert.Contains((words, kind), found);
    }

    [Theory]
    [InlineData("She told him that they would wait.", "She", MentionKind.Person)]
    [InlineData("She told him that they would wait.", "him", MentionKind.Person)]
    [InlineData("She told him that they would wait.", "they", MentionKind.Group)]
    [InlineData("We will never agree to this.", "We", MentionKind.Group)]
    public void A_pronoun_of_people_is_a_mention_without_a_name_where_nobody_is_known_to_be_meant(string text, string words, MentionKind kind)
    {
        var mention = Assert.Single(Reading.Code(text).Mentions, mention => text[mention.Start..mention.End] == words);
        Assert.Equal((kind, null, null, null), (mention.Kind, mention.Name, mention.Actor, mention.Corefers));
    }

    [Fact]
    public void A_pronoun_that_points_to_somebody_says_to_whom()
    {
        const string text = "Angela Merkel condemned the attack. She also thanked the police.";
        var coded = Reading.Code(text);
        var name = Assert.Single(coded.Mentions, mention => text[mention.Start..mention.End] == "Angela Merkel");
        var pronoun = Assert.Single(coded.Mentions, mention => text[mention.Start..mention.End] == "She");
        Assert.Equal((MentionKind.Person, name.Id, name.Name), (pronoun.Kind, pronoun.Corefers, pronoun.Name));
    }

    [Theory]
    [InlineData("It rained all day.")]
    [InlineData("It is clear that prices will rise.")]
    public void What_speaks_of_nobody_is_no_mention(string text) => Assert.Empty(Reading.Code(text).Mentions);

    [Theory]
    [InlineData("The cargo came from Chad and Niger.", "Chad", MentionKind.Place)]
    [InlineData("The cargo came from Chad and Niger.", "Niger", MentionKind.Place)]
    [InlineData("Exports to Chad, Niger and Mali fell.", "Mali", MentionKind.Place)]
    [InlineData("Rain fell across northern Chad.", "Chad", MentionKind.Place)]
    [InlineData("The conference on Yemen was put off.", "Yemen", MentionKind.Place)]
    [InlineData("Chad condemned the attack.", "Chad", MentionKind.Organization)]
    [InlineData("France sent aid to Chad.", "Chad", MentionKind.Organization)]
    public void A_state_that_takes_part_in_nothing_is_a_place_where_the_words_say_where(string text, string words, MentionKind kind) =>
        Assert.Equal(kind, Assert.Single(Reading.Code(text).Mentions, mention => text[mention.Start..mention.End] == words).Kind);

    [Fact]
    public void An_event_quotes_its_own_words_and_points_to_the_mention_around_them()
    {
        const string text = "Three gunmen shot Kenya's security forces in Garissa.";
        var coded = Reading.Code(text);
        var act = Assert.Single(coded.Events);
        var actor = coded.Mentions.Single(mention => mention.Id == act.Actor.Mention);
        Assert.Equal(("Three gunmen", "gunmen"), (act.Actor.Text, text[actor.Start..actor.End]));
        Assert.Equal(coded.Mentions.Count, coded.Mentions.Select(mention => (mention.Start, mention.End)).Distinct().Count());
    }

    private static List<(string Words, MentionKind Kind)> Mentions(string text) =>
        [.. Reading.Code(text).Mentions.Select(mention => (text[mention.Start..mention.End], mention.Kind))];
}
