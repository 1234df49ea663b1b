using Dragoman.Records;

namespace Dragoman.Coding.Tests;

/// <summary>Which mentions are of one and the same, and what follows for speakers and events.</summary>
public sealed class CoreferenceTests
{
    [Theory]
    [InlineData("John Bolton arrived. He met the envoy of Peru.", "He", "John Bolton")]
    [InlineData("Theresa May spoke to Emmanuel Macron. She thanked France.", "She", "Theresa May")]
    [InlineData("The Pentagon sent planes. It will send more planes to Oman.", "It", "The Pentagon")]
    [InlineData("John Bolton left Lima on Monday. Bolton had met the president of Peru.", "Bolton", "John Bolton")]
    [InlineData("The Russian Defense Ministry sent planes to Syria. The ministry said the planes had landed.", "The ministry", "The Russian Defense Ministry")]
    public void A_later_mention_points_to_the_first(string text, string later, string first)
    {
        var coded = Reading.Code(text);
        var at = text.LastIndexOf(later, StringComparison.Ordinal);
        var mention = Assert.Single(coded.Mentions, m => m.Start == at && m.End == at + later.Length);
        var antecedent = Assert.Single(coded.Mentions, m => m.Id == mention.Corefers);
        Assert.Equal(first, text[antecedent.Start..antecedent.End]);
    }

    [Theory]
    [InlineData("John Bolton and James Mattis arrived. He left on Monday.")]
    [InlineData("It is clear that Chile condemned Peru.")]
    [InlineData("Cuba sent doctors. Thousands of Cubans left.")]
    [InlineData("Theresa May arrived. He met the envoy.")]
    public void What_has_two_answers_or_none_stays_open(string text)
    {
        var coded = Reading.Code(text);
        Assert.All(coded.Mentions, mention => Assert.True(mention.Corefers is null || mention.Name is not null && mention.Start == 0, $"{text[mention.Start..mention.End]} is {mention.Corefers}"));
    }

    [Fact]
    public void He_said_is_the_person()
    {
        const string Text = "John Bolton flew to Lima. “We will help Peru,” he said.";
        var coded = Reading.Code(Text);
        var statement = Assert.Single(coded.Statements);
        Assert.Equal("he", statement.Speaker?.Text);
        var mention = Assert.Single(coded.Mentions, m => m.Id == statement.Speaker!.Mention);
        Assert.Equal("John Bolton", mention.Name);
        Assert.NotNull(mention.Corefers);
    }

    [Fact]
    public void A_pronoun_acts_with_the_code_of_its_antecedent()
    {
        var made = Assert.Single(Reading.Code("Chile recalled its envoy. It condemned Peru.").Events, e => e.Type == EventType.Accuse);
        Assert.Equal("CHL", made.Actor.Code);
        Assert.True(made.Actor.Inferred);
    }

    [Fact]
    public void A_deed_that_one_asserts_and_another_denies_is_one_event_with_two_positions()
    {
        const string Text = "The Peruvian army said that Chile attacked Bolivia. The Chilean government denied that Chile attacked Bolivia.";
        var coded = Reading.Code(Text);
        var made = Assert.Single(coded.Events, e => e.Type == EventType.Assault);
        Assert.Equal(Factuality.Happened, made.Factuality);
        var other = Assert.Single(made.Also);
        Assert.Equal(Factuality.Denied, other.Factuality);
        Assert.NotNull(made.AssertedBy);
        Assert.NotNull(other.AssertedBy);
        Assert.NotEqual(made.AssertedBy, other.AssertedBy);
    }

    [Theory]
    [InlineData("Chile reportedly attacked Peru.", Factuality.Possible)]
    [InlineData("Washington believes that Chile attacked Peru.", Factuality.Possible)]
    [InlineData("The army said that Chile attacked Peru.", Factuality.Happened)]
    [InlineData("Bolivia fears that Chile attacked Peru.", Factuality.Possible)]
    public void An_event_stands_as_what_carries_it_says(string text, Factuality factuality) =>
        Assert.Equal(factuality, Assert.Single(Reading.Code(text).Events, e => e.Type == EventType.Assault).Factuality);
}
