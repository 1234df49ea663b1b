using System.Collections.Frozen;

namespace Dragoman.Language;

/// <summary>What a full stop behind a word may mean.</summary>
internal enum AbbreviationKind : byte
{
    /// <summary>Not in the table.</summary>
    None,

    /// <summary>A name follows; ends no sentence.</summary>
    Title,

    /// <summary>May end a sentence.</summary>
    Final,

    /// <summary>Seldom ends a sentence.</summary>
    Inside,

    /// <summary>A month or day; a date follows.</summary>
    Month,

    /// <summary>A part of a country: has its stop only behind a comma.</summary>
    State,

    /// <summary>Has its stop only in front of a number; otherwise a word of its own.</summary>
    Number,
}

/// <summary>How a listed form is written together with its neighbours.</summary>
internal enum FormKind : byte
{
    None,
    Prefix,
    Suffix,
    Whole,
    Unit,
    Currency,
    Dollar,
    Emoticon,
    Symbol,
    Domain,
    Weak,
    File,
}

/// <summary>The tables that divide English text, loaded once. Look-ups take spans and make no strings.</summary>
internal sealed class EnglishTables
{
    /// <summary>Longest form that is looked up, in UTF-16 code units.</summary>
    public const int MaxForm = 32;

    private readonly Lookup<AbbreviationKind> _abbreviations;
    private readonly Lookup<byte[]> _multiwords;
    private readonly Lookup<FormKind> _prefixes;
    private readonly Lookup<FormKind> _suffixes;
    private readonly Lookup<FormKind> _hyphenated;
    private readonly Lookup<FormKind> _units;
    private readonly Lookup<FormKind> _currencies;
    private readonly Lookup<FormKind> _dollars;
    private readonly Lookup<FormKind> _symbols;
    private readonly Lookup<FormKind> _endings;
    private readonly Lookup<bool> _apostropheWords;
    private readonly Lookup<bool> _starters;
    private readonly Lookup<bool> _speech;
    private readonly Lookup<bool> _closings;

    private EnglishTables()
    {
        _abbreviations = new(Abbreviations());
        _multiwords = new(TableFile.Read("multiwords.tsv").ToDictionary(row => row[0], row => Lengths(row[1])));
        var hyphens = TableFile.Read("hyphens.tsv");
        _prefixes = Kinds(hyphens, "prefix");
        _suffixes = Kinds(hyphens, "suffix");
        _hyphenated = Kinds(hyphens, "whole");
        var units = TableFile.Read("units.tsv");
        _units = Kinds(units, "unit");
        _currencies = Kinds(units, "currency");
        _dollars = Kinds(units, "dollar");
        _symbols = Kinds(TableFile.Read("symbols.tsv"), "emoticon", "symbol");
        _endings = Kinds(TableFile.Read("endings.tsv"), "domain", "weak", "file");
        _apostropheWords = new(TableFile.Read("apostrophes.tsv").ToDictionary(row => row[0], _ => true));
        var boundaries = TableFile.Read("boundaries.tsv");
        _starters = new(boundaries.Where(row => row[1] == "starter").ToDictionary(row => row[0], _ => true));
        _closings = new(boundaries.Where(row => row[1] == "closing").ToDictionary(row => row[0], _ => true));
        _speech = new(boundaries.Where(row => row[1] == "speech").ToDictionary(row => row[0], _ => true));
        MaxSymbol = _symbols.MaxLength;
        var first = new bool[128];
        foreach (var symbol in _symbols.Forms) first[symbol[0]] = true;
        _symbolStarts = first;
    }

    private readonly bool[] _symbolStarts;

    /// <summary>The tables that are part of this build.</summary>
    public static EnglishTables Instance { get; } = new();

    /// <summary>Length of the longest emoticon or other symbol.</summary>
    public int MaxSymbol { get; }

    /// <summary>What a word (without its full stop, as written) is as an abbreviation.</summary>
    public AbbreviationKind Abbreviation(ReadOnlySpan<char> word) => _abbreviations.Find(word);

    /// <summary>Lengths of the words that a lower-case form is divided into; null where it is not.</summary>
    public byte[]? Multiword(ReadOnlySpan<char> lower) => _multiwords.Find(lower);

