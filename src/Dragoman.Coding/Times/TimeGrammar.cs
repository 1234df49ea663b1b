using System.Globalization;
using System.Reflection;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Times;

/// <summary>
/// The compiled patterns of time (<c>data/coding/time-patterns.tsv</c>), found by the word that they begin with. Loaded once, never changed.
/// </summary>
/// <remarks>
/// A pattern is a line of elements apart by spaces: <c>the</c> a word, <c>of|in</c> one of several, <c>a_b</c> two words, <c>@name</c> any word of a class,
/// <c>&lt;month&gt;</c> a piece with a value (<c>&lt;day:2&gt;</c> the second of its kind), <c>#</c> digits (<c>#4</c> four of them), <c>\l</c> and
/// <c>\u</c> any word in lower case or with a capital, <c>$</c> the edge of the text. <c>~</c> in front: no white space before it. <c>?</c> behind: may be absent.
/// <c>&lt;-x</c>, <c>&lt;!x</c>: the word before is, is not; <c>>+x</c>, <c>>!x</c>: the word behind is, is not.
/// </remarks>
internal sealed class TimeGrammar
{
    private static readonly Lazy<TimeGrammar> LazyDefault = new(Load);

    private readonly TimePattern[][][] _byWord;
    private readonly TimePattern[][] _byNumber;
    private readonly TimeCandidate[]?[][] _candidates;
    private readonly TimeFollowers _followers;

    private TimeGrammar(TimeVocabulary vocabulary, List<TimePattern> patterns)
    {
        Vocabulary = vocabulary;
        foreach (var slot in Enum.GetValues<TimeSlot>())
        {
            if (vocabulary.Has(Name(slot)))
                Classes[(int)slot] = vocabulary.Class(Name(slot));
        }

        var levels = Enum.GetValues<TimeLevel>();
        var first = levels.Select(_ => (Words: new HashSet<int>(), Number: false)).ToArray();
        _byWord = new TimePattern[levels.Length][][];
        _byNumber = new TimePattern[levels.Length][];
        foreach (var level in levels)
        {
            var byWord = new List<TimePattern>?[vocabulary.Count];
            var byNumber = new List<TimePattern>();
            foreach (var pattern in patterns.Where(pattern => pattern.Level == level))
            {
                var words = new HashSet<int>();
                if (Beginnings(pattern, words, first))
                    byNumber.Add(pattern);
                foreach (var word in words)
                    (byWord[word] ??= []).Add(pattern);
                first[(int)level].Words.UnionWith(words);
                first[(int)level].Number |= byNumber.Count > 0;
            }

            _byWord[(int)level] = [.. byWord.Select(list => list?.ToArray() ?? [])];
            _byNumber[(int)level] = [.. byNumber];
        }

        // What may stand second is worked out when a word is first met: most words of the tables never are.
        _candidates = [.. levels.Select(_ => new TimeCandidate[]?[vocabulary.Count + 1])];
        _followers = new TimeFollowers(vocabulary, Classes, _byWord, _byNumber, [.. first.Select(level => (IReadOnlySet<int>)level.Words)], [.. first.Select(level => level.Number)]);
        Starts = new bool[vocabulary.Count];
        foreach (var (words, _) in first)
        {
            foreach (var word in words)
                Starts[word] = true;
        }
    }

    /// <summary>The grammar of this version.</summary>
    public static TimeGrammar Default => LazyDefault.Value;

    public TimeVocabulary Vocabulary { get; }

    /// <summary>Terms of the class that a slot is named after; null for slots that read numbers or lower patterns.</summary>
    public Dictionary<int, TimeTerm[]>?[] Classes { get; } = new Dictionary<int, TimeTerm[]>?[Enum.GetValues<TimeSlot>().Length];

    /// <summary>Whether any pattern begins with a word, by its id.</summary>
    public bool[] Starts { get; }

    /// <summary>The patterns of a level that may begin with a word, each with what may stand behind that word.</summary>
    public TimeCandidate[] At(TimeLevel level, in TimeWord word)
    {
        if (word.Id <= 0 && word.Id != TimeWords.Number)
            return [];
        ref var kept = ref _candidates[(int)level][Math.Max(word.Id, 0)];
        return kept ?? (kept = Candidates(level, word.Id));
    }

    private TimeCandidate[] Candidates(TimeLevel level, int word)
    {
        var patterns = word == TimeWords.Number ? _byNumber[(int)level] : _byWord[(int)level][word];
        return [.. patterns.Select(pattern => new TimeCandidate(pattern, _followers.Of(pattern, word)))];
    }

    private static string Name(TimeSlot slot) => slot.ToString().ToLowerInvariant();

