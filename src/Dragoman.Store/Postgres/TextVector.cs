using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Dragoman.Store;

/// <summary>
/// Words for PostgreSQL's full-text search, taken apart as SQLite does it: vectors of what a text holds, and expressions of what is sought.
/// PostgreSQL keeps the places of a word up to the 16,383rd of a text, and 255 places of one word: a phrase that stands only behind them is
/// not found.
/// </summary>
internal static class TextVector
{
    private const int LastPlace = 16_383;

    private const int MaximumPlaces = 255;

    // PostgreSQL's limit is 2,047 bytes.
    private const int MaximumWord = 500;

    private const int WeightA = 3 << 14;

    // So far apart, a phrase cannot reach from the first text into the second.
    private const int Gap = 100;

    private static readonly Lazy<Fts5Tokenizer> Tokenizer = new();

    /// <summary>The vector of two texts in PostgreSQL's binary form (its <c>tsvectorrecv</c>): words of the first have weight A.</summary>
    public static byte[] Write(string first, string second)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var title = Add(places, first, 1);
        Add(places, second, title == 1 ? 1 : title + Gap);
        var output = new ArrayBufferWriter<byte>(1024);
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(4), places.Count);
        output.Advance(4);
        foreach (var (word, at) in places)
        {
            var count = Math.Min(at.Count, MaximumPlaces);
            var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(word.Length) + 3 + (2 * count));
            var length = Encoding.UTF8.GetBytes(word, span);
            span[length++] = 0;
            BinaryPrimitives.WriteUInt16BigEndian(span[length..], (ushort)count);
            length += 2;
            for (var i = 0; i < count; i++, length += 2)
                BinaryPrimitives.WriteUInt16BigEndian(span[length..], (ushort)(at[i] | (at[i] < title ? WeightA : 0)));
            output.Advance(length);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>All or any of several words and phrases; null where no word is in them.</summary>
    public static string? Expression(IEnumerable<(string Text, bool Prefix)> phrases, bool all)
    {
        var output = new StringBuilder();
        foreach (var (text, prefix) in phrases)
        {
            var words = Tokenizer.Value.Words(text, isQuery: true);
            if (words.Count == 0) continue;
            if (output.Length > 0) output.Append(all ? " & " : " | ");
            output.Append('(');
            for (var i = 0; i < words.Count; i++)
            {
                if (i > 0) output.Append(" <-> ");
                output.Append('\'').Append(Cut(words[i])).Append('\'');
                if (prefix && i == words.Count - 1) output.Append(":*");
            }

            output.Append(')');
        }

        return output.Length == 0 ? null : output.ToString();
    }

    private static int Add(Dictionary<string, List<int>> places, string text, int place)
    {
        foreach (var word in Tokenizer.Value.Words(text))
        {
            var key = Cut(word);
            if (!places.TryGetValue(key, out var at)) places.Add(key, at = []);
            var here = Math.Min(place++, LastPlace);
            if (at.Count == 0 || at[^1] < here) at.Add(here);
        }

        return place;
    }

    /// <summary>Words are letters and digits alone, so that none has to be escaped.</summary>
    private static string Cut(string word) => word.Length <= MaximumWord ? word : word[..MaximumWord];
}
