using System.Text;
using CsCheck;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Tests;

public sealed class DocumentLineTests
{
    [Fact]
    public void All_fields_are_read_and_unknown_ones_passed_over()
    {
        var document = Parse("""{"id":17,"x":{"y":[1,{"z":2}]},"text":"The talks ended.","title":"Talks","date":"2019-03-29","url":"https://example.org/1","source":"Example","author":"The desk"}""");
        Assert.Equal(
            new Document { Id = "17", Text = "The talks ended.", Title = "Talks", Date = "2019-03-29", Url = "https://example.org/1", Source = "Example", Author = "The desk" },
            document);
    }

    [Fact]
    public void Null_means_absent() => Assert.Equal("x", Parse("""{"id":null,"text":null,"html":"x","date":null}""").Html);

    [Theory]
    [InlineData("nonsense", ErrorCodes.InvalidJson, "line 3")]
    [InlineData("[1]", ErrorCodes.InvalidJson, "an array")]
    [InlineData("{\"text\":\"a\"} {\"text\":\"b\"}", ErrorCodes.InvalidJson, "line 3")]
    [InlineData("{\"text\":\"a\"", ErrorCodes.InvalidJson, "line 3")]
    [InlineData("{\"text\":5}", ErrorCodes.InvalidField, "text is a number")]
    [InlineData("{\"text\":[\"a\"]}", ErrorCodes.InvalidField, "text is an array")]
    [InlineData("{\"id\":{},\"text\":\"a\"}", ErrorCodes.InvalidField, "id is an object")]
    [InlineData("{\"title\":true,\"text\":\"a\"}", ErrorCodes.InvalidField, "title")]
    [InlineData("{\"id\":1}", ErrorCodes.InvalidField, "neither the field text nor the field html")]
    [InlineData("{\"text\":\"a\",\"html\":\"b\"}", ErrorCodes.InvalidField, "both")]
    [InlineData("{\"text\":\"  \"}", ErrorCodes.Empty, "text is empty")]
    [InlineData("   ", ErrorCodes.Empty, "line 3")]
    [InlineData("{\"text\":\"a\",\"date\":\"soon\"}", ErrorCodes.InvalidDate, "soon")]
    [InlineData("{\"text\":\"half \\ud83d\"}", ErrorCodes.InvalidField, "surrogate")]
    public void What_is_wrong_is_said_with_code_line_and_field(string line, string code, string words)
    {
        var exception = Assert.Throws<InputException>(() => Parse(line));
        Assert.Equal(code, exception.Code);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("line 3: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_over_the_limit_is_too_large()
    {
        var line = Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', Limits.DocumentBytes + 1) + "\"}");
        Assert.Equal(ErrorCodes.TooLarge, Assert.Throws<InputException>(() => DocumentLine.Parse(line, 1)).Code);
    }

    [Theory]
    [InlineData("{\"id\":\"a7\",\"text\":5}", "a7")]
    [InlineData("{\"id\":7,\"text\":", "7")]
    [InlineData("{\"text\":5}", null)]
    [InlineData("nonsense", null)]
    [InlineData("{\"id\":[]}", null)]
    public void The_id_of_a_wrong_line_is_found_where_it_can_be(string line, string? id) =>
        Assert.Equal(id, DocumentLine.TryReadId(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void Any_bytes_give_a_document_or_a_documented_error() => Check.Sample(
        Gen.OneOf(Gen.String, Gen.String["{}[]\":,\\udatexhml0123 \n"]),
        line =>
        {
            try
            {
                var document = DocumentLine.Parse(Encoding.UTF8.GetBytes(line), 1);
                return document.Text is null != document.Html is null;
            }
            catch (InputException exception)
            {
                return exception.Code is ErrorCodes.InvalidJson or ErrorCodes.InvalidField or ErrorCodes.InvalidDate or ErrorCodes.Empty;
            }
        });

    private static Document Parse(string line) => DocumentLine.Parse(Encoding.UTF8.GetBytes(line), 3);
}
