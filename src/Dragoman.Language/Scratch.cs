namespace Dragoman.Language;

/// <summary>
/// What a thread uses again for each text: lists that have grown, and strings that are shared. It changes the memory that a
/// text costs, never the result.
/// </summary>
internal sealed class Scratch
{
    [ThreadStatic]
    private static Scratch? _current;

    /// <summary>The calling thread's own.</summary>
    public static Scratch Current => _current ??= new Scratch();

    /// <summary>Shared lemmas and other short strings.</summary>
    public StringPool Strings { get; } = new(1 << 15);

    /// <summary>Sentences and tokens of the text being read.</summary>
    public Segmentation Segmentation { get; private set; } = new();

    /// <summary>Gives back the memory of a text that was very large.</summary>
    public void Release()
    {
        const int KeptTokens = 1 << 18;
        if (Segmentation.Tokens.Length > KeptTokens) Segmentation = new Segmentation();
    }
}
