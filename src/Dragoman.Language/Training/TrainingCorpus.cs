using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>The tables and answers that a corpus gives rise to, and its sentences in their numbers.</summary>
internal sealed class TrainingCorpus
{
    private readonly WordVectors _vectors;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _tags;
    private readonly Dictionary<string, int> _morphology;
    private readonly Dictionary<string, int> _relations;
    private readonly Dictionary<string, int> _names;

    /// <summary>Collects tables and answers.</summary>
    /// <param name="sentences">The corpus.</param>
    /// <param name="vectors">The frozen vectors.</param>
    /// <param name="minCount">Occurrences from which a view of a word has a row.</param>
    public TrainingCorpus(IReadOnlyList<TreebankSentence> sentences, WordVectors vectors, int minCount)
    {
        _vectors = vectors;
        Tables = Collect(sentences, minCount);
        var tags = Answers(sentences, s => s.Tags, []);
        var morphology = Answers(sentences, s => s.Morphology, [""]);
        var relations = Answers(sentences, s => s.Relations, ["root"]);
        var names = new List<string> { "O" };
        foreach (var kind in Treebank.NameKinds)
            foreach (var part in "BILU") names.Add(part + "-" + kind);
        _tags = Numbers(tags);
        _morphology = Numbers(morphology);
        _relations = Numbers(relations);
        _names = Numbers(names);
        var allowed = new SortedSet<int>[tags.Count];
        for (var i = 0; i < allowed.Length; i++) allowed[i] = [];
        foreach (var sentence in sentences)
        {
            if (sentence.Tags is null || sentence.Morphology is null) continue;
            for (var i = 0; i < sentence.Forms.Count; i++)
                allowed[_tags[sentence.Tags[i]]].Add(_morphology.GetValueOrDefault(sentence.Morphology[i], 0));
        }

        foreach (var set in allowed.Where(set => set.Count == 0)) set.Add(0);
        Labels = new LanguageLabels
        {
            Tags = tags,
            Morphology = morphology,
            Relations = relations,
            Names = names,
            Allowed = [.. allowed.Select(set => set.ToArray())],
        };
    }

    /// <summary>A table for each view of a word; number 0 is the unknown.</summary>
    public StringTable[] Tables { get; }

    /// <summary>The answers.</summary>
    public LanguageLabels Labels { get; }

    /// <summary>A sentence in numbers.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="teachers">Asked for their opinion; null without teachers.</param>
    public EncodedSentence Encode(TreebankSentence sentence, TeacherReader? teachers = null)
    {
        var length = sentence.Forms.Count;
        var features = new int[length * WordFeatures.Count];
        var vectors = new int[length];
        var counts = new int[length];
        Span<char> lowerBuffer = stackalloc char[WordFeatures.MaxLength];
        Span<char> viewBuffer = stackalloc char[WordFeatures.MaxLength];
        for (var i = 0; i < length; i++)
        {
            var lower = WordFeatures.Lower(sentence.Forms[i], lowerBuffer);
            vectors[i] = _vectors.Find(lower);
            for (var f = 0; f < WordFeatures.Count; f++)
            {
                var view = WordFeatures.View((WordFeature)f, sentence.Forms[i], lower, viewBuffer);
                features[i * WordFeatures.Count + f] = Math.Max(0, Tables[f].Find(view));
                if (f == 0) counts[i] = _counts.GetValueOrDefault(view.ToString());
            }
        }

        var pairings = new int[length];
        var writing = SentenceContext.Fill([.. sentence.Forms.Select(f => SentenceContext.Kind(f))], pairings, new int[length]);
        return new EncodedSentence
        {
            Length = length,
            Features = features,
            Vectors = vectors,
            Counts = counts,
            Pairings = pairings,
            Writing = writing,
            Soft = teachers?.Read(sentence.Forms, sentence.Heads),
            Tags = Lookup(sentence.Tags, _tags, length),
            Morphology = Lookup(sentence.Morphology, _morphology, length),
            Relations = Lookup(sentence.Relations, _relations, length),
            Names = Lookup(sentence.Names is null ? null : Treebank.ToBilou(sentence.Names), _names, length),
            Heads = sentence.Heads is null ? Unknown(length) : [.. sentence.Heads],
        };
    }

    private StringTable[] Collect(IReadOnlyList<TreebankSentence> sentences, int minCount)
    {
        var counts = new Dictionary<string, int>[WordFeatures.Count];
        for (var f = 0; f < counts.Length; f++) counts[f] = new Dictionary<string, int>(StringComparer.Ordinal);
        Span<char> lowerBuffer = stackalloc char[WordFeatures.MaxLength];
        Span<char> viewBuffer = stackalloc char[WordFeatures.MaxLength];
        foreach (var sentence in sentences)
        {
            foreach (var form in sentence.Forms)
            {
                var lower = WordFeatures.Lower(form, lowerBuffer);
                for (var f = 0; f < counts.Length; f++)
                {
                    var view = WordFeatures.View((WordFeature)f, form, lower, viewBuffer).ToString();
                    counts[f][view] = counts[f].GetValueOrDefault(view) + 1;
                }
            }
        }

        foreach (var (word, count) in counts[0]) _counts[word] = count;
        var tables = new StringTable[counts.Length];
        for (var f = 0; f < tables.Length; f++)
        {
            var frequent = counts[f].Where(c => c.Value >= minCount && c.Key.Length > 0).Select(c => c.Key).Order(StringComparer.Ordinal);
            tables[f] = new StringTable(["", .. frequent]);
        }

        return tables;
    }

    private static List<string> Answers(
        IReadOnlyList<TreebankSentence> sentences, Func<TreebankSentence, IReadOnlyList<string>?> column, string[] first)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
            foreach (var value in column(sentence) ?? []) counts[value] = counts.GetValueOrDefault(value) + 1;
        var rest = counts.Where(c => !first.Contains(c.Key)).Select(c => c.Key).Order(StringComparer.Ordinal);
        return [.. first, .. rest];
    }

    private static Dictionary<string, int> Numbers(List<string> answers)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < answers.Count; i++) numbers.Add(answers[i], i);
        return numbers;
    }

    private static int[] Lookup(IReadOnlyList<string>? values, Dictionary<string, int> numbers, int length) =>
        values is null ? Unknown(length) : [.. values.Select(v => numbers.GetValueOrDefault(v, -1))];

    private static int[] Unknown(int length)
    {
        var unknown = new int[length];
        Array.Fill(unknown, -1);
        return unknown;
    }
}
