using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Dragoman.Records;

namespace Dragoman.Store.Tests;

/// <summary>What an export says about itself, and that whole texts stay at home unless they are asked for.</summary>
public class ManifestTests
{
    [Fact]
    public void A_manifest_says_what_was_exported_and_with_what()
    {
        using var temporary = new TemporaryStore(
            Sample.Document("a", acts: [new Act { Cameo = "111" }, new Act(EventType.Aid) { Date = "2018-05", Precision = DatePrecision.Month, Factuality = Factuality.Denied }]),
            Sample.Document("b", acts: [new Act(EventType.Aid) { Date = null, Cameo = "070" }]));
        var query = EventQuery.Parse("type:AID,ACCUSE");
        using var output = new MemoryStream();
        var manifest = new ExportManifest();
        Assert.Equal(2, manifest.Export(temporary.Store, query, EventExport.Find("polecat")!, texts: false, output, TestContext.Current.CancellationToken));
        var json = Write();
        Assert.Equal((EngineVersion.Current, "polecat", "type:AID,ACCUSE", "x.txt"), ((string?)json["engine"], (string?)json["format"], (string?)json["query"], (string?)json["output"]));
        Assert.Equal((3, 2), ((int)json["eventsFound"]!, (int)json["eventsWritten"]!));
        Assert.Equal((1, 2), ((int)json["eventsByType"]!["ACCUSE"]!, (int)json["eventsByType"]!["AID"]!));
        Assert.Equal((1, 3), ((int)json["eventsByFactuality"]!["denied"]!, (int)json["eventsByDataSet"]!["own"]!));
        Assert.Equal(("2018-05-01", "2019-03-29"), ((string?)json["firstDate"], (string?)json["lastDate"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(output.ToArray())), (string?)json["sha256"]);
        Assert.Equal(temporary.Store.Summarize().SchemaVersion, (int)json["storeSchema"]!);
        Assert.Equal(2, (int)json["documentsReadBy"]![EngineVersion.Current]!);
        Assert.Equal("abc", (string?)json["checksums"]!["models/x"]);
        Assert.Equal(json.ToJsonString(), Write().ToJsonString());

        JsonNode Write()
        {
            using var stream = new MemoryStream();
            manifest.Write(stream, temporary.Store, query, EventExport.Find("polecat")!, texts: false, "x.txt", [("models/x", "abc")]);
            return JsonNode.Parse(stream.ToArray())!;
        }
    }

    [Fact]
    public void Whole_texts_go_out_only_when_asked_for()
    {
        using var temporary = new TemporaryStore(Sample.Document("a", "Words beside the event.", acts: [new Act { Cameo = "111", Mode = "disapprove" }]));
        foreach (var format in EventExport.Formats)
        {
            foreach (var texts in (bool[])[false, true])
            {
                if (texts && !format.CarriesTexts) continue;
                using var output = new MemoryStream();
                new ExportManifest().Export(temporary.Store, EventQuery.Everything, format, texts, output, TestContext.Current.CancellationToken);
                Assert.Equal(texts, output.ToArray().AsSpan().IndexOf("Words beside the event"u8) >= 0);
            }
        }

        Assert.Equal(["jsonl", "plover"], EventExport.Formats.Where(format => format.CarriesTexts).Select(format => format.Name));
    }
}
