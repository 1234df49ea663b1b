using System.Reflection;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Lexicon;

/// <summary>The words, classes, frames and retyping rules under <c>data/coding</c>. Immutable after loading.</summary>
internal sealed class CodingLexicon
{
    /// <summary>Bit of the class of nouns that stand for people, added to what the classes table lists.</summary>
    private const int MostClasses = 128;

    private readonly Dictionary<string, WordInfo> _words = new(6000, StringComparer.Ordinal);
    private readonly Dictionary<string, WordInfo>.AlternateLookup<ReadOnlySpan<char>> _wordLookup;
    private readonly Dictionary<string, List<FrameTrigger>> _verbs = new(1200, StringComparer.Ordinal);
    private readonly Dictionary<string, List<FrameTrigger>> _nouns = new(600, StringComparer.Ordinal);
    private readonly Dictionary<string, List<FrameTrigger>> _adjectives = new(64, StringComparer.Ordinal);
    private readonly Dictionary<string, UInt128> _nounClasses = new(1000, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _classBits = new(MostClasses, StringComparer.Ordinal);
    private readonly Dictionary<(Operator, string), Retyping> _retypings = new(300);
    private readonly Dictionary<string, (string[] Past, string[] Participle)> _irregular = new(200, StringComparer.Ordinal);

    private readonly Dictionary<string, UInt128>.AlternateLookup<ReadOnlySpan<char>> _classLookup;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _operators = new(StringComparer.Ordinal);
    private readonly HashSet<string> _objectControl = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subjectControl = new(StringComparer.Ordinal);
    private readonly HashSet<string> _compoundStarts = new(StringComparer.Ordinal);

    private CodingLexicon()
    {
        _wordLookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _classLookup = _nounClasses.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The bit of nouns that stand for people.</summary>
    public UInt128 PersonBit { get; private set; }

    /// <summary>All frames in the order of the tables.</summary>
    public List<Frame> Frames { get; } = new(600);

    /// <summary>Loads the tables of this version, and the user's own frames behind them.</summary>
    /// <param name="directory">A folder that may hold <c>frames.tsv</c> and <c>classes.tsv</c>; null for none.</param>
    /// <exception cref="InvalidDataException">A table is malformed.</exception>
    public static CodingLexicon Load(string? directory)
    {
        var lexicon = new CodingLexicon();
        lexicon.AddWords(Embedded("words", LexiconTables.Words));
        lexicon.AddIrregular(Embedded("irregular", LexiconTables.Irregular));
        lexicon.AddClasses(Embedded("classes", LexiconTables.Classes));
        lexicon.AddPeople(Embedded("person-nouns", LexiconTables.People));
        lexicon.AddRetypings(Embedded("retype", LexiconTables.Retype));
        lexicon.AddFrames(Embedded("frames", LexiconTables.Frames));
        if (directory is not null)
        {
            if (!Directory.Exists(directory))
                throw new InvalidDataException($"{directory}: no such folder of frames");
            var classes = Path.Combine(directory, "classes.tsv");
            if (File.Exists(classes))
                lexicon.AddClasses(TableFile.FromFile(classes, LexiconTables.Classes));
            var frames = Path.Combine(directory, "frames.tsv");
            if (File.Exists(frames))
                lexicon.AddFrames(TableFile.FromFile(frames, LexiconTables.Frames));
        }

        return lexicon;
    }

    /// <summary>What is known of a word; null for nothing.</summary>
    /// <param name="lower">The word, lower case.</param>
    public WordInfo? Find(ReadOnlySpan<char> lower) => _wordLookup.TryGetValue(lower, out var info) ? info : null;

    /// <summary>Whether a verb works on the act of the verb that hangs on it.</summary>
    public bool IsOperator(string lemma) => _operators.Contains(lemma);

    /// <summary>Whether the object of a verb does what hangs on it: "urge".</summary>
    public bool IsObjectControl(string lemma) => _objectControl.Contains(lemma);

    /// <summary>Whether the subject of a verb does what hangs on it even where there is an object: "threaten", "promise".</summary>
    public bool IsSubjectControl(string lemma) => _subjectControl.Contains(lemma) && !_objectControl.Contains(lemma);

    /// <summary>Frames whose trigger is this verb.</summary>
    public List<FrameTrigger>? VerbFrames(string lemma) => _verbs.GetValueOrDefault(lemma);

    /// <summary>Frames whose trigger is this noun.</summary>
    public List<FrameTrigger>? NounFrames(string noun) => _nouns.GetValueOrDefault(noun);

    /// <summary>Frames whose trigger is this adjective.</summary>
    public List<FrameTrigger>? AdjectiveFrames(string adjective) => _adjectives.GetValueOrDefault(adjective);

    /// <summary>The classes of a noun or noun phrase, a bit each.</summary>
    public UInt128 ClassesOf(string noun) => _nounClasses.GetValueOrDefault(noun);

    /// <summary>The classes of a phrase of two words, a bit each.</summary>
    public UInt128 ClassesOf(string first, string noun)
    {
        if (!_compoundStarts.Contains(first) || first.Length + noun.Length > 126)
            return 0;
        Span<char> phrase = stackalloc char[128];
        first.CopyTo(phrase);
        phrase[first.Length] = ' ';
        noun.CopyTo(phrase[(first.Length + 1)..]);
        return _classLookup.TryGetValue(phrase[..(first.Length + 1 + noun.Length)], out var bits) ? bits : 0;
    }

    /// <summary>The bit of a class.</summary>
    public UInt128 ClassBit(string name) => UInt128.One << _classBits[name];

    /// <summary>Retypes an act (ONTOLOGY.md §1.17): the row of the longest prefix of its CAMEO code holds.</summary>
    /// <param name="by">What is done to the act.</param>
    /// <param name="type">The act's type.</param>
    /// <param name="cameo">The act's CAMEO code.</param>
    /// <returns>Null where there is no event then.</returns>
    public Retyping? Retype(Operator by, EventType type, string? cameo)
    {
        for (var length = cameo?.Length ?? 0; length > 1; length--)
        {
            if (_retypings.TryGetValue((by, cameo![..length]), out var byCode))
                return byCode;
        }

        return _retypings.GetValueOrDefault((by, EventTypes.Name(type)));
    }

    private static TableFile Embedded(string name, string[] columns) =>
        TableFile.FromResource(Assembly.GetExecutingAssembly(), $"coding/{name}.tsv", columns);

    private WordInfo Word(string form)
    {
        if (!_words.TryGetValue(form, out var info))
            _words.Add(form, info = new WordInfo(form));
        return info;
    }

    private void AddWords(TableFile table)
    {
        foreach (var row in table.Rows)
            Word(row[0]).Classes |= LexiconTables.ClassOf(row[1]);
    }

    private void AddIrregular(TableFile table)
    {
        foreach (var row in table.Rows)
            _irregular.Add(row[0], (row[1].Split('|'), row[2].Split('|')));
    }

    private void AddClasses(TableFile table)
    {
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i];
            if (row[0].Length == 0 || row[1].Length == 0)
                throw LexiconTables.Bad(table, i, row[0].Length == 0 ? 0 : 1, "a class needs a name and words");
            if (row[0] is "verb" or "adjective" or "noun")
            {
                foreach (var word in row[1].Split('|'))
                {
                    if (row[0] == "verb")
                        AddVerb(word);
                    else if (row[0] == "noun")
                        AddNoun(word);
                    else
                        Word(word).Adjective = true;
                }

                continue;
            }

            if (!_classBits.TryGetValue(row[0], out var bit))
            {
                if (_classBits.Count == MostClasses)
                    throw LexiconTables.Bad(table, i, 0, $"more than {MostClasses} classes of nouns");
                _classBits.Add(row[0], bit = _classBits.Count);
            }

            foreach (var word in row[1].Split('|'))
            {
                _nounClasses[word] = _nounClasses.GetValueOrDefault(word) | (UInt128.One << bit);
                var space = word.LastIndexOf(' ');
                if (space > 0)
                {
                    Word(word[..space]);
                    _compoundStarts.Add(word[..space]);
                }

                AddNoun(word[(space + 1)..]);
            }
        }
    }