    /// <summary>Collects the words that a pattern may begin with; true where it may begin with digits.</summary>
    private bool Beginnings(TimePattern pattern, HashSet<int> words, (HashSet<int> Words, bool Number)[] levels)
    {
        var number = false;
        foreach (var element in pattern.Elements)
        {
            if (element.Kind is not (ElementKind.Words or ElementKind.Slot))
                continue;
            words.UnionWith(element.Terms.Keys.Where(key => key > 0));
            number |= element.Digits >= 0 || element.Terms.Keys.Any(key => key <= -1000);
            if (element.Kind == ElementKind.Slot)
            {
                if (element.Slot >= TimeSlot.Clock)
                {
                    var level = levels[element.Slot - TimeSlot.Clock];
                    words.UnionWith(level.Words);
                    number |= level.Number;
                }
                else if (Classes[(int)element.Slot] is { } terms)
                {
                    words.UnionWith(terms.Keys.Where(key => key > 0));
                    number |= terms.Keys.Any(key => key <= -1000);
                }
                else
                {
                    number = true;
                    words.UnionWith(Vocabulary.Class("number").Keys);
                    words.UnionWith(Vocabulary.Class("ordinal").Keys);
                    words.Add(Vocabulary.Make("'"));
                    words.Add(Vocabulary.Make("a"));
                }

                if (element.Slot is TimeSlot.Ordinal)
                    number = true;
            }

            if (!element.Optional)
                break;
        }

        return number;
    }

    private static TimeGrammar Load()
    {
        var vocabulary = TimeVocabulary.Load();
        var table = TableFile.FromResource(
            Assembly.GetExecutingAssembly(), "coding/time-patterns.tsv", "level", "pattern", "action", "example", "value", "source");
        foreach (var word in (string[])["'", "a", "and", "-", "oh", "o", "st", "nd", "rd", "th", ":", ".", ",", ";", "!", "?", "$", "£", "€", "/"])
            vocabulary.Make(word);
        var patterns = new List<TimePattern>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            try
            {
                patterns.Add(Compile(vocabulary, row[0], row[1], row[2]));
            }
            catch (Exception error) when (error is ArgumentException or FormatException or InvalidDataException)
            {
                throw new InvalidDataException($"coding/time-patterns.tsv: pattern '{row[1]}': {error.Message}", error);
            }
        }

        vocabulary.Freeze();
        return new TimeGrammar(vocabulary, patterns);
    }

    private static TimePattern Compile(TimeVocabulary vocabulary, string level, string pattern, string action)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        var argument = colon < 0 ? 0 : int.Parse(action.AsSpan(colon + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new TimePattern(
            Enum.Parse<TimeLevel>(level, ignoreCase: true),
            [.. pattern.Split(' ').Select(element => Element(vocabulary, element))],
            Enum.Parse<TimeAction>(colon < 0 ? action : action[..colon], ignoreCase: true),
            argument);
    }

    private static TimeElement Element(TimeVocabulary vocabulary, string written)
    {
        var (kind, rest) = written switch
        {
            _ when written.StartsWith("<-", StringComparison.Ordinal) => (ElementKind.Before, written[2..]),
            _ when written.StartsWith("<!", StringComparison.Ordinal) => (ElementKind.NotBefore, written[2..]),
            _ when written.StartsWith(">+", StringComparison.Ordinal) => (ElementKind.Next, written[2..]),
            _ when written.StartsWith(">!", StringComparison.Ordinal) => (ElementKind.NotNext, written[2..]),
            _ => (ElementKind.Words, written),
        };
        var optional = rest.Length > 1 && rest[^1] == '?';
        rest = optional ? rest[..^1] : rest;
        var joined = rest[0] == '~';
        rest = joined ? rest[1..] : rest;
        if (kind == ElementKind.Words && rest[0] == '<')
        {
            var name = rest[1..^1];
            var second = name.EndsWith(":2", StringComparison.Ordinal);
            name = second ? name[..^2] : name;

            // A unit in the singular fills the same slot as any unit.
            var single = name == "oneunit";
            return new TimeElement
            {
                Kind = ElementKind.Slot,
                Slot = single ? TimeSlot.Unit : Enum.Parse<TimeSlot>(name, ignoreCase: true),
                Second = second ? 1 : 0,
                Optional = optional,
                Joined = joined,
                Terms = single ? vocabulary.Class(name) : [],
            };
        }

        var terms = new List<TimeTerm>();
        var digits = -1;
        bool lower = false, capital = false, edge = false;
        foreach (var choice in rest.Split('|'))
        {
            if (choice[0] == '@')
                terms.AddRange(vocabulary.Class(choice[1..]).SelectMany(pair => pair.Value));
            else if (choice[0] == '#')
                digits = choice.Length > 1 ? choice[1] - '0' : 0;
            else if (choice == "\\l")
                lower = true;
            else if (choice == "\\u")
                capital = true;
            else if (choice == "$")
                edge = true;
            else
                terms.Add(new TimeTerm(vocabulary.MakeAll(choice), 0));
        }

        return new TimeElement
        {
            Kind = kind,
            Optional = optional,
            Joined = joined,
            Digits = digits,
            AnyLower = lower,
            AnyCapital = capital,
            Edge = edge,
            Terms = terms.GroupBy(term => term.Words[0]).ToDictionary(group => group.Key, group => group.OrderByDescending(term => term.Words.Length).ToArray()),
        };
    }
}
