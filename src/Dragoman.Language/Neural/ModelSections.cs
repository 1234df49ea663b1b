using System.Text.Json;

namespace Dragoman.Language.Neural;

/// <summary>The content of a model file, section by section.</summary>
internal static class ModelSections
{
    private const int MaxRows = 1 << 20;
    private const int MaxColumns = 1 << 16;

    /// <summary>The tags of the sections that this version knows.</summary>
    public static IReadOnlyList<string> Known { get; } = ["META", "LABL", "TABL", "VECT", "WGHT", "LEMM"];

    /// <summary>Writes all sections.</summary>
    /// <param name="model">The model.</param>
    public static List<(string Tag, bool Required, byte[] Bytes)> Write(LanguageModel model) =>
    [
        ("META", true, Meta(model)),
        ("LABL", true, Labels(model.Labels)),
        ("TABL", true, Tables(model.Tables)),
        ("VECT", true, Vectors(model.Vectors)),
        ("WGHT", true, Weights(model)),
        ("LEMM", true, Lemmas(model.Lemmatizer)),
    ];

    /// <summary>Reads all sections.</summary>
    /// <param name="sections">Where each lies.</param>
    /// <param name="bytes">The file.</param>
    /// <exception cref="ModelFormatException">A section is missing or damaged.</exception>
    public static LanguageModel Read(Dictionary<string, Range> sections, byte[] bytes)
    {
        foreach (var tag in Known)
            if (!sections.ContainsKey(tag)) throw new ModelFormatException($"The model has no section {tag}.");
        // The first JSON that a process reads costs as much as all the rest: meanwhile the rest is read.
        SectionReader Section(string tag) => new(tag, bytes.AsSpan(sections[tag]));
        var vectors = Task.Run(() => ReadVectors(Section("VECT")));
        var weights = Task.Run(() => ReadWeights(Section("WGHT")));
        var words = Task.Run(() => (Tables: ReadTables(Section("TABL")), Lemmas: ReadLemmas(Section("LEMM"))));
        try
        {
            var meta = JsonSerializer.Deserialize(bytes.AsSpan(sections["META"]), ModelJson.Default.ModelMeta)
                ?? throw new ModelFormatException("The model's section META is empty.");
            meta.Shape.Validate();
            var labels = ReadLabels(Section("LABL"));
            var (tables, lemmas) = words.GetAwaiter().GetResult();
            var frozen = vectors.GetAwaiter().GetResult();
            if (frozen.Words.Count == 0) frozen = new WordVectors(frozen.Words, [], [], meta.Shape.VectorWidth);
            return new LanguageModel(meta.Shape, labels, tables, frozen, weights.GetAwaiter().GetResult(), lemmas, meta.Origin);
        }
        finally
        {
            // Whatever went wrong, nobody reads the bytes any more when this returns.
            Task.WhenAll(vectors, weights, words).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        }
    }

    private static byte[] Meta(LanguageModel model) =>
        JsonSerializer.SerializeToUtf8Bytes(new ModelMeta(model.Shape, model.Origin), ModelJson.Default.ModelMeta);

    private static byte[] Labels(LanguageLabels labels)
    {
        var writer = new SectionWriter();
        writer.Strings(labels.Tags);
        writer.Strings(labels.Morphology);
        writer.Strings(labels.Relations);
        writer.Strings(labels.Names);
        foreach (var allowed in labels.Allowed)
        {
            writer.Count(allowed.Length);
            foreach (var label in allowed) writer.Count(label);
        }

        return writer.Bytes.ToArray();
    }

    private static LanguageLabels ReadLabels(SectionReader reader)
    {
        var tags = reader.StringList();
        var morphology = reader.StringList();
        var relations = reader.StringList();
        var names = reader.StringList();
        if (tags.Length == 0 || morphology.Length == 0 || relations.Length == 0 || names.Length == 0) reader.Fail("a list of answers is empty");
        foreach (var tag in tags)
            if (!tag.Contains('\t', StringComparison.Ordinal)) reader.Fail($"the tag '{tag}' has no tab");
        foreach (var name in names)
            if (name != "O" && (name.Length < 3 || name[1] != '-' || !"BILU".Contains(name[0], StringComparison.Ordinal)))
                reader.Fail($"the name tag '{name}' is not in BILOU writing");
        if (names[0] != "O") reader.Fail("the first name tag is not O");
        var allowed = new int[tags.Length][];
        for (var i = 0; i < allowed.Length; i++)
        {
            allowed[i] = new int[reader.Count(morphology.Length, "the number of features of a tag")];
            if (allowed[i].Length == 0) reader.Fail($"the tag '{tags[i]}' has no features");
            for (var j = 0; j < allowed[i].Length; j++) allowed[i][j] = reader.Count(morphology.Length - 1, "the number of a feature");
        }

        return new LanguageLabels { Tags = tags, Morphology = morphology, Relations = relations, Names = names, Allowed = allowed };
    }

