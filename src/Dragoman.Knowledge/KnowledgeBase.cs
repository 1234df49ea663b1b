using Dragoman.Knowledge.Tables;

namespace Dragoman.Knowledge;

/// <summary>
/// The phrases that Dragoman knows before it reads: states, nationality words, capitals and seats, bodies, office-holders, roles.
/// Compiled when the program is built (<c>tools/Dragoman.Tables</c>) and used where they lie. Immutable; may be used from any thread.
/// </summary>
public sealed class KnowledgeBase
{
    /// <summary>Phrases of more characters than this are not in the tables.</summary>
    public const int LongestPhrase = 80;

    private static readonly Lazy<KnowledgeBase> LazyDefault = new(static () =>
        new KnowledgeBase(new KnowledgeImage(Blob.OfResource(typeof(KnowledgeBase).Assembly, KnowledgeImage.Resource)), []));

    private readonly KnowledgeImage _image;
    private readonly IReadOnlyList<LocatedTable> _own;

    private KnowledgeBase(KnowledgeImage image, IReadOnlyList<TableError> problems, IReadOnlyList<LocatedTable>? own = null)
    {
        _own = own ?? [];
        _image = image;
        Countries = image.Countries();
        Problems = problems;
    }

    /// <summary>The tables that this version was built with.</summary>
    public static KnowledgeBase Default => LazyDefault.Value;

    /// <summary>Codes of the states, with their names.</summary>
    public IReadOnlyDictionary<string, string> Countries { get; }

    /// <summary>What was wrong with the user's own tables; empty for nothing. The rows named here were left out, the others count.</summary>
    public IReadOnlyList<TableError> Problems { get; }

    /// <summary>How many phrases there are.</summary>
    public int PhraseCount => _image.PhraseCount;

    /// <summary>Everything that phrases may stand for, in the order of the tables.</summary>
    public IEnumerable<NameEntry> Entries => _image.AllEntries;

    /// <summary>Loads the tables of this version, and the user's own over them.</summary>
    /// <param name="directory">
    /// A folder that may hold tables of the names and columns of <c>data/knowledge/</c> (<c>countries.tsv</c>, <c>bodies.tsv</c> …); null for none.
    /// A row about what a built-in row is about takes its place; other rows are added; a bad row is told in <see cref="Problems"/> and left out.
    /// </param>
    /// <exception cref="InvalidDataException">There is no such folder.</exception>
    public static KnowledgeBase Load(string? directory)
    {
        if (directory is null)
            return Default;
        if (!Directory.Exists(directory))
            throw new InvalidDataException($"{directory}: no such folder of knowledge tables");
        var tables = Default._image.Rows();
        var problems = new List<TableError>();
        var located = new List<LocatedTable>();
        var codes = KnownCodes.Of(TableFile.FromResource(typeof(KnowledgeBase).Assembly, "ontology/sectors.tsv"));
        codes.Countries.UnionWith(Default.Countries.Keys);
        foreach (var schema in KnowledgeSchema.All)
        {
            var path = Path.Combine(directory, schema.Name + ".tsv");
            if (!File.Exists(path))
                continue;
            var own = TableReader.FromFile(schema, path, codes, problems);
            if (schema == KnowledgeSchema.Countries)
                codes.Countries.UnionWith(own.Rows.Select(row => row[0]));
            var keys = own.Rows.Select(schema.KeyOf).ToHashSet(StringComparer.Ordinal);
            tables[schema.Name].RemoveAll(row => keys.Contains(schema.KeyOf(row)));
            tables[schema.Name].AddRange(own.Rows);
            located.Add(new LocatedTable(schema, path, own.Rows, own.Lines));
        }

        return new KnowledgeBase(new KnowledgeImage(new Blob(KnowledgeImageWriter.Write(tables))), problems, located);
    }

    /// <summary>The row that says what an entry says. For people who ask: it looks through the tables.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="term">For a person, the term of office.</param>
    /// <returns>Null where no row says just this.</returns>
    public TableRow? RowOf(NameEntry entry, OfficeTerm? term)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var builtIn = Default._image.Rows();
        return RowFinder.Find(_own.Concat(KnowledgeSchema.All.Select(schema => new LocatedTable(schema, $"data/knowledge/{schema.Name}.tsv", builtIn[schema.Name], null))), entry, term);
    }

    /// <summary>
    /// The text in the form in which phrases are compared: lower case, one kind of apostrophe, hyphen and space. As long as the text,
    /// so that offsets hold in both.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Fold(string text) => Folding.Fold(text);

    /// <summary>
    /// Finds the phrases that begin at an offset, of all tables in one walk, without allocating. A phrase begins and ends where words do.
    /// </summary>
    /// <param name="folded">The folded text.</param>
    /// <param name="start">Offset of the first character of a word.</param>
    /// <param name="found">Takes the phrases, the shortest first; when there are more than it takes, the shortest ones are left out.</param>
    /// <returns>How many were found and put there.</returns>
    public int FindFrom(ReadOnlySpan<char> folded, int start, Span<PhraseMatch> found) => _image.Find(folded, start, found);

    /// <summary>What a found phrase may stand for.</summary>
    /// <param name="match">What <see cref="FindFrom"/> gave.</param>
    public NameEntry[] EntriesOf(PhraseMatch match) => _image.Entries(match.Phrase);

    /// <summary>How many characters the longest known phrase has that begins with the word at an offset; 0 for none.</summary>
    /// <param name="folded">The folded text.</param>
    /// <param name="start">Offset of the word.</param>
    public int LongestFrom(ReadOnlySpan<char> folded, int start) => _image.Longest(folded, start);

    /// <summary>What a folded phrase may stand for; empty when it is not known.</summary>
    /// <param name="phrase">The phrase, folded by <see cref="Fold"/>.</param>
    public NameEntry[] Find(ReadOnlySpan<char> phrase)
    {
        if (phrase.IsEmpty || char.IsWhiteSpace(phrase[0]))
            return [];
        Span<PhraseMatch> longest = stackalloc PhraseMatch[1];
        return _image.Find(phrase, 0, longest) == 1 && longest[0].End == phrase.Length ? _image.Entries(longest[0].Phrase) : [];
    }
}
