using System.Text.Json;
using CsCheck;
using Dragoman.Records;
using Dragoman.Records.Json;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests;

/// <summary>Nothing without evidence: every span of a coded document lies in its text, and slices back to the words told.</summary>
public sealed class EvidenceTests
{
    public static TheoryData<string> Samples => new(
        Directory.EnumerateFiles(Repository.Path("samples", "text")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_span_of_a_sample_slices_back_to_its_words(string name)
    {
        var coded = Reading.Code(File.ReadAllText(Repository.Path("samples", "text", name)));
        Assert.NotEmpty(coded.Events);
        Check(coded);
    }

    [Fact]
    public void Any_text_is_read_and_its_spans_lie_within_it()
    {
        string[] words =
        [
            "Chile", "Peru’s", "police", "condemned", "was", "attacked", "by", "“", "”", "\"", "said", "that", ",", ".", "not", "will", "and",
            "talks", "with", "on", "Friday", "50", "more than", "(", ")", "—", "\n\n", "\ud83d", "Kyiv", "to", "withdraw", "its", "troops", "from",
        ];
        Gen.OneOf(Gen.Int[0, words.Length - 1].Select(index => words[index]), Gen.String[0, 6]).Array[0, 60]
            .Sample(parts => Check(Reading.Code(string.Join(' ', parts), "2019-03-29")), iter: 300);
    }

    [Fact]
    public void The_same_text_gives_the_same_bytes_on_every_thread()
    {
        var texts = Directory.EnumerateFiles(Repository.Path("samples", "text")).Order(StringComparer.Ordinal).Take(8).Select(File.ReadAllText).ToList();
        var alone = texts.Select(Json).ToList();
        var together = new string[texts.Count * 4];
        Parallel.For(0, together.Length, i => together[i] = Json(texts[i % texts.Count]));
        for (var i = 0; i < together.Length; i++) Assert.Equal(alone[i % texts.Count], together[i]);

        static string Json(string text) => JsonSerializer.Serialize(Reading.Code(text, "2019-03-29"), RecordsJson.Default.CodedDocument);
    }

    [Fact]
    public void A_text_without_an_end_of_sentence_is_answered()
    {
        var coded = Reading.Code(string.Concat(Enumerable.Repeat("Chile condemned Peru and ", 20_000)));
        Check(coded);
        Assert.NotEmpty(coded.Sentences);
    }

    [Fact]
    public void Notices_and_captions_give_no_events()
    {
        const string Text = "Peru condemned Chile.";
        foreach (var kind in new[] { PartKind.Promotion, PartKind.Syndication, PartKind.Copyright, PartKind.Credit, PartKind.Correction })
            Assert.Empty(Reading.Code(Text, null, new Part(0, Text.Length, kind)).Events);
        Assert.Single(Reading.Code(Text, null, new Part(0, Text.Length, PartKind.Body)).Events);
    }

    private static void Check(CodedDocument coded)
    {
        var text = coded.Text;
        void Within(int start, int end) => Assert.True(0 <= start && start <= end && end <= text.Length, $"[{start}, {end}) of {text.Length}");
        var mentions = coded.Mentions.Select(mention => mention.Id).ToHashSet(StringComparer.Ordinal);
        var statements = coded.Statements.Select(statement => statement.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var sentence in coded.Sentences) Within(sentence.Start, sentence.End);
        foreach (var mention in coded.Mentions) Within(mention.Start, mention.End);
        foreach (var time in coded.Times) Within(time.Start, time.End);
        foreach (var quantity in coded.Quantities) Within(quantity.Start, quantity.End);
        foreach (var made in coded.Events)
        {
            Within(made.Evidence.Start, made.Evidence.End);
            Within(made.Evidence.Trigger.Start, made.Evidence.Trigger.End);
            Assert.InRange(made.Evidence.Sentence, 0, coded.Sentences.Count - 1);
            Assert.True(made.Evidence.Trigger.Length > 0);
            Assert.True(made.AssertedBy is null || statements.Contains(made.AssertedBy));
            Assert.InRange(made.Confidence, 0, 1);
            Assert.InRange(made.Salience, 0, 1);
            Assert.InRange(made.Quad, 1, 4);
            if (made.DateFrom?.TimeIndex is { } time) Assert.InRange(time, 0, coded.Times.Count - 1);
            foreach (var participant in new[] { made.Actor, made.Recipient })
            {
                if (participant is null) continue;
                Assert.Equal(text[participant.Start..participant.End], participant.Text);
                Assert.True(participant.Mention is null || mentions.Contains(participant.Mention));
            }
        }

        foreach (var statement in coded.Statements)
        {
            Within(statement.Content.Start, statement.Content.End);
            if (statement.Speaker is { } speaker) Assert.Equal(text[speaker.Start..speaker.End], speaker.Text);
        }
    }
}
