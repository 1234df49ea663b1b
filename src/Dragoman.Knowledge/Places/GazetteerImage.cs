using System.Text;
using Dragoman.Knowledge.Tables;

namespace Dragoman.Knowledge.Places;

/// <summary>The compiled gazetteer, used where it lies: names by hash, the places that bear them, and what is known of each place.</summary>
internal sealed class GazetteerImage
{
    /// <summary>Name of the resource.</summary>
    public const string Resource = "gazetteer.bin";

    /// <summary>First bytes of the file.</summary>
    public const uint Magic = 0x315A4744;

    /// <summary>Version of the format.</summary>
    public const int Version = 1;

    /// <summary>Bits of the map of beginnings.</summary>
    public const int PrefixBits = 1 << 22;

    private readonly Blob _blob;
    private readonly (int Offset, int Length) _slots, _keyStarts, _keyText, _postingStarts, _postings, _places, _nameStarts, _nameText, _prefixes;
    private readonly (int Offset, int Length) _admin1, _admin2;
    private readonly StringView _countries, _features;

    /// <summary>Opens a compiled file.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or of another version.</exception>
    public GazetteerImage(Blob blob)
    {
        var places = ImageFile.Open(blob.Span, Magic, Version, 15, Resource);
        _blob = blob;
        (_slots, _keyStarts, _keyText, _postingStarts, _postings) = (places[0], places[1], places[2], places[3], places[4]);
        (_places, _nameStarts, _nameText, _prefixes, _admin1, _admin2) = (places[5], places[6], places[7], places[8], places[9], places[10]);
        _countries = new StringView(blob, places[11], places[12]);
        _features = new StringView(blob, places[13], places[14]);
    }

    /// <summary>The places.</summary>
    public ReadOnlySpan<PlaceRecord> Places => _blob.As<PlaceRecord>(_places);

    /// <summary>How many keys there are.</summary>
    public int KeyCount => (_keyStarts.Length / 4) - 1;

    /// <summary>Codes of the countries by number; the first is none.</summary>
    public StringView Countries => _countries;

    /// <summary>Feature codes by number.</summary>
    public StringView Features => _features;

    /// <summary>Place of a first-order division, by its number; −1 where the gazetteer has no point for it.</summary>
    public ReadOnlySpan<int> Admin1 => _blob.As<int>(_admin1);

    /// <summary>Place of a second-order division, by its number.</summary>
    public ReadOnlySpan<int> Admin2 => _blob.As<int>(_admin2);

    /// <summary>A name by its number.</summary>
    public string Name(int number)
    {
        var starts = _blob.As<int>(_nameStarts);
        return Encoding.UTF8.GetString(_blob.As<byte>(_nameText)[starts[number]..starts[number + 1]]);
    }

    /// <summary>The number of a key; −1 where no place has it.</summary>
    public int Find(ReadOnlySpan<byte> key, uint hash)
    {
        var slots = _blob.As<int>(_slots);
        var starts = _blob.As<int>(_keyStarts);
        var text = _blob.As<byte>(_keyText);
        for (var slot = (int)(PlaceKey.Mixed(hash) & (uint)(slots.Length - 1)); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var number = slots[slot] - 1;
            if (text[starts[number]..starts[number + 1]].SequenceEqual(key))
                return number;
        }

        return -1;
    }

    /// <summary>The places that bear the name of a key: place × 4 + how the name belongs to it, the weightiest first.</summary>
    public ReadOnlySpan<int> Postings(int key)
    {
        var starts = _blob.As<int>(_postingStarts);
        return _blob.As<int>(_postings)[starts[key]..starts[key + 1]];
    }

    /// <summary>Whether a longer key may begin with the words of a hash.</summary>
    public bool MayGoOn(uint hash)
    {
        var bit = PlaceKey.Mixed(hash) & (PrefixBits - 1);
        return (_blob.As<uint>(_prefixes)[(int)(bit >> 5)] & (1u << (int)(bit & 31))) != 0;
    }
}
