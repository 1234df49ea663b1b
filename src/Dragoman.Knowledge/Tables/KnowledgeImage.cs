using System.Numerics;

namespace Dragoman.Knowledge.Tables;

/// <summary>
/// The compiled tables: a trie over numbered units (<see cref="PhraseUnits"/>), and for each phrase the entries that it may stand for. One walk
/// from a word finds every phrase that begins there, whatever table it comes from, and allocates nothing.
/// </summary>
internal sealed class KnowledgeImage
{
    /// <summary>Name of the resource.</summary>
    public const string Resource = "knowledge.bin";

    /// <summary>First bytes of the file.</summary>
    public const uint Magic = 0x314B4744;

    /// <summary>Version of the format; a file of another one is refused.</summary>
    public const int Version = 2;

    private const int Sections = 14;

    private readonly Blob _blob;
    private readonly (int Offset, int Length) _entryStarts, _entryBytes, _slots, _unitStarts, _unitText, _roots, _edgeKeys, _edgeNodes, _answerOf, _answers;
    private readonly (int Offset, int Length) _countries, _rows;
    private readonly StringView _strings;
    private readonly NameEntry?[] _entries;
    private readonly NameEntry[]?[] _lists;

    /// <summary>Opens a compiled file.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or of another version.</exception>
    public KnowledgeImage(Blob blob)
    {
        var places = ImageFile.Open(blob.Span, Magic, Version, Sections, Resource);
        _blob = blob;
        _strings = new StringView(blob, places[0], places[1]);
        (_entryStarts, _entryBytes, _slots, _unitStarts, _unitText) = (places[2], places[3], places[4], places[5], places[6]);
        (_roots, _edgeKeys, _edgeNodes, _answerOf, _answers) = (places[7], places[8], places[9], places[10], places[11]);
        (_countries, _rows) = (places[12], places[13]);
        _entries = new NameEntry?[(_entryStarts.Length / 4) - 1];
        _lists = new NameEntry[]?[_answerOf.Length / 4];
    }

