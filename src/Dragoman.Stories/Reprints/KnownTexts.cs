using System.Runtime.InteropServices;

namespace Dragoman.Stories.Reprints;

/// <summary>
/// The texts that are known, by number: those that an archive holds are read from there, those that came since from a temporary file. Four bytes of memory each.
/// </summary>
internal sealed class KnownTexts(PrintSpool spool, Func<int, ArchivedText?>? archive) : IDisposable
{
    private const int InSpool = int.MinValue;

    // Numbers in the archive, 0 or more; below that, InSpool plus the number in the spool. Absent as long as nothing was recalled.
    private readonly List<int> _places = [];
    private bool _hasArchive;

    /// <summary>Number of texts.</summary>
    public int Count => _hasArchive ? _places.Count : spool.Count;

    /// <summary>Bytes in memory.</summary>
    public long Bytes => spool.Bytes + (_places.Capacity * 4L);

    /// <summary>Keeps a text that came.</summary>
    public int Add(StoryDocument about, int words, ReadOnlySpan<ushort> print)
    {
        var place = spool.Add(about, words, print);
        if (!_hasArchive) return place;
        Room.For(_places);
        _places.Add(InSpool + place);
        return _places.Count - 1;
    }

    /// <summary>Makes a text of the archive known.</summary>
    public int Recall(int inArchive)
    {
        if (!_hasArchive)
        {
            _hasArchive = true;
            for (var i = 0; i < spool.Count; i++) _places.Add(InSpool + i);
        }

        Room.For(_places);
        _places.Add(inArchive);
        return _places.Count - 1;
    }

    /// <summary>Number of a text of the archive; −1 where it was not recalled. Texts are recalled in the order of their numbers there.</summary>
    public int NumberOf(int inArchive)
    {
        var (low, high) = (0, _places.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var place = _places[middle];
            if (place == inArchive) return middle;

            // What came since stands behind what the archive held when reading began; later additions are found by walking.
            if (place >= 0 && place < inArchive) low = middle + 1;
            else high = middle - 1;
        }

        return _places.LastIndexOf(inArchive);
    }

    /// <summary>Reads a text again.</summary>
    /// <param name="text">Its number.</param>
    /// <param name="print">Takes words and marks; null where only what is known about it is wanted.</param>
    /// <param name="words">Number of words.</param>
    public StoryDocument Read(int text, PrintBuffer? print, out int words)
    {
        if (!_hasArchive) return spool.Read(text, print, out words);
        var place = _places[text];
        if (place < 0) return spool.Read(place - InSpool, print, out words);
        if (archive?.Invoke(place) is not { } found)
        {
            // Forgotten since: like nothing.
            words = 0;
            print?.Clear();
            return new StoryDocument { Id = "", Text = "" };
        }

        words = found.Words;
        if (print is not null) MemoryMarshal.Cast<byte, ushort>(found.Print.Span).CopyTo(print.Fill(found.Print.Length / 2));
        return found.About;
    }

    /// <inheritdoc/>
    public void Dispose() => spool.Dispose();
}
