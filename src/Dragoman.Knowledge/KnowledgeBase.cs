using System.Reflection;

namespace Dragoman.Knowledge;

/// <summary>
/// The phrases that Dragoman knows before it reads: states, nationality words, capitals and seats, bodies, office-holders, roles.
/// Immutable after loading; may be used from any thread.
/// </summary>
public sealed class KnowledgeBase
{
    /// <summary>Phrases of more characters than this are not in the tables.</summary>
    public const int LongestPhrase = 80;

    private static readonly Lazy<KnowledgeBase> LazyDefault = new(() => Load(null));

    private readonly Dictionary<string, NameEntry[]> _phrases = new(9000, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _longestFrom = new(4000, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _countryNames = new(220, StringComparer.Ordinal);
    private readonly Dictionary<string, NameEntry[]>.AlternateLookup<ReadOnlySpan<char>> _phraseLookup;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _fromLookup;

    private KnowledgeBase()
    {
        _phraseLookup = _phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        _fromLookup = _longestFrom.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The tables that this version was built with.</summary>
    public static KnowledgeBase Default => LazyDefault.Value;

    /// <summary>Every phrase with what it may stand for.</summary>
    public IReadOnlyDictionary<string, NameEntry[]> Phrases => _phrases;

    /// <summary>Codes of the states, with their names.</summary>
    public IReadOnlyDictionary<string, string> Countries => _countryNames;

    /// <summary>Loads the tables of this version, and the user's own over them.</summary>
    /// <param name="directory">
    /// A folder that may hold <c>countries.tsv</c>, <c>bodies.tsv</c>, <c>seats.tsv</c>, <c>offices.tsv</c> and <c>roles.tsv</c>; null for none.
    /// </param>
    /// <exception cref="InvalidDataException">A table is malformed; the message names file and line.</exception>
    public static KnowledgeBase Load(string? directory)
    {
        var loaded = new KnowledgeBase();
        loaded.AddCountries(Embedded("countries", KnowledgeTables.Countries));
        loaded.AddBodies(Embedded("bodies", KnowledgeTables.Bodies));
        loaded.AddSeats(Embedded("seats", KnowledgeTables.Seats));
        loaded.AddOffices(Embedded("offices", KnowledgeTables.Offices));
        loaded.AddRoles(Embedded("roles", KnowledgeTables.Roles));
        if (directory is not null)
        {
            if (!Directory.Exists(directory))
                throw new InvalidDataException($"{directory}: no such folder of knowledge tables");
            Own(directory, "countries", KnowledgeTables.Countries, loaded.AddCountries);
            Own(directory, "bodies", KnowledgeTables.Bodies, loaded.AddBodies);
            Own(directory, "seats", KnowledgeTables.Seats, loaded.AddSeats);
            Own(directory, "offices", KnowledgeTables.Offices, loaded.AddOffices);
            Own(directory, "roles", KnowledgeTables.Roles, loaded.AddRoles);
        }

        return loaded;
    }

    /// <summary>
    /// The text in the form in which phrases are compared: lower case, one kind of apostrophe, hyphen and space. As long as the text,
    /// so that offsets hold in both.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Create(text.Length, text, static (folded, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                var c = source[i];
                folded[i] = c switch
                {
                    '’' or '‘' or 'ʼ' or '´' or '`' => '\'',
                    '‐' or '‑' or '–' => '-',
                    '\n' or '\r' or '\t' or '\u00a0' => ' ',
                    _ => char.IsAscii(c) ? char.ToLowerInvariant(c) : Lower(c),
                };
            }
        });

