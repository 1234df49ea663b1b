using Dragoman.Language.Neural;
using Dragoman.Records;

namespace Dragoman.Language.Tests.Neural;

/// <summary>What a list of bodies makes of the network's names.</summary>
public class KnownNamesTests
{
    private static readonly KnownNames Names = new(["Harbour Council of Riga", "Harbour Council", "Quay Watch", "Quaynews", "north bank"]);

    [Theory]
    [InlineData("Harbour/B-PER Council/I-PER met", "Harbour/B-ORG Council/I-ORG met")]
    [InlineData("Harbour/ Council/ of/ Riga/B-LOC met", "Harbour/B-ORG Council/I-ORG of/I-ORG Riga/I-ORG met")]
    [InlineData("Harbour/B-LOC Council/B-PER of Oslo", "Harbour/B-ORG Council/I-ORG of Oslo")]
    [InlineData("Old/B-LOC Quay/I-LOC Watch/I-LOC Street/I-LOC", "Old Quay/B-ORG Watch/I-ORG Street")]
    [InlineData("Royal/B-ORG Quay/I-ORG Watch/I-ORG", "Royal/B-ORG Quay/I-ORG Watch/I-ORG")]
    [InlineData("Anna/B-PER Quay/B-LOC Watch/I-LOC", "Anna/B-PER Quay/B-ORG Watch/I-ORG")]
    [InlineData("Quaynews/B-LOC wrote", "Quaynews/B-ORG wrote")]
    [InlineData("Quaynews wrote", "Quaynews wrote")]
    [InlineData("Anna/B-PER Quaynews/I-PER wrote", "Anna/B-PER Quaynews/I-PER wrote")]
    [InlineData("Quay Watchers wrote", "Quay Watchers wrote")]
    [InlineData("the north bank", "the north bank")]
    public void Names_of_bodies_are_corrected(string before, string after)
    {
        var (text, tokens) = Read(before);
        Names.Correct(text, tokens);
        Assert.Equal(after.Split(' ').Select(word => word.TrimEnd('/')), tokens.Select(token => text[token.Start..token.End] + (token.Name.Length > 0 ? "/" + token.Name : "")));
    }

    [Fact]
    public void The_names_that_come_with_the_library_are_those_of_the_table_of_bodies()
    {
        var (text, tokens) = Read("Arab/B-LOC League/B-PER met");
        KnownNames.Default.Correct(text, tokens);
        Assert.Equal(["B-ORG", "I-ORG", ""], tokens.Select(token => token.Name));
    }

    private static (string Text, Token[] Tokens) Read(string marked)
    {
        var words = marked.Split(' ').Select(word => word.Split('/')).ToList();
        var text = string.Join(' ', words.Select(word => word[0]));
        var at = 0;
        return (text, [.. words.Select(word =>
        {
            var token = new Token(at, at + word[0].Length, "", "", "", "", -1, "", word.Length > 1 ? word[1] : "", false, false);
            at += word[0].Length + 1;
            return token;
        })]);
    }
}
