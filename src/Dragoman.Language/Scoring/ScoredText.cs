using System.Globalization;
using System.Text;
using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>A word of a scored text.</summary>
/// <param name="Start">First character of its token, white space not counted.</param>
/// <param name="End">End of its token.</param>
/// <param name="InMultiword">Whether the token has several words.</param>
/// <param name="Parent">Index of the head among all words; −1 for the root, −2 where there is none.</param>
/// <param name="Word">Its columns.</param>
internal readonly record struct ScoredWord(int Start, int End, bool InMultiword, int Parent, ConlluWord Word);

/// <summary>Sentences as the shared task compares them: characters without white space, and tokens, sentences and words over them.</summary>
internal sealed class ScoredText
{
    private readonly StringBuilder _characters = new();

    /// <summary>Lays sentences out.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <param name="what">What to call them in an error.</param>
    /// <exception cref="InputException">A word has no visible character.</exception>
    public ScoredText(IEnumerable<ConlluSentence> sentences, string what)
    {
        foreach (var sentence in sentences)
        {
            var start = _characters.Length;
            var first = Words.Count;
            var next = 0;
            for (var i = 0; i < sentence.Words.Count; i++)
            {
                var word = sentence.Words[i];
                var parent = word.Head < 0 ? word.Head : first + word.Head;
                if (next < sentence.Multiwords.Count && sentence.Multiwords[next].First == i)
                {
                    var multiword = sentence.Multiwords[next++];
                    var span = Append(multiword.Form, what, sentence);
                    for (; i <= multiword.Last && i < sentence.Words.Count; i++)
                    {
                        word = sentence.Words[i];
                        Words.Add(new ScoredWord(span.Start, span.End, true, word.Head < 0 ? word.Head : first + word.Head, word));
                    }

                    i--;
                    continue;
                }

                var (from, to) = Append(word.Form, what, sentence);
                Words.Add(new ScoredWord(from, to, false, parent, word));
            }

            Sentences.Add((start, _characters.Length));
        }

        Characters = _characters.ToString();
    }

    /// <summary>All characters without white space.</summary>
    public string Characters { get; }

    /// <summary>All tokens.</summary>
    public List<(int Start, int End)> Tokens { get; } = [];

    /// <summary>All sentences.</summary>
    public List<(int Start, int End)> Sentences { get; } = [];

    /// <summary>All words.</summary>
    public List<ScoredWord> Words { get; } = [];

    private (int Start, int End) Append(string form, string what, ConlluSentence sentence)
    {
        var start = _characters.Length;
        foreach (var c in form)
            if (char.GetUnicodeCategory(c) != UnicodeCategory.SpaceSeparator) _characters.Append(c);
        if (_characters.Length == start)
            throw new InputException(ErrorCodes.InvalidConllu, $"{what}: the sentence at line {sentence.Line} has a word of white space alone");
        Tokens.Add((start, _characters.Length));
        return (start, _characters.Length);
    }
}