    private static byte[] Tables(StringTable[] tables)
    {
        var writer = new SectionWriter();
        writer.Count(tables.Length);
        foreach (var table in tables) writer.Table(table);
        return writer.Bytes.ToArray();
    }

    private static StringTable[] ReadTables(SectionReader reader)
    {
        var tables = new StringTable[reader.Count(64, "the number of tables")];
        for (var i = 0; i < tables.Length; i++) tables[i] = reader.Table();
        return tables;
    }

    private static byte[] Vectors(WordVectors vectors)
    {
        var writer = new SectionWriter();
        writer.Table(vectors.Words);
        writer.Singles(vectors.Factors);
        writer.Steps(vectors.Values);
        return writer.Bytes.ToArray();
    }

    private static WordVectors ReadVectors(SectionReader reader)
    {
        var words = reader.Table();
        var factors = reader.Singles(words.Count);
        var count = reader.Rest.Length;
        if (words.Count == 0 ? count > 0 : count % words.Count != 0) reader.Fail("the numbers of the vectors do not fit their words");
        return new WordVectors(words, reader.Steps(count), factors, words.Count == 0 ? 0 : count / words.Count);
    }

    private static byte[] Weights(LanguageModel model)
    {
        var writer = new SectionWriter();
        var matrices = model.Matrices.OrderBy(m => m.Key, StringComparer.Ordinal).ToList();
        writer.Strings([.. matrices.Select(m => m.Key)]);
        foreach (var (_, matrix) in matrices)
        {
            writer.Count(matrix.Rows);
            writer.Count(matrix.Columns);
            writer.Byte(matrix.Steps is null ? (byte)0 : (byte)1);
            if (matrix.Steps is null)
            {
                writer.Halves(matrix.Values);
                continue;
            }

            writer.Singles(matrix.Factors);
            writer.Steps(matrix.Steps);
        }

        return writer.Bytes.ToArray();
    }

    private static Dictionary<string, WeightMatrix> ReadWeights(SectionReader reader)
    {
        var names = reader.StringList();
        var matrices = new Dictionary<string, WeightMatrix>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var rows = reader.Count(MaxRows, $"the number of rows of '{name}'");
            var columns = reader.Count(MaxColumns, $"the number of columns of '{name}'");
            if ((long)rows * columns > ModelFile.MaxBytes) reader.Fail($"the matrix '{name}' is too large");
            var kind = reader.Byte();
            if (kind > 1) reader.Fail($"the matrix '{name}' is of the unknown kind {kind}");
            var matrix = kind == 0
                ? WeightMatrix.OfValues(rows, columns, reader.Halves(rows * columns))
                : WeightMatrix.OfSteps(rows, columns, factors: reader.Singles(rows), steps: reader.Steps(rows * columns));
            if (!matrices.TryAdd(name, matrix)) reader.Fail($"the matrix '{name}' occurs twice");
        }

        return matrices;
    }

    private static byte[] Lemmas(LearnedLemmatizer lemmatizer)
    {
        var writer = new SectionWriter();
        writer.Table(lemmatizer.ExceptionKeys);
        writer.Strings(lemmatizer.Exceptions);
        writer.Table(lemmatizer.RuleKeys);
        writer.Strings([.. lemmatizer.Rules.Select(r => r.Append ?? "")]);
        foreach (var rule in lemmatizer.Rules)
        {
            writer.Count(rule.Cut);
            writer.Byte(rule.KeepsCase ? (byte)1 : (byte)0);
        }

        return writer.Bytes.ToArray();
    }

    private static LearnedLemmatizer ReadLemmas(SectionReader reader)
    {
        var exceptionKeys = reader.Table();
        var exceptions = reader.StringList();
        var ruleKeys = reader.Table();
        var appends = reader.StringList();
        var rules = new LemmaRule[appends.Length];
        for (var i = 0; i < rules.Length; i++)
        {
            var cut = reader.Count(ushort.MaxValue, "the characters that a lemma rule cuts");
            rules[i] = new LemmaRule(cut, appends[i].Length == 0 ? null : appends[i], reader.Byte() != 0);
        }

        return new LearnedLemmatizer(exceptionKeys, exceptions, ruleKeys, rules);
    }
}
