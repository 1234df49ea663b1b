using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dragoman.Articles;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Stories.Tests;

/// <summary>The groups of <c>Groups/*.txt</c>; <c>Groups/README.md</c> tells their form.</summary>
internal static partial class Groups
{
    /// <summary>A base report and one companion.</summary>
    /// <param name="Name">File and companion.</param>
    /// <param name="Kind">What was done to the companion.</param>
    /// <param name="IsReprint">Whether one is a reprint of the other.</param>
    /// <param name="Base">The base report.</param>
    /// <param name="Companion">The companion.</param>
    /// <param name="CompanionFirst">Whether the companion came first.</param>
    public sealed record Group(string Name, string Kind, bool IsReprint, Text Base, Text Companion, bool CompanionFirst);

    /// <summary>Documents about one matter, or not.</summary>
    public sealed record Matter(string Name, bool IsSame, List<Text> Texts);

    /// <summary>A text as it is published.</summary>
    public sealed record Text(string Publisher, string Time, string Title, IReadOnlyList<string> Paragraphs);

    /// <summary>The groups of a set, in order of file and place.</summary>
    /// <param name="isSecond">Whether those of the second set are meant, files 31 and up.</param>
    public static IReadOnlyList<Group> Reprints(bool isSecond)
    {
        var folder = Repository.Path("tests/Dragoman.Stories.Tests/Groups");
        var files = Directory.GetFiles(folder, "*.txt").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Sections(File.ReadAllLines(path)));
        var bases = files.ToDictionary(file => file.Key[..2], file => file.Value[0].Lines);
        return [.. files.Where(file => string.CompareOrdinal(file.Key, "31") >= 0 == isSecond).SelectMany(file => file.Value.Skip(1).Select(section => Read(file.Key, file.Value[0], section, bases)))];
    }

    /// <summary>The groups for the story decision.</summary>
    public static IReadOnlyList<Matter> Matters()
    {
        var matters = new List<Matter>();
        foreach (var line in File.ReadAllLines(Repository.Path("tests/Dragoman.Stories.Tests/Groups/stories.txt")))
        {
            var fields = line.TrimStart('*').Trim().Split(" | ");
            if (line.StartsWith("**", StringComparison.Ordinal)) matters.Add(new Matter(fields[0], fields[1] == "same", []));
            else if (fields.Length == 4) matters[^1].Texts.Add(new Text(fields[1], fields[0], fields[2], [fields[3]]));
        }

        return matters;
    }

    /// <summary>Reads a text as <c>dragoman stories</c> does.</summary>
    public static PreparedStory Prepare(Text text, string id)
    {
        var document = new Document { Id = id, Text = string.Join("\n\n", text.Paragraphs), Title = text.Title, Source = text.Publisher, Date = text.Time };
        var article = ArticleReader.Read(document).Article;
        return StoryFinder.Prepare(new StoryDocument
        {
            Id = id,
            Text = article.Text,
            Title = article.Title,
            Publisher = article.Publisher ?? text.Publisher,
            OriginPublisher = article.Origin?.Publisher,
            IsAgency = NewsAgencies.Contains(article.Publisher ?? text.Publisher),
            Published = DateTimeOffset.Parse(text.Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime,
        });
    }

    private static List<Section> Sections(IEnumerable<string> lines)
    {
        var sections = new List<Section>();
        foreach (var line in lines)
        {
            if (line.StartsWith("== ", StringComparison.Ordinal) || line.StartsWith("++ ", StringComparison.Ordinal))
                sections.Add(new Section(line[3..].Split(" | "), []));
            else if (line.Length > 0)
                sections[^1].Lines.Add(line);
        }

        return sections;
    }

    private static Group Read(string file, Section origin, Section section, Dictionary<string, List<string>> bases)
    {
        var name = file + "/" + section.Head[0];
        var taken = origin.Lines.ToArray();
        var paragraphs = new List<string>();
        var damaged = false;
        var changes = new List<(string Old, string New)>();
        foreach (var line in section.Lines)
        {
            if (line.StartsWith("~ ", StringComparison.Ordinal) && line[2..].Split(" => ") is [var old, var now]) changes.Add((old, now));
        }

        foreach (var (old, now) in changes)
        {
            Assert.True(taken.Any(paragraph => paragraph.Contains(old, StringComparison.Ordinal)), $"{name}: nothing to replace: {old}");
            for (var i = 0; i < taken.Length; i++) taken[i] = taken[i].Replace(old, now, StringComparison.Ordinal);
        }

        foreach (var line in section.Lines)
        {
            if (line == "!ocr") damaged = true;
            else if (line[0] == '@') paragraphs.AddRange(Take(line[1..], taken, bases));
            else if (line[0] != '~') paragraphs.Add(line);
        }

        if (damaged) paragraphs = [.. paragraphs.Select(Damage)];
        var head = section.Head;
        return new Group(
            name,
            head[2],
            head[1] == "is",
            new Text(origin.Head[1], origin.Head[2], origin.Head[3], origin.Lines),
            new Text(head[3], head[4], head[5], paragraphs),
            head.Length > 6 && head[6] == "before");
    }

    private static string[] Take(string what, string[] taken, Dictionary<string, List<string>> bases)
    {
        if (what == "*") return taken;
        if (what.Split(':') is [var file, var paragraph]) return [bases[file][Number(paragraph) - 1]];
        if (what.EndsWith('/')) return SentenceEnd().Split(taken[Number(what[..^1]) - 1]);
        if (what.Contains('+', StringComparison.Ordinal)) return [string.Join(' ', what.Split('+').Select(part => taken[Number(part) - 1]))];
        if (what.Split('-') is [var from, var to]) return taken[(Number(from) - 1)..Number(to)];
        return [taken[Number(what) - 1]];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private const string Letters = "elohitasucnd";
    private const string LookAlikes = "c10blfu5nera";

    /// <summary>Damages about one letter in twenty-five as a scanner does: look-alikes, broken and joined words.</summary>
    private static string Damage(string text)
    {
        var damaged = new StringBuilder(text.Replace("rn", "m", StringComparison.Ordinal));
        for (var i = 6; i < damaged.Length; i += 17)
        {
            var place = Letters.IndexOf(damaged[i], StringComparison.Ordinal);
            if (place >= 0) damaged[i] = LookAlikes[place];
            if (damaged[i] is ' ' && i % 3 == 0) damaged.Remove(i, 1);
        }

        return damaged.ToString();
    }

    [GeneratedRegex("(?<=[.!?][\"”]?) (?=[\"“A-Z])")]
    private static partial Regex SentenceEnd();

    private sealed record Section(string[] Head, List<string> Lines);
}
