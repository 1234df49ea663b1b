using Dragoman.Coding.Lexicon;

namespace Dragoman.Coding.Tests;

/// <summary>Every frame reads its own example, and leaves the one that looks like it alone.</summary>
public sealed class FrameExampleTests
{
    public static TheoryData<string> FrameIds => [.. Reading.Lexicon.Frames.Select(frame => frame.Id)];

    [Theory]
    [MemberData(nameof(FrameIds))]
    public void A_frame_reads_its_example_and_not_its_counterexample(string id)
    {
        var frame = Reading.Lexicon.Frames.Single(candidate => candidate.Id == id);
        Assert.NotEmpty(frame.Yes);
        Assert.NotEmpty(frame.No);
        var read = Reading.Acts(frame.Yes);
        if (frame.Operator == Operator.Nothing)
        {
            Assert.Empty(read);
            Assert.NotEmpty(Reading.Acts(frame.No));
            return;
        }

        Assert.Contains(read, act => act.Frame.Id == id);
        Assert.DoesNotContain(Reading.Acts(frame.No), act => act.Frame.Id == id);
    }
}