    private void AddPeople(TableFile table)
    {
        _classBits.Add("person", _classBits.Count);
        PersonBit = ClassBit("person");
        foreach (var row in table.Rows)
        {
            _nounClasses[row[0]] = _nounClasses.GetValueOrDefault(row[0]) | PersonBit;
            AddNoun(row[0]);
        }
    }

    private void AddVerb(string lemma)
    {
        if (Word(lemma).Verbs.Any(reading => reading.Lemma == lemma))
            return;
        Inflection.Verb(lemma, _irregular, (form, forms) =>
        {
            var word = Word(form);
            for (var i = 0; i < word.Verbs.Length; i++)
            {
                if (word.Verbs[i].Lemma == lemma)
                {
                    word.Verbs[i] = new VerbReading(lemma, word.Verbs[i].Forms | forms);
                    return;
                }
            }

            word.Verbs = [.. word.Verbs, new VerbReading(lemma, forms)];
        });
    }

    private void AddNoun(string noun)
    {
        Word(noun).Noun ??= noun;
        var plural = Word(Inflection.Plural(noun));
        if (plural.Noun is null)
        {
            plural.Noun = noun;
            plural.Plural = true;
        }
    }

    private void AddRetypings(TableFile table)
    {
        foreach (var row in table.Rows)
        {
            var by = Enum.Parse<Operator>(row[0], ignoreCase: true);
            var retyping = new Retyping(
                EventTypes.Parse(row[2]), row[3].Length == 0 ? null : row[3], row[4].Length == 0 ? null : row[4]);
            if (!_retypings.TryAdd((by, row[1]), retyping))
                throw new InvalidDataException($"{table.Name}: {row[0]} of {row[1]} stands twice");
        }
    }

