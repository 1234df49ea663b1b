using System.Reflection;
using System.Text;
using System.Text.Json;
using Dragoman.Records;
using Dragoman.Records.Json;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>What is kept of a reading: article and coded document, with the text once.</summary>
public sealed class ReadingTests
{
    [Fact]
    public void A_reading_has_its_text_once_and_comes_back_whole()
    {
        var document = Synthetic.Document(3);
        var written = Contents.Write(document.Article, document.Coded);
        var text = JsonSerializer.Serialize(document.Coded.Text, RecordsJson.Default.Options);
        Assert.Equal(2, Encoding.UTF8.GetString(written).Split(text[1..^1]).Length);
        Same(document, Contents.Read(written, "here"));
    }

    [Fact]
    public void A_reading_of_an_older_store_has_it_twice_and_comes_back_whole()
    {
        var document = Synthetic.Document(3);
        byte[] written =
        [
            .. JsonSerializer.SerializeToUtf8Bytes(document.Article, RecordsJson.Default.Article), (byte)'\n',
            .. JsonSerializer.SerializeToUtf8Bytes(document.Coded, RecordsJson.Default.CodedDocument),
        ];
        Same(document, Contents.Read(written, "here"));
    }

    [Theory]
    [InlineData("another text")]
    [InlineData("")]
    public void A_text_that_is_not_the_articles_is_kept(string text)
    {
        var document = Synthetic.Document(3);
        var (article, coded) = Contents.Read(Contents.Write(document.Article, Contents.With(document.Coded, text)), "here");
        Assert.Equal(text, coded.Text);
        Assert.Equal(document.Article.Text, article.Text);
    }

    [Fact]
    public void All_of_a_coded_document_but_its_text_is_taken_over()
    {
        var whole = new CodedDocument
        {
            Text = "old",
            Id = "i",
            Title = "t",
            Date = "2019-03-29",
            Url = "https://news.example/a",
            Source = "s",
            Language = "en",
            Engine = "e",
            Origin = new Origin("p", null, "words"),
            Parts = [null!],
            Sentences = [new Extent(0, 1)],
            Mentions = [null!],
            Events = [null!],
            Statements = [null!],
            Times = [null!],
            Quantities = [null!],
        };
        var other = Contents.With(whole, "new");
        Assert.Equal("new", other.Text);
        foreach (var property in typeof(CodedDocument).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.Name != nameof(CodedDocument.Text)))
        {
            // Empty lists may be one and the same: a list that is not filled here would show nothing.
            Assert.NotNull(property.GetValue(whole));
            if (property.GetValue(whole) is System.Collections.IEnumerable values) Assert.NotEmpty(values);
            Assert.Same(property.GetValue(whole), property.GetValue(other));
        }
    }

    private static void Same(StoredDocument expected, (Article Article, CodedDocument Coded) found)
    {
        Assert.Equal(JsonSerializer.Serialize(expected.Article, RecordsJson.Default.Article), JsonSerializer.Serialize(found.Article, RecordsJson.Default.Article));
        Assert.Equal(JsonSerializer.Serialize(expected.Coded, RecordsJson.Default.CodedDocument), JsonSerializer.Serialize(found.Coded, RecordsJson.Default.CodedDocument));
    }
}
