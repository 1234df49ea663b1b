using System.Buffers;
using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>
/// Writes CoNLL-U (universaldependencies.org/format.html): ten columns a word, a range line before the words of a multiword
/// token, <c>SpaceAfter=No</c> and <c>NER=B-PER</c> in the last column. Lines end in LF whatever the writer's own habit.
/// </summary>
public static class ConlluWriter
{
    /// <summary>The comment under which sentences are written whose engine read no trees.</summary>
    internal const string NoParserComment = "# parser = none";

    private static readonly SearchValues<char> Unwritable = SearchValues.Create("\t\r\n");

    /// <summary>
    /// Writes the sentences of a text, each followed by an empty line. White space between two tokens is written as one
    /// space in <c># text</c>. Where <see cref="AnnotatedText.HasTrees"/> is false the format still wants a tree: all words
    /// then hang as <c>dep</c> on the first verb (or the first word), and the comment <c># parser = none</c> says so.
    /// </summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">What to write.</param>
    /// <param name="documentId">Written as <c># newdoc id</c> and as the first part of every <c># sent_id</c>; null: sentences are numbered alone.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    public static void Write(TextWriter output, AnnotatedText text, string? documentId = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(text);
        for (var index = 0; index < text.Sentences.Count; index++)
        {
            ct.ThrowIfCancellationRequested();
            var sentence = text.Sentences[index];
            if (index == 0 && documentId is not null) output.Write("# newdoc id = " + OneLine(documentId) + "\n");
            if (index == 0 || StartsParagraph(text.Text, text.Sentences[index - 1].End, sentence.Start)) output.Write("# newpar\n");
            output.Write("# sent_id = ");
            if (documentId is not null) output.Write(OneLine(documentId) + "-");
            WriteNumber(output, index + 1);
            output.Write('\n');
            if (!text.HasTrees) output.Write(NoParserComment + "\n");
            WriteText(output, text, sentence);
            WriteWords(output, text, sentence);
            output.Write('\n');
        }
    }

    /// <summary>Writes one sentence, followed by an empty line.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="sentence">What to write.</param>
    public static void Write(TextWriter output, ConlluSentence sentence)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(sentence);
        foreach (var comment in sentence.Comments)
        {
            if (!comment.StartsWith('#')) output.Write("# ");
            WriteValue(output, comment);
            output.Write('\n');
        }

        var next = 0;
        for (var index = 0; index < sentence.Words.Count; index++)
        {
            if (next < sentence.Multiwords.Count && sentence.Multiwords[next].First == index)
            {
                var multiword = sentence.Multiwords[next++];
                WriteRange(output, index + 1, multiword.Last + 1);
                output.Write('\t');
                WriteValue(output, multiword.Form);
                output.Write("\t_\t_\t_\t_\t_\t_\t_\t");
                WriteColumn(output, multiword.Misc);
                output.Write('\n');
            }

            var word = sentence.Words[index];
            WriteNumber(output, index + 1);
            output.Write('\t');
            WriteValue(output, word.Form);
            output.Write('\t');
            WriteColumn(output, word.Lemma);
            output.Write('\t');
            WriteColumn(output, word.Upos);
            output.Write('\t');
            WriteColumn(output, word.Xpos);
            output.Write('\t');
            WriteColumn(output, word.Features);
            output.Write('\t');
            if (word.Head == ConlluWord.NoHead) output.Write('_');
            else WriteNumber(output, word.Head + 1);
            output.Write('\t');
            WriteColumn(output, word.Relation);
            output.Write("\t_\t");
            WriteColumn(output, word.Misc);
            output.Write('\n');
        }

        output.Write('\n');
    }

    private static void WriteText(TextWriter output, AnnotatedText text, Sentence sentence)
    {
        output.Write("# text = ");
        for (var index = sentence.FirstToken; index < sentence.FirstToken + sentence.TokenCount; index++)
        {
            var token = text.Tokens[index];
            if (index > sentence.FirstToken && !token.JoinsPrevious) output.Write(' ');
            WriteValue(output, text.Text.AsSpan(token.Start, token.End - token.Start));
        }

        output.Write('\n');
    }

    private static void WriteWords(TextWriter output, AnnotatedText text, Sentence sentence)
    {
        var first = sentence.FirstToken;
        var root = text.HasTrees ? -1 : FirstVerb(text, sentence);
        var inside = false;
        for (var index = first; index < first + sentence.TokenCount; index++)
        {
            var token = text.Tokens[index];
            if (token.InMultiword && !inside)
            {
                var last = index;
                while (last + 1 < first + sentence.TokenCount && text.Tokens[last].InMultiword) last++;
                WriteRange(output, index - first + 1, last - first + 1);
                output.Write('\t');
                WriteValue(output, text.Text.AsSpan(token.Start, text.Tokens[last].End - token.Start));
                output.Write("\t_\t_\t_\t_\t_\t_\t_\t");
                output.Write(JoinsNext(text, last) ? "SpaceAfter=No\n" : "_\n");
            }

            WriteNumber(output, index - first + 1);
            output.Write('\t');
            WriteValue(output, text.Text.AsSpan(token.Start, token.End - token.Start));
            output.Write('\t');
            WriteColumn(output, token.Lemma);
            output.Write('\t');
            WriteColumn(output, token.Upos);
            output.Write('\t');
            WriteColumn(output, token.Xpos);
            output.Write('\t');
            WriteColumn(output, token.Features);
            output.Write('\t');
            if (text.HasTrees)
            {
                WriteNumber(output, token.Head < 0 ? 0 : token.Head - first + 1);
                output.Write('\t');
                WriteColumn(output, token.Relation);
            }
            else
            {
                WriteNumber(output, index == root ? 0 : root - first + 1);
                output.Write(index == root ? "\troot" : "\tdep");
            }

            output.Write("\t_\t");
            // Spacing stands on the range line for the words of a multiword token.
            var withinMultiword = inside || token.InMultiword;
            WriteMisc(output, token.Name, !withinMultiword && JoinsNext(text, index));
            output.Write('\n');
            inside = token.InMultiword;
        }
    }

    private static void WriteMisc(TextWriter output, string name, bool joinsNext)
    {
        if (name.Length > 0)
        {
            output.Write("NER=");
            WriteValue(output, name);
            if (joinsNext) output.Write('|');
        }

        output.Write(joinsNext ? "SpaceAfter=No" : name.Length > 0 ? "" : "_");
    }

    private static bool JoinsNext(AnnotatedText text, int index) => index + 1 < text.Tokens.Count && text.Tokens[index + 1].JoinsPrevious;

    /// <summary>Index in the document of the first verb of a sentence, or of its first token.</summary>
    internal static int FirstVerb(AnnotatedText text, Sentence sentence)
    {
        for (var index = sentence.FirstToken; index < sentence.FirstToken + sentence.TokenCount; index++)
        {
            if (text.Tokens[index].Upos == "VERB") return index;
        }

        return sentence.FirstToken;
    }

    /// <summary>Whether the white space between two sentences holds a blank line.</summary>
    private static bool StartsParagraph(string text, int from, int to)
    {
        var breaks = 0;
        foreach (var character in text.AsSpan(from, to - from))
        {
            if (character == '\u2029' || (character is '\n' or '\u0085' or '\u2028' && ++breaks == 2)) return true;
        }

        return false;
    }

    private static void WriteRange(TextWriter output, int from, int to)
    {
        WriteNumber(output, from);
        output.Write('-');
        WriteNumber(output, to);
    }

    private static void WriteNumber(TextWriter output, int number)
    {
        Span<char> digits = stackalloc char[11];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        output.Write(digits[..length]);
    }

    private static void WriteColumn(TextWriter output, string value)
    {
        if (value.Length == 0) output.Write('_');
        else WriteValue(output, value);
    }

    /// <summary>Writes a value with a space in place of each character that would end the column or the line.</summary>
    private static void WriteValue(TextWriter output, ReadOnlySpan<char> value)
    {
        while (true)
        {
            var bad = value.IndexOfAny(Unwritable);
            if (bad < 0) break;
            output.Write(value[..bad]);
            output.Write(' ');
            value = value[(bad + 1)..];
        }

        output.Write(value);
    }

    private static string OneLine(string value) => value.AsSpan().IndexOfAny(Unwritable) < 0
        ? value
        : value.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');
}
