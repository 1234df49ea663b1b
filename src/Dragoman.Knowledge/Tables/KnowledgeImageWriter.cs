using System.Runtime.InteropServices;

namespace Dragoman.Knowledge.Tables;

/// <summary>Writes all tables as one file that <see cref="KnowledgeImage"/> uses where it lies.</summary>
internal sealed class KnowledgeImageWriter
{
    private readonly StringPool _strings = new();
    private readonly Dictionary<string, int> _units = new(StringComparer.Ordinal);
    private readonly List<string> _unitWords = [];
    private readonly List<int> _roots = [];
    private readonly Dictionary<ulong, int> _edges = [];
    private readonly List<int> _answers = [0];
    private readonly List<int> _answerOf = [0];

    private KnowledgeImageWriter()
    {
    }

    /// <summary>Compiles the rows of all tables.</summary>
    /// <param name="tables">For each table of <see cref="KnowledgeSchema.All"/>, its rows.</param>
    public static byte[] Write(IReadOnlyDictionary<string, List<string[]>> tables)
    {
        var writer = new KnowledgeImageWriter();
        var built = KnowledgeBuilder.Build(tables);
        var entries = new Dictionary<NameEntry, int>(ReferenceEqualityComparer.Instance);
        var entryBytes = new List<byte>();
        var entryStarts = new List<int>();
        foreach (var (phrase, list) in built.Phrases)
        {
            var node = writer.Node(phrase);
            writer._answerOf[node] = writer._answers.Count;
            writer._answers.Add(list.Count);
            foreach (var entry in list)
            {
                if (!entries.TryGetValue(entry, out var number))
                {
                    entries.Add(entry, number = entries.Count);
                    entryStarts.Add(entryBytes.Count);
                    NameEntryCodec.Write(entryBytes, entry, writer._strings);
                }

                writer._answers.Add(number);
            }
        }

        entryStarts.Add(entryBytes.Count);
        return writer.Sections(built, tables, entryStarts, entryBytes);
    }

    private byte[] Sections(
        KnowledgeBuilder built, IReadOnlyDictionary<string, List<string[]>> tables, List<int> entryStarts, List<byte> entryBytes)
    {
        var countries = built.Countries.SelectMany(country => new[] { _strings.Add(country.Code), _strings.Add(country.Name) }).ToArray();
        var rows = new List<byte>();
        foreach (var schema in KnowledgeSchema.All)
        {
            NameEntryCodec.Number(rows, tables[schema.Name].Count);
            foreach (var cell in tables[schema.Name].SelectMany(row => row))
                NameEntryCodec.Number(rows, _strings.Add(cell));
        }

        var unitStarts = new int[_unitWords.Count + 1];
        for (var i = 0; i < _unitWords.Count; i++)
            unitStarts[i + 1] = unitStarts[i] + _unitWords[i].Length;
        var (stringStarts, stringText) = _strings.Write();
        var (edgeKeys, edgeNodes) = Edges();
        return ImageFile.Write(
            KnowledgeImage.Magic,
            KnowledgeImage.Version,
            stringStarts,
            stringText,
            ImageFile.Bytes<int>(CollectionsMarshal.AsSpan(entryStarts)),
            [.. entryBytes],
            ImageFile.Bytes<int>(Slots()),
            ImageFile.Bytes<int>(unitStarts),
            ImageFile.Bytes<char>(string.Concat(_unitWords)),
            ImageFile.Bytes<int>(CollectionsMarshal.AsSpan(_roots)),
            ImageFile.Bytes<ulong>(edgeKeys),
            ImageFile.Bytes<int>(edgeNodes),
            ImageFile.Bytes<int>(CollectionsMarshal.AsSpan(_answerOf)),
            ImageFile.Bytes<int>(CollectionsMarshal.AsSpan(_answers)),
            ImageFile.Bytes<int>(countries),
            [.. rows]);
    }

    /// <summary>The node of a phrase; makes the way to it.</summary>
    private int Node(string phrase)
    {
        var node = 0;
        var start = PhraseUnits.Skip(phrase, 0);
        for (var first = true; start < phrase.Length; first = false)
        {
            var end = PhraseUnits.End(phrase, start);
            var unit = Unit(phrase[start..end]);
            if (first)
            {
                if (_roots[unit] == 0)
                    _roots[unit] = NewNode();
                node = _roots[unit];
            }
            else
            {
                ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    _edges, KnowledgeImage.Edge(node, unit, char.IsWhiteSpace(phrase[start - 1])), out var there);
                if (!there)
                    next = NewNode();
                node = next;
            }

            start = PhraseUnits.Skip(phrase, end);
        }

        return node != 0 ? node : throw new InvalidDataException("an empty phrase");
    }

    private int NewNode()
    {
        _answerOf.Add(0);
        return _answerOf.Count - 1;
    }

    private int Unit(string word)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_units, word, out var there);
        if (!there)
        {
            number = _unitWords.Count;
            _unitWords.Add(word);
            _roots.Add(0);
        }

        return number;
    }

    private int[] Slots()
    {
        var slots = new int[KnowledgeImage.TableSize(_unitWords.Count)];
        for (var unit = 0; unit < _unitWords.Count; unit++)
        {
            var slot = (int)(PhraseUnits.Hash(_unitWords[unit]) & (uint)(slots.Length - 1));
            while (slots[slot] != 0)
                slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = unit + 1;
        }

        return slots;
    }

    private (ulong[] Keys, int[] Nodes) Edges()
    {
        var keys = new ulong[KnowledgeImage.TableSize(_edges.Count)];
        var nodes = new int[keys.Length];
        foreach (var (key, node) in _edges)
        {
            var slot = (int)(KnowledgeImage.EdgeHash(key) & (uint)(keys.Length - 1));
            while (keys[slot] != 0)
                slot = (slot + 1) & (keys.Length - 1);
            keys[slot] = key;
            nodes[slot] = node;
        }

        return (keys, nodes);
    }
}