    private void AddFrames(TableFile table)
    {
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i];
            var frame = LexiconTables.FrameOf(table, i);
            if (!_ids.Add(frame.Id))
                throw LexiconTables.Bad(table, i, 0, $"the frame '{frame.Id}' stands twice, or is built in; give it another id");
            foreach (var name in frame.Objects)
            {
                if (!_classBits.ContainsKey(name))
                    throw LexiconTables.Bad(table, i, 3, $"the class '{name}' is not in classes.tsv");
                frame.ObjectBits |= ClassBit(name);
            }

            Frames.Add(frame);
            foreach (var words in row[2].Split('|'))
            {
                var parts = words.Split(' ');
                foreach (var part in parts)
                {
                    if (part != FrameTrigger.ObjectMark)
                        Word(part);
                }

                switch (frame.Kind)
                {
                    case TriggerKind.Verb:
                        AddVerb(parts[0]);
                        foreach (var particle in parts.Skip(1))
                        {
                            // "as human shields" is "as human shield": nouns behind a verb may be plural.
                            if (particle != FrameTrigger.ObjectMark && Word(particle) is { Classes: WordClasses.None, Verbs.Length: 0, Adjective: false })
                                AddNoun(particle);
                        }

                        Register(_verbs, parts[0], new FrameTrigger(frame, parts[1..], Weight(parts.AsSpan(1))));
                        if (frame.Operator is not (Operator.None or Operator.Nothing or Operator.Reversed))
                        {
                            _operators.Add(parts[0]);
                            if (frame.Operator is Operator.Ask or Operator.Demand)
                                _objectControl.Add(parts[0]);
                            else if (frame.Operator is Operator.Promise or Operator.Intend or Operator.Threaten or Operator.Refuse)
                                _subjectControl.Add(parts[0]);
                        }

                        break;
                    case TriggerKind.Noun:
                        AddNoun(parts[^1]);
                        Register(_nouns, parts[^1], new FrameTrigger(frame, parts[..^1], 2 * (parts.Length - 1)));
                        break;
                    default:
                        Word(parts[0]).Adjective = true;
                        Register(_adjectives, parts[0], new FrameTrigger(frame, parts[1..], 2 * (parts.Length - 1)));
                        break;
                }
            }
        }
    }

    private int Weight(ReadOnlySpan<string> words)
    {
        var weight = 0;
        foreach (var word in words)
            weight += word == FrameTrigger.ObjectMark ? 3 : (Word(word).Classes & WordClasses.Closed) != 0 ? 2 : 5;
        return weight;
    }

    private static void Register(Dictionary<string, List<FrameTrigger>> into, string key, FrameTrigger trigger)
    {
        if (!into.TryGetValue(key, out var list))
            into.Add(key, list = []);
        list.Add(trigger);
    }
}

/// <summary>What becomes of an act that is planned, refused, asked for …</summary>
/// <param name="Type">The type that it becomes.</param>
/// <param name="Mode">Its mode.</param>
/// <param name="Cameo">Its CAMEO code; null for the default of type and mode.</param>
internal sealed record Retyping(EventType Type, string? Mode, string? Cameo);
