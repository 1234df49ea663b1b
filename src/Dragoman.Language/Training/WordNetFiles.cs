namespace Dragoman.Language.Training;

/// <summary>
/// The files of WordNet 3.0 (Princeton University) as far as training uses them: sentences that show a word in use, and the forms of words
/// for lemmas. The folder is that of Debian's package <c>wordnet-base</c>.
/// </summary>
public sealed class WordNetFiles
{
    private const int MinWords = 4;
    private static readonly string[] Parts = ["adj", "adv", "noun", "verb"];
    private static readonly string[] Files =
        ["data.adj", "data.adv", "data.noun", "data.verb", "index.noun", "index.verb", "noun.exc", "verb.exc"];

    private readonly string _folder;

    /// <summary>Reads from a folder.</summary>
    /// <param name="folder">It holds <c>data.noun</c>, <c>index.verb</c>, <c>verb.exc</c> and the like.</param>
    public WordNetFiles(string folder) => _folder = folder;

    /// <summary>The files that are read, in the order of their names.</summary>
    public IReadOnlyList<string> Paths =>
    [
        .. Files.Select(name => Path.Combine(_folder, name)),
    ];

    /// <summary>The sentences and phrases in quotation marks that stand behind the definitions; each once, in the order of the files.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IEnumerable<string> Examples()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in Parts)
        {
            foreach (var line in File.ReadLines(Path.Combine(_folder, "data." + part)))
            {
                var at = line.IndexOf('|', StringComparison.Ordinal);
                if (line.StartsWith(' ') || at < 0) continue;
                foreach (var (index, piece) in line[(at + 1)..].Split('"').Index())
                {
                    if (index % 2 == 0 || piece.AsSpan().Count(' ') < MinWords - 1) continue;
                    var text = piece.Trim();
                    if (seen.Add(text)) yield return text;
                }
            }
        }
    }

    /// <summary>Inflected forms with their Penn tags and lemmas: those of regular verbs and nouns, made by the rules of spelling, and the listed irregular ones.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IReadOnlyList<(string Form, string Xpos, string Lemma)> Inflections()
    {
        var forms = new List<(string, string, string)>();
        var doubling = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (form, lemma) in Exceptions("verb"))
        {
            if (form.EndsWith("ing", StringComparison.Ordinal)) forms.Add((form, "VBG", lemma));
            else if (!form.EndsWith('s')) forms.AddRange([(form, "VBD", lemma), (form, "VBN", lemma)]);
            if (form.Length > lemma.Length + 2 && form.StartsWith(lemma, StringComparison.Ordinal) && form[lemma.Length] == lemma[^1]) doubling.Add(lemma);
        }

        foreach (var (form, lemma) in Exceptions("noun")) forms.Add((form, "NNS", lemma));
        // "staged" is of "stage", not of "stag": verbs in -e go first.
        foreach (var verb in Lemmas("verb").OrderBy(v => v.EndsWith('e') ? 0 : 1))
        {
            forms.Add((WithS(verb), "VBZ", verb));
            if (doubling.Contains(verb)) continue;
            var stem = verb.EndsWith('e') ? verb[..^1] : verb;
            var past = verb.EndsWith('e') ? verb + "d" : EndsInConsonantAndY(verb) ? verb[..^1] + "ied" : verb + "ed";
            forms.Add((past, "VBD", verb));
            forms.Add((past, "VBN", verb));
            var active = verb.EndsWith("ee", StringComparison.Ordinal) || verb.EndsWith("oe", StringComparison.Ordinal) || verb.EndsWith("ye", StringComparison.Ordinal)
                ? verb + "ing"
                : verb.EndsWith("ie", StringComparison.Ordinal) ? verb[..^2] + "ying" : stem + "ing";
            forms.Add((active, "VBG", verb));
        }

        foreach (var noun in Lemmas("noun")) forms.Add((WithS(noun), "NNS", noun));
        return forms;
    }

    private IEnumerable<(string Form, string Lemma)> Exceptions(string part)
    {
        foreach (var line in File.ReadLines(Path.Combine(_folder, part + ".exc")))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 1 && Plain(words[0]) && Plain(words[1])) yield return (words[0], words[1]);
        }
    }

    private IEnumerable<string> Lemmas(string part)
    {
        foreach (var line in File.ReadLines(Path.Combine(_folder, "index." + part)))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 2 && Plain(line.AsSpan(0, space))) yield return line[..space];
        }
    }

    private static bool Plain(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
            if (c is < 'a' or > 'z') return false;
        return true;
    }

    private static bool EndsInConsonantAndY(string word) => word.Length > 2 && word[^1] == 'y' && word[^2] is not ('a' or 'e' or 'i' or 'o' or 'u');

    private static string WithS(string word)
    {
        if (EndsInConsonantAndY(word)) return word[..^1] + "ies";
        var hisses = word[^1] is 's' or 'x' or 'z' || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal);
        return hisses ? word + "es" : word + "s";
    }
}
