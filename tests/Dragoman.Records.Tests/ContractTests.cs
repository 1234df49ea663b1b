using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Dragoman.Records.Json;
using Dragoman.Tests;

namespace Dragoman.Records.Tests;

/// <summary>Holds the JSON of every record that leaves or enters the program to golden files.</summary>
public class ContractTests
{
    private const string Project = "Dragoman.Records.Tests";

    public static TheoryData<string> Files => new(
        "document.json", "article.json", "coded-document.json", "relate-request.json", "relate-answer.json",
        "relate-nothing.json", "times-request.json", "times-answer.json", "error-line.json");

    private static JsonTypeInfo TypeOf(string file) => file switch
    {
        "document.json" => RecordsJson.Default.Document,
        "article.json" => RecordsJson.Default.Article,
        "coded-document.json" => RecordsJson.Default.CodedDocument,
        "relate-request.json" => RecordsJson.Default.RelateRequest,
        "relate-answer.json" or "relate-nothing.json" => RecordsJson.Default.RelateAnswer,
        "times-request.json" => RecordsJson.Default.TimesRequest,
        "times-answer.json" => RecordsJson.Default.TimesAnswer,
        "error-line.json" => RecordsJson.Default.ErrorLine,
        _ => throw new ArgumentOutOfRangeException(nameof(file), file, "no record for this golden file"),
    };

    private static string Read(string file) => File.ReadAllText(Repository.Path("tests", Project, "Golden", file));

    private static string Indented(JsonNode node) =>
        node.ToJsonString(new JsonSerializerOptions(RecordsJson.Default.Options) { WriteIndented = true });

    [Theory]
    [MemberData(nameof(Files))]
    public void Json_that_is_read_and_written_again_is_the_same(string file)
    {
        var type = TypeOf(file);
        var record = JsonSerializer.Deserialize(Read(file), type);
        Golden.Matches(Project, file, Indented(JsonNode.Parse(JsonSerializer.Serialize(record, type))!));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Fields_of_a_later_version_are_passed_over(string file)
    {
        var type = TypeOf(file);
        var later = JsonNode.Parse(Read(file))!.AsObject();
        later["aFieldOfTomorrow"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
        foreach (var child in later.Select(pair => pair.Value).OfType<JsonArray>().SelectMany(array => array.OfType<JsonObject>()))
            child["anotherOfTomorrow"] = true;

        var record = JsonSerializer.Deserialize(later.ToJsonString(), type);
        Golden.Matches(Project, file, Indented(JsonNode.Parse(JsonSerializer.Serialize(record, type))!));
    }

    [Fact]
    public void Absent_and_null_mean_the_same()
    {
        var absent = JsonSerializer.Deserialize("""{"text":"A."}""", RecordsJson.Default.Document);
        var nulls = JsonSerializer.Deserialize("""{"id":null,"text":"A.","html":null,"date":null}""", RecordsJson.Default.Document);
        Assert.Equal(absent, nulls);
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("\"a-1\"", "a-1")]
    public void An_id_may_be_a_number(string json, string expected) =>
        Assert.Equal(expected, JsonSerializer.Deserialize($$"""{"id":{{json}}}""", RecordsJson.Default.Document)!.Id);

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void An_id_of_another_kind_is_an_error(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize($$"""{"id":{{json}}}""", RecordsJson.Default.Document));

    [Theory]
    [InlineData("[1]")]
    [InlineData("[1,2,3]")]
    [InlineData("[1.5,2]")]
    [InlineData("{\"start\":1,\"end\":2}")]
    [InlineData("\"1-2\"")]
    public void A_span_that_is_not_two_whole_numbers_is_an_error(string json) =>
        Assert.Throws<JsonException>(
            () => JsonSerializer.Deserialize($$"""{"source":{{json}}}""", RecordsJson.Default.RelateRequest));

    [Fact]
    public void Letters_of_all_scripts_are_written_as_themselves()
    {
        var line = JsonSerializer.Serialize(new Document { Text = "Київ “é” 東京 <b>" }, RecordsJson.Default.Document);
        Assert.Equal("""{"text":"Київ “é” 東京 <b>"}""", line);
    }

    [Fact]
    public void A_line_break_in_a_text_never_breaks_the_line() =>
        Assert.DoesNotContain('\n', JsonSerializer.Serialize(new Document { Text = "a\nb\r\nc" }, RecordsJson.Default.Document));

    [Fact]
    public void Every_error_code_is_one_of_a_kind()
    {
        var codes = typeof(ErrorCodes).GetFields().Select(field => (string)field.GetValue(null)!).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z]+(-[a-z]+)*$", code));
    }
}