        static char Lower(char c) => char.IsUpper(c) ? char.ToLowerInvariant(c) : c;
    }

    /// <summary>How many characters the longest known phrase has that begins with the word at an offset; 0 for none.</summary>
    /// <param name="folded">The folded text.</param>
    /// <param name="start">Offset of the word.</param>
    public int LongestFrom(string folded, int start)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var end = start;
        while (end < folded.Length && char.IsLetterOrDigit(folded[end]))
            end++;
        return end > start && _fromLookup.TryGetValue(folded.AsSpan(start, end - start), out var longest) ? longest : 0;
    }

    /// <summary>What a folded phrase may stand for; empty when it is not known.</summary>
    /// <param name="phrase">The phrase, folded by <see cref="Fold"/>.</param>
    public NameEntry[] Find(ReadOnlySpan<char> phrase) => _phraseLookup.TryGetValue(phrase, out var entries) ? entries : [];

    private static TableFile Embedded(string name, string[] columns) =>
        TableFile.FromResource(Assembly.GetExecutingAssembly(), $"knowledge/{name}.tsv", columns);

    private static void Own(string directory, string name, string[] columns, Action<TableFile> add)
    {
        var path = Path.Combine(directory, name + ".tsv");
        if (File.Exists(path))
            add(TableFile.FromFile(path, columns));
    }

    private void AddCountries(TableFile table)
    {
        foreach (var row in table.Rows)
        {
            var code = row[0];
            _countryNames[code] = row[1];
            var country = new NameEntry { Kind = NameKind.Country, Name = row[1], Country = code };
            Add(row[1], country);
            foreach (var variant in TableFile.List(row[2]))
                Add(variant, country);
            string[] adjectives = TableFile.List(row[3]), singular = TableFile.List(row[4]), plural = TableFile.List(row[5]);
            foreach (var word in adjectives.Union(singular).Union(plural))
            {
                Add(word, new NameEntry
                {
                    Kind = NameKind.Nationality,
                    Name = row[1],
                    Country = code,
                    Adjective = adjectives.Contains(word),
                    Role = plural.Contains(word) ? RoleKind.Group
                        : singular.Contains(word) ? RoleKind.Person : RoleKind.None,
                });
            }

            foreach (var capital in TableFile.List(row[6]))
            {
                Add(capital, new NameEntry
                {
                    Kind = NameKind.Capital,
                    Name = capital,
                    Country = code,
                    Sectors = ["GOV"],
                    Acts = row[7] == "yes",
                });
            }
        }
    }

    private void AddBodies(TableFile table)
    {
        foreach (var row in table.Rows)
        {
            var entry = new NameEntry
            {
                Kind = row[4] == "media" ? NameKind.Media : NameKind.Body,
                Name = row[0],
                Country = row[2].Length == 0 ? null : row[2],
                Sectors = SectorsOf(row[3]),
                Role = RoleKind.Organization,
            };
            Add(row[0], entry);
            foreach (var variant in TableFile.List(row[1]))
                Add(variant, entry);
        }
    }

    private void AddSeats(TableFile table)
    {
        foreach (var row in table.Rows)
        {
            var entry = new NameEntry
            {
                Kind = NameKind.Seat,
                Name = row[0],
                Country = row[2],
                Sectors = SectorsOf(row[3]),
                Acts = true,
            };
            Add(row[0], entry);
            foreach (var variant in TableFile.List(row[1]))
                Add(variant, entry);
        }
    }

    private void AddOffices(TableFile table)
    {
        var terms = new Dictionary<string, List<(string[] Row, OfficeTerm Term)>>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var term = new OfficeTerm(
                row[4], row[0], SectorsOf(row[7]), row[5].Length == 0 ? null : row[5], row[6].Length == 0 ? null : row[6], row[8] == "yes");
            if (!terms.TryGetValue(row[1], out var list))
                terms.Add(row[1], list = []);
            list.Add((row, term));
        }

        foreach (var (name, list) in terms)
        {
            list.Sort(static (a, b) => string.CompareOrdinal(a.Term.From, b.Term.From));
            var entry = new NameEntry
            {
                Kind = NameKind.Person,
                Name = name,
                Country = list[^1].Term.Country,
                Role = RoleKind.Person,
                Offices = [.. list.Select(item => item.Term)],
            };
            foreach (var form in list.SelectMany(item => TableFile.List(item.Row[2]).Concat(TableFile.List(item.Row[3])))
                .Append(name).Distinct(StringComparer.Ordinal))
            {
                Add(form, entry);
            }
        }
    }

    private void AddRoles(TableFile table)
    {
        foreach (var row in table.Rows)
        {
            Add(row[0], new NameEntry
            {
                Kind = NameKind.Role,
                Name = row[0],
                Sectors = SectorsOf(row[1]),
                Role = row[2] switch
                {
                    "person" => RoleKind.Person,
                    "organization" => RoleKind.Organization,
                    _ => RoleKind.Group,
                },
                Country = row[1] == "IGO" ? "IGO" : null,
            });
        }
    }

    private static string[] SectorsOf(string cell) => cell.Length == 0 || cell == "IGO" ? [] : cell.Split(' ');

    private void Add(string phrase, NameEntry entry)
    {
        var key = Fold(phrase);
        _phrases[key] = _phrases.TryGetValue(key, out var there) ? [.. there, entry] : [entry];
        var end = 0;
        while (end < key.Length && char.IsLetterOrDigit(key[end]))
            end++;
        var first = key[..end];
        if (!_longestFrom.TryGetValue(first, out var longest) || longest < key.Length)
            _longestFrom[first] = key.Length;
    }
}

/// <summary>Columns of the tables under <c>data/knowledge</c>.</summary>
internal static class KnowledgeTables
{
    public static readonly string[] Countries =
        ["code", "name", "variants", "adjectives", "singular", "plural", "capital", "capital_acts", "source"];

    public static readonly string[] Bodies = ["name", "variants", "country", "sectors", "kind", "source"];

    public static readonly string[] Seats = ["name", "variants", "country", "sectors", "source"];

    public static readonly string[] Offices =
        ["country", "name", "variants", "alone", "office", "from", "until", "sectors", "contested", "source"];

    public static readonly string[] Roles = ["words", "sectors", "kind", "source"];
}
