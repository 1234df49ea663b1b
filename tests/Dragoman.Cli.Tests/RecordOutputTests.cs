using System.Text;
using System.Text.Json;
using Dragoman.Cli.Streaming;
using Dragoman.Records;
using Dragoman.Records.Json;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>The fast way to write records gives the bytes of the serializer.</summary>
public class RecordOutputTests
{
    private static string Read(string name) => File.ReadAllText(Repository.Path("tests", "Dragoman.Records.Tests", "Golden", name));

    [Fact]
    public void A_coded_document_is_written_as_the_serializer_writes_it()
    {
        var document = JsonSerializer.Deserialize(Read("coded-document.json"), RecordsJson.Default.CodedDocument)!;
        using var buffer = new PooledBuffer();
        RecordOutput.WriteLine(buffer, document);
        Assert.Equal(JsonSerializer.Serialize(document, RecordsJson.Default.CodedDocument) + "\n", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void A_coded_document_with_nothing_in_it_is_written_as_the_serializer_writes_it()
    {
        var document = new CodedDocument { Text = "“é” <b>\n\u2028", Engine = "e" };
        using var buffer = new PooledBuffer();
        RecordOutput.WriteLine(buffer, document);
        Assert.Equal(JsonSerializer.Serialize(document, RecordsJson.Default.CodedDocument) + "\n", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void An_article_is_written_as_the_serializer_writes_it()
    {
        var article = JsonSerializer.Deserialize(Read("article.json"), RecordsJson.Default.Article)!;
        using var buffer = new PooledBuffer();
        RecordOutput.WriteLine(buffer, article);
        Assert.Equal(JsonSerializer.Serialize(article, RecordsJson.Default.Article) + "\n", Encoding.UTF8.GetString(buffer.Written));
    }

    [Fact]
    public void Every_field_of_the_records_is_written()
    {
        // A field that Records gains is missed here until RecordOutput writes it.
        Assert.Equal(16, typeof(CodedDocument).GetProperties().Length);
        Assert.Equal(15, typeof(Article).GetProperties().Length);
    }
}
