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
        builder.AddTerritories(tables["territories"]);
        builder.AddBodies(tables["bodies"], tables["governing"]);
        builder.AddSeats(tables["seats"]);
        OfficeEntries.Add(builder.Add, tables);
        builder.AddRoles(tables["roles"]);
        builder.AddPeoples(tables["peoples"]);
        builder.AddEquipment(tables["equipment"]);
        return builder;
    }

    /// <summary>The plural that the rules of English give.</summary>
    public static string Plural(string words)
    {
        var blank = words.LastIndexOf(' ') + 1;
        var last = words[blank..];
        var plural = last.EndsWith('s') || last.EndsWith('x') || last.EndsWith('z')
            || last.EndsWith("ch", StringComparison.Ordinal) || last.EndsWith("sh", StringComparison.Ordinal) ? last + "es"
            : last.EndsWith('y') && last.Length > 1 && last[^2] is not ('a' or 'e' or 'i' or 'o' or 'u') ? last[..^1] + "ies"
            : last.EndsWith("man", StringComparison.Ordinal) ? last[..^3] + "men"
            : last + "s";
        return words[..blank] + plural;
    }

    private void AddCountries(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            _countries.Add((row[0], row[1]));
            AddState(new NameEntry { Kind = NameKind.Country, Name = row[1], Country = row[0] }, row.AsSpan(2));
        }
    }

    private void AddTerritories(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            var territory = new NameEntry
            {
                Kind = NameKind.Country,
                Name = row[0],
                Country = row[7],
                Sectors = SectorsOf(row[8]),
                Detail = row[9],
                From = Day(row[10]),
                Until = Day(row[11]),
            };
            AddState(territory, row.AsSpan(1));
        }
    }

    /// <summary>Enters a state by its cells: variants, adjectives, singular, plural, capital, capital_acts.</summary>
    private void AddState(NameEntry state, ReadOnlySpan<string> cells)
    {
        Add(state.Name, state);
        foreach (var variant in TableFile.List(cells[0]))
            Add(variant, state);
        AddDemonyms(cells[1], cells[2], cells[3], state, NameKind.Nationality, state.Sectors);
        foreach (var capital in TableFile.List(cells[4]))
        {
            Add(capital, new NameEntry
            {
                Kind = NameKind.Capital,
                Name = capital,
                Country = state.Country,
                Sectors = ["GOV", .. state.Sectors],
                Acts = cells[5] == "yes",
                Detail = state.Detail,
                From = state.From,
                Until = state.Until,
            });
        }
    }

    private void AddDemonyms(string adjective, string one, string several, NameEntry of, NameKind kind, IReadOnlyList<string> sectors)
    {
        string[] adjectives = TableFile.List(adjective), singular = TableFile.List(one), plural = TableFile.List(several);
        foreach (var word in adjectives.Union(singular).Union(plural))
        {
            Add(word, new NameEntry
            {
                Kind = kind,
                Name = of.Name,
                Country = of.Country,
                Sectors = sectors,
                Detail = of.Detail,
                Adjective = adjectives.Contains(word),
                Role = plural.Contains(word) ? RoleKind.Group : singular.Contains(word) ? RoleKind.Person : RoleKind.None,
            });
        }
    }

    private void AddBodies(List<string[]> rows, List<string[]> governing)
    {
        var spans = governing.ToLookup(row => (row[0], row[1]));
        foreach (var row in rows)
        {
            // An armed group that has taken the capital is the government; a party that governs stays a party.
            string[] governs = SectorsOf(row[3]).Contains("PTY") ? ["PTY", "GOV"] : ["GOV"];
            var terms = spans[(row[0], row[2])].Select(span => span[2] == "yes"
                ? new OfficeTerm("government", row[2], governs, Day(span[3]), Day(span[4]), false)
                : new OfficeTerm("government", row[2], governs, Terms.Never, Terms.Never, false));
            var entry = new NameEntry
            {
                Kind = row[4] is "media" or "news agency" ? NameKind.Media : NameKind.Body,
                Name = row[0],
                Country = row[2].Length == 0 ? null : row[2],
                Sectors = SectorsOf(row[3]),
                Role = RoleKind.Organization,
                Detail = row[4],
                From = Day(row[5]),
                Until = Day(row[6]),
                Offices = [.. terms],
            };
            AddForms(entry, row[1]);
        }
    }

    private void AddSeats(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            AddForms(
                new NameEntry { Kind = NameKind.Seat, Name = row[0], Country = row[2], Sectors = SectorsOf(row[3]), Acts = true },
                row[1]);
        }
    }

    private void AddRoles(List<string[]> rows)
    {
        var listed = rows.Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var role = new NameEntry
            {
                Kind = NameKind.Role,
                Name = row[0],
                Sectors = SectorsOf(row[2]),
                Role = row[3] switch
                {
                    "person" => RoleKind.Person,
                    "organization" => RoleKind.Organization,
                    "equipment" => RoleKind.Equipment,
                    _ => RoleKind.Group,
                },
                Country = row[2] == "IGO" ? "IGO" : null,
            };
            Add(row[0], role);
            var plural = row[1] switch { "-" => null, "" => Plural(row[0]), _ => row[1] };
            if (plural is null || listed.Contains(plural) || role.Role == RoleKind.Group)
                continue;
            Add(plural, new NameEntry
            {
                Kind = NameKind.Role,
                Name = plural,
                Sectors = role.Sectors,
                Role = role.Role == RoleKind.Person ? RoleKind.Group : role.Role,
                Country = role.Country,
            });
        }
    }

    private void AddPeoples(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            var people = new NameEntry
            {
                Kind = NameKind.People,
                Name = row[0],
                Country = row[5].Length == 0 ? null : row[5],
                Sectors = SectorsOf(row[6]),
                Role = RoleKind.Group,
                Detail = row[7],
            };
            string[] words = [.. TableFile.List(row[2]), .. TableFile.List(row[3]), .. TableFile.List(row[4])];
            foreach (var name in TableFile.List(row[1]).Append(row[0]).Except(words))
                Add(name, people);
            AddDemonyms(row[2], row[3], row[4], people, NameKind.People, people.Sectors);
        }
    }

    private void AddEquipment(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            var makers = TableFile.List(row[3]);
            var code = NatoCode(row[4]);
            var forms = TableFile.List(row[1]).Prepend(row[0]).Concat(code is null ? [] : [code]).ToList();
            if (row[4].Length > 0)
            {
                // "SA-21 Growler", "Tu-95 Bear": the word of the NATO name behind any of the others.
                var word = row[4][(row[4].LastIndexOf(' ') + 1)..];
                forms.AddRange([.. forms.Where(form => !form.Contains(' ', StringComparison.Ordinal)).Select(form => $"{form} {word}").Except(forms)]);
            }

            AddForms(
                new NameEntry
                {
                    Kind = NameKind.Equipment,
                    Name = row[0],
                    Country = makers.Length == 1 ? makers[0] : null,
                    Sectors = ["MIL"],
                    Role = RoleKind.Organization,
                    Detail = row[2],
                },
                string.Join('|', forms.Concat(forms.Where(form => !form.EndsWith('s') && !form.Contains(' ', StringComparison.Ordinal)).Select(form => form + "s"))));
        }
    }

    /// <summary>The code of a NATO name: of "SA-10 Grumble" the first word. The second alone is a common word.</summary>
    private static string? NatoCode(string name) => name.IndexOf('-') is var hyphen && hyphen > 0 && name.IndexOf(' ') > hyphen ? name[..name.IndexOf(' ')] : null;

    private void AddForms(NameEntry entry, string variants)
    {
        NameEntry? capitals = null;
        foreach (var form in TableFile.List(variants).Prepend(entry.Name).Distinct(StringComparer.Ordinal))
        {
            if (IsAcronym(form))
                Add(form, capitals ??= InForm(entry, NameForm.Capitals));
            else
                Add(form, entry);
        }
    }

    /// <summary>A word of capitals alone: in small letters it is another word.</summary>
    private static bool IsAcronym(string form)
    {
        var letters = 0;
        foreach (var c in form)
        {
            if (char.IsLower(c) || c == ' ' || char.IsDigit(c))
                return false;
            letters += char.IsUpper(c) ? 1 : 0;
        }

        return letters > 1;
    }

    /// <summary>The same thing under another form of its name.</summary>
    public static NameEntry InForm(NameEntry entry, NameForm form) => new()
    {
        Kind = entry.Kind,
        Name = entry.Name,
        Country = entry.Country,
        Sectors = entry.Sectors,
        Role = entry.Role,
        Acts = entry.Acts,
        Adjective = entry.Adjective,
        Detail = entry.Detail,
        From = entry.From,
        Until = entry.Until,
        Offices = entry.Offices,
        Form = form,
    };

    private static string[] SectorsOf(string cell) => cell.Length == 0 || cell == "IGO" ? [] : cell.Split(' ');

    private static string? Day(string cell) => cell.Length == 0 ? null : cell;

    private void Add(string phrase, NameEntry entry)
    {
        // One blank or several are one way through the compiled form, so they must be one phrase here.
        var key = Folding.Fold(phrase);
        while (key.Contains("  ", StringComparison.Ordinal))
            key = key.Replace("  ", " ", StringComparison.Ordinal);
        if (!_phrases.TryGetValue(key, out var entries))
            _phrases.Add(key, entries = []);
        entries.Add(entry);
    }
}
