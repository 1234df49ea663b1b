using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Dragoman.Stories;
using Dragoman.Stories.Reprints;

namespace Dragoman.Benchmarks;

/// <summary>
/// Any number of articles made of real text: sentences of real articles in new order, a third of their words replaced by others. An article is made of its number, so that none has to be
/// kept: as text, and as the words and marks that reading the text gives.
/// </summary>
internal sealed class ReprintTexts
{
    private readonly string[] _words;
    private readonly ushort[] _prints;
    private readonly int[][] _sentences;

    /// <summary>Reads real text.</summary>
    /// <param name="path">JSON Lines with <c>text</c>, gzip.</param>
    public ReprintTexts(string path)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new List<string>();
        var prints = new List<ushort>();
        var sentences = new List<int[]>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            foreach (var sentence in json.RootElement.GetProperty("text").GetString()!.Split(['.', '\n'], StringSplitOptions.RemoveEmptyEntries))
            {
                var found = new List<int>();
                foreach (var word in sentence.Split(' ').Where(word => word.Length > 1 && word.All(char.IsAsciiLetter)).Select(word => word.ToLowerInvariant()))
                {
                    if (!numbers.TryGetValue(word, out var number))
                    {
                        numbers[word] = number = words.Count;
                        words.Add(word);
                        prints.Add(MemoryMarshal.Cast<byte, ushort>(ReprintFinder.Prepare(new StoryDocument { Id = "w", Text = word }).PrintBytes)[0]);
                    }

                    found.Add(number);
                }

                if (found.Count is > 6 and < 50) sentences.Add([.. found]);
            }
        }

        (_words, _prints, _sentences) = ([.. words], [.. prints], [.. sentences]);
    }

    /// <summary>The words of an article: sentences of numbers, ended by −1.</summary>
    /// <param name="number">The article's number.</param>
    /// <param name="into">Takes them; cleared first.</param>
    public void Make(int number, List<int> into)
    {
        into.Clear();
        var random = new Fast((ulong)number + 1);
        var length = 12 + random.Next(24);
        for (var i = 0; i < length; i++)
        {
            // A third of the words are others: real reports share words, not sentences.
            foreach (var word in _sentences[random.Next(_sentences.Length)]) into.Add(random.Next(3) == 0 ? random.Next(_words.Length) : word);
            into.Add(-1);
        }
    }

    /// <summary>Cuts an article to its first sentences, behind a new one.</summary>
    public void Shorten(List<int> words, int seed)
    {
        var random = new Fast((ulong)seed * 7919);
        var sentences = words.Count(word => word < 0);
        var keep = Math.Max(3, sentences * (20 + random.Next(80)) / 100);
        var end = 0;
        for (; end < words.Count && keep > 0; end++)
        {
            if (words[end] < 0) keep--;
        }

        words.RemoveRange(end, words.Count - end);
        words.InsertRange(0, [.. _sentences[random.Next(_sentences.Length)], -1]);
    }

    /// <summary>The article as text.</summary>
    public string Text(List<int> words)
    {
        var text = new StringBuilder(words.Count * 7);
        foreach (var word in words) text.Append(word < 0 ? ".\n" : _words[word] + " ");
        return text.ToString();
    }

    /// <summary>The article as words and marks, and how many words it has.</summary>
    public (byte[] Print, int Words) Print(List<int> words)
    {
        var print = new ushort[words.Count];
        var count = 0;
        for (var i = 0; i < print.Length; i++)
        {
            if (words[i] < 0) continue;
            print[i] = _prints[words[i]];
            count++;
        }

        return (MemoryMarshal.AsBytes<ushort>(print).ToArray(), count);
    }

    /// <summary>Numbers that look random: SplitMix64.</summary>
    private struct Fast(ulong seed)
    {
        // Mixed, for that of the next number is not to be the same one step on.
        private ulong _state = Mix(seed * 0xD1342543DE82EF95);

        public int Next(int limit) => (int)((uint)Mix(_state += 0x9E3779B97F4A7C15) * (ulong)limit >> 32);

        private static ulong Mix(ulong value)
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
