using System.Globalization;
using Dragoman.Stories.Reprints;

namespace Dragoman.Stories.Tests;

/// <summary>The hard cases of <c>Groups</c>: not fewer than nine in ten right.</summary>
public class GroupTests
{
    [Theory]
    [InlineData(false, false, 120)]
    [InlineData(false, true, 120)]
    [InlineData(true, false, 27)]
    [InlineData(true, true, 27)]
    public void Nine_of_ten_hard_cases_of_reprint_are_told_rightly(bool isSecond, bool isReversed, int count)
    {
        var groups = Groups.Reprints(isSecond);
        Assert.Equal(count, groups.Count);
        var wrong = new List<string>();
        var origins = 0;
        foreach (var group in groups)
        {
            using var finder = new StoryFinder();
            var (first, second) = group.CompanionFirst != isReversed ? (group.Companion, group.Base) : (group.Base, group.Companion);
            finder.Add(Groups.Prepare(first, "first"));
            var verdict = finder.Add(Groups.Prepare(second, "second")).Reprint;
            if ((verdict.Reuse == Reuse.Reprint) != group.IsReprint) wrong.Add(Line(group, verdict));
            else if (group.IsReprint && verdict.Origin != (first == group.Base ? "first" : "second")) wrong.Add("origin: " + Line(group, verdict));
            else origins += group.IsReprint ? 1 : 0;
        }

        var mistakes = wrong.Count(line => !line.StartsWith("origin: ", StringComparison.Ordinal));
        Assert.True(mistakes <= groups.Count / 10, $"{groups.Count - mistakes} of {groups.Count} right:\n" + string.Join('\n', wrong));
        Assert.True(wrong.Count - mistakes <= 6, $"{origins} origins right:\n" + string.Join('\n', wrong));
    }

    [Fact]
    public void Most_matters_are_told_rightly()
    {
        var matters = Groups.Matters();
        Assert.Equal(30, matters.Count);
        var wrong = new List<string>();
        foreach (var matter in matters)
        {
            using var finder = new StoryFinder();
            var stories = matter.Texts.Select((text, i) => finder.Add(Groups.Prepare(text, i.ToString(CultureInfo.InvariantCulture))).Story).ToHashSet();
            if ((stories.Count == 1) != matter.IsSame) wrong.Add($"{matter.Name} is {(matter.IsSame ? "one" : "two")}");
        }

        Assert.True(wrong.Count <= 3, $"{matters.Count - wrong.Count} of {matters.Count} right:\n" + string.Join('\n', wrong));
    }

    private static string Line(Groups.Group group, ReprintVerdict verdict) => string.Create(
        CultureInfo.InvariantCulture,
        $"{group.Name} ({group.Kind}, {(group.IsReprint ? "a reprint" : "none")}): {verdict.Reuse}, share {verdict.Share:0.000}, origin {verdict.Origin ?? "none"}");
}
