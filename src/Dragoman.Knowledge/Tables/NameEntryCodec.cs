namespace Dragoman.Knowledge.Tables;

/// <summary>
/// The bytes of a <see cref="NameEntry"/>: what is written is what is read, member by member. A test writes and reads an entry whose every member
/// has a value, so that a new member cannot be forgotten here.
/// </summary>
internal static class NameEntryCodec
{
    /// <summary>Appends an entry.</summary>
    public static void Write(List<byte> bytes, NameEntry entry, StringPool strings)
    {
        bytes.Add((byte)entry.Kind);
        bytes.Add((byte)entry.Role);
        bytes.Add((byte)((entry.Acts ? 1 : 0) | (entry.Adjective ? 2 : 0)));
        Text(bytes, entry.Name, strings);
        Text(bytes, entry.Country, strings);
        Texts(bytes, entry.Sectors, strings);
        bytes.Add((byte)entry.Form);
        Text(bytes, entry.Detail.Length == 0 ? null : entry.Detail, strings);
        Text(bytes, entry.From, strings);
        Text(bytes, entry.Until, strings);
        Number(bytes, entry.Offices.Count);
        foreach (var term in entry.Offices)
        {
            Text(bytes, term.Office, strings);
            Text(bytes, term.Country, strings);
            Texts(bytes, term.Sectors, strings);
            Text(bytes, term.From, strings);
            Text(bytes, term.Until, strings);
            bytes.Add(term.Contested ? (byte)1 : (byte)0);
            Number(bytes, term.RecognizedBy.Count);
            foreach (var recognition in term.RecognizedBy)
            {
                Text(bytes, recognition.By, strings);
                Text(bytes, recognition.From, strings);
                Text(bytes, recognition.Until, strings);
            }
        }
    }

    /// <summary>Reads an entry.</summary>
    public static NameEntry Read(ref EntryBytes bytes)
    {
        var kind = (NameKind)bytes.Byte();
        var role = (RoleKind)bytes.Byte();
        var flags = bytes.Byte();
        return new NameEntry
        {
            Kind = kind,
            Role = role,
            Acts = (flags & 1) != 0,
            Adjective = (flags & 2) != 0,
            Name = bytes.Text() ?? "",
            Country = bytes.Text(),
            Sectors = bytes.Texts(),
            Form = (NameForm)bytes.Byte(),
            Detail = bytes.Text() ?? "",
            From = bytes.Text(),
            Until = bytes.Text(),
            Offices = Offices(ref bytes),
        };
    }

    private static OfficeTerm[] Offices(ref EntryBytes bytes)
    {
        var count = bytes.Number();
        if (count == 0)
            return [];
        var terms = new OfficeTerm[count];
        for (var i = 0; i < count; i++)
        {
            terms[i] = new OfficeTerm(bytes.Text() ?? "", bytes.Text() ?? "", bytes.Texts(), bytes.Text(), bytes.Text(), bytes.Byte() != 0)
            {
                RecognizedBy = Recognitions(ref bytes),
            };
        }

        return terms;
    }

    private static Recognition[] Recognitions(ref EntryBytes bytes)
    {
        var count = bytes.Number();
        if (count == 0)
            return [];
        var all = new Recognition[count];
        for (var i = 0; i < count; i++)
            all[i] = new Recognition(bytes.Text() ?? "", bytes.Text() ?? "", bytes.Text());
        return all;
    }

    /// <summary>Appends a number, seven bits a byte.</summary>
    public static void Number(List<byte> bytes, int value)
    {
        var rest = (uint)value;
        for (; rest >= 128; rest >>= 7)
            bytes.Add((byte)(rest | 128));
        bytes.Add((byte)rest);
    }

    private static void Text(List<byte> bytes, string? text, StringPool strings) => Number(bytes, text is null ? 0 : strings.Add(text) + 1);

    private static void Texts(List<byte> bytes, IReadOnlyList<string> texts, StringPool strings)
    {
        Number(bytes, texts.Count);
        foreach (var text in texts)
            Text(bytes, text, strings);
    }
}

/// <summary>Reads the bytes of entries one after another.</summary>
internal ref struct EntryBytes(ReadOnlySpan<byte> bytes, StringView strings)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>One byte.</summary>
    public byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    /// <summary>A number.</summary>
    public int Number()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 127) << shift;
            if (next < 128)
                break;
        }

        return (int)value;
    }

    /// <summary>A string, or null.</summary>
    public string? Text() => Number() is var number && number == 0 ? null : strings[number - 1];

    /// <summary>Several strings.</summary>
    public string[] Texts()
    {
        var count = Number();
        if (count == 0)
            return [];
        var texts = new string[count];
        for (var i = 0; i < count; i++)
            texts[i] = Text() ?? "";
        return texts;
    }
}
