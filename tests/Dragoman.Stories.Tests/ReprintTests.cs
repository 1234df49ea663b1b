using CsCheck;
using Dragoman.Stories.Reprints;

namespace Dragoman.Stories.Tests;

public class ReprintTests
{
    private const string LocalLead =
        "Fishing crews on the Zambian shore are waiting for word from the river authority, as the lake they live by is being let down for repairs.";

    private const string LocalEnd = "Our reporter in Siavonga found the harbour closed and forty boats drawn up on the sand.";

    private static ReprintVerdict Second(string first, string second, string? firstPublisher = null, string? origin = null)
    {
        using var finder = new ReprintFinder();
        finder.Add(ReprintFinder.Prepare(Texts.Document("first", first, firstPublisher)));
        return finder.Add(ReprintFinder.Prepare(Texts.Document("second", second, "Another Paper", origin)));
    }

    [Fact]
    public void The_same_text_is_a_reprint()
    {
        var verdict = Second(Texts.Dam, Texts.Dam);
        Assert.Equal((Reuse.Reprint, "first", "first"), (verdict.Reuse, verdict.Of, verdict.Origin));
        Assert.Equal(1, verdict.Share, 3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_text_cut_short_is_a_reprint(int paragraphs) =>
        Assert.Equal(Reuse.Reprint, Second(Texts.Dam, string.Join("\n\n", Texts.Paragraphs(Texts.Dam).Take(paragraphs))).Reuse);

    [Fact]
    public void A_text_cut_short_with_a_new_lead_and_a_local_paragraph_is_a_reprint()
    {
        var kept = Texts.Paragraphs(Texts.Dam)[1..3];
        Assert.Equal(Reuse.Reprint, Second(Texts.Dam, string.Join("\n\n", [LocalLead, .. kept, LocalEnd])).Reuse);
    }

    [Fact]
    public void A_text_with_damaged_letters_is_a_reprint() => Assert.Equal(Reuse.Reprint, Second(Texts.Dam, Texts.Damage(Texts.Dam, 33)).Reuse);

    [Fact]
    public void A_text_with_paragraphs_around_it_is_a_reprint() =>
        Assert.Equal(Reuse.Reprint, Second(Texts.Dam, LocalLead + "\n\n" + Texts.Dam + "\n\n" + LocalEnd).Reuse);

    [Fact]
    public void Another_report_of_the_same_matter_is_none() => Assert.Equal(Reuse.None, Second(Texts.Dam, Texts.OtherDam).Reuse);

    [Fact]
    public void The_next_issue_of_a_tally_is_no_reprint()
    {
        var verdict = Second(Texts.Tally, Texts.NextTally);
        Assert.Equal((Reuse.Series, "first", null), (verdict.Reuse, verdict.Of, verdict.Origin));
    }

    [Fact]
    public void A_report_that_quotes_another_is_no_reprint()
    {
        var quoted = string.Join(' ', Texts.Paragraphs(Texts.Dam)[0..2]);
        var text = Texts.OtherDam + $"\n\nThe state broadcaster reported: \"{quoted}\"\n\n" + LocalLead + "\n\n" + LocalEnd;
        var verdict = Second(Texts.Dam, text);
        Assert.Equal((Reuse.Passage, "first"), (verdict.Reuse, verdict.Of));
    }

    [Fact]
    public void The_text_that_others_name_as_their_origin_is_the_origin_whenever_it_comes()
    {
        var verdict = Second(
            string.Join("\n\n", Texts.Paragraphs(Texts.Dam).Take(4)), Texts.Dam, firstPublisher: "Herald");
        Assert.Equal("second", verdict.Origin);

        using var finder = new ReprintFinder();
        finder.Add(ReprintFinder.Prepare(Texts.Document("copy", Texts.Dam, "Herald", origin: "Lake Agency")));
        var origin = finder.Add(ReprintFinder.Prepare(Texts.Document("wire", Texts.Dam, "The Lake Agency")));
        var third = finder.Add(ReprintFinder.Prepare(Texts.Document("later", Texts.Dam, "Courier")));
        Assert.Equal(("copy", "wire"), (origin.Of, origin.Origin));
        Assert.Equal(("wire", "wire"), (third.Of, third.Origin));
    }

    [Fact]
    public void Of_two_equal_texts_the_earlier_hour_is_the_origin()
    {
        using var finder = new ReprintFinder();
        finder.Add(ReprintFinder.Prepare(Texts.Document("late", Texts.Dam, "Herald", date: "2024-05-02T11:00:00Z")));
        var early = finder.Add(ReprintFinder.Prepare(Texts.Document("early", Texts.Dam, "Courier", date: "2024-05-02T09:30:00Z")));
        Assert.Equal("early", early.Origin);
    }

    [Theory]
    [InlineData("")]
    [InlineData("No.")]
    [InlineData("\n\n\n")]
    [InlineData("Photo: Reuters")]
    public void Texts_without_substance_repeat_only_themselves(string text)
    {
        Assert.NotEqual(Reuse.Reprint, Second(Texts.Dam, text).Reuse);
        Assert.NotEqual(Reuse.Reprint, Second(text, Texts.Dam).Reuse);
    }

    [Fact]
    public void Hostile_texts_are_answered_in_linear_time()
    {
        using var finder = new ReprintFinder();
        var same = string.Concat(Enumerable.Repeat("no ", 500_000));
        var quotes = new string('"', 2_000_000);
        var signs = new string('\u4E00', 1_000_000);
        var halves = new string('\uD800', 1_000_000);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var text in new[] { same, quotes, signs, halves, same, quotes, signs, halves })
            finder.Add(ReprintFinder.Prepare(Texts.Document(text[..1], text)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    [Fact]
    public void A_text_is_known_again_among_many_and_over_segments()
    {
        using var finder = new ReprintFinder();
        var random = new Random(5);
        var words = Enumerable.Range(0, 4000).Select(i => $"w{i:x}").ToArray();
        string Text() => string.Join(' ', Enumerable.Range(0, 120).Select(_ => words[random.Next(words.Length)]));
        var kept = new List<string>();
        for (var i = 0; i < 140_000; i++)
        {
            var text = Text();
            if (i % 14_000 == 0) kept.Add(text);
            var verdict = finder.Add(ReprintFinder.Prepare(Texts.Document($"t{i}", text)));
            Assert.NotEqual(Reuse.Reprint, verdict.Reuse);
        }

        for (var i = 0; i < kept.Count; i++)
            Assert.Equal($"t{i * 14_000}", finder.Add(ReprintFinder.Prepare(Texts.Document($"again{i}", kept[i]))).Of);
    }

    [Fact]
    public void The_same_texts_in_the_same_order_give_the_same_answers() =>
        Gen.Int[0, 5].List[3, 12].Sample(picks =>
        {
            string[] all = [Texts.Dam, Texts.OtherDam, Texts.Tally, Texts.NextTally, Texts.Damage(Texts.Dam, 40), Texts.Damage(Texts.Tally, 50)];
            List<StoryVerdict> Run()
            {
                using var finder = new StoryFinder();
                return [.. picks.Select((pick, i) => finder.Add(StoryFinder.Prepare(Texts.Document($"d{i}", all[pick]))))];
            }

            Assert.Equal(Run(), Run());
        });
}
