using System.Runtime.InteropServices;
using System.Text;

namespace Dragoman.Knowledge.Tables;

/// <summary>Gives each string a number, for writing.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _strings = [];

    /// <summary>Starts a pool with the empty string as number 0.</summary>
    public StringPool() => Add("");

    /// <summary>The number of a string.</summary>
    public int Add(string text)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, text, out var there);
        if (!there)
        {
            number = _strings.Count;
            _strings.Add(text);
        }

        return number;
    }

    /// <summary>The two sections of the strings: where each begins, and their UTF-8.</summary>
    public (byte[] Offsets, byte[] Text) Write()
    {
        var offsets = new int[_strings.Count + 1];
        var text = new MemoryStream();
        for (var i = 0; i < _strings.Count; i++)
        {
            text.Write(Encoding.UTF8.GetBytes(_strings[i]));
            offsets[i + 1] = (int)text.Length;
        }

        return (ImageFile.Bytes<int>(offsets), text.ToArray());
    }
}

/// <summary>Strings by number, made when they are first asked for.</summary>
internal sealed class StringView(Blob blob, (int Offset, int Length) offsets, (int Offset, int Length) text)
{
    private readonly string?[] _made = new string?[Math.Max(0, (offsets.Length / 4) - 1)];

    /// <summary>How many there are.</summary>
    public int Count => _made.Length;

    /// <summary>The string of a number.</summary>
    public string this[int number]
    {
        get
        {
            if (_made[number] is { } there)
                return there;
            var places = blob.As<int>(offsets);
            var made = Encoding.UTF8.GetString(blob.As<byte>(text)[places[number]..places[number + 1]]);
            return Interlocked.CompareExchange(ref _made[number], made, null) ?? made;
        }
    }
}
