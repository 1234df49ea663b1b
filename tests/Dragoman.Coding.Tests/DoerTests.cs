using Dragoman.Records;

namespace Dragoman.Coding.Tests;

/// <summary>Who did it where the words do not put the doer in front of the verb: owners of nouns, passives without agent, victims of firing.</summary>
public sealed class DoerTests
{
    [Theory]
    [InlineData("Police raided the market on Friday. Nine people were detained.", "Police", "Nine people")]
    [InlineData("Police said nine people had been arrested.", "Police", "nine people")]
    [InlineData("Soldiers searched the district on Monday, and three men were arrested.", "Soldiers", "three men")]
    public void A_passive_without_agent_takes_who_has_the_power_and_is_named(string text, string actor, string recipient)
    {
        var act = Assert.Single(Reading.Code(text).Events, told => told is { Type: EventType.Coerce, Mode: "arrest" });
        Assert.Equal((actor, true, recipient), (act.Actor.Text, act.Actor.Inferred, act.Recipient?.Text));
        Assert.Equal(actor, text[act.Actor.Start..act.Actor.End]);
    }

    [Theory]
    [InlineData("The mayor visited the market on Friday. Nine people were detained.")]
    [InlineData("Rebels attacked police on Friday. Nine people were detained.")]
    [InlineData("Police searched the market. It rained on Sunday. Nine people were detained.")]
    [InlineData("Kenyan police and Ugandan soldiers patrolled the border. Nine people were detained.")]
    public void Nobody_is_taken_where_nobody_with_the_power_is_named_just_before_or_two_are(string text) =>
        Assert.DoesNotContain(Reading.Code(text).Events, told => told is { Type: EventType.Coerce, Mode: "arrest" });

    [Theory]
    [InlineData("A rebel attack on Kenyan soldiers drew condemnation.", EventType.Assault, "REB", "KENMIL")]
    [InlineData("Kenyan police raids on the mosque led to clashes.", EventType.Coerce, "KENCOP", "REL")]
    [InlineData("Rebel shelling killed nine civilians.", EventType.Assault, "REB", "CVL")]
    [InlineData("Government support for the rebels has ended.", EventType.Support, "GOV", "REB")]
    [InlineData("Two students died in army shelling.", EventType.Assault, "MIL", "EDU")]
    [InlineData("Two students died in police firing.", EventType.Assault, "COP", "EDU")]
    [InlineData("Two students were killed in a police shooting.", EventType.Assault, "COP", "EDU")]
    public void A_role_in_front_of_a_noun_does_what_the_noun_names(string text, EventType type, string actor, string recipient) =>
        Assert.Contains(Reading.Code(text).Events, told => told.Type == type && told.Actor.Code == actor && told.Recipient?.Code == recipient);

    [Theory]
    [InlineData("The army had to arrest the ministers.", Factuality.Happened)]
    [InlineData("The army has to arrest the ministers.", Factuality.Possible)]
    [InlineData("The army did not have to arrest the ministers.", Factuality.Denied)]
    public void What_had_to_be_done_was_done(string text, Factuality factuality) =>
        Assert.Equal(factuality, Assert.Single(Reading.Code(text).Events, told => told.Type == EventType.Coerce).Factuality);

    [Theory]
    [InlineData("Gunmen shot dead three farmers.", 3)]
    [InlineData("Two men were shot dead by the police.", 2)]
    [InlineData("Two men were gunned down by soldiers.", 2)]
    [InlineData("Two men were stabbed to death by rebels.", 2)]
    public void Who_was_shot_dead_was_killed(string text, int killed)
    {
        var act = Assert.Single(Reading.Code(text).Events);
        Assert.Equal(killed, act.Magnitude?.Killed?.Value);
        Assert.DoesNotContain("dead", act.Recipient!.Text, StringComparison.Ordinal);
    }
}
