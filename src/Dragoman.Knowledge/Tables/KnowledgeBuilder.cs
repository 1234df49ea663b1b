namespace Dragoman.Knowledge.Tables;

/// <summary>Makes the phrases of the rows of all tables. Runs when the program is built, and when a user brings tables of their own.</summary>
internal sealed class KnowledgeBuilder
{
    private readonly Dictionary<string, List<NameEntry>> _phrases = new(StringComparer.Ordinal);
    private readonly List<(string Code, string Name)> _countries = [];

    private KnowledgeBuilder()
    {
    }

    /// <summary>Every phrase, folded, with what it may stand for, in the order in which it was first entered.</summary>
    public IEnumerable<(string Phrase, List<NameEntry> Entries)> Phrases => _phrases.Select(pair => (pair.Key, pair.Value));

    /// <summary>Codes and names of the countries.</summary>
    public IReadOnlyList<(string Code, string Name)> Countries => _countries;

    /// <summary>Enters the rows of all tables.</summary>
    public static KnowledgeBuilder Build(IReadOnlyDictionary<string, List<string[]>> tables)
    {
        var builder = new KnowledgeBuilder();
        builder.AddCountries(tables["countries"]);
        builder.AddBodies(tables["bodies"]);
        builder.AddSeats(tables["seats"]);
        builder.AddOffices(tables["offices"]);
        builder.AddRoles(tables["roles"]);
        return builder;
    }

    private void AddCountries(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            var code = row[0];
            _countries.Add((code, row[1]));
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

    private void AddBodies(List<string[]> rows)
    {
        foreach (var row in rows)
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

    private void AddSeats(List<string[]> rows)
    {
        foreach (var row in rows)
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

    private void AddOffices(List<string[]> rows)
    {
        var terms = new Dictionary<string, List<(string[] Row, OfficeTerm Term)>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var term = new OfficeTerm(
                row[4], row[0], SectorsOf(row[7]), row[5].Length == 0 ? null : row[5], row[6].Length == 0 ? null : row[6], row[8] == "yes");
            if (!terms.TryGetValue(row[1], out var list))
                terms.Add(row[1], list = []);
            list.Add((row, term));
        }

        foreach (var (name, unordered) in terms)
        {
            var list = unordered.OrderBy(static item => item.Term.From, StringComparer.Ordinal).ToList();
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

    private void AddRoles(List<string[]> rows)
    {
        foreach (var row in rows)
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
        var key = Folding.Fold(phrase);
        if (!_phrases.TryGetValue(key, out var entries))
            _phrases.Add(key, entries = []);
        entries.Add(entry);
    }
}
