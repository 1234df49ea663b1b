using CsCheck;
using Dragoman.Records;

namespace Dragoman.Store.Tests;

/// <summary>Ids depend on what a document says, and on nothing else.</summary>
public class DocumentIdTests
{
    private static readonly Document Full = new()
    {
        Id = "1",
        Text = "A text.",
        Title = "A title",
        Date = "2019-03-29",
        Url = "https://news.example/a",
        Source = "Harbour Post",
        Author = "A writer",
    };

    [Fact]
    public void An_id_never_changes()
    {
        Assert.Equal("n766xisknjkmjmynl23fpjku5a", DocumentId.Of(Full));
        Assert.Equal("7abqkfcvaommoeu343456yi667", DocumentId.Of(new Document { Text = "" }));
    }

    [Fact]
    public void The_callers_id_has_no_part_in_it() => Assert.Equal(DocumentId.Of(Full), DocumentId.Of(Full with { Id = "2" }));

    [Fact]
    public void Every_other_field_has_a_part_in_it()
    {
        Document[] all =
        [
            Full, Full with { Text = "A text" }, Full with { Title = null }, Full with { Title = "" }, Full with { Date = "2019-03-30" },
            Full with { Url = null }, Full with { Source = "x" }, Full with { Author = null }, Full with { Text = null, Html = "A text." },
            Full with { Url = "Harbour Post", Source = "https://news.example/a" }, Full with { Title = "A title2", Date = "019-03-29" },
        ];
        Assert.Equal(all.Length, all.Select(DocumentId.Of).Distinct().Count());
    }

    [Fact]
    public void Moving_characters_from_field_to_field_changes_it() => Gen.String[0, 6].Array[4].Sample(fields =>
    {
        var one = new Document { Url = fields[0], Source = fields[1], Title = fields[2], Text = fields[3] };
        var other = new Document { Url = fields[0] + fields[1], Source = "", Title = fields[2], Text = fields[3] };
        Assert.True(DocumentId.IsWellFormed(DocumentId.Of(one)));
        if (fields[1].Length > 0) Assert.NotEqual(DocumentId.Of(one), DocumentId.Of(other));
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaa1")]
    [InlineData("Aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_no_id_is_seen(string? id) => Assert.False(DocumentId.IsWellFormed(id));
}
