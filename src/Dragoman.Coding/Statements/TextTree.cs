using Dragoman.Records;

namespace Dragoman.Coding.Statements;

/// <summary>
/// The trees of a text as columns: children in text order, and how far the words below a word reach. Built once per text, in time linear in
/// its tokens. All indices are those of <see cref="AnnotatedText.Tokens"/>.
/// </summary>
internal sealed class TextTree
{
    private readonly int[] _firstChild;
    private readonly int[] _next;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly int[] _sentence;

    public TextTree(AnnotatedText text)
    {
        Source = text;
        Tokens = text.Tokens as Token[] ?? [.. text.Tokens];
        var count = Tokens.Length;
        _firstChild = new int[count];
        _next = new int[count];
        _left = new int[count];
        _right = new int[count];
        _sentence = new int[count];
        Array.Fill(_firstChild, -1);
        Array.Fill(_next, -1);
        var pending = new int[count];
        for (var s = 0; s < text.Sentences.Count; s++)
        {
            var sentence = text.Sentences[s];
            Array.Fill(_sentence, s, sentence.FirstToken, sentence.TokenCount);
        }

        for (var i = count - 1; i >= 0; i--)
        {
            _left[i] = _right[i] = i;
            var head = Tokens[i].Head;
            if (head < 0 || head >= count || head == i)
                continue;
            _next[i] = _firstChild[head];
            _firstChild[head] = i;
            pending[head]++;
        }

        // Leaves first: a word is done when all below it are.
        var ready = new int[count];
        var filled = 0;
        for (var i = 0; i < count; i++)
        {
            if (pending[i] == 0)
                ready[filled++] = i;
        }

        for (var at = 0; at < filled; at++)
        {
            var i = ready[at];
            var head = Tokens[i].Head;
            if (head < 0 || head >= count || head == i)
                continue;
            _left[head] = Math.Min(_left[head], _left[i]);
            _right[head] = Math.Max(_right[head], _right[i]);
            if (--pending[head] == 0)
                ready[filled++] = head;
        }
    }

    public AnnotatedText Source { get; }

    public Token[] Tokens { get; }

    public string Text => Source.Text;

    /// <summary>First word below a word; −1 for none.</summary>
    public int FirstChild(int token) => _firstChild[token];

    /// <summary>Next word with the same head; −1 for none.</summary>
    public int Next(int token) => _next[token];

    /// <summary>First word of what hangs on a word, itself included.</summary>
    public int Left(int token) => _left[token];

    /// <summary>Last word of what hangs on a word, itself included.</summary>
    public int Right(int token) => _right[token];

    /// <summary>Index of the sentence of a word.</summary>
    public int SentenceOf(int token) => _sentence[token];

    /// <summary>First child with a relation, its subtype left aside; −1 for none.</summary>
    public int Child(int token, string relation)
    {
        for (var child = _firstChild[token]; child >= 0; child = _next[child])
        {
            if (Is(Tokens[child].Relation, relation))
                return child;
        }

        return -1;
    }

    /// <summary>First child with a relation, subtype included; −1 for none.</summary>
    public int ChildExactly(int token, string relation)
    {
        for (var child = _firstChild[token]; child >= 0; child = _next[child])
        {
            if (Tokens[child].Relation == relation)
                return child;
        }

        return -1;
    }

    /// <summary>Whether a relation is another one, or a subtype of it.</summary>
    public static bool Is(string relation, string wanted) =>
        relation.StartsWith(wanted, StringComparison.Ordinal) && (relation.Length == wanted.Length || relation[wanted.Length] == ':');

    /// <summary>The words of a token, as they stand.</summary>
    public ReadOnlySpan<char> Form(int token) => Text.AsSpan(Tokens[token].Start, Tokens[token].End - Tokens[token].Start);

    /// <summary>Whether a token is a word, in whatever case.</summary>
    public bool IsForm(int token, string form) => Form(token).Equals(form, StringComparison.OrdinalIgnoreCase);

    public bool IsPunct(int token) => Tokens[token].Upos == "PUNCT";

    public bool IsComma(int token) => Form(token) is "," or ";";

    /// <summary>A dash between words; the hyphen within one is none.</summary>
    public bool IsDash(int token) => Form(token) is "—" or "–" or "--" or "―" || (Form(token) is "-" && !Tokens[token].JoinsPrevious);

    public bool IsVerb(int token) => Tokens[token].Upos is "VERB" or "AUX";

    public bool IsNominal(int token) => Tokens[token].Upos is "NOUN" or "PROPN" or "PRON" or "NUM" or "DET";
}
