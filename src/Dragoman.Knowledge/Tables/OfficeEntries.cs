namespace Dragoman.Knowledge.Tables;

/// <summary>
/// Makes the people of the office table: full names, short forms that stand alone, and titles with short forms ("President Moon"), for
/// which <c>titles.tsv</c> says how holders of an office are addressed.
/// </summary>
internal sealed class OfficeEntries
{
    /// <summary>What divides an office from that of which it is.</summary>
    private static readonly string[] Divides = [" of ", " for ", " to "];

    private readonly Action<string, NameEntry> _add;
    private readonly Dictionary<string, string[]> _titles;
    private readonly HashSet<(string Word, string Kind)> _naming;

    private OfficeEntries(Action<string, NameEntry> add, IReadOnlyDictionary<string, List<string[]>> tables)
    {
        _add = add;
        _titles = tables["titles"].ToDictionary(row => row[0], row => TableFile.List(row[1]), StringComparer.Ordinal);
        _naming = [.. tables["naming"].Select(row => (row[0], row[1]))];
    }

    /// <summary>Enters the rows.</summary>
    public static void Add(Action<string, NameEntry> add, IReadOnlyDictionary<string, List<string[]>> tables) => new OfficeEntries(add, tables).Add(tables);

    private void Add(IReadOnlyDictionary<string, List<string[]>> tables)
    {
        var recognized = tables["recognition"].ToLookup(
            row => (row[0], row[1]), row => new Recognition(row[2], row[3], row[4].Length == 0 ? null : row[4]));
        var people = new Dictionary<string, List<(string[] Row, OfficeTerm Term)>>(StringComparer.Ordinal);
        foreach (var row in tables["offices"])
        {
            var contested = row[8] == "yes";
            var term = new OfficeTerm(
                row[4],
                row[0],
                row[7].Length == 0 ? [] : row[7].Split(' '),
                row[5].Length == 0 ? null : row[5],
                row[6].Length == 0 ? null : row[6],
                contested)
            {
                RecognizedBy = contested ? [.. recognized[(row[0], row[1])]] : [],
            };
            if (!people.TryGetValue(row[1], out var list))
                people.Add(row[1], list = []);
            list.Add((row, term));
        }

        foreach (var (name, unordered) in people)
        {
            var list = unordered.OrderBy(static item => item.Term.From, StringComparer.Ordinal).ToList();
            var full = new NameEntry
            {
                Kind = NameKind.Person,
                Name = name,
                Country = list[^1].Term.Country,
                Role = RoleKind.Person,
                Offices = [.. list.Select(item => item.Term)],
            };
            var names = list.SelectMany(item => TableFile.List(item.Row[2])).Append(name).Distinct(StringComparer.Ordinal).ToList();
            var alone = list.SelectMany(item => TableFile.List(item.Row[3])).Distinct(StringComparer.Ordinal).Except(names).ToList();
            foreach (var form in names)
                _add(form, full);
            var brief = KnowledgeBuilder.InForm(full, NameForm.Alone);
            foreach (var form in alone)
                _add(form, brief);
            AddTitled(full, list, names, alone);
        }
    }

    private void AddTitled(NameEntry full, List<(string[] Row, OfficeTerm Term)> list, List<string> names, List<string> alone)
    {
        var surnames = alone.Count > 0 ? alone : [.. names.Select(name => Surname(name, full.Country!)).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (surnames.Count == 0)
            return;
        var titled = KnowledgeBuilder.InForm(full, NameForm.Titled);
        var said = list.SelectMany(item => Titles(item.Term.Office)).Distinct(StringComparer.Ordinal);
        foreach (var title in said)
        {
            foreach (var surname in surnames)
                _add(title + " " + surname, titled);
        }
    }

    /// <summary>
    /// How holders of an office are addressed: as the table says, else by the office itself and, where it says of what it is, by the part in
    /// front of that ("president" for the president of a region).
    /// </summary>
    private IEnumerable<string> Titles(string office)
    {
        if (_titles.TryGetValue(office, out var known))
            return known;
        IEnumerable<string> titles = office.AsSpan().Count(' ') < 3 ? [office] : [];
        var head = Head(office);
        return head is null ? titles : titles.Concat(_titles.TryGetValue(head, out known) ? known : [head]);
    }

    private static string? Head(string office)
    {
        var ends = Divides.Select(word => office.IndexOf(word, StringComparison.Ordinal)).Where(at => at > 0).ToList();
        return ends.Count == 0 ? null : office[..ends.Min()];
    }

    /// <summary>The family name: the last word, or the first where it stands in front; null where a name has none.</summary>
    private string? Surname(string name, string country)
    {
        var words = name.Split(' ');
        if (words.Length < 2 || _naming.Contains((words[0], "style")))
            return null;
        if (_naming.Contains((country, "family-first")))
            return words[0];
        var last = words.Length - 1;
        while (last > 0 && _naming.Contains((words[last], "suffix")))
            last--;
        return last == 0 ? null : words[last];
    }
}