    /// <summary>Whether a lower-case prefix is joined to what stands behind its hyphen.</summary>
    public bool IsPrefix(ReadOnlySpan<char> lower) => _prefixes.Find(lower) != FormKind.None;

    /// <summary>Whether a lower-case suffix is joined to what stands in front of its hyphen.</summary>
    public bool IsSuffix(ReadOnlySpan<char> lower) => _suffixes.Find(lower) != FormKind.None;

    /// <summary>Whether a lower-case word with hyphens is one token.</summary>
    public bool IsHyphenated(ReadOnlySpan<char> lower) => _hyphenated.Find(lower) != FormKind.None;

    /// <summary>Whether these letters behind a number are a token of their own.</summary>
    public bool IsUnit(ReadOnlySpan<char> form) => _units.Find(form) != FormKind.None;

    /// <summary>Whether these letters in front of a number are a token of their own.</summary>
    public bool IsCurrency(ReadOnlySpan<char> form) => _currencies.Find(form) != FormKind.None;

    /// <summary>Whether these letters make one token with a dollar sign behind them.</summary>
    public bool IsDollar(ReadOnlySpan<char> form) => _dollars.Find(form) != FormKind.None;

    /// <summary>The kind of a group of symbols: emoticon, other symbol, or none.</summary>
    public FormKind Symbol(ReadOnlySpan<char> form) => _symbols.Find(form);

    /// <summary>Whether a group of symbols may begin with this character.</summary>
    public bool StartsSymbol(char character) => character < 128 && _symbolStarts[character];

    /// <summary>The kind of the last part of a host or file name, lower case.</summary>
    public FormKind Ending(ReadOnlySpan<char> lower) => _endings.Find(lower);

    /// <summary>Whether a lower-case form with an apostrophe in front is a word.</summary>
    public bool IsApostropheWord(ReadOnlySpan<char> lower) => _apostropheWords.Find(lower);

    /// <summary>Whether a word, lower case, begins a sentence when it has a capital behind a full stop.</summary>
    public bool IsStarter(ReadOnlySpan<char> lower) => _starters.Find(lower);

    /// <summary>Whether a word, lower case, is a verb of speech that continues a sentence behind a quotation.</summary>
    public bool IsSpeech(ReadOnlySpan<char> lower) => _speech.Find(lower);

    /// <summary>Whether a word, lower case, ends a letter's closing: "Thanks,", "Kind regards,".</summary>
    public bool IsClosing(ReadOnlySpan<char> lower) => _closings.Find(lower);

    private static Lookup<FormKind> Kinds(List<string[]> rows, params string[] kinds) => new(
        rows.Where(row => kinds.Contains(row[1])).ToDictionary(row => row[0], row => Enum.Parse<FormKind>(row[1], ignoreCase: true)));

    private static byte[] Lengths(string words) => [.. words.Split(' ').Select(word => (byte)word.Length)];

    private static Dictionary<string, AbbreviationKind> Abbreviations()
    {
        var result = new Dictionary<string, AbbreviationKind>(StringComparer.Ordinal);
        foreach (var row in TableFile.Read("abbreviations.tsv"))
        {
            var kind = Enum.Parse<AbbreviationKind>(row[1], ignoreCase: true);
            result.TryAdd(row[0], kind);
        }

        // A word as listed goes before a word that is only another one's capitals.
        foreach (var (word, kind) in result.ToArray())
        {
            result.TryAdd(char.ToUpperInvariant(word[0]) + word[1..], kind);
            if (word.Length > 1) result.TryAdd(word.ToUpperInvariant(), kind);
        }

        return result;
    }

    /// <summary>A frozen dictionary that is asked by span.</summary>
    private sealed class Lookup<T>
    {
        private readonly FrozenDictionary<string, T> _table;
        private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _lookup;

        public Lookup(Dictionary<string, T> table)
        {
            _table = table.ToFrozenDictionary(StringComparer.Ordinal);
            _lookup = _table.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var form in _table.Keys) MaxLength = Math.Max(MaxLength, form.Length);
        }

        public int MaxLength { get; }

        public IEnumerable<string> Forms => _table.Keys;

        public T? Find(ReadOnlySpan<char> form) =>
            form.Length <= MaxLength && _lookup.TryGetValue(form, out var value) ? value : default;
    }
}
