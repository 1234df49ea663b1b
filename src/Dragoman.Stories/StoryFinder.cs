using Dragoman.Stories.Matters;
using Dragoman.Stories.Reprints;

namespace Dragoman.Stories;

/// <summary>
/// Says of one text after another whether it repeats an earlier one and which matter it is about. <see cref="Prepare"/> may run on any thread, <see cref="Add"/> on one at
/// a time. The same texts in the same order give the same answers.
/// </summary>
/// <example><code>
/// using var finder = new StoryFinder();
/// var first = finder.Add(StoryFinder.Prepare(new StoryDocument { Id = "a", Text = report }));
/// var second = finder.Add(StoryFinder.Prepare(new StoryDocument { Id = "b", Text = shortened }));
/// Console.WriteLine(second.Reprint.Of);   // a
/// </code></example>
public sealed class StoryFinder : IDisposable
{
    private readonly ReprintFinder _reprints;
    private readonly StoryClusters _stories = new();
    private readonly Dictionary<string, (int Story, string Id)> _storyOf = new(StringComparer.Ordinal);

    /// <summary>Makes a finder that knows no text.</summary>
    /// <param name="folder">Folder of its temporary file; null for the system's.</param>
    public StoryFinder(string? folder = null) => _reprints = new ReprintFinder(folder);

    /// <summary>Does what needs no other text.</summary>
    /// <param name="document">The text.</param>
    public static PreparedStory Prepare(StoryDocument document)
    {
        var text = ReprintFinder.Prepare(document);
        var names = new HashSet<uint>();
        return new PreparedStory(text, TermCounter.Count(document.Title, document.Text, names), names);
    }

    /// <summary>Looks a text up among all that came before, then keeps it.</summary>
    /// <param name="text">The text, prepared.</param>
    /// <exception cref="IOException">The temporary file cannot be written or read.</exception>
    public StoryVerdict Add(PreparedStory text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reprint = _reprints.Add(text.Text);
        var document = text.Document;
        (int Story, string Id) story;
        if (reprint.Reuse == Reuse.Reprint && _storyOf.TryGetValue(reprint.Of!, out story))
        {
            _stories.Touch(story.Story, document.Published);
        }
        else
        {
            var number = _stories.Add(document.Id, document.Published, text.Terms, text.Names);
            story = (number, _stories.IdOf(number)!);
        }

        _storyOf.TryAdd(document.Id, story);
        return new StoryVerdict(reprint, story.Id);
    }

    /// <inheritdoc/>
    public void Dispose() => _reprints.Dispose();
}

/// <summary>A text made ready for <see cref="StoryFinder.Add"/>.</summary>
public sealed class PreparedStory
{
    internal PreparedStory(PreparedText text, Dictionary<uint, float> terms, HashSet<uint> names) => (Text, Terms, Names) = (text, terms, names);

    /// <summary>The text.</summary>
    public StoryDocument Document => Text.Document;

    internal PreparedText Text { get; }

    internal Dictionary<uint, float> Terms { get; }

    internal HashSet<uint> Names { get; }

    /// <summary>The same text under another id.</summary>
    public PreparedStory Named(string id) => new(new PreparedText(Document with { Id = id }, Text.Print, Text.Words, Text.Hashes), Terms, Names);
}

/// <summary>What was found about one text.</summary>
/// <param name="Reprint">Whether it repeats another.</param>
/// <param name="Story">Id of the matter: the id of the first text about it.</param>
public sealed record StoryVerdict(ReprintVerdict Reprint, string Story);