    /// <summary>Slots of an open table for a number of things: a power of two, at most half full.</summary>
    public static int TableSize(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, count * 2));

    /// <summary>Key of the step from a node over a unit.</summary>
    public static ulong Edge(int node, int unit, bool blank) => ((ulong)(uint)node << 32) | ((uint)unit << 1) | (blank ? 1u : 0);

    /// <summary>Hash of such a key.</summary>
    public static uint EdgeHash(ulong key) => (uint)((key * 0x9E3779B97F4A7C15UL) >> 32);

    /// <summary>Finds the phrases that begin at an offset.</summary>
    /// <param name="folded">The folded text.</param>
    /// <param name="start">Offset of the first character of a unit.</param>
    /// <param name="found">Takes them, the shortest first; when there are more than it takes, the shortest ones are left out.</param>
    /// <returns>How many were put there.</returns>
    public int Find(ReadOnlySpan<char> folded, int start, Span<PhraseMatch> found)
    {
        if (start >= folded.Length)
            return 0;
        var end = PhraseUnits.End(folded, start, out var hash);
        var unit = Unit(folded[start..end], hash);
        if (unit < 0)
            return 0;
        var node = _blob.As<int>(_roots)[unit];
        if (node == 0)
            return 0;
        var answerOf = _blob.As<int>(_answerOf);
        var keys = _blob.As<ulong>(_edgeKeys);
        var nodes = _blob.As<int>(_edgeNodes);
        var count = 0;
        while (true)
        {
            if (answerOf[node] != 0)
            {
                if (count == found.Length)
                {
                    found[1..].CopyTo(found);
                    count--;
                }

                found[count++] = new PhraseMatch(start, end, node);
            }

            var next = PhraseUnits.Skip(folded, end);
            if (next >= folded.Length)
                return count;
            var nextEnd = PhraseUnits.End(folded, next, out hash);
            unit = Unit(folded[next..nextEnd], hash);
            if (unit < 0)
                return count;
            node = Step(keys, nodes, Edge(node, unit, next > end));
            if (node == 0)
                return count;
            end = nextEnd;
        }
    }

    /// <summary>Length of the longest phrase that begins at an offset; 0 for none.</summary>
    public int Longest(ReadOnlySpan<char> folded, int start)
    {
        Span<PhraseMatch> one = stackalloc PhraseMatch[1];
        return Find(folded, start, one) == 0 ? 0 : one[0].End - start;
    }

    /// <summary>What a phrase may stand for.</summary>
    /// <param name="node">The node that <see cref="Find"/> gave.</param>
    public NameEntry[] Entries(int node)
    {
        if (_lists[node] is { } there)
            return there;
        var answers = _blob.As<int>(_answers)[_blob.As<int>(_answerOf)[node]..];
        var list = new NameEntry[answers[0]];
        for (var i = 0; i < list.Length; i++)
            list[i] = Entry(answers[i + 1]);
        return Interlocked.CompareExchange(ref _lists[node], list, null) ?? list;
    }

    /// <summary>How many phrases there are.</summary>
    public int PhraseCount
    {
        get
        {
            var count = 0;
            foreach (var answer in _blob.As<int>(_answerOf))
                count += answer != 0 ? 1 : 0;
            return count;
        }
    }

    /// <summary>Every entry, in the order of the tables.</summary>
    public IEnumerable<NameEntry> AllEntries => Enumerable.Range(0, _entries.Length).Select(Entry);

    /// <summary>Codes and names of the countries.</summary>
    public Dictionary<string, string> Countries()
    {
        var pairs = _blob.As<int>(_countries);
        var countries = new Dictionary<string, string>(pairs.Length / 2, StringComparer.Ordinal);
        for (var i = 0; i < pairs.Length; i += 2)
            countries[_strings[pairs[i]]] = _strings[pairs[i + 1]];
        return countries;
    }

    /// <summary>The rows that the tables were compiled of.</summary>
    public Dictionary<string, List<string[]>> Rows()
    {
        var bytes = new EntryBytes(_blob.As<byte>(_rows), _strings);
        var tables = new Dictionary<string, List<string[]>>(StringComparer.Ordinal);
        foreach (var schema in KnowledgeSchema.All)
        {
            var count = bytes.Number();
            var rows = new List<string[]>(count);
            for (var i = 0; i < count; i++)
            {
                var row = new string[schema.Columns.Count];
                for (var k = 0; k < row.Length; k++)
                    row[k] = _strings[bytes.Number()];
                rows.Add(row);
            }

            tables.Add(schema.Name, rows);
        }

        return tables;
    }

    private static int Step(ReadOnlySpan<ulong> keys, ReadOnlySpan<int> nodes, ulong key)
    {
        for (var slot = (int)(EdgeHash(key) & (uint)(keys.Length - 1)); keys[slot] != 0; slot = (slot + 1) & (keys.Length - 1))
        {
            if (keys[slot] == key)
                return nodes[slot];
        }

        return 0;
    }

    private int Unit(ReadOnlySpan<char> word, uint hash)
    {
        var slots = _blob.As<int>(_slots);
        var starts = _blob.As<int>(_unitStarts);
        var text = _blob.As<char>(_unitText);
        for (var slot = (int)(hash & (uint)(slots.Length - 1)); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var unit = slots[slot] - 1;
            if (text[starts[unit]..starts[unit + 1]].SequenceEqual(word))
                return unit;
        }

        return -1;
    }

    private NameEntry Entry(int number)
    {
        if (_entries[number] is { } there)
            return there;
        var starts = _blob.As<int>(_entryStarts);
        var bytes = new EntryBytes(_blob.As<byte>(_entryBytes)[starts[number]..starts[number + 1]], _strings);
        var made = NameEntryCodec.Read(ref bytes);
        return Interlocked.CompareExchange(ref _entries[number], made, null) ?? made;
    }
}
